"""What a quantity is about, as token spans with a role: ``of`` (its noun phrase), ``modifies``, ``subject``.

Not part of the hot path: claims have their own subjects; this is for the benchmark and for ``explain``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kabar.find.mention import Quantity
from kabar.find.quantities.finder import QuantityFinder
from kabar.page import Page


class Concept(NamedTuple):
    """Tokens ``first`` to ``stop`` (half-open) and the way in which the quantity belongs to them."""

    first: int
    stop: int
    role: str


class Concepts:
    """Finds the noun phrases that a quantity is about."""

    def __init__(self, finder: QuantityFinder) -> None:
        self._finder = finder

    def of(self, page: Page, tags: str, quantities: Sequence[Quantity], k: int) -> tuple[Concept, ...]:
        """The concepts of ``quantities[k]``."""
        return ()
