"""Groups of numbers that are joined pair by pair (disjoint sets with path halving)."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any


class Groups:
    """Sets of the numbers 0 to ``count`` - 1; the least number of a set stands for it."""

    def __init__(self, count: int) -> None:
        self._parent = array("q", range(count))

    def find(self, one: int) -> int:
        """The number that stands for the set of another."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def least_joined(pairs: Sequence[tuple[Any, Any]]) -> dict[Any, Any]:
    """The least member of the set that each belongs to when pairs of anything that can be ordered are joined."""
    members = sorted({member for pair in pairs for member in pair})
    known = {member: number for number, member in enumerate(members)}
    groups = Groups(len(members))
    for one, other in pairs:
        groups.join(known[one], known[other])
    return {member: members[groups.find(number)] for member, number in known.items()}


def count_joined(members: Iterable[int], pairs: Iterable[tuple[int, int]]) -> int:
    """How many sets some members form when the pairs among them are joined."""
    known = {member: number for number, member in enumerate(dict.fromkeys(members))}
    groups = Groups(len(known))
    for one, other in pairs:
        if one in known and other in known:
            groups.join(known[one], known[other])
    return len({groups.find(number) for number in known.values()})
