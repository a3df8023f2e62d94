"""ISO 8601 durations."""

from typing import Final

from kabar.find.times.memory import Resolved
from kabar.find.times.partial import Partial
from kabar.find.times.periods import DAYS, MONTHS

CLOCK: Final = frozenset({"hour", "minute", "second"})
_LETTER = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_MULTIPLE = {
    "decade": ("year", 10),
    "century": ("year", 100),
    "quarter": ("month", 3),
    "half": ("month", 6),
    "fortnight": ("week", 2),
    "weekend": ("day", 2),
}
_SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24)}


def duration(n: float | None, unit: str | None) -> str | None:
    """ISO 8601 duration of so many units; ``X`` for an unknown number; ``None`` without a unit."""
    if unit is None:
        return None
    if unit in _MULTIPLE:
        unit, factor = _MULTIPLE[unit]
        n = None if n is None else n * factor
    elif n is not None and n != int(n):
        smaller, factor = _SMALLER.get(unit, (unit, 1))
        if n * factor == int(n * factor):
            unit, n = smaller, n * factor
    if unit not in _LETTER:
        return "PXX"
    number = "X" if n is None else f"{n:g}" if n < 1e6 else f"{n:.0f}"
    return f"P{'T' if unit in CLOCK else ''}{number}{_LETTER[unit]}"


def span_of(p: Partial) -> Resolved:
    """The duration that a partial value states, or the two ends of its range."""
    value = duration(p.n, p.unit)
    if value is not None and p.top is not None:
        value = f"{value}/{duration(p.top, p.unit)}"
    if value is not None and p.plus is not None:
        value = _added(p.plus, value)
    return Resolved(value, p.unit, None, None)


def _added(plus: Partial, value: str) -> str | None:
    """A larger unit in front of a smaller one: ``P4Y6M``, ``P1DT12H``."""
    larger = span_of(plus).value
    if larger is None or "X" in larger + value:
        return None
    return larger + (value[2:] if "T" in larger else value[1:])


def steps(p: Partial) -> tuple[int, str] | None:
    """A duration as a whole number of its smallest unit, to move days by; ``None`` where it has none."""
    n, unit = p.n, p.unit
    if n is None or unit is None:
        return None
    if n != int(n) and unit in _MULTIPLE:
        unit, n = _MULTIPLE[unit][0], n * _MULTIPLE[unit][1]
    if n != int(n) and unit in _SMALLER:
        unit, n = _SMALLER[unit][0], n * _SMALLER[unit][1]
    if p.plus is not None:
        larger = steps(p.plus)
        factor = None if larger is None else _factor(larger[1], unit)
        if larger is None or factor is None:
            return None
        n += larger[0] * factor
    return (int(n), unit) if n == int(n) else None


def _factor(unit: str, smaller: str) -> int | None:
    """How many of a smaller unit one of a larger has, where that is fixed."""
    for table in (MONTHS, DAYS):
        if unit in table and smaller in table:
            return table[unit] // table[smaller]
    return None
