"""What a quantity is about, as token spans with a role: ``of``, ``modifies``, ``object``, ``subject``.

Not part of the hot path: claims have their own subjects; this is for the benchmark and for looking at rules.
The spans hold function words as well; who wants only content words filters by word class.
"""

from collections.abc import Sequence

from kabar.find.mention import Quantity, Time
from kabar.find.quantities.clause import Clause, Subject
from kabar.find.quantities.concept_words import ConceptWords
from kabar.find.quantities.near import Concept, Near
from kabar.page import Page

_NOUNISH = frozenset("NPJ")
_LONGEST = 5  # content words of a subject that is named beside a nearer phrase


class Concepts:
    """Finds the noun phrases that a quantity is about."""

    def __init__(self, words: ConceptWords) -> None:
        self._words = words
        self._near = Near(words)

    def of(
        self, page: Page, tags: str, quantities: Sequence[Quantity], k: int, times: Sequence[Time] = ()
    ) -> tuple[Concept, ...]:
        """The concepts of ``quantities[k]``; tokens of ``times`` are none."""
        return self.of_clause(self.clause(page, tags, quantities, k, times), quantities, k)

    def clause(
        self, page: Page, tags: str, quantities: Sequence[Quantity], k: int, times: Sequence[Time] = ()
    ) -> Clause:
        """The sentence of ``quantities[k]`` with its word classes, times and values set apart."""
        q = quantities[k]
        sentence = next(s for s in page.sentences if s.first <= q.first < s.stop)
        apart = {i for t in times for i in range(t.first, t.stop)}
        inner: set[int] = set()
        for other in quantities:
            (inner if _attribute(page, tags, other) else apart).update(_value(page, other))
        return Clause(page.tokens, tags, sentence, apart, inner, self._words)

    def of_clause(self, clause: Clause, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """The concepts of ``quantities[k]`` in its sentence."""
        q = quantities[k]
        if k and quantities[k - 1].first < clause.first:
            k = 0  # the one before is of another sentence
        near = self._near.of(clause, q)
        if not near and q.pair is not None and q.pair < k:
            return self.of_clause(clause, quantities, q.pair)
        if not near:
            shared = self._alone(clause, quantities, k, q)
            if shared is not None:
                return shared
        if not near and q.noun is not None and clause.tags[q.noun[1]] in "XT":
            return ()  # 45 clinics were shut
        subject = clause.subject(q.first)
        if not near:
            if subject is not None:
                return (Concept(*subject.span, "subject"),) if subject.span else ()
            found = self._apposed(clause, q)
            return (Concept(*found, "subject"),) if found else self._before(clause, quantities, k)
        return near + self._second(clause, q, near, subject)

    def _second(
        self, clause: Clause, q: Quantity, near: tuple[Concept, ...], subject: Subject | None
    ) -> tuple[Concept, ...]:
        """The subject beside a nearer phrase, unless it is long or the phrase stands apart from its clause."""
        one = near[-1]
        tags = clause.tags
        if one.role == "object":
            return ()
        if len(near) > 1 and tags[near[0].first] == "P":
            return ()  # Tylenol 500 mg tablets
        if one.role == "of" and one.stop < clause.stop and tags[one.stop] in "XVTE" and one.first > q.first:
            return ()  # 60% of them said
        if one.role == "of" and q.noun is not None and one.first > q.first and tags[q.first - 1] in "It":
            return ()  # in three parts of the town
        at = min(near[0].first, q.first)
        while at > clause.first and (tags[at - 1] in "DJAz-" or tags[at - 2 : at] == "z,"):
            at -= 1
        if (
            one.role == "of"
            and one.stop < q.first
            and tags[one.stop] == "I"
            and clause.norm[at - 1] in self._words.with_
        ):
            return ()  # with wages at 5
        if (
            at - 1 > clause.first
            and tags[at - 1] in "It"
            and (tags[at - 2] == "," or tags[at - 3 : at - 1] in (",E", ",G"))
        ):
            return ()  # , with a speed of 5
        if at > clause.first and tags[at - 1] == "," and one.role == "of" and q.unit_kind == "percent":
            return ()  # the shares, around 70% of the index
        if subject is None or subject.span is None:
            return ()
        first, stop = subject.span
        if (
            set(clause.norm[one.first : one.stop]) <= set(clause.norm[first:stop])
            or sum(1 for t in tags[first:stop] if t in _NOUNISH) > _LONGEST
        ):
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
        if self._restates(clause, one, q) or self._goes_on(clause, one, q):
            return self.of_clause(clause, quantities, k - 1)
        if clause.first < one.stop < q.first and not any(t in "XVTE" for t in clause.tags[one.stop : q.first]):
            found = self._apposed(clause, q, "A,(")
            if found and found[0] >= one.stop:
                return (Concept(*found, "subject"),)
        return None

    def _aside(self, clause: Clause, q: Quantity) -> tuple[int, int] | None:
        """``Bayer, down 5%``: a name before a comma and a direction; ``with the Dow up 5%``: any noun phrase."""
        at = q.first - 1
        if at - 1 <= clause.first or clause.norm[at] not in self._words.particles:
            return None
        if clause.is_noun(at - 1):
            return clause.left_phrase(at)
        found = clause.left_phrase(at - 1, chain=False) if clause.tags[at - 1] == "," else None
        return found if found and clause.tags[found[1] - 1] == "P" else None

    def _restates(self, clause: Clause, one: Quantity, two: Quantity) -> bool:
        """``17 cents (2.1%)``, ``60%, or $30 billion``: the same thing said again."""
        gap = clause.norm[one.stop : two.first]
        bracket = gap[:1] == ["("] and len(gap) <= 3 and ")" not in gap
        again = len(gap) > 1 and gap[-2] == "," and clause.tags[two.first - 1] == "C" and one.unit != two.unit
        return bracket or (again and two.noun is None)

    def _goes_on(self, clause: Clause, one: Quantity, two: Quantity) -> bool:
        """``sales of $5 million, up 4% from $4 million``: the same measure."""
        gap = range(one.stop, two.first)
        links = all(clause.tags[i] in ",zAIt" and (clause.tags[i] in ",z" or self._is_link(clause, i)) for i in gap)
        return links and any(clause.norm[i] in self._words.particles for i in gap) and one.first >= clause.first

    def _is_link(self, clause: Clause, i: int) -> bool:
        return clause.norm[i] in self._words.particles or clause.norm[i] in self._words.from_

    def _before(self, clause: Clause, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """What the quantity before is about, where only a list or an aside lies between."""
        if k == 0:
            return ()
        one, two = quantities[k - 1], quantities[k]
        gap = clause.tags[one.stop : two.first]
        if one.first < clause.first or any(t in "XVTER" for t in gap):
            return ()
        return self.of_clause(clause, quantities, k - 1)

    def _apposed(self, clause: Clause, q: Quantity, over: str = "A,IO(z") -> tuple[int, int] | None:
        """``Dow +0.2%``, ``Bayer, down 5%``; ``over``: classes between the noun phrase and the number."""
        at = q.first
        while at > clause.first and (
            clause.tags[at - 1] in over
            or clause.tags[at - 2 : at] == "IJ"
            or clause.norm[at - 1] in ("+", "-")
            or clause.norm[at - 1] in self._words.particles
        ):
            at -= 1
        return clause.left_phrase(at, links="OI") if at < q.first or q.noun is None else None


def _attribute(page: Page, tags: str, q: Quantity) -> bool:
    """Whether a value stands inside a noun phrase: before what it counts, or tied to its unit before a noun."""
    norm = page.tokens.norm
    if q.noun is not None:
        return True
    tied = "-" in norm[q.first : q.stop] and q.comparison != "range"
    return tied and tags[q.stop : q.stop + 1] in ("N", "P", "J")


def _value(page: Page, q: Quantity) -> range:
    """Tokens of the number and its unit, of an age to its last word; not those of a counted noun."""
    tokens, stop = page.tokens, q.noun[0] if q.noun and q.noun[0] > q.first else q.stop
    if "age" not in q.flags:
        while stop > q.first + 1 and tokens.start[stop - 1] >= q.end:
            stop -= 1
    return range(q.first, stop)


__all__ = ["Concept", "Concepts"]
