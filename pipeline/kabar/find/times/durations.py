"""ISO 8601 durations."""

from typing import Final

from kabar.find.times.memory import Resolved
from kabar.find.times.partial import Partial

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
    return Resolved(value, p.unit, None, None)
