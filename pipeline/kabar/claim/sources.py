"""Who says so: sources of a page by verbs of saying, by prepositions (`according to`) and by quotation.

A quotation may run over several sentences and paragraphs; its speaker stands before, within or after it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from kabar.claim.clauses import Clauses
from kabar.find.mention import Cue
from kabar.page import Page, Sentence
from kabar.record import Attribution

_NO_VERB_AFTER = frozenset("DIO")  # `a reported 5%`: an adjective, no verb of saying
_OPENED = 8  # sentences: an unclosed quotation ends here


class Speakers(Protocol):
    """Finds the noun phrase beside a verb of saying (kabar.claim.subjects)."""

    def speaker_near(self, token: int, first: int, stop: int, side: int) -> Attribution | None:
        """Source at a verb of saying: left (-1), right (+1) or on either side (0)."""


class Source(NamedTuple):
    """A named source: its cue, who it is."""

    cue: Cue
    who: Attribution
    postposed: bool  # stands behind what it says


class Sources:
    """All sources of one page, found when first asked for."""

    def __init__(self, page: Page, tags: str, cues: Sequence[Cue], speakers: Speakers) -> None:
        self._page = page
        self._tags = tags
        self._speakers = speakers
        self._by_sentence: dict[int, list[Source]] = {}
        self._cues = [cue for cue in cues if cue.kind == "attribution" and self._speaks(cue)]
        self._quotes = quotations(page)
        self._speaker_of: dict[int, Attribution | None] = {}

    def of(self, token: int, sentence: Sentence, clauses: Clauses) -> Attribution | None:
        """Who says what stands at the token."""
        inside = self._quote_at(token)
        named = self._named(sentence)
        if inside is not None:
            own = [s for s in named if inside[0] <= s.cue.first < inside[1]]
            return self._nearest(own, token, clauses) or self._speaker(inside)
        outside = [s for s in named if self._quote_at(s.cue.first) is None]
        return self._nearest(outside, token, clauses)

    def _nearest(self, sources: Sequence[Source], token: int, clauses: Clauses) -> Attribution | None:
        """The last source before the token, else the first behind it that stands at the end of its sentence."""
        before = [s for s in sources if s.cue.first <= token and not (s.postposed and s.cue.value != "after")]
        for source in reversed(before):
            if not _shut(source.cue.first, token, clauses):
                return source.who
        for source in sources:
            if source.cue.first > token and source.postposed and not _shut(source.cue.first, token, clauses):
                return source.who
        return None

    def _named(self, sentence: Sentence) -> list[Source]:
        """Sources of one sentence in order."""
        known = self._by_sentence.get(sentence.first)
        if known is None:
            found = (self._source(cue, sentence) for cue in self._cues if sentence.first <= cue.first < sentence.stop)
            known = self._by_sentence[sentence.first] = [source for source in found if source]
        return known

    def _source(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The source at one cue."""
        near: Callable[[int], Attribution | None] = lambda side: self._speakers.speaker_near(  # noqa: E731
            cue.first if side < 0 else cue.stop - 1, sentence.first, sentence.stop, side
        )
        if cue.value == "after":
            who = near(1)
            return Source(cue, who, True) if who else None
        left = self._tags[cue.first - 1] if cue.first > sentence.first else "."
        right = self._tags[cue.stop] if cue.stop < sentence.stop else "."
        if cue.value == "either" and left in ',"' and right in "PRDNJ":
            who = near(1)
            return Source(cue, who, True) if who else None
        who = near(-1)
        if who is None:
            return None
        start = next(
            (i for i in range(sentence.first, cue.first) if self._page.tokens.start[i] >= who.start), cue.first
        )
        comma = start > sentence.first and self._tags[start - 1] in ',"-'
        return Source(cue, who, comma or right in ".")

    def _speaks(self, cue: Cue) -> bool:
        """Whether the word is a verb of saying here, not `a reported 5%`, `was reported`, `the report`."""
        if cue.value == "after":
            return True
        tags, i = self._tags, cue.first
        before = tags[i - 1] if i else "."
        if before in _NO_VERB_AFTER and cue.value == "either":
            return False
        return tags[cue.first] in "VTEGAN" if cue.value == "either" else True

    def _quote_at(self, token: int) -> tuple[int, int] | None:
        return next((q for q in self._quotes if q[0] <= token < q[1]), None)

    def _speaker(self, quote: tuple[int, int]) -> Attribution | None:
        """The speaker of a quotation: in its sentences outside of it, else the speaker of the one just before."""
        if quote[0] not in self._speaker_of:
            self._speaker_of[quote[0]] = None  # guards against turning in circles
            self._speaker_of[quote[0]] = self._search(quote)
        return self._speaker_of[quote[0]]

    def _search(self, quote: tuple[int, int]) -> Attribution | None:
        sentences = self._page.sentences
        inside = [n for n, s in enumerate(sentences) if s.first < quote[1] + 1 and quote[0] - 1 < s.stop]
        if not inside:
            return None
        around = [*inside, inside[0] - 1, inside[-1] + 1]
        for n in around:
            if not 0 <= n < len(sentences):
                continue
            adjacent = n not in inside
            for source in self._named(sentences[n]):
                if self._quote_at(source.cue.first) is not None:
                    continue
                if adjacent and not self._touches(source, sentences[n], n < inside[0]):
                    continue
                return source.who
        before = [q for q in self._quotes if q[1] <= quote[0]]
        if before and sum(q.first >= before[-1][1] and q.stop <= quote[0] for q in sentences) <= 1:
            return self._speaker(before[-1])
        return None

    def _touches(self, source: Source, sentence: Sentence, before: bool) -> bool:
        """Whether a sentence beside a quotation introduces it (`He said:`) or closes it (`said X.`)."""
        if before:
            return self._page.tokens.norm[sentence.stop - 1] in (":", ",")
        return source.cue.first - sentence.first <= 2


def _shut(source: int, token: int, clauses: Clauses) -> bool:
    """Whether a bound closes what is said: `..., while X said`."""
    return bool(clauses.crossed(source, token) & {"comparison"}) or (
        source > token and bool(clauses.crossed(source, token) & {"soft", "hard"})
    )


def quotations(page: Page) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, in order; one that is not closed ends after some sentences."""
    tokens = page.tokens
    out: list[tuple[int, int]] = []
    opened: int | None = None
    for i, norm in enumerate(tokens.norm):
        if norm != '"':
            continue
        if opened is None:
            opened = i + 1
        elif not tokens.glued(i) and i + 1 < len(tokens) and tokens.glued(i + 1):
            opened = _close(out, opened, i, page) or i + 1  # the next paragraph of the same speech opens again
        else:
            _close(out, opened, i, page)
            opened = None
    if opened is not None:
        _close(out, opened, len(tokens), page)
    return out


def _close(out: list[tuple[int, int]], opened: int, end: int, page: Page) -> None:
    """Keep a quotation; one that runs over too many sentences was never closed."""
    inside = [s for s in page.sentences if s.stop > opened and s.first < end]
    if len(inside) > _OPENED:
        end = inside[1].stop
    if end > opened:
        out.append((opened, end))
