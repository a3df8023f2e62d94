"""Which lines of a page are its article: title, captions, body; the rest is furniture and yields nothing.

Every line gets a kind from its vocabulary and shape, then the page is read in zones: the head (up to the first
paragraph) with title, byline and date lines; the body, with lists of links and photo captions in between; the tail,
where short lines are no article any more. Readers' comments end the article. One pass, linear.
"""

import re
from typing import NamedTuple

from kabar.article.blocks import blocks_of
from kabar.article.kinds import Kind, kind_of, parts
from kabar.article.lines import Line, split
from kabar.article.prefix import DOMAIN
from kabar.article.vocabulary import Vocabulary, key_of
from kabar.frozen import Frozen
from kabar.page import Block

_SITE = re.compile(r"[ \t\xa0]+[-|\u2013\u2014][ \t\xa0]+([^|\n\u2013\u2014]{2,40})$")
_MARKED = re.compile(r"[|@:/]|\w\.\w")  # of buttons, credits, addresses
_TOLD = 5  # words: a line of figures without a full stop has as many
_TITLE_WORDS = 4
_KICKER = 4  # words: the line above a headline, which names a series, has no more
_CAPITALS = 0.7  # share of capitals in a headline of a language that writes them so
_LONGEST_TITLE = 250


class Row(Frozen, frozen=True, gc=False):
    """A line and what it is."""

    line: Line
    kind: Kind


class Layout(NamedTuple):
    """Blocks in document order, the title, and the lines that say who published what when."""

    blocks: tuple[Block, ...]
    title: Line | None
    head: tuple[Row, ...]  # the lines above the body, without the title
    prefix: str  # the dateline in front of the first sentence: "JAKARTA, KOMPAS.com - "
    signature: str  # initials or a name in brackets behind the last sentence
    tail: tuple[Row, ...]  # bylines, dates and furniture below the first paragraph
    comments: tuple[Line, ...]  # from the first line of the readers' comments on


def lay_out(text: str, words: Vocabulary, begin: int = 0, named: tuple[int, int] | None = None) -> Layout:
    """Find title, captions and body of one decoded document, which begins at ``begin``; ``named`` is a title above."""
    phrases = words.phrases_in(text.lower())
    lines = [part for line in split(text, begin) for part in parts(line, words, phrases)]
    rows = [Row(line, kind_of(line, words, phrases, i == 0)) for i, line in enumerate(lines)]
    if rows and rows[0].line.text[:2] == "# ":
        named = None
    if named is not None:
        rows = _headed(rows, Line(*named, text[named[0] : named[1]], True))
    title = _title(rows) if named is None else 0
    first = next((i for i, row in enumerate(rows) if row.kind == "prose" and i != title), len(rows))
    if first == len(rows) and title is None:  # no paragraph at all: whatever is not furniture is the article
        kept = [row for row in rows if row.kind in ("short", "caption")]
        return _compose(text, rows, None, kept, [], [], words)
    end = _thread(rows, first, words)
    key = key_of(rows[title].line.text) if title is not None else ""
    above = _above(rows, first, title, key)
    body, tail = _body(rows[first:end], key)
    return _compose(text, rows, title, above + body, tail, rows[end:], words)


def _compose(
    text: str,
    rows: list[Row],
    title: int | None,
    kept: list[Row],
    tail: list[Row],
    comments: list[Row],
    words: Vocabulary,
) -> Layout:
    """Blocks of the title and of the kept lines."""
    headline = _without_site(rows[title].line, words) if title is not None else None
    blocks, prefix, signature = blocks_of(text, headline, [(r.line, r.kind) for r in kept], words)
    prefix = prefix or next((r.line.text for r in rows if r.kind == "place"), "")
    first = next((i for i, r in enumerate(rows) if r.kind == "prose" and i != title), len(rows))
    head = tuple(r for i, r in enumerate(rows[:first]) if i != title)
    return Layout(blocks, headline, head, prefix, signature, tuple(tail), tuple(r.line for r in comments))


def _without_site(line: Line, words: Vocabulary) -> Line:
    """A title without the name of the site behind it: ``... | Kompas.com``."""
    m = _SITE.search(line.text)
    if m and (m[1].lower() in words.publishers or DOMAIN.fullmatch(m[1])):
        return Line(line.start, line.start + m.start(), line.text[: m.start()], line.after_blank)
    return line


def _title(rows: list[Row]) -> int | None:
    """Index of the title line, if there is one: above the first paragraph, and no sentence."""
    if len(rows) < 2:
        return None
    first = next((i for i, row in enumerate(rows) if row.kind == "prose"), len(rows))
    if (
        first < len(rows)
        and not any(r.kind in ("short", "byline", "date") for r in rows[:first])
        and _is_headline(rows, first)
    ):
        return first
    if first == len(rows) and not any(row.line.stopped for row in rows):
        return None
    stop = next((i for i, r in enumerate(rows[:first]) if r.kind in ("byline", "date", "place")), first)
    for part in (range(stop), range(first)):
        found = [i for i in part if rows[i].kind == "short" and _may_head(rows[i].line)]
        if found:
            return _first_long(rows, found)
    return None


def _headed(rows: list[Row], title: Line) -> list[Row]:
    """Rows below a title that stands apart from them, and is not told twice."""
    key = key_of(title.text)
    return [Row(title, "short"), *(r for r in rows if r.kind == "prose" or key_of(r.line.text) != key)]


def _may_head(line: Line) -> bool:
    """Whether a short line may be a title: no item of a list, and nothing that goes on below."""
    return (not line.bullet or line.text[0] == "#") and line.text[-1] != ":"


