"""Status and negation of a place in a sentence, by the ConText method.

A cue governs from its own end (or, backward, from its own beginning) to the bound of its clause; a ``phrase`` cue
only to the next comma or value. Of two that govern, the higher priority wins, then the nearer.
"""

from collections.abc import Sequence

from kabar.claim.sentence.clauses import Clauses
from kabar.find.mention import Cue, Quantity
from kabar.find.words import VERBS
from kabar.frozen import Frozen
from kabar.record import Status

_STOPPING = frozenset(("hard", "simultaneous", "soft", "comparison"))
_EMBEDDED = frozenset(("hard", "simultaneous", "relative", "comparison"))
_NONE: frozenset[str] = frozenset()
_UNREAL = frozenset(("planned", "target", "expected", "possible"))
_NAMED = frozenset("NP")
_OF = frozenset("IO")  # prepositions
_NEGATION_NEAR = 2
_NEGATION_REACH = 9  # tokens: a negation binds its own verb group


class Meaning(Frozen, frozen=True, gc=False):
    """How a clause is meant, and the cues that say so."""

    status: Status
    negated: bool
    cues: tuple[Cue, ...]


def meaning(
    places: Sequence[int],
    cues: Sequence[Cue],
    clauses: Clauses,
    tags: str,
    quantities: Sequence[Quantity],
    default: Status,
) -> Meaning:
    """Status and negation of a claim with the given tokens (its value first, then its trigger)."""
    found = []
    for cue in cues:
        for place in places:
            if _governs(cue, place, clauses, tags, quantities):
                found.append(cue)
                break
    if not found:
        return Meaning(default, False, ())
    undoing = [cue for cue in found if cue.cancels and _governs(cue, places[0], clauses, tags, quantities)]
    rivals = [
        cue
        for cue in found
        if cue.kind == "status" and not cue.cancels and not any(_undone(cue, by, tags) for by in undoing)
    ]
    negation = next((cue for cue in found if cue.kind == "negation"), None)
    best = max(rivals, key=lambda cue: (cue.priority, -min(abs(cue.first - p) for p in places)), default=None)
    status: Status = best.value if best else default  # type: ignore[assignment]
    done = next((cue for cue in found if cue.cancels), None) if best is None else None
    return Meaning(status, negation is not None, tuple([cue for cue in (best, done, negation) if cue]))


def _undone(cue: Cue, by: Cue, tags: str) -> bool:
    """Whether what has come true undoes a cue: not behind a preposition (`the yield out of a target of 3 million`)."""
    if cue.value not in by.cancels:
        return False
    first = cue.first
    while first and tags[first - 1] == "D":
        first -= 1
    behind = by.stop <= cue.first and (tags[cue.first] in _OF or (first > 0 and tags[first - 1] in _OF))
    return not behind


def _governs(cue: Cue, place: int, clauses: Clauses, tags: str, quantities: Sequence[Quantity]) -> bool:
    """Whether the place lies in the scope of the cue."""
    if place >= cue.stop and cue.direction != "backward":
        low, high = cue.stop, place
    elif place < cue.first and cue.direction != "forward":
        low, high = place + 1, cue.first
    else:
        return False
    if tags[place] in "TE" and cue.kind == "status" and cue.value in _UNREAL and _past(place, tags):
        return False
    crossed = _NONE if clauses.plain else clauses.crossed(cue.first, place)
    if "relative" in crossed and cue.first < place and tags[clauses.clauses[clauses.at(place)].first - 1] == ",":
        return False  # `a plan to double trade, which fell last year`
    if crossed & _STOPPING or (not clauses.plain and _enclosed(cue, place, clauses, tags)):
        return False
    if cue.kind == "negation":
        reach = _NEGATION_REACH if cue.reach == "clause" else _NEGATION_NEAR
        far = high - low > reach or "," in tags[low:high] or "relative" in crossed
        return not far and not (clauses.joined and _added(low, place, clauses, tags))
    if cue.reach == "phrase" and "shared" in crossed and cue.first < place and _done(place, clauses, tags):
        return False  # `announced its plans and opened 3 shops`
    return cue.reach == "clause" or _phrase(
        low, high, tags, quantities, not cue.cancels, place if place < cue.first else -1
    )


def _done(place: int, clauses: Clauses, tags: str) -> bool:
    """Whether the clause of a place opens with a past form (`and opened 3 shops`, not `to make and sell 3 cars`)."""
    return tags[clauses.clauses[clauses.at(place)].first + 1] in "TE"


def _added(low: int, place: int, clauses: Clauses, tags: str) -> bool:
    """Whether a place behind a negation is told anew behind a word that adds it: `no tsunami and damaged 30 homes`,
    but not `sold no cars and trucks`."""
    joint = next((i for i in clauses.joined if low <= i < place), None)
    if joint is None:
        return False
    stop = next((i for i in clauses.joined if i > place), clauses.stop)
    anew = "M" not in tags[low:joint] and not set(tags[joint:place]) & _NAMED  # `no deaths and 30 houses damaged`
    return anew or bool(set(tags[joint:stop].partition(",")[0]) & VERBS)


def _past(i: int, tags: str) -> bool:
    """Whether a word is a verb of the past, which no `may` or `will` governs (`could not stop what struck him`)."""
    return tags[i] == "T" or (tags[i] == "E" and i > 0 and tags[i - 1] in "SR")


def _enclosed(cue: Cue, place: int, clauses: Clauses, tags: str) -> bool:
    """Whether the cue stands in a clause between commas, and the place does not."""
    index = clauses.at(cue.first)
    clause, there = clauses.clauses[index], clauses.at(place)
    if index == there or clause.kind not in _EMBEDDED:
        return False
    if there == index + 1 and clauses.clauses[there].kind == "relative":
        return False  # `less than the target, which was 30`
    return clause.kind != "relative" or tags[clause.stop - 1] in ",)"


def _phrase(low: int, high: int, tags: str, quantities: Sequence[Quantity], lists: bool, own: int) -> bool:
    """Whether neither comma nor another value stands between, but those of the same list; ``own``: the value itself."""
    for q in quantities:
        if q.first == high and q.unit_kind == "count" and q.role is None:
            before = next((o for o in quantities if o.stop == high - 1 and tags[high - 1] == "I"), None)
            if before is not None and before.first >= low:
                high = before.first  # `a goal of 3 shops in 5 towns`
            break
    pair = next((q.pair for q in quantities if q.first == high), None)
    inside = [q for q in quantities if low < q.stop <= high and q.first != own]
    if any(not lists or q.pair is None or q.pair != pair for q in inside):
        return False
    return "," not in tags[low : inside[0].first if inside else high]
