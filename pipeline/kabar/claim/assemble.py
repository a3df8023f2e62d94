"""Drafts to records: spans, slots, ids and keys."""

from kabar.__about__ import __version__
from kabar.claim.choice.judge import Choice
from kabar.claim.choice.place import within
from kabar.claim.choice.sources import rows
from kabar.claim.choice.subjects import Before, Focus
from kabar.claim.choice.sure import Shares, confidence
from kabar.claim.quotes import Quotes
from kabar.claim.sentence.drafts import Event, EventDraft, QuantityDraft, Reading
from kabar.claim.sentence.site import Rules
from kabar.claim.sentence.values import number_of
from kabar.claim.source.sources import Sources
from kabar.claim.subject.speakers import Speakers
from kabar.claim.subject.subjects import Subjects
from kabar.find.mention import Quantity
from kabar.find.mention import Time as TimeMention
from kabar.frozen import replace
from kabar.page import Page, Sentence
from kabar.record import (
    SCHEMA_VERSION,
    Attribution,
    Change,
    Claim,
    Confidence,
    Document,
    Extractor,
    Place,
    Span,
    Subject,
    Value,
    claim_id,
    content_key,
)

_NAME = "kabar"
# what a record says before it is judged
_OPEN = Confidence(claim=0, subject=0, predicate=0, value=None, time=0, status=0, attribution=0, all=0)
_BEHIND = 3  # tokens between a verb and what it affects


