"""Particles and signs that tell a direction: ``up 5%``, ``is back down to 5``, ``+5%``; not ``set up 5``."""

from kabar.find.quantities.cues import Cues
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexing import Tokens

_BETWEEN = "VTEGNP"  # what may not stand between a particle and its number: ended up winning 5, plus margin 5%
_PHYSICAL = "physical"


class Particles:
    """Says whether a particle rules a number."""

    def __init__(self, table: UnitsTable, cues: Cues) -> None:
        self._cues, self._closes = cues, frozenset(table.closes)
        self._linked = frozenset((*table.level, *table.from_, *table.by))
        self._for = frozenset(table.concepts.for_)

    def govern(self, tokens: Tokens, tags: str, draft: Draft, at: int, gap: list[int], lead: str, points: bool) -> bool:
        """Whether the particle at token ``at`` is about the draft; ``gap`` are the tokens between, ``lead`` is the
        word that links the number, ``points`` says that it is a percentage or in points."""
        mark = not tokens.norm[at].isalpha()
        if mark and draft.unit is None:
            return False  # larger than +22
        physical = draft.measure is not None and draft.measure.kind == _PHYSICAL
        if mark and self._is_joined(tokens, tags, at):
            return False
        if not mark and not points and not physical and self._is_phrasal(tokens, tags, at, draft, lead):
            return False  # set up a $5m fund, ended up owning 5
        near = len(gap) <= 1 + (draft.number.form == "fraction")  # up by a third
        near = near and not any(tags[i] in _BETWEEN or tokens.norm[i] in self._for for i in gap)
        near = near and not self._is_bound(tokens, tags, at)
        return near and not (mark and not points and not tokens.glued(at + 1))  # 8 GB + 2 GB

    def _is_joined(self, tokens: Tokens, tags: str, at: int) -> bool:
        """Whether a sign adds to the amount before it: ``15%+5%``, ``6GB+12GB``, ``35% + 40%``."""
        if not at or not tokens.glued(at):
            return at > 0 and not tokens.glued(at + 1) and tags[at - 1] in "M*"
        amount = at > 1 and tags[at - 2] == "M" and tokens.glued(at - 1)
        return amount or tokens.norm[at - 1][-1].isdecimal() or tokens.norm[at - 1] in ("%", ")")

    def _is_bound(self, tokens: Tokens, tags: str, at: int) -> bool:
        """``runs at up | to about 14``: the particle only opens a bound, no word before it tells of a move."""
        if not self._cues.binds(tokens, at):
            return False
        told = self._cues.tells(tokens.norm[at - 1]) or self._cues.climbs(tokens.norm[at - 1])
        return not (told or tags[at - 1] in ",X" or tokens.norm[at - 1] in self._closes)

    def _is_phrasal(self, tokens: Tokens, tags: str, at: int, draft: Draft, lead: str) -> bool:
        """Whether a particle belongs to the verb before it, which tells of no growth (``set up 5``, ``shot down 5``);
        behind ``went up``, ``was up``, or before a level, it tells of it."""
        verb = at > 0 and tags[at - 1] in "VTEG" and tokens.norm[at - 1] not in self._closes
        if not verb or lead in self._linked:
            return False
        counted = draft.measure is None and draft.noun is not None  # shot down 12 drones
        return not (self._cues.tells(tokens.norm[at - 1]) or (self._cues.climbs(tokens.norm[at - 1]) and not counted))
