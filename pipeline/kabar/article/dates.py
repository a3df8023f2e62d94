"""Calendar dates of datelines, bylines, metadata and urls: the regular forms by pattern, the long tail by dateparser.

A pattern and ``date()`` cost a microsecond where dateparser costs two milliseconds, so dateparser sees only strings
that our forms leave, each once, with language and order fixed, absolute and strict: day, month and year must be there
and today plays no part.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Order = Literal["DMY", "MDY", "YMD"]
FIRST_YEAR, LAST_YEAR = 1900, 2100  # a publication date outside is an error of the page, not a date
_LONGEST = 120  # characters of a string that dateparser is asked about
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*")
_FOUR = re.compile(r"\d\d\d\d")
_ISO_MARKS = ("-", "/", ".")
_GAP = " \t\xa0-/,."  # between the parts of a date
_BEFORE = 24  # characters before a year in which a month or a day ends
_YEAR = re.compile(r"(?:19|20|21)\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")  # without one there is no date
_IN_URL = re.compile(r"[/_-]((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|\d{6,}(?!\d)|$)")


class Found(NamedTuple):
    """A date at ``start`` to ``end``; ``day`` is ISO, ``None`` when impossible or ambiguous."""

    start: int
    end: int
    day: str | None


class Dates:
    """Reader of dates with the month names of all languages."""

    def __init__(
        self, languages: tuple[str, ...], months: Mapping[str, int], ordinals: Iterable[str], fillers: Iterable[str]
    ) -> None:
        self.languages = languages
        self.months = dict(months)
        self._ordinals = tuple(ordinals)
        self._beside = (*self.months, *self._ordinals)  # what ends a month or a day
        name = "(?:" + _either(self.months) + r")(?![^\W_])\.?"
        ordinal = f"(?:{_either(self._ordinals)})?"
        day = rf"\d{{1,2}}{ordinal}"
        filler = rf"(?:(?:{_either(fillers)})[ \t\xa0]+)?"
        ended = r"(?:(?!\d)|(?=\d?\d:\d\d))"  # a clock time may be glued on where a page has lost its layout
        gap = r"[ \t\xa0]*[-/,.]?[ \t\xa0]*"
        self._full = re.compile(
            rf"(?<![\w/.-])(?:"
            rf"(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?=T\d|(?![\d/-]))"
            rf"|(?P<d2>\d{{1,2}}){ordinal}{gap}{filler}(?P<m2>{name}){gap}(?P<y2>\d{{4}}){ended}"
            rf"|(?P<m3>{name}){gap}(?P<d3>\d{{1,2}}){ordinal},?[ \t\xa0]+(?P<y3>\d{{4}}){ended}"
            rf"|(?P<n1>\d{{1,2}})(?P<sep>[-/.])(?P<n2>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}})(?![\d/-])"
            rf")",
            re.IGNORECASE,
        )
        self._named = re.compile(rf"(?:{_either(self.months)})(?![^\W_])")
        self._partial = re.compile(
            rf"(?:{day}[ \t\xa0-]*{filler}{name}|{name}[ \t\xa0-]*{day})(?![ \t\xa0]*\w)", re.IGNORECASE
        )

    def find(self, text: str, order: Order = "DMY") -> list[Found]:
        """Dates with day, month and year in ``text``; ``order`` reads ``1/2/2024`` (see :func:`numeric`)."""
        if not self._may_hold(text) or not _YEAR.search(text):
            return []
        return [Found(m.start(), m.end(), self._day(m, order)) for m in self._full.finditer(text)]

    def _may_hold(self, text: str) -> bool:
        """Whether a month or a day stands right before a year, or an ISO month behind one; the pattern costs more."""
        for m in _FOUR.finditer(text):
            first, stop = m.span()
            if text[stop : stop + 1] in _ISO_MARKS and text[stop + 1 : stop + 2].isdecimal():
                return True
            before = text[max(0, first - _BEFORE) : first].rstrip(_GAP)
            if before[-1:].isdecimal() or before.lower().endswith(self._beside) or (not before and first > _BEFORE):
                return True
        return False

    def parse(self, text: str, order: Order = "DMY") -> str | None:
        """The one date that a short string means, ISO, or ``None``."""
        plain = _ISO.fullmatch(text)
        if plain:
            return iso(int(plain[1]), int(plain[2]), int(plain[3]))
        compact = _COMPACT.fullmatch(text)
        if compact:
            return iso(int(compact[1]), int(compact[2]), int(compact[3]))
        found = self.find(text, order)
        if found:
            return found[0].day
        return tail(text.strip(), self.languages, order) if len(text) <= _LONGEST else None

    def partial(self, text: str) -> re.Match[str] | None:
        """The first day and month without a year."""
        return self._partial.search(text) if self._named.search(text.lower()) else None

    def _day(self, m: re.Match[str], order: Order) -> str | None:
        """ISO day of a match."""
        if m["y1"]:
            return iso(int(m["y1"]), int(m["m1"]), int(m["d1"]))
        if m["y2"]:
            return iso(int(m["y2"]), self._month(m["m2"]), int(m["d2"]))
        if m["y3"]:
            return iso(int(m["y3"]), self._month(m["m3"]), int(m["d3"]))
        return numeric(int(m["n1"]), int(m["n2"]), int(m["y4"]), order)

    def _month(self, name: str) -> int:
        return self.months[name.lower().rstrip(".")]


def iso(year: int, month: int, day: int) -> str | None:
    """ISO day, or ``None`` for a day that is none or a year that no article has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def numeric(first: int, second: int, year: int, order: Order) -> str | None:
    """``1/2/2024``: day first under DMY. Under MDY both orders are in use, so only what can be read one way counts."""
    if order == "DMY" or first == second:
        return iso(year, second, first)
    if (first > 12) == (second > 12):
        return None
    return iso(year, second, first) if first > 12 else iso(year, first, second)


def in_url(url: str) -> str | None:
    """The day in a path such as ``/2024/07/31/`` or ``-20240731``."""
    found = {iso(int(m[1]), int(m[2]), int(m[3])) for m in _IN_URL.finditer(url)} - {None}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=512)
def tail(text: str, languages: tuple[str, ...], order: Order) -> str | None:
    """dateparser's reading of a string of digits and words; day, month and year must be there, today plays no part.

    Digits alone (``03-05-24``, seconds since 1970) can be read in several ways, and are not.
    """
    if not any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
        return None
    try:
        found = _parser(languages, order).get_date_data(text)
    except (ValueError, OverflowError, RecursionError, KeyError, IndexError, TypeError):
        return None
    moment = found.date_obj if found else None
    return iso(moment.year, moment.month, moment.day) if moment else None


@lru_cache(maxsize=16)
def _parser(languages: tuple[str, ...], order: Order) -> Any:
    """A DateDataParser of those languages that it knows (pages of one often date themselves in another)."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    known = [language for language in languages if language in language_order]
    settings = {
        "DATE_ORDER": order,
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # never used: all parts are required
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=known, try_previous_locales=False, settings=settings)


def _either(words: Iterable[str]) -> str:
    """Alternation, longer words first; one that matches nothing for no words."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"
