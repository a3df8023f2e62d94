"""Metadata at the head of a text: YAML between ``---``, TOML between ``+++``, or plain ``Key: value`` lines.

Of YAML we read what people write there: scalars, lists and one level of mappings. What is no such head is text.
"""

import re
import tomllib
from typing import Any, NamedTuple

from kabar.article.formats import fields
from kabar.article.source import Metadata

_LONGEST = 20_000  # characters of a head
_MARKS = {"---": ("---", "..."), "+++": ("+++",)}
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:-[ \t]+|-$)?(?:(?P<key>[A-Za-z_][\w .-]{0,30}?)[ \t]*:(?=[ \t]|$))?(?P<value>.*)"
)
_NOTE = re.compile(r"(?:^|[ \t]+)#.*")
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*(?:#.*)?")
_FOLDED = re.compile(r"[|>][+-]?\d?")
_PARTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+")
_FEWEST = 2  # keys that we know in a head without marks


class Front(NamedTuple):
    """What a text says of itself, where its title stands, and where the article begins."""

    found: Metadata
    title: tuple[int, int] | None
    stop: int


def front(text: str) -> Front | None:
    """The head of a text, if it has one."""
    first, _, _ = text[:100].partition("\n")
    ends = _MARKS.get(first.rstrip())
    return _marked(text, ends) if ends else _plain(text) if ":" in first else None


def _marked(text: str, ends: tuple[str, ...]) -> Front | None:
    """A head between marks."""
    begin = at = text.index("\n") + 1 if "\n" in text else len(text)
    lines: list[str] = []
    for line in text[begin : begin + _LONGEST].splitlines(keepends=True):
        if line.rstrip() in ends:
            record = _yaml(lines) if ends[0] == "---" else _toml(text[begin:at])
            return _head(record, text, begin, at, at + len(line)) if record else None
        lines.append(line.rstrip())
        at += len(line)
    return None


def _plain(text: str) -> Front | None:
    """Lines of ``Key: value``, where we know the first key and another one; the text itself may be such a value."""
    at, record = 0, dict[str, Any]()
    known = fields.load().known
    for line in text[:_LONGEST].splitlines(keepends=True):
        m = _ITEM.fullmatch(line.rstrip())
        if m is None or not m["key"] or m["indent"] or not m["value"].strip() or not (record or known(m["key"])):
            break
        if fields.load().holds_text([m["key"]]):
            at += m.start("value")
            break
        record[m["key"]] = m["value"].strip()
        at += len(line)
    return _head(record, text, 0, at, at) if at < len(text) and sum(map(known, record)) >= _FEWEST else None


def _head(record: dict[str, Any], text: str, begin: int, end: int, stop: int) -> Front:
    found = fields.load().metadata(record)
    at = text.find(found.title, begin, end) if found.title else -1
    return Front(found, (at, at + len(found.title)) if found.title and at >= 0 else None, stop)


def _toml(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _yaml(lines: list[str]) -> dict[str, Any] | None:
    """The keys of a block of YAML; ``None`` for lines that are none."""
    pairs: list[tuple[str, str, list[str]]] = []
    for line in lines:
        m = _ITEM.fullmatch(line)
        if m and m["key"] and not m["indent"] and line[0] != "-":
            pairs.append((m["key"], m["value"].strip(), []))
        elif line.lstrip() and line.lstrip()[0] != "#":
            if not pairs or line[0] not in " \t-":
                return None
            pairs[-1][2].append(line.strip())
    return {key: _value(said, below) for key, said, below in pairs} or None


def _value(said: str, lines: list[str]) -> Any:
    """A value behind its key or on the lines below it."""
    quoted = _QUOTED.fullmatch(said)
    said = quoted[1] if quoted else _NOTE.sub("", said)
    if _FOLDED.fullmatch(said):
        return " ".join(lines)
    if said or not lines:
        return _flow(said) if said[:1] == "[" else " ".join([_scalar(said), *lines])
    if lines[0][0] == "-":
        return [_named(line.lstrip("- \t")) for line in lines if line[0] == "-"]
    pairs = [m for m in map(_ITEM.fullmatch, lines) if m and m["key"]]
    return {m["key"]: _scalar(m["value"]) for m in pairs} or " ".join(lines)


def _named(item: str) -> Any:
    """An item of a list: a scalar, or the first key of a mapping (``- name: Ann``)."""
    m = _ITEM.fullmatch(item)
    return {m["key"]: _scalar(m["value"])} if m and m["key"] else _scalar(item)


def _flow(said: str) -> list[str]:
    return [_scalar(part) for part in _PARTS.findall(said.strip("[] \t")) if part.strip()]


def _scalar(said: str) -> str:
    """A value without its quotes."""
    said = said.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "'\"":
        inner = said[1:-1]
        return inner.replace("''", "'") if said[0] == "'" else inner.replace('\\"', '"')
    return said
