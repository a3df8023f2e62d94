"""Events that a trigger of the inventory names: the nearest one, and what it costs to reach its time."""

from collections.abc import Sequence

from kabar.claim.inventory import Predicates
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.frames import Hit
from kabar.find.mention import Time
from kabar.find.words import VERBAL, VERBS
from kabar.frozen import Frozen, replace

REACH = 7.0
BEHIND = 0.8
_BESIDE = 3.2  # an event beside a value of the same time must be nearer
_WEAK = 1.5
_NOUN = 0.7
_LINKED = 0.2  # a noun right before its time (`the crash of July 17`)
_MONEY = frozenset(("price", "sales", "revenue", "profit", "cost", "gdp", "inflation", "interest_rate", "unemployment"))
_CLOSED = frozenset(("hard", "simultaneous", "relative", "comparison", "soft"))
_ARTICLES = frozenset("DIO")
_SAYS_NOTHING = frozenset("XAIPtx")
_NEAR = 3  # tokens between a noun and its relative clause
FALLBACK = "event"  # the predicate of what the inventory has no name for


class Event(Frozen, frozen=True, gc=False):
    """An event predicate with its trigger and its time."""

    predicate: str
    first: int
    stop: int
    time: Time
    rule: str
    cost: float = 0.0


def named(
    time: Time,
    hits: Sequence[Hit],
    clauses: Clauses,
    tags: str,
    norms: Sequence[str],
    aspect: frozenset[str],
    blocked: frozenset[int],
    busy: bool,
    head_last: bool,
) -> Event | None:
    """The nearest trigger of an event predicate."""
    best: tuple[float, Event] | None = None
    for hit in hits:
        if (hit.first < time.stop and time.first < hit.stop) or hit.first in blocked:
            continue
        for sense in hit.entry.events:
            if busy and (sense.weak or sense.role == "noun"):
                continue
            if sense.role == "verb" and hit.stop - hit.first == 1 and not verbal(hit.first, tags):
                continue
            if sense.role == "verb" and tags[hit.first - 1] == "-":
                continue  # `its earlier-announced goal`
            if busy and sense.role == "verb" and _aside(hit, time, tags):
                continue
            if sense.role == "noun" and _modifier(hit, tags, head_last and norms[hit.stop % len(norms)] not in aspect):
                continue
            if sense.role == "aspect" and not _begun(hit, norms, tags, aspect):
                continue
            cost = cost_of(hit.first, hit.stop, time, clauses, tags)
            if cost is None:
                continue
            linked = hit.stop <= time.first and cost < _LINKED
            cost += (_WEAK if sense.weak else 0.0) + (_NOUN if sense.role == "noun" and not linked else 0.0)
            if cost < (_BESIDE if busy else REACH) and (best is None or cost < best[0]):
                name = FALLBACK if _moves(hit, hits, clauses) else sense.predicate
                best = (cost, Event(name, hit.first, hit.stop, time, f"{sense.role}.{sense.predicate}", cost))
    return best[1] if best else None


def called(event: Event, hits: Sequence[Hit], clauses: Clauses) -> Event:
    """An event that was found without a name, by the name of a trigger at its verb that was too far to be found."""
    if event.predicate != FALLBACK or not event.rule.startswith("verb"):
        return event
    for hit in hits:
        if hit.first <= event.first < hit.stop and not _moves(hit, hits, clauses):
            name = next((s.predicate for s in hit.entry.events if s.role == "verb" and not s.weak), FALLBACK)
            if name != FALLBACK:
                return replace(event, predicate=name, first=hit.first, stop=hit.stop, rule=f"verb.{name}")
    return event


