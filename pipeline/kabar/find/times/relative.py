"""Periods that are counted from the publication or from another mention."""

from datetime import date

from kabar.find.times import periods
from kabar.find.times.durations import CLOCK, span_of, steps
from kabar.find.times.memory import COARSE, NOTHING, Memory, Resolved, explicit
from kabar.find.times.partial import Partial
from kabar.find.times.periods import Period
from kabar.frozen import replace

_BEHIND = 3  # sentences back in which stands what "two days later" is counted from
_SATURDAY = 5
_NEAR = 12  # sentences over which a quarter stays what "a year ago" is measured from
_COARSER = frozenset(COARSE) - {"day", "weekend"}  # units in which a day more or less is nothing


class Relative:
    """Resolves the relative expressions of one page."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def rel(self, p: Partial, sentence: int) -> Resolved:
        """Last, this or next month."""
        base = self._memory.published
        if p.unit is None:
            return NOTHING
        if base is None:
            now = self._memory.latest.get(p.unit) if p.rel == 0 else None
            return replace(now, anchor="mention") if now else Resolved(None, p.unit, None, None)
        if p.unit in CLOCK or p.unit not in periods.UNITS or p.rel is None:
            return Resolved(None, p.unit, None, None)
        base = _weekend_of(base, p)
        return self._memory.anchored(periods.of(periods.shift(_first_of(base, p.unit), p.rel, p.unit), p.unit))

    def deictic(self, p: Partial, sentence: int) -> Resolved:
        """Today, yesterday, tomorrow."""
        base = self._memory.today
        if base is None or p.drel is None:
            return Resolved(None, "day", None, None)
        return self._memory.anchored(periods.day(base + p.drel * periods.DAY))

    def shift(self, p: Partial, sentence: int) -> Resolved:
        """So many units before or after the publication or the last mention."""
        if p.n is None or p.sign is None or p.unit is None:
            ref = "PAST_REF" if (p.sign or -1) < 0 else "FUTURE_REF"
            return Resolved(ref, None, None, None)
        moved = steps(p)
        if moved is None:
            return Resolved(None, p.unit, None, None)
        n, unit = moved[0] * p.sign, moved[1]
        if p.top is not None:
            return self._between(p, unit, n)
        focus = self._focus(p, sentence)
        if focus is not None and focus.period is not None and focus.period.first is not None:
            return self._moved(focus.period, n, "year" if p.focus else unit)
        if p.base is not None and p.sign > 0:
            return Resolved(None, p.unit, None, None)  # later than what, nothing says
        unit = unit if not p.focus else "year"
        base = self._memory.published if unit in _COARSER else self._memory.today
        if base is None or unit in CLOCK or unit not in periods.UNITS:
            return Resolved(None, p.unit, None, None)
        grain = p.unit if p.focus and p.unit in COARSE else "year" if unit in ("decade", "century") else unit
        return self._memory.anchored(periods.of(periods.shift(base, n, unit), grain))

    def _between(self, p: Partial, unit: str, n: int) -> Resolved:
        """Two or three months ago: from the farther to the nearer one."""
        base, other = self._memory.published, steps(replace(p, n=p.top))
        if base is None or other is None or other[1] != unit or unit not in periods.UNITS or p.sign is None:
            return Resolved(None, p.unit, None, None)
        first, last = sorted(periods.shift(base, m, unit) for m in (n, other[0] * p.sign))
        return self._memory.anchored(periods.span(periods.of(first, unit), periods.of(last, unit)))

    def _focus(self, p: Partial, sentence: int) -> Resolved | None:
        """The mention that a shift is counted from, where it is not the publication."""
        if p.focus or (p.base is None and p.unit == "year" and p.n == 1):
            near = self._memory.last(lambda r: r.grain == "quarter" and not r.aside, sentence, _NEAR)
            begun = near.period.first if near is not None and near.period is not None else None
            published = self._memory.published  # a quarter that is still to come says nothing of a year ago
            return near if begun is not None and published is not None and begun <= published else None
        if p.base is not None:
            reach = _BEHIND if p.sign is not None and p.sign > 0 else 1
            return self._memory.last(lambda r: r.period is not None and r.period.first is not None, sentence, reach)
        return None

    def _moved(self, period: Period, n: int, unit: str) -> Resolved:
        """A known period moved by units; its grain stays, unless the unit is finer."""
        if period.first is None or unit not in periods.UNITS:
            return NOTHING
        grain = period.grain if period.grain in COARSE and period.grain != "season" else "day"
        step = unit if unit in COARSE else "week"
        if ("/" in period.value and unit in COARSE) or COARSE.index(step) > COARSE.index(grain):
            grain = unit
        return self._memory.mentioned(periods.of(periods.shift(period.first, n, unit), grain))

    def anaphor(self, p: Partial, sentence: int) -> Resolved:
        """That day, the previous year, the same period: what was mentioned before."""
        if p.unit is None or p.rel is None:
            return NOTHING
        if p.yrel is not None or p.mention is not None or (p.year is not None and p.flag != "same_part"):
            return self._same(p, p.unit, sentence)
        if p.unit == "period":
            near = self._memory.last(lambda r: r.period is not None, sentence, 3)
            return replace(near, anchor="mention") if near else NOTHING
        if p.flag == "same_part" and p.year is not None:
            near = self._memory.last(lambda r: r.grain == "quarter" and not r.aside, sentence, 99)
            if near is None or near.period is None or near.period.first is None:
                return explicit(periods.year(p.year))
            return self._memory.mentioned(periods.quarter(p.year, (near.period.first.month + 2) // 3))
        fine = COARSE[COARSE.index(p.unit) :] if p.unit in COARSE else ()
        near = self._memory.last(lambda r: r.grain in fine and not r.aside, sentence, 99 if p.rel == 0 else 2)
        base = near.period.first if near and near.period else None
        anchored = self._memory.mentioned
        if base is None and p.flag == "definite" and p.unit == "quarter" and (today := self._memory.published):
            base, anchored = periods.shift(today, -1, "quarter"), self._memory.anchored  # the one reported on
        if base is None and p.flag != "anaphor":
            base, anchored = self._memory.published, self._memory.anchored
            base = base and _weekend_of(base, p)
        if base is None or p.unit not in periods.UNITS:
            return Resolved(None, p.unit, None, None)
        return anchored(periods.of(periods.shift(_first_of(base, p.unit), p.rel, p.unit), p.unit))

    def _same(self, p: Partial, unit: str, sentence: int) -> Resolved:
        """The same period last year, of the year before, or of a named year; that year itself where no part of one was
        mentioned. A day is no period."""
        part = self._memory.last(
            lambda r: r.period is not None and not r.aside and (unit != "period" or r.grain != "day" or _ranged(r)),
            sentence,
            1,
        )
        period = part.period if part else None
        back = p.yrel if p.yrel is not None else p.mention or 0
        if period is not None and period.first is not None and (period.grain != "year" or p.mention is not None):
            named = periods.of(period.first, unit) if unit in COARSE and unit != "day" else period
            return self._moved(named, back if p.year is None else p.year - period.first.year, "year")
        if unit not in ("period", "year"):
            return Resolved(None, unit, None, None)
        if p.year is not None:
            return explicit(periods.year(p.year))
        y = self._memory.year_rel(back)
        return self._memory.anchored(periods.year(y)) if y is not None else Resolved(None, "year", None, None)

    def opening(self, p: Partial, sentence: int) -> Resolved:
        """The first (or last) so many units of a year: from its first day on."""
        y = p.year if p.year is not None else self._memory.year_rel(p.yrel or 0)
        if y is None:
            return Resolved(None, p.unit, None, None)
        whole = periods.year(y) if p.month is None else periods.month(y, p.month)
        return opening_of(p, explicit(whole) if p.year is not None else self._memory.anchored(whole))

    def ahead(self, p: Partial, sentence: int) -> Resolved:
        """In so many units from the publication on: a time, not a duration."""
        base = self._memory.published
        if base is None or p.n is None or p.unit not in periods.UNITS or p.n != int(p.n):
            return span_of(p)
        first = periods.of(periods.shift(base, int(p.n), p.unit), p.unit)
        if p.top is None:
            return self._memory.anchored(first)
        return self._memory.anchored(periods.span(first, periods.of(periods.shift(base, int(p.top), p.unit), p.unit)))

    def window(self, p: Partial, sentence: int) -> Resolved:
        """The past or next so many units: a duration that lies at the publication."""
        base = self._memory.published
        value = span_of(p).value
        if base is None or p.n is None or p.unit not in periods.UNITS or p.n != int(p.n) or not p.sign:
            return Resolved(value, p.unit, None, None)
        other = periods.shift(base, int(p.n) * p.sign, p.unit)
        ends = sorted((base, other))
        return Resolved(value, p.unit, periods.span(periods.day(ends[0]), periods.day(ends[1])), self._memory.source)


def opening_of(p: Partial, whole: Resolved) -> Resolved:
    """The first or last so many units of a resolved period."""
    outer = whole.period
    if outer is None or outer.first is None or outer.last is None or p.n is None or p.n != int(p.n):
        return Resolved(None, p.unit, None, None)
    unit = p.unit or ""
    if unit not in periods.UNITS:
        return Resolved(None, p.unit, None, None)
    if p.nth == -1:
        first, last = periods.shift(outer.last + periods.DAY, -int(p.n), unit), outer.last
    else:
        first, last = outer.first, periods.shift(outer.first, int(p.n), unit) - periods.DAY
    if first < outer.first or last > outer.last:
        return Resolved(None, p.unit, None, None)
    return _replaced(whole, periods.between(first, last, unit))


def _ranged(found: Resolved) -> bool:
    """Whether it is a span of two ends."""
    return "/" in (found.value or "")


def _replaced(whole: Resolved, period: Period) -> Resolved:
    return Resolved(period.value, period.grain, period, whole.anchor)


def _weekend_of(d: date, p: Partial) -> date:
    """The day to count a weekend from: without a word for the future, the one that is on or was last."""
    last = p.unit == "weekend" and p.flag == "definite" and p.direction != 1 and d.weekday() < _SATURDAY
    return d - 7 * periods.DAY if last else d


def _first_of(d: date, unit: str) -> date:
    """First day of the period of a unit around a day, so that shifts never skip a short month."""
    return periods.of(d, unit).first or d if unit in COARSE else d
