"""What a sentence becomes on its way to records: its mentions, its values and events with their meaning, and what was
refused."""

from kabar.claim.sentence.clauses import Clauses
from kabar.claim.sentence.frames import Frame, Hit
from kabar.claim.sentence.named import Event
from kabar.claim.sentence.scope import Meaning
from kabar.find.mention import Cue, Entity, Quantity, Time
from kabar.frozen import Frozen
from kabar.page import Sentence


class Parts(Frozen, frozen=True, gc=False):
    """The mentions of one sentence, each in order."""

    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    cues: tuple[Cue, ...]


class QuantityDraft(Frozen, frozen=True, gc=False):
    """A value with all that its sentence says of it."""

    quantity: Quantity
    frame: Frame
    meaning: Meaning
    time: Time | None
    duration: Time | None


class EventDraft(Frozen, frozen=True, gc=False):
    """A dated event with all that its sentence says of it."""

    event: Event
    meaning: Meaning


class Turned(Frozen, frozen=True, gc=False):
    """A value or time that became no claim, and why."""

    mention: Quantity | Time
    reason: str


class Reading(Frozen, frozen=True, gc=False):
    """What one sentence came to."""

    sentence: Sentence
    parts: Parts
    clauses: Clauses
    hits: tuple[Hit, ...]
    quantities: tuple[QuantityDraft, ...]
    events: tuple[EventDraft, ...]
    refused: tuple[Turned, ...]
