"""Mentions to claims: scopes, subjects, frames, assembly."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kabar.claim.assemble import Writer
from kabar.claim.elliptic import Before
from kabar.claim.inventory import Inventory, Predicates, PredicatesTable
from kabar.claim.reading import Parts, Reading, read_sentence
from kabar.claim.sources import Sources, speaks
from kabar.claim.subjects import SubjectRules
from kabar.find.cues import NOBODY
from kabar.find.mention import Cue, Mentions
from kabar.lexing import Tokens
from kabar.page import Page, Sentence
from kabar.record import Claim, Document, Status

__all__ = ["Claimer", "Inventory", "PredicatesTable", "prepare"]

_DATED = frozenset(("DATE", "TIME"))


class Claimer:
    """Turns the mentions of a page into claims. Built once from the tables of one language."""

    def __init__(
        self, table: PredicatesTable, inventory: Inventory, subjects: SubjectRules, default: Status = "actual"
    ) -> None:
        self._predicates = Predicates(table, inventory)
        self._subjects = subjects
        self._default = default

    def claims(self, page: Page, tags: str, mentions: Mentions, document: Document, models: str) -> list[Claim]:
        """Claims in document order."""
        mentions = prepare(page, tags, mentions)
        slots = self._subjects.resolver(page, tags, mentions.entities)
        sources = Sources(page, tags, mentions.cues, mentions.times, slots)
        writer = Writer(page, slots, self._predicates, document, models)
        out: list[tuple[int, Claim]] = []
        for reading in self.readings(page, tags, mentions):
            for q in reading.quantities:
                said = sources.of(q.quantity.first, reading.sentence, reading.clauses)
                out.append((q.quantity.start, writer.quantity(reading, q, said)))
            for e in reading.events:
                said = sources.of(e.event.first, reading.sentence, reading.clauses)
                claim = writer.event(reading, e, said)
                out.append((page.tokens.start[e.event.first], claim))
        out.sort(key=lambda row: row[0])
        return [claim for _, claim in out]

    def readings(self, page: Page, tags: str, mentions: Mentions) -> Iterator[Reading]:
        """All sentences that hold a value or a time, read in order; the mentions have been prepared."""
        before = Before(None, {})
        for sentence, parts in _sentences(page, mentions):
            reading = read_sentence(page, sentence, tags, parts, self._predicates, self._default, before)
            if reading.quantities:
                named = {q.quantity.unit: q.frame for q in reading.quantities if q.quantity.unit_kind == "count"}
                known = {u: f for u, f in named.items() if u and f.predicate != "quantity"}
                before = Before(reading.quantities[-1].frame, known | before.by_unit)
            yield reading


def _joined(cue: Cue, tokens: Tokens) -> bool:
    """Whether a hyphen makes the word part of another (`after-tax`, `one-time`)."""
    i = cue.stop
    if cue.first > 1 and tokens.norm[cue.first - 1] == "-" and tokens.glued(cue.first) and tokens.glued(cue.first - 1):
        return True
    return i + 1 < len(tokens) and tokens.norm[i] == "-" and tokens.glued(i) and tokens.glued(i + 1)


def prepare(page: Page, tags: str, mentions: Mentions) -> Mentions:
    """Without the cues that are part of a name, a value or a time (`United States`, `more than 5`): a word has one
    owner; and without verbs of saying that say nothing here."""
    tokens = page.tokens
    spans = [(e.first, e.stop) for e in mentions.entities if e.type != "topic"]
    spans += [(q.first, q.stop) for q in mentions.quantities]
    owned = {i for a, b in spans for i in range(a, b)}
    dated = {i for t in mentions.times for i in range(t.first, t.stop)}
    free = (
        cue
        for cue in mentions.cues
        if cue.first not in owned and (cue.first not in dated or cue.value == "comparison") and not _joined(cue, tokens)
    )
    told = (cue if cue.kind != "attribution" or speaks(cue, tags) else cue._replace(value=NOBODY) for cue in free)
    return mentions._replace(cues=tuple(told))


def _sentences(page: Page, mentions: Mentions) -> Iterator[tuple[Sentence, Parts]]:
    """Sentences with a value or a dated time, each with its mentions."""
    starts = [sentence.first for sentence in page.sentences]
    anchors = [q.first for q in mentions.quantities] + [t.first for t in mentions.times if t.type in _DATED]
    wanted = sorted({bisect_right(starts, first) - 1 for first in anchors})
    qs, ts, es, cs = mentions.quantities, mentions.times, mentions.entities, mentions.cues
    at_q, at_t, at_e, at_c = ([m.first for m in rows] for rows in (qs, ts, es, cs))
    for n in wanted:
        sentence = page.sentences[n]
        low, high = sentence.first, sentence.stop
        yield (
            sentence,
            Parts(
                qs[bisect_left(at_q, low) : bisect_left(at_q, high)],
                ts[bisect_left(at_t, low) : bisect_left(at_t, high)],
                es[bisect_left(at_e, low) : bisect_left(at_e, high)],
                cs[bisect_left(at_c, low) : bisect_left(at_c, high)],
            ),
        )
