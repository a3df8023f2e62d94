"""Mentions to claims. Rules find what could be meant: in a sentence (``sentence``), of whom (``subject``), who says so
(``source``); ``choice`` holds the features of the candidates and the judge that chooses by weights. ``inventory`` holds
the predicates, ``assemble`` writes the records, ``explain`` shows the way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from kabar.claim.assemble import Writer
from kabar.claim.choice.predicates import Around, Prior
from kabar.claim.sentence.drafts import Parts, Reading
from kabar.claim.sentence.reading import read_sentence
from kabar.claim.sentence.site import Rules
from kabar.claim.source.saying import counts, speaks
from kabar.claim.source.sources import Sources
from kabar.claim.subject.references import References
from kabar.claim.subject.speakers import Speakers, SubjectRules
from kabar.claim.subject.subjects import Subjects
from kabar.claim.table import Inventory, PredicatesTable
from kabar.find.cues import NOBODY
from kabar.find.mention import Cue, Mentions, Quantity, Time
from kabar.frozen import replace
from kabar.lexing import Tokens
from kabar.page import Page
from kabar.record import Claim, Document

__all__ = ["Claimer", "Inventory", "PredicatesTable", "prepare"]

_DATED = frozenset(("DATE", "TIME"))


class Claimer:
    """Turns the mentions of a page into claims. Built once from the tables of one language."""

    def __init__(self, rules: Rules, subjects: SubjectRules) -> None:
        self.rules, self.subjects = rules, subjects

    def claims(
        self,
        pages: Sequence[Page],
        tags: Sequence[str],
        mentions: Sequence[Mentions],
        documents: Sequence[Document],
        models: str,
    ) -> list[list[Claim]]:
        """The claims of each page in document order; all pages are read before the first claim is written."""
        prepared = list(map(prepare, pages, tags, mentions))
        read = [list(self.readings(*row)) for row in zip(pages, tags, prepared, strict=True)]
        rows = zip(pages, tags, prepared, read, documents, strict=True)
        return [self._written(*row, models) for row in rows]

    def _written(
        self, page: Page, tags: str, mentions: Mentions, readings: Sequence[Reading], document: Document, models: str
    ) -> list[Claim]:
        """The claims of one page, with their subjects and sources."""
        references = References(self.subjects.words, page, tags, mentions.entities)
        speakers = Speakers(self.subjects, page, tags, references)
        subjects = Subjects(self.subjects, page, tags, mentions.entities, references, self.rules.judge)
        sources = Sources(page, tags, mentions.cues, mentions.times, speakers)
        writer = Writer(page, subjects, sources, speakers, self.rules, document, models)
        out: list[tuple[int, Claim]] = []
        for reading in readings:
            out += [(q.quantity.start, writer.quantity(reading, q, n)) for n, q in enumerate(reading.quantities)]
            out += [(page.tokens.start[e.event.first], writer.event(reading, e)) for e in reading.events]
        out.sort(key=lambda row: row[0])
        return [claim for _, claim in out]

    def readings(self, page: Page, tags: str, mentions: Mentions) -> Iterator[Reading]:
        """All sentences that hold a value or a time, read in order; the mentions have been prepared."""
        before: Prior | None = None
        title = self._named(page, 0) if page.sentences and page.sentences[0].section == "title" else frozenset()
        for n, parts in _sentences(page, mentions):
            sentence = page.sentences[n]
            around = Around(title, self._named(page, n - 1) if parts.quantities and n else frozenset())
            reading = read_sentence(page, sentence, tags, parts, self.rules, before, around)
            if reading.quantities:
                last = reading.quantities[-1]
                before = Prior(last.quantity, last.frame.predicate, sentence.first)
            yield reading

    def _named(self, page: Page, n: int) -> frozenset[str]:
        """The predicates whose words stand in a sentence."""
        sentence = page.sentences[n]
        hits = self.rules.predicates.find(page.tokens.norm, sentence.first, sentence.stop)
        return frozenset([sense.predicate for hit in hits for sense in hit.entry.quantities])


def _joined(cue: Cue, tokens: Tokens) -> bool:
    """Whether a hyphen makes the word part of another (`after-tax`, `one-time`)."""
    norm, first, stop = tokens.norm, cue.first, cue.stop
    if first > 1 and norm[first - 1] == "-" and tokens.glued(first) and tokens.glued(first - 1):
        return True
    return stop + 1 < len(norm) and norm[stop] == "-" and tokens.glued(stop) and tokens.glued(stop + 1)


def prepare(page: Page, tags: str, mentions: Mentions) -> Mentions:
    """Without the cues that are part of a name, a value or a time (`United States`, `more than 5`): a word has one
    owner; and without verbs of saying that say nothing here."""
    owned = set(chain.from_iterable([range(e.first, e.stop) for e in mentions.entities if e.type != "topic"]))
    owned.update(chain.from_iterable([range(q.first, q.stop) for q in mentions.quantities]))
    dated = set(chain.from_iterable([range(t.first, t.stop) for t in mentions.times]))
    norm, starts = (*page.tokens.norm, ""), [sentence.first for sentence in page.sentences]
    cues: list[Cue] = []
    for cue in mentions.cues:
        first, stop = cue.first, cue.stop
        if first in owned or (first in dated and cue.value != "comparison"):
            continue
        if (norm[first - 1] == "-" or norm[stop] == "-") and _joined(cue, page.tokens):
            continue
        saying = cue.value == "either" and cue.kind == "attribution"
        if saying and counts(cue, tags):
            continue
        mute = saying and not speaks(cue, tags, starts[bisect_right(starts, first) - 1])
        cues.append(replace(cue, value=NOBODY) if mute else cue)
    return mentions._replace(cues=tuple(cues), times=_without_ages(mentions))


def _without_ages(mentions: Mentions) -> tuple[Time, ...]:
    """The times but those that tell how old somebody is: they say nothing of how long something took."""
    ages = [q for q in mentions.quantities if "age" in q.flags]
    if not ages:
        return mentions.times
    starts = set(chain.from_iterable([range(q.first, q.stop) for q in ages]))
    return tuple(t for t in mentions.times if t.type != "DURATION" or t.first not in starts)


def _again(text: str, quantities: Sequence[Quantity]) -> frozenset[int]:
    """The values whose words an earlier one has, by their first characters."""
    seen: set[str] = set()
    out: list[int] = []
    for q in quantities:
        words = text[q.start : q.end].casefold()
        if words in seen:
            out.append(q.start)
        seen.add(words)
    return frozenset(out)


def _sentences(page: Page, mentions: Mentions) -> Iterator[tuple[int, Parts]]:
    """Sentences with a value or a dated time, by their numbers, each with its mentions."""
    starts = [sentence.first for sentence in page.sentences]
    anchors = [q.first for q in mentions.quantities] + [t.first for t in mentions.times if t.type in _DATED]
    wanted = sorted({bisect_right(starts, first) - 1 for first in anchors})
    qs, ts, es, cs = mentions.quantities, mentions.times, mentions.entities, mentions.cues
    again = _again(page.article.text, qs)
    at_q, at_t, at_e, at_c = ([m.first for m in rows] for rows in (qs, ts, es, cs))
    for n in wanted:
        sentence = page.sentences[n]
        low, high = sentence.first, sentence.stop
        yield (
            n,
            Parts(
                qs[bisect_left(at_q, low) : bisect_left(at_q, high)],
                ts[bisect_left(at_t, low) : bisect_left(at_t, high)],
                es[bisect_left(at_e, low) : bisect_left(at_e, high)],
                cs[bisect_left(at_c, low) : bisect_left(at_c, high)],
                again,
            ),
        )
