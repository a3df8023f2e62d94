"""What a value measures: the predicate that the judge chose, with the words that say it."""

from bisect import bisect_left
from collections.abc import Sequence

from kabar.claim.inventory import GENERIC
from kabar.claim.senses import Senses
from kabar.claim.sentence.clauses import Clauses
from kabar.find.mention import Entity, Quantity, Time
from kabar.frozen import Frozen
from kabar.lexicon import Match
from kabar.page import Page

_NAMES = frozenset(("person", "organization", "place", "media", "event"))  # a commodity or an index says its measure
_PHRASE = 5  # tokens of a phrase that a value is part of

Hit = Match[Senses]


class Frame(Frozen, frozen=True, gc=False):
    """A predicate with its trigger (tokens, ``None`` where nothing says it), the rule that gave it, and how sure."""

    predicate: str
    first: int | None
    stop: int | None
    rule: str
    sure: int


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


def frame(
    name: str, trigger: tuple[int, int] | None, role: str, q: Quantity, clauses: Clauses, tags: str, sure: int
) -> Frame:
    """The frame of a predicate; without a trigger, the words that show a reader what was counted."""
    if trigger is not None and name != GENERIC:
        return Frame(name, *trigger, f"{role}.{name}", sure)
    return Frame(name, *nearest(q, clauses, tags), f"none.{name}", sure)


def nearest(q: Quantity, clauses: Clauses, tags: str) -> tuple[int | None, int | None]:
    """Head of the counted noun phrase, or of the phrase that the value is part of (`the $2 billion bond market`), else
    the nearest noun or verb before the value in its clause, else behind."""
    if q.noun is not None:
        return q.noun
    clause = clauses.clauses[clauses.at(q.first)]
    end = q.stop
    while end < clause.stop and tags[end] in "NJG-" and end - q.stop < _PHRASE:
        end += 1
    if q.first and tags[q.first - 1] in "Ds" and end > q.stop and tags[end - 1] == "N":
        return end - 1, end
    for i in range(q.first - 1, clause.first - 1, -1):
        if tags[i] in "NVTEG":
            return i, i + 1
    for i in range(q.stop, clause.stop):
        if tags[i] in "NVTEG":
            return i, i + 1
    return None, None
