"""Bounds of the drafts of a sentence: ``more than 5``, ``5 or more``, ``up to 50 percent``."""

from kabar.find.quantities.cues import BoundMatch, Cues
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Units
from kabar.lexing import Tokens

_SPEED = "speed"
_TELLS = frozenset("VTE")  # classes of a verb of a clause that a pronoun begins
_MANY = 100  # things from here on have no place


class Bounds:
    """Gives the drafts their comparison."""

    def __init__(self, table: UnitsTable, cues: Cues, units: Units) -> None:
        self._cues, self._units = cues, units
        self._up_to, self._nearby = frozenset(table.up_to), frozenset(table.nearby)
        self._around = {word for bound in table.bounds if bound.comparison == "~" for word in bound.before}

    def read(self, tokens: Tokens, tags: str, draft: Draft, floor: int, before: Draft | None) -> None:
        """The comparison of a draft; ``before`` is the one before it in the sentence, which ends at ``floor``."""
        marked = self._cues.is_target(tokens, max(draft.last, draft.stop) - 1) or self._cues.is_target(
            tokens, draft.stop
        )
        found = self._cues.before(tokens, draft.first, floor, marked)
        if found is not None and self._bounds_nothing(tokens, tags, draft, found, before):
            found = None
        if found is not None:
            draft.begin, draft.comparison = found.at, found.comparison
        elif draft.number.approximate:
            draft.comparison = "~"
        if draft.comparison == "=":
            for at in (draft.number.stop, draft.stop, max(draft.last, draft.stop)):
                starts = at < len(tags) and tokens.norm[at] in self._cues.starts
                behind = self._cues.after(tokens, tags, at) if starts else None
                if behind is not None:
                    draft.comparison, draft.last = behind.comparison, max(draft.last, behind.at)
                    break
        if draft.number.approximate and draft.comparison == "=":
            draft.comparison = "~"

    def close(self, tokens: Tokens, tags: str, live: list[Draft], floor: int) -> None:
        """``diskon hingga 50 persen``: a bound where nothing says from where, and no level is reached."""
        for k, draft in enumerate(live):
            if draft.high is not None and not draft.value and self._units.dimensions.get(draft.unit or "") == _SPEED:
                draft.flags.append("kind")  # from 0 to 100 km/h in 3 seconds
            at = draft.begin - 1
            if at < floor or tokens.norm[at] not in self._up_to or draft.comparison != "=" or draft.high is not None:
                continue
            kind = draft.measure.kind if draft.measure else "count"
            opened = k > 0 and (live[k - 1].role == "from" or at == max(live[k - 1].last, live[k - 1].stop))
            if opened or kind == "duration" or draft.number.form == "factor" or (at > floor and tags[at - 1] in "M*$"):
                continue
            if draft.change is None or kind == "percent":
                draft.comparison, draft.begin = "<=", at

    def _bounds_nothing(self, tokens: Tokens, tags: str, draft: Draft, found: BoundMatch, before: Draft | None) -> bool:
        """What looks like a bound of the draft says where or how long it is, what was surpassed, or compares it with
        the draft before: ``30%, lower than 35% last year``.
        """
        if found.comparison == ">" and self._spans(tags, draft, found.at):
            return True
        if self._is_place(tokens, draft, found.at) or (
            self._cues.surpasses(tokens, found.at) and self._known(tags, draft)
        ):
            return True
        if before is None or before.unit != draft.unit:
            return False
        aside = tokens.norm[max(before.stop, before.last) : found.at] in ([","], ["("], ["-"])
        return aside and self._cues.ends_in_than(tokens, found.at, draft.first)

    def _is_place(self, tokens: Tokens, draft: Draft, at: int) -> bool:
        """``near | two schools`` says where; ``near 5%``, ``near 10,000 people`` how many."""
        if draft.counted is not None and draft.value == 1 and draft.number.form == "article":
            return tokens.norm[draft.first - 1] in self._around  # it is not about | one person
        return draft.counted is not None and draft.value < _MANY and tokens.norm[at] in self._nearby

    def _spans(self, tags: str, draft: Draft, at: int) -> bool:
        """``over three years`` says how long, ``for over three years`` bounds it."""
        lasting = draft.measure is not None and draft.measure.kind == "duration" and tags[at] == "I"
        return lasting and draft.first - at == 1 and (at == 0 or tags[at - 1] not in "IOX")

    def _known(self, tags: str, draft: Draft) -> bool:
        """`topping 41,000 vans it sold in May`: a clause tells the number itself, which is what is surpassed."""
        at = max(draft.last, draft.stop)
        at += tags[at : at + 1] == "S"
        return tags[at : at + 1] == "R" and tags[at + 1 : at + 2] in _TELLS
