"""The judge: the heaviest candidate of each decision wins, by the weights of its features.

The weights lie in ``models/weights/*.tsv``, a line a feature, made by ``scripts/train.py``.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path

from kabar.claim.choice.weights import SCALE, SURE, Choice, Feature, Weights, chosen, crossed, spelled
from kabar.errors import ModelError

__all__ = ["SCALE", "SURE", "Choice", "Judge", "Watching", "Weights", "chosen", "load"]


class Judge:
    """All decisions. ``anchor`` (a character of the document) only says which value or time a choice is about."""

    def __init__(self, tables: dict[str, dict[str, int]]) -> None:
        self._tables = {name: Weights(table) for name, table in tables.items()}
        self._none = Weights({})

    def weights(self, decision: str) -> Weights:
        """The weights of a decision; none where it was never learned."""
        return self._tables.get(decision, self._none)

    def known(self, decision: str, key: str) -> Container[str]:
        """The values of ``key=value`` that the features of a decision need be written for."""
        return self.weights(decision).known(key)

    def pick(
        self, decision: str, anchor: int, candidates: Iterable[object], features: Sequence[list[Feature]]
    ) -> Choice:
        """The best of some candidates by their own features; ``candidates`` are for those who watch."""
        return chosen(self.weights(decision).each(features))

    def sure(self, decision: str, anchor: int, claim: object, features: list[Feature]) -> int:
        """How sure it is that something of a claim is right, beside that it is not, for which nothing speaks."""
        return self.weights(decision).share(features)

    def select(
        self,
        decision: str,
        anchor: int,
        candidates: Iterable[object],
        first: Sequence[list[Feature]],
        more: Callable[[int], list[Feature]],
    ) -> Choice:
        """The best of many candidates: what falls far behind by its ``first`` features is not asked for ``more``."""
        return chosen(self.weights(decision).scores(first, more))

    def name(
        self, decision: str, anchor: int, names: Sequence[str], context: list[Feature], own: Mapping[str, list[Feature]]
    ) -> Choice:
        """The best of some names, by the features of the context crossed with each name and by its ``own`` ones."""
        return chosen(self.weights(decision).names(names, context, own))


class _Everything(Container[str]):
    def __contains__(self, value: object) -> bool:
        return True


class Watching(Judge):
    """A judge that shows every choice to :meth:`watch`: each candidate with all its features, as weights have them."""

    def known(self, decision: str, key: str) -> Container[str]:
        """All values: who watches sees what weighs nothing, too."""
        return _Everything()

    def pick(
        self, decision: str, anchor: int, candidates: Iterable[object], features: Sequence[list[Feature]]
    ) -> Choice:
        """The choice among some candidates, seen."""
        choice = super().pick(decision, anchor, candidates, features)
        return self.watch(decision, anchor, list(candidates), [*map(spelled, features)], choice)

    def sure(self, decision: str, anchor: int, claim: object, features: list[Feature]) -> int:
        """The choice between right and not right, seen."""
        return self.pick(decision, anchor, (claim, None), [features, []]).odds[0]

    def select(
        self,
        decision: str,
        anchor: int,
        candidates: Iterable[object],
        first: Sequence[list[Feature]],
        more: Callable[[int], list[Feature]],
    ) -> Choice:
        """The choice among many candidates, seen."""
        choice = super().select(decision, anchor, candidates, first, more)
        rows = [spelled([*own, *more(i)]) for i, own in enumerate(first)]
        return self.watch(decision, anchor, list(candidates), rows, choice)

    def name(
        self, decision: str, anchor: int, names: Sequence[str], context: list[Feature], own: Mapping[str, list[Feature]]
    ) -> Choice:
        """The choice among some names, seen."""
        choice = super().name(decision, anchor, names, context, own)
        around = spelled(context)
        rows = [[*spelled(own.get(name, [])), *crossed(around, name)] for name in names]
        return self.watch(decision, anchor, names, rows, choice)

    def watch(
        self, decision: str, anchor: int, candidates: Sequence[object], rows: Sequence[Sequence[str]], choice: Choice
    ) -> Choice:
        """See a choice; what is returned holds."""
        raise NotImplementedError


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
