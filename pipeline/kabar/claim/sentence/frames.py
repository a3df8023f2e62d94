"""What a value measures: the best trigger of its sentence, weighed by nearness, part of speech and what it can take.

The weights are few and mean tokens: a trigger is worth ``_BASE`` plain steps of distance, a weak one less. They were
set on sentences of our own (tests/corpus/*/claims.toml).
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kabar.claim.inventory import Predicates, kind_of
from kabar.claim.senses import Sense, Senses
from kabar.claim.sentence.clauses import Clauses
from kabar.find.mention import Entity, Quantity, Time
from kabar.find.words import VERBS
from kabar.frozen import Frozen
from kabar.lexicon import Match
from kabar.lexing import Tokens
from kabar.page import Page

_BASE = 6.0
_WEAK = 2.2  # a measure without a name in the inventory, against one with a name
_COUNTED = 1.8  # the counted noun says less than a verb beside it
_INSIDE = 0.4
_AFTER = {"verb": 0.35, "noun": 1.1}
_ADJUNCT = 2.6  # a noun behind `for`, `in`: not the head of its clause
_NEAR = 5  # tokens
_ANYTHING = frozenset(("%", "person"))  # units that need a noun beside to be jobs
_MADE = frozenset(("vehicle", "unit", "person", "aircraft", "phone", "case", "vote", "job"))
_OWN = 0.8
_VERB = 1.0  # another verb between a measure and its value
_INDIRECT = 9.0  # never: a value behind a preposition is no object
_TOWARDS = frozenset("It")
_A_PIECE = 1000  # money that a thing traded by the piece can cost (`Brent at 64 dollars`)
_MOVED = 3.0  # a percentage that moves is said of a noun

_NAMES = frozenset(("person", "organization", "place", "media", "event"))  # a commodity or an index says its measure
_OTHER = frozenset(("hard", "simultaneous"))

Hit = Match[Senses]


class Frame(Frozen, frozen=True, gc=False):
    """A predicate with its trigger (tokens, ``None`` where only the unit says it) and the rule that gave it."""

    predicate: str
    first: int | None
    stop: int | None
    rule: str
    score: float


def outside(
    hits: Sequence[Hit],
    quantities: Sequence[Quantity],
    entities: Sequence[Entity],
    times: Sequence[Time],
    page: Page,
) -> list[Hit]:
    """Triggers that are not mute and no part of a name, a time or the unit of a value."""
    starts, owned = page.tokens.start, set[int]()
    for q in quantities:
        number = bisect_left(starts, q.start, q.first, q.stop)
        owned.update(range(number, q.stop if q.noun is None else min(q.stop, q.noun[0])))
    longer = [(e.first, e.stop) for e in entities if e.stop - e.first > 1 and e.type in _NAMES]
    longer += [(t.first, t.stop) for t in times if t.stop - t.first > 1]
    kept: list[Hit] = []
    for h in hits:
        first, stop = h.first, h.stop
        if not h.entry.every or (first in owned and stop - 1 in owned):
            continue
        for a, b in longer:
            if a <= first and stop <= b and stop - first < b - a:
                break
        else:
            kept.append(h)
    return kept


def heads(hits: Sequence[Hit], tokens: Tokens, tags: str) -> list[Hit]:
    """The triggers without the nouns that only modify the next one (`oil demand`, `loan-loss reserves`), and without
    words of a trend behind a noun that names the measure (`sales growth`)."""
    nouns = [hit for hit in hits if hit.entry.measure]
    dropped = set[int]()
    for hit, head in pairwise(nouns):
        if head.first == hit.stop:
            dropped.add(head.first if head.entry.trend else hit.first)
        elif head.first == hit.stop + 1 and tags[hit.stop] == "-":
            dropped.add(hit.first)
    for hit in nouns:
        if tags[hit.first - 1] == "-" and tags[hit.stop : hit.stop + 1] in ("N", ",", "J") and tokens.glued(hit.first):
            dropped.add(hit.first)  # `low-profit businesses`
    return [hit for hit in hits if hit.first not in dropped]


def firsts(hits: Sequence[Hit], tags: str) -> list[Hit]:
    """The triggers without the things that only say of what the measure before them is (`produksi minyak`, `subsidi
    bahan bakar minyak (BBM)`), for a language whose heads come first."""
    head: Hit | None = None
    dropped = set[int]()
    for hit in hits:
        if not hit.entry.measure:
            continue
        near = (
            head is not None and 0 <= hit.first - head.stop <= _NEAR and not tags[head.stop : hit.first].strip("NPJ(")
        )
        if near and all(s.moving for s in hit.entry.quantities):
            dropped.add(hit.first)
        else:
            head = None if any(s.predicate == "price" for s in hit.entry.quantities) else hit
    return [hit for hit in hits if hit.first not in dropped] if dropped else list(hits)


def best_frame(
    q: Quantity,
    hits: Sequence[Hit],
    clauses: Clauses,
    predicates: Predicates,
    tokens: Tokens,
    tags: str,
    others: Sequence[Quantity],
    trends: frozenset[int],
) -> Frame | None:
    """The trigger of a value, or None where none of the sentence fits."""
    moves = bool(q.change or q.per or q.role or q.unit == "point" or not trends.isdisjoint(range(q.first - 3, q.first)))
    part, kind = whole(q, others, predicates, tokens), kind_of(q)
    moves = moves or (kind == "currency" and q.amount is not None and q.amount < _A_PIECE)
    best: Frame | None = None
    for hit in hits:
        for sense in hit.entry.quantities:
            if part and sense.role == "verb":
                continue
            if sense.behind and tokens.norm[q.first - 1] not in sense.behind:
                continue
            name = predicates.admit(sense, q, kind) if moves or not sense.moving else None
            if name is None or (sense.beside and q.unit in _ANYTHING and not _beside(q, sense, hits)):
                continue
            score = _score(q, hit, sense, clauses, predicates, tokens, tags, trends)
            if score > 0 and (best is None or score > best.score):
                best = Frame(name, hit.first, hit.stop, f"{sense.role}.{name}", score)
    return best


def _score(
    q: Quantity,
    hit: Hit,
    sense: Sense,
    clauses: Clauses,
    predicates: Predicates,
    tokens: Tokens,
    tags: str,
    trends: frozenset[int],
) -> float:
    """Worth of one reading of one trigger for a value; not positive where it cannot be meant."""
    worth = _BASE - (_WEAK if sense.weak else 0.0) + _affinity(sense, q)
    number = bisect_left(tokens.start, q.start)
    inside = number <= hit.first and hit.stop <= q.stop
    if sense.role == "counted":
        own = q.noun is not None and q.noun[0] <= hit.first < q.noun[1] and q.first <= q.noun[0]
        near = inside or own
        return worth - _COUNTED if near else 0.0
    kind = inside or (hit.first == q.stop and tags[hit.first] == "N")
    if kind and q.noun and hit.first > q.noun[0] and not predicates.head_last:
        return 0.0  # `62 sumur produksi`: of what kind they are
    if inside:
        return worth - _INSIDE if sense.role == "noun" and q.noun and hit.first >= q.noun[0] else 0.0
    if sense.subject and (hit.stop <= number or tags[hit.first - 1] in "RP" or "," in tags[q.stop : hit.first]):
        return 0.0
    if hit.stop <= number:
        if sense.role == "verb" and q.unit_kind == "count" and _apart(hit, q, clauses, tags):
            return 0.0
        cost = clauses.distance(hit.stop, q.first) + _indirect(q, hit, sense, predicates, tokens, tags)
        if sense.role == "noun" and hit.first > clauses.first and tokens.norm[hit.first - 1] in predicates.adjuncts:
            cost += _ADJUNCT if cost > 0.3 else 0.0
        if sense.role == "noun":
            cost += _VERB * len([i for i in range(hit.stop, q.first) if tags[i] in "VTEG" and i not in trends])
        if sense.role == "noun" and q.unit_kind == "count" and q.noun and q.unit not in _MADE:
            cost = 1.5 * cost + _OWN  # a count with a noun of its own is seldom the measure before it
            cost += 2 * _OWN if "I" in tags[hit.stop : q.first] or "O" in tags[hit.stop : q.first] else 0.0
        return worth - cost
    if sense.role == "verb" and tags[hit.first : hit.stop + 1] == "GO":
        return 0.0  # `two men were asked about the killing of a banker`
    cost = clauses.distance(q.stop, hit.first)
    if sense.role == "noun" and q.unit_kind == "count" and cost > _OWN:
        return 0.0  # a count is not measured by a noun far behind it
    if (
        sense.role == "verb"
        and not sense.active
        and predicates.inventory[sense.predicate].transitive
        and not _passive(hit, tags)
    ):
        return 0.0
    if sense.role == "noun" and q.unit_kind == "count" and q.noun and q.unit not in _MADE:
        return 0.0
    if sense.role == "noun" and tokens.norm[hit.first - 1] in predicates.adjuncts and hit.first - 1 == q.stop:
        cost += _ADJUNCT
    if sense.role == "verb" and tags[hit.first] == "E" and hit.first == q.stop and tags[q.first - 1] == "D":
        return 0.0  # `the two cars made there`: counted, not made
    return worth - cost - _AFTER[sense.role]


def _apart(hit: Hit, q: Quantity, clauses: Clauses, tags: str) -> bool:
    """Whether a count is the subject of another clause (`a clerk was killed when two men opened fire`)."""
    if clauses.plain or not clauses.crossed(hit.first, q.first) & _OTHER:
        return False
    home = clauses.clauses[clauses.at(q.first)]
    return bool(set(tags[q.stop : home.stop]) & VERBS) and not set(tags[home.first : q.first]) & VERBS


def _indirect(q: Quantity, hit: Hit, sense: Sense, predicates: Predicates, tokens: Tokens, tags: str) -> float:
    """What a verb loses whose object the value is not: `built in two phases`, `39 of the 48 passengers`."""
    if sense.role != "verb":
        return 0.0
    if q.unit_kind in (None, "count") and "I" in tags[hit.stop : q.first]:
        return _INDIRECT
    moved = q.unit_kind == "currency" and q.change and sense.predicate != "price" and hit.entry.trend
    if moved and set(tags[hit.stop : q.first + 1]) & _TOWARDS:
        return _INDIRECT  # `raised its reserves by $9 million`: moved, not collected
    if q.unit_kind == "percent" and q.change and not sense.units:
        return _MOVED
    return 0.0


def _passive(hit: Hit, tags: str) -> bool:
    """Whether a verb behind its value is a participle or stands behind an auxiliary (`300 jobs will be cut`)."""
    if tags[hit.first] == "E" and tags[hit.first - 1] == "C":
        return False  # `may buy 20 jets and ordered 5`
    return tags[hit.first] not in "VTG" or "X" in tags[max(0, hit.first - 2) : hit.first]


def whole(q: Quantity, others: Sequence[Quantity], predicates: Predicates, tokens: Tokens) -> bool:
    """Whether a value is the whole that another is a part of (`39 of the 48 passengers`)."""
    low = max(0, q.first - _NEAR)
    if len(others) < 2 or predicates.partitives.isdisjoint(tokens.norm[low : q.first]):
        return False
    behind = [i for i in range(low, q.first) if tokens.norm[i] in predicates.partitives]
    return any(other.stop in behind for other in others)


def _affinity(sense: Sense, q: Quantity) -> float:
    """A little more for readings that fit the unit itself: money a barrel is a price, money in a verb is no count."""
    if sense.predicate == "price":
        kind = kind_of(q)
        if kind == "points" or (kind == "currency" and q.per in ("barrel", "litre", "gallon", "unit")):
            return 1.0
    if sense.predicate == "delay":
        return 1.0
    return 0.4 if sense.units and sense.role == "verb" else 0.0


def _beside(q: Quantity, sense: Sense, hits: Sequence[Hit]) -> bool:
    """Whether a noun of the wanted predicate follows the percentage shortly (`5% of its staff`)."""
    near = [hit.entry.every for hit in hits if q.first <= hit.first <= q.stop + _NEAR]
    return any(s.predicate == sense.beside for every in near for s in every)
