"""Drafts of one sentence in relation: ranges, movements, lists, carried units."""

from collections.abc import Callable
from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers.digits import LARGEST, ratio, times
from kabar.find.numbers.pairs import VOTE
from kabar.find.numbers.shapes import CROSS
from kabar.find.quantities.cues import Cues
from kabar.find.quantities.draft import MEMBER, Draft
from kabar.find.quantities.nouns import Nouns
from kabar.find.quantities.people import People
from kabar.find.quantities.table import UnitsTable
from kabar.lexing import Tokens

_SMALL = Decimal(1000)
_ALL = Decimal(100)  # percent
_EXACT = Decimal(10**4)  # in parts of the larger unit: how exact the smaller end of a range must be in it
_RATE = 12  # words before a change in which the rate that has changed is named


class Links:
    """Ties the drafts of a sentence together."""

    def __init__(self, table: UnitsTable, cues: Cues, dimensions: dict[str, str | None]) -> None:
        self._cues, self._dimensions = cues, dimensions
        self._to, self._and = frozenset(table.range_to), frozenset(table.range_and)
        self._open, self._or = frozenset(table.range_open), frozenset(table.alternatives)
        self._from, self._level = frozenset(table.from_), frozenset(table.level)
        self._more, self._against = frozenset(table.more), frozenset(table.against)
        self._members, self._placed = frozenset(table.members), frozenset(table.placed)
        self._partitive = frozenset(table.partitive)
        self._counts = {(s.large, s.small): Decimal(s.count) for s in table.sums}
        self._movers = frozenset(table.movers)
        self._persons = People(table, cues)
        self._rates = frozenset(table.rates)
        self.by = frozenset(table.by)
        self._crosses = frozenset((*CROSS, *table.crosses))
        self.list_marks = frozenset(table.alternatives) | self._and

    def between(self, tokens: Tokens, one: Draft, two: Draft) -> list[str]:
        """The words between two drafts, a hyphen that hangs on the first left out (``7- or 8-inch``)."""
        words = tokens.norm[max(one.stop, one.last) : two.first]
        if len(words) == 2 and words[1] == "-" and words[0] in self._to:
            return words[:1]  # to-260,000
        if len(words) == 3 and words[0] == words[2] == "-":
            return words[1:2]  # one-to-seven days
        return words[1:] if len(words) > 1 and words[0] == "-" and words[1] in self._or | self._to else words

    def carry_back(self, tokens: Tokens, drafts: list[Draft]) -> None:
        """A number without unit takes the unit of the next that it is linked with: ``7- or 8-inch``, ``5 to 10 km``."""
        for one, two in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            if one.unit is not None or two.unit is None or two.number.form == "factor":
                continue
            if one.number.form in ("fraction", "factor"):
                continue  # by a third to 1.2 billion rupees
            if two.measure is not None and two.measure.kind == "percent" and one.value > _ALL >= two.value:
                continue  # suara 812.455 atau 21,35 persen
            words = self.between(tokens, one, two)
            linked = len(words) == 1 and (words[0] in self._or or words[0] in self._to or words[0] in self._and)
            linked = linked or (len(words) == 2 and words[0] in self._or and words[1] in self._or)
            linked = linked or " ".join(words) in self._to
            sized = two.measure is not None and two.measure.kind == "physical" and two.per is None
            sized = sized and self._dimensions.get(two.unit or "") == "length"
            linked = linked or (sized and len(words) == 1 and words[0] in self._crosses)  # 4 x 5 metres, not 2 x 50 MW
            opener = tokens.norm[one.first - 1] if one.first else ""
            moved = opener in self._from or (one.value < two.value and two.measure is None and self._cues.tells(opener))
            linked = linked or (len(words) == 1 and words[0] in self._level and moved)  # rose 12 to 45 people
            if linked:
                one.measure, one.counted, one.noun, one.per = two.measure, two.counted, two.noun, two.per
                one.flags += ["unit_behind", *(flag for flag in ("generic", "age") if flag in two.flags)]

    def ranges(self, tokens: Tokens, drafts: list[Draft], governed: Callable[[Draft], bool]) -> None:
        """Join the two ends of a range; what came from and went to stays two. ``governed``: a trend rules it."""
        for k in range(len(drafts) - 1):
            one, two = drafts[k], drafts[k + 1]
            if one.swallowed or one.high is not None:
                continue
            words = self.between(tokens, one, two)
            link = " ".join(words)
            opener = tokens.norm[one.begin - 1] if one.begin else ""
            if link == "-" and self._is_aside(tokens, one, two):
                continue
            if k and opener in self._from and self._has_moved(tokens, drafts[k - 1], one, governed):
                continue  # quadrupled from 27% to 100%; rose 25%, from $2 to $2.50
            if (
                opener in self._from
                and one.begin > 1
                and tokens.norm[one.begin - 2] in self._movers
                and link in self._level
            ):
                continue  # went from 10% to 15%
            if (
                link in self._to
                and self._smaller(one, two)
                and not self._moves(tokens, one, two, opener, link, governed)
            ):
                one.value, one.measure = ratio(one.value, self._counts[two.unit or "", one.unit or ""]), two.measure
            if link in self._to and self._same(one, two) and not self._moves(tokens, one, two, opener, link, governed):
                self._join(tokens, one, two, "range.to", opener)
            elif link in self._and and opener in self._open:
                self._join(tokens, one, two, "range.and", opener)
            elif len(words) == 1 and words[0] in self._or and words[0] not in self._and and self._next(one, two):
                self._join(tokens, one, two, "range.or", opener)

    def _has_moved(self, tokens: Tokens, move: Draft, one: Draft, governed: Callable[[Draft], bool]) -> bool:
        """Whether how far it went is told right before from where to where."""
        gap = tokens.norm[max(move.stop, move.last) : one.begin - 1]
        if move.number.form == "factor" and gap[-1:] == [","] and len(gap) <= _RATE:
            return all(word.isalpha() for word in gap[:-1])  # quadrupled duties on cars from China, from 25% to 100%
        return gap in ([], [","]) and (move.number.form == "factor" or (move.unit != one.unit and governed(move)))

    def _is_aside(self, tokens: Tokens, one: Draft, two: Draft) -> bool:
        """``12,100 vehicles — 8,200 sedans``: a long dash, or a dash between spaces behind a noun, joins no range."""
        dash = max(one.stop, one.last)
        if dash >= len(tokens) or tokens.word[dash] == "\u2014":
            return True
        loose = not tokens.glued(dash) and not tokens.glued(two.first)
        return loose and one.noun is not None and "unit_behind" not in one.flags

    def _moves(
        self, tokens: Tokens, one: Draft, two: Draft, opener: str, link: str, governed: Callable[[Draft], bool]
    ) -> bool:
        """Whether ``X to Y`` is a movement: how far and where to, or from where to where."""
        if opener not in self._from and link in self._level and self._is_rise(tokens, one, two):
            return False
        if opener in self.by and link in self._level:
            return True
        if opener in self._partitive and self._cues.lead(tokens, one.begin, 0) not in self._from:
            return False  # a range of 5% to 6%
        if link not in self._level and opener not in self._from:
            return False
        return governed(one) and (opener in self._from or "unit_behind" not in one.flags)

    def _is_rise(self, tokens: Tokens, one: Draft, two: Draft) -> bool:
        """``cut by 50% to 75%``: what is no rate has no level in percent, and one unit for both makes one value."""
        if two.value <= one.value:
            return False
        percent = two.measure is not None and two.measure.kind == "percent"
        rate = not self._rates.isdisjoint(tokens.norm[max(0, one.begin - _RATE) : one.begin])
        return "unit_behind" in one.flags or (percent and not rate)

    def _same(self, one: Draft, two: Draft) -> bool:
        """Whether both ends may be of one range: the first has no unit of its own, or they have the same."""
        if "factor" in (one.number.form, two.number.form) or one.number.rule == VOTE:
            return False
        if two.unit is None and one.measure is not None:
            marked = one.measure.kind == "currency" and one.start < one.number.start  # $65-75, Rp45 sampai 50 ribu
            return "age" in one.flags or (marked and two.value > one.value)
        if two.unit is None and one.unit is not None:
            return False
        loose = one.measure is None or (one.measure.kind == "percent" and "unit_behind" not in one.flags)
        if loose and one.value > two.value and one.scaled(one.value) > two.scaled(two.value):
            return False  # voted 30 to 15, leads by 39 percent to 32 percent
        return one.unit is None or one.unit == two.unit or "unit_behind" in one.flags

    def _smaller(self, one: Draft, two: Draft) -> bool:
        """``30 cm to 1 metre``, ``six months to two years``: the first end is told in a smaller unit."""
        count = self._counts.get((two.unit or "", one.unit or ""))
        if count is None or one.measure is None or two.measure is None or one.per != two.per:
            return False
        part = ratio(one.value, count)
        exact = part * _EXACT % 1 == 0  # not three weeks to five years
        return exact and part < two.value and one.high is None

    def _next(self, one: Draft, two: Draft) -> bool:
        """``four or five people``: neighbours in counting."""
        return "unit_behind" in one.flags and two.value - one.value == 1 and two.value < 20

    def _join(self, tokens: Tokens, one: Draft, two: Draft, rule: str, opener: str) -> None:
        one.value = self._borrow(tokens, one, two)
        if one.measure is None and one.counted is None:
            one.measure = two.measure
        one.high, one.stop, one.last, one.end = two.value, two.stop, max(two.last, two.stop), two.end
        one.counted, one.noun, one.per, one.measure = (
            two.counted,
            two.noun,
            two.per or one.per,
            two.measure or one.measure,
        )
        one.flags = [f for f in one.flags if f != "unit_behind"] + [f for f in two.flags if f not in one.flags]
        one.rule, two.swallowed = rule, True
        if opener in self._from or opener in self._open:
            one.begin -= 1

    def _borrow(self, tokens: Tokens, one: Draft, two: Draft) -> Decimal:
        """``5 to 10 million``: the scale of the second holds for both where the first is small and has none."""
        plain = one.number.stop - one.number.first == 1
        if not plain or abs(one.value) >= _SMALL or two.number.stop - two.number.first < 2:
            return one.value
        if two.number.form not in ("mixed", "words") or two.value < _SMALL:
            return one.value
        scale = Decimal(1)
        while two.value / (scale * 1000) >= 1:
            scale *= 1000
        if two.number.form == "mixed" and tokens.norm[two.number.first].isdecimal():
            scale = two.value / Decimal(tokens.norm[two.number.first])
        return one.value * scale if one.value < two.value / scale or one.measure is None else one.value

    def completes(self, draft: Draft, number: Number, tokens: Tokens) -> bool:
        """Whether a number only completes the one before: ``75 USD | million``, ``64 cents a | dozen``."""
        if number.first < draft.last and draft.per is not None:
            return True
        money = draft.measure is not None and draft.measure.kind == "currency" and number.refused == "vague"
        if not money or number.first != draft.stop or draft.first != draft.number.first:
            return False
        value = times(draft.value, number.value)
        if value > LARGEST:
            return False
        draft.value, draft.stop, draft.end = value, number.stop, number.end
        draft.last = draft.stop
        return True

    def parts(self, tokens: Tokens, tags: str, drafts: list[Draft], nouns: Nouns, stop: int) -> None:
        """``ten of its plants``, ``39 of 48 passengers``: the noun of the whole is the noun of the part."""
        for k, draft in enumerate(drafts):
            at = draft.stop
            if draft.unit is not None or draft.number.form in ("fraction", "factor") or at + 1 >= stop:
                continue
            if tokens.norm[at] not in self._partitive:
                continue
            whole = drafts[k + 1] if k + 1 < len(drafts) else None
            led = whole is not None and all(tags[k] in "DRJs" for k in range(at + 1, min(whole.first, at + 6)))
            if whole is not None and at < whole.first <= (at + 5 if led else at + 2):
                draft.measure, draft.counted, draft.noun = whole.measure, whole.counted, whole.noun
                draft.flags += ["generic"] * ("generic" in whole.flags)
                continue
            at += 1
            while at < stop and tags[at] in "DRs" and at < draft.stop + 4:
                at += 1
            named = at
            while named < stop and tags[named] in "NPJ" and named < at + 4:
                named += 1
            if named > at and tags[named : named + 1] == "s":
                at = named + 1  # eight of the king's palaces
                if whole is not None and whole.first == at:
                    draft.counted, draft.noun = whole.counted, whole.noun
                    continue
            found = nouns.after(tokens, tags, at, stop, False) if at > draft.stop + 1 else None
            if found is not None:
                draft.counted, draft.noun = found.unit, (found.first, found.stop)
                draft.flags += ["generic"] * found.generic

    def carry_on(self, tokens: Tokens, tags: str, drafts: list[Draft], floor: int) -> None:
        """A bare number behind ``to``, ``from``, ``another`` takes the unit of the quantity before it."""
        known: Draft | None = None
        before_it: Draft | None = None
        counted = {draft.counted for draft in drafts if draft.counted}
        for draft in drafts:
            last, before_it = before_it, draft
            if last is not None and self._ends_move(tokens, last, draft):
                draft.measure, draft.flags = last.measure, [*draft.flags, MEMBER]
            elif draft.unit is not None:
                if draft.measure is None or (
                    draft.measure.kind not in ("percent", "duration") and draft.unit != "times"
                ):
                    known = draft
            elif draft.number.form not in ("fraction", "factor") and not draft.swallowed:
                before = tokens.norm[draft.begin - 1] if draft.begin else ""
                if self._persons.are_meant(tokens, tags, draft, known, floor):
                    draft.counted = self._persons.unit
                    known = draft
                if known is None or known is draft:
                    continue
                if draft.high is not None and draft.begin < draft.first:
                    before = tokens.norm[draft.first - 1]  # from 380 to 400
                part = before in self._members and draft.noun is None and draft.per is None
                linked = before in self._to | self._from | self._more | self._against
                if known.measure is None and not part and not linked:
                    continue
                if before in self._placed and known.number.form == "mixed" and draft.number.form == "digits":
                    continue  # bonds of 5 million dollars, priced at 50.9
                if (
                    part
                    or before in self._from
                    or before in self._level
                    or before in self._to
                    or before in self._against
                    or (before in self._more and len(counted) < 2)
                ):
                    draft.measure = known.measure
                    draft.count_like(known.counted, known.noun, "generic" in known.flags)

    def _ends_move(self, tokens: Tokens, one: Draft, two: Draft) -> bool:
        """``from 40 minutes to 15``: the bare number is of the unit in which the way began."""
        bare = two.unit is None and two.noun is None and two.per is None and two.number.form in ("digits", "words")
        timed = one.measure is not None and one.measure.kind == "duration" and not one.swallowed and not two.swallowed
        opened = one.begin > 0 and tokens.norm[one.begin - 1] in self._from
        gap = tokens.norm[max(one.stop, one.last) : two.begin]
        return bare and timed and opened and len(gap) == 1 and gap[0] in self._level
