"""One value in several parts: ``3 dollars 50 cents``, ``6 feet 2 inches``, ``setahun dua bulan``."""

import re
from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers.digits import CONTEXT, ratio, tidy
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Measure, Units
from kabar.frozen import replace
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_DURATION = "duration"
_DECIMALS = re.compile(r"\d{1,2}[.,]\d{3}").fullmatch
_ENDS = ".,AQ)"  # classes of what may stand behind a bare last part


class Sums:
    """Joins the drafts of the parts of one value."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._and = frozenset((*table.range_and, *table.added))
        self._counts = {(s.large, s.small): Decimal(s.count) for s in table.sums}
        self._marks = {(s.large, mark): s for s in table.sums for mark in s.marks}
        self._bare = {s.large: s for s in table.sums if s.bare}
        self._listed = frozenset(s.large for s in table.sums if s.listed)
        self._ones: Lexicon[Measure] = Lexicon(
            (words, Measure(code, units.kinds[code])) for code, forms in table.ones.items() for words in forms
        )

    def completes(self, tokens: Tokens, tags: str, large: Draft, number: Number) -> bool:
        """Add a number whose unit is a mark that only stands behind the larger one (``6ft | 2in``, ``2h | 15m``), or
        that needs none (``5 foot | 7``), and say so."""
        if large.measure is None or large.per or large.value % 1 or number.first - large.stop not in (0, 1):
            return False
        if number.first > large.stop and not (tokens.norm[large.stop] == "-" and tokens.glued(number.first)):
            return False
        if number.form != "digits" or number.value % 1 or number.value < 0:
            return False
        at = number.stop
        part = self._marks.get((large.measure.unit, tokens.norm[at])) if at < len(tokens) else None
        stop = at + (part is not None)
        if part is None and (at >= len(tags) or tags[at] in _ENDS or number.first > large.stop):
            part = self._bare.get(large.measure.unit)
        if part is None or number.value >= part.count:
            return False
        self._add(tokens, large, ratio(number.value, Decimal(part.count)), stop)
        return True

    def join(self, tokens: Tokens, tags: str, drafts: list[Draft]) -> list[Draft]:
        """The same drafts, those of several parts as one."""
        out: list[Draft] = []
        unit, scale = "", Decimal(1)  # of the part that was added last: its unit, and how many of it make one
        for draft in drafts:
            large = out[-1] if out else None
            part = self._part(tokens, tags, large, draft, unit) if large is not None else None
            if large is None or part is None:
                self._one(tokens, draft, large)
                out.append(draft)
                unit, scale = draft.unit or "", Decimal(1)
                continue
            self._add(tokens, large, ratio(part, scale), draft.stop)
            large.last = max(large.stop, draft.last)
            scale *= self._counts.get((unit, draft.unit or ""), 1)
            unit = draft.unit or ""
        return out

    def _add(self, tokens: Tokens, large: Draft, part: Decimal, stop: int) -> None:
        large.value, large.stop = tidy(CONTEXT.add(large.value, part)), stop
        large.end, large.last = tokens.end[stop - 1], max(large.last, stop)

    def _part(self, tokens: Tokens, tags: str, large: Draft, small: Draft, unit: str) -> Decimal | None:
        """What the second draft is in ``unit``, that of the part before, or None where they are two values."""
        if large.measure is None or large.per or large.measure.factor != 1:
            return None
        between = tokens.norm[large.stop : small.first]
        if not self._tied(between, unit) or small.value <= 0:
            return None
        if large.measure.kind == "currency":
            return self._coins(tokens, tags, large, small) if between != [","] else None
        count = self._counts.get((unit, small.measure.unit)) if small.measure is not None else None
        if count is not None and small.value >= count and self._is_group(tokens, small):
            small.value /= 1000  # 1 menit 37.715 detik
        whole = (unit != large.unit or large.value % 1 == 0) and large.comparison == small.comparison == "="
        return ratio(small.value, count) if count is not None and whole and small.value < count else None

    def _is_group(self, tokens: Tokens, small: Draft) -> bool:
        """Whether a part that is too large for its unit is one group of digits: decimals in foreign separators."""
        return _DECIMALS(tokens.text[small.number.start : small.number.end]) is not None

    def _tied(self, between: list[str], unit: str) -> bool:
        """Whether nothing, a word for and, or, between units that are listed so, a comma stands between two parts."""
        if len(between) > 1 and between[0] == "," and unit in self._listed:
            between = between[1:]
        return not between or (
            len(between) == 1 and (between[0] in self._and or (between[0] == "," and unit in self._listed))
        )

    def _one(self, tokens: Tokens, draft: Draft, before: Draft | None) -> None:
        """``an hour and | 20 minutes``, ``setahun | dua bulan``: one of the larger unit that no number tells."""
        measure, first = draft.measure, draft.first
        if measure is None or draft.per or draft.number.first != first:
            return
        joined = first > 0 and tokens.norm[first - 1] in self._and
        for size in (2, 1):
            at = first - joined - size
            one = self._ones.at(tokens.norm, at) if at >= 0 and (before is None or before.last <= at) else None
            count = self._counts.get((one.entry.unit, measure.unit)) if one is not None else None
            if one is None or one.stop != first - joined or count is None or draft.value >= count:
                continue
            draft.value, draft.measure = tidy(CONTEXT.add(Decimal(1), ratio(draft.value, count))), replace(one.entry)
            draft.first = draft.begin = at
            draft.start = tokens.start[at]
            return

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
