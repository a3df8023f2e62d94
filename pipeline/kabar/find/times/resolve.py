"""The second step: partial values become periods, with what the document gives to anchor them.

A resolver lives for one page: it remembers the periods that it has resolved, in order. What nothing anchors keeps
unknown digits (``XXXX-10``) or stays without a value; today's date is never looked at.
"""

from collections.abc import Callable
from datetime import date

from kabar.find.times import periods
from kabar.find.times.dates import Dates, in_year
from kabar.find.times.durations import duration, span_of
from kabar.find.times.holidays import Holidays
from kabar.find.times.memory import NOTHING, Clock, Memory, Resolved
from kabar.find.times.nested import nested
from kabar.find.times.pairs import bare, clocked
from kabar.find.times.partial import Partial
from kabar.find.times.periods import Period
from kabar.find.times.relative import Relative
from kabar.frozen import replace

_AFTERNOON = {"EV": 3, "NI": 6}  # hours from which a clock of twelve hours means the second half of the day
_CENTURY = 100
_WEEK = 7
_FORGOTTEN = frozenset({"window", "ref"})  # kinds that later mentions do not refer to


class Resolver:
    """Resolves the times of one page in document order."""

    def __init__(self, clock: Clock, holidays: Holidays, dayparts: dict[str, str]) -> None:
        self._memory = memory = Memory(clock)
        self._holidays = holidays
        self._dayparts = dayparts
        relative = Relative(memory)
        # None of them holds the resolver: it goes with its page, without a collector.
        self._ways: dict[str, Callable[[Partial, int], Resolved]] = {
            "date": Dates(memory, holidays).resolve,
            "rel": relative.rel,
            "deictic": relative.deictic,
            "shift": relative.shift,
            "anaphor": relative.anaphor,
            "opening": relative.opening,
            "ahead": relative.ahead,
            "window": relative.window,
            "duration": lambda p, _: span_of(p),
            "set": lambda p, _: _every(p, dayparts),
            "ref": lambda p, _: _reference(p, memory),
            "offset": lambda p, _: Resolved(None, p.unit, None, None),  # from an event whose day is not named
        }

    def resolve(self, p: Partial, sentence: int) -> Resolved:
        """Resolve one partial value; dates are remembered for those that follow."""
        return self._kept(p, self._bare(p, sentence), sentence)

    def _kept(self, p: Partial, out: Resolved, sentence: int) -> Resolved:
        """Remember a resolved value and add its time of day."""
        kind, period = p.kind, out.period
        if kind == "ending" and p.of is not None and out.value is not None and "/" in out.value:
            self._kept(p.of, self._bare(p.of, sentence), sentence)  # later mentions mean its end
            return out
        if period is not None and kind not in _FORGOTTEN:
            told = (
                p.base is not None and p.sign is not None and p.sign > 0
            )  # three years later: the story goes on there
            self._memory.remember(out, period.grain, sentence, p.bound is not None or (kind == "shift" and not told))
        return self._timed(p, out) if p.timed and kind in ("date", "deictic") else out

    def _bare(self, p: Partial, sentence: int) -> Resolved:
        """Resolve without remembering: a whole that is named only for its part."""
        if p.year is not None and p.year < _CENTURY:
            p = replace(p, year=self._memory.century(p.year))
        try:
            if p.of is not None:
                return nested(p, self._bare(p.of, sentence), self._holidays)
            return self._ways[p.kind](p, sentence)
        except (ValueError, OverflowError):  # no such day, or outside of the calendar
            return NOTHING

    def parts(self, p: Partial, found: Resolved) -> tuple[Resolved, Resolved | None]:
        """The duration that is counted (of a quarter its name), and what it is counted from."""
        named = p.flag == "definite" and p.unit == "quarter"
        return found if named else span_of(p), None if p.of is None else self._bare(p.of, 0)

    def ends(self, p: Partial, q: Partial, sentence: int) -> tuple[Resolved, Resolved]:
        """The two ends of a range: what the words leave open of the first fits the second (from May to September)."""
        early, late = self._bare(p, sentence), self._bare(q, sentence)
        first, last = early.period, late.period
        if first is not None and last is not None and first.first is not None and last.first is not None:
            free = p.year is None and q.year is None and p.of is None and q.of is None and q.rel is None
            if free and p.weekday is not None and q.weekday is not None and _ahead(p) and _ahead(q):
                days = (q.weekday - p.weekday) % _WEEK * periods.DAY  # will be shut from Monday to Friday
                late = self._memory.anchored(periods.day(first.first + days))
            elif _fitted(p) and (p.flag == "shared" or free):
                found = self._latest(p, last.first)
                early = early if found is None else replace(early, value=found.value, period=found)
            elif (
                p.rel != -1 and q.weekday is not None and bare(q) and first.first > last.first
            ):  # from next Monday until Friday
                days = (last.first - first.first).days % _WEEK * periods.DAY
                late = self._memory.anchored(periods.day(first.first + days))
            elif q.flag == "shared" and q.year is not None and first.first > last.first:  # from November 2023 to March
                late = self._bare(replace(q, year=q.year + 1), sentence)
        early, late = self._kept(p, early, sentence), self._kept(q, late, sentence)
        return early, _next_day(early, late) if clocked(p) and clocked(q) else late

    def _latest(self, p: Partial, limit: date) -> Period | None:
        """The latest such day or month that does not begin after a day."""
        if p.weekday is not None and p.day is None:
            return periods.day(limit - ((limit.weekday() - p.weekday) % 7) * periods.DAY)
        known = [in_year(replace(p, weekday=None), y, self._holidays) for y in (limit.year, limit.year - 1)]
        return next((found for found in known if found and found.first and found.first <= limit), None)

    def _timed(self, p: Partial, found: Resolved) -> Resolved:
        """Add the time of day to a resolved day."""
        if found.grain != "day" or found.value is None:
            return found if p.hour is None else NOTHING
        if found.period is None:
            return found if p.hour is None else NOTHING  # of a day that nothing anchors
        if p.hour is None:
            part = self._dayparts.get(p.daypart or "", "")
            return replace(found, value=found.value + part, grain="part")
        hour = p.hour
        if p.noon is not None:
            hour = hour % 12 + p.noon
        elif (p.daypart is not None and _AFTERNOON.get(p.daypart, 24) <= hour < 12) or (p.daypart == "AF" and hour < 7):
            hour += 12
        minute = p.minute or 0
        if minute < 0:  # a quarter to nine
            hour, minute = (hour - 1) % 24, minute + 60
        text = f"{found.value}T{hour:02d}:{minute:02d}"
        return replace(found, value=text, grain="minute" if p.minute is not None else "hour")


