"""What a line is, from its vocabulary and shape alone."""

import re
from typing import Literal

from kabar.article.lines import Line
from kabar.article.prefix import dateline
from kabar.article.vocabulary import Vocabulary, key_of

Kind = Literal[
    "prose", "short", "furniture", "links", "end", "comments", "reply", "byline", "date", "day", "caption", "place",
    "boilerplate",
]  # fmt: skip

SHORT = 160  # characters: furniture, bylines, headings and titles are no longer
_PROSE = 100  # a line of this length is a paragraph even without a full stop
_LONGEST = 500  # nothing longer is looked at for furniture, credits or bylines
_SENTENCE = 60  # no listed line is longer
_STAMP = 40  # characters of a signature alone, of an age
_SURE = 120  # a longer sentence is furniture only when its opening has a colon
_OPENING = 40  # characters: no opening of furniture is longer
NUMBERED = re.compile(r"\[\d{1,2}/\d{1,2}\][ \t]+")  # "[1/2]" before the captions of a gallery
IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\([^()\n]*\)(?:\{[^{}\n]*\})?")  # Markdown
_CREDIT = 100  # characters: a photo credit is no longer
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?:[ \t]+[^\W\d_][\w.'\u2019-]*){0,4}")
_AFTER_NAME = "*_,|-/\u2013\u2014\u2022\u00b7(;&)]"
_TRAIL = re.compile(r" [>/|\u00bb\u203a] |[>\u00bb\u203a]")  # between the steps of a path through a site
_SEPARATED = re.compile(r"[-|\u2022\u00b7\u2013\u2014:/][ \t(]*$")
_DIGIT = re.compile(r"\d")
_INNER = re.compile(r"(?P<stop>\w[.!?\u2026][\"\u201d\u2019)]*)[ \t\xa0]*(?=[^\W\d_a-z])")  # a sentence ends in a line
_SIGNED = re.compile(r"[(\[](?:\w{2,10}(?:[/,] ?\w{2,10})+|[A-Z]{2,5})[)\]]")


def parts(line: Line, words: Vocabulary, phrases: tuple[str, ...]) -> tuple[Line, ...]:
    """The line, or what it tells and the furniture that a page glues to its last sentence, a line each."""
    text = line.text
    if len(text) > _LONGEST or (line.stopped and not (phrases and len(text) <= SHORT)):
        return (line,)
    ends = list(_INNER.finditer(text))
    if not ends:
        return (line,)
    last = ends[-1]
    told = Line(line.start, line.start + last.end("stop"), text[: last.end("stop")], line.after_blank)
    tail = Line(line.start + last.end(), line.end, text[last.end() :], False)
    glued = len(told.text.split()) > 2 and kind_of(tail, words, phrases, False) == "furniture"
    return (told, tail) if glued else (line,)


def kind_of(line: Line, words: Vocabulary, phrases: tuple[str, ...], first: bool) -> Kind:
    """Kind of one line; ``phrases`` are those of the vocabulary that the document holds, ``first``: it is the first."""
    text = line.text
    size = len(text)
    if not first and words.about.match(text):
        return "boilerplate"
    if size > _LONGEST:
        return "boilerplate" if phrases and _is_legal(text.lower(), words, phrases) else "prose"
    ended = line.stopped
    if ended and size > _SENTENCE and not phrases and _is_plain(text, size, words):
        return "prose"
    low = text.lower()
    if size <= SHORT:
        key = key_of(low)
        found = _exact(text, key, words) or (None if ended else _breadcrumb(text, key, words))
        if found:
            return found
    if phrases and _is_legal(low, words, phrases):
        return "boilerplate"
    # in a paragraph, such words are mostly part of what is told: of 10 that 3,397 articles hold, 8 were
    if _starts(low, ended, words) or (size <= SHORT and any(p in low for p in phrases)) or _is_stamp(text, low, words):
        return "furniture"
    if size <= SHORT and not ended:
        dated = _dated(text, words)
        if dated:
            return dated
        if is_byline(text, words):
            return "byline"
        if dateline(text, words) == size:
            return "place"
    if _is_caption(text, ended, first, words):
        return "caption"
    return "prose" if size >= _PROSE or (ended and text.count(" ") >= 2) else "short"


def _is_stamp(text: str, low: str, words: Vocabulary) -> bool:
    """``(abc/def)`` alone, ``Updated 3 hours ago``."""
    if text[0] in "([":
        return len(text) <= _STAMP and _SIGNED.fullmatch(text) is not None
    return low.endswith(words.ago) and len(text) <= _STAMP and low.split(None, 1)[0] in words.dated


def _is_legal(low: str, words: Vocabulary, phrases: tuple[str, ...]) -> bool:
    """Whether a paragraph, in lower case, is one that companies put below every release."""
    return any(p in words.legal and p in low for p in phrases)


def _is_plain(text: str, size: int, words: Vocabulary) -> bool:
    """Whether a sentence cannot be furniture or a caption, told by its ends: most lines are such sentences."""
    if text[-1] in ")]" or text[0] == "[" or ":" in text[:_OPENING]:
        return False
    return size > _SURE or not _starts(text[:_OPENING].lower(), True, words)


def _exact(text: str, key: str, words: Vocabulary) -> Kind | None:
    """Lines that are one of the listed ones as a whole."""
    if not key:
        return "short" if words.dates.find(text) else "furniture"
    if key in words.comments:
        return "comments"
    if key in words.links:
        return "links"
    if key in words.ends:
        return "end"
    if key in words.boilerplate:
        return "boilerplate"
    if key in words.replies:
        return "reply"
    if key in words.roles:
        return "byline"
    return "furniture" if key in words.lines else None


def _breadcrumb(text: str, key: str, words: Vocabulary) -> Kind | None:
    """``Home > News > ...``, ``Beranda / Ekonomi``, menus: names of sections, and no sentence."""
    first = key.split(" ", 1)[0]
    if first not in words.navigation or words.dates.find(text):
        return None
    parts = key.split()
    named = sum(p in words.navigation for p in parts)
    trail = _TRAIL.search(text) is not None and first in words.lines
    return "furniture" if trail or named > 0.6 * len(parts) else None


def _starts(low: str, ended: bool, words: Vocabulary) -> bool:
    """Whether the line opens as furniture does; a sentence only when what opens it has a colon, or it is short."""
    for phrase in words.starts.get(low[:2], ()):
        if low.startswith(phrase) and (not ended or phrase[-1] == ":" or len(low) <= _SURE):
            after = low[len(phrase) : len(phrase) + 1]
            if not (phrase[-1].isalpha() and after.isalpha()):
                return True
    return False


def _dated(text: str, words: Vocabulary) -> Kind | None:
    """``date`` when a date is all there is, ``byline`` when it stands behind a name, ``day`` without a year."""
    if not _DIGIT.search(text):
        return None
    found = words.dates.find(text)
    if not found:
        m = words.dates.partial(text)
        rest = text[: m.start()] + text[m.end() :] if m else text
        return "day" if m and not _beside(rest, words) else None
    rest = _cut(text, [(f.start, f.end) for f in found])
    left = _beside(rest, words)
    if not left:
        return "date"
    return "byline" if len(left) <= 3 or _SEPARATED.search(text[: found[0].start].rstrip()) else None


def _beside(rest: str, words: Vocabulary) -> list[str]:
    """The words of a date line that do not belong to dates."""
    key = key_of(words.without_time(rest))
    return [] if key in words.around_dates else [w for w in key.split() if w not in words.around_dates]


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` without the spans."""
    out, last = [], 0
    for start, end in spans:
        out.append(text[last:start])
        last = end
    return " ".join([*out, text[last:]])


def is_byline(text: str, words: Vocabulary) -> bool:
    """``By Ann Lee``, ``Oleh: Budi``, ``Reporter: Ani | Editor: Budi``: a name stands behind the word."""
    return author_in(text, words) is not None


def author_in(text: str, words: Vocabulary) -> str | None:
    """The name in a byline, or ``None`` when the line is none."""
    m = words.author.match(text)
    name = _NAME.match(text, m.end()) if m else None
    if m is None or name is None:
        return None
    colon = m[0].rstrip()[-1:] in ":/|"
    parts = name[0].split()
    after = text[name.end() :].lstrip(" \t.")
    whole = not after or after[0].isdigit() or after[0] in _AFTER_NAME
    if not all(p[0].isupper() or len(p) <= 3 for p in parts) or not parts[-1][0].isupper():
        return None
    return name[0].rstrip(".,-") if whole and (colon or len(parts) >= 2) else None


def _is_caption(text: str, ended: bool, first: bool, words: Vocabulary) -> bool:
    """A line that ends with a photo credit, or opens as captions do."""
    if text[-1] in ")]":
        last = max(text.rfind("("), text.rfind("["))
        if last > 0 and words.credit.match(text, last):
            return True
        if last == 0:
            return words.credit.match(text) is not None
    if NUMBERED.match(text) or IMAGE.fullmatch(text):
        return True
    m = words.caption.match(text)
    if m and (labels(m) or (not ended and not first)):
        return True
    at = max(0, len(text) - _CREDIT)
    has_colon = not ended and len(text) > 40 and (":" in text[at:] or "/" in text[at:])
    return has_colon and words.loose_credit.search(text, at) is not None


def labels(opening: re.Match[str]) -> bool:
    """Whether the word that opens a caption is only its label (``Photo: ``, ``Image caption, ``)."""
    return opening["colon"] is not None or opening[0].endswith(", ")
