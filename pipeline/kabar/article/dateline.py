"""Who published what when: from what the user gave, the metadata, the head of the page, its url, its text.

Precedence: given > metadata > byline (date lines above the body) > url > text (the dateline of the first sentence,
date lines below the body, the day that the text calls today) > comments (the earliest). Nothing is guessed: a date that
can be read two ways is none, and dates that are impossible or disagree are flagged: ``published_unreadable`` (given,
but no date), ``published_unclear`` (a line whose date is impossible or reads two ways), ``published_disagrees``
(sources more than a day apart), ``published_from_text`` (nothing but the text says it), ``published_future`` (after the
day on which the page was fetched, where that is known; today plays no part).
"""

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from kabar.article.dates import Order, in_url
from kabar.article.kinds import author_in
from kabar.article.layout import Layout, Row
from kabar.article.prefix import DOMAIN
from kabar.article.source import Source
from kabar.article.vocabulary import Vocabulary, key_of
from kabar.record import PublishedFrom

_URL = re.compile(r"https?://\S+")
_SEPARATOR = re.compile(r"[ \t\xa0]+[-|\u2022\u00b7\u2013\u2014][ \t\xa0]+|[|,]")
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [^\W\d_][\w.'\u2019-]*){0,3}")


class Dateline(NamedTuple):
    """The head of a document; ``None`` where the page does not say. ``published`` is an ISO day."""

    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None
    published_from: PublishedFrom | None
    flags: tuple[str, ...]


def find(layout: Layout, source: Source, language: str, words: Vocabulary, today: str | None = None) -> Dateline:
    """The dateline of a page that is laid out; ``today`` is the day on which its text says that it was written."""
    found = source.found
    url = source.url or found.url or _url(layout)
    published, origin, flags = _published(layout, source, url, words.orders.get(language, "DMY"), words, today)
    return Dateline(
        source.title
        or found.title
        or (" ".join(layout.title.text[layout.title.bullet :].split()) if layout.title else None),
        source.publisher or found.publisher or _publisher(layout, url, words),
        source.author or found.author or _author(layout, words),
        url,
        published,
        origin,
        flags,
    )


def _published(
    layout: Layout, source: Source, url: str | None, order: Order, words: Vocabulary, today: str | None
) -> tuple[str | None, PublishedFrom | None, tuple[str, ...]]:
    """Publication day, where it was found, and doubts."""
    flags: list[str] = []
    tail = [r for r in layout.tail if r.kind == "date" and not r.line.bullet]
    candidates: list[tuple[PublishedFrom, str | None]] = [
        ("given", _said(source.published, order, words, flags)),
        ("metadata", _said(source.found.published, order, words, flags)),
        ("byline", _in_rows(layout.head, order, words, flags)),
        ("url", in_url(url) if url else None),
        ("text", _first(layout.prefix.replace("--", " "), order, words) or _in_rows(tail, order, words, flags)),
    ]
    days = [(origin, day) for origin, day in candidates if day]
    if len({day for _, day in days}) > 1 and _apart([day for _, day in days]) > 1:
        flags.append("published_disagrees")
    if not days and today:
        days = [("text", today)]
    if not days and layout.comments:
        dated = [f.day for line in layout.comments for f in words.dates.find(line.text[:200], order) if f.day]
        days = [("comments", min(dated))] if dated else []
    if not days:
        return None, None, tuple(dict.fromkeys(flags))
    crawled = source.found.crawled and words.dates.parse(source.found.crawled, order)
    if crawled and days[0][1] > crawled and _apart([days[0][1], crawled]) > 1:
        flags.append("published_future")
    if days[0][0] == "text":
        flags.append("published_from_text")
    return days[0][1], days[0][0], tuple(dict.fromkeys(flags))


def _apart(days: list[str]) -> int:
    """Days between the first and the last."""
    return (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days


def _said(value: str | None, order: Order, words: Vocabulary, flags: list[str]) -> str | None:
    """A date that somebody states as one."""
    if not value or not value.strip():
        return None
    day = words.dates.parse(value, order)
    if day is None:
        flags.append("published_unreadable")
    return day


def _first(text: str, order: Order, words: Vocabulary) -> str | None:
    """First date of a string."""
    return next((f.day for f in words.dates.find(text, order)), None) if text else None


def _in_rows(rows: list[Row] | tuple[Row, ...], order: Order, words: Vocabulary, flags: list[str]) -> str | None:
    """First date of the date lines; that of an update only where there is no other."""
    updated: str | None = None
    for row in rows:
        text = row.line.text
        if row.kind not in ("date", "byline", "place", "short") or not any(c.isdigit() for c in text):
            continue
        found = words.dates.find(text, order)
        last = 0
        for item in found:
            if item.day is None:
                flags.append("published_unclear")
            elif _ends_with(key_of(text[last : item.start]), words.updated):
                updated = updated or item.day
            else:
                return item.day
            last = item.end
        if not found and row.kind in ("date", "byline"):
            day = words.dates.parse(text, order)
            if day:
                return day
    return updated


def _ends_with(key: str, labels: frozenset[str]) -> bool:
    """Whether the words before a date end with one of the labels."""
    return any(key == label or key.endswith(" " + label) for label in labels) if key else False


def _url(layout: Layout) -> str | None:
    """A line that is a url."""
    for row in (*layout.head, *layout.tail):
        m = _URL.fullmatch(row.line.text)
        if m:
            return m[0]
    return None


def _publisher(layout: Layout, url: str | None, words: Vocabulary) -> str | None:
    """Medium named by the lines above the body, the dateline or the url."""
    for row in layout.head:
        if row.kind in ("byline", "short", "furniture") and len(row.line.text) <= 160:
            name = _medium(row, layout.prefix, words)
            if name:
                return name
    return _in_prefix(layout.prefix, words) or (_host(url, words) if url else None)


def _medium(row: Row, prefix: str, words: Vocabulary) -> str | None:
    """The medium that opens a line: one we know, a site, the name that the site of the dateline is made of, or a
    single name in mixed capitals before a dash.
    """
    parts = [p.strip() for p in _SEPARATOR.split(row.line.text)]
    for part in parts:
        if part.lower() in words.publishers:
            return words.publishers[part.lower()]
    m = DOMAIN.fullmatch(parts[0])
    if m:
        return _site(m[0], words)
    head = parts[0]
    site = DOMAIN.search(prefix)
    if site and key_of(head).replace(" ", "") == key_of(site[0].split(".")[0]):
        return head
    return head if row.kind == "byline" and len(parts) > 1 and head.isalnum() and _is_mixed(head) else None


def _is_mixed(name: str) -> bool:
    """Whether capitals stand inside a name, as media write themselves: ``NewsWorld``."""
    return any(c.isupper() for c in name[1:]) and any(c.islower() for c in name)


def _in_prefix(prefix: str, words: Vocabulary) -> str | None:
    """Medium of a dateline: an agency in brackets, a site, or a name that we know."""
    if not prefix:
        return None
    agency = words.agency.search(prefix)
    if agency:
        return words.publishers[agency["name"].lower()]
    site = DOMAIN.search(prefix)
    if site:
        return _site(site[0], words)
    parts = [p.strip() for p in re.split(r"[,/\u2013\u2014-]", prefix)]
    known = next((words.publishers[p.lower()] for p in parts if p.lower() in words.publishers), None)
    return known or next((p for p in parts if p.isalnum() and _is_mixed(p)), None)


def _site(name: str, words: Vocabulary) -> str:
    """The usual name of a site; ``KOMPAS.COM`` is not shouted."""
    low = name.lower().removeprefix("www.")
    known = words.publishers.get(low) or words.publishers.get(low.replace(" ", ""))
    stem, dot, end = name.partition(".")
    return known or (f"{stem.capitalize()}{dot}{end.lower()}" if stem.isupper() and len(stem) > 4 else name)


def _host(url: str, words: Vocabulary) -> str | None:
    """The site of a url."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    parts = host.removeprefix("www.").split(".")
    for start in range(len(parts) - 1):
        known = words.publishers.get(".".join(parts[start:]))
        if known:
            return known
    return ".".join(parts) if len(parts) > 1 else None


def _author(layout: Layout, words: Vocabulary) -> str | None:
    """The author named by a byline, by a role below or above the name, or by the signature."""
    rows = [*layout.head, *layout.tail]
    for row in rows:
        name = author_in(row.line.text, words) if row.kind in ("byline", "furniture") else None
        if name:
            return name
    for row in layout.head:
        parts = [p.strip() for p in _SEPARATOR.split(row.line.text)]
        if len(parts) == 2 and parts[1].lower() in words.publishers and _is_name(parts[0]) and " " in parts[0]:
            return parts[0]
    for i, row in enumerate(rows):
        if row.kind == "byline" and key_of(row.line.text) in words.roles:
            for other in rows[max(0, i - 1) : i] + rows[i + 1 : i + 2]:
                if other.kind == "short" and _is_name(other.line.text):
                    return other.line.text
    signed = layout.signature
    return signed if " " in signed and _is_name(signed) else None


def _is_name(text: str) -> bool:
    """One to four words in capitals."""
    return _NAME.fullmatch(text) is not None and all(p[0].isupper() for p in text.split())
