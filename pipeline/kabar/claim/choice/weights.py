"""The weights of one decision: sums of the integers of the features that a candidate has, and what they say.

Weights are in steps of 1/32. Sums of integers are the same on every machine, and ties go to the first. How
sure a choice is comes from the softmax of the sums, reckoned with integers, too.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from kabar.frozen import Frozen

SCALE: Final = 32  # steps of a weight in one unit of log-odds
SURE: Final = 1000  # all of the probability
_DEEP: Final = 14 * SCALE  # a candidate that far behind has no share
_POWERS: Final = tuple(round((1 << 20) * math.exp(-d / SCALE)) for d in range(_DEEP))
_AND: Final = "\t"  # between a feature of the context and the name of a candidate


class Choice(Frozen, frozen=True, gc=False):
    """Which candidate won, and the share of each in the probability, of :data:`SURE`."""

    index: int
    odds: tuple[int, ...]

    @property
    def sure(self) -> int:
        """The share of the winner."""
        return self.odds[self.index]


class Weights:
    """The weights of one decision. ``rows``: those of features that are crossed with the names of candidates."""

    def __init__(self, table: dict[str, int]) -> None:
        self._plain: dict[str, int] = {}
        self._rows: dict[str, dict[str, int]] = {}
        for feature, weight in table.items():
            context, mark, name = feature.rpartition(_AND)
            if mark:
                self._rows.setdefault(context, {})[name] = weight
            else:
                self._plain[feature] = weight

    def score(self, features: Iterable[str]) -> int:
        """The sum of the weights of features, each once; unknown ones weigh nothing."""
        get, total = self._plain.get, 0
        for feature in set(features):
            total += get(feature, 0)
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

    def context(self, features: Iterable[str], names: Sequence[str]) -> list[int]:
        """The sums of the features of a context, crossed with each name."""
        totals = dict.fromkeys(names, 0)
        for feature in set(features):
            row = self._rows.get(feature)
            if row is not None:
                for name, weight in row.items():
                    if name in totals:
                        totals[name] += weight
        return [totals[name] for name in names]


def _by_weight(row: tuple[str, int]) -> tuple[int, str]:
    return -abs(row[1]), row[0]


def crossed(context: Iterable[str], name: str) -> list[str]:
    """The features of a context for one name, as the weights of it are written."""
    return [feature + _AND + name for feature in context]


def chosen(scores: Sequence[int]) -> Choice:
    """The first of the highest sums, and the shares of all in the probability."""
    high = max(scores)
    powers = [_POWERS[high - s] if high - s < _DEEP else 0 for s in scores]
    total = sum(powers)
    return Choice(scores.index(high), tuple([SURE * p // total for p in powers]))
