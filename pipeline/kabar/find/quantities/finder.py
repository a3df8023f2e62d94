"""Numbers to quantities, sentence by sentence; sentences without a number cost nothing."""

from collections.abc import Sequence

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

_LINKED = frozenset(("percent", "currency", "physical", "duration"))


class QuantityFinder:
    """Finds the quantities of a page."""

    def __init__(self, table: UnitsTable, shared: SharedUnits, currencies: CurrenciesTable) -> None:
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
            drafts = self._drafts(page.tokens, tags, mine, sentence, refused)
            for draft in drafts:
                if draft.counted and "generic" in draft.flags:
                    vehicles = self._nouns.has_context(page.tokens.norm) if vehicles is None else vehicles
                    draft.flags.remove("generic")
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
        self, tokens: Tokens, tags: str, numbers: list[Number], sentence: Sentence, refused: list[Refusal]
    ) -> list[Draft]:
        drafts: list[Draft] = []
        floor = sentence.first
        for number in numbers:
            draft = self._amounts.draft(tokens, tags, number, floor, sentence.stop)
            if draft is None:
                refused.append(Refusal(number.first, number.stop, "quantity", number.refused or "unknown"))
                continue
            drafts.append(draft)
            floor = draft.stop
        if not drafts:
            return drafts
        for draft in drafts:
            if draft.measure is None:
                self._count(tokens, tags, draft, sentence.stop)
        self._links.carry_back(tokens, drafts)
        floor = sentence.first
        for draft in drafts:
            self._bound(tokens, tags, draft, floor)
            floor = draft.stop
        self._links.ranges(tokens, drafts)
        self._links.carry_on(tokens, drafts)
        self._links.equivalents(tokens, drafts)
        live = [d for d in drafts if not d.swallowed]
        self._trends(tokens, tags, live, drafts, sentence)
        self._lists(tokens, live, drafts)
        return drafts

    def _count(self, tokens: Tokens, tags: str, draft: Draft, stop: int) -> None:
        """Attach the counted noun and its denominator."""
        if draft.number.form in ("fraction", "factor"):
            return
        found = self._nouns.after(tokens, tags, draft.stop, stop, draft.value == 1)
        if found is None:
            return
        draft.noun, draft.counted, draft.last = (found.first, found.stop), found.unit, found.stop
        if found.generic:
            draft.flags.append("generic")
        per = self._units.per(tokens, found.stop, True)
        if per is not None:
            draft.per, draft.last = per

    def _bound(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> None:
        found = self._cues.before(tokens, draft.first, floor)
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

    def _trends(self, tokens: Tokens, tags: str, live: list[Draft], drafts: list[Draft], sentence: Sentence) -> None:
        """Direction of growth or fall, and which number is the move and which the level."""
        before: Draft | None = None
        for draft in live:
            at = draft.begin
            lead = tokens.norm[at - 1] if at > sentence.first else ""
            floor = sentence.first if before is None else max(before.stop, before.last)
            gap = tokens.norm[floor:at] if before is not None else []
            if draft.number.form == "factor":
                draft.change = "increase" if draft.value > 1 else "decrease"
            elif before is not None and before.change and self._continues(before, draft, gap, lead):
                draft.change = before.change
                draft.role = "level" if lead in self._level or any(g in self._level for g in gap) else "move"
                before.role = before.role or "move"
                draft.pair = drafts.index(before) if before.pair is None else before.pair
                before.pair = draft.pair
            else:
                self._own_trend(tokens, tags, draft, floor, sentence.stop, lead)
            if before is not None and lead in self._from and before.change and draft.unit == before.unit:
                draft.role, draft.change = "from", None
                before.role = before.role or "level"
                draft.pair = before.pair = drafts.index(before) if before.pair is None else before.pair
            before = draft

    def _continues(self, before: Draft, draft: Draft, gap: list[str], lead: str) -> bool:
        """``rose 5% to 80``, ``fell 17 cents (2.1%)``, ``lost 162 points, or 2.14%``."""
        if not gap or len(gap) > 4 or lead in self._from:
            return False
        if lead in self._level or any(g in self._level for g in gap):
            return all(g.isalpha() or g == "," or g == ")" for g in gap)
        return all(g in self._or for g in gap) and (draft.unit != before.unit) and draft.measure is not None

    def _own_trend(self, tokens: Tokens, tags: str, draft: Draft, floor: int, stop: int, lead: str) -> None:
        kind = draft.measure.kind if draft.measure else "count"
        if kind != "duration" or lead in self._level:
            for trend in self._cues.trend_before(tokens, tags, draft.begin, floor):
                if self._governs(tokens, tags, draft, trend, kind, lead):
                    draft.change, draft.rule = trend.change, f"{draft.rule}.{trend.how}"
                    draft.role = "level" if lead in self._level else "from" if lead in self._from else "move"
                    if draft.role == "from":
                        draft.change = None
                    return
        behind = self._cues.trend_after(tokens, tags, max(draft.last, draft.stop), stop)
        if behind is not None and kind in ("percent", "currency", "physical") and draft.number.form != "fraction":
            draft.change, draft.rule = behind.change, f"{draft.rule}.{behind.how}_behind"

    def _governs(self, tokens: Tokens, tags: str, draft: Draft, trend: TrendMatch, kind: str, lead: str) -> bool:
        """Whether a trend word before a number is about the number."""
        gap = range(trend.at + 1, draft.begin)
        points = kind == "percent" or draft.unit == "point"
        if trend.how == "particles":
            return len(gap) <= 1
        if trend.how == "grades":
            return len(gap) <= 2 and not any(tags[i] in "VTE,S" for i in gap)
        verbs = any(tags[i] in "VTE" for i in gap)
        if trend.how == "moves":
            return not verbs and (tags[trend.at] not in "NJP" or len(gap) <= 3 or points)
        if verbs:
            return False
        if trend.how == "pushes":
            linked = lead in self._level or lead in self._from or lead in self._links.by
            return points or (linked and bool(gap))
        return len(gap) <= 6 and all(tags[i] in "NJPOAIGtDM" for i in gap)

    def _lists(self, tokens: Tokens, live: list[Draft], drafts: list[Draft]) -> None:
        """Members of one list share the index of its first: ``220 shops, 135 garages and 53 depots``."""
        for one, two in zip(live, live[1:], strict=False):
            free = one.role in (None, "item") and two.role is None
            if not free or one.measure is not None or two.measure is not None:
                continue
            gap = tokens.norm[max(one.last, one.stop) : two.begin]
            if 0 < len(gap) <= 2 and all(g in self._links.list_marks for g in gap):
                one.role = two.role = "item"
                one.pair = drafts.index(one) if one.pair is None else one.pair
                two.pair = one.pair
