"""Nouns that stand elsewhere: of a tally before the number, of the whole before its part, and numbers said twice."""

from collections.abc import Sequence
from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.nouns import Nouns
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Measure
from kabar.frozen import replace
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, words_of
from kabar.record import UnitKind

_ONE, _TWO = Decimal(1), Decimal(2)
_AMONG = 3  # tokens of the words behind which a part is told
_OPENS = (",", ";", "(")
_REACH = 12  # tokens between what is tallied and its number


def restated(tokens: Tokens, numbers: Sequence[Number]) -> list[Number]:
    """``3 (three) rooms``: a number that is said again in brackets is one, its noun stands behind them."""
    out: list[Number] = []
    for number in numbers:
        one = out[-1] if out else None
        if one is not None and number.value == one.value and _is_bracketed(tokens, one, number):
            out[-1] = replace(one, stop=number.stop + 1)
        else:
            out.append(number)
    return out


def _is_bracketed(tokens: Tokens, one: Number, two: Number) -> bool:
    """Whether a number alone stands in brackets behind another."""
    if two.first != one.stop + 1 or two.stop != two.first + 1 or two.stop >= len(tokens):
        return False
    return tokens.norm[one.stop] == "(" and tokens.norm[two.stop] == ")"


class Ellipses:
    """Completes numbers that no noun and no unit stands behind."""

    def __init__(self, table: UnitsTable, nouns: Nouns, kinds: dict[str, UnitKind]) -> None:
        self._nouns = nouns
        self._ones = {
            words_of(words): Measure(code, kinds[code]) for code, ones in table.ones.items() for words in ones
        }
        self._or = frozenset(word for word in table.alternatives if word.isalpha()) - frozenset(table.range_and)
        self._totals: Lexicon[bool] = Lexicon((words, True) for words in table.totals)
        for words in table.totals_known:
            self._totals.add(words, False)
        self._among: Lexicon[bool] = Lexicon((words, True) for words in table.among)
        self._links = frozenset((*table.level, *table.by, *table.from_, *table.attains))
        self._fillers = frozenset(table.fillers)

    def complete(self, tokens: Tokens, tags: str, drafts: list[Draft], floor: int) -> None:
        """Give the bare drafts of a sentence that begins at ``floor`` what they count."""
        for k, draft in enumerate(drafts):
            bare = draft.unit is None and draft.noun is None and not draft.swallowed
            if not bare or draft.number.form in ("fraction", "factor") or draft.value % 1:
                continue
            if self._counts_on(tokens, draft):
                continue
            behind = draft.stop < len(tokens) and self._among.at(tokens.norm, draft.stop) is not None
            if behind or self._opened(tokens, draft.begin, floor):
                self._part(draft, drafts[:k])
                continue
            self._total(tokens, tags, draft, max((d.stop for d in drafts[:k]), default=floor))

    def _counts_on(self, tokens: Tokens, draft: Draft) -> bool:
        """``a week or | two``: from the one that an article tells to the number."""
        at = draft.begin - 1
        if draft.begin != draft.number.first or at < 2 or tokens.norm[at] not in self._or or draft.value != _TWO:
            return False
        for first in (at - 1, at - 2):
            measure = self._ones.get(tuple(tokens.norm[first:at]))
            if measure is not None:
                draft.measure, draft.value, draft.high = measure, _ONE, draft.value
                draft.first = draft.begin = first
                draft.start = tokens.start[first]
                return True
        return False

    def _opened(self, tokens: Tokens, at: int, floor: int) -> bool:
        """``80 people, of whom | 14 were charged``: the words behind which a part is told open a clause."""
        for first in range(max(floor, at - _AMONG), at):
            among = self._among.at(tokens.norm, first)
            if among is not None and among.stop == at:
                return first > floor and tokens.norm[first - 1] in _OPENS
        return False

    def _part(self, draft: Draft, before: list[Draft]) -> None:
        """``13 sites, | four of them``: of the only thing that more were counted of before."""
        wholes = [d for d in before if d.counted and (d.high or d.value) > draft.value]
        if wholes and len({d.counted for d in wholes}) == 1:
            draft.count_like(wholes[-1].counted, wholes[-1].noun, "generic" in wholes[-1].flags)

    def _total(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> None:
        """``the number of teams rose | to 34``, ``jumlah pelanggan mencapai | 5 juta``."""
        at = draft.begin - 1
        while at > floor and tokens.norm[at] in self._fillers and tokens.norm[at] not in self._links:
            at -= 1
        if at <= floor or not (tokens.norm[at] in self._links or tags[at] == "X"):
            return
        for first in range(at - 1, max(floor, at - _REACH) - 1, -1):
            if tags[first] in ".,()n":
                return
            total = self._totals.at(tokens.norm, first)
            if total is not None and total.stop < at:
                found = self._nouns.after(tokens, tags, total.stop, at, False)
                if found is not None and (total.entry or found.known):
                    draft.count_like(found.unit, (found.first, found.stop), found.generic)
                return
