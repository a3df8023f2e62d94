"""One sentence, read: its mentions and cues, its clauses, and what each value and each time became.

This is the whole of the logic between mentions and records; :mod:`kabar.claim.assemble` only writes it down, and
:mod:`kabar.claim.explain` shows it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kabar.claim.clauses import Clauses, clauses
from kabar.claim.elliptic import Before, complete, nearest, rated, unnamed
from kabar.claim.events import Event, Taken, events_at, stated
from kabar.claim.frames import Frame, Hit, best_frame, whole
from kabar.claim.inventory import Predicates
from kabar.claim.refuse import SPENT, refusal
from kabar.claim.scope import Meaning, meaning
from kabar.claim.timing import Refused, comes_later, duration_of, former_times, time_of, usable
from kabar.find.mention import Cue, Entity, Quantity, Time
from kabar.page import Page, Sentence
from kabar.record import Status

_LONG_WORD = 3
_FINITE = frozenset("VTX")
_AHEAD = frozenset(("planned", "target", "expected"))
_MOVING = 2.5  # distance of a trend that moves the value
_LINKED = 0.3  # distance of a verb that moves a value (`expand to 119`)
_AIMED = 8  # tokens between a target and its value
_NAMES = frozenset(("person", "organization", "place", "media", "event"))  # a commodity or an index says its measure


class Parts(NamedTuple):
    """The mentions of one sentence, each in order."""

    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    cues: tuple[Cue, ...]


class QuantityDraft(NamedTuple):
    """A value with all that its sentence says of it."""

    quantity: Quantity
    frame: Frame
    meaning: Meaning
    time: Time | None
    duration: Time | None


class EventDraft(NamedTuple):
    """A dated event with all that its sentence says of it."""

    event: Event
    meaning: Meaning


class Turned(NamedTuple):
    """A value or time that became no claim, and why."""

    mention: Quantity | Time
    reason: str


class Reading(NamedTuple):
    """What one sentence came to."""

    sentence: Sentence
    parts: Parts
    clauses: Clauses
    hits: tuple[Hit, ...]
    quantities: tuple[QuantityDraft, ...]
    events: tuple[EventDraft, ...]
    refused: tuple[Turned, ...]


def read_sentence(
    page: Page, sentence: Sentence, tags: str, parts: Parts, predicates: Predicates, default: Status, before: Before
) -> Reading:
    """Read one sentence that holds a value or a time."""
    hits = tuple(_outside(predicates.find(page.tokens.norm, sentence.first, sentence.stop), parts, page))
    trends = frozenset(i for h in hits if any(s.kind == "trend" for s in h.entry) for i in range(h.first, h.stop))
    bounds = [cue for cue in parts.cues if cue.kind == "terminator"]
    scope = [cue for cue in parts.cues if cue.kind in ("status", "negation")]
    shape = clauses(page, sentence, tags, bounds, parts.quantities, parts.times, predicates.links, trends)
    times, dropped = usable(parts.times, parts.cues, tags, shape, _titled(page, sentence))
    refused: list[Turned] = [Turned(r.time, r.reason) for r in dropped]
    published = page.article.published

    values: list[tuple[Quantity, Frame]] = []
    for n, q in enumerate(
        rated(unnamed(q, predicates, page.tokens), sentence.first, predicates, page.tokens) for q in parts.quantities
    ):
        aimed = any(cue.value == "target" and abs(cue.first - q.first) <= _AIMED for cue in scope)
        frame = best_frame(q, hits, shape, predicates, page.tokens, tags, parts.quantities, trends)
        behind = parts.quantities[n + 1] if n + 1 < len(parts.quantities) else None
        frame = complete(q, frame, values, behind, shape, predicates, page.tokens, tags, before, aimed)
        reason = refusal(q, frame, parts.times, predicates, page.tokens, tags)
        if reason:
            refused.append(Turned(q, reason))
        else:
            values.append((q, frame))

    drafts: list[QuantityDraft] = []
    for q, frame in values:
        places = [q.first] if frame.first is None else [q.first, frame.first]
        part = whole(q, parts.quantities, predicates, page.tokens)
        meant = meaning(places, () if part else scope, shape, tags, parts.quantities, default)
        former = former_times(q, parts.quantities, times, tags)
        time = time_of(q.first, q.stop, times, shape, meant.status, published, former)
        ahead = comes_later(time, published) or _headline(page, sentence, q.first, tags)
        meant = _open(meant, default, ahead, time)
        drafts.append(
            QuantityDraft(
                q, frame, meant, time, duration_of(q.first, q.stop, parts.times, shape, tags, q.unit_kind == "duration")
            )
        )

    drafts += _lengths(drafts, refused, hits, scope, shape, predicates, page, tags, parts, default)
    drafts.sort(key=lambda d: d.quantity.first)
    linked = frozenset(
        i
        for d in drafts
        for h in hits
        if h.stop <= d.quantity.first and shape.distance(h.stop, d.quantity.first) < (_MOVING if _trend(h) else _LINKED)
        for i in range(h.first, h.stop)
    )
    taken = Taken(
        linked
        | frozenset(
            i for d in drafts if d.frame.first is not None and d.frame.stop for i in range(d.frame.first, d.frame.stop)
        ),
        frozenset(d.time.first for d in drafts if d.time),
    )
    events: list[EventDraft] = []
    for t in times:
        for event in events_at(t, hits, shape, predicates, page.tokens, tags, parts.cues, taken):
            governed = meaning([event.stop - 1], scope, shape, tags, parts.quantities, default).status
            if not stated(event, governed in _AHEAD, sentence.section == "title", predicates, tags):
                refused.append(Turned(t, "usual or subordinate"))
                continue
            if any(e.event.first == event.first for e in events):
                continue
            meant = meaning([event.stop - 1, t.first], scope, shape, tags, parts.quantities, default)
            ahead = comes_later(t, published) or _headline(page, sentence, event.stop, tags)
            meant = _open(meant, default, ahead, t)
            events.append(EventDraft(event, meant))
    return Reading(sentence, parts, shape, hits, tuple(drafts), tuple(events), tuple(refused))


def _lengths(
    drafts: Sequence[QuantityDraft],
    refused: list[Turned],
    hits: Sequence[Hit],
    scope: Sequence[Cue],
    shape: Clauses,
    predicates: Predicates,
    page: Page,
    tags: str,
    parts: Parts,
    default: Status,
) -> list[QuantityDraft]:
    """Durations that no other value of the sentence took: they are claims of their own (`at war for twenty years`)."""
    slots = [d.duration for d in drafts if d.duration]
    out: list[QuantityDraft] = []
    for turned in [t for t in refused if t.reason == SPENT and not isinstance(t.mention, Time)]:
        q = turned.mention
        if not isinstance(q, Quantity) or any(s.first < q.stop and q.first < s.stop for s in slots):
            continue
        if any(t.reason != SPENT and t.mention.first < q.stop and q.first < t.mention.stop for t in refused):
            continue
        if drafts and any(d.quantity.unit_kind != "duration" for d in drafts):
            continue
        refused.remove(turned)
        frame = Frame("duration", *nearest(q, shape, tags), "unit.duration", 1.0)
        places = [q.first] if frame.first is None else [q.first, frame.first]
        meant = meaning(places, scope, shape, tags, parts.quantities, default)
        out.append(QuantityDraft(q, frame, meant, None, None))
    return out


def _open(meant: Meaning, default: Status, ahead: bool, time: Time | None) -> Meaning:
    """What lies ahead is planned, unless a word says that by the end of that time it has come about."""
    done = bool(meant.cues) and time is not None and time.modifier is not None
    return meant._replace(status="planned") if ahead and meant.status == default and not done else meant


def _headline(page: Page, sentence: Sentence, place: int, tags: str) -> bool:
    """`Ford to Cut 300 Jobs`: in a title an infinitive without a verb before it is what shall be."""
    if sentence.section != "title":
        return False
    mark = tags.find("t", sentence.first, place)
    return mark > sentence.first and mark + 1 < sentence.stop and not set(tags[sentence.first : mark]) & _FINITE


def _titled(page: Page, sentence: Sentence) -> bool:
    """Whether every longer word has a capital, as in a headline: then a capital says nothing."""
    words = [w for w in page.tokens.word[sentence.first : sentence.stop] if len(w) > _LONG_WORD and w[0].isalpha()]
    return sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _trend(hit: Hit) -> bool:
    return any(sense.kind == "trend" for sense in hit.entry)


def _outside(hits: Sequence[Hit], parts: Parts, page: Page) -> list[Hit]:
    """Triggers that are no part of a name or a time."""
    spans = [(e.first, e.stop) for e in parts.entities if e.type in _NAMES]
    spans += [(t.first, t.stop) for t in parts.times]
    starts = page.tokens.start
    units = [
        (bisect_left(starts, q.start), q.stop if q.noun is None else min(q.stop, q.noun[0])) for q in parts.quantities
    ]
    return [
        h
        for h in hits
        if not any(a <= h.first and h.stop <= b and h.stop - h.first < b - a for a, b in spans)
        and not any(a <= h.first and h.stop <= b for a, b in units)
    ]


__all__ = ["EventDraft", "Parts", "QuantityDraft", "Reading", "Refused", "Turned", "read_sentence"]
