"""So many in so many: ``one in five adults``, ``four out of five``, ``empat dari lima responden`` are one number."""

from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers.digits import ratio
from kabar.find.numbers.table import NumbersTable
from kabar.frozen import replace
from kabar.lexing import Tokens

_FEW, _WHOLE, _MANY = Decimal(10), Decimal(100), Decimal(10**9)  # two in ten, 20 out of 100, one in a billion
_LONGEST = 3  # words of a link
_AHEAD = 4  # tokens behind people in which a demonstrative makes them certain ones
_FORMS = frozenset(("digits", "words", "mixed", "article"))


class Ratios:
    """Joins the two numbers of a ratio."""

    def __init__(self, table: NumbersTable) -> None:
        self._links, self._general = frozenset(table.ratios), frozenset(table.ratios_general)
        self._people, self._certain = frozenset(table.ratio_of), frozenset(table.ratio_of_not)
        self._not_before = frozenset(table.ratio_not_before)

    def join(self, tokens: Tokens, tags: str, numbers: list[Number]) -> list[Number]:
        """The same numbers, the two of each ratio as one fraction."""
        out: list[Number] = []
        for number in numbers:
            one = out[-1] if out else None
            if (
                one is not None
                and 0 < number.first - one.stop <= _LONGEST
                and self._is_ratio(tokens, tags, one, number)
            ):
                out[-1] = replace(
                    one, stop=number.stop, end=number.end, value=ratio(one.value, number.value), form="fraction",
                    approximate=False, refused=None, rule="number.ratio",
                )  # fmt: skip
            else:
                out.append(number)
        return out

    def _is_ratio(self, tokens: Tokens, tags: str, part: Number, whole: Number) -> bool:
        if part.form not in _FORMS or whole.form not in _FORMS or not 0 < part.value < whole.value or part.value % 1:
            return False
        if part.refused not in (None, "pronoun") or whole.refused is not None or whole.value % 1:
            return False
        link = " ".join(tokens.norm[part.stop : whole.first])
        follow = tags[whole.stop] if whole.stop < len(tags) else "."
        if follow not in "NPJ.,VTXEOGA" or self._at(tokens, whole.stop) in self._not_before:
            return False
        if link in self._general:
            return whole.value <= _FEW and self._in_general(tokens, whole.stop)
        if link not in self._links:
            return False
        round_ = whole.value <= _WHOLE and whole.value % 10 == 0 and " " in link
        return whole.value <= _FEW or round_ or (part.value == 1 and whole.value <= _MANY)

    def _in_general(self, tokens: Tokens, i: int) -> bool:
        """Whether people in general stand at token ``i`` (``responden``), and not certain ones (``pekerja itu``)."""
        named = (
            self._at(tokens, i) in self._people or f"{self._at(tokens, i)} {self._at(tokens, i + 1)}" in self._people
        )
        return named and self._certain.isdisjoint(tokens.norm[i + 1 : i + _AHEAD])

    def _at(self, tokens: Tokens, i: int) -> str:
        return tokens.norm[i] if i < len(tokens.norm) else ""
