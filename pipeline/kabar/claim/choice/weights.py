"""The weights of one decision: sums of the integers of the features that a candidate has, and what they say.

A candidate is described by features, and by groups of them: a function and the few small values that it writes
features of. A text brings the same groups again and again, so their sums are remembered, and no feature is written for
them; who watches the judge sees the features of a group as it writes them. No feature is in two groups of a candidate.

Weights are in steps of 1/32. Sums of integers are the same on every machine, and ties go to the first. How
sure a choice is comes from the softmax of the sums, reckoned with integers, too.
"""

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any, Final

from kabar.frozen import Frozen

SCALE: Final = 32  # steps of a weight in one unit of log-odds
SURE: Final = 1000  # all of the probability
_DEEP: Final = 14 * SCALE  # a candidate that far behind has no share
_POWERS: Final = tuple(round((1 << 20) * math.exp(-d / SCALE)) for d in range(_DEEP))
_AND: Final = "\t"  # between a feature of the context and the name of a candidate
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
        self._plain: dict[str, int] = {}
        self._rows: dict[str, dict[str, int]] = {}
        for feature, weight in table.items():
            context, mark, name = feature.rpartition(_AND)
            if mark:
                self._rows.setdefault(context, {})[name] = weight
            else:
                self._plain[feature] = weight
        self._sums: dict[Group, int] = {}
        self._crossed: dict[Group, dict[str, int]] = {}
        self._values: dict[str, set[str]] = {}

    def known(self, key: str) -> Container[str]:
        """The values of ``key=value`` that any feature has: what has another value weighs nothing by it."""
        if not self._values:
            for feature in (*self._plain, *self._rows):
                for part in feature.split(" "):
                    name, mark, value = part.partition("=")
                    if mark:
                        self._values.setdefault(name, set()).add(value)
        return self._values.get(key, _NOTHING)

    def score(self, features: list[Feature]) -> int:
        """The sum of the weights of features, each once; unknown ones weigh nothing."""
        total = 0
        for feature in features:
            if isinstance(feature, tuple):
                known = self._sums.get(feature)
                total += self._summed(feature) if known is None else known
            else:
                total += self._plain.get(feature, 0)
        return total

    def scores(self, first: Sequence[list[Feature]], more: Callable[[int], list[Feature]]) -> list[int]:
        """The sums of candidates by their ``first`` features and by ``more`` of them, which are asked for only where
        the first ones leave a candidate near the best (of 3,060 choices one became another by that)."""
        sums = [self.score(own) for own in first]
        least = max(sums) - FAR
        return [n + self.score(more(i)) if n >= least else NEVER for i, n in enumerate(sums)]

    def _summed(self, group: Group) -> int:
        """The sum of a group, kept."""
        total = sum([self._plain.get(feature, 0) for feature in set(spelled([group]))])
        if len(self._sums) >= self._most:
            self._sums.clear()
        self._sums[group] = total
        return total

    def heaviest(self, features: Iterable[str], most: int) -> list[tuple[str, int]]:
        """The features that weigh most, for or against, with their weights."""
        known = [(feature, self._plain[feature]) for feature in set(features) if feature in self._plain]
        for feature in set(features):
            context, mark, name = feature.rpartition(_AND)
            weight = self._rows.get(context, {}).get(name) if mark else None
            if weight is not None:
                known.append((feature, weight))
        return sorted(known, key=_by_weight)[:most]

    def names(self, names: Sequence[str], context: list[Feature], own: Mapping[str, list[Feature]]) -> list[int]:
        """The sums of names by the features of the context, crossed with each, and by their own."""
        totals = dict.fromkeys(names, 0)
        for feature in dict.fromkeys(context):
            row = self._row(feature) if isinstance(feature, tuple) else self._rows.get(feature)
            if row is not None:
                for name, weight in row.items():
                    if name in totals:
                        totals[name] += weight
        for name, features in own.items():
            totals[name] += self.score(features)
        return [totals[name] for name in names]

    def _row(self, group: Group) -> dict[str, int]:
        """The sums of a group for each name that it speaks for or against, kept."""
        known = self._crossed.get(group)
        if known is None:
            known = {}
            for feature in set(spelled([group])):
                for name, weight in self._rows.get(feature, {}).items():
                    known[name] = known.get(name, 0) + weight
            if len(self._crossed) >= self._most:
                self._crossed.clear()
            self._crossed[group] = known
        return known


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


def chosen(scores: Sequence[int]) -> Choice:
    """The first of the highest sums, and the shares of all in the probability."""
    high = max(scores)
    powers = [_POWERS[high - s] if high - s < _DEEP else 0 for s in scores]
    total = sum(powers)
    return Choice(scores.index(high), tuple([SURE * p // total for p in powers]))
