"""One sentence as a string of word classes, and the noun phrases in it.

Not part of the hot path: only the concepts of quantities read sentences so.
"""

from kabar.find.quantities.concept_words import ConceptWords
from kabar.lexing import Tokens
from kabar.page import Sentence

APART = "z"  # class of a token that is no part of a noun phrase: times, values with their units
INNER = "y"  # class of a value in a noun phrase: ``the 10-year note``, ``three of the 40 seats``


class Phrases:
    """The noun phrases of one sentence; ``apart`` are tokens of times and values, ``inner`` those of attributes."""

    def __init__(
        self, tokens: Tokens, tags: str, sentence: Sentence, apart: set[int], inner: set[int], words: ConceptWords
    ) -> None:
        self.tokens, self.norm = tokens, tokens.norm
        self.first, self.stop = sentence.first, sentence.stop
        self.words = words
        marked = [*tags[: self.stop], "."]
        for i in range(self.first, self.stop):
            if i in inner:
                marked[i] = INNER
            elif i in apart and tags[i] not in ",." and not self._modifies(tags, i, apart):
                marked[i] = APART
            elif i - 1 in apart and i + 1 in apart and len(tokens.norm[i]) == 1 and tags[i] == "N":
                marked[i] = "*"  # 2 m x 3 m
            elif i > self.first:
                marked[i] = self._seen(tags, i)
        self.tags = "".join(marked)
        for i in range(self.first + 1, self.stop - 1):
            if self.tags[i] == "N" and self.norm[i] in words.verbal and self._is_verbal(i):
                self.tags = self.tags[:i] + "T" + self.tags[i + 1 :]

    def _is_verbal(self, i: int) -> bool:
        """Whether a noun is the verb of its clause (``Bonn cut rates by 5``, ``the bank set aside 8``)."""
        tags, agrees = self.tags, self.norm[i - 1][-1] == "s" or self.norm[i][-1] == "s" or self.tags[i - 1] == "P"
        agrees = agrees or self.norm[i] in self.words.past
        around = tags[i - 1] in "NPs)" and (tags[i + 1] in "DAIMtz$" or (agrees and tags[i + 1] in "NPJ"))
        first = tags.rfind(",", self.first, i) + 1 or self.first
        return around and not self._has_verb(first, i) and not self._has_verb(i + 1, self.stop)

    def _seen(self, tags: str, i: int) -> str:
        """The class of token ``i`` in its place: words of a name are names, ``net worth of`` has a noun."""
        tag, before, after = tags[i], tags[i - 1], tags[i + 1 : i + 2]
        if tag == "V" and before == "D":
            return "N"  # the book has
        if tag == "X" and self.norm[i] in self.words.participles:
            return "G"
        if before == "-" and tag == "I" and i - 2 >= self.first and tags[i - 2] in "NV" and self.tokens.glued(i - 1):
            return "N"  # start-up
        if before == "P" and tag in "EGVJNT" and self.tokens.word[i][0].isupper():
            return "P"
        if before == "P" and tag == "C" and after == "P" and self.tokens.glued(i):
            return "-"  # S&P
        worth = tag == "I" and before == "J" and after == "O"
        return "N" if worth or (tag in "AET" and before == "D" and after in ("X", "T", "V")) else tag

    def _modifies(self, tags: str, i: int, apart: set[int]) -> bool:
        """Whether a time is part of a noun phrase: ``the 2003 final``, ``the December contract``."""
        if i + 1 >= self.stop or i + 1 in apart or tags[i + 1] not in "NP" or i == self.first or i - 1 in apart:
            return False
        if tags[i] == "J":
            return True  # the daily limit
        led = tags[i - 1] == "D" and (i - 1 == self.first or tags[i - 2] not in "I")
        return led or (self.norm[i].isdecimal() and tags[i] == "M" and tags[i - 1] not in "I,")

    def is_noun(self, i: int) -> bool:
        """Whether token ``i`` is a noun or a name."""
        return self.tags[i] in "NP"

    def phrase(self, i: int, chain: str = "OI") -> tuple[int, int] | None:
        """The noun phrase that starts at ``i``, with the prepositional phrases that ``chain`` lets in."""
        tags, at = self.tags, i
        while at < self.stop and tags[at] in "DRMAQ*$zy":
            at += 1
        begin, noun = at, -1
        while at < self.stop:
            tag = tags[at]
            after = noun >= 0 and (tag == "s" or (tag == "E" and self._reduced(at, chain)))
            if tag in "NP" or after or self._gerund(at) or (tag == "M" and noun == at - 1 and tags[noun] == "P"):
                noun = at
            elif not self._inside(at, noun >= 0, chain):
                break
            at += 1
        if noun < 0 and at > begin > i and tags[begin:at] == "J" and tags[at] in ",.z":
            noun = begin  # of its crude
        return (begin, noun + 1) if noun >= 0 else None

    def _gerund(self, at: int) -> bool:
        """A form in -ing that is a noun here (``of diffuse heating``)."""
        beyond = self.tags[at + 1] if at + 1 < self.stop else "."
        return (
            self.tags[at] == "G"
            and beyond not in "DNPJR"
            and (self.tags[at - 1] in "JOI" or (self.tags[at - 1] == "N" and beyond in ".,"))
        )

    def _reduced(self, at: int, chain: str) -> bool:
        """A participle behind its noun and before a preposition: ``fuel used in Wales``."""
        behind = self.tags[at + 1 : at + 3]
        if not self._has_verb(self.first, at) and not self._has_verb(at + 1, self.stop):
            return False  # a strong quake struck near the coast
        agent = self.norm[at + 1 : at + 2] and self.norm[at + 1] in self.words.loose
        return (
            "I" in chain
            and not agent
            and self.tags[at - 1] in "NP"
            and behind[:1] == "I"
            and behind[1:] in ("D", "N", "P", "J")
        )

    def _has_verb(self, first: int, stop: int) -> bool:
        """Whether a verb stands between two tokens, before a comma."""
        clause = self.tags[first:stop].partition(",")[0]
        return any(t in "XVTE" for t in clause)

    def _inside(self, at: int, nouns: bool, chain: str) -> bool:
        """Whether a token that is no noun may stand in a phrase; ``nouns``: whether one has been seen."""
        tag, beyond = self.tags[at], self.tags[at + 1] if at + 1 < self.stop else "."
        if tag == APART:
            return self._measure(at)
        if tag in "J*y" or (tag == "M" and beyond in "NP"):
            return True
        if tag in "GE":
            return beyond in "NJP" and not (nouns and self.tags[at - 1] in "NP")
        if tag == "-" or (self.tags[at - 1] == "-" and self.tokens.glued(at - 1)):
            return self.tokens.glued(at)  # cloud-to-ground
        if tag == "D":
            return at > 0 and self.tags[at - 1] in chain + "C"
        if not nouns:
            return False
        if tag == "I" and self.norm[at] in self.words.loose:
            return False
        return (tag == "C" and self._joins(at)) or (tag in chain and beyond in "DNPJEG")

    def _measure(self, at: int) -> bool:
        """Whether a value at ``at`` stands between an article and its noun (``of a 51% stake``)."""
        first, stop = at, at
        while self.tags[first] == APART and first > self.first:
            first -= 1
        while self.tags[stop] == APART:
            stop += 1
        return self.tags[first] == "D" and self.tags[stop] in "NPJ"

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
            linked = chain and tag in links and before in "NP" and at < i
            compound = at < i and tags[at] == "-" and self.tokens.glued(at)
            participle = tag in "GE" and at < i and tags[at] in "NPJ" and self._adjectival(at - 1)
            if tag == "D":
                at -= 1
                if not (chain and before in links):
                    break
            elif tag in "NPJs-y" or (tag == "M" and before in "P-") or linked or compound or participle:
                at -= 1
            else:
                break
        while at < i and tags[at] in "D-OIy":
            at += 1
        return (at, i) if any(tags[k] in "NP" for k in range(at, i)) else None

    def _adjectival(self, i: int) -> bool:
        """Whether a participle at ``i`` modifies the noun behind it."""
        listed = self.tags[i - 1] == "," and self.tags[i - 2] in "JE"  # a dry, sheltered place
        return i == self.first or listed or self.tags[i - 1] in "DOIJC-" or self.norm[i - 1] in self.words.degrees
