"""What a value is besides its number: no noun that only stands for another, the rate that its measure says."""

from bisect import bisect_right
from collections.abc import Sequence

from kabar.claim.inventory import Predicates
from kabar.find.mention import Quantity
from kabar.frozen import replace
from kabar.lexing import Tokens

_ADJECTIVE = 9  # tokens between `daily` and its value
_NEAR = 5  # tokens between a part and its whole


def number_of(q: Quantity, tokens: Tokens) -> int:
    """The token where the number of a value begins, behind its comparator."""
    return bisect_right(tokens.start, q.start, q.first, q.stop) - 1


def unnamed(q: Quantity, predicates: Predicates, tokens: Tokens) -> Quantity:
    """A value whose noun only stands for one before it (`40 others`) has no unit of its own."""
    if q.noun is None or tokens.norm[q.noun[1] - 1] not in predicates.others:
        return q
    return replace(q, noun=None, unit=None)


def rated(q: Quantity, first: int, predicates: Predicates, tokens: Tokens) -> Quantity:
    """A value whose measure is said per day or year by an adjective (`annual target of 500`, `daily sales hit 9`)."""
    if q.per is not None or q.unit_kind in ("percent", "duration"):
        return q
    low = max(first, q.first - _ADJECTIVE)
    if predicates.rates.keys().isdisjoint(tokens.norm[low : q.first]):
        return q
    for i in range(q.first - 1, low - 1, -1):
        if tokens.word[i][0].isupper() and tokens.word[i + 1][0].isupper():
            continue  # the Daily Post
        if tokens.norm[i] in predicates.rates and tokens.norm[i - 1] not in predicates.rate_adverbs:
            return replace(q, per=predicates.rates[tokens.norm[i]])
        if tokens.norm[i] in ",;":
            break
    return q


def whole(q: Quantity, others: Sequence[Quantity], predicates: Predicates, tokens: Tokens) -> bool:
    """Whether a value is the whole that another is a part of (`39 of the 48 passengers`)."""
    low = max(0, q.first - _NEAR)
    if len(others) < 2 or predicates.partitives.isdisjoint(tokens.norm[low : q.first]):
        return False
    behind = [i for i in range(low, q.first) if tokens.norm[i] in predicates.partitives]
    return any(other.stop in behind for other in others)
