"""Values that are no claim, each with the reason that ``explain`` shows."""

from kabar.claim.frames import Frame
from kabar.find.mention import Quantity
from kabar.lexing import Tokens

_TIMED = frozenset(("duration", "delay"))


def refusal(q: Quantity, frame: Frame, tokens: Tokens, tags: str) -> str | None:
    """Why a value is no claim, or None."""
    if q.amount is None and q.min is None and q.max is None:
        return "no number"
    if q.unit_kind == "duration" and frame.predicate not in _TIMED:
        return "how long another claim took"
    if q.amount == 1 and q.stop < len(tags) and tags[q.stop] == "O" and q.unit_kind in (None, "count"):
        return "one of several"
    return None
