"""Frames for values that no trigger of their own sentence says: lists, second halves, moves of what came before.

In order: the value before it in the same list or of the same unit; what its unit says by itself; the measure of the
sentence before, for a move without a measure (`Now the increase is 4.7 percent`); else ``quantity`` with the nearest
noun or verb, so that a reader sees what was counted.
"""

from collections.abc import Sequence

from kabar.claim.inventory import GENERIC, Predicates, kind_of
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.frames import Frame
from kabar.find.mention import Quantity
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens

_SURE = 2.5  # a trigger of this score needs no help
_MOVE = frozenset(("level", "move", "from"))
_A_PIECE = 10_000  # money of a move that nothing names is the price of one piece (`Acme fell $2 to $40`)
_PHRASE = 5
_PAID = frozenset(("revenue", "sales", "funding"))  # of a sum; the same for each share is its price
_RESTATED = 4
_ADJECTIVE = 9  # tokens between `daily` and its value


class Before(Frozen, frozen=True, gc=False):
    """What the sentences before leave: the frame of the last value, and the last named one of each counted unit."""

    last: Frame | None
    by_unit: dict[str, Frame]


def complete(
    q: Quantity,
    frame: Frame | None,
    values: Sequence[tuple[Quantity, Frame]],
    behind: Quantity | None,
    clauses: Clauses,
    predicates: Predicates,
    tokens: Tokens,
    tags: str,
    before: "Before | None",
    aimed: bool,
) -> Frame:
    """The frame of a value: its own where it is sure, else the best that can be had without guessing."""
    other = values[-1][0] if values else None
    counted = frame is not None and frame.rule.startswith("counted")
    if (
        not counted
        and other is not None
        and tokens.norm[q.first - 1] in predicates.subsets
        and other.unit_kind == q.unit_kind
    ):
        return inherited(values[-1][1], q, "subset", predicates)
    if other is not None and q.pair is not None and q.pair == other.pair and q.role in _MOVE and other.role in _MOVE:
        return inherited(values[-1][1], q, "move", predicates)
    kind = kind_of(q)
    again = other is not None and kind == kind_of(other) and _restated(q, other, tokens, predicates)
    if again and q.per == "share" and values[-1][1].predicate in _PAID:
        return Frame("price", *nearest(q, clauses, tags), "unit.price", _SURE)
    if again and (q.unit_kind != "percent" or q.change):
        return inherited(values[-1][1], q, "restated", predicates)
    if frame is not None and frame.score >= _SURE and frame.predicate != GENERIC:
        return frame
    if frame is not None and other is not None and frame.score >= _SURE and _between(frame, other, q):
        return frame
    shared = _shared(q, values, clauses, predicates)
    if shared is not None and (frame is None or frame.score < shared.score):
        return shared
    points = behind is not None and behind.pair is not None and behind.pair == q.pair and kind_of(behind) == "points"
    if frame is None and points and q.change:
        return Frame("price", *nearest(q, clauses, tags), "move.price", _SURE)
    told_first = behind is not None and frame is None and kind == "percent" and not q.change
    if told_first and behind is not None and _restated(behind, q, tokens, predicates):
        return Frame("share", *nearest(behind, clauses, tags), "restated.share", _SURE)
    told_again = kind == "percent" and not q.change and other and _restated(q, other, tokens, predicates)
    if told_again and (frame is None or frame.predicate == GENERIC or frame.score < shared_score(shared)):
        return Frame("share", *_trigger(values[-1][1], q, clauses, tags), "restated.share", _SURE)
    default = predicates.defaults.get(q.unit or "")
    if default and (frame is None or frame.predicate == GENERIC):
        return Frame(default, None, None, f"unit.{default}", _SURE)
    if frame is None and kind == "currency" and q.per in ("barrel", "litre", "gallon", "share", "unit"):
        return Frame("price", None, None, "unit.price", _SURE)
    part = q.stop < clauses.stop and tokens.norm[q.stop] in predicates.partitives
    part = part or (tags[q.stop : q.stop + 1] == "N" and q.noun is None and kind == "percent")
    part = part and kind in ("percent", "fraction") and not q.change
    if part and (frame is None or frame.predicate == GENERIC):
        first, stop = (frame.first, frame.stop) if frame else nearest(q, clauses, tags)
        return Frame("share", first, stop, "part.share", _SURE)
    if (frame is None or frame.predicate == GENERIC) and before is not None and aimed:
        earlier = before.by_unit.get(q.unit or "")
        if earlier is not None:
            return Frame(earlier.predicate, *nearest(q, clauses, tags), "before." + earlier.predicate, 1.0)
    if (
        frame is None
        and before is not None
        and before.last is not None
        and before.last.predicate != GENERIC
        and q.change
        and (kind in ("percent", "points") or (kind == "currency" and q.role in _MOVE))
    ):
        return Frame(before.last.predicate, *nearest(q, clauses, tags), "before." + before.last.predicate, 1.0)
    if frame is not None:
        return frame
    if kind == "currency" and q.pair is not None and q.role in _MOVE and q.amount is not None and q.amount < _A_PIECE:
        return Frame("price", *nearest(q, clauses, tags), "move.price", 1.0)
    return Frame(GENERIC, *nearest(q, clauses, tags), "none.quantity", 0.0)


