"""What a quantity is about, as token spans with a role: ``of`` (its noun phrase), ``modifies``, ``subject``.

Not part of the hot path: claims have their own subjects; this is for the benchmark and for looking at rules.
The spans hold function words as well; who wants only content words filters by word class.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kabar.find.mention import Quantity
from kabar.page import Page, Sentence

_VERBS = frozenset("XVTE")
_GROUP = frozenset("XVTEGAxt")
_NOUNISH = frozenset("NPJ")
_LONGEST = 5  # content words of a subject that is named beside a nearer phrase
_WALLS = frozenset(';,:()n"')


class Concept(NamedTuple):
    """Tokens ``first`` to ``stop`` (half-open) and the way in which the quantity belongs to them."""

    first: int
    stop: int
    role: str


class Clause:
    """One sentence seen as a string of word classes, with steps to noun phrases and verbs."""

    def __init__(self, page: Page, tags: str, sentence: Sentence) -> None:
        self.norm, self.tags, self.tokens = page.tokens.norm, tags, page.tokens
        self.first, self.stop = sentence.first, sentence.stop

    def phrase(self, i: int, chain: str = "O") -> tuple[int, int] | None:
        """The noun phrase that starts at ``i``, with the prepositional phrases that ``chain`` lets in."""
        tags, at = self.tags, i
        while at < self.stop and tags[at] in "DRM*$":
            at += 1
        begin, noun = at, -1
        while at < self.stop:
            tag = tags[at]
            if tag in "NP" or (tag == "s" and noun >= 0) or self._gerund(at):
                noun = at
            elif not self._inside(at, noun >= 0, chain):
                break
            at += 1
        return (begin, noun + 1) if noun >= 0 else None

    def _gerund(self, at: int) -> bool:
        """A form in -ing that is a noun here (``of diffuse heating``)."""
        beyond = self.tags[at + 1] if at + 1 < self.stop else "."
        return (
            self.tags[at] == "G"
            and beyond not in "DNPJR"
            and (self.tags[at - 1] in "JOI" or (self.tags[at - 1] == "N" and beyond in ".,"))
        )

    def _inside(self, at: int, nouns: bool, chain: str) -> bool:
        """Whether a token that is no noun may stand in a phrase; ``nouns``: whether one has been seen."""
        tag, beyond = self.tags[at], self.tags[at + 1] if at + 1 < self.stop else "."
        if tag in "J*" or (tag in "GE" and beyond in "NJP"):
            return True
        if tag == "-":
            return self.tokens.glued(at)
        if tag == "D":
            return at > 0 and self.tags[at - 1] in chain + "C"
        return nouns and ((tag == "C" and self._joins(at)) or (tag in chain and beyond in "DNPJEG"))

    def _joins(self, i: int) -> bool:
        """Whether a conjunction links two nouns and not two clauses."""
        at = i + 1
        while at < self.stop and self.tags[at] in "DJP":
            at += 1
        after = self.tags[at + 1] if self.tags[at : at + 1] == "N" and at + 1 < self.stop else self.tags[at : at + 1]
        return self.tags[i + 1 : i + 2] in ("N", "P", "J") and after not in "XVT"

    def left_phrase(self, i: int, chain: bool = True, links: str = "O") -> tuple[int, int] | None:
        """The noun phrase that ends before token ``i``, with the prepositional phrases that hang on it."""
        tags, at = self.tags, i
        while at > self.first:
            tag, before = tags[at - 1], tags[at - 2] if at - 1 > self.first else "."
            linked = chain and tag in links and before in "NP"
            compound = at < i and tags[at] == "-" and self.tokens.glued(at)
            participle = tag in "GE" and at < i and tags[at] in "NPJ" and self._adjectival(at - 1)
            if tag == "D":
                at -= 1
                if not (chain and before in links):
                    break
            elif tag in "NPJs-" or (tag == "M" and before in "P-") or linked or compound or participle:
                at -= 1
            else:
                break
        while at < i and tags[at] in "D-OI":
            at += 1
        return (at, i) if any(tags[k] in "NP" for k in range(at, i)) else None

    def _adjectival(self, i: int) -> bool:
        """Whether a participle at ``i`` modifies the noun behind it."""
        return i == self.first or self.tags[i - 1] in "DOIJ,C-"

    def subject(self, i: int) -> tuple[int, int] | None:
        """The subject of the nearest verb before token ``i`` that has one."""
        tags, at = self.tags, i - 1
        while at >= self.first:
            if tags[at] in _VERBS:
                begin = at
                while begin > self.first and tags[begin - 1] in _GROUP:
                    begin -= 1
                left = tags[begin - 1] if begin > self.first else "."
                if tags[begin] == "t" or (tags[begin] == "G" and left not in "X"):
                    at = begin - 1
                    continue
                if begin == at and tags[at] == "E" and tags[at + 1 : at + 2] in ("I", "O", "t") and left in "NP":
                    return self.left_phrase(begin, chain=False) or self.segment(begin)
                tied = begin - 2 > self.first and self.tokens.glued(begin - 1)  # Inc. is, start-up is
                if left in 'NPRJ)*sM"' or (tied and left in ".IA" and tags[begin - 2] in "P-"):
                    found = self.segment(begin)
                    if found is not None or left == "R":
                        return found
                if left == ",":  # an aside between subject and verb
                    aside = next((k for k in range(begin - 2, self.first, -1) if tags[k] == ","), 0)
                    found = self.segment(aside) if aside else None
                    if found is not None:
                        return found
                if left == "S" or (left == "D" and begin - 1 > self.first):
                    return self.antecedent(begin - 1)
                at = begin - 1
                continue
            if tags[at] in ";nS":
                return None  # another clause, of which the quantity is the subject
            at -= 1
        return None

    def antecedent(self, i: int) -> tuple[int, int] | None:
        """What a relative pronoun at ``i`` stands for."""
        at = i
        while at > self.first and self.tags[at - 1] in ",I":
            at -= 1
        return self.left_phrase(at)

    def segment(self, stop: int) -> tuple[int, int] | None:
        """From the start of the clause to the verb group at ``stop``."""
        tags, at = self.tags, stop
        while at > self.first:
            tag = tags[at - 1]
            if tag in _WALLS or tag == "S" or (tag == "-" and not self.tokens.glued(at - 1)):
                break
            if tag == "C" and any(t in "XVT" for t in tags[self.first : at - 1]) and not self._pair(at - 1, stop):
                break
            if (tag in "XVT" and at < stop) or (
                tag == "E" and at < stop and tags[at] in "DRMP$N" and tags[at - 2] in "NPRXA"
            ):
                break
            at -= 1
        if tags[stop - 1] == "R" or tags[at : at + 1] == "R" or not any(tags[k] in "NP" for k in range(at, stop)):
            if at > self.first and tags[at - 1] == "," and not any(tags[k] in "RNP" for k in range(at, stop)):
                return self.left_phrase(at - 1)
            return None
        return at, stop

    def _pair(self, i: int, stop: int) -> bool:
        """Whether the conjunction at ``i`` links the two halves of one subject."""
        return (
            i > self.first
            and self.tags[i - 1] in "NP"
            and i + 1 < stop
            and self.tags[i + 1] in "NPDJ"
            and not any(t in "XVTE" for t in self.tags[max(self.first, i - 4) : i])
        )


class Concepts:
    """Finds the noun phrases that a quantity is about."""

    def of(self, page: Page, tags: str, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """The concepts of ``quantities[k]``."""
        q = quantities[k]
        sentence = next(s for s in page.sentences if s.first <= q.first < s.stop)
        clause = Clause(page, tags, sentence)
        near = self._near(clause, q)
        if near is None and q.pair is not None and q.pair < k:
            return self.of(page, tags, quantities, q.pair)
        if k and near is None:
            floor = quantities[k - 1].stop
            if sentence.first < floor < q.first and not any(t in "XVTE" for t in tags[floor : q.first]):
                found = self._apposed(clause, q)
                if found and found[0] >= floor:
                    return (Concept(*found, "subject"),)
        if k and near is None and self._restates(clause, quantities[k - 1], q):
            return self.of(page, tags, quantities, k - 1)
        subject = clause.subject(q.first)
        if near is None:
            if subject is None:
                found = self._apposed(clause, q)
                if found:
                    return (Concept(*found, "subject"),)
                return self._before(page, clause, quantities, k)
            return (Concept(*subject, "subject"),)
        if near.role == "modifies" and tags[q.first - 1] in "P" and q.first > sentence.first:
            named = clause.left_phrase(q.first, chain=False)  # Tylenol 500 mg tablets
            if named is not None:
                return Concept(*named, "modifies"), near
        rules = near.role == "of" and near.stop < sentence.stop and tags[near.stop] in "XVT"  # 60% of them said
        if rules or subject is None or subject[0] <= near.first < subject[1]:
            return (near,)
        if sum(1 for t in tags[subject[0] : subject[1]] if t in _NOUNISH) > _LONGEST:
            return (near,)
        return near, Concept(*subject, "subject")

    def _before(self, page: Page, clause: Clause, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """What the quantity before is about, where only a list or an aside lies between."""
        if k == 0:
            return ()
        one, two = quantities[k - 1], quantities[k]
        gap = clause.tags[one.stop : two.first]
        if one.first < clause.first or any(t in "XVTER" for t in gap):
            return ()
        return self.of(page, clause.tags, quantities, k - 1)

    def _restates(self, clause: Clause, one: Quantity, two: Quantity) -> bool:
        """``17 cents (2.1%)``, ``60%, or $30 billion``: the same thing said again."""
        gap = clause.norm[one.stop : two.first]
        bracket = gap[:1] == ["("] and len(gap) <= 2
        again = len(gap) > 1 and gap[-2] == "," and clause.tags[two.first - 1] == "C" and one.unit != two.unit
        return bracket or (again and two.noun is None)

    def _near(self, clause: Clause, q: Quantity) -> Concept | None:
        """``5% of its sales``, ``a 30-minute film``, ``a price of 5``."""
        return self._part_of(clause, q) or self._modified(clause, q) or self._measured(clause, q)

    def _part_of(self, clause: Clause, q: Quantity) -> Concept | None:
        if q.stop >= clause.stop or clause.tags[q.stop] != "O":
            return None
        found = clause.phrase(q.stop + 1, "OI")
        return Concept(*found, "of") if found else None

    def _modified(self, clause: Clause, q: Quantity) -> Concept | None:
        """A noun phrase right behind a unit; behind a percentage no name (``Dow +0.2% Nasdaq``)."""
        tags, at = clause.tags, q.stop
        if q.noun is not None or at >= clause.stop:
            return None
        at += clause.norm[at] == "-"
        named = tags[at : at + 1] == "P" and (tags[q.stop - 1] == "P" or q.unit_kind == "percent")
        if named or tags[at : at + 1] not in ("N", "J", "P", "G", "E") or clause.norm[at - 1] == "(":
            return None
        found = clause.phrase(at, "OI")
        return Concept(*found, "modifies") if found else None

    def _measured(self, clause: Clause, q: Quantity) -> Concept | None:
        """The measure before a preposition or a bracket: ``a price of 5``, ``its output to 5``, ``the mast (5 m)``."""
        tags, at = clause.tags, q.first
        while at > clause.first and tags[at - 1] in "DA":
            at -= 1
        if at - 1 > clause.first and tags[at - 2] in "NP" and q.unit_kind != "duration":
            link = tags[at - 1]
            moved = q.role in ("move", "level", "from")
            plain = not moved and (link == "O" or (link == "I" and q.unit_kind in ("currency", "count", "physical")))
            if plain:
                found = clause.left_phrase(at - 1)
                if found:
                    return Concept(*found, "of")
        bracket = q.first > clause.first + 1 and clause.norm[q.first - 1] == "("
        if (bracket or q.comparison in (">", ">=", "<", "<=")) and tags[q.first - 1 - bracket] in "NP":
            found = clause.left_phrase(q.first - bracket)
            if found:
                return Concept(*found, "of")
        return None

    def _apposed(self, clause: Clause, q: Quantity) -> tuple[int, int] | None:
        """``Dow +0.2%``, ``Unite Group, down 68p``."""
        at = q.first
        while at > clause.first and (clause.tags[at - 1] in "A,IO(" or clause.norm[at - 1] in ("+", "-")):
            at -= 1
        return clause.left_phrase(at)