def _first_long(rows: list[Row], found: list[int]) -> int | None:
    """The first line with the words of a title, else the longest, if it has two."""
    counts = {i: len(rows[i].line.text.split()) for i in found}
    best = max(found, key=lambda i: (min(counts[i], _TITLE_WORDS), -i))
    below = best + 1
    if below in counts and counts[best] <= _KICKER and counts[below] >= 2 * counts[best] - 1:
        return below if _in_capitals(rows[below].line.text) else best  # the line above names the series or the section
    return best if counts[best] >= 2 else None


def _in_capitals(text: str) -> bool:
    """Whether most words of a line begin in capitals or digits, as in headlines, not in the deck below one."""
    parts = text.split()
    return sum(not p[0].islower() for p in parts) >= _CAPITALS * len(parts)


def _is_headline(rows: list[Row], i: int) -> bool:
    """Whether a line of paragraph shape is the title: long without a full stop, a question, an exclamation."""
    text = rows[i].line.text
    if len(text) > _LONGEST_TITLE or not any(row.kind == "prose" for row in rows[i + 1 :]):
        return False
    if not rows[i].line.stopped:
        return "\n" not in text and text[-1] not in ":;,"
    return text[-1] in "?!" and len(text) <= 120 and not any(mark in text[:-1] for mark in (". ", "? ", "! "))


def _above(rows: list[Row], first: int, title: int | None, key: str) -> list[Row]:
    """Captions above the body, and the lines of a standfirst below the title, which is not told twice."""
    below = title if title is not None else first
    return [
        row
        for i, row in enumerate(rows[:first])
        if row.kind == "caption"
        or (row.kind == "short" and i > below and _says(row.line.text) and key_of(row.line.text) != key)
    ]


def _says(text: str) -> bool:
    """Whether a short line says something, rather than naming a person, a section or a button."""
    parts = text.split()
    small = sum(p.islower() and p.isalpha() for p in parts)
    telling = len(parts) >= 4 and (small > 0 or any(c.isdigit() for c in text))
    return "|" not in text and (telling or len(parts) >= 7)


def _thread(rows: list[Row], first: int, words: Vocabulary) -> int:
    """Index where the readers begin: at their heading, or at the first of several buttons and ages of comments."""
    marks: list[int] = []
    for i in range(first + 1, len(rows)):
        kind, text = rows[i].kind, rows[i].line.text
        if kind == "comments":
            return i if not marks else min(i, marks[0])
        if kind == "reply" or (kind == "short" and len(text) <= 40 and text[-3:].isalpha() and _is_age(text, words)):
            marks.append(i)
    return _first_comment(rows, first, marks[0]) if len(marks) >= 2 else len(rows)


def _first_comment(rows: list[Row], first: int, mark: int) -> int:
    """Where the comment begins that the mark belongs to: at the reader's name, above it or above the words."""
    i = mark - 1
    while i > first and mark - i <= 3 and rows[i].kind == "prose":
        i -= 1
    text = rows[i].line.text
    named = i > first and rows[i].kind == "short" and len(text) <= 30 and len(text.split()) <= 3
    return i if named else mark


def _is_age(text: str, words: Vocabulary) -> bool:
    """``13 hours ago``: a number, and a word of age at the end."""
    return any(c.isdigit() for c in text) and text.lower().endswith(words.ago)


def _body(rows: list[Row], title: str) -> tuple[list[Row], list[Row]]:
    """Kept lines from the first paragraph on, and the others."""
    kept: list[Row] = []
    other: list[Row] = []
    links = boilerplate = False
    for i, row in enumerate(rows):
        if row.kind == "end":
            other.extend(rows[i:])
            break
        if row.kind == "links":
            links = True
        elif links and row.kind == "prose":
            links = not _resumes(rows, i)
        if links and row.kind in ("date", "day"):
            continue  # that of another article
        boilerplate = row.kind == "boilerplate" or (boilerplate and not _is_heading(rows, i))
        if links or boilerplate or not _is_text(rows, i, title):
            other.append(row)
        else:
            kept.append(row)
    while kept and kept[-1].kind != "prose" and not _may_end(kept[-1]):
        other.append(kept.pop())
    return kept, other


def _is_heading(rows: list[Row], i: int) -> bool:
    """Whether a line heads a section of the article: short, and a paragraph stands below it."""
    return rows[i].kind == "short" and i + 1 < len(rows) and rows[i + 1].kind == "prose"


def _is_text(rows: list[Row], i: int, title: str) -> bool:
    """Whether a line of the body is article text: no furniture, no repeated title, no date that heads no entry."""
    line, kind = rows[i].line, rows[i].kind
    if kind in ("date", "day"):
        return i + 1 < len(rows) and rows[i + 1].kind == "prose"
    if kind not in ("prose", "short", "caption"):
        return False
    return not title or len(line.text) > _LONGEST_TITLE or key_of(line.text) != title


def _may_end(row: Row) -> bool:
    """Whether a short line may be the last of an article: an item of a list, a caption, or one that says a lot, or a
    figure in words of small letters, as no headline of another article does.
    """
    parts = row.line.text.split()
    told = (
        len(parts) >= _TOLD and sum(p.islower() for p in parts) * 2 >= len(parts) and not _MARKED.search(row.line.text)
    )
    figure = told and any(p[0].isdigit() for p in parts)
    return row.line.bullet > 0 or row.kind == "caption" or len(parts) >= 10 or figure


def _resumes(rows: list[Row], i: int) -> bool:
    """Whether paragraph ``i`` below a list of links is the article going on, and no teaser of the list.

    A teaser has its headline above it and the next one below it; the article goes on in paragraphs.
    """
    if rows[i].line.text.endswith("?"):
        return False
    if i + 1 < len(rows):
        return rows[i + 1].kind in ("prose", "caption")
    above = i - 1
    while rows[above].kind == "short":
        above -= 1
    return rows[above].kind == "links" and i - above != 2
