"""Status and negation of a place in a sentence, by the ConText method.

A cue governs from its own end (or, backward, from its own beginning) to the bound of its clause; a ``phrase`` cue
only to the next comma or value. Of two that govern, the higher priority wins, then the nearer.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kabar.claim.clauses import Clauses
from kabar.find.mention import Cue, Quantity
from kabar.record import Status

_STOPPING = frozenset(("hard", "soft", "comparison"))
_NEGATION_REACH = 9  # tokens: a negation binds its own verb group


class Meaning(NamedTuple):
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
    found = [cue for cue in cues if any(_governs(cue, place, clauses, tags, quantities) for place in places)]
    cancelled = {
        status for cue in found if _governs(cue, places[0], clauses, tags, quantities) for status in cue.cancels
    }
    rivals = [cue for cue in found if cue.kind == "status" and cue.value not in cancelled and not cue.cancels]
    negation = next((cue for cue in found if cue.kind == "negation"), None)
    best = max(rivals, key=lambda cue: (cue.priority, -min(abs(cue.first - p) for p in places)), default=None)
    status: Status = best.value if best else default  # type: ignore[assignment]
    return Meaning(status, negation is not None, tuple(cue for cue in (best, negation) if cue))


def _governs(cue: Cue, place: int, clauses: Clauses, tags: str, quantities: Sequence[Quantity]) -> bool:
    """Whether the place lies in the scope of the cue."""
    if place >= cue.stop and cue.direction in ("forward", "both"):
        low, high = cue.stop, place
    elif place < cue.first and cue.direction in ("backward", "both"):
        low, high = place + 1, cue.first
    else:
        return False
    if clauses.crossed(cue.first, place) & _STOPPING:
        return False
    if cue.kind == "negation" and (high - low > _NEGATION_REACH or "," in tags[low:high]):
        return False
    return cue.reach == "clause" or _phrase(low, high, tags, quantities)


def _phrase(low: int, high: int, tags: str, quantities: Sequence[Quantity]) -> bool:
    """Whether neither comma nor another value stands between."""
    if "," in tags[low:high]:
        return False
    return not any(low <= q.first and q.stop <= high for q in quantities)