def _next_day(early: Resolved, late: Resolved) -> Resolved:
    """The end of a night that begins the day before: from 6 p.m. to 6 a.m."""
    day = early.period
    if day is None or early.value is None or late.value is None or late.period != day or late.value >= early.value:
        return late
    if day.first is None:
        return NOTHING
    after = periods.day(day.first + periods.DAY)
    return replace(late, value=after.value + late.value[len(day.value) :], period=after)


def _ahead(p: Partial) -> bool:
    """Whether it is a day of a week and no more, of which the words around say that it is to come."""
    return p.day is None and p.rel is None and p.mention is None and p.direction == 1 and p.sure and not p.timed


def _fitted(p: Partial) -> bool:
    """Whether it is a day of the week, or a day, month or other part of any year."""
    yearly = p.month or p.quarter or p.half or p.holiday
    weekly = p.weekday is not None and p.mention is None
    return p.kind == "date" and p.rel is None and not p.timed and bool(yearly or weekly) and p.yrel is None


def _reference(p: Partial, memory: Memory) -> Resolved:
    """Now, recently, soon: of these only the present has a day."""
    if p.ref == "PRESENT_REF" and memory.today is not None:
        return Resolved(p.ref, None, periods.day(memory.today), memory.source)
    return Resolved(p.ref, None, None, None)


def _every(p: Partial, dayparts: dict[str, str]) -> Resolved:
    """What comes back every so often."""
    if p.month is not None and p.day is not None:
        return Resolved(f"XXXX-{p.month:02d}-{p.day:02d}", "day", None, None)
    if p.month is not None:
        return Resolved(f"XXXX-{p.month:02d}", "month", None, None)
    if p.day is not None:
        return Resolved(f"XXXX-XX-{p.day:02d}", "day", None, None)
    if p.weekday is not None:
        return Resolved(f"XXXX-WXX-{p.weekday + 1}" + dayparts.get(p.daypart or "", ""), "day", None, None)
    if p.season is not None:
        return Resolved(f"XXXX-{p.season}", "season", None, None)
    if p.daypart is not None:
        return Resolved("XXXX-XX-XX" + dayparts[p.daypart], "day", None, None)
    if p.unit == "weekend" and p.n is None and not p.vague:
        return Resolved("XXXX-WXX-WE", "weekend", None, None)
    return Resolved(duration(None if p.vague else p.n or p.nth or 1, p.unit), p.unit, None, None)
