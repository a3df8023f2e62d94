"""Numbers with a sign of crossing between them: ``2 m x 3 m``, ``4x5 metres``, a ``4x4``, ``2x24 hours``."""

from kabar.find.numbers.digits import times
from kabar.find.numbers.shapes import CROSS
from kabar.find.quantities.draft import Draft
from kabar.lexing import Tokens


def is_crossed(tokens: Tokens, tags: str, at: int, stop: int) -> bool:
    """Whether a sign of crossing and a number stand at a token (``2 m | x 3 m``)."""
    return at + 1 < stop and tokens.norm[at] in CROSS and tags[at + 1] == "M"


def idle_of(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Of numbers that a sign of crossing ties those that count nothing: ``4x4``, the two of ``2x50 MW``; two of time
    become one value (``2x24 hours``)."""
    idle: list[Draft] = []
    one: Draft | None = None
    for two in drafts:
        at = two.number.first
        if at > 1 and tokens.glued(at) and tokens.norm[at - 1] in CROSS and tokens.norm[at - 2][0].isdecimal():
            tied = one if one is not None and one.number.stop == at - 1 and one.measure is None else None
            if tied is not None and two.measure is not None and two.measure.kind == "duration":
                two.value, two.first, two.start = times(tied.value, two.value), tied.first, tied.start
                two.begin, tied.swallowed = tied.begin, True
            else:
                idle += [two] if two.measure is None else []
        end = two.number.stop
        if two.measure is None and end + 1 < len(tokens) and tokens.norm[end] in CROSS and tokens.glued(end + 1):
            idle += [two] if tokens.norm[end + 1][0].isdecimal() and two not in idle else []
        one = two
    return [draft for draft in idle if not draft.swallowed]
