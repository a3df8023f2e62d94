"""The part of a whole: which partial value two expressions make, by the sizes of their units."""

from typing import Final

from kabar.find.times.partial import Partial
from kabar.frozen import replace

_SIZES: Final = (
    "second", "minute", "hour", "part", "day", "weekend", "week", "fortnight", "month", "season", "quarter", "half",
    "year", "decade", "century",
)  # fmt: skip
SIZE: Final = {name: size for size, name in enumerate(_SIZES)}
_LONG: Final = ("decade", "century")
_UNKNOWN: Final = 99  # a unit larger than all: part of nothing
_NTH_PART: Final = {1: "START", 4: "END", -1: "END"}  # of the weeks of a month


def grain(p: Partial) -> str:
    """The unit of a value; ``day`` of a weekday."""
    if p.kind == "deictic" or p.kind == "ref":
        return "day"
    if p.unit is not None and (p.kind != "date" or (p.nth is not None and p.of is not None)):
        return p.unit if p.unit in SIZE else "minute"
    if p.hour is not None:
        return "hour"
    if p.weekday is not None or p.day is not None or p.holiday is not None:
        return "day"
    for name in ("month", "quarter", "half", "season", "decade", "century"):
        if getattr(p, name) is not None:
            return name
    return "part" if p.daypart is not None else "year"


def part(p: Partial, q: Partial, said: bool) -> Partial | None:
    """The part ``p`` of the whole ``q``; ``said`` where a word such as (of) stands between them."""
    if q.kind == "set":  # the first Thursday of every month
        nth = p.nth is not None and p.flag == "inner" and SIZE.get(q.unit or "", 0) > SIZE["week"]
        return replace(q, rule=p.rule) if nth else None
    whole = grain(q)
    if p.kind == "window" or p.kind == "opening":
        return _units(p, q, said) if SIZE[whole] > SIZE.get(p.unit or "", _UNKNOWN) else None
    if p.rel == -1 and said and p.kind == "rel" and p.unit == "quarter" and whole in _LONG:
        return replace(q, part="END", rule=p.rule)  # of a century: a fourth of it
    if p.rel == -1 and said and p.kind == "rel":  # the last quarter of 2023
        return _nth(Partial("date", p.rule, nth=-1, unit=p.unit, bound=p.bound, part=p.part), q, whole)
    if p.rel == -1 and said and p.weekday is not None and SIZE[whole] > SIZE["week"]:  # the last Monday of May
        p = replace(p, rel=None, nth=-1)
    if not p.open or q.part not in (None, "WITHIN"):
        return None
    if p.nth is not None or (p.flag == "inner" and p.daypart is None):
        return _nth(p, q, whole)
    return _dated(p, q, whole, said)


def _units(p: Partial, q: Partial, said: bool) -> Partial | None:
    """The first nine months of a year, the last three months of 2023."""
    if p.kind == "opening":
        bare = p.year is None and p.yrel is None and p.month is None
        return replace(p, of=q, flag=None) if bare else None
    named = said or q.year is not None or (q.month is not None and q.day is None)
    past = p.n is not None and p.sign == -1 and named
    return replace(p, kind="opening", nth=-1, sign=None, of=q) if past else None


def _dated(p: Partial, q: Partial, whole: str, said: bool) -> Partial | None:
    """The evening of a day, a day of a week, the half of any period, a month or feast of a year."""
    if p.weekday is not None and p.day is None:
        return replace(p, of=q) if whole == "week" and q.kind in ("rel", "anaphor", "shift") else None
    if p.daypart is not None and p.day is None:
        return replace(q, daypart=p.daypart) if said and whole == "day" and q.kind != "anaphor" else None
    if p.half is not None and whole not in ("year", "day"):
        return replace(q, part="START" if p.half == 1 else "END", rule=p.rule)
    if p.quarter is not None and whole in _LONG:  # the first quarter of the century
        return replace(q, part=_NTH_PART.get(p.quarter, "MID"), rule=p.rule)
    yearly = p.month is not None or p.quarter or p.half or p.season or p.holiday
    return replace(p, of=q) if yearly and whole == "year" and p.decade is None else None


def _nth(p: Partial, q: Partial, whole: str) -> Partial | None:
    """The nth day, weekday, week or month of a whole; a week of a month is its start, middle or end."""
    if p.day is not None:
        return replace(p, of=q, flag=None) if whole == "month" else None
    unit = "day" if p.weekday is not None else p.unit or ""
    if p.vague:  # the final days of 2023
        plain = q.kind != "set" and SIZE.get(unit, _UNKNOWN) < SIZE[whole]
        return replace(q, part=_NTH_PART.get(p.nth or 0, "MID"), rule=p.rule) if plain else None
    if SIZE.get(unit, _UNKNOWN) >= SIZE[whole] or (q.kind == "date" and q.weekday is not None):
        return None
    if unit == "week" and whole != "year":
        return replace(q, part=_NTH_PART.get(p.nth or 0, "MID"), rule=p.rule)
    return replace(p, of=q, flag=None)


def present(q: Partial) -> Partial:
    """The year, in the second half of the year, is the present one."""
    definite = q.kind == "anaphor" and q.flag == "definite" and q.unit == "year" and q.rel == 0
    return replace(q, kind="date", unit=None, rel=None, flag=None, yrel=0) if definite else q
