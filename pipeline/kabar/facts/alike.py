"""How alike the words of two statements are, and how near the days on which they were printed."""

import math

from kabar.facts.statement import Statement

LOW, HALF, MOST = 0.15, 0.35, 0.7  # steps of the share of common words
FEW = 3  # days within which two articles report of one moment
_TWO = 10  # the least number of two digits


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Common words as a part of those of the shorter sentence, of at least three."""
    if not one or not other:
        return 0.0
    return len(one & other) / max(3, min(len(one), len(other)))


def within(one: frozenset[int], other: frozenset[int]) -> bool:
    """The words of one are among those of the other, and neither has none."""
    return bool(one and other) and (one <= other or other <= one)


def days_apart(a: Statement, b: Statement) -> float:
    """Days between the articles of two statements; infinite where a day is not known."""
    return math.inf if a.published is None or b.published is None else abs(a.published - b.published)


def one_moment(a: Statement, b: Statement) -> bool:
    """Two articles report of one moment."""
    return days_apart(a, b) <= FEW


def told_in_common(a: Statement, b: Statement) -> frozenset[float]:
    """The other numbers that both sentences tell, of two digits at least: smaller ones are common by chance."""
    return frozenset(x for x in a.beside if abs(x) >= _TWO and x in b.beside)


def elsewhere(a: Statement, b: Statement) -> bool:
    """The sentences name places of one kind, two countries or two provinces, and none in common."""
    one, other = _ranked(a), _ranked(b)
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())


def _ranked(s: Statement) -> dict[str, set[str]]:
    """The places of a sentence by their kind."""
    found: dict[str, set[str]] = {}
    for land in s.lands:
        found.setdefault(land.partition(" ")[0], set()).add(land)
    return found
