"""The events of a sentence: what its times date, as the judge chose among the verbs and nouns around them."""

from collections.abc import Sequence

from kabar.claim.choice import events
from kabar.claim.choice.judge import Choice
from kabar.claim.sentence.drafts import Event, EventDraft, QuantityDraft, Sure, Turned
from kabar.claim.sentence.meant import ahead, judged
from kabar.claim.sentence.scope import Meaning
from kabar.claim.sentence.site import DATED, Site
from kabar.find.mention import Time
from kabar.frozen import replace

_GROUP = frozenset("XA")  # between a noun and the verb that says that it was so
_LOOSE = frozenset('IOtCSA,.-()"')  # what may stand behind a verb that has no object
_PHRASE = frozenset("sJNPG-")  # between a time and the noun that it belongs to
_NOTHING = 600  # share of nothing from which on a time dates nothing
_SECOND = 400  # share in the probability from which on a second verb is dated, too


def happenings(site: Site, drafts: list[QuantityDraft]) -> tuple[list[EventDraft], list[Turned]]:
    """The events that the times date, the surest of each verb or noun, and the times that date none."""
    dated = [t for t in site.parts.times if t.type in DATED]
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
    known, taken = events.words(site.hits, dated)
    for n, t in enumerate(dated):
        facts = events.Dated(
            t, site.reasons.get(t.first, ""), t.first in held, len(site.parts.quantities), len(dated), n
        )
        found = events.candidates(site.ground, t, known, taken)
        own = [events.features(site.ground, c, facts, site.rules.predicates, says, triggers) for c in found]
        own.append(events.nothing(site.ground, facts))
        choice = site.rules.judge.pick("event", t.start, (*found, None), own)
        meant = _dated_by(choice, len(found))
        if not meant and t.first not in held and t.first not in site.reasons:
            turned.append(Turned(t, "dates no event"))
        for i in meant:
            one = _with_noun(site, found, i)
            if one is not found[i] and i - 1 in meant:
                continue  # the noun is dated itself
            draft = _event(site, one, t, choice.odds[i], found[i].first)
            rival = best.get(draft.event.first)
            if rival is None or rival.sure.claim < draft.sure.claim:
                best[draft.event.first] = draft
    return [best[first] for first in sorted(best)], turned


def _dated_by(choice: Choice, nobody: int) -> list[int]:
    """The verbs or nouns that a time dates: the surest, unless nothing is much surer, and a second that is sure itself;
    ``nobody`` is the index of nothing."""
    if choice.odds[nobody] > _NOTHING:
        return []
    best = max(range(nobody), key=choice.odds.__getitem__, default=nobody)
    return [i for i in range(nobody) if i == best or choice.odds[i] > _SECOND]


def _with_noun(site: Site, found: Sequence[events.Happening], i: int) -> events.Happening:
    """`the blast occurred`: a verb that says no more than that it was so tells what its noun names, if that stands
    right before it."""
    verb, noun = found[i], found[i - 1] if i else None
    if noun is None or noun.hit is None or verb.hit is not None or noun.stop > verb.first:
        return verb
    light = site.page.tokens.norm[verb.first] in site.rules.predicates.aspect
    named = noun.hit.entry.events[0].role == "noun"
    if not (light and named) or set(site.tags[noun.stop : verb.first]) - _GROUP or _transitive(site, verb.stop):
        return verb
    return replace(noun, stop=verb.stop)


def _transitive(site: Site, stop: int) -> bool:
    """`ended the protections`, `began circulating`: what stands behind a verb is neither a time nor a phrase."""
    timed = any(t.first <= stop < t.stop for t in site.parts.times)
    return stop < site.sentence.stop and not timed and site.tags[stop] not in _LOOSE


def _event(site: Site, found: events.Happening, time: Time, sure: int, told: int) -> EventDraft:
    """The event of a verb or noun: its predicate, and how it is meant."""
    names = events.names(found, site.rules.predicates)
    context = events.context(site.ground, found)
    choice = site.rules.judge.name(
        "event_predicate", site.page.tokens.start[found.first], names, context, events.own(found)
    )
    name = names[choice.index]
    verb = site.tags[found.first] in "VTEG" if found.hit is None else found.hit.entry.events[0].role == "verb"
    event = Event(name, found.first, found.stop, told, time, f"{'verb' if verb else 'noun'}.{name}", choice.sure)
    ruled = ahead(site, _meant(event, site), event.stop, time)
    start = site.page.tokens.start[event.first]
    meant, how = judged(site, ruled, start, event.first, event.first, time, name, "event")
    return EventDraft(event, meant, Sure(sure, choice.sure, sure, how))


def _meant(event: Event, site: Site) -> Meaning:
    """How an event is meant: as its verb is; a noun (`the sale will begin in May`), and a verb of which nothing is said
    behind a time in front (`the target for May is to open`), as the words at its time, too."""
    verb, time = event.rule.startswith("verb"), event.time.first
    own = site.meant([event.stop - 1])
    if own.status != site.rules.default and _dated_noun(event, site):
        return replace(own, status=site.rules.default)
    told = event.first < time or (site.rules.predicates.tensed and own.cues)
    return own if verb and told else site.meant([event.stop - 1, time])


def _dated_noun(event: Event, site: Site) -> bool:
    """`would appeal Friday's ruling`: a noun that its own time dates has been, whatever is meant to follow."""
    time, published = event.time, site.page.article.published
    if not (published and time.to and time.to < published and event.rule.startswith("noun")):
        return False
    return time.stop <= event.first and not set(site.tags[time.stop : event.first]) - _PHRASE
