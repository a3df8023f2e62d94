"""Who says so: sources of a page by verbs of saying, by prepositions (`according to`) and by quotation.

A quotation may run over several sentences and paragraphs; its speaker stands before, within or after it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, count

from kabar.claim.clauses import Clauses
from kabar.claim.phrases import Phrases
from kabar.claim.subjects import Resolver
from kabar.find.cues import NOBODY
from kabar.find.mention import Cue, Time
from kabar.frozen import Frozen
from kabar.lexing import Tokens, normal
from kabar.page import Page, Sentence
from kabar.record import Attribution

_NO_VERB_AFTER = frozenset("DIO")  # `a reported 5%`: an adjective, no verb of saying
_QUOTES = frozenset("\"'`")
_CLAUSE = frozenset("VTEGXM")
_WHO = frozenset(("person", "organization", "media", "place"))
_STRETCH = 12
_OPENED = 8  # sentences: an unclosed quotation ends here


class Source(Frozen, frozen=True, gc=False):
    """A named source: its cue, who it is."""

    cue: Cue
    who: Attribution
    forward: bool  # what it says follows it
    backward: bool  # what it says stands before it


def speaks(cue: Cue, tags: str) -> bool:
    """Whether the word is a verb of saying here, not `a reported 5%`, `plans announced in May`, `added $5m`."""
    if cue.value != "either":
        return True
    i, stop = cue.first, cue.stop
    before, after = tags[i - 1] if i else ".", tags[stop] if stop < len(tags) else "."
    while before == "A":
        i -= 1
        before = tags[i - 1] if i else "."
    floating = before == "D" and i > 1 and tags[i - 2] in "NP" and tags[cue.first] != "A"  # `A and B both reported`
    if (
        (before in _NO_VERB_AFTER and not floating)
        or before == "x"
        or (after == "$" and cue.rule == "attribution.report")
    ):
        return False
    if tags[cue.first] == "E" and before in "NP" and _reduced(cue.first, tags):
        return False
    return tags[cue.first] in "VTEGA" or (tags[cue.first] == "N" and (after in "RSDP" or before == "P"))


def counts(cue: Cue, tags: str) -> bool:
    """`added 358,000 jobs`, `claimed at least 17 lives`, not `said 11 people were hurt`: no saying at all."""
    if cue.rule != "attribution.report" or cue.value != "either":
        return False
    number = next((i for i in range(cue.stop, min(cue.stop + 3, len(tags))) if tags[i] not in "IAJ"), cue.stop)
    return tags[number : number + 1] == "M" and not _told(cue.stop, tags)


def _told(first: int, tags: str) -> bool:
    """Whether a verb follows in the same stretch."""
    for tag in tags[first : first + _STRETCH]:
        if tag in ",.C":
            return False
        if tag in "VTEX":
            return True
    return False


def _reduced(first: int, tags: str) -> bool:
    """Whether a participle stands behind the finite verb of its clause: it says something of a noun only."""
    verb = False
    for i in range(first - 1, -1, -1):
        if tags[i] in ',".C':
            return verb
        if tags[i] == "S":
            return False
        verb = verb or tags[i] in "VTX"
    return verb


def _counts(cue: Cue, who: Attribution, behind: bool) -> bool:
    """Whether a source without a name is one (`data showed`, not `this performance shows`); behind what it says
    anybody is (`..., bloggers reported`)."""
    head = who.text.split()[-1]
    return behind or not cue.cancels or who.type in _WHO or normal(head) in cue.cancels or head[0].isupper()


class Sources:
    """All sources of one page, found when first asked for."""

    def __init__(self, page: Page, tags: str, cues: Sequence[Cue], times: Sequence[Time], speakers: Resolver) -> None:
        self._page = page
        self._tags = tags
        self._by_sentence: dict[int, list[Source]] = {}
        self._cues = [cue for cue in cues if cue.kind == "attribution" and cue.value != NOBODY]
        if not self._cues:
            return  # nobody says anything
        self._phrases = Phrases(page, tags, cues, times, speakers)
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
            found = [self._source(cue, sentence) for cue in cues]
            known = self._by_sentence[sentence.first] = [source for source in found if source]
        return known

    def _source(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The source at one cue."""
        tags, norm, phrases = self._tags, self._page.tokens.norm, self._phrases
        right = tags[cue.stop] if cue.stop < sentence.stop else "."
        if cue.value == "after":
            found = phrases.right(cue, sentence)
            near = not cue.cancels or right == "P"
            return Source(cue, found.who, True, True) if found and near and _counts(cue, found.who, False) else None
        quoted = cue.first > sentence.first and norm[cue.first - 1] in _QUOTES
        comma = cue.first > sentence.first and tags[cue.first - 1] == ","
        if cue.value == "either" and (quoted or comma) and right in "PRDNJ":
            found = phrases.right(cue, sentence)
            if found is not None and (quoted or norm[cue.first - 2] in _QUOTES or found.who.type is not None):
                return Source(cue, found.who, True, True)
        if phrases.aside(cue, sentence):
            return None
        found = phrases.left(cue, sentence)
        forward = bool(set(tags[cue.stop : sentence.stop]) & _CLAUSE)
        if found is None or not _counts(cue, found.who, not forward):
            return None
        said = tags[sentence.first : found.first]
        backward = bool(said) and (said[-1] in ',"-' or norm[found.first - 1] in _QUOTES) and bool(set(said) & _CLAUSE)
        return Source(cue, found.who, forward, backward)

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


def quotations(page: Page) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, in order; one that is not closed ends after some sentences."""
    tokens = page.tokens
    starts = [s.first for s in page.sentences]
    out: list[tuple[int, int]] = []
    opened: int | None = None
    for i in compress(count(), map(_QUOTES.__contains__, tokens.norm)):
        if not _marks(tokens, i):
            continue
        if opened is None:
            opened = i + 1
        elif not tokens.glued(i) and i + 1 < len(tokens) and tokens.glued(i + 1):
            _close(out, opened, i, page, starts)
            opened = i + 1  # the next paragraph of the same speech opens again
        else:
            _close(out, opened, i, page, starts)
            opened = None
    if opened is not None:
        _close(out, opened, len(tokens), page, starts)
    return out


def _marks(tokens: Tokens, i: int) -> bool:
    """Whether a token is a quotation mark: `"`, or the second of two backquotes or apostrophes (wire copy)."""
    norm = tokens.norm[i]
    return norm == '"' or (i > 0 and tokens.norm[i - 1] == norm and tokens.glued(i))


def overlapping(starts: Sequence[int], sentences: Sequence[Sentence], first: int, stop: int) -> tuple[int, int]:
    """Indices (half-open) of the sentences that share a token with ``first`` to ``stop``."""
    low = max(0, bisect_right(starts, first) - 1)
    while low < len(sentences) and sentences[low].stop <= first:
        low += 1
    return low, max(low, bisect_left(starts, stop))


def _close(out: list[tuple[int, int]], opened: int, end: int, page: Page, starts: Sequence[int]) -> None:
    """Keep a quotation; one that runs over too many sentences was never closed."""
    first, stop = overlapping(starts, page.sentences, opened, end)
    if stop - first > _OPENED:
        end = page.sentences[first + 1].stop
    if end > opened:
        out.append((opened, end))
