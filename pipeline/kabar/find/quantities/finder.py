"""Numbers to quantities, sentence by sentence; sentences without a number cost nothing."""

from collections.abc import Sequence
from itertools import pairwise

from kabar.find.mention import Number, Quantity, Refusal, Time
from kabar.find.quantities.amounts import Amounts
from kabar.find.quantities.cues import Cues, TrendMatch
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.links import Links
from kabar.find.quantities.nouns import Nouns
from kabar.find.quantities.table import CurrenciesTable, SharedUnits, UnitsTable
from kabar.find.quantities.units import Units
from kabar.lexing import Tokens
from kabar.page import Page, Sentence

_GAP = 8  # words between how far and where to


class QuantityFinder:
    """Finds the quantities of a page."""

    def __init__(self, table: UnitsTable, shared: SharedUnits, currencies: CurrenciesTable) -> None:
        self.units_of = tuple(shared.units)
        self._units = Units(shared, table, currencies)
        self._amounts = Amounts(table, self._units)
        self._nouns = Nouns(table)
        self._cues = Cues(table)
        self._links = Links(table, self._units)
        self._level = frozenset(table.level)
        self._from = frozenset(table.from_)
        self._or = frozenset(table.alternatives) | frozenset(table.fillers) | {"("}

    def find(
        self, page: Page, tags: str, numbers: Sequence[Number], times: Sequence[Time]
    ) -> tuple[list[Quantity], list[Refusal]]:
        """All quantities in document order, and the refused numbers with reasons."""
        taken = {i for t in times if t.type != "DURATION" for i in range(t.first, t.stop)}
        out: list[Quantity] = []
        refused: list[Refusal] = []
        vehicles: bool | None = None
        has_per = self._units.has_per(page.tokens) if numbers else False
        k = 0
        for sentence in page.sentences:
            mine: list[Number] = []
            while k < len(numbers) and numbers[k].first < sentence.stop:
                if numbers[k].first in taken:
                    refused.append(Refusal(numbers[k].first, numbers[k].stop, "quantity", "time"))
                else:
                    mine.append(numbers[k])
                k += 1
            if not mine:
                continue
            drafts = self._drafts(page.tokens, tags, mine, sentence, refused, has_per)
            for draft in drafts:
                if draft.counted and "generic" in draft.flags:
                    vehicles = self._nouns.has_context(page.tokens.norm) if vehicles is None else vehicles
                    draft.flags = [flag for flag in draft.flags if flag != "generic"]
                    draft.counted = self._nouns.context_unit if vehicles else draft.counted
            kept = [d for d in drafts if not d.swallowed]
            base = len(out)
            position = {id(d): base + n for n, d in enumerate(kept)}
            for draft in kept:
                if draft.pair is not None:
                    draft.pair = position.get(id(drafts[draft.pair]))
                out.append(draft.finish())
        return out, refused

    def _drafts(
        self,
        tokens: Tokens,
        tags: str,
        numbers: list[Number],
        sentence: Sentence,
        refused: list[Refusal],
        has_per: bool,
    ) -> list[Draft]:
        """The drafts of one sentence; ``has_per``: some measure of the page may hold a denominator."""
        drafts: list[Draft] = []
        floor = sentence.first
        for number in numbers:
            if number.first < floor:
                continue  # the unit before has it: 5 quarter | million
            if drafts and self._links.completes(drafts[-1], number, tokens):
                floor = drafts[-1].stop
                continue
            draft = self._amounts.draft(tokens, tags, number, floor, sentence.stop)
            if draft is None:
                refused.append(Refusal(number.first, number.stop, "quantity", number.refused or "unknown"))
                continue
            drafts.append(draft)
            floor = draft.stop
        if not drafts:
            return drafts
        for draft in drafts:
            if draft.measure is None and not draft.swallowed:
                self._count(tokens, tags, draft, sentence.stop)
                if draft.noun is not None:
                    self._inside(tokens, draft, drafts, refused)
        drafts = self._links.change(tokens, tags, [d for d in drafts if not d.swallowed])
        self._links.carry_back(tokens, drafts)
        self._links.parts(tokens, tags, drafts, self._nouns, sentence.stop)
        floor = sentence.first
        for draft in drafts:
            self._bound(tokens, tags, draft, floor)
            floor = draft.stop
        self._links.ranges(tokens, drafts, lambda d: self._is_governed(tokens, tags, d, sentence.first))
        self._links.carry_on(tokens, drafts)
        self._links.equivalents(tokens, drafts)
        live = [d for d in drafts if not d.swallowed]
        for place, draft in enumerate(drafts):
            draft.place = place
        self._trends(tokens, tags, live, sentence)
        self._lists(tokens, live)
        floor = sentence.first
        for draft in live if has_per else ():
            if draft.per is None:
                draft.per = self._measured_per(tokens, tags, draft, floor)
            floor = max(draft.stop, draft.last)
        return drafts

    def _inside(self, tokens: Tokens, draft: Draft, drafts: list[Draft], refused: list[Refusal]) -> None:
        """A number inside the counted noun phrase is part of a name: ``four Trent 900 engines``."""
        for other in drafts:
            if draft.number.stop <= other.number.first < draft.last and other.measure is None:
                other.swallowed = True
                refused.append(Refusal(other.number.first, other.number.stop, "quantity", "name"))

    def _measured_per(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> str | None:
        """The denominator that the measure holds: ``daily deliveries exceeded 1,000``, ``harga per liternya 7.000``."""
        kind = draft.measure.kind if draft.measure else "count"
        if kind in ("percent", "duration") or draft.number.form in ("fraction", "factor"):
            return None
        behind = self._units.adjective(tokens, draft.stop, min(len(tokens.norm), draft.last + 1))
        return behind or self._units.per_before(tokens, tags, draft.begin, floor, kind == "currency")

    def _is_governed(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> bool:
        """Whether a verb of growth or fall rules the number."""
        kind = draft.measure.kind if draft.measure else "count"
        found = self._cues.trend_before(tokens, tags, draft.begin, floor)
        lead = self._cues.lead(tokens, draft.begin, floor)
        return any(
            t.how in ("moves", "pushes", "particles") and self._governs(tokens, tags, draft, t, kind, lead)
            for t in found
        )

    def _count(self, tokens: Tokens, tags: str, draft: Draft, stop: int) -> None:
        """Attach the counted noun and its denominator."""
        if draft.number.form in ("fraction", "factor"):
            return
        found = self._nouns.after(tokens, tags, draft.stop, stop, draft.value == 1)
        if found is None:
            rate = self._units.per(tokens, draft.stop, True)
            if rate is not None:
                draft.per, draft.last = rate  # 358,000 a month
            return
        if self._units.is_money(found.unit):
            draft.flags.append("ambiguous_unit")  # cents of a country that no name has
            return
        draft.noun, draft.counted, draft.last = (found.first, found.stop), found.unit, found.stop
        if found.generic:
            draft.flags.append("generic")
        per = self._units.per(tokens, found.stop, True)
        if per is not None:
            draft.per, draft.last = per

    def _bound(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> None:
        found = self._cues.before(tokens, draft.first, floor)
        if found is not None and self._spans(tags, draft, found.at):
            found = None
        if found is not None:
            draft.begin, draft.comparison = found.at, found.comparison
        elif draft.number.approximate:
            draft.comparison = "~"
        if draft.comparison == "=":
            ends = {draft.number.stop, draft.stop, max(draft.last, draft.stop)}
            for at in sorted(ends):
                behind = self._cues.after(tokens, tags, at) if at < len(tags) else None
                if behind is not None:
                    draft.comparison, draft.last = behind.comparison, max(draft.last, behind.at)
                    break
        if draft.number.approximate and draft.comparison == "=":
            draft.comparison = "~"

    def _spans(self, tags: str, draft: Draft, at: int) -> bool:
        """``over three years`` says how long, ``for over three years`` bounds it."""
        lasting = draft.measure is not None and draft.measure.kind == "duration" and tags[at] == "I"
        return lasting and draft.first - at == 1 and (at == 0 or tags[at - 1] not in "IOX")

    def _trends(self, tokens: Tokens, tags: str, live: list[Draft], sentence: Sentence) -> None:
        """Direction of growth or fall, and which number is the move and which the level."""
        before: Draft | None = None
        before_lead = ""
        for draft in live:
            at = draft.begin
            lead = self._cues.lead(tokens, at, sentence.first)
            floor = sentence.first if before is None else max(before.stop, before.last)
            gap = tokens.norm[floor:at] if before is not None else []
            if draft.number.form == "factor":
                draft.change = "increase" if draft.value > 1 else "decrease"
            elif before is not None and before.change and self._continues(tags, before, draft, gap, lead):
                draft.change = before.change
                draft.role = "level" if lead in self._level or any(g in self._level for g in gap) else "move"
                before.role = before.role or "move"
                draft.pair = before.place if before.pair is None else before.pair
                before.pair = draft.pair
            else:
                self._own_trend(tokens, tags, draft, floor, sentence.stop, lead)
                gapped = before is not None and before.role == "move" and lead in self._links.by
                if draft.change is None and before and gapped and not any(t in "VTE" for t in tags[floor:at]):
                    draft.change, draft.role = before.change, "move"  # up 2.3%, Burlington by 2.6%
            if before is not None and before_lead in self._from and lead in self._level and draft.unit == before.unit:
                self._arrives(before, draft)
            moved = before is not None and (draft.unit == before.unit or self._in_points(before))
            if before is not None and moved and lead in self._from and before.change:
                draft.role, draft.change = "from", None
                before.role = before.role if before.role in ("level", "move") else "level"
                draft.pair = before.pair = before.place if before.pair is None else before.pair
            if before is not None and draft.role in ("level", "from") and draft.unit == before.unit:
                draft.per = draft.per or before.per  # $2 a share from $3
                before.per = before.per or draft.per
            before, before_lead = draft, lead

    def _arrives(self, before: Draft, draft: Draft) -> None:
        """``from 5 in May to 8 in June``: the level of a movement, with its direction."""
        draft.role, draft.pair = "level", before.place
        before.role, before.change = "from", None
        before.pair = draft.pair
        rises = draft.value > before.value
        draft.change = draft.change or ("increase" if rises else "decrease" if draft.value < before.value else None)

    def _continues(self, tags: str, before: Draft, draft: Draft, gap: list[str], lead: str) -> bool:
        """``rose 5% to 80``, ``fell 17 cents (2.1%)``, ``lost 162 points, or 2.14%``."""
        if not gap or len(gap) > _GAP or lead in self._from:
            return False
        if draft.noun is not None and tags[draft.begin - 1] == "I" and draft.unit != before.unit:
            return False  # fell 3% at four plants
        if lead in self._level or (len(gap) <= 4 and any(g in self._level for g in gap)):
            far = len(gap) > 4 or (draft.noun is not None and draft.unit != before.unit and len(gap) > 2)
            return all(g.isalpha() or (g in (",", ")") and not far) for g in gap) and not (far and draft.noun)
        if not all(g in self._or for g in gap) or draft.unit == before.unit:
            return False
        return draft.measure is not None or gap[0] == "("

    def _own_trend(self, tokens: Tokens, tags: str, draft: Draft, floor: int, stop: int, lead: str) -> None:
        kind = draft.measure.kind if draft.measure else "count"
        for trend in self._cues.trend_before(tokens, tags, draft.begin, floor):
            if kind == "duration" and lead not in self._level and trend.how != "particles":
                continue
            if self._governs(tokens, tags, draft, trend, kind, lead):
                draft.change, draft.rule = trend.change, f"{draft.rule}.{trend.how}"
                passed = draft.comparison in (">", "<") and tags[draft.begin] == "I" and not self._in_points(draft)
                draft.role = "level" if lead in self._level or passed else "from" if lead in self._from else "move"
                if draft.role == "from":
                    draft.change = None
                return
        behind = self._cues.trend_after(tokens, tags, max(draft.last, draft.stop), stop)
        if behind is not None and behind.how == "points" and not self._in_points(draft):
            behind = None
        if behind is not None and kind in ("percent", "currency", "physical") and draft.number.form != "fraction":
            draft.change, draft.rule = behind.change, f"{draft.rule}.{behind.how}_behind"

    def _governs(self, tokens: Tokens, tags: str, draft: Draft, trend: TrendMatch, kind: str, lead: str) -> bool:
        """Whether a trend word before a number is about the number."""
        gap = range(trend.at + 1, draft.begin)
        if tags[trend.at] == "P":
            return False
        points = self._in_points(draft)
        if trend.how == "particles":
            return len(gap) <= 1
        if trend.how == "grades":
            return len(gap) <= 2 and not any(tags[i] in "VTE,S" for i in gap)
        verbs = any(tags[i] in "VTE" and tokens.norm[i] not in self._level for i in gap)
        if trend.how == "moves":
            linked = lead in self._level or lead in self._from or lead in self._links.by
            bare = not any(tags[i] in "NPC" for i in gap)
            return not verbs and (points or ((linked or bare) and tags[trend.at] not in "NJP") or len(gap) <= 1)
        if verbs:
            return False
        if trend.how == "pushes":
            linked = lead in self._level or lead in self._from or lead in self._links.by
            return points or (linked and bool(gap)) or (kind == "currency" and self._goes_to(tokens, tags, draft))
        if tags[trend.at] not in "NJPG" or (trend.how == "points" and not points):
            return False
        linked = lead in self._links.by or lead in self._level or tags[draft.begin - 1] == "O"
        if kind == "count" and gap and not linked:
            return False
        return len(gap) <= 6 and all(tags[i] in "NJPOAIGtDMRV" for i in gap)

    def _goes_to(self, tokens: Tokens, tags: str, draft: Draft) -> bool:
        """``lost 17 cents to 8 dollars``: a level follows."""
        at = max(draft.stop, draft.last)
        return (
            tokens.norm[at : at + 1] != []
            and tokens.norm[at] in self._level
            and any(t in "M$" for t in tags[at + 1 : at + 4])
        )

    def _in_points(self, draft: Draft) -> bool:
        return draft.unit == "point" or (draft.measure is not None and draft.measure.kind == "percent")

    def _lists(self, tokens: Tokens, live: list[Draft]) -> None:
        """Members of one list share the index of its first: ``220 shops, 135 garages and 53 depots``."""
        for one, two in pairwise(live):
            free = one.role in (None, "item") and two.role is None
            if not free or one.measure is not None or two.measure is not None:
                continue
            gap = tokens.norm[max(one.last, one.stop) : two.begin]
            if 0 < len(gap) <= 2 and all(g in self._links.list_marks for g in gap):
                one.role = two.role = "item"
                one.pair = one.place if one.pair is None else one.pair
                two.pair = one.pair
