"""Who says so: sources of a page by verbs of saying, by prepositions (`according to`) and by quotation.

A quotation may run over several sentences and paragraphs; its speaker stands before, within or after it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kabar.claim.choice.place import within
from kabar.claim.choice.sources import Scene, Voice
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.source.phrases import Phrases
from kabar.claim.source.quotations import QUOTES, overlapping, quotations
from kabar.claim.source.saying import is_source
from kabar.claim.subject.speakers import Speakers
from kabar.find.cues import NOBODY
from kabar.find.mention import Cue, Time
from kabar.frozen import Frozen, replace
from kabar.page import Page, Sentence
from kabar.record import Attribution

_CLAUSE = frozenset("VTEGXM")
_BACK = 3  # sentences that are looked through for who spoke before
_OUTER = 8  # sentences around a claim in which its source stands, over a long quotation
_MOST = 16  # sources or names of another sentence
_NOBODY = Voice(None, "none", 0, None, -1, -1, False, False, False)


class Source(Frozen, frozen=True, gc=False):
    """A named source: its cue, who it is, and the words of its phrase where they are more than that."""

    cue: Cue
    who: Attribution
    words: Attribution | None
    forward: bool  # what it says follows it
    backward: bool  # what it says stands before it

    @property
    def first(self) -> int:
        """The token where its words of saying begin."""
        return self.cue.first


class Sources:
    """All sources of one page, found when first asked for."""

    def __init__(self, page: Page, tags: str, cues: Sequence[Cue], times: Sequence[Time], speakers: Speakers) -> None:
        self._page = page
        self._tags = tags
        self._speakers = speakers
        self._by_sentence: dict[int, list[Source]] = {}
        self._at: dict[int, Source | None] = {}
        self._cues: list[Cue] = []
        bounds: list[Cue] = []
        for cue in cues:
            if cue.kind == "terminator":
                bounds.append(cue)
            elif cue.kind == "attribution" and cue.value != NOBODY:
                self._cues.append(cue)
        if not self._cues:
            return  # nobody says anything
        self._phrases = Phrases(page, tags, bounds, self._cues, times, speakers)
        self._firsts = [cue.first for cue in self._cues]
        self._starts = [s.first for s in page.sentences]
        self._quotes = quotations(page)
        self._opened = [first for first, _ in self._quotes]
        self._speaker_of: dict[int, Attribution | None] = {}

    def of(self, token: int, sentence: Sentence, clauses: Clauses) -> Attribution | None:
        """Who says what stands at the token."""
        if not self._cues:
            return None
        inside = self._quote_at(token)
        named = self._named(sentence)
        if inside is not None:
            own = [s for s in named if inside[0] <= s.cue.first < inside[1]]
            return self._nearest(own, token, clauses) or self._speaker(inside)
        if not named:
            return None
        outside = [s for s in named if self._quote_at(s.cue.first) is None]
        return self._nearest(outside, token, clauses)

    def voices(self, token: int, sentence: Sentence, clauses: Clauses, event: bool) -> tuple[list[Voice], Scene]:
        """Everybody who may say what stands at the token, nobody last; what the rules answer is one of them."""
        answer = self.of(token, sentence, clauses)
        quoted = bool(self._cues) and self._quote_at(token) is not None
        if not self._cues:
            return [_NOBODY], Scene(token, quoted, 0, False, event)
        out: list[Voice] = []
        own = 0
        here = bisect_left(self._starts, sentence.first)
        if answer is not None:
            near = (s for n in range(here - _OUTER, here + _OUTER) for s in self._offered(n, here, token))
            said = next((s for s in near if s.who == answer), None)
            if said is None:
                out.append(self._voice(answer, "rule", here, None, True, True))
            else:
                out += self._both(said, "rule", here)
        elif quoted and (last := self._spoken_before(sentence)) is not None:
            out.append(self._voice(last, "last", here, None, False, False))
        for n in range(here - _BACK, here + 2):
            for source in self._offered(n, here, token):
                own += n == here
                if source.who != answer:
                    out += self._both(source, "source", here)
        known = {(v.who.start, v.who.end) for v in out if v.who is not None}
        before = self._speakers.people(here - 1)[-_MOST:] if here else []
        for ref in (*before, *within(self._speakers.people(here), token)):
            who = self._speakers.named(ref)
            if (who.start, who.end) not in known:
                out.append(self._voice(who, "name", here, None, False, False))
        out.append(_NOBODY)
        return out, Scene(token, quoted, own, answer is not None, event)

    def _offered(self, n: int, here: int, token: int) -> Sequence[Source]:
        """The sources of a sentence that may be meant at a token of another, or of itself: those nearest to it."""
        if not 0 <= n < len(self._page.sentences):
            return ()
        named = self._named(self._page.sentences[n])
        return within(named, token) if n == here else named[-_MOST:] if n < here else named[:_MOST]

    def _both(self, source: Source, kind: str, here: int) -> list[Voice]:
        """A source as who it is and, where its phrase says more, by its words."""
        cue, forward, backward = source.cue, source.forward, source.backward
        voice = self._voice(source.who, kind, here, cue, forward, backward)
        if source.words is None:
            return [voice]
        return [voice, self._voice(source.words, "words", here, cue, forward, backward)]

    def _voice(self, who: Attribution, kind: str, here: int, cue: Cue | None, forward: bool, backward: bool) -> Voice:
        first = bisect_right(self._page.tokens.start, who.start) - 1
        apart = bisect_right(self._starts, first) - 1 - here
        stop = bisect_left(self._page.tokens.start, who.end)
        return Voice(who, kind, apart, cue, first, stop, forward, backward, self._quote_at(first) is not None)

    def _nearest(self, sources: Sequence[Source], token: int, clauses: Clauses) -> Attribution | None:
        """The last source before the token, else the first behind it that stands at the end of its sentence."""
        before = [s for s in sources if s.cue.first <= token and s.forward]
        for source in reversed(before):
            if not _shut(source.cue.first, token, clauses):
                return source.who
        for source in sources:
            if source.cue.first > token and source.backward and not _shut(source.cue.first, token, clauses):
                return source.who
        return None

    def _named(self, sentence: Sentence) -> list[Source]:
        """Sources of one sentence in order."""
        known = self._by_sentence.get(sentence.first)
        if known is None:
            cues = self._cues[bisect_left(self._firsts, sentence.first) : bisect_left(self._firsts, sentence.stop)]
            known = []
            for cue in cues:
                source = self._alone(cue, sentence) or self._again(cue, sentence, known)
                if source is not None:
                    known.append(source)
            self._by_sentence[sentence.first] = known
        return known

    def _again(self, cue: Cue, sentence: Sentence, named: Sequence[Source]) -> Source | None:
        """`He added that`, `ujarnya`: a pronoun that stands for no name is who spoke last, here or right before."""
        i = cue.first + 1
        if not self._phrases.takes_up(i - 1):
            i = cue.first
            while i > sentence.first and self._tags[i - 1] in "AX":
                i -= 1
            if i == sentence.first or not self._phrases.takes_up(i - 1):
                return None
        last = named[-1].who if named else self._spoken_before(sentence)
        if last is None or not self._phrases.can_be(i - 1, last):
            return None
        start, end = self._page.tokens.span(i - 1, i)
        who = replace(last, text=self._page.tokens.text[start:end], start=start, end=end)
        return Source(cue, who, None, *self._sides(cue, i - 1, sentence))

    def _spoken_before(self, sentence: Sentence) -> Attribution | None:
        """Who speaks last in the sentences before."""
        n = bisect_left(self._starts, sentence.first)
        for before in reversed(self._page.sentences[max(0, n - _OUTER) : n]):
            cues = self._cues[bisect_left(self._firsts, before.first) : bisect_left(self._firsts, before.stop)]
            found = [source for cue in cues if (source := self._alone(cue, before)) is not None]
            if found:
                return found[-1].who
        return None

    def _alone(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The source at one cue, whoever spoke before; looked for once."""
        if cue.first not in self._at:
            self._at[cue.first] = self._source(cue, sentence)
        return self._at[cue.first]

    def _source(self, cue: Cue, sentence: Sentence) -> Source | None:
        tags, norm, phrases = self._tags, self._page.tokens.norm, self._phrases
        right = tags[cue.stop] if cue.stop < sentence.stop else "."
        if cue.value == "after":
            if phrases.takes_up(cue.stop - 1):
                return None  # `ujarnya`: who spoke before
            found = phrases.right(cue, sentence)
            if found is None or not (not cue.cancels or right == "P") or not is_source(cue, found.who, False):
                return None
            return Source(cue, found.who, found.words, True, True)
        quoted = cue.first > sentence.first and norm[cue.first - 1] in QUOTES
        comma = cue.first > sentence.first and tags[cue.first - 1] == ","
        if cue.value == "either" and (quoted or comma) and right in "PRDNJ":
            found = phrases.right(cue, sentence)
            sure = quoted or norm[cue.first - 2] in QUOTES
            if found is not None and (sure or phrases.closes(found)):
                return Source(cue, found.who, found.words, True, True)
        if phrases.aside(cue, sentence):
            return None
        found = phrases.acting(cue, sentence) or phrases.left(cue, sentence)
        forward, backward = self._sides(cue, sentence.first if found is None else found.first, sentence)
        if found is None or not is_source(cue, found.who, not forward):
            return None
        return Source(cue, found.who, found.words, forward, backward)

    def _sides(self, cue: Cue, first: int, sentence: Sentence) -> tuple[bool, bool]:
        """Whether what is said follows the verb, and whether it stands before the speaker at token ``first``."""
        tags = self._tags
        forward = bool(set(tags[cue.stop : sentence.stop]) & _CLAUSE)
        said, told = tags[sentence.first : first], tags[cue.stop : cue.stop + 1] == "S"  # `..., he said that`
        marked = bool(said) and (said[-1] in ',"-' or self._page.tokens.norm[first - 1] in QUOTES)
        return forward, marked and not told and bool(set(said) & _CLAUSE)

    def _quote_at(self, token: int) -> tuple[int, int] | None:
        i = bisect_right(self._opened, token) - 1
        return self._quotes[i] if i >= 0 and token < self._quotes[i][1] else None

    def _speaker(self, quote: tuple[int, int]) -> Attribution | None:
        """The speaker of a quotation: in its sentences outside of it, else the speaker of the one just before."""
        chain: list[int] = []
        at: tuple[int, int] | None = quote
        who = None
        while at is not None and who is None:
            if at[0] in self._speaker_of:
                who = self._speaker_of[at[0]]
                break
            chain.append(at[0])
            who = self._beside(at)
            at = self._just_before(at)
        self._speaker_of.update(dict.fromkeys(chain, who))
        return who

    def _beside(self, quote: tuple[int, int]) -> Attribution | None:
        """The speaker that stands in the sentences of a quotation, outside of it, or introduces or closes it."""
        sentences = self._page.sentences
        first, stop = overlapping(self._starts, sentences, quote[0] - 1, quote[1] + 1)
        if first == stop:
            return None
        for n in (*range(first, stop), first - 1, stop):
            if not 0 <= n < len(sentences):
                continue
            adjacent = not first <= n < stop
            for source in self._named(sentences[n]):
                if self._quote_at(source.cue.first) is not None:
                    continue
                if adjacent and not self._touches(source, sentences[n], n < first):
                    continue
                return source.who
        return None

    def _just_before(self, quote: tuple[int, int]) -> tuple[int, int] | None:
        """The quotation before, when no more than one sentence stands between."""
        i = bisect_left(self._opened, quote[0]) - 1
        if i < 0 or self._quotes[i][1] > quote[0]:
            return None
        before, sentences = self._quotes[i], self._page.sentences
        n = bisect_left(self._starts, before[1])
        second = n + 1 < len(sentences) and sentences[n + 1].stop <= quote[0]
        return None if second else before

    def _touches(self, source: Source, sentence: Sentence, before: bool) -> bool:
        """Whether a sentence beside a quotation introduces it (`He said:`) or closes it (`said X.`)."""
        if before:
            return self._page.tokens.norm[sentence.stop - 1] in (":", ",")
        return source.cue.first - sentence.first <= 2


def _shut(source: int, token: int, clauses: Clauses) -> bool:
    """Whether a bound closes what is said: `..., while X said`."""
    if clauses.plain:
        return False
    crossed = clauses.crossed(source, token)
    return "comparison" in crossed or (source > token and ("soft" in crossed or "hard" in crossed))
