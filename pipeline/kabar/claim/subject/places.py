"""Where: the place that a clause names behind a preposition of place (``in Barcelona``, ``di bursa Nymex, London``)."""

from collections.abc import Sequence

from kabar import record
from kabar.claim.subject.anaphors import Reference
from kabar.claim.subject.salience import AGENCY
from kabar.lexing import Tokens

_PHRASE = frozenset("DJNPsMEG-")
_TYPES = frozenset({"place", "organization", "event"})
_NEAR = 6  # tokens between the preposition and the name


def located(references: Sequence[Reference], tokens: Tokens, tags: str, locating: frozenset[str]) -> list[Reference]:
    """Those of the given references that stand behind a preposition of place."""
    return [
        ref
        for ref in references
        if ref.entity.type in _TYPES and ref.how == "named" and _located(ref, tokens.norm, tags, locating)
    ]


def place(references: Sequence[Reference], tokens: Tokens, anchor: int) -> record.Place | None:
    """The nearest place of the given ones around token ``anchor``, those behind it first; None without one."""
    best: tuple[float, Reference] | None = None
    for ref in references:
        distance = ref.first - anchor if ref.first > anchor else 1.5 * (anchor - ref.stop)
        distance += 0.0 if ref.entity.type == "place" else 20.0
        if best is None or distance < best[0]:
            best = distance, ref
    if best is None:
        return None
    ref = best[1]
    start, end = tokens.span(ref.first, ref.stop)
    return record.Place(name=ref.entity.name, id=ref.entity.id, text=tokens.text[start:end], start=start, end=end)


def _located(ref: Reference, norm: Sequence[str], tags: str, locating: frozenset[str]) -> bool:
    """Whether a preposition of place governs the name; exchanges and events are places only right behind one."""
    e = ref.entity
    if e.type == "organization" and e.kind != AGENCY and ref.stop - ref.first == 1:
        return False  # a stake in Kalimo
    i, near = ref.first - 1, _NEAR if e.type == "place" else 2
    while i >= 0 and ref.first - i <= near and norm[i] not in locating:
        if tags[i] not in _PHRASE and not (norm[i] == "," and ref.entity.type == "place"):
            return False
        i -= 1
    return i >= 0 and norm[i] in locating
