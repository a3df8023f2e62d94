"""How the period of one statement lies to that of another."""

import re
from typing import Literal

from kabar.facts.statement import Interval, Statement

Places = Literal["equal", "inside", "around", "overlap", "apart", "unknown"]
_DIGITS = re.compile(r"[\dX]{3,4}(?:-[\dX]{2}){0,2}(?:T|$)")  # years, months and days of TIMEX3
_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_BEGAN = frozenset((None, "ON_OR_AFTER"))


def places(a: Statement, b: Statement) -> Places:
    """How the period of the first lies to the other's; ``unknown`` where one has none."""
    if a.days is None or b.days is None:
        return _written(a.when or "", b.when or "")
    if a.days == b.days or (a.when == b.when and _one_end(a, b)):
        return "equal"
    if _inside(a.days, b.days):
        return "inside"
    if _inside(b.days, a.days):
        return "around"
    return "apart" if a.days[1] < b.days[0] or b.days[1] < a.days[0] else "overlap"


def _one_end(a: Statement, b: Statement) -> bool:
    """Two times with one value leave the same end open; what happened on a day, and what began on it, are one."""
    return a.modifier == b.modifier or (a.kind == "event" and {a.modifier, b.modifier} <= _BEGAN)


def _written(one: str, other: str) -> Places:
    """The same for values some of whose digits are unknown: these can be any."""
    if one == other:
        return "equal" if one and one != "PRESENT_REF" else "unknown"
    if _WEEKDAY.match(one) and _WEEKDAY.match(other):
        return "apart" if one[:10] != other[:10] else "inside" if len(one) > len(other) else "around"
    if not (_DIGITS.match(one) and _DIGITS.match(other)):
        return "unknown"
    fits = all(x == y or "X" in (x, y) for x, y in zip(one[:10], other[:10], strict=False))
    return (
        "apart" if not fits else "inside" if len(one) > len(other) else "around" if len(one) < len(other) else "equal"
    )


def _inside(one: Interval, other: Interval) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
