"""What a quantity is about, as token spans with a role: ``of`` (its noun phrase), ``modifies``, ``subject``.

Not part of the hot path: claims have their own subjects; this is for the benchmark and for looking at rules.
The spans hold function words as well; who wants only content words filters by word class.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kabar.find.mention import Quantity, Time
from kabar.find.quantities.clause import Clause, Subject
from kabar.find.quantities.table import ConceptWords
from kabar.page import Page

_NOUNISH = frozenset("NPJ")
_LONGEST = 5  # content words of a subject that is named beside a nearer phrase
_BRACKET = 12  # tokens that a conversion in brackets may have


class Concept(NamedTuple):
    """Tokens ``first`` to ``stop`` (half-open) and the way in which the quantity belongs to them."""

    first: int
    stop: int
    role: str


class Concepts:
    """Finds the noun phrases that a quantity is about."""

    def __init__(self, words: ConceptWords) -> None:
        self._words = words

    def of(
        self, page: Page, tags: str, quantities: Sequence[Quantity], k: int, times: Sequence[Time] = ()
    ) -> tuple[Concept, ...]:
        """The concepts of ``quantities[k]``; tokens of ``times`` are none."""
        q = quantities[k]
        sentence = next(s for s in page.sentences if s.first <= q.first < s.stop)
        apart = {i for t in times for i in range(t.first, t.stop)}
        for other in quantities:
            apart.update(_value(page, other))
        return self._of(Clause(page.tokens, tags, sentence, apart, self._words), quantities, k)

    def _of(self, clause: Clause, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        q = quantities[k]
        if k and quantities[k - 1].first < clause.first:
            k = 0  # the one before is of another sentence
        near = self._near(clause, q)
        if not near and q.pair is not None and q.pair < k:
            return self._of(clause, quantities, q.pair)
        if not near:
            shared = self._alone(clause, quantities, k, q)
            if shared is not None:
                return shared
        subject = clause.subject(q.first)
        if not near:
            if subject is not None:
                return (Concept(*subject.span, "subject"),) if subject.span else ()
            found = self._apposed(clause, q)
            return (Concept(*found, "subject"),) if found else self._before(clause, quantities, k)
        return near + self._second(clause, q, near, subject)

    # -- with a phrase of its own

    def _near(self, clause: Clause, q: Quantity) -> tuple[Concept, ...]:
        """``5% of its sales``, ``a 30-minute film``, ``a price of 5``."""
        found = self._part_of(clause, q)
        if found:
            return (found,)
        found = self._modified(clause, q)
        if found:
            led = self._led(clause, q)
            return (led, found) if led else (found,)
        found = self._measured(clause, q) or self._meant(clause, q)
        return (found,) if found else ()

    def _behind(self, clause: Clause, q: Quantity) -> int:
        """The token behind a quantity and its conversion in brackets."""
        at = q.stop
        if q.equivalents and clause.norm[at : at + 1] == ["("]:
            closed = clause.norm[at : at + _BRACKET]
            at += closed.index(")") + 1 if ")" in closed else 0
        return at

    def _part_of(self, clause: Clause, q: Quantity) -> Concept | None:
        at = self._behind(clause, q)
        if at >= clause.stop or clause.tags[at] != "O":
            return None
        found = clause.phrase(at + 1)
        return Concept(*found, "of") if found else None

    def _modified(self, clause: Clause, q: Quantity) -> Concept | None:
        """A noun phrase right behind a unit; behind a percentage no name (``Dow +0.2% Nasdaq``)."""
        tags, at = clause.tags, self._behind(clause, q)
        if q.noun is not None or at >= clause.stop:
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
            return clause.left_phrase(link) if joined else None
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

    def _meant(self, clause: Clause, q: Quantity) -> Concept | None:
        """What a value is for: ``$5 for a ticket``, ``four options for greener fuels``."""
        at = self._behind(clause, q)
        if at + 1 >= clause.stop or clause.norm[at] not in self._words.for_ or q.unit_kind == "duration":
            return None
        if clause.tags[at + 1] not in "DNPJE":
            return None
        found = clause.phrase(at + 1)
        if found is None or clause.norm[found[1] - 1] in self._words.calendar:
            return None
        return Concept(*found, "of")

    def _second(
        self, clause: Clause, q: Quantity, near: tuple[Concept, ...], subject: Subject | None
    ) -> tuple[Concept, ...]:
        """The subject beside a nearer phrase, unless it is long or the phrase stands apart from its clause."""
        one = near[-1]
        tags = clause.tags
        if len(near) > 1 and tags[near[0].first] == "P":
            return ()  # Tylenol 500 mg tablets
        if one.role == "of" and one.stop < clause.stop and tags[one.stop] in "XVTE" and one.first > q.first:
            return ()  # 60% of them said
        at = min(c.first for c in near) if one.role != "of" or one.stop <= q.first else q.first
        at = min(at, q.first)
        while at > clause.first and tags[at - 1] in "DJAz":
            at -= 1
        if at - 1 > clause.first and tags[at - 1] == "I" and tags[at - 2] == ",":
            return ()  # , with a speed of 5
        if at > clause.first and tags[at - 1] == "," and one.role == "of" and q.unit_kind == "percent":
            return ()  # the shares, around 70% of the index
        if subject is None or subject.span is None:
            return ()
        first, stop = subject.span
        if first <= one.first < stop or sum(1 for t in tags[first:stop] if t in _NOUNISH) > _LONGEST:
            return ()
        return (Concept(first, stop, "subject"),)

    # -- without

    def _alone(self, clause: Clause, quantities: Sequence[Quantity], k: int, q: Quantity) -> tuple[Concept, ...] | None:
        """What a quantity without a phrase has from its neighbours in a list, an aside, a table row."""
        moved = self._aside(clause, q)
        if moved:
            return (Concept(*moved, "subject"),)
        if not k:
            return None
        one = quantities[k - 1]
        if self._restates(clause, one, q):
            return self._of(clause, quantities, k - 1)
        if clause.first < one.stop < q.first and not any(t in "XVTE" for t in clause.tags[one.stop : q.first]):
            found = self._apposed(clause, q, "A,(")
            if found and found[0] >= one.stop:
                return (Concept(*found, "subject"),)
        return None

    def _aside(self, clause: Clause, q: Quantity) -> tuple[int, int] | None:
        """``Bayer, down 5%``: a name before a comma and a direction."""
        at = q.first
        if at - 2 <= clause.first or clause.norm[at - 1] not in self._words.particles or clause.tags[at - 2] != ",":
            return None
        found = clause.left_phrase(at - 2, chain=False)
        return found if found and clause.tags[found[1] - 1] == "P" else None

    def _restates(self, clause: Clause, one: Quantity, two: Quantity) -> bool:
        """``17 cents (2.1%)``, ``60%, or $30 billion``: the same thing said again."""
        gap = clause.norm[one.stop : two.first]
        bracket = gap[:1] == ["("] and len(gap) <= 3 and ")" not in gap
        again = len(gap) > 1 and gap[-2] == "," and clause.tags[two.first - 1] == "C" and one.unit != two.unit
        return bracket or (again and two.noun is None)

    def _before(self, clause: Clause, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """What the quantity before is about, where only a list or an aside lies between."""
        if k == 0:
            return ()
        one, two = quantities[k - 1], quantities[k]
        gap = clause.tags[one.stop : two.first]
        if one.first < clause.first or any(t in "XVTER" for t in gap):
            return ()
        return self._of(clause, quantities, k - 1)

    def _apposed(self, clause: Clause, q: Quantity, over: str = "A,IO(z") -> tuple[int, int] | None:
        """``Dow +0.2%``, ``Bayer, down 5%``; ``over``: classes between the noun phrase and the number."""
        at = q.first
        while at > clause.first and (
            clause.tags[at - 1] in over
            or clause.norm[at - 1] in ("+", "-")
            or clause.norm[at - 1] in self._words.particles
        ):
            at -= 1
        return clause.left_phrase(at) if at < q.first or q.noun is None else None


def _value(page: Page, q: Quantity) -> range:
    """Tokens of the number and its unit, of an age to its last word; not those of a counted noun."""
    tokens, stop = page.tokens, q.noun[0] if q.noun and q.noun[0] > q.first else q.stop
    if "age" not in q.flags:
        while stop > q.first + 1 and tokens.start[stop - 1] >= q.end:
            stop -= 1
    return range(q.first, stop)
