"""One sentence, read: its mentions and cues, its clauses, and what each value and each time became.

Rules find what could be meant; the judge chooses (:mod:`kabar.claim.choice`). :mod:`kabar.claim.assemble` only writes
it down, and :mod:`kabar.claim.explain` shows it.
"""

from bisect import bisect_right

from kabar.claim.choice import claims, events, predicates, statuses, times
from kabar.claim.choice.judge import SURE, Choice, Judge
from kabar.claim.choice.place import Ground
from kabar.claim.choice.predicates import Prior
from kabar.claim.inventory import Predicates
from kabar.claim.sentence.clauses import bounds_of, clauses
from kabar.claim.sentence.drafts import Event, EventDraft, Parts, QuantityDraft, Reading, Sure, Turned
from kabar.claim.sentence.frames import Frame, Hit, frame, outside
from kabar.claim.sentence.refuse import refusal
from kabar.claim.sentence.scope import Meaning, meaning
from kabar.claim.sentence.timing import duration_of, embedded_times, former_times, time_of
from kabar.claim.sentence.usable import comes_later, usable
from kabar.claim.sentence.values import rated, unnamed, whole
from kabar.find.mention import Cue, Quantity, Time
from kabar.frozen import Frozen, replace
from kabar.page import Page, Sentence
from kabar.record import Status

_FINITE = frozenset("VTX")
_BY = ("ON_OR_BEFORE", "BEFORE")
_PHRASE = frozenset("sJNPG-")  # between a time and the noun that it belongs to
_DATED = ("DATE", "TIME")
_NOTHING = 650  # share of nothing from which on a time dates nothing
_SECOND = 350  # share in the probability from which on a second verb is dated, too


class Rules(Frozen, frozen=True, gc=False):
    """What the reading of all sentences of a language shares."""

    language: str
    predicates: Predicates
    default: Status
    judge: Judge


class _Site(Frozen, frozen=True, gc=False):
    """A sentence with all that was found in it, for the steps below."""

    page: Page
    sentence: Sentence
    tags: str
    parts: Parts
    rules: Rules
    hits: tuple[Hit, ...]
    scope: tuple[Cue, ...]  # cues of status and negation
    ground: Ground
    usable: tuple[Time, ...]
    reasons: dict[int, str]  # why a time, by its first token, would fill no slot

    def meant(self, places: list[int], scoped: bool = True) -> Meaning:
        """Status and negation of a claim with the given tokens."""
        if not (scoped and self.scope):
            return Meaning(self.rules.default, False, ())
        shape = self.ground.clauses
        return meaning(places, self.scope, shape, self.tags, self.parts.quantities, self.rules.default)


def read_sentence(
    page: Page, sentence: Sentence, tags: str, parts: Parts, rules: Rules, before: Prior | None
) -> Reading:
    """Read one sentence that holds a value or a time; ``before`` is the last value of the sentences before."""
    site = _site(page, sentence, tags, parts, rules)
    framed = _frames(site, before)
    drafts, turned = _drafts(site, framed)
    turned += [Turned(t, site.reasons[t.first]) for t in parts.times if t.first in site.reasons]
    dated, unused = _events(site, drafts)
    turned += unused
    clauses_ = site.ground.clauses
    return Reading(sentence, parts, clauses_, site.ground, site.hits, tuple(drafts), tuple(dated), tuple(turned))


def _site(page: Page, sentence: Sentence, tags: str, parts: Parts, rules: Rules) -> _Site:
    """Triggers, scopes, clauses and usable times of a sentence."""
    known = rules.predicates
    hits = known.find(page.tokens.norm, sentence.first, sentence.stop)
    if hits:
        hits = outside(hits, parts.quantities, parts.entities, parts.times, page)
    trends = frozenset([i for h in hits if h.entry.trend for i in range(h.first, h.stop)])
    scope = [cue for cue in parts.cues if cue.kind == "status" or cue.kind == "negation"]
    bounds = bounds_of(parts.cues, scope, parts.times, known.periods, page.tokens.norm)
    shape = clauses(page, sentence, tags, bounds, parts.quantities, parts.times, trends, known)
    kept, refused = (
        usable(parts.times, parts.cues, tags, shape, page.tokens, known.periods, page.article.published)
        if parts.times
        else ([], [])
    )
    return _Site(
        page,
        sentence,
        tags,
        parts,
        rules,
        tuple(hits),
        tuple(scope),
        Ground(page, tags, sentence, parts.entities, shape, rules.language),
        tuple(kept),
        {r.time.first: r.reason for r in refused},
    )


def _anchor(page: Page, q: Quantity) -> int:
    """The token where the number of a value begins, behind its comparator."""
    return bisect_right(page.tokens.start, q.start, q.first, q.stop) - 1


