"""A conditional logit over the candidates of each decision, learned by AdaGrad in a fixed order.

Features are binary; several right candidates of a decision share the loss; every weight is drawn to zero (L2). A step may
leave out some features of its decision by chance while the others count for more (dropout; Srivastava et al. 2014), so
that no choice hangs on a few words that other articles do not have. All sums run in one order, and chance from a fixed
seed, so that the weights are the same each time; numpy only.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

STEP = 0.1  # AdaGrad: Duchi, Hazan and Singer 2011
SEED = 20240731  # of the order of the decisions
_NONE = np.zeros(0, dtype=np.int64)


class Features:
    """Features by number: millions of mentions of some hundred thousand of them are held as four bytes each."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.names: list[str] = []

    def numbers(self, features: Iterable[str]) -> "array[int]":
        """The numbers of features; new ones get the next."""
        known = self._numbers
        for new in [f for f in features if f not in known]:
            if known.setdefault(new, len(self.names)) == len(self.names):
                self.names.append(new)
        return array("i", [known[f] for f in features])


class Way(NamedTuple):
    """How a decision is learned: the decisions in which a feature has to occur, the pull of all weights to zero (L2),
    the passes over the decisions, and the share of its features that a step does without. Chosen by folds."""

    least: int
    pull: float
    epochs: int
    dropped: float


class Decision(NamedTuple):
    """One choice: the article it is from, the features of each candidate by number, and which candidates are right."""

    article: str
    features: "list[array[int]]"
    right: list[bool]


class _Case(NamedTuple):
    """A decision in numbers: the features it has, and for each feature of each candidate its place among them."""

    known: NDArray[np.int32]
    place: NDArray[np.int32]
    row: NDArray[np.int32]
    right: NDArray[np.float64]


class Problem:
    """All decisions of one kind, with the names of their features; those of which ``unknown`` holds are left out."""

    def __init__(self, decisions: Sequence[Decision], features: Features, way: Way, unknown: str | None = None) -> None:
        names = features.names
        counts = Counter(f for d in decisions for f in {f for own in d.features for f in own})
        known = [f for f, n in counts.items() if n >= way.least and not (unknown and names[f].startswith(unknown))]
        known.sort(key=names.__getitem__)
        self.names = [names[f] for f in known]
        index = np.full(len(names), -1, dtype=np.int64)
        index[known] = np.arange(len(known))
        self._cases = [_case(d, index) for d in decisions]
        self._way = way

    def learn(self, chosen: Sequence[int]) -> NDArray[np.float64]:
        """Weights from the decisions with the given indices; the mean of the later epochs."""
        way = self._way
        cases = [self._cases[i] for i in chosen if self._cases[i].right.any()]
        w, g = np.zeros(len(self.names)), np.full(len(self.names), 1e-2)
        mean = np.zeros(len(self.names))
        seen = np.ones(len(self.names))
        for case in cases:
            seen[case.known] += 1.0
        pull = way.pull / seen
        chance = np.random.RandomState(SEED)
        for epoch in range(way.epochs):
            for i in chance.permutation(len(cases)):
                kept = _kept(len(cases[i].known), way.dropped, chance)
                _step(cases[i], w, g, pull, kept)
            if epoch >= way.epochs // 2:
                mean += w
        return mean / (way.epochs - way.epochs // 2)


def _case(decision: Decision, index: NDArray[np.int64]) -> _Case:
    own = [np.unique(index[np.frombuffer(f, dtype=np.int32)]) if f else _NONE for f in decision.features]
    own = [columns[columns >= 0] for columns in own]
    known, place = np.unique(np.concatenate(own), return_inverse=True)
    row = np.repeat(np.arange(len(own), dtype=np.int32), [len(columns) for columns in own])
    right = np.array(decision.right, dtype=np.float64)
    return _Case(known.astype(np.int32), place.astype(np.int32), row, right)


def _kept(count: int, dropped: float, chance: np.random.RandomState) -> NDArray[np.float64]:
    """What each of some features counts for in a step: nothing where it is left out."""
    return (chance.random_sample(count) >= dropped) / (1 - dropped) if dropped else np.ones(count)


def _step(
    case: _Case, w: NDArray[np.float64], g: NDArray[np.float64], pull: NDArray[np.float64], kept: NDArray[np.float64]
) -> None:
    """One step of AdaGrad; ``kept`` is 0 for a feature that is left out, else what it counts for."""
    own = w[case.known]
    sums = np.bincount(case.row, weights=(own * kept)[case.place], minlength=len(case.right))
    powers = np.exp(sums - sums.max())
    good = powers * case.right
    slope = powers / powers.sum() - good / good.sum()
    drawn = np.bincount(case.place, weights=slope[case.row], minlength=len(case.known))
    change = drawn * kept + pull[case.known] * own
    g[case.known] += change * change
    w[case.known] = own - STEP * change / np.sqrt(g[case.known])
