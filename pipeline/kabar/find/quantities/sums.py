"""One value in two parts: ``3 dollars 50 cents``, ``6 feet 2 inches``, ``2 tahun 6 bulan``."""

from decimal import Decimal

from kabar.find.numbers.digits import CONTEXT, ratio, tidy
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.lexing import Tokens


class Sums:
    """Joins the drafts of two parts."""

    def __init__(self, table: UnitsTable) -> None:
        self._and = frozenset(table.range_and)
        self._counts = {(s.large, s.small): Decimal(s.count) for s in table.sums}

    def join(self, tokens: Tokens, tags: str, drafts: list[Draft]) -> list[Draft]:
        """The same drafts, those of two parts as one."""
        out: list[Draft] = []
        for draft in drafts:
            large = out[-1] if out else None
            part = self._part(tokens, tags, large, draft) if large is not None else None
            if large is None or part is None:
                out.append(draft)
                continue
            large.value, large.stop, large.end = tidy(CONTEXT.add(large.value, part)), draft.stop, draft.end
            large.last = max(large.stop, draft.last)
        return out

    def _part(self, tokens: Tokens, tags: str, large: Draft, small: Draft) -> Decimal | None:
        """What the second draft is in the unit of the first, or None where they are two values."""
        if large.measure is None or large.per or large.measure.factor != 1:
            return None
        between = tokens.norm[large.stop : small.first]
        if len(between) > 1 or (between and between[0] not in self._and) or small.value <= 0:
            return None
        if large.measure.kind == "currency":
            return self._coins(tokens, tags, large, small)
        count = self._counts.get((large.measure.unit, small.measure.unit)) if small.measure is not None else None
        whole = large.value % 1 == 0 and large.comparison == small.comparison == "="
        return ratio(small.value, count) if count is not None and whole and small.value < count else None

    def _coins(self, tokens: Tokens, tags: str, note: Draft, draft: Draft) -> Decimal | None:
        """``3 dollars 50 cents``, ``15 dollars and 50``: the names stand behind."""
        behind = note.first == note.number.first and note.stop > note.number.stop
        if not behind or note.measure is None or not draft.value < 100:
            return None
        if draft.measure is not None:
            coins = draft.measure.unit == note.measure.unit and draft.measure.factor < 1
            return draft.scaled(draft.value) if coins else None
        ends = draft.stop >= len(tags) or tags[draft.stop] in ".,nAQ)"
        bare = ends and draft.noun is None and draft.number.form in ("digits", "words") and draft.value >= 10
        return draft.value / 100 if bare else None
