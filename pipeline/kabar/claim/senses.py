"""The readings of a trigger: what a word can say of a value or of a time."""

from collections.abc import Iterable
from typing import Literal

from kabar.frozen import Frozen

Role = Literal["verb", "noun", "counted", "aspect"]


class Sense(Frozen, frozen=True, gc=False):
    """One reading of a trigger: its predicate, what it is in the sentence, and the units it is narrowed to."""

    kind: Literal["quantity", "event", "trend"]
    predicate: str
    role: Role
    units: frozenset[str]
    weak: bool
    beside: str = ""
    moving: bool = False
    active: bool = False
    subject: bool = False
    most: int | None = None
    least: int | None = None


class Senses(tuple[Sense, ...]):
    """All readings of one trigger, those of trends last; ``quantities`` and ``events`` are those of one kind."""

    quantities: tuple[Sense, ...]
    events: tuple[Sense, ...]
    trend: bool  # whether it can be a word that only moves a value
    measure: bool  # whether it can be a noun that names a measure

    def __new__(cls, senses: Iterable[Sense]) -> "Senses":
        """Sorted out once, asked for in every sentence."""
        new = super().__new__(cls, senses)
        new.quantities = tuple(s for s in new if s.kind == "quantity")
        new.events = tuple(s for s in new if s.kind == "event")
        new.trend = bool(new) and new[-1].kind == "trend"
        new.measure = any(s.role == "noun" for s in new.quantities)
        return new
