"""What a line is, from its vocabulary and shape alone."""

import re
from typing import Literal

from kabar.article.lines import Line, stopped
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
DOMAIN = re.compile(r"[\w-]+\.[ ]?(?:com|co\.id|co|id|net|tv|org|news|info)(?![\w])", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DASH = re.compile(r"[-\u2013\u2014_]|\.(?:com|id|co),")  # without one there is no dateline
_PREFIX = re.compile(
    r"(?P<head>[^\n]{1,100}?)"
    r"(?:(?<=[)/])--+(?=[A-Z\"\u201c])"  # (BUSINESS WIRE)--Acme
    r"|(?<=[A-Z]{3})(?:\u2014|--+)(?=[A-Z\"\u201c])"  # PARIS--Acme
    r"|(?:(?<=[)/])[ \t\xa0]*[-\u2013\u2014_]+|[ \t\xa0]+[-\u2013\u2014_]+|[\u2014]|--+)(?:[ \t\xa0]+|$))"
    r"|(?P<site>[\w-]+\.(?:com|id|co)),[ \t][A-Z]\w+[ \t](?=[A-Z])"
)
_CITY = re.compile(r"[A-Z][A-Z .]{2,30}(?:\.|,)[ \t]+(?=[A-Z\"\u201c])")
_BRACKET = re.compile(
    r"(?:(?P<place>[(\[][A-Z][A-Z .]{2,30}[)\]])"
    r"|[A-Z][\w .'\u2019-]{1,30}(?P<day>, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? \([A-Z][\w/ ]{1,20}\))[ \t]+"
    r"(?=[A-Z\"\u201c])"
)
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}[ \t]*(?:--|[\u2013\u2014])[ \t]*(?=[A-Z\"\u201c])")
_COLON = re.compile(  # the dateline of papers that set it apart by a colon: "New Delhi: The court"
    r"[A-Z][\w'\u2019-]+(?:[ /][A-Z][\w'\u2019-]+){0,2}(?:, \w{3,9}\.? \d{1,2})?[ \t]*:[ \t]+(?=[A-Z\"\u201c])"
)
_HEADING = 140  # characters: no dateline is longer
_NAMES = re.compile(r"[^\W\d_](?:[\w'\u2019]|\.(?=\w))*")
_APART = tuple("-\u2013\u2014,/()")  # what sets a date apart from the place or the agency before it
_BEHIND = re.compile(  # what stands between the date of a dateline and the first sentence
    r"\)?[ \t]*(?:\([^()]{2,30}\)|/[^/]{2,30}/|@[^\u2013\u2014-]{3,30})?[ \t]*"
    r"(?:--?|[\u2013\u2014])[ \t]*(?=[A-Z\"\u201c])"
)
_SIGNED = re.compile(r"[(\[](?:\w{2,10}(?:[/,] ?\w{2,10})+|[A-Z]{2,5})[)\]]")
_CAPITALS = re.compile(r"[A-Z][A-Z.'/ -]*")


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


def dateline(text: str, words: Vocabulary) -> int:
    """Length of the dateline before a first sentence: ``JAKARTA, KOMPAS.com - ``, ``LONDON, Jan 5 (Reuters) -``."""
    return _dated(text, words) or _undated(text, words)


def _dated(text: str, words: Vocabulary) -> int:
    """Length of a dateline with a whole date: ``HANOI, VIETNAM - Acme Newswire - 13 July 2026 - The``.

    In front of the date stand a place or an agency, names and nothing else, and it is set apart from them; behind it
    at most an agency or a clock time, and a dash.
    """
    found = words.dates.find(text[:_HEADING]) if _DASH.search(text) else []
    if not found or found[0].start == 0:
        return 0
    before = text[: found[0].start].rstrip()
    names = _NAMES.findall(before)
    if names and names[-1].lower() in words.weekdays:
        before = before[: before.rindex(names.pop())].rstrip()
    end = _BEHIND.match(text, found[0].end)
    if end is None or not names or before[-1:] not in _APART or _DIGIT.search(before):
        return 0
    return end.end() if all(name[0].isupper() for name in _NAMES.findall(DOMAIN.sub("", before))) else 0


def _undated(text: str, words: Vocabulary) -> int:
    """Length of a dateline without a date, or with a day and a month."""
    m = _PREFIX.match(text) if _DASH.search(text) else None
    if m is None:
        return _without_dash(text, words)
    if words.dates.find(m[0]):
        return 0
    if m["site"]:
        return m.end()
    head, end = m["head"].strip(), m.end()
    rest = text[end : end + 2].lstrip("\"'\u201c\u2018\u201d(")
    if rest[:1].islower() and not words.agency.search(head):
        return 0
    if _names_medium(head, words):
        city = _CITY.match(text, end) or _DAY.match(text, end)
        return city.end() if city else end
    parts = re.findall(r"[^\W\d_]+", head)
    if not 1 <= len(parts) <= 5 or not all(p[0].isupper() or p.lower() in words.dates.months for p in parts):
        return 0
    capitals = _CAPITALS.match(head)
    place = capitals is not None and len(capitals[0].strip()) >= 3
    return end if (place or len(parts) <= 3) and not stopped(head) and ":" not in head else 0


def _without_dash(text: str, words: Vocabulary) -> int:
    """Length of a dateline that ends otherwise: ``New Delhi: The``, ``Dhaka, May 9 (IANS) The``, ``[JAKARTA] The``."""
    m = _COLON.match(text) or _BRACKET.match(text)
    if m is None:
        return 0
    sure = m.re is _COLON or m["day"] or m["place"] or words.agency.search(m[0])
    return m.end() if sure else 0


def _names_medium(head: str, words: Vocabulary) -> bool:
    """Whether the dateline names an agency in brackets, a site, or a medium that we know."""
    if words.agency.search(head) or (DOMAIN.search(head) and len(head) <= 60):
        return True
    return any(part.strip().lower() in words.publishers for part in re.split(r"[,/]", head))
