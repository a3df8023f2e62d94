"""Which time of its sentence a claim holds at, and how long it took.

The nearest fitting time wins, clause by clause; times that a figure is compared with or comes from are not its own.
"""

from collections.abc import Sequence
from datetime import date

from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.usable import PRESENT, comes_later
from kabar.find.mention import Quantity, Time
from kabar.lexing import Tokens
from kabar.record import Status

_TIME_REACH = 9.0
_DURATION_REACH = 3.5
_RESTATED = 4
_DAY = len("2014-06-10")
_COMPARED = 450  # days: a quarter or year that has just ended began later
_WITHIN = frozenset(("simultaneous", "relative"))


def time_of(
    place: int,
    stop: int,
    times: Sequence[Time],
    clauses: Clauses,
    tags: str,
    status: Status,
    published: str | None,
    former: frozenset[int],
    embedded: frozenset[int],
) -> Time | None:
    """The time that the claim of the tokens ``place`` to ``stop`` holds at."""
    best: tuple[float, Time] | None = None
    for time in times:
        cost = _cost(place, stop, time, clauses, tags, embedded)
        if cost is None or time.first in former or not _fits(time, status, published):
            continue
        if best is None or cost < best[0]:
            best = (cost, time)
    return best[1] if best else None


def former_times(
    q: Quantity,
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    tokens: Tokens,
    tags: str,
    origins: frozenset[str],
    published: str | None,
) -> frozenset[int]:
    """Times that are not those of a value: right behind what another came from (`up from 100 million a year ago`, `to
    $9 from $7, or 4%, a year earlier`), and those that a move is counted from (`down 4% from Friday`)."""
    out: set[int] = set()
    for t in times:
        before = [o for o in quantities if o.stop <= t.first <= o.stop + 3]
        if not before:
            continue
        o = before[-1]
        comma = "," in tags[o.stop : t.first]
        since = not origins.isdisjoint(tokens.norm[t.first - 1 : t.first + 1])
        if since and not comma and (o.change or o.unit_kind == "percent") and not comes_later(t, published):
            out.add(t.first)
        group = _origin(o, quantities, tokens, origins)
        if group and q not in group and (not comma or _long_past(t, published)):
            out.add(t.first)
        if group and q in group and not comma:
            out.update([other.first for other in times if other is not t])
    return frozenset(out)


def _origin(
    o: Quantity, quantities: Sequence[Quantity], tokens: Tokens, origins: frozenset[str]
) -> tuple[Quantity, ...]:
    """A value that another came from, with its restatement (`from $52 million, or 48 cents a share`)."""
    if o.role == "from" or tokens.norm[o.first - 1] in origins:
        return (o,)
    before = [p for p in quantities if o.first - _RESTATED <= p.stop <= o.first]
    if before and (before[-1].role == "from" or tokens.norm[before[-1].first - 1] in origins):
        return (before[-1], o)
    return ()


def _long_past(time: Time, published: str | None) -> bool:
    """Whether a time began more than a year before the publication: that of a comparison, not of the news."""
    if not time.from_ or not published or len(published) < _DAY:
        return False
    return (date.fromisoformat(published[:_DAY]) - date.fromisoformat(time.from_)).days > _COMPARED


def embedded_times(quantities: Sequence[Quantity], times: Sequence[Time], clauses: Clauses) -> frozenset[int]:
    """Times in front of a value of their own clause: a value before that clause does not share them (`sold 100 cars
    and raised the goal for 2024 to 130`)."""
    return frozenset(
        t.first
        for t in times
        for q in quantities
        if t.stop <= q.first and clauses.at(t.first) == clauses.at(q.first) and t.first > clauses.first
    )


def _cost(place: int, stop: int, time: Time, clauses: Clauses, tags: str, embedded: frozenset[int]) -> float | None:
    """Distance of a time, or None where it belongs to another clause."""
    crossed = clauses.crossed(time.first, place)
    if crossed & {"hard", "comparison"} or (crossed and time.value == PRESENT):
        return None
    if time.first >= stop:
        inside = clauses.clauses[clauses.at(place)].kind == "relative" and clauses.at(place) != clauses.at(time.first)
        if crossed & {"relative", "soft"} or inside or (crossed and time.first in embedded):
            return None
        return clauses.distance(stop, time.first)
    home = clauses.clauses[clauses.at(time.first)]
    if home.kind == "comparison" and crossed - _WITHIN:
        return None  # `fell 2% from its close on Friday to 57 dollars`
    put_in = home.first == clauses.first or tags[home.first - 1] in ",("
    if home.kind == "relative" and clauses.at(time.first) != clauses.at(place) and put_in:
        return None  # `the strike, which began in May, cost`
    cost = clauses.distance(time.stop, place)
    return cost if cost <= _TIME_REACH else None


def _fits(time: Time, status: Status, published: str | None) -> bool:
    """What is planned cannot have held before the publication."""
    if status == "planned" and published and time.to:
        return time.to >= published[:7]
    return True


def duration_of(place: int, stop: int, times: Sequence[Time], clauses: Clauses, tags: str) -> Time | None:
    """How long it took or shall last: the nearest duration of the same clause."""
    best: tuple[float, Time] | None = None
    for time in times:
        if time.type != "DURATION" or not time.value or (time.first < stop and place < time.stop):
            continue
        if clauses.crossed(time.first, place) & {"hard", "comparison", "soft", "relative"} or _of_a_kind(time, tags):
            continue
        cost = clauses.distance(stop, time.first) if time.first >= stop else clauses.distance(time.stop, place)
        if cost <= _DURATION_REACH and (best is None or cost < best[0]):
            best = (cost, time)
    return best[1] if best else None


def _of_a_kind(time: Time, tags: str) -> bool:
    """`30-year bond`: a duration that only names a kind of thing."""
    return tags[time.first + 1 : time.first + 2] == "-" and tags[time.stop : time.stop + 1] in ("N", "P", "J")


def between(quantities: Sequence[Quantity], low: int, high: int) -> int:
    """How many values stand between two tokens."""
    return sum(low <= q.first and q.stop <= high for q in quantities)
