"""What is wrong with the words of a table: twice, never matching, there already below, or of another entry."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from kabar import layers
from kabar.find.cues import variants
from kabar.lexing import words_of

_ACTS = ("without", "instead")
_CASED: Final = frozenset(  # what is compared as it is written, or is no word: shapes, beginnings of lines, for display
    (
        ("numbers", "abbreviations"),
        ("numbers", "scaled"),
        ("units", "not_units"),
        ("language", "own"),
        ("times", "words"),
        ("times", "lists"),
        ("times", "licensed"),
        ("words", "affixes"),
        ("words", "inflection"),
        ("words", "irregular"),
        ("layout", "starts"),
    )
)
_CODES: Final = frozenset(("units", "examples", "cancels", "not_units", "kinds", "types", "unnamed", "symbols"))
_OF: Final = ("predicate", "value", "strength", "comparison", "change")  # what entries are of
_FIRST: Final = (
    ("units", "units"),
    ("units", "counted"),
    ("currencies", "names"),
    ("units", "per_names"),
)  # one owner a word


class Finding(NamedTuple):
    """A fault, or a note that is none; ``where`` is file and line."""

    where: str
    what: str
    remedy: str
    fault: bool = True


def findings(path: Path, name: str, below: dict[str, Any]) -> Iterator[Finding]:
    """The words of a table's own lists: twice, never matching, there already, or of another entry."""
    text, own = path.read_text("utf-8"), layers.read(path)
    said = {key: value for key, value in own.items() if key not in _ACTS}
    for keys, words in _lists(said):
        for number, word in enumerate(words):
            where = f"{path}:{_line(text, keys, word)}"
            if word in words[:number]:
                yield Finding(where, f"{word!r} stands twice in {'.'.join(keys)}", "remove one of them")
            elif (what := _never(name, keys, word)) is not None:
                yield Finding(where, f"{word!r} in {'.'.join(keys)} can never match: {what[0]}", what[1])
            elif word in _at(below, keys):
                yield Finding(where, f"{word!r} stands in {'.'.join(keys)} below already", "remove it here", False)
    yield from _again(path, text, said, below)
    yield from _owners(path, text, name, said, below)
    if name == "cues":
        yield from _shadows(path, text, said, below)


def _again(path: Path, text: str, said: dict[str, Any], below: dict[str, Any]) -> Iterator[Finding]:
    """Words of entries (of a predicate, a status) that stand in an entry of the same below."""
    there = set(_entries(below))
    for key, of, kind, word in _entries(said):
        if (key, of, kind, word) in there:
            where = f"{path}:{_line_in_entry(text, of, kind, word)}"
            yield Finding(where, f"{word!r} stands in {key}.{kind} of {of!r} below already", "remove it here", False)


def _entries(table: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Key, what an entry is of, list and word of all entries of a table that are of something."""
    for key, rows in table.items():
        for row in rows if isinstance(rows, list) else ():
            of = next((str(row[name]) for name in _OF if name in row), "") if isinstance(row, dict) else ""
            lists = [(kind, words) for kind, words in row.items() if isinstance(words, list)] if of else []
            yield from ((key, of, kind, word) for kind, words in lists if kind not in _CODES for word in words)


def _lists(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """All lists of words of a table, with the keys that lead there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, (*keys, key))
    elif isinstance(value, list):
        if value and all(isinstance(word, str) for word in value):
            yield keys, value
        for inner in value:
            if isinstance(inner, dict):
                yield from _lists(inner, keys)


def _never(name: str, keys: tuple[str, ...], word: str) -> tuple[str, str] | None:
    """Why a word can never match, and the remedy."""
    if (name, keys[0]) in _CASED or keys[-1] in _CODES or name == "common":
        return None
    if not words_of(word):
        return "it holds no word", "write a word, or remove it"
    if word != word.strip() or "  " in word:
        return "it has spaces at its ends or two together", "remove the spaces"
    if word != word.lower():
        return "words are compared in lower case", f"write it {word.lower()!r}"
    return None


def _at(below: Any, keys: tuple[str, ...]) -> list[Any]:
    """The list that stands at these keys below; none where a list of entries lies between."""
    for key in keys:
        below = below.get(key, {}) if isinstance(below, dict) else {}
    return below if isinstance(below, list) else []


def _owners(path: Path, text: str, name: str, said: dict[str, Any], below: dict[str, Any]) -> Iterator[Finding]:
    """Words of tables in which a word has one owner: the first that has it."""
    for table, key in _FIRST:
        if table != name:
            continue
        mine: dict[str, str] = {}
        theirs = {w: owner for owner, words in below.get(key, {}).items() for w in words}
        for owner, words in said.get(key, {}).items():
            for word in words:
                where = f"{path}:{_line(text, (key, owner), word)}"
                if mine.setdefault(word, owner) != owner:
                    yield Finding(
                        where,
                        f"{word!r} of {owner!r} can never match: {mine[word]!r} has it above",
                        "remove it from one of them",
                    )
                elif theirs.get(word, owner) != owner:
                    yield Finding(
                        where,
                        f"{word!r} is of {owner!r} now, no more of {theirs[word]!r}",
                        "nothing, if it is meant",
                        False,
                    )


def _shadows(path: Path, text: str, said: dict[str, Any], below: dict[str, Any]) -> Iterator[Finding]:
    """Cues that another one of the same form keeps from counting: of two statuses the one with the higher priority."""
    forms = [
        (form, row["value"], row["priority"])
        for table in (below, said)
        for row in table.get("status", [])
        for form in _variants(row)
    ]
    for row in said.get("status", []):
        for form in _variants(row):
            above = [(v, p) for f, v, p in forms if f == form and v != row["value"] and p >= row["priority"]]
            if above:
                value, priority = above[0]
                yield Finding(
                    f"{path}:{_line(text, ('status',), form)}",
                    f"the cue {form!r} of {row['value']!r} is shadowed by that of {value!r}, of priority {priority}",
                    "take it away there by [without], or give this one a higher priority",
                )


def _variants(row: dict[str, Any]) -> Iterator[str]:
    """The forms of a group of cues, alternatives spelled out."""
    return (form for written in row.get("forms", ()) for form in variants(written))


def _line_in_entry(text: str, of: str, kind: str, word: str) -> int:
    """The line of a word in the list ``kind`` of an entry of ``of``."""
    now, inside = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        m = re.match(r"\s*(\w+)\s*=\s*(?:\"([^\"]+)\")?", line)
        if m:
            inside, now = m[1], (m[2] or now) if m[1] in _OF else now
        if now == of and inside == kind and re.search(rf"[\"']{re.escape(word)}[\"']", line):
            return number
    return _line(text, (), word)


def _line(text: str, keys: tuple[str, ...], word: str) -> int:
    """The line of a word behind the head of its table."""
    start = 0
    for key in keys[:1]:
        m = re.search(rf"^[ \t]*\[*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
        start = m.start() if m else start
    spelled = re.compile(rf"[\"']{re.escape(word)}[\"']|^[ \t]*{re.escape(word)}\b", re.MULTILINE)
    m = spelled.search(text, start) or spelled.search(text)
    return text.count("\n", 0, m.start()) + 1 if m else 1
