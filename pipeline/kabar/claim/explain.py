"""Why a sentence gave the claims it gave: mentions, cues and their scopes, rules that fired, what was refused.

The same reading that makes the claims is shown; a judge that takes notes stands in for the one at work, so that each
choice can show its candidates, what weighed most for the winner and the next one, and how sure it was.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kabar.claim.choice.events import Happening
from kabar.claim.choice.judge import Choice, Judge, Watching, Weights
from kabar.claim.choice.measures import Measure
from kabar.claim.sentence.drafts import EventDraft, QuantityDraft, Reading
from kabar.find.mention import Mentions, Refusal, Time
from kabar.frozen import replace
from kabar.page import Page
from kabar.record import Attribution, Claim, Document, Record, Status, Subject

if TYPE_CHECKING:
    from kabar.engine import Engine
    from kabar.page import Article


_SHOWN, _WEIGHED, _FEATURES = 3, 2, 4  # candidates, those with reasons, and features of each that a choice shows
_EMPTY = dict.fromkeys(("path", "position", "title", "publisher", "author", "url", "published", "published_from"))
_NOWHERE = Document(sha256="", text_sha256="", language="", **_EMPTY)


class Line(Record, frozen=True, kw_only=True):
    """One thing found: what it is, its words, what it means, and the rule or reason; ``status`` of claims only."""

    what: str
    text: str
    means: str
    rule: str
    status: Status | None = None


class Explained(Record, frozen=True, kw_only=True):
    """One sentence: its number (from 1), its text, and its lines in the order of the stages."""

    sentence: int
    text: str
    section: str
    mentions: tuple[Line, ...]
    cues: tuple[Line, ...]
    clauses: tuple[Line, ...]
    claims: tuple[Line, ...]
    choices: tuple[Line, ...] = ()
    refused: tuple[Line, ...]


class _Noting(Watching):
    """A judge that keeps a line for each choice about a page, by the character that it is about."""

    def __init__(self, judge: Judge, page: Page) -> None:
        self._judge, self._page = judge, page
        self.lines: list[tuple[int, str, str, str]] = []

    def weights(self, decision: str) -> Weights:
        """Those of the judge at work."""
        return self._judge.weights(decision)

    def watch(
        self, decision: str, anchor: int, candidates: Sequence[object], rows: Sequence[Sequence[str]], choice: Choice
    ) -> Choice:
        """Note a choice; it holds."""
        order = sorted(range(len(rows)), key=lambda i: -choice.odds[i])[:_SHOWN]
        first = [choice.index, *[i for i in order if i != choice.index]][:_SHOWN]
        names = {i: called(self._page, candidates[i]) for i in first}
        said = ", ".join(f"{names[i]} {choice.odds[i] / 10:.0f}%" for i in first)
        why = "; ".join(f"{names[i]}: {self._why(decision, rows[i])}" for i in first[:_WEIGHED])
        self.lines.append((anchor, decision, said, why))
        return choice

    def _why(self, decision: str, row: Sequence[str]) -> str:
        """The heaviest features of a candidate, with their weights."""
        heavy = self.weights(decision).heaviest(row, _FEATURES)
        return ", ".join(f"{feature.replace(chr(9), ' -> ')} {weight:+}" for feature, weight in heavy)


def called(page: Page, candidate: object) -> str:
    """A candidate of a choice in a few words."""
    if isinstance(candidate, Happening | Measure):
        return _cut(page, candidate.first, candidate.stop)
    if isinstance(candidate, Subject | Attribution):
        return candidate.name
    if isinstance(candidate, Time):
        return candidate.value or page.article.text[candidate.start : candidate.end]
    if isinstance(candidate, Claim):
        return "right"
    return {None: "none", True: "yes", False: "no"}.get(candidate) or str(candidate)  # type: ignore[call-overload]


def explain(engine: "Engine", article: "Article") -> list[Explained]:
    """All sentences of an article, also those that hold nothing."""
    page = engine.page(article)
    [tags], [mentions] = engine.find([page])
    from kabar.claim import Claimer, prepare

    noting = _Noting(engine.claimer.rules.judge, page)
    claimer = Claimer(replace(engine.claimer.rules, judge=noting), engine.claimer.subjects)
    readings = {r.sentence.first: r for r in claimer.readings(page, tags, prepare(page, tags, mentions))}
    noting.lines.clear()  # the claims are read again, with their subjects and sources
    claimer.claims([page], [tags], [mentions], [_NOWHERE], "")
    return [
        _sentence(n, page, mentions, readings.get(s.first), noting.lines, s.first, s.stop)
        for n, s in enumerate(page.sentences, start=1)
    ]


def _sentence(
    n: int,
    page: Page,
    mentions: Mentions,
    reading: Reading | None,
    notes: Sequence[tuple[int, str, str, str]],
    first: int,
    stop: int,
) -> Explained:
    sentence = page.sentences[n - 1]
    refused = [_refusal(page, r) for r in mentions.refusals if first <= r.first < stop]
    refused += [
        Line(what="number", text=_cut(page, x.first, x.stop), means=str(x.value), rule=x.refused)
        for x in mentions.numbers
        if first <= x.first < stop and x.refused
    ]
    if reading:
        refused += [
            Line(what="candidate", text=_cut(page, t.mention.first, t.mention.stop), means="", rule=t.reason)
            for t in reading.refused
        ]
    return Explained(
        sentence=n,
        text=page.article.text[sentence.start : sentence.end],
        section=sentence.section,
        mentions=tuple(_mentions(page, mentions, first, stop)),
        cues=tuple(
            Line(what=c.kind, text=_cut(page, c.first, c.stop), means=f"{c.value} {c.direction}", rule=c.rule)
            for c in (reading.parts.cues if reading else ())
        ),
        clauses=tuple(
            Line(what="clause", text=_cut(page, c.first, c.stop), means=c.kind, rule="")
            for c in (reading.clauses.clauses if reading else ())
        ),
        claims=tuple(_claims(page, reading)) if reading else (),
        choices=tuple(
            Line(what=decision, text=_word(page, anchor), means=said, rule=why)
            for anchor, decision, said, why in notes
            if sentence.start <= anchor < sentence.end
        ),
        refused=tuple(refused),
    )


def _mentions(page: Page, mentions: Mentions, first: int, stop: int) -> Iterator[Line]:
    for q in mentions.quantities:
        if first <= q.first < stop:
            means = (
                f"{q.comparison} {q.amount if q.amount is not None else f'{q.min} to {q.max}'} {q.unit or ''}".strip()
            )
            yield Line(what="quantity", text=_cut(page, q.first, q.stop), means=means, rule=q.rule)
    for t in mentions.times:
        if first <= t.first < stop:
            means = f"{t.type} {t.value} {t.modifier or ''}".strip()
            yield Line(what="time", text=_cut(page, t.first, t.stop), means=means, rule=t.rule)
    for e in mentions.entities:
        if first <= e.first < stop:
            yield Line(what="entity", text=_cut(page, e.first, e.stop), means=f"{e.name} ({e.type})", rule=e.rule)


def _claims(page: Page, reading: Reading) -> Iterator[Line]:
    for q in reading.quantities:
        frame = q.frame
        trigger = "" if frame.first is None or frame.stop is None else _cut(page, frame.first, frame.stop)
        means = f"{frame.predicate} by {trigger!r}, {_meant(q)}, sure {frame.sure / 10:.0f}%"
        text = page.article.text[q.quantity.start : q.quantity.end]
        yield Line(what="quantity", text=text, means=means, rule=frame.rule, status=q.meaning.status)
    for e in reading.events:
        time = page.article.text[e.event.time.start : e.event.time.end]
        means = f"{e.event.predicate} at {time!r}, {_meant(e)}"
        text = _cut(page, e.event.first, e.event.stop)
        yield Line(what="event", text=text, means=means, rule=e.event.rule, status=e.meaning.status)


def _meant(draft: QuantityDraft | EventDraft) -> str:
    """Status and negation, with the rules that gave them."""
    meaning = draft.meaning
    cues = ", ".join(cue.rule for cue in meaning.cues)
    return meaning.status + (" negated" if meaning.negated else "") + (f" ({cues})" if cues else "")


def _refusal(page: Page, r: Refusal) -> Line:
    return Line(what=r.dimension, text=_cut(page, r.first, r.stop), means="", rule=r.reason)


def _word(page: Page, anchor: int) -> str:
    """The word at a character."""
    i = bisect_right(page.tokens.start, anchor) - 1
    return page.tokens.word[i]


def _cut(page: Page, first: int, stop: int) -> str:
    return " ".join(page.tokens.slice(first, stop).split())
