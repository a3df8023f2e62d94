"""The judge: adds the weights of the features of each candidate; the heaviest candidate wins.

Weights are integers in steps of 1/32 (``models/weights/*.tsv``, a line a feature, made by ``scripts/train.py``): sums
of integers are the same on every machine, and ties go to the first. How sure a choice is comes from the softmax of the
sums, reckoned with integers, too.
"""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from kabar.errors import ModelError
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


class Judge:
    """All decisions. ``anchor`` (a character of the document) only says which value or time a choice is about."""

    def __init__(self, tables: dict[str, dict[str, int]]) -> None:
        self._tables = {name: Weights(table) for name, table in tables.items()}
        self._none = Weights({})

    def pick(
        self, decision: str, anchor: int, candidates: Sequence[object], features: Sequence[Sequence[str]]
    ) -> Choice:
        """The best of some candidates by their own features."""
        weights = self._tables.get(decision, self._none)
        return chosen([weights.score(own) for own in features])

    def name(
        self,
        decision: str,
        anchor: int,
        names: Sequence[str],
        context: Sequence[str],
        features: Sequence[Sequence[str]],
    ) -> Choice:
        """The best of some names, by the features of the context crossed with each name and by its own ones."""
        weights = self._tables.get(decision, self._none)
        sums = weights.context(context, names)
        return chosen([a + weights.score(own) for a, own in zip(sums, features, strict=True)])


def crossed(context: Iterable[str], name: str) -> list[str]:
    """The features of a context for one name, as the weights of it are written."""
    return [feature + _AND + name for feature in context]


def chosen(scores: Sequence[int]) -> Choice:
    """The first of the highest sums, and the shares of all in the probability."""
    high = max(scores)
    powers = [_POWERS[high - s] if high - s < _DEEP else 0 for s in scores]
    total = sum(powers)
    return Choice(scores.index(high), tuple([SURE * p // total for p in powers]))


def load(paths: Iterable[Path]) -> dict[str, dict[str, int]]:
    """The weights of all decisions: a table a file, named by it. Raises ModelError with file and line."""
    return {path.stem: _table(path) for path in paths}


def _table(path: Path) -> dict[str, int]:
    out: dict[str, int] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot be read: {error}", str(path), "restore the file, or make it by scripts/train.py"
        ) from None
    for n, line in enumerate(lines, start=1):
        feature, mark, weight = line.rpartition("\t")
        if not mark or not weight.lstrip("-").isdigit():
            raise ModelError(
                "no weight: a feature, a tab, an integer", f"{path}:{n}", "make it anew by scripts/train.py"
            )
        out[feature] = int(weight)
    return out
