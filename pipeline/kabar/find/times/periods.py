"""Calendar periods: a TIMEX3 value, its first and last day, its EDTF form. Pure arithmetic on given days.

``weekend`` is Saturday and Sunday of an ISO week; a season counts by its first month in the year that it is named
by (a winter runs into the next year). Decades and centuries have unknown digits: ``197X``, ``19XX``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from kabar.frozen import Frozen

DAY: Final = timedelta(days=1)
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
UNITS: Final = frozenset(MONTHS) | frozenset(DAYS)
_FAR: Final = 150  # days ahead beyond which news without a hint looks back
_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF: Final = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


_remember = lru_cache(maxsize=512)  # a text names the same few periods again and again


class Period(Frozen, frozen=True, gc=False):
    """A period of the calendar; ``first`` and ``last`` are ``None`` where digits of its value are unknown.

    ``from_`` and ``to`` are these days as ISO text: written once here, for every mention of the period.
    """

    value: str
    grain: str
    first: date | None
    last: date | None
    edtf: str | None
    from_: str | None
    to: str | None


def _period(value: str, grain: str, first: date, last: date, edtf: str | None = None) -> Period:
    """A period of known days; its EDTF is by default the interval of its days."""
    from_, to = first.isoformat(), last.isoformat()
    return Period(value, grain, first, last, edtf or f"{from_}/{to}", from_, to)


def unknown(value: str, grain: str, edtf: str | None) -> Period:
    """A period some of whose digits are unknown."""
    return Period(value, grain, None, None, edtf, None, None)


@_remember
def day(d: date) -> Period:
    """One day."""
    text = d.isoformat()
    return Period(text, "day", d, d, text, text, text)


@_remember
def month(year: int, number: int) -> Period:
    """A month of a year."""
    text = f"{year:04d}-{number:02d}"
    return _period(text, "month", date(year, number, 1), _before(year + number // 12, number % 12 + 1), text)


@_remember
def year(number: int) -> Period:
    """A year."""
    return _period(f"{number:04d}", "year", date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


@_remember
def quarter(y: int, number: int) -> Period:
    """A quarter of a year, 1 to 4."""
    return _part(y, number, 3, "quarter", f"{y:04d}-Q{number}", f"{y:04d}-{32 + number}")


@_remember
def half(y: int, number: int) -> Period:
    """A half of a year, 1 or 2."""
    return _part(y, number, 6, "half", f"{y:04d}-H{number}", f"{y:04d}-{39 + number}")


def _part(y: int, number: int, size: int, grain: str, value: str, edtf: str) -> Period:
    first = date(y, (number - 1) * size + 1, 1)
    stop = number * size
    return _period(value, grain, first, _before(y + stop // 12, stop % 12 + 1), edtf)


@_remember
def season(y: int, name: str) -> Period:
    """A season (``SP``, ``SU``, ``FA``, ``WI``), three months from the first of its first month."""
    start = _SEASON_MONTH[name]
    end = start + 3
    first, last = date(y, start, 1), _before(y + (end - 1) // 12, (end - 1) % 12 + 1)
    return _period(f"{y:04d}-{name}", "season", first, last, f"{y:04d}-{_SEASON_EDTF[name]}")


@_remember
def week(d: date) -> Period:
    """The ISO week that holds a day."""
    y, number, weekday = d.isocalendar()
    first = d - (weekday - 1) * DAY
    return _period(f"{y:04d}-W{number:02d}", "week", first, first + 6 * DAY)


@_remember
def weekend(d: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(d)
    if whole.last is None:
        return whole
    return _period(whole.value + "-WE", "weekend", whole.last - DAY, whole.last)


@_remember
def decade(number: int) -> Period:
    """A decade, by its first three digits."""
    value = f"{number:03d}X"
    return _period(value, "decade", date(number * 10, 1, 1), date(number * 10 + 9, 12, 31), value)


@_remember
def century(number: int) -> Period:
    """A century, by its first two digits."""
    first, last = date(number * 100, 1, 1), date(number * 100 + 99, 12, 31)
    return _period(f"{number:02d}XX", "century", first, last, f"{number:02d}XX")


def span(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of another."""
    edtf = None
    if first.edtf and last.edtf and "/" not in first.edtf + last.edtf and not _season(first) and not _season(last):
        edtf = f"{first.edtf}/{last.edtf}"
    elif first.first and last.last:
        edtf = f"{first.from_}/{last.to}"
    return Period(f"{first.value}/{last.value}", first.grain, first.first, last.last, edtf, first.from_, last.to)


def between(first: date, last: date, unit: str) -> Period:
    """From one day to another: the one period of the calendar that it is, else months where the unit is, else days."""
    units = ("month",) if unit == "month" else ("quarter", "half", "year") if unit in MONTHS else ()
    for name in units:
        whole = of(first, name)
        if whole.first == first and whole.last == last:
            return whole
    if unit == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return span(of(first, "year"), of(last, "year"))
    if unit in MONTHS and unit != "year" and first.day == 1 and (last + DAY).day == 1:
        return span(of(first, "month"), of(last, "month"))
    return day(first) if first == last else span(day(first), day(last))


def _season(period: Period) -> bool:
    return period.grain in ("season", "quarter", "half")


def _before(y: int, m: int) -> date:
    """The day before the first of a month."""
    return date(y, m, 1) - DAY


def shift(d: date, n: int, unit: str) -> date:
    """A day ``n`` units on; the day of the month is kept where the month has it. Raises ValueError out of range."""
    if unit in DAYS:
        return d + n * DAYS[unit] * DAY
    months = d.year * 12 + d.month - 1 + n * MONTHS[unit]
    y, m = divmod(months, 12)
    last = month(y, m + 1).last
    return date(y, m + 1, min(d.day, last.day if last else 28))


_OF: Final[dict[str, Callable[[date], Period]]] = {
    "day": day,
    "week": week,
    "fortnight": week,
    "weekend": weekend,
    "month": lambda d: month(d.year, d.month),
    "quarter": lambda d: quarter(d.year, (d.month + 2) // 3),
    "half": lambda d: half(d.year, (d.month + 5) // 6),
    "year": lambda d: year(d.year),
    "decade": lambda d: decade(d.year // 10),
    "century": lambda d: century(d.year // 100),
}


def of(d: date, unit: str) -> Period:
    """The period of a unit that holds a day. Raises KeyError for units below the day."""
    return _OF[unit](d)


def around(at: Callable[[int], Period | None], anchor: date) -> list[Period]:
    """The yearly period of the year before, of the year of a day, and of the year after."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    return [p for y in years if (p := at(y)) is not None and p.first is not None and p.last is not None]


def choose(known: list[Period], anchor: date, direction: int | None) -> Period | None:
    """Of some periods in order, the latest begun (-1), the earliest not over (1), else the nearest."""
    if direction == -1:
        return next((p for p in reversed(known) if p.first is not None and p.first <= anchor), None)
    if direction == 1:
        return next((p for p in known if p.last is not None and p.last >= anchor), None)
    nearest = min(known, key=lambda p: distance(p, anchor), default=None)
    if nearest and nearest.first and nearest.first > anchor and distance(nearest, anchor) > _FAR:
        return choose(known, anchor, -1) or nearest
    return nearest


def distance(period: Period, anchor: date) -> float:
    """Days between a day and the middle of a period."""
    if period.first is None or period.last is None:
        return float("inf")
    return abs((period.first - anchor).days + (period.last - anchor).days) / 2
