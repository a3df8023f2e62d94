"""Numbers to quantities, sentence by sentence; sentences without a number cost nothing."""

from collections.abc import Sequence
from itertools import pairwise

from kabar.find.mention import Number, Quantity, Refusal, Time
from kabar.find.named import ends_name
from kabar.find.numbers.pairs import VOTE
from kabar.find.quantities.ages import Ages
from kabar.find.quantities.amounts import Amounts
from kabar.find.quantities.bounds import Bounds
from kabar.find.quantities.contexts import Contexts
from kabar.find.quantities.conversions import Conversions
from kabar.find.quantities.crosses import idle_of, is_crossed
from kabar.find.quantities.cues import Cues
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.ellipses import Ellipses, restated
from kabar.find.quantities.links import Links
from kabar.find.quantities.nouns import QUOTES, Nouns
from kabar.find.quantities.possible import Possible
from kabar.find.quantities.rates import RATE, Rates
from kabar.find.quantities.sums import Sums
from kabar.find.quantities.table import CurrenciesTable, SharedUnits, UnitsTable
from kabar.find.quantities.tail import Tail
from kabar.find.quantities.trends import Trends
from kabar.find.quantities.units import Units
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens
from kabar.page import Page, Sentence

_QUOTED = 6  # tokens from a quotation mark on in which a noun in quotation marks ends
_VOTE = "vote"  # the unit of votes


