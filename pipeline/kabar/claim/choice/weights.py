"""The weights of one decision: sums of the integers of the features that a candidate has, and what they say.

A candidate is described by features, and by groups of them: a function and the few small values that it writes
features of. A text brings the same groups again and again, so their sums are remembered, and no feature is written for
them; who watches the judge sees the features of a group as it writes them. No feature is in two groups of a candidate.
Where values seldom come again the features themselves are given: to look them up costs less than a sum that is new.

Weights are in steps of 1/32. Sums of integers are the same on every machine, and ties go to the first. How
sure a choice is comes from the softmax of the sums, reckoned with integers, too.
"""

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from struct import unpack
from typing import Any, Final

from kabar.frozen import Frozen

SCALE: Final = 32  # steps of a weight in one unit of log-odds
SURE: Final = 1000  # all of the probability
_DEEP: Final = 14 * SCALE  # a candidate that far behind has no share
_POWERS: Final = tuple(round((1 << 20) * math.exp(-d / SCALE)) for d in range(_DEEP))
_AND: Final = "\t"  # between a feature of the context and the name of a candidate
_LANE: Final = 32  # bits of a sum that lies beside others in one number: they are added all at once
_HALF: Final = 1 << (_LANE - 1)
_NOTHING: Final[frozenset[str]] = frozenset()
FAR: Final = 3 * SCALE  # behind the best by its first features, a candidate is looked at no further
NEVER: Final = -1 << 30  # the sum of one that is not
_MOST: Final = 1 << 15  # groups of a decision that are remembered; those of some hundred articles

Group = tuple[Any, ...]  # a function of small values that returns a list of features, and those values
Feature = str | Group


class Choice(Frozen, frozen=True, gc=False):
    """Which candidate won, and the share of each in the probability, of :data:`SURE`."""

    index: int
    odds: tuple[int, ...]

    @property
    def sure(self) -> int:
        """The share of the winner."""
        return self.odds[self.index]


class Weights:
    """The weights of one decision; ``most`` groups are remembered."""

    def __init__(self, table: dict[str, int], most: int = _MOST) -> None:
        self._most = most
        self._table = table
        self._lanes: dict[str, int] = {}  # the place of each name in a row
        self._rows: dict[str, int] = {}  # by feature of the context: its weights for all names, side by side
        for feature, weight in table.items():
            context, mark, name = feature.rpartition(_AND)
            if mark:
                lane = self._lanes.setdefault(name, len(self._lanes))
                self._rows[context] = self._rows.get(context, 0) + (weight << (_LANE * lane))
        self._middle = sum([_HALF << (_LANE * lane) for lane in range(len(self._lanes))])
        self._sums: dict[Group, int] = {}
        self._crossed: dict[Group, int] = {}
        self._values: dict[str, set[str]] = {}

    def known(self, key: str) -> Container[str]:
        """The values of ``key=value`` that any feature has: what has another value weighs nothing by it."""
        if not self._values:
            for feature in self._table:
                for part in feature.partition(_AND)[0].split(" "):
                    name, mark, value = part.partition("=")
                    if mark:
                        self._values.setdefault(name, set()).add(value)
        return self._values.get(key, _NOTHING)

    def score(self, features: list[Feature]) -> int:
        """The sum of the weights of features, each once; unknown ones weigh nothing."""
        table, sums = self._table, self._sums
        total = 0
        for feature in features:
            if isinstance(feature, tuple):
                known = sums.get(feature)
                total += self._summed(feature) if known is None else known
            else:
                total += table.get(feature, 0)
        return total

    def each(self, features: Sequence[list[Feature]]) -> list[int]:
        """The sums of candidates by all their features."""
        return [self.score(own) for own in features]

    def share(self, features: list[Feature]) -> int:
        """The share of a candidate beside one that nothing speaks for, as :func:`chosen` reckons it."""
        score = self.score(features)
        own, other = _power(max(0, -score)), _power(max(0, score))
        return SURE * own // (own + other)

    def scores(self, first: Sequence[list[Feature]], more: Callable[[int], list[Feature]]) -> list[int]:
        """The sums of candidates by their ``first`` features and by ``more`` of them, which are asked for only where
        the first ones leave a candidate near the best (of 3,060 choices one became another by that)."""
        sums = [self.score(own) for own in first]
        least = max(sums) - FAR
        return [n + self.score(more(i)) if n >= least else NEVER for i, n in enumerate(sums)]

    def _summed(self, group: Group) -> int:
        """The sum of a group, kept."""
        features: list[str] = group[0](*group[1:])
        total = 0
        for feature in set(features):
            total += self._table.get(feature, 0)
        if len(self._sums) >= self._most:
            self._sums.clear()
        self._sums[group] = total
        return total

    def heaviest(self, features: Iterable[str], most: int) -> list[tuple[str, int]]:
        """The features that weigh most, for or against, with their weights."""
        known = [(feature, self._table[feature]) for feature in set(features) if feature in self._table]
        return sorted(known, key=_by_weight)[:most]

    def names(self, names: Sequence[str], context: list[Feature], own: Mapping[str, list[Feature]]) -> list[int]:
        """The sums of names by the features of the context, crossed with each, and by their own."""
        total = 0
        for feature in dict.fromkeys(context):
            row = self._row(feature) if isinstance(feature, tuple) else self._rows.get(feature)
            if row is not None:
                total += row
        lanes = self._apart(total)
        out: list[int] = []
        for name in names:
            lane = self._lanes.get(name)
            features = own.get(name)
            out.append((0 if lane is None else lanes[lane]) + (0 if features is None else self.score(features)))
        return out

    def _row(self, group: Group) -> int:
        """The sums of a group for all names, side by side, kept."""
        known = self._crossed.get(group)
        if known is None:
            known = 0
            for feature in set(spelled([group])):
                known += self._rows.get(feature, 0)
            if len(self._crossed) >= self._most:
                self._crossed.clear()
            self._crossed[group] = known
        return known

    def _apart(self, row: int) -> list[int]:
        """The sums of each name out of one number: every lane is wide enough for any sum, and made positive first."""
        data = (row + self._middle).to_bytes(len(self._lanes) * _LANE // 8, "little")
        return [lane - _HALF for lane in unpack(f"<{len(self._lanes)}I", data)]


def _by_weight(row: tuple[str, int]) -> tuple[int, str]:
    return -abs(row[1]), row[0]


def spelled(features: Iterable[Feature]) -> list[str]:
    """Features, those of groups written out."""
    out: list[str] = []
    for feature in features:
        if isinstance(feature, tuple):
            out += feature[0](*feature[1:])
        else:
            out.append(feature)
    return out


def crossed(context: Iterable[str], name: str) -> list[str]:
    """The features of a context for one name, as the weights of it are written."""
    return [feature + _AND + name for feature in context]


def _power(behind: int) -> int:
    """The weight in the softmax of a candidate that lies so far behind the best."""
    return _POWERS[behind] if behind < _DEEP else 0


def chosen(scores: list[int]) -> Choice:
    """The first of the highest sums, and the shares of all in the probability."""
    high = max(scores)
    powers: list[int] = []
    total = 0
    for score in scores:
        power = _power(high - score)
        powers.append(power)
        total += power
    return Choice(scores.index(high), tuple([SURE * power // total for power in powers]))
