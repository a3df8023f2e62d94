"""Bare numbers that count people, by what befell them or by the measure that counts them."""

from kabar.find.quantities.cues import Cues
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_COPULAS = 3  # words between a number and what befell those it counts (have been seriously)
_REACH = 12  # words between a measure and its number


class People:
    """Says whether a number without a noun counts people."""

    def __init__(self, table: UnitsTable, cues: Cues) -> None:
        self._cues, self.unit = cues, table.people
        self._rest, self._harms = frozenset(table.rest), frozenset(table.harms)
        self._harmed: Lexicon[bool] = Lexicon((words, True) for words in table.harmed)
        self._tolls = frozenset(table.tolls)
        self._links = frozenset((*table.level, *table.by, *table.from_))
        self._partitive = frozenset(table.partitive)

    def are_meant(self, tokens: Tokens, tags: str, draft: Draft, known: Draft | None, floor: int) -> bool:
        """``hurt 5,000``; ``600 were killed``; ``killed 12 soldiers and wounded 30 others``; ``the toll rose to 13``;
        ``known`` is the last quantity before, ``floor`` the first token of the sentence."""
        others = tokens.norm[draft.stop : draft.stop + 1]
        if others and others[0] in self._rest and known is not None and known.counted == self.unit:
            return True
        if draft.noun is not None or draft.per is not None:
            return False
        if draft.begin and tokens.norm[draft.begin - 1] in self._harms:
            return True
        if draft.value % 1:
            return False
        return self._are_harmed(tokens, tags, draft, known) or self._is_toll(tokens, draft, known, floor)

    def _are_harmed(self, tokens: Tokens, tags: str, draft: Draft, known: Draft | None) -> bool:
        """``600 were killed``, ``two hurt``; not of 20 cows that were counted before."""
        if known is not None and known.measure is None and known.counted != self.unit:
            return False
        at = draft.stop
        while tags[at : at + 1] in ("X", "A") and at < draft.stop + _COPULAS:
            at += 1
        told = self._harmed.at(tokens.norm, at) if at < len(tags) else None
        return told is not None and tags[told.stop : told.stop + 1] not in ("N", "P")

    def _is_toll(self, tokens: Tokens, draft: Draft, known: Draft | None, floor: int) -> bool:
        """``the death toll climbed | to 13``, ``a population of 5,000``."""
        if not draft.begin or (known is not None and known.counted):
            return False
        linked = self._cues.lead(tokens, draft.begin, floor) in self._links
        if not linked and tokens.norm[draft.begin - 1] not in self._partitive:
            return False
        return not self._tolls.isdisjoint(tokens.norm[max(floor, draft.begin - _REACH) : draft.begin])
