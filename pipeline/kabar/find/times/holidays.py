"""Named days of the year from ``models/shared/times.toml``."""

import calendar
from datetime import date, timedelta

from kabar.find.times import periods
from kabar.find.times.periods import Period
from kabar.find.times.table import Holiday

_HIJRA = 227015  # day 1 of the first Islamic year, 16 July 622 of the Julian calendar, as a proleptic ordinal
_LEEWAY = timedelta(days=3)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # of what is counted by another calendar


class Holidays:
    """Looks up the day of a holiday in a year."""

    def __init__(self, table: dict[str, Holiday]) -> None:
        self._table = table
        self._hijri = {
            name: {_hijri(date.fromisoformat(d)): int(d[:4]) for d in row.days}
            for name, row in table.items()
            if row.hijri
        }
        self._days = {name: {int(d[:4]): date.fromisoformat(d) for d in row.days} for name, row in table.items()}

    def fixed(self, name: str) -> bool:
        """Whether it falls on the same day every year."""
        return self._table[name].day is not None

    def year(self, name: str, era: int) -> int | None:
        """The year in which it falls, by a year of its own calendar: 2024 for Eid of 1445 H; ``None`` if unknown."""
        after = self._table[name].era
        if after is None:
            return self._hijri.get(name, {}).get(era)
        return era + after if _FIRST_YEAR <= era + after <= _LAST_YEAR else None

    def period(self, name: str, year: int) -> Period | None:
        """Its day, or its first to last day; ``None`` where the table does not reach."""
        first = self._first(name, year)
        if first is None:
            return None
        length = self._table[name].length
        one = periods.day(first)
        return one if length == 1 else periods.span(one, periods.day(first + timedelta(days=length - 1)))

    def _first(self, name: str, year: int) -> date | None:
        row = self._table[name]
        if row.easter is not None:
            from dateutil.easter import easter  # slow to import, and rarely needed

            sunday: date = easter(year)
            return sunday + timedelta(days=row.easter)
        if row.month is not None and row.nth is not None:
            return _nth_weekday(year, row.month, *row.nth) + timedelta(days=row.after)
        if row.month is not None and row.day is not None:
            return date(year, row.month, row.day) + timedelta(days=row.after)
        return self._days[name].get(year)


def _hijri(day: date) -> int:
    """The Islamic year of a day, by the tabular calendar (Reingold and Dershowitz, Calendrical Calculations).

    What is decreed is at most some days off: a feast, and above all the first day of a year, is read with that leeway.
    """
    return (30 * ((day + _LEEWAY).toordinal() - _HIJRA) + 10646) // 10631


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth weekday of a month, the last one for -1."""
    first = date(year, month, 1)
    days = calendar.monthrange(year, month)[1]
    found = [d for d in range(1, days + 1) if (first + timedelta(days=d - 1)).weekday() == weekday]
    return date(year, month, found[nth - 1] if nth > 0 else found[nth])
