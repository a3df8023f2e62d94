"""One sentence, read: its mentions and cues, its clauses, and what each value and each time became.

This is the whole of the logic between mentions and records; :mod:`kabar.claim.assemble` only writes it down, and
:mod:`kabar.claim.explain` shows it.
"""

from collections.abc import Sequence

from kabar.claim.inventory import Predicates
from kabar.claim.sentence.clauses import Clauses, bounds_of, clauses
from kabar.claim.sentence.drafts import EventDraft, Parts, QuantityDraft, Reading, Turned
from kabar.claim.sentence.elliptic import Before, complete, nearest, rated, unnamed
from kabar.claim.sentence.events import Taken, events_at, stated
from kabar.claim.sentence.frames import Frame, Hit, best_frame, firsts, heads, outside, whole
from kabar.claim.sentence.named import FALLBACK, Event
from kabar.claim.sentence.refuse import SPENT, refusal
from kabar.claim.sentence.scope import Meaning, meaning
from kabar.claim.sentence.timing import duration_of, embedded_times, former_times, time_of
from kabar.claim.sentence.usable import Refused, comes_later, usable
from kabar.find.mention import Cue, Quantity, Time
from kabar.frozen import Frozen, replace
from kabar.page import Page, Sentence
from kabar.record import Status

OWN_DURATION = "unit.duration"
_FINITE = frozenset("VTX")
_AHEAD = frozenset(("planned", "target", "expected"))
_OPEN = _AHEAD | {"possible"}
_BY = ("ON_OR_BEFORE", "BEFORE")
_PHRASE = frozenset("sJNPG-")  # between a time and the noun that it belongs to
_MOVING = 2.5  # distance of a trend that moves the value
_AIMED = 8  # tokens between a target and its value


class _Site(Frozen, frozen=True, gc=False):
    """A sentence with all that was found in it, for the steps below."""

    page: Page
    sentence: Sentence
    tags: str
    parts: Parts
    predicates: Predicates
    default: Status
    hits: tuple[Hit, ...]
    trends: frozenset[int]  # tokens of the words that move or link a value
    scope: tuple[Cue, ...]  # cues of status and negation
    shape: Clauses

    def meant(self, places: Sequence[int], scoped: bool = True) -> Meaning:
        """Status and negation of a claim with the given tokens."""
        if not (scoped and self.scope):
            return Meaning(self.default, False, ())
        return meaning(places, self.scope, self.shape, self.tags, self.parts.quantities, self.default)


def read_sentence(
    page: Page, sentence: Sentence, tags: str, parts: Parts, predicates: Predicates, default: Status, before: Before
) -> Reading:
    """Read one sentence that holds a value or a time."""
    site = _site(page, sentence, tags, parts, predicates, default)
    times, dropped = _times(site)
    values, turned = _values(site, before)
    lasting: list[Time] = []
    inner: frozenset[int] = frozenset()
    if values and parts.times:
        windows = {r.time.first for r in dropped}
        lasting = [t for t in parts.times if t.type == "DURATION" and t.first not in windows]
        inner = embedded_times(parts.quantities, times, site.shape)
    drafts = [_draft(site, q, frame, times, lasting, inner) for q, frame in values]
    refused = [Turned(r.time, r.reason) for r in dropped]
    if turned:
        own = _durations(site, drafts, turned, [r.time for r in dropped])
        if own:
            drafts = sorted([*drafts, *own], key=lambda d: d.quantity.first)
        kept = {d.quantity.first for d in own}
        refused += [t for t in turned if t.mention.first not in kept]
    events: list[EventDraft] = []
    if times:
        events, usual = _events(site, drafts, times)
        refused += usual
    return Reading(sentence, parts, site.shape, site.hits, tuple(drafts), tuple(events), tuple(refused))


def _times(site: _Site) -> tuple[list[Time], list[Refused]]:
    """The times that can fill a slot, and those that cannot."""
    if not site.parts.times:
        return [], []
    page, periods = site.page, site.predicates.periods
    return usable(
        site.parts.times, site.parts.cues, site.tags, site.shape, page.tokens, periods, page.article.published
    )


