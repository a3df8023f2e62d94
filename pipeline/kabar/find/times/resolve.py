"""The second step: partial values become periods, with what the document gives to anchor them.

A resolver lives for one page: it remembers the periods that it has resolved, in order. What nothing anchors keeps
unknown digits (``XXXX-10``) or stays without a value; today's date is never looked at.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from kabar.find.times import periods
from kabar.find.times.holidays import Holidays
from kabar.find.times.partial import Partial
from kabar.find.times.periods import Period
from kabar.record import Anchor

_DURATION = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_MULTIPLE = {
    "decade": ("year", 10),
    "century": ("year", 100),
    "quarter": ("month", 3),
    "half": ("month", 6),
    "fortnight": ("week", 2),
    "weekend": ("day", 2),
}
_CLOCK = frozenset({"hour", "minute", "second"})
_COARSE = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day")
_CLOSE = 45  # days within which the nearest date is meant, whatever a weak hint says
_NEAR = 12  # sentences over which a quarter stays what "a year ago" is measured from


class Resolved(NamedTuple):
    """A value with its period (dates only) and what it was anchored on."""

    value: str | None
    grain: str | None
    period: Period | None
    anchor: Anchor | None
    aside: bool = False  # bounded or counted from another: not what the sentence is about


class Clock(NamedTuple):
    """What anchors a page: the publication day with its provenance, else the year of the latest full date."""

    published: date | None
    source: Anchor
    year: int | None


NOTHING = Resolved(None, None, None, None)


class Resolver:
    """Resolves the times of one page in document order."""

    def __init__(self, clock: Clock, holidays: Holidays, dayparts: dict[str, str]) -> None:
        self._clock = clock
        self._holidays = holidays
        self._dayparts = dayparts
        self._seen: list[tuple[int, Resolved]] = []
        self._latest: dict[str, Resolved] = {}  # by grain: without a publication date, the present is near it

    def resolve(self, p: Partial, sentence: int) -> Resolved:
        """Resolve one partial value; dates are remembered for those that follow."""
        try:
            out = getattr(self, "_" + p.kind)(p, sentence)
        except (ValueError, OverflowError):  # no such day, or outside of the calendar
            return NOTHING
        if out.period is not None and p.kind not in ("window", "ref"):
            aside = p.bound is not None or p.kind == "shift"
            known = self._latest.get(out.period.grain)
            if known is None or (known.value or "") < (out.value or ""):
                self._latest[out.period.grain] = out
            self._seen.append(
                (sentence, Resolved(out.value, out.grain, out.period, out.anchor, True) if aside else out)
            )
        return self._timed(p, out) if p.timed and p.kind in ("date", "deictic") else out

    # dates

    def _date(self, p: Partial, sentence: int) -> Resolved:
        if p.weekday is not None and p.day is None:
            return self._weekday(p, sentence)
        if p.decade is not None:
            return _explicit(periods.decade(p.decade))
        if p.century is not None:
            return _explicit(periods.century(p.century - 1))
        if p.day is None and p.month is None and p.nth is None and p.timed and p.year is None:
            return self._day_of_clock(sentence)
        if p.nth is not None:
            return self._nth(p, sentence)
        if p.mrel is not None or (p.day is not None and p.month is None):
            return self._day_of_month(p, sentence)
        if p.year is not None:
            found = self._in_year(p, p.year)
            return _explicit(found) if found else NOTHING
        return self._without_year(p, sentence)

    def _in_year(self, p: Partial, y: int) -> Period | None:
        """The period that the slots below the year name in a given year; the year itself without any."""
        if p.holiday is not None:
            found = self._holidays.period(p.holiday, y)
            return periods.week(found.first) if found and found.first and p.unit == "week" else found
        if p.month is not None and p.day is not None:
            return _day(y, p)
        if p.month is not None:
            return periods.month(y, p.month)
        if p.quarter is not None:
            return periods.quarter(y, p.quarter if p.quarter > 0 else 4)
        if p.half is not None:
            return periods.half(y, p.half if p.half > 0 else 2)
        if p.season is not None:
            return periods.season(y, p.season)
        return periods.year(y)

    def _without_year(self, p: Partial, sentence: int) -> Resolved:
        published = self._clock.published
        if p.yrel is not None or (p.part is not None and p.month is None and p.quarter is None and p.half is None):
            past_end = p.part == "END" and p.bound in ("AFTER", "ON_OR_AFTER") and p.yrel is None  # since year-end
            y = self._year_rel(-1 if past_end else p.yrel or 0, sentence)
            return Resolved(None, "year", None, None) if y is None else self._anchored(self._in_year(p, y))
        if published is None:
            return self._from_year(p)
        if p.rel == 0:
            return self._anchored(self._in_year(p, published.year))
        anchor, direction = published, p.direction
        if p.rel is not None and p.rel != 0:
            direction = p.rel
            current = periods.choose(lambda y: self._in_year(p, y), published, 0)
            if current and current.first and current.last and current.first <= published <= current.last:
                edge = current.first if direction < 0 else current.last
                anchor = edge + (-periods.DAY if direction < 0 else periods.DAY)
        found = periods.choose(lambda y: self._in_year(p, y), anchor, direction)
        if found is None and p.weekday is not None:  # the weekday is wrong, or of a year far away: the date counts
            return self._without_year(replace(p, weekday=None), sentence)
        if p.rel is None and not (p.sure and p.month is not None and p.day is None):
            near = periods.choose(lambda y: self._in_year(p, y), anchor, None)
            told = direction == -1 and near is not None and near.first is not None and near.first > anchor
            if near and (not told if p.month is None else periods.distance(near, anchor) <= _CLOSE):
                found = near
        return self._anchored(found)

    def _from_year(self, p: Partial) -> Resolved:
        """No publication date: the year of the latest full date, else unknown digits."""
        if self._clock.year is not None:
            return self._mentioned(self._in_year(p, self._clock.year))
        sample = self._in_year(p, 2000)
        if sample is None:
            return NOTHING
        if p.holiday is not None and not self._holidays.fixed(p.holiday):
            return Resolved(None, sample.grain, None, None)
        value = "/".join("XXXX" + part[4:] for part in sample.value.split("/"))
        edtf = value if sample.grain in ("month", "day") else None
        return Resolved(value, sample.grain, Period(value, sample.grain, None, None, edtf), None)

    def _weekday(self, p: Partial, sentence: int) -> Resolved:
        published = self._clock.published
        if published is None or p.weekday is None:
            return Resolved(None if p.weekday is None else f"XXXX-WXX-{p.weekday + 1}", "day", None, None)
        if p.wrel is not None:
            first = periods.week(published).first or published
            return self._anchored(periods.day(first + (p.wrel * 7 + p.weekday) * periods.DAY))
        if p.mention is not None:
            near = self._last(lambda r: r.grain == "day" and not r.aside, sentence, 2)
            if near and near.period and near.period.first:
                base = near.period.first
                ahead = (p.weekday - base.weekday()) % 7 or 7
                step = ahead if p.mention > 0 else ahead - 7 if ahead < 7 else -7
                return self._mentioned(periods.day(base + step * periods.DAY))
        back = (published.weekday() - p.weekday) % 7
        if p.rel == 0:
            back = published.weekday() - p.weekday
        elif p.rel == -1:
            back = back or 7
        elif p.rel == 1 or (p.direction == 1 and p.sure) or (p.bound == "ON_OR_BEFORE" and p.direction != -1):
            back = back - 7 if back or p.rel == 1 else 0
        return self._anchored(periods.day(published - back * periods.DAY))

    def _day_of_month(self, p: Partial, sentence: int) -> Resolved:
        base = self._base_day()
        if base is None or p.day is None:
            return Resolved(None, "day", None, None)
        if p.mrel is None:
            near = self._last(lambda r: r.grain in ("month", "day"), sentence, 1)
            if near and near.period and near.period.first:
                return self._mentioned(periods.day(near.period.first.replace(day=p.day)))
        moved = periods.shift(base.replace(day=1), p.mrel or 0, "month")
        return self._anchored(periods.day(moved.replace(day=p.day)))

    def _day_of_clock(self, sentence: int) -> Resolved:
        """A time of day alone: the day of its sentence, else of the last mention near by, else of publication."""
        near = self._last(lambda r: r.grain == "day" and not r.aside, sentence, 2)
        if near and near.period:
            return Resolved(near.value, "day", near.period, "sentence")
        published = self._clock.published
        return self._anchored(periods.day(published)) if published else NOTHING

    def _nth(self, p: Partial, sentence: int) -> Resolved:
        """The nth week or day of a month or year: the period itself where the calendar gives it."""
        whole = self._date(replace(p, nth=None, unit=None), sentence) if p.mrel is None else NOTHING
        if p.mrel is not None and (base := self._base_day()) is not None:
            whole = self._anchored(periods.of(periods.shift(base, p.mrel, "month"), "month"))
        period = whole.period
        if period is None or period.first is None or period.last is None or p.nth is None or p.unit is None:
            return whole
        if p.unit == "day":
            inside = period.last if p.nth < 0 else period.first + (p.nth - 1) * periods.DAY
            return whole._replace(value=inside.isoformat(), grain="day", period=periods.day(inside))
        if p.unit == "week":
            inside = period.last - 3 * periods.DAY if p.nth < 0 else period.first + (p.nth * 7 - 4) * periods.DAY
            found = periods.week(inside)  # most of its days are of the month
            return whole._replace(value=found.value, grain="week", period=found)
        return whole

    # relative periods

    def _rel(self, p: Partial, sentence: int) -> Resolved:
        base = self._base_day()
        if p.unit is None:
            return NOTHING
        if base is None:
            now = self._latest.get(p.unit) if p.rel == 0 else None
            return now._replace(anchor="mention") if now else Resolved(None, p.unit, None, None)
        if p.unit in _CLOCK or p.unit not in periods.MONTHS | periods.DAYS or p.rel is None:
            return Resolved(None, p.unit, None, None)
        return self._anchored(periods.of(periods.shift(_first_of(base, p.unit), p.rel, p.unit), p.unit))

    def _deictic(self, p: Partial, sentence: int) -> Resolved:
        base = self._base_day()
        if base is None or p.drel is None:
            return Resolved(None, "day", None, None)
        return self._anchored(periods.day(base + p.drel * periods.DAY))

    def _shift(self, p: Partial, sentence: int) -> Resolved:
        """So many units before or after the publication or the last mention."""
        if p.n is None or p.sign is None or p.unit is None:
            ref = "PAST_REF" if (p.sign or -1) < 0 else "FUTURE_REF"
            return Resolved(ref, None, None, None)
        focus = self._focus(p, sentence)
        if focus is not None and focus.period is not None and focus.period.first is not None:
            unit = "year" if p.focus else p.unit
            return self._moved(focus.period, int(p.n) * p.sign, unit)
        base = self._base_day()
        unit = p.unit if not p.focus else "year"
        if base is None or unit in _CLOCK or p.n != int(p.n) or unit not in periods.MONTHS | periods.DAYS:
            return Resolved(None, p.unit, None, None)
        grain = p.unit if p.focus and p.unit in _COARSE else "year" if unit in ("decade", "century") else unit
        return self._anchored(periods.of(periods.shift(base, int(p.n) * p.sign, unit), grain))

    def _focus(self, p: Partial, sentence: int) -> Resolved | None:
        """The mention that a shift is counted from, where it is not the publication."""
        if p.focus or (p.base is None and p.unit == "year" and p.n == 1):
            return self._last(lambda r: r.grain == "quarter" and not r.aside, sentence, _NEAR)
        if p.base is not None:
            return self._last(lambda r: r.period is not None and r.period.first is not None, sentence, 1)
        return None

    def _moved(self, period: Period, n: int, unit: str) -> Resolved:
        """A known period moved by units; its grain stays, unless the unit is finer."""
        if period.first is None or unit not in periods.MONTHS | periods.DAYS:
            return NOTHING
        grain = period.grain if period.grain in _COARSE and period.grain != "season" else "day"
        step = unit if unit in _COARSE else "week"
        if ("/" in period.value and unit in _COARSE) or _COARSE.index(step) > _COARSE.index(grain):
            grain = unit
        return self._mentioned(periods.of(periods.shift(period.first, n, unit), grain))

    def _anaphor(self, p: Partial, sentence: int) -> Resolved:
        """That day, the previous year, the same period: what was mentioned before."""
        if p.unit is None or p.rel is None:
            return NOTHING
        if p.unit == "period":
            near = self._last(lambda r: r.period is not None, sentence, 3)
            return near._replace(anchor="mention") if near else NOTHING
        if p.flag == "same_part" and p.year is not None:
            near = self._last(lambda r: r.grain == "quarter" and not r.aside, sentence, 99)
            if near is None or near.period is None or near.period.first is None:
                return _explicit(periods.year(p.year))
            return self._mentioned(periods.quarter(p.year, (near.period.first.month + 2) // 3))
        fine = _COARSE[_COARSE.index(p.unit) :] if p.unit in _COARSE else ()
        near = self._last(lambda r: r.grain in fine and not r.aside, sentence, 99 if p.rel == 0 else 2)
        base = near.period.first if near and near.period else None
        anchored = self._mentioned
        if base is None and p.flag == "definite" and p.unit == "quarter" and (today := self._base_day()):
            base, anchored = periods.shift(today, -1, "quarter"), self._anchored  # the one reported on
        if base is None and p.flag != "anaphor":
            base, anchored = self._base_day(), self._anchored
        if base is None or p.unit not in periods.MONTHS | periods.DAYS:
            return Resolved(None, p.unit, None, None)
        return anchored(periods.of(periods.shift(_first_of(base, p.unit), p.rel, p.unit), p.unit))

    # what has no place in the calendar, or only a vague one

    def _ref(self, p: Partial, sentence: int) -> Resolved:
        published = self._clock.published
        if p.ref == "PRESENT_REF" and published is not None:
            return Resolved(p.ref, None, periods.day(published), self._clock.source)
        return Resolved(p.ref, None, None, None)

    def _opening(self, p: Partial, sentence: int) -> Resolved:
        """The first so many units of a year: from its first day on."""
        y = p.year if p.year is not None else self._year_rel(p.yrel or 0, sentence)
        if y is None or p.n is None or p.n != int(p.n) or p.unit not in periods.MONTHS | periods.DAYS:
            return self._duration(p, sentence)
        first = date(y, 1, 1)
        last = periods.shift(first, int(p.n), p.unit) - periods.DAY
        whole = periods.span(periods.of(first, "month"), periods.of(last, "month"))
        if p.unit not in periods.MONTHS:
            whole = periods.span(periods.day(first), periods.day(last))
        return _explicit(whole) if p.year is not None else self._anchored(whole)

    def _ahead(self, p: Partial, sentence: int) -> Resolved:
        """In so many units from the publication on: a time, not a duration."""
        base = self._base_day()
        if base is None or p.n is None or p.unit not in periods.MONTHS | periods.DAYS or p.n != int(p.n):
            return self._duration(p, sentence)
        first = periods.of(periods.shift(base, int(p.n), p.unit), p.unit)
        if p.top is None:
            return self._anchored(first)
        return self._anchored(periods.span(first, periods.of(periods.shift(base, int(p.top), p.unit), p.unit)))

    def _duration(self, p: Partial, sentence: int) -> Resolved:
        value = duration(p.n, p.unit)
        if value is not None and p.top is not None:
            value = f"{value}/{duration(p.top, p.unit)}"
        return Resolved(value, p.unit, None, None)

    def _window(self, p: Partial, sentence: int) -> Resolved:
        base = self._base_day()
        value = duration(p.n, p.unit)
        if base is None or p.n is None or p.unit not in periods.MONTHS | periods.DAYS or p.n != int(p.n) or not p.sign:
            return Resolved(value, p.unit, None, None)
        other = periods.shift(base, int(p.n) * p.sign, p.unit)
        ends = sorted((base, other))
        return Resolved(value, p.unit, periods.span(periods.day(ends[0]), periods.day(ends[1])), self._clock.source)

    def _set(self, p: Partial, sentence: int) -> Resolved:
        if p.month is not None:
            return Resolved(f"XXXX-{p.month:02d}", "month", None, None)
        if p.weekday is not None:
            return Resolved(f"XXXX-WXX-{p.weekday + 1}", "day", None, None)
        if p.season is not None:
            return Resolved(f"XXXX-{p.season}", "season", None, None)
        if p.daypart is not None:
            return Resolved("XXXX-XX-XX" + self._dayparts[p.daypart], "day", None, None)
        return Resolved(duration(p.n or 1, p.unit), p.unit, None, None)

    # helpers

    def _base_day(self) -> date | None:
        return self._clock.published

    def _year_rel(self, rel: int, sentence: int) -> int | None:
        base = self._base_day()
        return base.year + rel if base else self._clock.year if rel == 0 else None

    def _anchored(self, period: Period | None) -> Resolved:
        return Resolved(period.value, period.grain, period, self._clock.source) if period else NOTHING

    def _mentioned(self, period: Period | None) -> Resolved:
        return Resolved(period.value, period.grain, period, "mention") if period else NOTHING

    def _last(self, fits: Callable[[Resolved], bool], sentence: int, reach: int) -> Resolved | None:
        """The last resolved mention that fits, at most ``reach`` sentences back."""
        for at, found in reversed(self._seen):
            if sentence - at > reach:
                return None
            if fits(found):
                return found
        return None

    def _timed(self, p: Partial, found: Resolved) -> Resolved:
        """Add the time of day to a resolved day."""
        if found.grain != "day" or found.value is None:
            return found if p.hour is None else NOTHING
        if p.hour is None:
            part = self._dayparts.get(p.daypart or "", "")
            return found._replace(value=found.value + part, grain="part")
        hour = p.hour
        if p.noon is not None:
            hour = hour % 12 + p.noon
        text = f"{found.value}T{hour:02d}:{p.minute or 0:02d}"
        return found._replace(value=text, grain="minute" if p.minute is not None else "hour")


def duration(n: float | None, unit: str | None) -> str | None:
    """ISO 8601 duration of so many units; ``X`` for an unknown number; ``None`` without a unit."""
    if unit is None:
        return None
    if unit in _MULTIPLE:
        unit, factor = _MULTIPLE[unit]
        n = None if n is None else n * factor
    elif n is not None and n != int(n):
        smaller = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24)}
        if unit in smaller and n * smaller[unit][1] == int(n * smaller[unit][1]):
            unit, n = smaller[unit][0], n * smaller[unit][1]
    if unit not in _DURATION:
        return "PXX"
    number = "X" if n is None else f"{n:g}" if n < 1e6 else f"{n:.0f}"
    return f"P{'T' if unit in _CLOCK else ''}{number}{_DURATION[unit]}"


def _explicit(period: Period) -> Resolved:
    return Resolved(period.value, period.grain, period, "explicit")


def _day(y: int, p: Partial) -> Period | None:
    """A day of a year; ``None`` where the calendar has no such day, or a given weekday does not fall on it."""
    try:
        found = date(y, p.month or 0, p.day or 0)
    except ValueError:
        return None
    return None if p.weekday not in (None, found.weekday()) and p.year is None else periods.day(found)


def _first_of(d: date, unit: str) -> date:
    """First day of the period of a unit around a day, so that shifts never skip a short month."""
    return periods.of(d, unit).first or d if unit in _COARSE else d
