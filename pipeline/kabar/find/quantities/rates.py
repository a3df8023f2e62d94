"""Prices of one and rates of exchange: what stands elsewhere in the sentence says per what, or in which money."""

from itertools import pairwise

from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Units
from kabar.frozen import replace
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_REACH = 12  # tokens between one kilogram and its price
_BESIDE = 6  # tokens between a word for a rate and the rate
_PASSIVE = 8  # tokens from a participle to how often
RATE = "rate"  # reason of refusal: by which a conversion was made


class Rates:
    """Completes the drafts of a sentence by the rates that it states."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._units = units
        self._priced = frozenset(table.priced)
        self._rates = frozenset(table.exchange)
        self._fused, self._names, self._phrases = units.pers.fused, units.pers.names, units.pers.phrases
        self._articles, self._of = frozenset(table.per_articles), frozenset(table.partitive)
        self._per, self._any = frozenset(table.per), frozenset(table.per_any)
        self._stretches = frozenset(table.per_adjectives)
        self._money: Lexicon[str] = Lexicon((w, code) for code, words in table.per_money.items() for w in words)

    def done(self, tokens: Tokens, tags: str, i: int) -> str | None:
        """How often what is counted before token ``i`` is done: ``50 phones | are discarded every year``."""
        at, n, norm = i, len(tags), tokens.norm
        while at < n and tags[at] in "XA":
            at += 1
        if at >= n or tags[at] != "E":
            return None
        for behind in range(at + 1, min(n, at + 1 + _PASSIVE)):
            phrase = self._phrases.at(norm, behind)
            often = self._fused.get(norm[behind]) if phrase is None else phrase.entry
            if often is not None:
                return often
            if tags[behind] not in "NIDPJA":
                break
        return None

    def exchange(self, tokens: Tokens, drafts: list[Draft], first: int) -> None:
        """``the rupiah fell to 16,250 per dollar``: a bare number per money is in the money named before."""
        for draft in drafts:
            if draft.unit is not None or draft.noun is not None or draft.number.form not in ("digits", "words"):
                continue
            found = self._money.at(tokens.norm, draft.stop) if draft.per is None and draft.stop < len(tokens) else None
            per = draft.per if found is None else found.entry
            if per is None or self._units.kinds.get(per) != "currency":
                continue
            name = self._units.money_before(tokens, draft.begin, first, per)
            if name is not None:
                draft.measure, draft.per = replace(name, factor=draft.value.__class__(1)), per
                draft.last = max(draft.last, found.stop if found else 0)

    def bases(self, tokens: Tokens, drafts: list[Draft]) -> None:
        """``12 deaths per 1,000 live births``: the second number is only what the first is counted on."""
        for one, two in pairwise(drafts):
            if one.per is not None or two.value % 1:
                continue
            at = max(one.stop, one.last)
            money = two.measure is not None and two.measure.kind == "currency"
            counted = two.measure is None and two.counted is not None
            if money and one.measure is not None and at == two.first - 1 and tokens.norm[at] in self._any:
                one.per, one.last, two.swallowed = f"{two.value:f} {two.unit}", two.stop, True  # 20 cents per $100
            elif at == two.number.first - 1 and tokens.norm[at] in self._per and counted:
                one.per, one.last, two.swallowed = f"{two.value:f} {two.counted}", max(two.stop, two.last), True

    def ones(self, tokens: Tokens, drafts: list[Draft], first: int) -> None:
        """``one kilogram sells for 13 dollars``: the one is no measure of its own, the price is per kilogram."""
        for draft in drafts:
            if draft.measure is not None and draft.measure.kind == "currency" and draft.per is None:
                draft.per = self._one(tokens, max(first, draft.begin - _REACH), draft.begin)
        for one, two in pairwise(drafts):
            if one.value != 1 or one.high is not None or one.measure is None or one.measure.kind != "physical":
                continue
            money = two.measure is not None and two.measure.kind == "currency" and two.per is None and not two.swallowed
            gap = tokens.norm[one.stop : two.begin]
            near = tokens.norm[max(first, one.begin - 3) : one.begin]
            priced = not self._priced.isdisjoint(near) or not self._priced.isdisjoint(gap)
            if money and priced and len(gap) <= _REACH and "." not in gap and one.comparison == "=":
                name = self._units.pers.name(tokens, one.stop - 1)
                if name is not None:
                    two.per, one.swallowed = name, True

    def _one(self, tokens: Tokens, first: int, stop: int) -> str | None:
        """``a litre of milk costs``, ``sekilo cabai dijual``: one of a unit and a word for a price before a value."""
        norm, sold = tokens.norm, False
        for at in range(stop - 1, first - 1, -1):
            sold = sold or norm[at] in self._priced
            if norm[at] in ".;" or norm[at][0].isdecimal():
                return None
            fused = self._fused.get(norm[at])
            if sold and fused is not None and fused not in self._stretches:
                return fused
            if sold and norm[at] in self._articles:
                name = self._names.at(norm, at + 1)
                goods = name is not None and name.stop < stop and norm[name.stop] in self._of
                if name is not None and goods and name.entry not in self._stretches:
                    return name.entry
        return None

    def conversions(self, tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
        """The drafts that only say by which rate was converted: ``(kurs Rp 16.250)``, ``($1 = 16,250 rupiah)``."""
        live = [draft for draft in drafts if not draft.swallowed]
        out = []
        for k, draft in enumerate(live):
            if draft.measure is None or draft.measure.kind != "currency":
                continue
            before = live[k - 1] if k else None
            if before is not None and self._equates(tokens, before, draft):
                out += [before, draft]
            elif before is not None and before.equivalents and draft.unit != before.unit:
                near = tokens.norm[max(before.stop, draft.begin - _BESIDE) : draft.begin]
                if not self._rates.isdisjoint(near):
                    out.append(draft)
        return out

    def _equates(self, tokens: Tokens, one: Draft, two: Draft) -> bool:
        """``$1 = 16,250 rupiah``, ``1 dolar AS = Rp 16.250``."""
        money = one.measure is not None and one.measure.kind == "currency" and one.unit != two.unit
        gap = tokens.norm[max(one.stop, one.last) : two.begin]
        return money and one.value == 1 and gap == ["="]
