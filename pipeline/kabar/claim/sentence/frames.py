"""What a value measures: the predicate that the judge chose, with the words that say it."""

from bisect import bisect_left
from collections.abc import Sequence

from kabar.claim.senses import Senses
from kabar.find.mention import Entity, Quantity, Time
from kabar.frozen import Frozen
from kabar.lexicon import Match
from kabar.page import Page

_NAMES = frozenset(("person", "organization", "place", "media", "event"))  # a commodity or an index says its measure

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