def _frames(site: _Site, before: Prior | None) -> list[tuple[Quantity, Frame]]:
    """The values of a sentence, each with the predicate that the judge chose."""
    known, tokens = site.rules.predicates, site.page.tokens
    out: list[tuple[Quantity, Frame]] = []
    prior = before
    for found in site.parts.quantities:
        q = rated(unnamed(found, known, tokens), site.sentence.first, known, tokens)
        anchor = _anchor(site.page, q)
        said = predicates.told(q, anchor, site.hits, known)
        names = predicates.candidates(q, said, known)
        context = predicates.context(site.ground, q, anchor)
        own = [predicates.features(site.ground, q, anchor, name, said.get(name, []), prior) for name in names]
        choice = site.rules.judge.name("predicate", q.start, names, context, own)
        name = names[choice.index]
        trigger = said[name][0] if name in said else None
        span = None if trigger is None else (trigger.hit.first, trigger.hit.stop)
        role = "none" if trigger is None else trigger.role
        out.append((q, frame(name, span, role, q, site.ground.clauses, site.tags, choice.sure)))
        prior = Prior(q, name, site.sentence.first)
    return out


def _drafts(site: _Site, framed: list[tuple[Quantity, Frame]]) -> tuple[list[QuantityDraft], list[Turned]]:
    """The values that are claims, with their meaning and times, and those that are none; durations come last, for one
    that another claim lasts is seldom a claim itself."""
    lasting = [t for t in site.parts.times if t.type == "DURATION" and t.first not in site.reasons]
    inner = embedded_times(site.parts.quantities, site.usable, site.ground.clauses) if site.usable else frozenset()
    drafts: list[QuantityDraft] = []
    turned: list[Turned] = []
    held: set[int] = set()
    for q, own in sorted(framed, key=lambda row: (row[0].unit_kind == "duration", row[0].first)):
        reason = refusal(q, own, site.parts.times, site.rules.predicates, site.page.tokens, site.tags) or ""
        choice = _claimed(site, q, own, reason, any(i in held for i in range(q.first, q.stop)))
        if choice.index == claims.NO:
            turned.append(Turned(q, reason or "unlikely to be one"))
            continue
        draft = _draft(site, q, own, lasting, inner, choice.sure)
        drafts.append(draft)
        if draft.duration is not None:
            held.update(range(draft.duration.first, draft.duration.stop))
    drafts.sort(key=lambda d: d.quantity.first)
    return drafts, turned


def _claimed(site: _Site, q: Quantity, own: Frame, reason: str, held: bool) -> Choice:
    """Whether a value is a claim."""
    values = len(site.parts.quantities)
    rows = claims.features(site.ground, q, _anchor(site.page, q), own, reason, values, held)
    return site.rules.judge.pick("claim", q.start, (True, False), rows)


def _draft(
    site: _Site, q: Quantity, own: Frame, lasting: list[Time], inner: frozenset[int], sure: int
) -> QuantityDraft:
    """A value with its meaning, its time and its duration; ``inner`` times are those of other values' clauses."""
    shape = site.ground.clauses
    part = bool(site.scope) and whole(q, site.parts.quantities, site.rules.predicates, site.page.tokens)
    alone = own.first is None or "relative" in shape.crossed(own.first, q.first)
    places = [q.first] if alone or own.first is None else [q.first, own.first]
    meant = site.meant(places, scoped=not part)
    time, when = _time_of(site, q, own, meant.status, inner)
    meant = _open(site, meant, q.first, time)
    duration = None
    if lasting and q.unit_kind != "duration":
        duration = duration_of(q.first, q.stop, lasting, shape, site.tags)
    trigger = -1 if own.first is None else own.first
    meant, how = _judged(site, meant, q.start, q.first, trigger, time, own.predicate, q.unit_kind or "none")
    return QuantityDraft(q, own, meant, time, duration, Sure(sure, own.sure, when, how))


def _time_of(site: _Site, q: Quantity, own: Frame, status: Status, inner: frozenset[int]) -> tuple[Time | None, int]:
    """When a value holds, and how sure that is: rules attach a time, the judge may choose another or none."""
    found = [t for t in site.parts.times if t.type in _DATED and not (t.first < q.stop and q.first < t.stop)]
    if not found:
        return None, SURE
    shape, known, published = site.ground.clauses, site.rules.predicates, site.page.article.published
    ruled = None
    if site.usable:
        former = former_times(
            q, site.parts.quantities, site.usable, site.page.tokens, site.tags, known.origins, published
        )
        ruled = time_of(q.first, q.stop, site.usable, shape, site.tags, status, published, former, inner)
    values = site.parts.quantities
    order = next(n for n, other in enumerate(values) if other.first == q.first)
    trigger = -1 if own.first is None else own.first
    first = -1 if ruled is None else ruled.first
    offered = times.Offered(first, site.reasons, own.predicate, trigger, len(found), len(values), order)
    options: list[Time | None] = [*found, None]
    rows = [times.features(site.ground, q, t, offered) for t in options]
    choice = site.rules.judge.pick("time", q.start, options, rows)
    return options[choice.index], choice.sure


