"""Which money a mark with several bearers stands for: yen and yuan share one, rupees are of five countries."""

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Measure, Units
from kabar.frozen import replace
from kabar.lexing import Tokens, words_of


class Contexts:
    """Settles the money of a draft by the names of countries around it."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._by_name: dict[str, list[tuple[str, frozenset[str], frozenset[str]]]] = {}
        for context in table.contexts:
            units.check(context.unit)
            row = context.unit, frozenset(context.words), frozenset(context.against)
            for name in context.names:
                self._by_name.setdefault(words_of(name)[-1], []).append(row)

    def settle(self, tokens: Tokens, draft: Draft, first: int) -> None:
        """Change the money where the sentence names another bearer before the value, or the page only others."""
        measure = draft.measure
        if measure is None or measure.kind != "currency":
            return
        at = draft.number.first - 1 if draft.first < draft.number.first else draft.stop - 1
        rows = self._by_name.get(tokens.norm[at])
        if rows is not None:
            draft.measure = self._chosen(tokens, measure, rows, draft, first)

    def _chosen(
        self,
        tokens: Tokens,
        measure: Measure,
        rows: list[tuple[str, frozenset[str], frozenset[str]]],
        draft: Draft,
        first: int,
    ) -> Measure:
        norm = tokens.norm
        for at in range(min(len(norm), draft.stop + 6) - 1, first - 1, -1):
            for unit, words, against in rows:
                if norm[at] in words:
                    return replace(measure, unit=unit)
                if norm[at] in against:
                    return measure
        for unit, words, against in rows:
            if not words.isdisjoint(norm) and against.isdisjoint(norm):
                return replace(measure, unit=unit)
        return measure
