"""What a sentence becomes on its way to records: its mentions, its values and events with their meaning, and what was
refused."""

from kabar.claim.choice.place import Ground
from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.frames import Frame, Hit
from kabar.claim.sentence.scope import Meaning
from kabar.find.mention import Cue, Entity, Quantity, Time
from kabar.frozen import Frozen
from kabar.page import Sentence


class Parts(Frozen, frozen=True, gc=False):
    """The mentions of one sentence, each in order; ``again`` are the values that the article has said before, by their
    first characters."""

    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    cues: tuple[Cue, ...]
    again: frozenset[int]


class Event(Frozen, frozen=True, gc=False):
    """An event predicate with its trigger (tokens), its time, the rule that gave it, and how sure the predicate is.

    ``told`` is the token at which it is said: that of the verb where the trigger is a noun with it (`blast occurred`).
    """

    predicate: str
    first: int
    stop: int
    told: int
    time: Time
    rule: str
    sure: int


class Sure(Frozen, frozen=True, gc=False):
    """How sure the choices of a draft are, of :data:`kabar.claim.choice.judge.SURE`."""

    claim: int
    predicate: int
    time: int
    status: int


class QuantityDraft(Frozen, frozen=True, gc=False):
    """A value with all that its sentence says of it."""

    quantity: Quantity
    frame: Frame
    meaning: Meaning
    time: Time | None
    duration: Time | None
    sure: Sure


class EventDraft(Frozen, frozen=True, gc=False):
    """A dated event with all that its sentence says of it."""

    event: Event
    meaning: Meaning
    sure: Sure


class Turned(Frozen, frozen=True, gc=False):
    """A value or time that became no claim, and why."""

    mention: Quantity | Time
    reason: str


class Reading(Frozen, frozen=True, gc=False):
    """What one sentence came to."""

    sentence: Sentence
    parts: Parts
    clauses: Clauses
    ground: Ground
    hits: tuple[Hit, ...]
    quantities: tuple[QuantityDraft, ...]
    events: tuple[EventDraft, ...]
    refused: tuple[Turned, ...]