class QuantityFinder:
    """Finds the quantities of a page."""

    def __init__(self, table: UnitsTable, shared: SharedUnits, currencies: CurrenciesTable) -> None:
        self.units_of = tuple(shared.units)
        self.concept_words = table.concepts
        self._units = Units(shared, table, currencies)
        self._amounts = Amounts(table, self._units)
        self._nouns = Nouns(table)
        self._ellipses = Ellipses(table, self._nouns, self._units.kinds)
        self._cues = Cues(table)
        self._links = Links(table, self._cues, self._units.dimensions)
        self._sums = Sums(table, self._units)
        self._conversions = Conversions(table, self._units, self._cues)
        self._bounds = Bounds(table, self._cues, self._units)
        self._contexts = Contexts(table, self._units)
        self._trends = Trends(table, self._cues, self._units)
        self._ages = Ages(table)
        self._possible = Possible(table, shared)
        self._rates = Rates(table, self._units)
        self._tail = Tail(table.not_units)
        self._noun_before, self._ratings = frozenset(table.noun_before), frozenset(table.ratings)
        self._tallies: Lexicon[bool] = Lexicon((words, True) for words in table.tallies)

    def find(
        self, page: Page, tags: str, numbers: Sequence[Number], times: Sequence[Time]
    ) -> tuple[list[Quantity], list[Refusal]]:
        """All quantities in document order, and the refused numbers with reasons."""
        taken = {i for t in times if t.type != "DURATION" for i in range(t.first, t.stop)}
        taken |= {t.first - 1 for t in times if t.note == "name"}  # Nomor 11 | Tahun 2020
        starts = {t.first for t in times if t.type != "DURATION"}
        out: list[Quantity] = []
        refused: list[Refusal] = []
        vehicles: bool | None = None
        has_per = self._units.pers.anywhere(page.tokens) if numbers else False
        k = 0
        for sentence in page.sentences:
            mine: list[Number] = []
            while k < len(numbers) and numbers[k].first < sentence.stop:
                if numbers[k].first in taken:
                    refused.append(Refusal(numbers[k].first, numbers[k].stop, "quantity", "time"))
                elif numbers[k].stop in starts and self._is_named(page.tokens, numbers[k]):
                    refused.append(Refusal(numbers[k].first, numbers[k].stop, "quantity", "name"))
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
            kept = self._kept(page.tokens, drafts, refused)
            if [d for d in kept if d.pair is not None]:
                position = {id(d): len(out) + n for n, d in enumerate(kept)}
                for draft in kept:
                    draft.pair = None if draft.pair is None else position.get(id(drafts[draft.pair]))
            out += [draft.finish() for draft in kept]
        return out, refused

    def _is_named(self, tokens: Tokens, number: Number) -> bool:
        """Whether a number ends a name, and what could be its unit begins a time (``Ioniq 6 | tahun ini``)."""
        unit = self._units.after(tokens, number.stop, False) if ends_name(tokens, number.first) else None
        return unit is not None and unit.measure.kind == "duration"

    def _kept(self, tokens: Tokens, drafts: list[Draft], refused: list[Refusal]) -> list[Draft]:
        """The drafts that are quantities of their own and possible; the others are refused with a reason."""
        kept: list[Draft] = []
        rates = self._rates.conversions(tokens, drafts) if len(drafts) > 1 else []
        for draft in drafts:
            if draft.swallowed:
                continue
            reason = RATE if any(draft is rate for rate in rates) else self._possible.reason(tokens, draft)
            if reason is None:
                kept.append(draft)
            else:
                refused.append(Refusal(draft.number.first, draft.number.stop, "quantity", reason))
        return kept

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
        numbers = restated(tokens, numbers) if len(numbers) > 1 else numbers
        named = {number.first for number in numbers if number.refused == "name"}
        floor = sentence.first
        for number in numbers:
            if number.first < floor:
                continue  # the unit before has it: 5 quarter | million
            if drafts and self._links.completes(drafts[-1], number, tokens):
                floor = drafts[-1].stop
                continue
            if drafts and self._sums.completes(tokens, tags, drafts[-1], number):
                floor = drafts[-1].stop
                continue
            draft = self._amounts.draft(tokens, tags, number, floor, sentence.stop)
            if draft is not None and draft.measure is not None:
                self._contexts.settle(tokens, draft, sentence.first)
            if draft is None:
                refused.append(Refusal(number.first, number.stop, "quantity", number.refused or "unknown"))
                continue
            drafts.append(draft)
            floor = draft.stop
        if not drafts:
            return drafts
        for draft in drafts:
            if draft.number.rule == VOTE and draft.measure is None:
                draft.counted = _VOTE
            elif draft.measure is None and not draft.swallowed:
                if self._contexts.measures(tokens, draft, sentence.first, sentence.stop):
                    continue
                self._count(tokens, tags, draft, sentence.stop, named)
                if draft.noun is not None or draft.per is not None:
                    self._inside(tokens, draft, drafts, refused)
                elif draft.number.form == "article" and self._nouns.is_plural_at(tokens, draft.stop):
                    draft.swallowed = True  # one | sees
                    refused.append(Refusal(draft.number.first, draft.number.stop, "quantity", "pronoun"))
        drafts = self._sums.join(tokens, tags, [d for d in drafts if not d.swallowed])
        if len(drafts) > 1:
            self._links.carry_back(tokens, drafts)
            self._rates.bases(tokens, drafts)
            for idle in idle_of(tokens, drafts):
                idle.swallowed = True
                refused.append(Refusal(idle.number.first, idle.number.stop, "quantity", "name"))
            drafts = [d for d in drafts if not d.swallowed]
        self._links.parts(tokens, tags, drafts, self._nouns, sentence.stop)
        self._rates.exchange(tokens, drafts, sentence.first)
        for draft in drafts:
            self._possible.settle(tokens, draft)
        floor, before = sentence.first, None
        for draft in drafts:
            self._bounds.read(tokens, tags, draft, floor, before)
            floor, before = draft.stop, draft
        self._ages.flag(tokens, drafts)
        several = len(drafts) > 1
        if several:
            self._links.ranges(tokens, drafts, lambda d: self._trends.is_governed(tokens, tags, d, sentence.first))
        self._links.carry_on(tokens, tags, drafts, sentence.first)
        self._ellipses.complete(tokens, tags, drafts, sentence.first)
        if several:
            self._conversions.fold(tokens, drafts)
        live = [d for d in drafts if not d.swallowed]
        for place, draft in enumerate(drafts):
            draft.place = place
        self._trends.direct(tokens, tags, live, sentence)
        self._bounds.close(tokens, tags, live, sentence.first)
        if several:
            self._lists(tokens, live)
        floor, before = sentence.first, None
        for draft in live if has_per else ():
            if draft.per is None:
                draft.per = self._measured_per(tokens, tags, draft, floor)
            if before is not None and draft.role in ("level", "from") and draft.unit == before.unit:
                draft.per = draft.per or before.per  # daily sales rose to $5 from $4
            floor, before = max(draft.stop, draft.last), draft
        self._rates.ones(tokens, live, sentence.first)
        return drafts

    def _inside(self, tokens: Tokens, draft: Draft, drafts: list[Draft], refused: list[Refusal]) -> None:
        """A number inside the counted noun phrase is part of a name (``four Trent 900 engines``), one inside the
        denominator its base (``45 per 100,000 people``)."""
        for other in drafts:
            if draft.number.stop <= other.number.first < draft.last and other.measure is None:
                other.swallowed = True
                refused.append(Refusal(other.number.first, other.number.stop, "quantity", "name"))

    def _measured_per(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> str | None:
        """The denominator that the measure holds: ``daily deliveries exceeded 1,000``, ``harga per liternya 7.000``."""
        kind = draft.measure.kind if draft.measure else "count"
        if kind in ("percent", "duration") or draft.number.form in ("fraction", "factor"):
            return None
        pers, definite = self._units.pers, tags[draft.begin - 1 : draft.begin] == "D"
        behind = pers.adjective(tokens, draft.stop, min(len(tokens.norm), draft.last + 1))
        if behind is None and not definite:
            behind = self._rates.done(tokens, tags, draft.last)
        behind = behind or pers.within(tokens, tags, max(draft.stop, draft.last))
        before = behind or pers.before(tokens, tags, draft.begin, floor, kind == "currency")
        return before or (None if definite else pers.often(tokens, tags, max(draft.stop, draft.last)))

    def _count(self, tokens: Tokens, tags: str, draft: Draft, stop: int, named: set[int]) -> None:
        """Attach the counted noun and its denominator."""
        if draft.number.form in ("fraction", "factor") or is_crossed(tokens, tags, draft.stop, stop):
            return
        if draft.value % 1 and draft.first and tokens.norm[draft.first - 1] in self._ratings:
            return  # gempa M 5,3 guncang
        at = self._behind(tokens, tags, draft, stop)
        plus = self._units.after(tokens, at, False) if draft.stop < at < stop else None
        if plus is not None and plus.measure.kind != "count":  # 10-plus years
            draft.measure, draft.stop, draft.last = plus.measure, plus.stop, plus.stop
            draft.end = tokens.end[plus.stop - 1]
            return
        plain = draft.number.form != "digits" or tokens.norm[draft.number.first] == "1"  # not 1.000
        one = draft.value == 1 and plain
        found = self._nouns.after(tokens, tags, at + (at in named), stop, one)
        unit = None if found is not None and found.known else self._tail.find(tokens, at) if at < stop else None
        if unit is not None:
            draft.measure, draft.stop, draft.end = unit.measure, unit.stop, tokens.end[unit.stop - 1]
            draft.last = unit.stop
            return
        if found is None and draft.first and tokens.norm[draft.first - 1] in self._noun_before:
            draft.counted = self._nouns.known(tokens, draft.first - 1)
        if found is None:
            rate = self._units.pers.at(tokens, draft.stop, True, tags)
            if rate is not None:
                draft.per, draft.last = rate  # 358,000 a month
            return
        if self._units.is_money(found.unit):
            draft.flags.append("ambiguous_unit")  # cents of a country that no name has
            return
        draft.noun, draft.counted, draft.last = (found.first, found.stop), found.unit, found.stop
        if found.generic:
            draft.flags.append("generic")
        self._amounts.flag_kind(tokens, draft)
        per = self._units.pers.at(tokens, found.stop, True, tags)
        if per is not None:
            draft.per, draft.last = per

    def _behind(self, tokens: Tokens, tags: str, draft: Draft, stop: int) -> int:
        """Where the counted noun may begin: behind ``three`` of ``three the number of``, behind ``3,000-plus``."""
        at = draft.stop
        if at + 1 >= stop:
            return at
        if tokens.norm[at] in QUOTES:
            closed = not QUOTES.isdisjoint(tokens.norm[max(0, draft.first - 2) : draft.first])
            opened = not tokens.glued(at) and tokens.glued(at + 1) and tags[at + 1] in "NP"
            opened = opened and not QUOTES.isdisjoint(tokens.norm[at + 2 : at + _QUOTED])
            return at + (closed or opened)  # "over 3,000" missiles, 20 "warung makan"
        tally = self._tallies.at(tokens.norm, at)
        starts = tokens.norm[at] in self._cues.starts and (tokens.norm[at] != "-" or tokens.glued(at))
        tied = self._cues.after(tokens, tags, at) if starts else None
        noun = tied is not None and tied.at < stop and tags[tied.at] in "NPJG"
        return tally.stop if tally else tied.at if tied and noun else at

    def _lists(self, tokens: Tokens, live: list[Draft]) -> None:
        """Members of one list share the index of its first: ``220 shops, 135 garages and 53 depots``."""
        for one, two in pairwise(live):
            free = one.role in (None, "item") and two.role is None
            if not free or one.measure is not None or two.measure is not None or two.number.form == "fraction":
                continue
            gap = tokens.norm[max(one.last, one.stop) : two.begin]
            if 0 < len(gap) <= 2 and all(g in self._links.list_marks for g in gap):
                one.role = two.role = "item"
                one.pair = one.place if one.pair is None else one.pair
                two.pair = one.pair
