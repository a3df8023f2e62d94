"""The noun phrase beside a verb of saying: who speaks, over appositions, relative clauses and dates between."""

from collections.abc import Sequence

from kabar.claim.subject.speakers import Speakers
from kabar.find.mention import Cue, Time
from kabar.frozen import Frozen, replace
from kabar.page import Page, Sentence
from kabar.record import Attribution

_BESIDE_VERB = frozenset("AXx")
_PHRASE = frozenset("DJNPsORMQG-&CI")
_PHRASE_RIGHT = frozenset("DJNPsORQG-MCI()")
_BEGINS_RIGHT = frozenset("DNPRJQMG")
_LEADING = frozenset("IC&-*")
_ATTRIBUTES = ("I", "O", "S", "R", "E", "G")  # what attributes behind a noun begin with
_GOES_ON = frozenset("SVTEXx")  # what a clause has behind its subject
_TRAILING = frozenset("IC(-")  # what no phrase ends with
_ENDS_HEAD = frozenset("IOSR(")  # what stands behind the head of a phrase and its attributes
_LONG = 14  # tokens of a phrase
_ASIDE = 30  # tokens between the commas of an apposition or a relative clause


class Found(Frozen, frozen=True, gc=False):
    """A source, the tokens of its phrase, and the words of the phrase where they are more than the source's."""

    who: Attribution
    first: int
    stop: int
    words: Attribution | None


class Phrases:
    """Finds the phrases of one page; ``bounds`` are its cues that open a clause, ``saying`` its words of saying."""

    def __init__(
        self,
        page: Page,
        tags: str,
        bounds: Sequence[Cue],
        saying: Sequence[Cue],
        times: Sequence[Time],
        speakers: Speakers,
    ) -> None:
        self._norm = page.tokens.norm
        self._tags = tags
        self._speakers = speakers
        self._bounds = frozenset([cue.first for cue in bounds if cue.value == "hard"])
        self._relatives = frozenset([cue.first for cue in bounds if cue.value == "relative"])
        self._saying = frozenset([cue.first for cue in saying])
        self._dated = frozenset([i for t in times for i in range(t.first, t.stop)])

    def left(self, cue: Cue, sentence: Sentence) -> Found | None:
        """The phrase that ends before the verb; its words may be the head that opens the sentence far before."""
        found = self._left(cue, sentence)
        stop = self._opens(sentence.first, cue.first if found is None else found.first)
        head = self._speakers.words(sentence.first, stop) if stop else None
        if head is None:
            return found
        return replace(found, words=head) if found is not None else Found(head, sentence.first, stop, None)

    def _opens(self, first: int, stop: int) -> int:
        """Where the noun phrase ends that opens a sentence and has all its attributes behind it up to ``stop``
        (`A source close to the talks told`), or 0."""
        tags, i = self._tags, first
        while i < stop and tags[i] in "DJMNP":
            i += 1
        attributes = tags[i:stop]
        return i if tags[i - 1 : i] == "N" and attributes[:1] in _ATTRIBUTES and "," not in attributes else 0

    def _left(self, cue: Cue, sentence: Sentence) -> Found | None:
        tags, first, i = self._tags, sentence.first, cue.first
        while i > first and tags[i - 1] in _BESIDE_VERB:
            i -= 1
        j = i
        while j > first and (j - 1 in self._dated or tags[j - 1] in ",()"):
            j -= 1
        if self._dated.intersection(range(j, i)):
            i = self._before_town(j, first)  # `X, Wednesday (10/12), said`
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
        return None if who is None else Found(who, sentence.first, cue.first, None)

    def _before_town(self, stop: int, first: int) -> int:
        """`X, di Bandung, Rabu, mengatakan`: where the phrase before a town between commas ends."""
        tags, i = self._tags, stop
        while i > first and tags[i - 1] == "P":
            i -= 1
        return i - 2 if first + 2 < i < stop and tags[i - 2 : i] == ",I" else stop

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
        while i < stop and (tags[i] in _LEADING or i in self._dated):
            i += 1
        if i == stop and stop > first:
            i = self._speakers.ending(first, stop)  # a name that looks like a verb
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
        tags, i, last = self._tags, cue.stop, sentence.stop - 1
        while i < sentence.stop and (tags[i] in "A,"):
            i += 1
        first = i = self._gathered(i, sentence.stop)
        if i >= sentence.stop or self._only_dated(i, sentence.stop):
            return None
        if tags[i] not in _BEGINS_RIGHT and not self._mistaken(cue, i):
            return None
        i += 1
        while i < sentence.stop and i - first < _LONG and not self._breaks(i):
            if tags[i] not in _PHRASE_RIGHT and not (i < last and self._abbreviates(i)) and not self._nominal(i):
                break
            i += 1
        while i - 1 > first and tags[i - 1] in _TRAILING:
            i -= 1
        return self._found(first, i)

    def _breaks(self, i: int) -> bool:
        """Whether no phrase goes on here: at a participle of saying, at a date with no noun behind it."""
        if i in self._dated:
            return self._tags[i + 1 : i + 2] != "N" and i + 1 not in self._dated
        return i in self._saying and self._tags[i] == "G"

    def _nominal(self, i: int) -> bool:
        """`a new book,`: a noun that looks like a verb, behind an adjective and before a mark."""
        return self._tags[i] == "V" and self._tags[i - 1] in "JQ" and self._tags[i + 1 : i + 2] in (",", ".")

    def closes(self, found: Found) -> bool:
        """`..., say oceanographers, but`: whether a stretch of the sentence ends with the phrase; behind a name,
        whether no clause goes on (`..., told Vorlan that`)."""
        if self._norm[found.stop : found.stop + 1] == [":"]:
            return False
        behind = self._tags[found.stop : found.stop + 1]
        return behind in (",", ".") if found.who.type is None else behind not in _GOES_ON

    def _gathered(self, i: int, stop: int) -> int:
        """`data yang dihimpun X`: the name behind a relative clause of a verb alone."""
        tags = self._tags
        named = i in self._relatives and i + 2 < stop and tags[i + 1] in "EV" and tags[i + 2] == "P"
        return i + 2 if named else i

    def _mistaken(self, cue: Cue, i: int) -> bool:
        """`according to witnesses`: a noun that looks like a verb, behind a preposition and with no object."""
        tags = self._tags
        return tags[cue.stop - 1] in "It" and tags[i] == "V" and tags[i + 1 : i + 2] in (",", ".", "N")

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
        if who is None or not any(c.isalpha() for c in who.name):
            return None
        return Found(who, first, stop, None if who.type == "person" else self._worded(who, first, stop))

    def _worded(self, who: Attribution, first: int, stop: int) -> Attribution | None:
        """The words of the phrase up to its first preposition, where they are others than those of the source."""
        end = next((i for i in range(first + 1, stop) if self._tags[i] in _ENDS_HEAD), stop)
        words = self._speakers.words(first, end)
        return None if words is None or words.text == who.text else words

    def _joins(self, i: int) -> bool:
        """Whether a token is part of a noun phrase; the full stop of `Inc.` and the mark of `AT&T` are."""
        return self._tags[i] in _PHRASE or self._abbreviates(i) or self._norm[i] == "&"

    def _abbreviates(self, i: int) -> bool:
        return self._tags[i] == "." and i > 0 and self._tags[i - 1] == "P"