def _site(page: Page, sentence: Sentence, tags: str, parts: Parts, predicates: Predicates, default: Status) -> _Site:
    """Triggers, scopes and clauses of a sentence."""
    hits = predicates.find(page.tokens.norm, sentence.first, sentence.stop)
    if hits:
        hits = outside(hits, parts.quantities, parts.entities, parts.times, page)
    trends = frozenset([i for h in hits if h.entry.trend for i in range(h.first, h.stop)])
    scope = [cue for cue in parts.cues if cue.kind == "status" or cue.kind == "negation"]
    bounds = bounds_of(parts.cues, scope, parts.times, predicates.periods, page.tokens.norm)
    shape = clauses(page, sentence, tags, bounds, parts.quantities, parts.times, trends, predicates)
    return _Site(page, sentence, tags, parts, predicates, default, tuple(hits), trends, tuple(scope), shape)


def _values(site: _Site, before: Before) -> tuple[list[tuple[Quantity, Frame]], list[Turned]]:
    """The values of a sentence with their predicates, and those that are no claim."""
    page, tags, parts, predicates = site.page, site.tags, site.parts, site.predicates
    values: list[tuple[Quantity, Frame]] = []
    turned: list[Turned] = []
    targets = [cue.first for cue in site.scope if cue.value == "target"]
    hits: Sequence[Hit] = site.hits
    if hits and parts.quantities:
        hits = heads(hits, page.tokens, tags) if predicates.head_last else firsts(hits, tags)
    for n, found in enumerate(parts.quantities):
        q = rated(unnamed(found, predicates, page.tokens), site.sentence.first, predicates, page.tokens)
        aimed = bool(targets) and any(abs(first - q.first) <= _AIMED for first in targets)
        frame = best_frame(q, hits, site.shape, predicates, page.tokens, tags, parts.quantities, site.trends)
        behind = parts.quantities[n + 1] if n + 1 < len(parts.quantities) else None
        frame = complete(q, frame, values, behind, site.shape, predicates, page.tokens, tags, before, aimed)
        reason = refusal(q, frame, parts.times, predicates, page.tokens, tags)
        if reason:
            turned.append(Turned(q, reason))
        else:
            values.append((q, frame))
    return values, turned


def _draft(
    site: _Site,
    q: Quantity,
    frame: Frame,
    times: Sequence[Time],
    lasting: Sequence[Time],
    inner: frozenset[int],
) -> QuantityDraft:
    """A value with its meaning, its time and its duration; ``inner`` times are those of other values' clauses."""
    part = bool(site.scope) and whole(q, site.parts.quantities, site.predicates, site.page.tokens)
    alone = frame.first is None or "relative" in site.shape.crossed(frame.first, q.first)
    meant = site.meant([q.first] if alone or frame.first is None else [q.first, frame.first], scoped=not part)
    published = site.page.article.published
    time = None
    if times:
        former = former_times(
            q, site.parts.quantities, times, site.page.tokens, site.tags, site.predicates.origins, published
        )
        time = time_of(q.first, q.stop, times, site.shape, site.tags, meant.status, published, former, inner)
    meant = _open(site, meant, q.first, time)
    duration = None
    if lasting and q.unit_kind != "duration":
        duration = duration_of(q.first, q.stop, lasting, site.shape, site.tags)
    return QuantityDraft(q, frame, meant, time, duration)


def _durations(
    site: _Site, drafts: Sequence[QuantityDraft], turned: Sequence[Turned], dropped: Sequence[Time]
) -> list[QuantityDraft]:
    """Durations that no other value of the sentence took are claims of their own (`at war for twenty years`)."""
    if any(d.quantity.unit_kind != "duration" for d in drafts):
        return []
    out: list[QuantityDraft] = []
    for spent in turned:
        q = spent.mention
        if spent.reason != SPENT or not isinstance(q, Quantity):
            continue
        if any(t.first < q.stop and q.first < t.stop for t in dropped):
            continue
        frame = Frame("duration", *nearest(q, site.shape, site.tags), OWN_DURATION, 1.0)
        places = [q.first] if frame.first is None else [q.first, frame.first]
        out.append(QuantityDraft(q, frame, site.meant(places), None, None))
    return out