class Writer:
    """Writes the drafts of one page as records."""

    def __init__(
        self,
        page: Page,
        subjects: Subjects,
        sources: Sources,
        speakers: Speakers,
        rules: Rules,
        document: Document,
        models: str,
    ) -> None:
        self._page = page
        self._subjects = subjects
        self._sources = sources
        self._speakers = speakers
        self._rules = rules
        self._document = document
        self._models = models
        self._quotes = Quotes(page)
        self._before: Before | None = None

    def quantity(self, reading: Reading, draft: QuantityDraft, order: int) -> Claim:
        """The record of a value; ``order`` is its place among those of its sentence."""
        q, frame, sentence = draft.quantity, draft.frame, reading.sentence
        first = number_of(q, self._page.tokens)
        said, voice = self._said(q.first, q.start, reading, False)
        focus = Focus(
            first,
            q.first,
            q.stop,
            -1 if frame.first is None else frame.first,
            -1 if frame.stop is None else frame.stop,
            reading.ground.verb(first, frame.first),
            frame.predicate,
            q.unit_kind or "none",
            q.unit or "none",
            "" if said is None else said.name,
            self._item(reading, q),
            q.noun,
            self._before,
            order,
            len(reading.quantities),
        )
        subject, who = self._subject(q.start, reading, focus)
        return self._claim(
            sentence,
            kind="quantity",
            predicate=frame.predicate,
            anchor=(q.start, q.end),
            subject=subject,
            trigger=self._quotes.span(frame.first, frame.stop),
            object_=self._object(reading, q, frame.first, frame.stop),
            value=self._value(draft, reading),
            time=draft.time,
            duration=draft.duration,
            place=self._speakers.place(q.first, sentence.first, sentence.stop),
            draft=draft,
            said=said,
            shares=_shares(draft, who, voice),
            rules=(q.rule, f"predicate.{frame.rule}"),
        )

    def _subject(self, start: int, reading: Reading, focus: Focus) -> tuple[Subject | None, Choice]:
        """Of whom a claim is, which the next one looks back at."""
        subject, choice = self._subjects.subject(start, reading.ground, focus)
        name = "" if subject is None else subject.name
        self._before = Before(name, focus.predicate, focus.unit, reading.sentence.first)
        return subject, choice

    def _item(self, reading: Reading, q: Quantity) -> tuple[int, int, str] | None:
        """The item of a list that a value belongs to."""
        item = self._subjects.items(reading.ground, reading.parts.quantities).get(q.first)
        return None if item is None else (item.first, item.stop, item.rule)

    def _said(self, token: int, start: int, reading: Reading, event: bool) -> tuple[Attribution | None, Choice]:
        """Who says what stands at a token, a character of the document."""
        voices, scene = self._sources.voices(token, reading.sentence, reading.clauses, event)
        described = rows(reading.ground, voices, scene)
        choice = self._rules.judge.pick("source", start, [voice.who for voice in voices], described)
        return voices[choice.index].who, choice

    def event(self, reading: Reading, draft: EventDraft) -> Claim:
        """The record of an event."""
        event, sentence = draft.event, reading.sentence
        start, end = self._page.tokens.span(event.first, event.stop)
        said, voice = self._said(event.told, start, reading, True)
        focus = Focus(
            event.told,
            event.told,
            event.stop,
            event.told,
            event.stop,
            reading.ground.verb(event.told, event.told),
            event.predicate,
            "event",
            "event",
            "" if said is None else said.name,
            None,
            None,
            self._before,
            0,
            len(reading.quantities),
        )
        subject, who = self._subject(start, reading, focus)
        return self._claim(
            sentence,
            kind="event",
            predicate=event.predicate,
            anchor=(start, end),
            subject=subject,
            trigger=self._quotes.span(event.first, event.stop),
            object_=self._affected(event, reading),
            value=None,
            time=event.time,
            duration=None,
            place=self._speakers.place(event.first, sentence.first, sentence.stop),
            draft=draft,
            said=said,
            shares=_shares(draft, who, voice),
            rules=(f"event.{event.rule}",),
        )

    def _claim(
        self,
        sentence: Sentence,
        *,
        kind: str,
        predicate: str,
        anchor: tuple[int, int],
        subject: Subject | None,
        trigger: Span | None,
        object_: str | None,
        value: Value | None,
        time: TimeMention | None,
        duration: TimeMention | None,
        place: Place | None,
        draft: QuantityDraft | EventDraft,
        said: Attribution | None,
        shares: Shares,
        rules: tuple[str, ...],
    ) -> Claim:
        meant = draft.meaning
        fired = (*rules, *[cue.rule for cue in meant.cues], *((f"time.{time.rule}",) if time else ()))
        when, lasted = self._quotes.time(time), self._quotes.duration(duration)
        claim = Claim(
            schema_version=SCHEMA_VERSION,
            id=claim_id(self._document.sha256, kind, predicate, *anchor),
            key=content_key(kind, subject, predicate, value, when, lasted, meant.status, meant.negated),
            kind=kind,  # type: ignore[arg-type]
            subject=subject,
            predicate=predicate,
            trigger=trigger,
            object=object_,
            value=value,
            time=when,
            duration=lasted,
            place=place,
            status=meant.status,
            negated=meant.negated,
            attribution=said,
            evidence=self._quotes.evidence(sentence),
            document=self._document,
            confidence=_OPEN,
            extractor=Extractor(name=_NAME, version=__version__, models=self._models, rules=fired),
        )
        return replace(claim, confidence=confidence(self._rules.judge, anchor[0], claim, shares))

    def _value(self, draft: QuantityDraft, reading: Reading) -> Value:
        """The value of a quantity; numbers become floats only here."""
        q, name = draft.quantity, draft.frame.predicate
        measure = self._rules.predicates.inventory[name]
        amount = None if q.amount is None else float(q.amount)
        return Value(
            text=self._page.article.text[q.start : q.end],
            start=q.start,
            end=q.end,
            amount=amount,
            min=amount if q.min is q.amount else None if q.min is None else float(q.min),
            max=amount if q.max is q.amount else None if q.max is None else float(q.max),
            comparison=q.comparison,
            unit=q.unit or (measure.unit if q.unit_kind in (None, "count") else None),
            unit_kind=q.unit_kind,
            per=q.per,
            change=self._change(draft, reading),
            equivalents=q.equivalents,
        )

    def _change(self, draft: QuantityDraft, reading: Reading) -> Change | None:
        """The change of the value: the stated one, unless the number itself is the fall; else what the verb implies."""
        q, frame = draft.quantity, draft.frame
        measure = self._rules.predicates.inventory[frame.predicate]
        if not measure.keeps_change and q.unit_kind != "percent" and not moved(draft, reading):
            return None
        if q.change is None and measure.implies and frame.rule.startswith(("verb.", "list.")):
            return measure.implies
        return q.change

    def _object(self, reading: Reading, q: Quantity, first: int | None, stop: int | None) -> str | None:
        """The noun phrase that is counted; for a measure that of its own noun, whole."""
        if q.noun is not None:
            return self._phrase(reading, *q.noun)
        return None if first is None or stop is None else self._phrase(reading, first, stop)

    def _phrase(self, reading: Reading, first: int, stop: int) -> str:
        """The whole noun phrase around some tokens, without a value that stands in front of it."""
        for phrase in within(self._subjects.phrases(reading.ground), first):
            if phrase.variant == "full" and phrase.first <= first < phrase.stop:
                first, stop = min(first, phrase.first), max(stop, phrase.stop)
                break
        return self._page.tokens.slice(first, stop)

    def _affected(self, event: Event, reading: Reading) -> str | None:
        """What an event happened to: the noun phrase or name right behind its verb, or around its noun."""
        verb = event.rule.startswith("verb")
        for phrase in within(self._subjects.phrases(reading.ground), event.first):
            behind = event.stop <= phrase.first <= event.stop + _BEHIND
            if phrase.variant == "full" and (behind if verb else phrase.first <= event.first < phrase.stop):
                return self._page.tokens.slice(phrase.first, phrase.stop)
        return None


def _shares(draft: QuantityDraft | EventDraft, who: Choice, voice: Choice) -> Shares:
    """The shares of all choices of a claim."""
    s = draft.sure
    return Shares(s.claim, who.sure, s.predicate, s.time, s.status, voice.sure)


def moved(draft: QuantityDraft, reading: Reading) -> bool:
    """Whether a word of a trend that is not the trigger itself stands in the clause of the value."""
    q, frame = draft.quantity, draft.frame
    clause = reading.clauses.clauses[reading.clauses.at(q.first)]
    first, stop = frame.first, frame.stop
    for hit in reading.hits:
        own = first is not None and stop is not None and hit.first < stop and first < hit.stop
        if clause.first <= hit.first < clause.stop and not own and hit.entry.trend:
            return True
    return False
