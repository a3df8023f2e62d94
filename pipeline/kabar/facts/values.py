"""How two values lie to each other: equal, compatible by bounds, rounding or conversion, or different."""

import math
from typing import Literal

from kabar.facts.statement import COUNT, FAR, Statement
from kabar.facts.table import Known, together
from kabar.record import Change

Likeness = Literal["equal", "compatible", "apart", "different", "none"]
_CLOSE = 1e-9  # relative, for conversions
FAR_APART = 1.5  # times; bounds farther apart allow both, but do not speak of one number


def values(a: Statement, b: Statement, known: Known) -> Likeness:
    """How two values lie to each other; ``none`` where they cannot be compared."""
    best: Likeness = "none"
    for i, (dimension, low, high) in enumerate(a.measures):
        for j, (other, least, most) in enumerate(b.measures):
            if dimension != other:
                continue
            like = _like((low, high), (least, most), a, b, known)
            if like == "equal" and (i or j or (dimension != COUNT and not one_unit(a, b, known))):
                like = "compatible"  # converted
            if best == "none" or like == "equal" or (like == "compatible" and best == "different"):
                best = like
    return best


def one_unit(a: Statement, b: Statement, known: Known) -> bool:
    """Two values are in one unit, or count one thing by two nouns; what is counted is known by its measure."""
    if a.unit == b.unit:
        return True
    if a.measures[0][0] == COUNT and (a.predicate != b.predicate or a.predicate in known.generic):
        return False
    return together(known.alike, a.unit, b.unit)


def trend(s: Statement, known: Known) -> Change | None:
    """Whether a value tells a growth or a fall of a level; what is taken away tells none."""
    return None if s.predicate in known.cuts else s.change


def _like(one: tuple[float, float], other: tuple[float, float], a: Statement, b: Statement, known: Known) -> Likeness:
    if _near(one[0], other[0]) and _near(one[1], other[1]):
        return "equal" if a.comparison == b.comparison else "compatible"
    if _exclusive(one, other, a, b):
        return "different"
    if one[0] <= other[1] * (1 + _sign(other[1]) * _CLOSE) and other[0] <= one[1] * (1 + _sign(one[1]) * _CLOSE):
        return "compatible" if _one_number(one, other, a, b, known) else "apart"
    if a.amount is None or b.amount is None:
        return "different"
    return "compatible" if _rounded(one, other, a, b, known) else "different"


def _one_number(one: tuple[float, float], other: tuple[float, float], a: Statement, b: Statement, known: Known) -> bool:
    """Bounds and ranges that allow both speak of one number: of two articles where that is about so large, of one
    article, which would tell it twice, where it is the same number.
    """
    if a.article != b.article:
        return _ratio(one, other) <= FAR_APART
    if a.amount is None or b.amount is None:
        return False
    return a.amount == b.amount or _rounded(one, other, a, b, known)


def _exclusive(one: tuple[float, float], other: tuple[float, float], a: Statement, b: Statement) -> bool:
    """Bounds or ranges that meet in one number, which one of them leaves out: at most 20, more than 20; 5 to 20."""
    if one[0] == one[1] or other[0] == other[1]:
        return False
    meet = _near(one[1], other[0]) or _near(other[1], one[0])
    return meet and bool({"<", ">"} & {a.comparison, b.comparison})


def _ratio(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How many times the larger of two numbers is the smaller."""
    small, large = sorted((abs(_middle(one)), abs(_middle(other))))
    return large / small if small else math.inf if large else 1.0


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)


def _near(x: float, y: float) -> bool:
    return x == y or abs(x - y) <= _CLOSE * max(abs(x), abs(y))


def _rounded(one: tuple[float, float], other: tuple[float, float], a: Statement, b: Statement, known: Known) -> bool:
    """One number is the other, rounded; or one is said with `about`, or is a fraction, and the other is not far."""
    x, y = _middle(one), _middle(other)
    if x == 0 or y == 0:
        return False
    apart = abs(x - y) / max(abs(x), abs(y))
    if (a.comparison == "~" or b.comparison == "~") and apart <= known.about:
        return True
    if a.unit != b.unit and abs(x - y) <= max(_half(x, a), _half(y, b)):
        return True
    if {a.unit, b.unit} == {None, "%"}:
        return apart <= known.fraction
    return _rounds(x, y, a.digits, b.digits) or _rounds(y, x, b.digits, a.digits)


def _half(base: float, s: Statement) -> float:
    """Half of the last place of a number, of its second one at least, in the unit that it is reckoned in."""
    if not s.amount or s.measures[0][0] == COUNT:
        return 0.0
    place = 10.0 ** (math.floor(math.log10(abs(s.amount))) + 1 - max(2, s.digits))
    return abs(place / 2 * base / s.amount)


def _middle(ends: tuple[float, float]) -> float:
    return ends[1] if ends[0] <= -FAR else ends[0] if ends[1] >= FAR else (ends[0] + ends[1]) / 2


def _rounds(exact: float, rough: float, digits: int, fewer: int) -> bool:
    """``rough`` is ``exact`` rounded or cut to the digits that it has, which are fewer, but two at least."""
    if not 1 < fewer < digits:
        return False
    place = 10.0 ** (math.floor(math.log10(abs(rough))) + 1 - fewer)
    return abs(exact - rough) < place
