"""Direction of growth or fall: which trend word rules a number, and which number is the move and which the level."""

from kabar.find.quantities.asides import abbreviates, aside_before
from kabar.find.quantities.cues import Cues, TrendMatch
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.particles import Particles
from kabar.find.quantities.series import Series, without_brackets
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Units
from kabar.lexing import Tokens
from kabar.page import Sentence
from kabar.record import Change

_LENGTH = "length"
_VERBS = frozenset("VTX")
_TOLD = 9  # words between a noun of growth and its percentage
_TAKEN = 5  # words between two values of one verb
_THAN = 3  # tokens behind a value in which it is compared
_GAP = 8  # words between how far and where to


class Trends:
    """Gives the drafts of a sentence their direction and roles."""

    def __init__(self, table: UnitsTable, cues: Cues, units: Units) -> None:
        self._cues, self._units = cues, units
        self._level, self._from, self._by = frozenset(table.level), frozenset(table.from_), frozenset(table.by)
        self._calendar, self._particles = frozenset(table.calendar), Particles(table, cues)
        self._attains, self._folds = frozenset(table.attains), frozenset(table.folds)
        self._lists = frozenset(table.range_and) | frozenset(table.alternatives)
        self._within, self._rates = frozenset(table.within), frozenset(table.rates)
        self._or = frozenset(table.alternatives) | frozenset(table.fillers) | {"("}
        self._series, self._placed = Series(table), frozenset(table.placed)
        self._head_first = table.noun_first

    def direct(self, tokens: Tokens, tags: str, live: list[Draft], sentence: Sentence) -> None:
        """Direction of growth or fall, and which number is the move and which the level."""
        before: Draft | None = None
        before_lead = ""
        for draft in live:
            at = draft.begin
            lead = self._cues.lead(tokens, at, sentence.first)
            floor = sentence.first if before is None else max(before.stop, before.last)
            gap = tokens.norm[floor:at] if before is not None else []
            if draft.change is not None:
                draft.role = "move"  # its sign tells
            elif draft.number.form == "factor":
                draft.change = "increase" if draft.value > 1 else "decrease"
            elif before is not None and before.change and self._continues(tags, before, draft, gap, lead):
                draft.change = before.change
                draft.role = "level" if lead in self._level or any(g in self._level for g in gap) else "move"
                stays = _VERBS.isdisjoint(tags[floor:at]) and "E" not in tags[floor:at] and before.unit == draft.unit
                if before.role == draft.role == "level" and stays:  # to 300, back to 5
                    draft.change = "increase" if draft.value > before.value else "decrease"
                before.role = before.role or "move"
                draft.pair = before.place if before.pair is None else before.pair
                before.pair = draft.pair
            elif before is not None and self._rejoins(tokens, tags, before, draft):
                draft.change, draft.role, before.role = before.change, "move", before.role or "move"
            else:
                self._own_trend(tokens, tags, draft, floor, sentence.stop, lead)
                if before is not None and before.change is None and draft.rule.endswith("_behind"):
                    same = gap == [",", *gap[1:2]] and gap[-1] in self._or and self._in_points(before)
                    before.change = _now(draft) if same and self._in_points(draft) else None
                gapped = before is not None and before.role == "move" and lead in self._by
                goes_on = gapped and before is not None and self._pushes_on(before, draft, gap)
                gapped = gapped and not any(self._cues.breaks(g) or g in self._from for g in gap[goes_on:])
                if _now(draft) is None and before and gapped and not any(t in "VTE" for t in tags[floor:at]):
                    draft.change, draft.role = before.change, "move"  # up 2.3%, Burlington by 2.6%
            came = before is not None and before_lead in self._from and draft.unit == before.unit
            if before is not None and came and lead in self._level and not self._series.spans(tokens, before):
                self._arrives(before, draft)
            moved = before is not None and (before.unit in (None, draft.unit) or self._in_points(before))
            if before is not None and _now(before) is None and lead in self._from and before.unit == draft.unit:
                before.change = self._came(tokens, tags, before, draft)
            if before is not None and moved and lead in self._from and _now(before):
                draft.role, draft.change = "from", None
                before.role = before.role if before.role in ("level", "move") else "level"
                if before.unit is None and before.noun is None:
                    before.measure = draft.measure  # fell by ten from $42
                draft.pair = before.pair = before.place if before.pair is None else before.pair
            folded = draft.unit == "times" and tokens.norm[draft.stop - 1] in self._folds
            if folded and _now(draft) is None and self._placed.isdisjoint(tokens.norm[draft.stop : draft.stop + 1]):
                draft.change = "increase" if draft.value > 1 else "decrease"  # dua kali lipat dibanding
            if draft.value < 0 and _now(draft) == "increase":
                draft.change = "decrease" if draft.rule.endswith(".moves") else None  # tumbuh minus 3 persen
            if before is not None and draft.role in ("level", "from") and draft.unit == before.unit:
                draft.per = draft.per or before.per  # $2 a share from $3
                before.per = before.per or draft.per
            before, before_lead = draft, lead

    def _pushes_on(self, before: Draft, draft: Draft, gap: list[str]) -> bool:
        """``memangkas utang sebesar Rp 5 triliun | dan biaya sebesar Rp 2 triliun``: one verb of two objects."""
        listed = 2 <= len(gap) <= _TAKEN and gap[0] in self._lists and self._rates.isdisjoint(gap)
        return listed and before.rule.endswith(".pushes") and before.unit == draft.unit

    def _came(self, tokens: Tokens, tags: str, before: Draft, draft: Draft) -> Change | None:
        """``was 4.2 in 2023, | up from 3.9``: the direction of a level that is told with where it came from."""
        at = draft.begin - 1
        while at > before.stop and tokens.norm[at] not in self._from:
            at -= 1
        opens = at - 2 - (tags[at - 2 : at - 1] in ("A", "J", "R"))  # well up from
        if opens < before.stop or tags[opens] not in ",(XC-":
            return None
        found = self._cues.trend_before(tokens, tags, at, at - 1)
        return found[0].change if found and found[0].how in ("particles", "moves", "nouns") else None

    def _rejoins(self, tokens: Tokens, tags: str, before: Draft, draft: Draft) -> bool:
        """``fell 2.4% from a year earlier and 9.5% sequentially``: a second change of the same thing."""
        at = max(before.stop, before.last)
        points = before.role == "move" and before.change is not None and self._in_points(before)
        if not points or draft.unit != before.unit or draft.comparison == "range" or draft.begin - at > _GAP:
            return False
        gap = tags[at : draft.begin]
        if self._series.goes_on(tokens, tags, before, draft):
            return True
        if len(gap) < 2 or tokens.norm[draft.begin - 1] not in self._lists or not _VERBS.isdisjoint(gap):
            return False
        dated = tokens.norm[draft.stop : draft.stop + 1] and tokens.norm[draft.stop] in self._calendar  # year on year
        return bool(dated) or tags[draft.stop : draft.stop + 1] not in ("O", "N", "J", "G", "V", "X", "T", "E", "P")

    def _arrives(self, before: Draft, draft: Draft) -> None:
        """``from 5 in May to 8 in June``: the level of a movement, with its direction."""
        draft.role, draft.pair = "level", before.place
        before.role, before.change = "from", None
        before.pair = draft.pair
        rises = draft.value > before.value
        draft.change = draft.change or ("increase" if rises else "decrease" if draft.value < before.value else None)

    def _continues(self, tags: str, before: Draft, draft: Draft, gap: list[str], lead: str) -> bool:
        """``rose 5% to 80``, ``fell 17 cents (2.1%)``, ``lost 162 points, or 2.14%``."""
        if ")" in gap[1:] and lead in self._level:
            gap = without_brackets(gap)
        if self._series.compares(gap):
            return False
        if not gap or len(gap) > _GAP or lead in self._from:
            return False
        if draft.noun is not None and tags[draft.begin - 1] == "I" and draft.unit != before.unit:
            return False  # fell 3% at four plants
        if lead in self._level or (len(gap) <= 4 and any(g in self._level for g in gap)):
            far = len(gap) > 4 or (draft.noun is not None and draft.unit != before.unit and len(gap) > 2)
            return all(g.isalpha() or g == "-" or (g in (",", ")") and not far) for g in gap) and not (
                far and draft.noun
            )
        if not all(g in self._or for g in gap):
            return False
        if draft.unit == before.unit:  # rose 2% and 3%, respectively
            listed = self._in_points(draft) and all(g in self._lists for g in gap)
            return listed and tags[draft.stop : draft.stop + 1] not in ("O", "N", "J", "G")
        return draft.measure is not None or gap[0] == "("

    def _own_trend(self, tokens: Tokens, tags: str, draft: Draft, floor: int, stop: int, lead: str) -> None:
        kind = draft.measure.kind if draft.measure else "count"
        if self._cues.is_compared(tokens, draft.begin, floor):
            return  # grew over the 115 of last year
        beside = self._cues.trend_after(tokens, tags, draft.stop, min(stop, draft.stop + 1))
        if beside is not None and beside.how == "nouns" and self._in_points(draft):
            draft.change, draft.rule = beside.change, f"{draft.rule}.nouns_behind"  # into 0.5% growth
            return
        for trend in self._cues.trend_before(tokens, tags, draft.begin, floor):
            if kind == "duration" and lead not in self._level and not self._lasts(tags, draft, trend, lead):
                continue
            if self._governs(tokens, tags, draft, trend, kind, lead):
                draft.change, draft.rule = trend.change, f"{draft.rule}.{trend.how}"
                passed = draft.comparison in (">", "<") and tags[draft.begin] == "I" and not self._in_points(draft)
                draft.role = "level" if lead in self._level or passed else "from" if lead in self._from else "move"
                fell = draft.role == "move" and trend.how == "moves" and draft.change == "decrease"
                if draft.role == "from" or (fell and self._units.dimensions.get(draft.unit or "") == _LENGTH):
                    draft.change = None  # who falls 150 metres is no less
                return
        at = max(draft.last, draft.stop)
        listed = (
            tags[at : at + 1] == "," and tags[draft.begin - 1 : draft.begin] == "C"
        )  # 0.3 percent, or 41 points, lower
        if draft.noun is not None and (fewer := self._cues.counts(tokens.norm[draft.noun[0]])):
            draft.change, draft.rule = fewer, f"{draft.rule}.grades_behind"
            return
        behind = self._cues.trend_after(tokens, tags, at + listed, stop)
        if behind is not None and behind.how == "grades" and not self._in_points(draft) and _is_tied(tokens, draft):
            behind = None  # the 8-inch lower screen
        if behind is not None and behind.how == "points" and not self._in_points(draft):
            behind = None
        measured = kind in ("percent", "currency", "physical") or self._in_points(draft)
        graded = behind is not None and behind.how == "grades"
        measured = graded if draft.number.form == "fraction" else measured or (draft.unit == "times" and graded)
        if behind is not None and measured:  # a third lower
            draft.change, draft.rule = behind.change, f"{draft.rule}.{behind.how}_behind"

    def _governs(self, tokens: Tokens, tags: str, draft: Draft, trend: TrendMatch, kind: str, lead: str) -> bool:
        """Whether a trend word before a number is about the number."""
        aside = aside_before(tags, trend.at + 1, draft.begin) or (draft.begin, draft.begin)
        gap = [*range(trend.at + 1, aside[0]), *range(aside[1], draft.begin)]
        points = self._in_points(draft)
        told = trend.how == "nouns" and self._is_told(tokens, tags, gap, points or kind in ("currency", "physical"))
        if tags[trend.at] == "P" or told:
            return told and (tags[trend.at] != "P" or any(tokens.word[i].istitle() for i in gap))
        if kind == "count" and draft.noun is not None and lead in self._placed:
            return False  # prices fell at 40 stores
        if trend.how != "particles" and not points and _is_tied(tokens, draft):
            return False  # shrink the 12-inch screen, cut into 1-inch pieces
        if trend.how == "trailing":  # closed at 9, off 1.2; were off 3%
            return not gap and trend.at > 0 and tags[trend.at - 1] in ",(X" and (points or kind == "currency")
        source = tags[trend.at] == "N" and len(gap) > 1 and tokens.norm[gap[0]] in self._from
        if source and lead not in self._from and tags[draft.begin - 1] != "O":
            return False  # a gain from the sale of a 5% stake
        if trend.how == "particles":
            return self._particles.govern(tokens, tags, draft, trend.at, gap, lead, points)
        if trend.how == "grades":
            named = not gap and tags[trend.at - 1] == "D"  # the lower 48 states
            rate = points and lead in self._by and tokens.norm[trend.at - 1] in self._rates
            if rate and not self._cues.ends_in_than(tokens, draft.stop, draft.stop + _THAN):
                return False  # pajak lebih tinggi sebesar 0,9 persen
            return not named and len(gap) <= 2 and not any(tags[i] in "VTE,S" for i in gap)
        verbs = any(
            tags[i] in "VTE" and tokens.norm[i] not in self._level and not self._is_no_verb(tags, i) for i in gap
        )
        if trend.how == "moves":
            linked = lead in self._level or lead in self._from or lead in self._by
            if kind == "currency" and tags[trend.at] == "N" and tags[draft.begin - 1] == "O":
                return False  # a gain of $5
            bare = not any(tags[i] in "NPC" for i in gap)
            if not points and not self._within.isdisjoint(tokens.norm[i] for i in gap):
                return False  # falls in its $60-$66 range, rose on $5 million of orders
            return not verbs and (points or ((linked or bare) and tags[trend.at] not in "NJP") or len(gap) <= 1)
        if verbs:
            return False
        if trend.how == "pushes":
            linked = lead in self._level or lead in self._from or lead in self._by
            return points or (linked and bool(gap)) or (kind == "currency" and self._goes_to(tokens, tags, draft))
        if tags[trend.at] not in "NJPG" or (trend.how == "points" and not points):
            return False
        linked = lead in self._by or lead in self._level or tags[draft.begin - 1] == "O"
        apart = tokens.norm[draft.begin - 1] in self._within  # raises tariffs on | $18 billion in imports
        if not points and gap and not linked and (kind == "count" or apart):
            return False
        gap = [i for i in gap if not abbreviates(tokens, i)]
        return len(gap) <= 6 and all(tags[i] in "NJPOAIGtDMRV" for i in gap)

    def _is_no_verb(self, tags: str, i: int) -> bool:
        """Whether a participle stands before its noun (``the price of imported rice``), or what looks like a verb is a
        noun behind an article (``cut the commission``)."""
        led = not self._head_first and tags[i - 1 : i + 1] == "DV"
        return led or (tags[i] == "E" and tags[i - 1] in "ODJ" and tags[i + 1] == "N")

    def _lasts(self, tags: str, draft: Draft, trend: TrendMatch, lead: str) -> bool:
        """``rose by 3 days``, ``an increase of 99 days``; but ``rose for 3 days``."""
        verbal = lead in self._by and tags[trend.at] in "VTEG"
        return verbal or (trend.how == "nouns" and tags[trend.at + 1 : draft.begin] == "O")

    def _is_told(self, tokens: Tokens, tags: str, gap: list[int], measured: bool) -> bool:
        """``growth | reached 5%``, ``kenaikan tarif | mencapai Rp4.000``."""
        attained = measured and len(gap) <= _TOLD and any(tokens.norm[i] in self._attains for i in gap)
        attained = attained and (self._head_first or tags[gap[0]] != "N")  # expansion fees reached 5
        return attained and all(tags[i] not in "VTE" or tokens.norm[i] in self._attains for i in gap)

    def _goes_to(self, tokens: Tokens, tags: str, draft: Draft) -> bool:
        """``lost 17 cents to 8 dollars``, ``lost 17 cents from Monday to``: a level follows."""
        at = max(draft.stop, draft.last)
        if tokens.norm[at : at + 1] and tokens.norm[at] in self._from:
            at += 1
            while at < draft.stop + 6 and tags[at : at + 1] in ("N", "P", "J", "D"):
                at += 1
        return (
            tokens.norm[at : at + 1] != []
            and tokens.norm[at] in self._level
            and (tags[at] == "t" or tags[at + 1 : at + 2] != "D")  # raised 40 at a valuation of 400
            and any(t in "M$" for t in tags[at + 1 : at + 4])
        )

    def _in_points(self, draft: Draft) -> bool:
        return draft.unit == "point" or (draft.measure is not None and draft.measure.kind == "percent")

    def is_governed(self, tokens: Tokens, tags: str, draft: Draft, floor: int) -> bool:
        """Whether a verb of growth or fall rules the number."""
        kind = draft.measure.kind if draft.measure else "count"
        found = self._cues.trend_before(tokens, tags, draft.begin, floor)
        lead = self._cues.lead(tokens, draft.begin, floor)
        return any(
            t.how in ("moves", "pushes", "particles") and self._governs(tokens, tags, draft, t, kind, lead)
            for t in found
        )


def _now(draft: Draft) -> Change | None:
    """The change that a value has by now: a type checker takes one seen as None for None after a call that sets it."""
    return draft.change


def _is_tied(tokens: Tokens, draft: Draft) -> bool:
    """Whether a hyphen ties a unit to its number, so that both modify a noun (``a 12-inch screen``)."""
    return draft.high is None and draft.stop > draft.number.stop + 1 and tokens.norm[draft.number.stop] == "-"
