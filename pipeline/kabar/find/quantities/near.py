"""The phrase that a quantity itself belongs to, as measure, modifier, object or purpose.

Not part of the hot path, see ``concepts.py``.
"""

from typing import NamedTuple

from kabar.find.mention import Quantity
from kabar.find.quantities.clause import Clause
from kabar.find.quantities.concept_words import ConceptWords
from kabar.find.quantities.phrases import INNER

_BRACKET = 12  # tokens that a conversion in brackets may have


class Concept(NamedTuple):
    """Tokens ``first`` to ``stop`` (half-open) and the way in which the quantity belongs to them."""

    first: int
    stop: int
    role: str


class Near:
    """Finds the noun phrase that a quantity stands in or beside; nothing here looks for a subject."""

    def __init__(self, words: ConceptWords) -> None:
        self._words = words

    def of(self, clause: Clause, q: Quantity) -> tuple[Concept, ...]:
        """``5% of its sales``, ``a 30-minute film``, ``a price of 5``."""
        found = self._raised(clause, q) or self._part_of(clause, q)
        if found:
            return (found,)
        found = self._modified(clause, q)
        if found:
            led = self._led(clause, q)
            return (led, found) if led else (found,)
        for rule in (self._measured, self._added, self._meant, self._glossed, self._pushed):
            found = rule(clause, q)
            if found:
                break
        return (found,) if found else ()

    def _raised(self, clause: Clause, q: Quantity) -> Concept | None:
        """``lifted its output to 5 tons of steel``: the object, not what the unit measures."""
        link = q.first - 1
        if q.unit_kind != "physical" or link <= clause.first or clause.tags[link] != "t":
            return None
        found = self._object(clause, link)
        return Concept(*found, "of") if found else None

    def _behind(self, clause: Clause, q: Quantity) -> int:
        """The token behind a quantity and its conversion in brackets."""
        at = q.stop
        inner = next((i for i in range(q.first, q.stop) if clause.tokens.start[i] >= q.end), q.stop)
        if clause.tags[inner] == "O" and inner > q.first and q.noun is None:
            return inner  # 2 tons | of waste a day
        if q.equivalents and clause.norm[at : at + 1] == ["("]:
            closed = clause.norm[at : at + _BRACKET]
            at += closed.index(")") + 1 if ")" in closed else 0
        return at

    def _part_of(self, clause: Clause, q: Quantity) -> Concept | None:
        at = self._behind(clause, q)
        if at >= clause.stop or clause.tags[at] != "O":
            return None
        found = clause.phrase(at + 1)
        if found and q.noun is not None and q.noun[0] > at:
            return None  # ten of its plants
        return Concept(*found, "of") if found else None

    def _modified(self, clause: Clause, q: Quantity) -> Concept | None:
        """A noun phrase right behind a unit; behind a percentage no name (``Dow +0.2% Nasdaq``)."""
        tags, at = clause.tags, self._behind(clause, q)
        hyphen = q.noun is not None and clause.norm[q.noun[0] - 1] == "-"  # a three-bedroom house
        if (q.noun is not None and not hyphen) or at >= clause.stop:
            return None
        if clause.norm[at] == "-" and clause.tokens.glued(at):
            at += 1
            at += tags[at : at + 1] in ("A", "J") and clause.norm[at] in self._words.dimensions  # 37 m-long
        named = tags[at : at + 1] == "P" and q.unit_kind in ("percent", "currency")
        if named or tags[at : at + 1] not in ("N", "J", "P", "G", "E") or clause.norm[at - 1] == "(":
            return None
        if clause.norm[at] in self._words.calendar:
            return None  # 9% year on year
        found = clause.phrase(at)
        return Concept(*found, "modifies") if found else None

    def _led(self, clause: Clause, q: Quantity) -> Concept | None:
        """Adjectives before a measure that modifies: ``a larger 50-inch screen``; names: ``Tylenol 500 mg tablets``."""
        tags, at = clause.tags, q.first
        if at > clause.first and tags[at - 1] == "P":
            found = clause.left_phrase(at, chain=False)
            return Concept(*found, "modifies") if found else None
        while at > clause.first and tags[at - 1] in "JE":
            at -= 1
        led = at < q.first and at > clause.first and tags[at - 1] == "D"
        return Concept(at, q.first, "modifies") if led else None

    def _measured(self, clause: Clause, q: Quantity) -> Concept | None:
        """The measure before a preposition or a bracket: ``a price of 5``, ``its output to 5``, ``the mast (5 m)``."""
        tags, at = clause.tags, q.first
        while at > clause.first and tags[at - 1] in "DA":
            at -= 1
        if at - 1 > clause.first and q.unit_kind != "duration":
            found = self._linked(clause, q, at - 1)
            if found:
                return Concept(*found, "of")
        bracket = q.first > clause.first + 1 and clause.norm[q.first - 1] == "("
        if (bracket or q.comparison in (">", ">=", "<", "<=")) and clause.is_noun(q.first - 1 - bracket):
            found = clause.left_phrase(q.first - bracket)
            if found:
                return Concept(*found, "of")
        return None

    def _linked(self, clause: Clause, q: Quantity, link: int) -> tuple[int, int] | None:
        """The noun phrase that the preposition at ``link`` ties to the quantity behind it."""
        tags = clause.tags
        if tags[link] == "O":
            return clause.left_phrase(link) if clause.is_noun(link - 1) else None
        if tags[link] not in "It" or q.noun is not None:
            joined = tags[link] == "I" and q.unit_kind == "count" and clause.is_noun(link - 1)
            found = clause.left_phrase(link) if joined else None
            return found if found and clause.tags[found[0] - 1] != INNER else None
        thing = self._object(clause, link)
        if thing is not None:
            return thing
        if q.role in ("move", "level", "from") or tags[link] == "t" or not clause.is_noun(link - 1):
            return None
        found = clause.left_phrase(link)
        opened = found is not None and (
            tags[found[0] - 1] in "OXVTEG," or clause.norm[found[0] - 1] in self._words.with_
        )
        return found if opened or q.unit_kind != "currency" else None

    def _object(self, clause: Clause, link: int) -> tuple[int, int] | None:
        """The object of the verb before a preposition: ``lifted its price in Bonn to 5``, ``sold the shop for 5``."""
        verb = clause.verb_before(link)
        if verb is None:
            return None
        at = verb + 1
        while at < link and (clause.tags[at] == "A" or clause.norm[at] in self._words.particles):
            at += 1
        if clause.tags[at] not in "DJNPGE":
            return None
        found = clause.phrase(at)
        return found if found and found[1] <= link else None

    def _pushed(self, clause: Clause, q: Quantity) -> Concept | None:
        """``pulled the sector 0.7 percent lower``: the object before a percentage."""
        if q.unit_kind != "percent" or q.first - 1 <= clause.first or not clause.is_noun(q.first - 1):
            return None
        found = clause.left_phrase(q.first)
        verb = found[0] - 1 if found else clause.first
        verb -= clause.tags[verb] == "D"
        pushed = verb >= clause.first and clause.tags[verb] in "VTE" and clause.verb_before(q.first) == verb
        return Concept(*found, "object") if found and pushed else None

    def _glossed(self, clause: Clause, q: Quantity) -> Concept | None:
        """``a larger tank, 40 litres, than``: the measure of the noun phrase before the comma."""
        comma, closed = q.first - 1, clause.tags[q.stop : q.stop + 1] in (",", ".")
        if q.unit_kind not in ("physical", "currency") or q.role or not closed or comma <= clause.first:
            return None
        found = clause.left_phrase(comma, chain=False) if clause.norm[comma] == "," else None
        return Concept(*found, "of") if found and clause.tags[found[0] - 1] in "DJ" else None

    def _added(self, clause: Clause, q: Quantity) -> Concept | None:
        """``adds 20 cents to the price of a ticket``."""
        at, verb = q.stop, q.first - 1
        while verb > clause.first and clause.tags[verb] == "A":
            verb -= 1
        if clause.tags[at : at + 1] != "t" or clause.norm[verb] not in self._words.adding:
            return None
        found = clause.phrase(at + 1, "O") if clause.tags[at + 1] in "DNPJ" else None
        return Concept(*found, "of") if found else None

    def _meant(self, clause: Clause, q: Quantity) -> Concept | None:
        """What a value is for: ``$5 for a ticket``, ``four options for greener fuels``."""
        at = self._behind(clause, q)
        if clause.tags[at : at + 2] == "Iz":
            at = next((k for k in range(at + 1, clause.stop) if clause.tags[k] != "z"), at)
        if at + 1 >= clause.stop or clause.norm[at] not in self._words.for_ or q.unit_kind == "duration":
            return None
        if clause.tags[at + 1] not in "DNPJE":
            return None
        found = clause.phrase(at + 1)
        if found is None or clause.norm[found[1] - 1] in self._words.calendar:
            return None
        return Concept(*found, "of")
