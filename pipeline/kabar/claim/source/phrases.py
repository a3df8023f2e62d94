"""The noun phrase beside a verb of saying: who speaks, over appositions, relative clauses and dates between."""

from collections.abc import Sequence

from kabar.claim.subject.speakers import Speakers
from kabar.find.mention import Cue, Time
from kabar.frozen import Frozen
from kabar.page import Page, Sentence
from kabar.record import Attribution

_BESIDE_VERB = frozenset("AXx")
_PHRASE = frozenset("DJNPsORMQG-&CI")
_PHRASE_RIGHT = frozenset("DJNPsORQG-MCI()")
_BEGINS_RIGHT = frozenset("DNPRJQMG")
_LEADING = frozenset("IC&-*")
_LONG = 14  # tokens of a phrase
_ASIDE = 30  # tokens between the commas of an apposition or a relative clause


class Found(Frozen, frozen=True, gc=False):
    """A source and the first token of its phrase."""

    who: Attribution
    first: int


class Phrases:
    """Finds the phrases of one page; ``bounds`` are its cues that open a clause."""

    def __init__(self, page: Page, tags: str, bounds: Sequence[Cue], times: Sequence[Time], speakers: Speakers) -> None:
        self._norm = page.tokens.norm
        self._tags = tags
        self._speakers = speakers
        self._bounds = frozenset([cue.first for cue in bounds if cue.value == "hard"])
        self._relatives = frozenset([cue.first for cue in bounds if cue.value == "relative"])
        self._dated = frozenset([i for t in times for i in range(t.first, t.stop)])

    def left(self, cue: Cue, sentence: Sentence) -> Found | None:
        """The phrase that ends before the verb."""
        tags, first, i = self._tags, sentence.first, cue.first
        while i > first and tags[i - 1] in _BESIDE_VERB:
            i -= 1
        j = i
        while j > first and (j - 1 in self._dated or tags[j - 1] in ",()"):
            j -= 1
        if self._dated.intersection(range(j, i)):
            i = j  # `X, Wednesday (10/12), said`
        if i > first and tags[i - 1] in ",)":
            opened = self._opened(i - 1, first)
            if opened is not None and not tags[opened + 1 : i - 1].strip("P."):
                own = self._described(opened, i - 1, first)
                return own or self._before_place(opened, first) or self._ending(opened, first)
            return self._ending(i - 1 if opened is None else opened, first)
        return self._titled(self._ending(i, first), i, first)

    def acting(self, cue: Cue, sentence: Sentence) -> Found | None:
        """`Roe began with a joke, saying`: who does what the participle behind a comma goes with."""
        if self._tags[cue.first] != "G" or self._tags[cue.first - 1] != ",":
            return None
        who = self._speakers.acting(sentence.first, cue.first)
        return None if who is None else Found(who, sentence.first)

    def _described(self, comma: int, stop: int, first: int) -> Found | None:
        """`The head of the clinic, Ann Roe, said`: the person whom what stands before the comma describes."""
        if "N" not in self._tags[max(first, comma - _LONG) : comma] or stop - comma < 2:
            return None
        own = self._ending(stop, comma + 1)
        return own if own is not None and own.who.type in ("person", "other") else None

    def _before_place(self, comma: int, first: int) -> Found | None:
        """`Xyz Corp., Reno, Nev., said`: the phrase before a town and its state."""
        tags, i = self._tags, comma
        while i > first and tags[i - 1] == "P":
            i -= 1
        seat = first < i < comma and tags[i - 1] == ","
        return self._ending(i - 1, first) if seat else None

    def _titled(self, found: Found | None, stop: int, first: int) -> Found | None:
        """`Ann Roe, minister of health said`: the name before an office that no second comma closes."""
        if found is None or found.first - first < 2 or self._norm[found.first - 1] != ",":
            return found
        if self._tags[found.first - 2] != "P" or not self._speakers.office(found.first):
            return found
        before = self._ending(found.first - 1, first)
        return before if before is not None and before.who.type in ("person", "other") else found

    def _opened(self, comma: int, first: int) -> int | None:
        """`Jim Press, vice president, said`, `X, which owns Y, said`: the comma or bracket that opens what is put in;
        None where it is the phrase itself (`In October, X, said`)."""
        tags = self._tags
        for i in range(comma - 1, max(first, comma - _ASIDE) - 1, -1):
            if tags[i] in ",(":
                if i - 1 in self._dated:
                    return None
                relative = i + 1 in self._relatives or tags[i + 1] in "SR"
                return i if relative or not set(tags[i + 1 : comma]) & frozenset("VTX") else None
            if tags[i] == "." and not self._abbreviates(i):
                return None
        return None

    def _ending(self, stop: int, first: int) -> Found | None:
        """The noun phrase that ends at a token; it does not begin with a preposition or a bound."""
        tags, i = self._tags, stop
        while i > first and self._joins(i - 1) and i - 1 not in self._bounds and stop - i < _LONG:
            i -= 1
        while i < stop and tags[i] in _LEADING:
            i += 1
        if i >= stop or (i + 1 < stop and tags[i] == "G" and tags[i + 1] in "ID"):
            return None
        return self._found(i, stop)

    def takes_up(self, token: int) -> bool:
        """Whether the word is a pronoun for who spoke before (``he``)."""
        return self._speakers.takes_up(token)

    def can_be(self, token: int, who: Attribution) -> bool:
        """Whether the pronoun can mean somebody of this type."""
        return self._speakers.can_be(token, who)

    def right(self, cue: Cue, sentence: Sentence) -> Found | None:
        """The phrase that begins behind the words, with its apposition (`kata VP Fuel Retail X Muhammad Y`)."""
        tags, i = self._tags, cue.stop
        while i < sentence.stop and (tags[i] in "A,"):
            i += 1
        first = i
        if i >= sentence.stop or tags[i] not in _BEGINS_RIGHT or self._only_dated(i, sentence.stop):
            return None
        while i < sentence.stop and i - first < _LONG and (tags[i] in _PHRASE_RIGHT or self._abbreviates(i)):
            i += 1
        return self._found(first, i)

    def _only_dated(self, first: int, stop: int) -> bool:
        """`ujarnya, Rabu (5/8)`: a date, and nobody behind it (`announced Friday by X`)."""
        i = first
        while i < stop and (i in self._dated or self._tags[i] in "()"):
            i += 1
        return i > first and (i >= stop or self._tags[i] in '.,"')

    def aside(self, cue: Cue, sentence: Sentence) -> bool:
        """`new terms, announced Friday, would`: a participle between commas says nothing."""
        i, tags = cue.stop, self._tags
        while i < sentence.stop and (i in self._dated or tags[i] == "I"):
            i += 1
        return i > cue.stop and i < sentence.stop and tags[i] == "," and cue.first > 0 and tags[cue.first - 1] == ","

    def _found(self, first: int, stop: int) -> Found | None:
        who = self._speakers.speaker(first, stop) if first < stop else None
        return Found(who, first) if who is not None and any(c.isalpha() for c in who.name) else None

    def _joins(self, i: int) -> bool:
        """Whether a token is part of a noun phrase; the full stop of `Inc.` and the mark of `AT&T` are."""
        return self._tags[i] in _PHRASE or self._abbreviates(i) or self._norm[i] == "&"

    def _abbreviates(self, i: int) -> bool:
        return self._tags[i] == "." and i > 0 and self._tags[i - 1] == "P"
