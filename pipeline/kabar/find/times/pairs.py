"""What two neighbouring expressions say of each other: whether they can be the ends of one, and what they share."""

from typing import Final

from kabar.find.times.partial import Partial
from kabar.frozen import replace

_NOON: Final = ("MID", "MIDNIGHT")


def bare(p: Partial) -> bool:
    """Whether it is the name of a weekday and no more."""
    said = (p.day, p.bound, p.rel, p.of, p.mention, p.daypart, p.hour)
    return p.kind == "date" and all(slot is None for slot in said)


def means_now(p: Partial) -> bool:
    """Whether it means the present: now."""
    return p.kind == "ref" and p.ref == "PRESENT_REF"


def today(p: Partial) -> Partial:
    """The present as the end of a range."""
    return Partial("deictic", p.rule, drel=0, bound=p.bound, ref=p.ref)


def clocked(p: Partial) -> bool:
    """Whether it is a time of the clock, or noon or midnight."""
    return p.hour is not None or (p.kind == "date" and p.daypart in _NOON)


def dayless(p: Partial) -> bool:
    """Whether a time of day stands without a day."""
    return p.weekday is p.day is p.month is p.drel is None


def fits(a: Partial, b: Partial) -> bool:
    """Whether two dates can be the ends of a range: of one grain, or one of them without the other's year."""
    if (a.weekday is not None or b.weekday is not None) and grain(a) != grain(b):
        return False
    return grain(a) == grain(b) or (a.kind == "date" and b.kind == "date" and (a.timed == b.timed))


def grain(p: Partial) -> str:
    """The finest unit that it names: of its number, its clock, its day, its month ...; a time of noon is an hour."""
    if p.unit:
        return p.unit
    for name in ("hour", "daypart", "weekday", "day", "month", "quarter", "half", "season", "decade"):
        if getattr(p, name) is not None:
            return "day" if name == "weekday" else "hour" if p.daypart in _NOON else name
    return "year"


def share(a: Partial, b: Partial) -> tuple[Partial, Partial]:
    """What only the second of a pair says (its year) holds for the first as well, and the other way round."""
    if a.daypart == "MIDNIGHT" and clocked(b):  # the day that begins with it
        a = replace(a, daypart=None, hour=0, minute=0, noon=None)
    if clocked(a) and clocked(b) and dayless(a):  # between 3 and 5 p.m. on Monday
        low = a.hour if a.noon is None and a.minute is None and a.daypart is None else None
        second = a.noon is None and a.hour is not None and b.hour is not None and a.hour <= b.hour % 12
        part = b.daypart if low is not None and b.hour is not None and low <= b.hour else a.daypart
        return replace(on_day(a, b), noon=b.noon if second else a.noon, daypart=part), b
    if clocked(a) and clocked(b) and dayless(b) and not dayless(a):  # Friday, 9 a.m. to 5 p.m.
        return a, on_day(b, a)
    if b.decade is not None and a.year is not None and a.year % 10 == 0 and grain(a) == "year":  # 1950-1960-an
        return replace(a, year=None, decade=a.year // 10), b
    if bare(a) and a.weekday is not None and b.weekday is not None and b.of is not None and b.nth is None:
        return replace(a, of=b.of), b  # from Monday to Wednesday of next week
    weekly = a.weekday is not None and a.day is None
    if a.kind != "date" or b.kind != "date" or weekly or grain(a) == "year" or grain(b) == "year":
        return a, b
    if yearless(a) and (b.year is not None or b.yrel is not None or (b.of and b.nth is None)):
        a = replace(a, year=b.year, yrel=b.yrel, of=b.of, flag="shared")
    elif yearless(b) and a.year is not None:
        b = replace(b, year=a.year, flag="shared")
    return a, b


def on_day(p: Partial, q: Partial) -> Partial:
    """A time of day on the day of another time."""
    return replace(p, weekday=q.weekday, day=q.day, month=q.month, year=q.year, drel=q.drel, rel=q.rel)


def follows(a: Partial, b: Partial) -> bool:
    """Whether two months, quarters, halves or years without a bound follow each other."""
    if a.kind != "date" or b.kind != "date" or a.bound or b.bound or a.day or b.day or a.weekday is not None:
        return False
    for name in ("month", "quarter", "half", "year", "decade", "century"):
        low, high = getattr(a, name), getattr(b, name)
        if low is not None or high is not None:
            near = low is not None and high is not None and high == low + 1
            return near and (
                name in ("year", "decade", "century") or (a.year == b.year and a.of is b.of and a.yrel == b.yrel)
            )
    return False


def listed(a: Partial, b: Partial) -> bool:
    """Whether two dates can stand in a list of which the last says the year: both days of a month, or both months."""
    alike = a.month is not None and b.month is not None and (a.day is None) == (b.day is None)
    alone = a.top is None and a.rel is None and a.mention is None and yearless(a)
    return a.kind == b.kind == "date" and alike and alone and b.bound is None


def months_in(p: Partial) -> int:
    """The number of its month, to tell which of two is the later in a year."""
    return p.month or 0


def yearless(p: Partial) -> bool:
    """Whether neither its year nor the whole that it lies in is said."""
    return p.year is None and p.yrel is None and p.of is None