def _judged(
    site: _Site, ruled: Meaning, start: int, anchor: int, trigger: int, time: Time | None, predicate: str, kind: str
) -> tuple[Meaning, int]:
    """How a claim is meant, and how sure that is; ``start`` is the character that the choice is about."""
    modifier = "none" if time is None or time.modifier is None else time.modifier
    ahead = comes_later(time, site.page.article.published)
    told = statuses.Told(anchor, trigger, ruled.status, ahead, time is not None, modifier, predicate, kind)
    cues = [cue for cue in site.scope if cue.kind == "status"]
    own = [[f"same={int(name == ruled.status)}"] for name in statuses.STATUSES]
    context = statuses.context(site.ground, told, cues)
    choice = site.rules.judge.name("status", start, statuses.STATUSES, context, own)
    status = statuses.STATUSES[choice.index]
    return (ruled if status == ruled.status else replace(ruled, status=status)), choice.sure


def _events(site: _Site, drafts: list[QuantityDraft]) -> tuple[list[EventDraft], list[Turned]]:
    """The events that the times date, the surest of each verb or noun, and the times that date none."""
    dated = [t for t in site.parts.times if t.type in _DATED]
    if not dated:
        return [], []
    held = {d.time.first for d in drafts if d.time}
    triggers = {
        i
        for d in drafts
        if d.frame.first is not None and d.frame.stop is not None
        for i in range(d.frame.first, d.frame.stop)
    }
    says = {i for cue in site.parts.cues if cue.kind == "attribution" for i in range(cue.first, cue.stop)}
    best: dict[int, EventDraft] = {}
    turned: list[Turned] = []
    for n, t in enumerate(dated):
        facts = events.Dated(
            t, site.reasons.get(t.first, ""), t.first in held, len(site.parts.quantities), len(dated), n
        )
        found = events.candidates(site.ground, t, site.hits, dated)
        own = [events.features(site.ground, c, facts, site.rules.predicates, says, triggers) for c in found]
        own.append(["none " + feature for feature in events.timed(site.ground, facts)])
        choice = site.rules.judge.pick("event", t.start, (*found, None), own)
        meant = _dated_by(choice, len(found))
        if not meant and t.first not in held and t.first not in site.reasons:
            turned.append(Turned(t, "dates no event"))
        for i in meant:
            draft = _event(site, found[i], t, choice.odds[i])
            known = best.get(draft.event.first)
            if known is None or known.sure.claim < draft.sure.claim:
                best[draft.event.first] = draft
    return [best[first] for first in sorted(best)], turned


def _dated_by(choice: Choice, nobody: int) -> list[int]:
    """The verbs or nouns that a time dates: the surest, unless nothing is much surer, and a second that is sure itself;
    ``nobody`` is the index of nothing."""
    if choice.odds[nobody] > _NOTHING:
        return []
    best = max(range(nobody), key=choice.odds.__getitem__, default=nobody)
    return [i for i in range(nobody) if i == best or choice.odds[i] > _SECOND]


def _event(site: _Site, found: events.Happening, time: Time, sure: int) -> EventDraft:
    """The event of a verb or noun: its predicate, and how it is meant."""
    names = events.names(found, site.rules.predicates)
    context = events.context(site.ground, found)
    own = [events.named(site.ground, found, name) for name in names]
    choice = site.rules.judge.name("event_predicate", site.page.tokens.start[found.first], names, context, own)
    name = names[choice.index]
    verb = site.tags[found.first] in "VTEG" if found.hit is None else found.hit.entry.events[0].role == "verb"
    event = Event(name, found.first, found.stop, time, f"{'verb' if verb else 'noun'}.{name}", choice.sure)
    ruled = _open(site, _meant(event, site), event.stop, time)
    start = site.page.tokens.start[event.first]
    meant, how = _judged(site, ruled, start, event.first, event.first, time, name, "event")
    return EventDraft(event, meant, Sure(sure, choice.sure, sure, how))


def _meant(event: Event, site: _Site) -> Meaning:
    """How an event is meant: as its verb is; a noun (`the sale will begin in May`), and a verb of which nothing is said
    behind a time in front (`the target for May is to open`), as the words at its time, too."""
    verb, time = event.rule.startswith("verb"), event.time.first
    own = site.meant([event.stop - 1])
    if own.status != site.rules.default and _dated_noun(event, site):
        return replace(own, status=site.rules.default)
    told = event.first < time or (site.rules.predicates.tensed and own.cues)
    return own if verb and told else site.meant([event.stop - 1, time])


def _dated_noun(event: Event, site: _Site) -> bool:
    """`would appeal Friday's ruling`: a noun that its own time dates has been, whatever is meant to follow."""
    time, published = event.time, site.page.article.published
    if not (published and time.to and time.to < published and event.rule.startswith("noun")):
        return False
    return time.stop <= event.first and not set(site.tags[time.stop : event.first]) - _PHRASE


def _open(site: _Site, meant: Meaning, place: int, time: Time | None) -> Meaning:
    """What lies ahead is planned, unless a word says that by the end of that time it has come about."""
    if meant.status != site.rules.default or (meant.cues and time is not None and time.modifier in _BY):
        return meant
    verb = site.tags[max(0, place - 2) : place]
    past = site.rules.predicates.tensed and (verb[-1:] == "T" or (verb == "XE" and bool(meant.cues)))
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
