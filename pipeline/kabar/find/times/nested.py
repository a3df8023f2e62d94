"""Values that lie in, or are counted from, another one that is already resolved."""

from datetime import date, timedelta

from kabar.find.times import periods
from kabar.find.times.dates import in_year
from kabar.find.times.durations import steps
from kabar.find.times.holidays import Holidays
from kabar.find.times.memory import NOTHING, Resolved
from kabar.find.times.partial import Partial
from kabar.find.times.periods import DAY, Period
from kabar.find.times.relative import opening_of

_NAMED = ("week", "month", "quarter")
_LEEWAY = timedelta(days=7)
_SIZED = ("day", "week", "month", "quarter", "half", "year")


def nested(p: Partial, whole: Resolved, holidays: Holidays) -> Resolved:
    """The value of ``p`` given that of ``p.of``. Raises ValueError where the calendar has none."""
    outer = whole.period
    if outer is None or outer.first is None or outer.last is None:
        return Resolved(_open(p, whole), p.unit, None, None)
    if p.kind == "opening":
        return opening_of(p, whole)
    if p.kind == "offset":
        found = _moved(p, outer, outer.first, outer.last)
    elif p.kind == "ending" and p.sign == 1:
        found = _following(p, outer.last + DAY)
    elif p.kind == "ending":
        found = _ending(p, outer, outer.last if p.sign is None else outer.first - DAY)
    elif p.kind == "around":
        found = periods.of(outer.first, p.unit or "week")
    else:
        found = _inside(p, outer, outer.first, outer.last, holidays)
    return NOTHING if found is None else Resolved(found.value, found.grain, found, whole.anchor)


def _open(p: Partial, whole: Resolved) -> str | None:
    """A month or day of a year that nothing anchors keeps unknown digits."""
    plain = p.kind == "date" and p.month is not None and p.nth is None and whole.value is None
    if not plain:
        return None
    return f"XXXX-{p.month:02d}" + (f"-{p.day:02d}" if p.day is not None else "")


def _inside(p: Partial, outer: Period, first: date, last: date, holidays: Holidays) -> Period | None:
    if p.weekday is not None and p.day is None:
        if p.mention is not None:  # the Monday after Easter
            away = (p.weekday - first.weekday()) % 7 or 7
            weeks = 7 * (p.nth - 1) if p.nth is not None and p.nth > 0 else 0  # the second Sunday after it
            step = away + weeks if p.mention > 0 else (away - 7 if away < 7 else -7) - weeks
            return periods.day(first + step * DAY)
        if p.nth is None:
            return periods.day(_of_week(first, p.weekday))
        return _within(periods.day(_nth_weekday(first, last, p.nth, p.weekday)), first, last)
    if p.nth is not None:
        return _nth(p.nth, p.unit or "", first, last)
    if p.month is None and p.day is not None:
        return periods.day(first.replace(day=p.day))
    return in_year(p, first.year, holidays)


def _of_week(first: date, weekday: int) -> date:
    return (periods.week(first).first or first) + timedelta(days=weekday)


def _nth_weekday(first: date, last: date, nth: int, weekday: int) -> date:
    """The nth weekday from a day on, or back from another."""
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _nth(n: int, unit: str, first: date, last: date) -> Period | None:
    """The nth unit of a period."""
    if unit == "day":
        return _within(periods.day(first + (n - 1) * DAY if n > 0 else last + (n + 1) * DAY), first, last)
    if unit == "weekend":
        return periods.weekend(_nth_weekday(first, last, n, 5))
    if unit == "week":  # most of its days are of the year
        return periods.week(first + (n * 7 - 4) * DAY if n > 0 else last - 3 * DAY)
    if unit not in periods.UNITS:
        return None
    start = periods.shift(first, n - 1, unit) if n > 0 else periods.shift(last + DAY, n, unit)
    return _within(periods.of(start, unit), first, last)


def _within(found: Period, first: date, last: date) -> Period | None:
    inside = found.first is not None and found.last is not None and first <= found.first and found.last <= last
    return found if inside else None


def _moved(p: Partial, outer: Period, first: date, last: date) -> Period | None:
    """So many units before or after a period; of its grain, unless the unit is finer."""
    moved = steps(p)
    if moved is None or p.sign is None or moved[1] not in periods.UNITS:
        return None
    n, unit = moved[0] * p.sign, moved[1]
    grain = outer.grain if outer.grain in _SIZED and "/" not in outer.value else "day"
    finer = unit in periods.DAYS and grain in periods.MONTHS
    if finer or (unit in periods.MONTHS and grain in periods.MONTHS and periods.MONTHS[unit] < periods.MONTHS[grain]):
        grain = "day" if unit == "day" else unit
    if p.flag == "definite" and unit in _SIZED and unit != "day" and grain == "day":
        grain = unit  # the week after Easter
    base = last if finer and n > 0 else first
    return periods.of(periods.shift(base, n, unit), grain)


def _following(p: Partial, first: date) -> Period | None:
    """The three days after a period: they begin on the day behind it."""
    moved = steps(p)
    if moved is None or moved[0] <= 0 or moved[1] not in periods.UNITS:
        return None
    return periods.between(first, periods.shift(first, *moved) - DAY, moved[1])


def _ending(p: Partial, outer: Period, last: date) -> Period | None:
    """So many units that end with a period: the three months to June, the year ended March 31."""
    moved = steps(p)
    if moved is None or moved[0] <= 0 or moved[1] not in periods.UNITS:
        return None
    n, unit = moved
    named = periods.of(last, unit)  # a week, or a quarter of a company that ends some days before that of the calendar
    if n == 1 and named.last is not None and unit in _NAMED and (unit == "week" or named.last - last < _LEEWAY):
        return named
    months = unit == "year" and outer.grain in ("month", "quarter")
    grain = "quarter" if months else "year" if unit == "decade" else unit
    return periods.between(periods.shift(last + DAY, -n, unit), last, grain)
