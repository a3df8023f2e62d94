"""What a page says of itself besides its text: JSON-LD, the names of its meta elements, its heading, its captions.

Where a page states both when it appeared and when it was changed, only the first counts; a day that nothing but a
statement of change gives is no date of publication.
"""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kabar import model
from kabar.model import Table

_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
_SUFFIX = re.compile(r"^(?P<title>.{15,}?)\s+(?:[-|\u2013\u2014\u00b7\u2022:]|::|\u00bb)\s+(?P<site>[^|]{2,60})$")
_LETTERS = re.compile(r"[^\W_]+")
_SHORTEST: Final = 3  # words of a headline, and of a caption that says something
_SAME: Final = 30  # letters in which a paragraph of the page begins like one of the text
_LONGEST: Final = 1000  # characters of a caption
_DEEPEST: Final = 4  # levels of JSON-LD in which the article of the page stands
_LARGEST: Final = 1_000_000  # characters of one JSON-LD block
_BLOCKS: Final = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd", "dt", "pre", "div", "section")
_NO_TEXT: Final = frozenset({"figure", "aside", "nav", "footer", "form", "header"})
_OUTSIDE: Final = frozenset({"a", "aside", "nav", "footer", "form", "li"})  # where figures belong to other articles


class PagesTable(Table, frozen=True):
    """``models/shared/pages.toml``: names of meta elements, lower case, in order of preference, and article types."""

    published: list[str]
    updated: list[str]
    types: list[str]


class Head(NamedTuple):
    """What a page states; ``updated`` are days on which it says that it was changed."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None
    updated: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _table() -> PagesTable:
    return model.read_table(model.default_root() / "shared" / "pages.toml", PagesTable)


def head_of(tree: Any) -> Head:
    """What the head and the heading of a parsed page (lxml) state."""
    table = _table()
    linked = next(_articles(tree, frozenset(table.types)), {})
    metas = _metas(tree)
    published = _day(linked.get("datePublished")) or next(
        filter(None, (_day(metas.get(n)) for n in table.published)), None
    )
    author, publisher = _names(linked.get("author")), _names(linked.get("publisher"))
    updated = [metas.get(n) for n in table.updated] + [linked.get("dateModified")]
    return Head(
        _heading(tree) or _text(linked.get("headline")),
        published,
        author if author != publisher else None,
        publisher,
        frozenset(filter(None, map(_day, updated))),
    )


def without_site(title: str, names: Iterable[str | None]) -> str:
    """A title without the name of the site that stands behind it."""
    m = _SUFFIX.match(title)
    site = _key(m["site"]) if m else ""
    if m and len(site) > 2 and any(site in _key(name) or _key(name) in site for name in names if name and _key(name)):
        return without_site(m["title"], names)
    return title


def captions(tree: Any, text: str) -> list[str]:
    """Captions of the figures around the paragraphs of ``text``, without those that it holds already."""
    root = _around(tree, text)
    known = _key(text)
    found: list[str] = []
    for caption in root.iter("figcaption") if root is not None else ():
        if any(
            above.tag in _OUTSIDE for above in itertools.takewhile(lambda e: e is not root, caption.iterancestors())
        ):
            continue
        said = " ".join(" ".join(caption.itertext()).split()).translate({91: 40, 93: 41})  # square brackets to round
        if len(said.split()) >= _SHORTEST and len(said) <= _LONGEST and _key(said) not in known and said not in found:
            found.append(said)
    return found


def glued(text: str, heading: str | None) -> bool:
    """Whether the paragraphs of a short page are lost, as where the library falls back on all its text in one line."""
    lines = text.strip().split("\n")
    return len(lines) == 1 or (heading is not None and lines[0] != heading and lines[0].startswith(heading))


def paragraphs(tree: Any) -> str:
    """The paragraphs of the article by the elements of the page, a line each; an element of line end ends one too."""
    roots = [e for tag in ("article", "main", "body") for e in tree.iter(tag)]
    root = next((e for e in roots if next(e.iter("h1"), None) is not None), roots[0] if roots else tree)
    lines: list[str] = []
    for e in root.iter(*_BLOCKS):
        if next(e.iterdescendants(*_BLOCKS), None) is not None:
            continue
        if any(above.tag in _NO_TEXT for above in itertools.takewhile(lambda a: a is not root, e.iterancestors())):
            continue
        parts = e.xpath(".//text()[not(ancestor::script or ancestor::style)] | .//br")
        said = "".join(" ".join(part.split("\n")) if isinstance(part, str) else "\n" for part in parts)
        item = "- " if e.tag == "li" else ""
        lines += [item + " ".join(line.split()) for line in said.split("\n\n" if item else "\n") if line.strip()]
    return "\n".join(lines)


def _around(tree: Any, text: str) -> Any:
    """The article or main element that holds most paragraphs of the text, else the only one of the page."""
    wanted = {key for key in (_key(line)[:_SAME] for line in text.split("\n")) if len(key) == _SAME}
    counts: Counter[Any] = Counter()
    for e in tree.iter("p", "div", "span", "h2", "li"):
        if _key((e.text or "")[: 2 * _SAME])[:_SAME] in wanted:
            counts[next((above for above in e.iterancestors() if above.tag in ("article", "main")), None)] += 1
    found = [e for e, _ in counts.most_common() if e is not None]
    for tag in ("article", "main") if not found else ():
        only = list(tree.iter(tag))
        found += only if len(only) == 1 else []
    return found[0] if found else None


def _heading(tree: Any) -> str | None:
    """The one heading of first rank that has the words of a headline."""
    for scope in (tree.iter("h1"), (h for a in tree.iter("article") for h in a.iter("h1"))):
        found = list(dict.fromkeys(filter(None, (_text("".join(h.itertext())) for h in scope))))
        told = [text for text in found if len(text.split()) >= _SHORTEST]
        if len(told) == 1:
            return told[0]
    return None


def _metas(tree: Any) -> dict[str, str]:
    """Contents of meta elements by name, and of elements with the property of a date; the first of each counts."""
    found: dict[str, str] = {}
    for e in tree.iter("meta", "time", "span"):
        name = e.get("property") or e.get("name") or e.get("itemprop")
        value = e.get("content") or e.get("datetime")
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _articles(tree: Any, types: frozenset[str]) -> Iterator[dict[str, Any]]:
    """JSON-LD objects of the page that are articles, in order."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and len(script.text or "") <= _LARGEST:
            try:
                yield from _in(json.loads(script.text or "", strict=False), types, 0)
            except (ValueError, RecursionError):
                continue


def _in(value: Any, types: frozenset[str], depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _in(part, types, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if not types.isdisjoint(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _in(value.get(key), types, depth + 1)


def _names(value: Any) -> str | None:
    """Names of persons or of an organization, joined by commas."""
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_names, value[:10])))) or None
    name = _text(value)
    return None if name is None or "://" in name else name


def _text(value: Any) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None


def _day(value: Any) -> str | None:
    """The day of an ISO date, as it is written there."""
    m = _DAY.match(value) if isinstance(value, str) else None
    return m[1] if m else None


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))
