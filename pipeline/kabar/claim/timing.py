"""Which time of its sentence a claim holds at, and how long it took.

The nearest fitting time wins, clause by clause. Refused are dates that only date the report, windows of superlatives
and times that a figure is compared with.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from kabar.claim.clauses import Clauses
from kabar.find.mention import Cue, Quantity, Time
from kabar.frozen import Frozen
from kabar.lexing import Tokens
from kabar.record import Status

_TIME_REACH = 9.0
_DURATION_REACH = 3.5
_GLOSS = 3
_RESTATED = 4
_DAY = len("2014-06-10")
_COMPARED = 450  # days: a quarter or year that has just ended began later
_MONTH = 3  # letters of the shortest name of a day or month
_WINDOW_TOKENS = 6
_REPORT_TOKENS = 3
_BARE = frozenset("IDA,t")
_SAID = frozenset('VTEGXSM"')  # what a date that belongs to a verb of saying is not parted by
_OBJECT = ("D", "J")
_STRETCH = 14
_FINE = frozenset(("day", "hour", "minute", "second", "part", "week"))
_VERBAL = frozenset("VTEG")
_OPEN_STATUS = frozenset(("planned", "target", "expected"))
PRESENT = "PRESENT_REF"
_CLOCK = frozenset(("hour", "minute", "second"))
_LONG_WORD = 3
_VAGUE = frozenset(("PAST_REF", "FUTURE_REF"))


class Refused(Frozen, frozen=True, gc=False):
    """A time of the sentence that fills no slot, and why."""

    time: Time
    reason: str


def usable(
    times: Sequence[Time], cues: Sequence[Cue], tags: str, clauses: Clauses, tokens: Tokens
) -> tuple[list[Time], list[Refused]]:
    """The times of a sentence that a claim may hold at, and those that only date the report or bound a superlative."""
    kept: list[Time] = []
    refused: list[Refused] = []
    for found in times:
        time = _with_day(found, tokens) if found.type == "TIME" else found
        reason = _refusal(time, cues, tags, clauses)
        if reason is None and time.grain == "year" and _named(time, tags, clauses, tokens):
            reason = "part of a name"
        if reason is None and kept and kept[-1].stop + _GLOSS >= time.first and _bracketed(time, tags):
            reason = "told again in brackets"
        if reason:
            refused.append(Refused(time, reason))
        elif time.type in ("DATE", "TIME"):
            kept.append(time)
    return kept, refused


def _with_day(time: Time, tokens: Tokens) -> Time:
    """A clock time that names its day (`10 p.m. Wednesday`) dates like the day."""
    if time.grain not in _CLOCK:
        return time
    words = tokens.word[time.first : time.stop]
    named = any(len(w) >= _MONTH and w[0].isupper() and not w.isupper() for w in words)
    return replace(time, grain="part") if named else time


def _bracketed(time: Time, tags: str) -> bool:
    """`Tuesday local time (Wednesday morning WIB)`: the same time in other words."""
    return time.first > 0 and tags[time.first - 1] == "(" and tags[time.stop : time.stop + 1] == ")"


def _refusal(time: Time, cues: Sequence[Cue], tags: str, clauses: Clauses) -> str | None:
    if time.value in _VAGUE:
        return "vague"
    if time.type == "TIME" and time.grain in _CLOCK:
        return "time of day"
    reason, fits = None, time.type in ("DATE", "TIME")
    for cue in cues:
        if cue.kind == "contract" and (cue.stop == time.first or cue.first == time.stop):
            return "month of a contract"
        if cue.kind == "superlative" and _window(cue, time, tags):
            reason = "window of a superlative"
        elif cue.kind == "attribution" and fits and reason is None and _dates_report(cue, time, tags, clauses):
            reason = "dates the report"
    return reason


def _named(time: Time, tags: str, clauses: Clauses, tokens: Tokens) -> bool:
    """`Conference 2010`, `APBN-P 2015`: a bare year behind a name (not in headlines), an acronym; that of a work."""
    first = time.first
    if tags[first - 1] == "," and tags[time.stop : time.stop + 1] == ")":
        return True  # `(Smith, 2013)`
    if time.stop - first == 1 and first:
        before = tokens.word[first - 1]
        if before.isupper() and (len(before) > 1 or tokens.norm[first - 2] == "-"):
            return True
    if tags[time.stop - 1] != "M" or tags[first : time.stop - 1].strip("D"):
        return False
    named = (first > 1 and tags[first - 1] in "P)") or tags[time.stop : time.stop + 1] == "P"
    return named and not _titled(tokens.word[clauses.first : clauses.stop])


def _titled(sentence: Sequence[str]) -> bool:
    """Whether every longer word has a capital, as in a headline: then a capital says nothing."""
    words = [w for w in sentence if len(w) > _LONG_WORD and w[0].isalpha()]
    return len([w for w in words if w[0].isupper()]) > 0.7 * len(words)


def _window(cue: Cue, time: Time, tags: str) -> bool:
    """`lowest number since 1981`: a superlative shortly before, no verb, comma or number between."""
    between = tags[cue.stop : time.first]
    if time.stop < cue.first <= time.stop + 3 and tags[time.stop] == "s":
        return True  # `the week's busiest session`
    if time.type != "DURATION" and time.modifier != "ON_OR_AFTER":
        return False  # `a high in 1983` is dated, `the highest since 1983` is not
    return cue.stop <= time.first and len(between) <= _WINDOW_TOKENS and not set(between) & frozenset("VTEGX,M.")


def _dates_report(cue: Cue, time: Time, tags: str, clauses: Clauses) -> bool:
    """`said on Friday`, `Melansir X, Rabu (31/7)`, `X, Rabu, memperkirakan`, `In March, X announced that`."""
    if cue.rule == "attribution.record" or (cue.rule == "attribution.day" and time.grain not in _FINE):
        return False
    if cue.stop <= time.first:
        return _dated_behind(cue, time, tags, clauses)
    if time.stop <= cue.first and cue.value in ("before", "either"):
        between, opening = tags[time.stop : cue.first], tags[clauses.first : time.first]
        touching = not set(between) - _BARE
        return touching or not (
            set(between) & _SAID or set(opening) & _VERBAL or clauses.crossed(time.first, cue.first)
        )
    return False


def _dated_behind(cue: Cue, time: Time, tags: str, clauses: Clauses) -> bool:
    """Whether a time behind a verb of saying dates the saying; what is announced is dated by it as news."""
    between = tags[cue.stop : time.first].replace("PM", "P")  # `said at Energy Outlook 2015, Monday`
    if cue.value == "after":
        last = time.stop >= clauses.stop or not set(tags[time.stop : clauses.stop]) - frozenset('.)"')
        return time.grain in _FINE and ((last and "M" not in between) or not set(between) & _SAID)
    if set(between) & _SAID or (cue.rule == "attribution.news" and between[:1] in _OBJECT):
        return False
    if time.grain not in _FINE:
        return len(between) <= _REPORT_TOKENS and not set(between) - _BARE
    return len(between) <= _REPORT_TOKENS or (cue.value == "either" and len(between) <= _STRETCH)


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
        if since and not comma and (o.change or o.unit_kind == "percent"):
            out.add(t.first)
        group = _origin(o, quantities, tokens, origins)
        if group and q not in group and (not comma or _long_past(t, published)):
            out.add(t.first)
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
    if home.kind == "comparison" and crossed:
        return None  # `fell 2% from its close on Friday to 57 dollars`
    if home.kind == "relative" and clauses.at(time.first) != clauses.at(place) and tags[home.first - 1] in ",(":
        return None  # `the strike, which began in May, cost`
    cost = clauses.distance(time.stop, place)
    return cost if cost <= _TIME_REACH else None


def _fits(time: Time, status: Status, published: str | None) -> bool:
    """What is open cannot have held before the publication."""
    if status in _OPEN_STATUS and published and time.to and status == "planned":
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
    return tags[time.first + 1 : time.first + 2] == "-" and tags[time.stop : time.stop + 1] == "N"


def comes_later(time: Time | None, published: str | None) -> bool:
    """Whether a time lies wholly behind the publication."""
    if not time or not published:
        return False
    if time.modifier in ("BEFORE", "ON_OR_BEFORE"):
        return bool(time.to and time.to > published)
    return bool(time.from_ and time.from_ > published)


def between(quantities: Sequence[Quantity], low: int, high: int) -> int:
    """How many values stand between two tokens."""
    return sum(low <= q.first and q.stop <= high for q in quantities)
