"""Marks that are units only between the parts of one value: ``6'2"``."""

from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Found, Measure, Units
from kabar.lexing import Tokens

_QUOTED = 30  # tokens in which a quote before may be open


class Primes:
    """Finds the mark of the larger part."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._parts = {s.prime: (s, Measure(s.large, units.kinds[s.large])) for s in table.sums if s.prime}

    def at(self, tokens: Tokens, i: int) -> Found | None:
        """The mark at token ``i``, if a smaller part with its own mark is glued behind it; in quotes that would end
        them."""
        norm = tokens.norm
        if i + 2 >= len(norm) or norm[i] not in self._parts:
            return None
        part, measure = self._parts[norm[i]]
        tied = tokens.glued(i) and tokens.glued(i + 1) and tokens.glued(i + 2)
        small = norm[i + 1]
        if not tied or not small.isdecimal() or int(small) >= part.count or norm[i + 2] not in part.marks:
            return None
        quoted = norm[max(0, i - _QUOTED) : i].count(norm[i + 2]) % 2
        return None if quoted else Found(i, i + 1, measure)