def _between(frame: Frame, other: Quantity, q: Quantity) -> bool:
    """`sales fell 5%, exports rose 3%`: a measure of its own behind the value before, though it has no name; a count
    goes by what is counted (`sold 300 cars, the goal is 500 cars`)."""
    if q.unit_kind == "count":
        return False
    return frame.rule.startswith("noun") and frame.first is not None and other.stop <= frame.first < q.first


def rated(q: Quantity, first: int, predicates: Predicates, tokens: Tokens) -> Quantity:
    """A value whose measure is said per day or year by an adjective (`annual target of 500`, `daily sales hit 9`)."""
    if q.per is not None or q.unit_kind in ("percent", "duration"):
        return q
    low = max(first, q.first - _ADJECTIVE)
    if predicates.rates.keys().isdisjoint(tokens.norm[low : q.first]):
        return q
    for i in range(q.first - 1, low - 1, -1):
        if tokens.norm[i] in predicates.rates:
            return replace(q, per=predicates.rates[tokens.norm[i]])
        if tokens.norm[i] in ",;":
            break
    return q


def inherited(frame: Frame, q: Quantity, how: str, predicates: Predicates) -> Frame:
    """The frame of another value for this one; its unit may ask for another predicate (sales in money: revenue)."""
    name = predicates.inventory[frame.predicate].instead.get(kind_of(q), frame.predicate)
    return replace(frame, predicate=name, rule=f"{how}.{name}")


def shared_score(shared: Frame | None) -> float:
    """How sure the frame of a list is."""
    return shared.score if shared else _SURE


def _restated(q: Quantity, other: Quantity, tokens: Tokens, predicates: Predicates) -> bool:
    """`8 billion dollars, or 16 percent`: a value told again as a part of a whole."""
    between = tokens.norm[other.stop : q.first]
    return len(between) <= _RESTATED and any(w in predicates.alternatives for w in between)


def _trigger(frame: Frame, q: Quantity, clauses: Clauses, tags: str) -> tuple[int | None, int | None]:
    return (frame.first, frame.stop) if frame.first is not None else nearest(q, clauses, tags)


def unnamed(q: Quantity, predicates: Predicates, tokens: Tokens) -> Quantity:
    """A value whose noun only stands for one before it (`40 others`) has no unit of its own."""
    if q.noun is None or tokens.norm[q.noun[1] - 1] not in predicates.others:
        return q
    return replace(q, noun=None, unit=None)


def _shared(
    q: Quantity, values: Sequence[tuple[Quantity, Frame]], clauses: Clauses, predicates: Predicates
) -> Frame | None:
    """The frame of the value before, for another value of its list or unit."""
    kind = kind_of(q)
    for other, frame in reversed(values):
        same = other.unit == q.unit or (q.unit is None and kind == "count")
        linked = q.pair is not None and other.pair == q.pair
        same = same or kind == "times" or (kind == "percent" and q.change is not None and kind_of(other) != "percent")
        if not (same or linked) or (frame.predicate == GENERIC and not same):
            continue
        if linked or same:
            cost = clauses.distance(other.stop, q.first)
            return replace(inherited(frame, q, "list", predicates), score=max(0.3, frame.score - 0.4 * cost))
    return None


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
