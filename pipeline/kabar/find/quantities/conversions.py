"""The same value said again in another money or unit: no second value, but an equivalent of the first."""

from kabar.find.quantities.cues import Cues
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Units
from kabar.lexing import Tokens
from kabar.record import Equivalent

_LONGEST = 6  # tokens between a value and what it is in another unit
_OPENS = frozenset(("(", "[", "/"))
_MORE = ([";"], [","], ["/"])  # between two conversions in one bracket
_MARKS = frozenset((",", "-"))
_SIZES = "data storage"  # nobody converts bytes: 512 GB or 1 TB are two


class Conversions:
    """Folds conversions into the values that they repeat."""

    def __init__(self, table: UnitsTable, units: Units, cues: Cues) -> None:
        self._units, self._cues = units, cues
        self._or = frozenset(table.alternatives) - frozenset(table.range_and) - _MARKS - _OPENS
        self._fillers = frozenset(table.fillers)
        self._equals = frozenset(word for phrase in table.equals for word in phrase.split())

    def fold(self, tokens: Tokens, drafts: list[Draft]) -> None:
        """``RMB 215,900 ($29,700)``, ``189.900 yuan atau sekitar Rp 410 juta``: the second goes into the first."""
        live = [draft for draft in drafts if not draft.swallowed]
        for k in range(len(live) - 1):
            one = live[k]
            if one.swallowed:
                continue
            for two in live[k + 1 : k + 3]:
                if not self._converts(tokens, one, two):
                    break
                self._join(tokens, one, two)

    def _converts(self, tokens: Tokens, one: Draft, two: Draft) -> bool:
        if one.measure is None or two.measure is None or two.swallowed or one.measure.kind != two.measure.kind:
            return False
        if one.unit == two.unit or two.per not in (None, one.per) or two.change not in (None, one.change):
            return False
        dimensions = self._units.dimensions
        physical = one.measure.kind == "physical" and dimensions.get(one.measure.unit) is not None
        physical = physical and dimensions.get(one.measure.unit) != _SIZES
        alike = physical and dimensions.get(one.measure.unit) == dimensions.get(two.measure.unit)
        if one.measure.kind != "currency" and not alike:
            return False
        gap = tokens.norm[max(one.stop, one.last) : two.begin]
        if not gap or len(gap) > _LONGEST:
            return False
        if one.equivalents and gap in _MORE and self._is_open(tokens, one):
            return all(found.unit != two.unit for found in one.equivalents)  # (£1m; $1.3m)
        if gap[0] in _OPENS:
            return len(gap) <= 4 and all(g in self._fillers or g in self._equals for g in gap[1:])
        later = gap[gap.index(",") :] if "," in gap[1:] and one.measure.kind == "currency" else gap
        if later is not gap and not any(word in self._equals for word in later):
            return False
        return self._is_said(later, one, two)  # 2,6 dollar pada 2015, setara

    def _is_open(self, tokens: Tokens, one: Draft) -> bool:
        """Whether the bracket with the first conversion is still open."""
        said = tokens.text[one.end : tokens.start[one.last - 1]]
        return "(" in said and ")" not in tokens.text[one.end : tokens.end[one.last - 1]]

    def _is_said(self, gap: list[str], one: Draft, two: Draft) -> bool:
        """``, or about``, ``atau setara dengan``, ``- roughly``, ``, the equivalent of``: it is the same."""
        words = gap[1:] if gap[0] in _MARKS else gap
        if any(w not in self._or and w not in self._equals and w not in self._fillers for w in words):
            return False
        if any(w in self._equals for w in words):
            return one.measure is not None and one.measure.kind == "currency"  # one gallon is 3.8 litres
        vague = two.comparison in ("~", "<", ">")
        if not words:
            return gap[0] == "-" and vague
        return words[0] in self._or and (vague or one.value != two.value)  # not 5 dollars or 5 euros

    def _join(self, tokens: Tokens, one: Draft, two: Draft) -> None:
        amount = two.scaled(two.value)
        one.equivalents.append(
            Equivalent(
                text=two.text_of(tokens), start=two.start, end=two.end,
                amount=float(amount) if two.high is None else None, unit=two.unit,
            )
        )  # fmt: skip
        closed = two.stop < len(tokens.norm) and tokens.norm[two.stop] in (")", "]")
        one.last = max(two.last, two.stop) + closed
        if one.per is None:  # behind a bracket or an aside in dashes
            found = self._units.pers.at(tokens, one.last + (tokens.norm[one.last : one.last + 1] == ["-"]), True)
            if found is not None:
                one.per, one.last = found
        two.swallowed = True
