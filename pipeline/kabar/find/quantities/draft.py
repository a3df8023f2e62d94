"""A quantity in the making: mutable only while one sentence is read, and never seen outside this package."""

from decimal import Decimal

from kabar.find.mention import Number, Quantity
from kabar.find.quantities.units import Measure
from kabar.frozen import Mutable
from kabar.lexing import Tokens
from kabar.record import Change, Comparison, Equivalent, UnitKind

MEMBER = "unit_before"  # flag of a number whose noun or unit stands before it


class Draft(Mutable, eq=False, gc=False):
    """``first``/``stop``: tokens of amount, currency and unit; ``end``: of noun and denominator as well."""

    number: Number
    first: int
    stop: int
    start: int
    end: int
    value: Decimal
    measure: Measure | None = None
    last: int = 0  # token behind noun and denominator
    begin: int = 0  # first token of the comparator
    high: Decimal | None = None
    comparison: Comparison = "="
    counted: str | None = None
    noun: tuple[int, int] | None = None
    per: str | None = None
    change: Change | None = None
    role: str | None = None
    pair: int | None = None
    flags: list[str] = []
    equivalents: list[Equivalent] = []
    rule: str = "quantity"
    place: int = 0  # among the drafts of the sentence
    swallowed: bool = False  # taken over by another draft: end of a range, conversion

    @property
    def unit(self) -> str | None:
        """Code of the measure, or what is counted."""
        return self.measure.unit if self.measure else self.counted

    def scaled(self, value: Decimal) -> Decimal:
        """A value in the unit's own measure: 17 cents are 0.17 USD."""
        if self.measure is None or self.measure.factor == 1:
            return value
        product = value * self.measure.factor
        whole = product.to_integral_value()
        return whole if whole == product else product.normalize()

    def count_like(self, counted: str | None, noun: tuple[int, int] | None, generic: bool) -> None:
        """Count what is named before the number."""
        self.counted, self.noun = counted, noun
        self.flags += [MEMBER] + ["generic"] * generic

    def text_of(self, tokens: Tokens) -> str:
        """The words of the value."""
        return tokens.text[self.start : self.end]

    def finish(self) -> Quantity:
        """The finished mention."""
        value, low, high = self._bounds()
        if self.number.form == "fraction" and self.unit is None and self.rule == "quantity":
            self.rule = "fraction"
        kind: UnitKind | None = "count" if self.counted else None
        if self.measure is not None:
            kind = self.measure.kind
        return Quantity(
            self.begin, max(self.last, self.stop), self.start, self.end, value, low, high,
            "range" if self.high is not None else self.comparison, self.unit, kind, self.per, self.change,
            tuple(self.equivalents), self.noun, self.role, self.pair, tuple(self.flags), self.rule,
        )  # fmt: skip

    def _bounds(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        value = self.scaled(self.value)
        if self.high is not None:
            high = self.scaled(self.high)
            return None, min(value, high), max(value, high)
        low = None if self.comparison in ("<", "<=") else value
        high_ = None if self.comparison in (">", ">=") else value
        return value, low, high_
