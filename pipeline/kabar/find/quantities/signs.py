"""Signs in front of a value."""

from decimal import Decimal

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexing import Tokens


class Signs:
    """Reads the sign of a draft."""

    def __init__(self, table: UnitsTable) -> None:
        self._signs = frozenset(table.signs)
        self._words = self._signs - {"-"}
        self._margins = frozenset(table.margins)

    def read(self, tokens: Tokens, draft: Draft, floor: int) -> None:
        """``minus 5``, ``-5``, ``minus Rp 1.896``, ``$-5``; a hyphen between words is no sign."""
        norm = tokens.norm
        for at in {draft.first - 1, draft.number.first - 1}:
            follows = floor > 0 and at == floor and tokens.norm[floor - 1][0].isdecimal()  # 75 -300mm
            if at < floor or norm[at] not in self._signs or follows:
                continue
            if norm[at] in self._words and not self._margins.isdisjoint(norm[max(floor, at - 2) : at]):
                continue  # plus or minus 3 points
            tied = at > 0 and at < draft.first and self._tied(tokens, at)
            if norm[at] == "-" and (not tokens.glued(at + 1) or tied):
                word = at - 1 >= floor and norm[at - 1] in self._signs and norm[at - 1] != "-"
                if not word:
                    continue
                at -= 1
            if draft.measure is not None and draft.measure.unit == "%" and self._is_fall(tokens, draft, at):
                draft.change = "decrease"  # ringgit minus 0,3 persen
                return
            draft.value = Decimal(-draft.value)
            if at < draft.first:
                draft.first, draft.start = at, tokens.start[at]
            return
        if draft.first - 3 >= floor and norm[draft.first - 1] == ")" and norm[draft.first - 2] in self._words:
            draft.value = Decimal(-draft.value)  # (minus) Rp 1.818
            return
        if draft.first - 2 >= floor and norm[draft.first - 1] == "-" and norm[draft.first - 2] in self._words:
            draft.value, draft.first = Decimal(-draft.value), draft.first - 2
            draft.start = tokens.start[draft.first]

    def _is_fall(self, tokens: Tokens, draft: Draft, sign: int) -> bool:
        """Whether a sign before a percentage tells a fall: the word, or a bracket of its own (``(-2.8 percent)``)."""
        bracket = sign > 0 and tokens.norm[sign - 1] == "(" and tokens.norm[draft.stop : draft.stop + 1] == [")"]
        return tokens.norm[sign] in self._words or bracket

    def _tied(self, tokens: Tokens, at: int) -> bool:
        """Whether a hyphen touches a word or number before it."""
        return tokens.glued(at) and tokens.norm[at - 1] not in "(["