def of_relative(
    time: Time,
    first: int,
    hits: Sequence[Hit],
    predicates: Predicates,
    norms: Sequence[str],
    tags: str,
    blocked: frozenset[int],
) -> Event | None:
    """`the strike that began in May`, `the talks, which were held on Friday`: the noun in front of a relative clause
    that begins at token ``first`` and says no more than that it took place."""
    said = [i for i in range(first + 1, time.first) if tags[i] not in _SAYS_NOTHING]
    verbs = [i for i in said if norms[i] in predicates.stative or norms[i] in predicates.aspect]
    if not verbs or len(verbs) < len(said):
        return None
    for hit in hits:
        between = tags[hit.stop : first]
        apart = between.strip(",") if predicates.head_last else between.strip("NAJD,")
        if hit.stop > first or first - hit.stop > _NEAR or apart or hit.first in blocked:
            continue
        for sense in hit.entry.events:
            if sense.role == "noun":
                return Event(sense.predicate, hit.first, hit.stop, time, f"noun.{sense.predicate}", _LINKED)
    return None


def _aside(hit: Hit, time: Time, tags: str) -> bool:
    """Whether the time of a value is that of another verb: `the firms to be bought had sales of 3 million in 2013`,
    `two rivals raised their offers to buy the firm on Friday`."""
    if hit.stop > time.first:
        return False
    return bool(set(tags[hit.stop : time.first]) & VERBS) or tags[max(0, hit.first - 2) : hit.first] == "Nt"


def _modifier(hit: Hit, tags: str, head_last: bool) -> bool:
    """`takeover talk` is no takeover, and `killing two of them` no noun as in `the killing of`."""
    behind = tags[hit.stop : hit.stop + 1]
    if head_last and behind == "N" and tags[hit.stop - 1] == "N":
        return True
    return tags[hit.first] == "G" and (behind in ("D", "M", "Q", "R") or (behind == "N" and tags[hit.first - 1] == ","))


def _moves(hit: Hit, hits: Sequence[Hit], clauses: Clauses) -> bool:
    """`prices crashed in May`: behind a measure a word that can be a trend is one, and no accident."""
    if not hit.entry.trend:
        return False
    home = clauses.at(hit.first)
    return any(h.stop <= hit.first and clauses.at(h.first) == home and _measures(h) for h in hits)


def _measures(hit: Hit) -> bool:
    """Whether a trigger is a noun that names a measure of money."""
    return hit.entry.measure and any(s.role == "noun" and s.predicate in _MONEY for s in hit.entry.quantities)


def _begun(hit: Hit, norms: Sequence[str], tags: str, aspect: frozenset[str]) -> bool:
    """Whether a verb of aspect stands right before the noun or shortly behind it (`production of the van begins`)."""
    if hit.first and norms[hit.first - 1] in aspect:
        return True
    behind = range(hit.stop, min(hit.stop + 5, len(norms)))
    return any(norms[i] in aspect and "," not in tags[hit.stop : i] for i in behind)


def verbal(i: int, tags: str) -> bool:
    """Whether a word is a verb here, or an adjective behind an auxiliary (`is available`, not `the close of`, `heavy
    buy orders`)."""
    before = tags[i - 1] if i else ""
    if tags[i] == "V":
        # a determiner in front of a verb: `these issues`, but `pesawat itu jatuh`
        held = before == "D" and tags[i - 2 : i - 1] not in (
            "N",
            "P",
            "J",
            "A",
        )
        inside = before == "J" and tags[i + 1 : i + 2] in ("N", "P") and tags[i - 2 : i - 1] not in ("x", "X", "A")
        return not held and not inside
    noun = before in _ARTICLES and tags[i + 1 : i + 2] in ("N", "O", "J")
    return tags[i] in VERBAL or (tags[i] == "J" and not noun)


def cost_of(first: int, stop: int, time: Time, clauses: Clauses, tags: str) -> float | None:
    """Distance between trigger and time, None across the bound of a clause."""
    if stop <= time.first:
        if clauses.crossed(first, time.first) & _CLOSED or clauses.left(first, time.first, tags):
            return None
        return clauses.distance(stop, time.first)
    if clauses.crossed(time.first, first) & _CLOSED:
        return None
    return clauses.distance(time.stop, first) + BEHIND
