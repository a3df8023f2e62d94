"""Verb groups of a sentence: who is the subject of which, and what is the object.

Not part of the hot path: only the concepts of quantities read sentences so.
"""

from typing import NamedTuple

from kabar.find.quantities.phrases import APART, Phrases
from kabar.find.words import VERB_GROUP, VERBS

_WALLS = frozenset(';,:()n"')
_LONGEST = 12  # tokens that an aside between subject and verb may have


class Subject(NamedTuple):
    """The subject of a verb: its tokens, or none where it is a pronoun; ``verb`` is where the verb group starts."""

    span: tuple[int, int] | None
    verb: int


class Clause(Phrases):
    """Steps from a quantity to the verbs before it, and to their subjects and objects."""

    def subject(self, i: int) -> Subject | None:
        """The subject of the nearest verb before token ``i`` that has one; none where no verb comes before."""
        tags, at = self.tags, i - 1
        while at >= self.first:
            if (tags[at] in VERBS or tags[at] == "G") and not (tags[at] in "GE" and self._noun_like(at)):
                begin = at
                while begin > self.first and tags[begin - 1] in VERB_GROUP and not self._parts(begin):
                    begin -= 1
                found = self._of_group(begin, at, i)
                if found is not None:
                    return found
                at = begin - 1
                continue
            if tags[at] in ";nS":
                return None  # another clause, of which the quantity is the subject
            at -= 1
        return None

    def _parts(self, i: int) -> bool:
        """Whether a verb at ``i`` starts a group of its own behind a verb (``rents that tenants paid rose``)."""
        return self.tags[i - 1] in "VTE" and self.tags[i] in "TX"

    def _noun_like(self, at: int) -> bool:
        """Whether a participle at ``at`` stands before its noun (``the printed sample``)."""
        led = self.tags[at - 1 : at] in ("D", "O", "J") or self.norm[at - 1] in self.words.degrees
        return led and self.tags[at + 1 : at + 2] in ("N", "P", "J")

    def _left(self, begin: int) -> int:
        """The token before the verb group at ``begin``, times left out."""
        at = begin - 1
        while at > self.first and self.tags[at] == APART:
            at -= 1
        if at == begin - 1:
            return at
        while at > self.first and self.tags[at] in "DA":
            at -= 1
        return at - 1 if at > self.first and self.tags[at] in "IO" else at

    def _of_group(self, begin: int, last: int, i: int) -> Subject | None:
        """The subject of the verb group of tokens ``begin`` to ``last``; none where it is the one of a verb before.

        ``i`` is the token that the verb is for.
        """
        tags = self.tags
        place = self._left(begin)
        left = tags[place] if place >= self.first else "."
        end = begin if place == begin - 1 else place + 1
        if tags[begin] == "t":
            return self._raised(begin, place) if not any(t in "NPJ" for t in tags[last + 1 : i]) else None
        if tags[begin] == "G" and not any(t == "X" for t in tags[begin:last]):
            return self._of_aside(begin, place) if self._opens_aside(place, last) else self._absolute(begin, place)
        if begin == last and tags[last] == "E" and left in "NP" and self._is_reduced(last):
            found = self.left_phrase(end, chain=False)
            return Subject(found, begin) if found else None
        tied = begin - 2 > self.first and self.tokens.glued(begin - 1)  # Inc. is, start-up is
        if left in "VTE":
            found = self._before_relative(place)
            return Subject(found, begin) if found else None
        if left == "R" and (tags[place - 1] != "I" or self.norm[place - 1] in self.words.loose):
            inner = place > self.first and tags[place - 1] in "NPz" and self.norm[place - 1] not in self.words.saying
            left_behind = inner and "," in tags[last:i] and any(t in "XVTE" for t in tags[self.first : place])
            return None if left_behind else self._pronoun(place, begin)  # for the weeks you wait, totalling 5
        if left in 'RNPJ)*sMG"' or (tied and left in ".IA" and tags[begin - 2] in "P-"):
            found = self.segment(end)
            if found is not None:
                return Subject(found, begin)
        if left == "," and begin == last and self._opens_aside(place, last):
            return self._of_aside(begin, place)
        if left == ",":  # an aside between subject and verb
            found = self._before_aside(place)
            return Subject(found, begin) if found else None
        if left in "SD" and place > self.first:
            return Subject(self._antecedent(place), begin)
        return None

    def _is_reduced(self, last: int) -> bool:
        """``products priced at``: a participle behind its noun, with a verb before it or behind it."""
        tags = self.tags
        if tags[last + 1 : last + 2] not in ("I", "O", "t"):
            return False
        at = last - 1
        while at >= self.first and tags[at] not in "nS":
            if tags[at] in "XVT" or (tags[at] == "E" and tags[at + 1] in "DRN"):
                return True
            at -= 1
        return False

    def _of_aside(self, begin: int, comma: int) -> Subject:
        """``The firm, backed by 5``: the noun phrase before the comma, unless it stands in a phrase itself."""
        found = self.left_phrase(comma)
        led = self.tags[self.first : found[0]].rstrip("DMJz") if found else "I"
        return Subject(None if led[-1:] == "I" else found, begin)

    def _opens_aside(self, comma: int, last: int) -> bool:
        """Whether a participle behind a comma and a noun tells of the noun: no verb comes before."""
        form = self.tags[last] == "G" or (self.tags[last] == "E" and self.tags[last + 1] in "IO")
        tied = form and comma > self.first and self.tags[comma] == "," and self.is_noun(comma - 1)
        return tied and not any(t in "XVTE" for t in self.tags[self.first : comma])

    def _raised(self, begin: int, place: int) -> Subject | None:
        """``expects sales to grow 5%``: the object of some verbs is the subject of the infinitive behind it."""
        if self.tags[place] not in "NPRs":
            return None
        if self.tags[place] == "R":
            raising = self.norm[place - 1] in self.words.raising
            return Subject(None, begin) if raising else None
        found = self.left_phrase(place + 1, links="OI")
        while found and found[0] > self.first and self.tags[found[0] - 1] in "DMz":
            found = found[0] - 1, found[1]
        if found and found[0] > self.first and self.norm[found[0] - 1] in self.words.raising:
            return Subject(found, begin)
        return None

    def _absolute(self, begin: int, place: int) -> Subject | None:
        """``with shares trading at 5``, ``the pound going to 1``: a participle has the noun before it as subject."""
        if place < self.first or place < begin - 1 or self.tags[place] not in "NPs":
            return None
        found = self.left_phrase(place + 1, links="O")
        if found is None:
            return None
        opener = found[0] - 1
        while opener >= self.first and self.tags[opener] in "Dz":
            opener -= 1
        free = opener < self.first or self.tags[opener] in "VTE" or self.norm[opener] in self.words.with_
        return Subject(found, begin) if free else None

    def _pronoun(self, place: int, begin: int) -> Subject:
        """A pronoun; ``Volvo said it sold 5`` means Volvo."""
        at = place - 1
        if at > self.first and self.norm[at] in self.words.that:
            at -= 1
        if at > self.first and self.norm[at] in self.words.saying:
            said = self._of_group(at, at, begin)
            if said and said.span and self._agrees(place, said.span[1] - 1):
                return Subject(said.span, begin)
        return Subject(None, begin)

    def _agrees(self, pronoun: int, noun: int) -> bool:
        """Whether a pronoun may stand for a noun: no plural that is a common noun for a singular."""
        plural = self.tags[noun] == "N" and self.norm[noun].endswith("s")
        return not plural or self.norm[pronoun] in self.words.plural

    def _before_aside(self, comma: int) -> tuple[int, int] | None:
        """The subject that an aside parts from its verb; none where a verb stands before the aside."""
        floor = max(self.first, comma - _LONGEST)
        start = next((k for k in range(comma - 1, floor, -1) if self.tags[k] == ","), 0)
        if not start or any(t in "XVT" for t in self.tags[self.first : start]):
            return None
        return self.segment(start)

    def _before_relative(self, i: int) -> tuple[int, int] | None:
        """The subject that a relative clause parts from its verb; ``i`` is a token of that clause."""
        while i > self.first and self.tags[i] not in "SR,n":
            i -= 1
        return self.segment(i) if i > self.first and self.tags[i] in "SR" and self.is_noun(i - 1) else None

    def _antecedent(self, i: int) -> tuple[int, int] | None:
        """What a relative pronoun at ``i`` stands for; where that is a value, what the value is said of."""
        at = i
        while at > self.first and self.tags[at - 1] in ",I":
            at -= 1
        links = "O" if at < i else "OI"
        while at > self.first and self.tags[at - 1] == APART:
            at -= 1
        if at > self.first and self.tags[at] == APART:
            before = self.subject(at)
            return before.span if before else None
        return self.left_phrase(at, links=links)

    def segment(self, stop: int) -> tuple[int, int] | None:
        """From the start of the clause to the verb group at ``stop``."""
        tags, at = self.tags, stop
        while at > self.first:
            tag = tags[at - 1]
            if tag == "-" and not self.tokens.glued(at - 1) and self._heads(at - 1):
                return self.first, stop  # Volvo - The maker of cars lost 5%
            if tag in _WALLS or tag in "Sz" or (tag == "-" and not self.tokens.glued(at - 1)):
                break
            if tag == "C" and any(t in "XVT" for t in tags[self.first : at - 1]) and not self._pair(at - 1, stop):
                break
            if (tag in "XVT" and at < stop) or (
                tag == "E" and at < stop and tags[at] in "DRMPJ$N" and tags[at - 2] in "NPRXA"
            ):
                break
            at -= 1
        group = at
        while group - 1 > self.first and tags[group - 1] in VERB_GROUP:
            group -= 1
        if group < at and tags[group - 1] == "S" and self.is_noun(group - 2):
            return self.segment(group - 1)  # patients who took the drug lost
        if at - 1 > self.first and tags[at - 1] == "S" and any(t in "XVTE" for t in tags[at:stop]):
            return self._before_relative(at - 1)
        at, stop = self._trimmed(at, stop)
        if tags[stop - 1] == "R" or tags[at : at + 1] == "R" or not self._has_head(at, stop):
            if at > self.first and tags[at - 1] == "," and not any(tags[k] in "RNP" for k in range(at, stop)):
                return self.left_phrase(at - 1)
            return None
        return at, stop

    def _heads(self, dash: int) -> bool:
        """Whether only a name stands before a dash."""
        return dash > self.first and all(t in "NP" for t in self.tags[self.first : dash])

    def _has_head(self, at: int, stop: int) -> bool:
        """Whether there is a noun, or an adjective that stands for one (``the lowest``)."""
        return any(t in "NPG" for t in self.tags[at:stop]) or (self.tags[at:stop] == "DJ")

    def _trimmed(self, at: int, stop: int) -> tuple[int, int]:
        """A segment without the phrase before its subject (``In Bern the firm``) and the clause in it (``it has``)."""
        tags = self.tags
        inner = next((k for k in range(at + 1, stop) if tags[k] == "R" and tags[k - 1] in "NP"), stop)
        stop = inner - 1 if inner < stop and tags[inner - 1] == "I" else inner
        if tags[stop - 1] == "R" and tags[stop - 2] == "I":
            stop -= 2  # the voltage across it
        if tags[at : at + 1] != "I":
            return at, stop
        k = at + 1
        while k < stop:
            opens = tags[k] in "DP" or tags[k - 1 : k + 1] in ("NJ", "PN")
            if opens and tags[k - 1] in "NP" and tags[k] != tags[k - 1]:
                return k, stop
            k += 1
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

    # -- objects

    def verb_before(self, i: int) -> int | None:
        """The last verb (no auxiliary) before token ``i`` in its clause."""
        at = i - 1
        while at >= self.first and self.tags[at] not in 'nS,;"':
            if self.tags[at] in "XVTEG" and not (
                self.tags[at] in "GE" and self.tags[at + 1] in "NJP" and self.tags[at - 1] in "DOJI"
            ):
                return at
            at -= 1
        return None
