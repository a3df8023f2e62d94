"""How sure a record must be to be kept: least confidences, of the whole record or of a slot."""

from collections.abc import Iterable, Iterator, Mapping

from kabar.errors import UsageError
from kabar.record import Claim, Confidence

Least = tuple[tuple[str, float], ...]  # fields of Confidence and the least that each must have
OPTION = "--min-confidence"


def read(words: Iterable[str]) -> Least:
    """Least confidences as the command line has them: ``0.8`` (of ``all``) or ``subject=0.8``. Raises UsageError."""
    return tuple(_pair(word) for word in words)


def said(least: float | Mapping[str, float] | None) -> Least:
    """Least confidences as programs have them: a number of ``all``, or one a slot. Raises UsageError."""
    if least is None:
        return ()
    slots = least if isinstance(least, Mapping) else {"all": least}
    return read(f"{slot}={bound}" for slot, bound in slots.items())


def _pair(word: str) -> tuple[str, float]:
    slot, equals, number = word.rpartition("=")
    slot = slot if equals else "all"
    if slot not in Confidence.__struct_fields__:
        raise UsageError(f"no confidence of {slot!r}", OPTION, f"one of {', '.join(Confidence.__struct_fields__)}")
    try:
        least = float(number)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise UsageError(f"{number!r} is no number from 0 to 1", OPTION, "say for instance 0.8 or subject=0.8")
    return slot, least


def is_kept(claim: Claim, least: Least) -> bool:
    """Whether a claim has all of the confidences; a slot that it cannot have (the value of an event) asks nothing."""
    return all(_of(claim.confidence, slot) >= bound for slot, bound in least)


def kept(claims: Iterable[Claim], least: Least) -> Iterator[Claim]:
    """The claims that are sure enough."""
    return (claim for claim in claims if is_kept(claim, least)) if least else iter(claims)


def _of(confidence: Confidence, slot: str) -> float:
    found: float | None = getattr(confidence, slot)
    return 1.0 if found is None else found
