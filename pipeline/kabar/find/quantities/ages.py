"""Ages that their neighbourhood gives away: ``Siti (32 tahun)``, ``a man, 45,``, ``children under 5 years``."""

from itertools import pairwise

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_AGE = "age"
_OLDEST = 120
_MARKS = (("(", ")"), (",", ","), (",", "."))


class Ages:
    """Flags the drafts of a sentence that tell how old somebody is."""

    def __init__(self, table: UnitsTable) -> None:
        self._words = frozenset(table.aged)
        self._people = frozenset(table.aged_nouns)
        self._turns = frozenset(table.turns)
        self._lists = frozenset((*table.alternatives, *table.range_and, *table.range_to))
        self._bounds = frozenset(word for bound in table.bounds for word in bound.before)
        self._postposed = table.noun_first
        self._of = frozenset(table.partitive)
        self._cohorts: Lexicon[bool] = Lexicon((words, True) for words in table.cohorts)

    def flag(self, tokens: Tokens, drafts: list[Draft]) -> None:
        """Look at each number that may be an age; one that is listed behind an age is one too."""
        for draft in drafts:
            if _AGE not in draft.flags and self._may_be(draft) and self._is_age(tokens, draft):
                draft.flags = [*draft.flags, _AGE]
        for one, two in pairwise(drafts):
            if _AGE in one.flags and _AGE not in two.flags and two.noun is None and self._follows(two):
                gap = tokens.norm[one.last : two.begin]
                if 0 < len(gap) <= 2 and all(word in self._lists for word in gap):
                    two.flags = [*two.flags, _AGE]
                    two.measure = two.measure or one.measure
                    if one.stop == one.number.stop:
                        one.measure = two.measure  # berusia 6 sampai 23 bulan

    def _follows(self, draft: Draft) -> bool:
        """Whether it may be the second end of an age, which months or weeks may tell as well."""
        return self._may_be(draft) or (draft.measure is not None and draft.measure.kind == "duration")

    def _may_be(self, draft: Draft) -> bool:
        years = draft.measure is None or draft.measure.unit == "a"
        return years and draft.change is None and 0 < draft.value < _OLDEST

    def _is_age(self, tokens: Tokens, draft: Draft) -> bool:
        """A name or person before it, with marks around it, with a bound, or directly before it; or a birthday."""
        norm, first, stop = tokens.norm, draft.first, max(draft.stop, draft.number.stop)
        if draft.measure is None and stop < len(norm) and self._cohorts.at(norm, stop) is not None:
            return True  # the 15-24 age group
        if first < 2:
            return False
        marked = stop < len(norm) and (norm[first - 1], norm[stop]) in _MARKS
        if marked:
            named = draft.measure is not None and tokens.word[first - 2][0].isupper()
            return named or norm[first - 2] in self._people
        of = norm[first - 1] in self._of and norm[first - 2] in self._words
        if draft.measure is None and not of:
            young = draft.begin < first and draft.unit is None and norm[draft.begin - 1] in self._people
            return young or (draft.unit is None and draft.begin == first and norm[first - 1] in self._turns)
        bound = draft.begin < first or norm[first - 1] in self._bounds
        at = min(draft.begin, first - bound) - 1
        before = norm[at - (at > 0 and norm[at] in self._of)]
        return before in self._words or (before in self._people and (bound or self._postposed))
