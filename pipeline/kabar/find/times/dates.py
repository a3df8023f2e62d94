"""Dates of the calendar: complete ones, and those whose year, month or day the page has to give."""

from datetime import date

from kabar.find.times import periods
from kabar.find.times.holidays import Holidays
from kabar.find.times.memory import NOTHING, Memory, Resolved, explicit
from kabar.find.times.partial import Partial
from kabar.find.times.periods import Period
from kabar.frozen import replace

_TWO_THOUSANDS = 200  # as a decade
_WEDNESDAY = 2
_CLOSE = 45  # days within which the nearest date is meant, whatever a weak hint says
_SOON = 21  # and within which it may lie ahead against a verb in the past


class Dates:
    """Resolves the dates of one page."""

    def __init__(self, memory: Memory, holidays: Holidays) -> None:
        self._memory = memory
        self._holidays = holidays

    def resolve(self, p: Partial, sentence: int) -> Resolved:
        """A date, or the day of a time of day; what the page does not give keeps unknown digits."""
        if p.weekday is not None and p.day is None:
            return self._weekday(p, sentence)
        if p.decade is not None:
            hundreds = p.decade % 10 == 0 and p.decade < _TWO_THOUSANDS  # the 1800s; but the 2000s are ten years
            return explicit(periods.century(p.decade // 10) if hundreds else periods.decade(p.decade))
        if p.century is not None:
            return explicit(periods.century(p.century - 1))
        if p.timed and all(slot is None for slot in (p.year, p.month, p.day, p.nth, p.holiday)):
            base = self._memory.published
            if p.drel is not None:  # 3 p.m. yesterday
                return NOTHING if base is None else self._memory.anchored(periods.day(base + p.drel * periods.DAY))
            return self._day_of_clock(sentence)
        if p.holiday is not None and p.era is not None and p.year is None:
            year = self._holidays.year(p.holiday, p.era)
            return NOTHING if year is None else self.resolve(replace(p, year=year), sentence)
        if p.mrel is not None or (p.day is not None and p.month is None):
            return self._day_of_month(p, sentence)
        if p.year is not None:
            found = in_year(p, p.year, self._holidays)
            return explicit(found) if found else NOTHING
        if p.mention is not None:
            return self._from_mention(p, sentence)
        return self._without_year(p, sentence)

    def _from_mention(self, p: Partial, sentence: int) -> Resolved:
        """That June, the following March: counted from the last mention near by, and from nothing else."""
        near = self._memory.last(lambda r: r.grain is not None and not r.aside, sentence, 1)
        period = near.period if near else None
        if period is None or period.first is None or period.last is None:
            return Resolved(None, "month", None, None)
        if not p.mention:
            return self._memory.mentioned(in_year(p, period.first.year, self._holidays))
        years = (period.first.year + step for step in (-1, 0, 1, 2))
        known = [found for y in years if (found := in_year(p, y, self._holidays)) and found.first]
        if p.mention > 0:
            return self._memory.mentioned(next((m for m in known if m.first and m.first > period.last), None))
        return self._memory.mentioned(next((m for m in known[::-1] if m.first and m.first < period.first), None))

    def _without_year(self, p: Partial, sentence: int) -> Resolved:
        published = self._memory.published
        if p.yrel is not None or (p.part is not None and _yearly(p)):
            past_end = p.part == "END" and p.bound in ("AFTER", "ON_OR_AFTER") and p.yrel is None  # since year-end
            y = self._memory.year_rel(-1 if past_end else p.yrel or 0)
            return (
                Resolved(None, "year", None, None)
                if y is None
                else self._memory.anchored(in_year(p, y, self._holidays))
            )
        if published is None:
            return self._from_year(p)
        if p.rel == 0:
            return self._memory.anchored(in_year(p, published.year, self._holidays))
        known = periods.around(lambda y: in_year(p, y, self._holidays), published)
        if not known and p.weekday is not None:  # the weekday is wrong, or of a year far away: the date counts
            return self._without_year(replace(p, weekday=None), sentence)
        if p.rel is not None:
            return self._memory.anchored(_beside(known, published, p.rel))
        return self._memory.anchored(_fitting(known, published, p))

    def _from_year(self, p: Partial) -> Resolved:
        """No publication date: the year of the latest full date, else unknown digits."""
        if self._memory.year is not None:
            found = in_year(p, self._memory.year, self._holidays)
            if found is not None or p.weekday is None:  # a weekday that is none there: it is of another year
                return self._memory.mentioned(found)
        sample = in_year(replace(p, weekday=None), 2000, self._holidays)
        if sample is None:
            return NOTHING
        if p.season is not None and p.rel is not None:
            return Resolved(None, sample.grain, None, None)  # last summer, and nothing says of which year
        if p.holiday is not None and not self._holidays.fixed(p.holiday):
            return Resolved(None, sample.grain, None, None)
        value = "/".join("XXXX" + part[4:] for part in sample.value.split("/"))
        edtf = value if sample.grain in ("month", "day") else None
        return Resolved(value, sample.grain, periods.unknown(value, sample.grain, edtf), None)

    def _weekday(self, p: Partial, sentence: int) -> Resolved:
        published = self._memory.published
        if published is None or p.weekday is None:
            return Resolved(None if p.weekday is None else f"XXXX-WXX-{p.weekday + 1}", "day", None, None)
        if p.mention is not None:
            near = self._memory.last(lambda r: r.grain == "day" and not r.aside, sentence, 2)
            if near and near.period and near.period.first:
                base = near.period.first
                ahead = (p.weekday - base.weekday()) % 7 or 7
                step = ahead if p.mention > 0 else ahead - 7 if ahead < 7 else -7
                return self._memory.mentioned(periods.day(base + step * periods.DAY))
        back = (published.weekday() - p.weekday) % 7
        if p.sign is not None:  # two Fridays ago
            return self._counted(published, back, p)
        if p.rel == 0:
            back = published.weekday() - p.weekday
        elif p.rel == -1:
            back = back or 7
        elif p.rel == 1 or (p.direction == 1 and p.sure) or (p.bound == "ON_OR_BEFORE" and p.direction != -1):
            back = back - 7 if back or p.rel == 1 else 0
        return self._memory.anchored(periods.day(published - back * periods.DAY))

    def _counted(self, published: date, back: int, p: Partial) -> Resolved:
        """The nth such weekday before or behind the publication."""
        if p.n is None or p.n != int(p.n) or p.sign is None:
            return Resolved(None, "day", None, None)
        weeks = 7 * (int(p.n) - 1)
        step = (7 - back) + weeks if p.sign > 0 else -(back or 7) - weeks
        return self._memory.anchored(periods.day(published + step * periods.DAY))

    def _day_of_month(self, p: Partial, sentence: int) -> Resolved:
        base = self._memory.published
        if base is None or p.day is None:
            return Resolved(None, "day", None, None)
        if p.weekday is not None:
            return self._memory.anchored(periods.choose(_months_of(base, p.day, p.weekday), base, p.direction))
        months = p.mrel
        if months is None:
            near = self._memory.last(lambda r: r.grain in ("month", "day"), sentence, 1)
            if near and near.period and near.period.first:
                return self._memory.mentioned(periods.day(near.period.first.replace(day=p.day)))
            months = p.direction if p.direction and (base.day - p.day) * p.direction > 0 else 0
        moved = periods.shift(base.replace(day=1), months, "month")
        return self._memory.anchored(periods.day(moved.replace(day=p.day)))

    def _day_of_clock(self, sentence: int) -> Resolved:
        """A time of day alone: the day of its sentence, else of the last mention near by, else of publication."""
        near = self._memory.last(lambda r: r.grain == "day" and not r.aside, sentence, 2)
        if near and near.period:
            return Resolved(near.value, "day", near.period, "sentence")
        today = self._memory.today
        return self._memory.anchored(periods.day(today)) if today else NOTHING


def _months_of(base: date, day: int, weekday: int) -> list[Period]:
    """Sunday the 3rd: the days of the months of a year before and a year behind that are the one and the other."""
    starts = [periods.month(base.year + n // 12, n % 12 + 1).first for n in range(base.month - 13, base.month + 12)]
    known = [start + (day - 1) * periods.DAY for start in starts if start is not None]
    return [periods.day(d) for d in known if d.day == day and d.weekday() == weekday]


def _yearly(p: Partial) -> bool:
    """Whether it names nothing below the year."""
    return p.month is p.quarter is p.half is None and p.season is p.holiday is None


def in_year(p: Partial, y: int, holidays: Holidays) -> Period | None:
    """The period that the slots below the year name in a given year; the year itself without any."""
    if p.holiday is not None:
        found = holidays.period(p.holiday, y)
        if p.unit is None or found is None or found.first is None:
            return found
        return periods.week(found.first) if p.unit == "week" else periods.weekend(_weekend_beside(found.first))
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


def _weekend_beside(day: date) -> date:
    """A day of the weekend of a feast: of a Monday or Tuesday the one before."""
    return day - 7 * periods.DAY if day.weekday() < _WEDNESDAY else day


def _day(y: int, p: Partial) -> Period | None:
    """A day of a year; ``None`` where the calendar has no such day, or a given weekday does not fall on it."""
    try:
        found = date(y, p.month or 0, p.day or 0)
    except ValueError:
        return None
    return None if p.weekday not in (None, found.weekday()) and p.year is None else periods.day(found)


def _beside(known: list[Period], published: date, rel: int) -> Period | None:
    """The last or next one that does not hold the publication day."""
    rest = [p for p in known if not (p.first and p.last and p.first <= published <= p.last)]
    return periods.choose(rest, published, rel)


def _fitting(known: list[Period], published: date, p: Partial) -> Period | None:
    """The one that the words around ask for; without them, or where they only hint and one is close, the nearest."""
    near = periods.choose(known, published, None)
    if p.direction is None or near is None:
        return near
    if p.holiday is not None and (p.sure or periods.distance(near, published) > _CLOSE):
        return periods.choose(known, published, p.direction) or near
    ahead = p.happens or p.bound == "ON_OR_BEFORE"  # it will open in the first quarter, by the end of it
    if p.month is None and ahead and p.sure and p.direction > 0:
        return periods.choose(known, published, 1) or near
    if p.month is None:  # a quarter or season is the nearest, but what is told of has begun
        told = near.first is not None and near.first <= published
        close = p.direction > 0 or told or p.holiday is not None
    else:
        reach = _SOON if p.sure and p.direction < 0 and near.first is not None and near.first > published else _CLOSE
        close = periods.distance(near, published) <= reach and (p.day is not None or not p.sure)
    return near if close else periods.choose(known, published, p.direction) or near
