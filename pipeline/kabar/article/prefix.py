"""The dateline in front of the first sentence of an article."""

import re

from kabar.article.lines import stopped
from kabar.article.vocabulary import Vocabulary

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
_CAPITALS = re.compile(r"[A-Z][A-Z.'/ -]*")


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
