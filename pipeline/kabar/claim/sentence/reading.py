"""One sentence, read: its mentions and cues, its clauses, and what each value and each time became.

Rules find what could be meant; the judge chooses (:mod:`kabar.claim.choice`). :mod:`kabar.claim.assemble` only writes
it down, and :mod:`kabar.claim.explain` shows it.
"""

from bisect import bisect_left

from kabar.claim.choice import claims, measures, predicates, times
from kabar.claim.choice.judge import SURE, Choice
from kabar.claim.choice.place import within
from kabar.claim.choice.predicates import Around, Prior
from kabar.claim.inventory import GENERIC
from kabar.claim.sentence.drafts import Parts, QuantityDraft, Reading, Sure, Turned
from kabar.claim.sentence.frames import Frame
from kabar.claim.sentence.happenings import happenings
from kabar.claim.sentence.meant import ahead, judged
from kabar.claim.sentence.refuse import refusal
from kabar.claim.sentence.site import DATED, Rules, Site, site_of
from kabar.claim.sentence.timing import duration_of, embedded_times, former_times, time_of
from kabar.claim.sentence.values import number_of, rated, unnamed, whole
from kabar.find.mention import Quantity, Time
from kabar.page import Page, Sentence
from kabar.record import Status


def read_sentence(
    page: Page, sentence: Sentence, tags: str, parts: Parts, rules: Rules, before: Prior | None, around: Around
) -> Reading:
    """Read one sentence that holds a value or a time; ``before`` is the last value of the sentences before."""
    site = site_of(page, sentence, tags, parts, rules)
    framed = _frames(site, before, around)
    drafts, turned = _drafts(site, framed)
    turned += [Turned(t, site.reasons[t.first]) for t in parts.times if t.first in site.reasons]
    dated, unused = happenings(site, drafts)
    turned += unused
    clauses_ = site.ground.clauses
    return Reading(sentence, parts, clauses_, site.ground, site.hits, tuple(drafts), tuple(dated), tuple(turned))


def _first(mention: Quantity) -> int:
    return mention.first


def _frames(site: Site, before: Prior | None, around: Around) -> list[tuple[Quantity, Frame]]:
    """The values of a sentence, each with the predicate that the judge chose."""
    known, tokens = site.rules.predicates, site.page.tokens
    out: list[tuple[Quantity, Frame]] = []
    prior, floor = before, site.sentence.first
    for found in site.parts.quantities:
        alike = found.role is not None and found.role != "move"  # one of a list, or where a move went or came from
        q = rated(unnamed(found, known, tokens), site.sentence.first if alike else floor, known, tokens)
        floor = found.stop
        anchor = number_of(q, site.page.tokens)
        said = predicates.told(q, anchor, within(site.hits, anchor), known)
        names = predicates.candidates(q, said, known)
        context = predicates.context(site.ground, q, anchor, prior)
        own = predicates.own(site.ground, q, anchor, names, said, prior, around)
        choice = site.rules.judge.name("predicate", q.start, names, context, own)
        name = names[choice.index]
        told = said[name][0] if name in said and name != GENERIC else None
        shown = _measured(site, q, anchor) if told is None else told.hit
        first, stop = (None, None) if shown is None else (shown.first, shown.stop)
        role = "none" if told is None else told.role
        out.append((q, Frame(name, first, stop, f"{role}.{name}", choice.sure)))
        prior = Prior(q, name, site.sentence.first)
    return out


def _measured(site: Site, q: Quantity, anchor: int) -> measures.Measure | None:
    """The word that says what is measured, where the tables have none; None where there is no word at all."""
    found = measures.candidates(site.ground, q, anchor)
    if not found:
        return None
    rows = [measures.features(site.ground, c, q, anchor) for c in found]
    return found[site.rules.judge.pick("measure", q.start, found, rows).index]


def _drafts(site: Site, framed: list[tuple[Quantity, Frame]]) -> tuple[list[QuantityDraft], list[Turned]]:
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


def _claimed(site: Site, q: Quantity, own: Frame, reason: str, held: bool) -> Choice:
    """Whether a value is a claim."""
    values = len(site.parts.quantities)
    again = q.start in site.parts.again
    rows = claims.features(site.ground, q, number_of(q, site.page.tokens), own, reason, values, held, again)
    return site.rules.judge.pick("claim", q.start, (True, False), rows)


def _draft(site: Site, q: Quantity, own: Frame, lasting: list[Time], inner: frozenset[int], sure: int) -> QuantityDraft:
    """A value with its meaning, its time and its duration; ``inner`` times are those of other values' clauses."""
    shape = site.ground.clauses
    part = bool(site.scope) and whole(q, site.parts.quantities, site.rules.predicates, site.page.tokens)
    alone = own.first is None or "relative" in shape.crossed(own.first, q.first)
    places = [q.first] if alone or own.first is None else [q.first, own.first]
    meant = site.meant(places, scoped=not part)
    time, when = _time_of(site, q, own, meant.status, inner)
    meant = ahead(site, meant, q.first, time)
    duration = None
    if lasting and q.unit_kind != "duration":
        duration = duration_of(q.first, q.stop, lasting, shape, site.tags)
    trigger = -1 if own.first is None else own.first
    meant, how = judged(site, meant, q.start, q.first, trigger, time, own.predicate, q.unit_kind or "none")
    return QuantityDraft(q, own, meant, time, duration, Sure(sure, own.sure, when, how))


def _time_of(site: Site, q: Quantity, own: Frame, status: Status, inner: frozenset[int]) -> tuple[Time | None, int]:
    """When a value holds, and how sure that is: rules attach a time, the judge may choose another or none."""
    near = within(site.parts.times, q.first)
    found = [t for t in near if t.type in DATED and not (t.first < q.stop and q.first < t.stop)]
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
    order = bisect_left(values, q.first, key=_first)
    trigger = -1 if own.first is None else own.first
    first = -1 if ruled is None else ruled.first
    offered = times.Offered(first, site.reasons, own.predicate, trigger, len(found), len(values), order)
    options: list[Time | None] = [*found, None]
    rows = [times.features(site.ground, q, t, offered) for t in options]
    choice = site.rules.judge.pick("time", q.start, options, rows)
    return options[choice.index], choice.sure