def _events(
    site: _Site, drafts: Sequence[QuantityDraft], times: Sequence[Time]
) -> tuple[list[EventDraft], list[Turned]]:
    """The events that the times date, and the times of what is only usual."""
    events: list[EventDraft] = []
    turned: list[Turned] = []
    taken = _taken(site, drafts, times)
    title, tokens = site.sentence.section == "title", site.page.tokens
    hits, cues = site.hits, site.parts.cues
    for t in times:
        ahead = comes_later(t, site.page.article.published)

        def told(event: Event, ahead: bool = ahead) -> bool:
            open_ = _OPEN if ahead else _AHEAD
            governed = event.predicate == FALLBACK and site.meant([event.stop - 1]).status in open_
            return stated(event, governed, title, ahead, site.predicates, site.tags)

        found = events_at(t, hits, site.shape, site.predicates, tokens, site.tags, cues, taken, ahead, told)
        if not found and t.first not in taken.times:
            turned.append(Turned(t, "no event or a usual one"))
        for event in found:
            known = next((n for n, e in enumerate(events) if e.event.first == event.first), None)
            if known is not None:
                rival = events[known].event
                if rival.time.first not in taken.times or rival.cost <= event.cost:
                    continue
            draft = EventDraft(event, _open(site, _meant(event, site), event.stop, t))
            if known is None:
                events.append(draft)
            else:
                events[known] = draft  # `sold 3 cars in May, launched a van in June`
    return events, turned


def _meant(event: Event, site: _Site) -> Meaning:
    """How an event is meant: as its verb is; a noun (`the sale will begin in May`), and a verb of which nothing is said
    behind a time in front (`the target for May is to open`), as the words at its time, too."""
    verb, time = event.rule.startswith("verb"), event.time.first
    own = site.meant([event.stop - 1])
    if own.status != site.default and _dated_noun(event, site):
        return replace(own, status=site.default)
    told = event.first < time or (site.predicates.tensed and own.cues)
    return own if verb and told else site.meant([event.stop - 1, time])


def _dated_noun(event: Event, site: _Site) -> bool:
    """`would appeal Friday's ruling`: a noun that its own time dates has been, whatever is meant to follow."""
    time, published = event.time, site.page.article.published
    if not (published and time.to and time.to < published and event.rule.startswith("noun")):
        return False
    return time.stop <= event.first and not set(site.tags[time.stop : event.first]) - _PHRASE


def _taken(site: _Site, drafts: Sequence[QuantityDraft], times: Sequence[Time]) -> Taken:
    """The words that say the values of a sentence, and the times that they hold at."""
    words: set[int] = set()
    told = {h.first for h in site.hits if h.entry.events and h.stop - h.first > 2}
    for d in drafts:
        first = d.quantity.first
        for h in site.hits:
            moves = not site.trends.isdisjoint(range(h.first, h.stop))
            if h.stop == first or (moves and h.stop <= first and site.shape.distance(h.stop, first) < _MOVING):
                words.update(range(h.first, h.stop))
        if d.quantity.unit_kind == "currency" and d.frame.first in told:
            continue  # `went on sale in March at $29,000`: a price and an event
        if d.frame.first is not None and d.frame.stop is not None and d.frame.rule != OWN_DURATION:
            words.update(range(d.frame.first, d.frame.stop))
    held = {d.time.stop: d.time.first for d in drafts if d.time and not _mentioned(d, site.tags)}
    listed = [t.first for t in times if site.tags[t.first - 1] == "C" and t.first - 1 in held]
    return Taken(frozenset(words), frozenset((*held.values(), *listed)))


def _mentioned(draft: QuantityDraft, tags: str) -> bool:
    """A count of what is known or only circumstance (`condemned the two attacks`): its verb may be an event still."""
    q, frame = draft.quantity, draft.frame
    return frame.rule == "none.quantity" and q.noun is not None and q.first > 0 and tags[q.first - 1] in "DOIs"


def _open(site: _Site, meant: Meaning, place: int, time: Time | None) -> Meaning:
    """What lies ahead is planned, unless a word says that by the end of that time it has come about."""
    if meant.status != site.default or (meant.cues and time is not None and time.modifier in _BY):
        return meant
    verb = site.tags[max(0, place - 2) : place]
    past = site.predicates.tensed and (verb[-1:] == "T" or (verb == "XE" and bool(meant.cues)))
    if (comes_later(time, site.page.article.published) and not past) or _headline(site, place):
        return replace(meant, status="planned")
    return meant


def _headline(site: _Site, place: int) -> bool:
    """`Ford to Cut 300 Jobs`: in a title an infinitive without a verb before it is what shall be."""
    sentence, tags = site.sentence, site.tags
    if sentence.section != "title":
        return False
    mark = tags.find("t", sentence.first, place)
    return mark > sentence.first and mark + 1 < sentence.stop and not set(tags[sentence.first : mark]) & _FINITE
