"""The readings of a trigger: what a word can say of a value or of a time."""

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
    most: int | None = None
    least: int | None = None
    still: bool = False


class Senses(Frozen, frozen=True, gc=False):
    """All readings of one trigger, those of trends last; ``quantities`` and ``events`` are those of one kind."""

    every: tuple[Sense, ...]
    quantities: tuple[Sense, ...]
    events: tuple[Sense, ...]
    trend: bool  # whether it can be a word that only moves a value
    measure: bool  # whether it can be a noun that names a measure


def sorted_out(senses: tuple[Sense, ...]) -> Senses:
    """The readings of a trigger by kind: sorted out once, asked for in every sentence."""
    quantities = tuple([s for s in senses if s.kind == "quantity"])
    events = tuple([s for s in senses if s.kind == "event"])
    trend = bool(senses) and senses[-1].kind == "trend"
    return Senses(senses, quantities, events, trend, any(s.role == "noun" for s in quantities))
