"""Which unit a mark with several bearers stands for: yen and yuan share one, rupees are of five countries, and the M of
an earthquake is no metre."""

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Measure, Units
from kabar.frozen import replace
from kabar.lexing import Tokens, words_of

_BEFORE, _BEHIND = 6, 3  # tokens around a symbol in which it is said what is measured


class Contexts:
    """Settles the money of a draft by the names of countries around it."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._by_name: dict[str, list[tuple[str, frozenset[str], frozenset[str]]]] = {}
        self._by_symbol: dict[str, tuple[Measure, frozenset[str], int | None]] = {}
        for context in table.contexts:
            units.check(context.unit)
            row = context.unit, frozenset(context.words), frozenset(context.against)
            for name in context.names:
                self._by_name.setdefault(words_of(name)[-1], []).append(row)
            for symbol in context.symbols:
                measure = Measure(context.unit, units.kinds[context.unit])
                self._by_symbol[symbol] = measure, row[1], context.below

    def measures(self, tokens: Tokens, draft: Draft, first: int, stop: int) -> bool:
        """Give a bare number the symbol behind it (``5,4 M``) where the words around it, in the sentence of the tokens
        ``first`` to ``stop``, say what is measured; and say whether it did."""
        at = draft.stop
        symbol = self._by_symbol.get(tokens.word[at]) if at < stop else None
        if symbol is None or symbol[1].isdisjoint(tokens.norm[max(first, at - _BEFORE) : min(stop, at + _BEHIND)]):
            return False
        if symbol[2] is not None and not 0 < draft.value < symbol[2]:
            return False
        draft.measure, draft.stop, draft.last, draft.end = symbol[0], at + 1, at + 1, tokens.end[at]
        return True

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
