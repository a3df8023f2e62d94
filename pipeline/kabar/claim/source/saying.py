"""Whether a word is a verb of saying where it stands, and whether who stands beside it is a source."""

from kabar.find.mention import Cue
from kabar.lexing import normal
from kabar.record import Attribution

_NO_VERB_AFTER = frozenset("DIO")  # `a reported 5%`: an adjective, no verb of saying
_WHO = frozenset(("person", "organization", "media", "place"))
_STRETCH = 12  # tokens of what is said in which a verb stands


def speaks(cue: Cue, tags: str, low: int) -> bool:
    """Whether the word is a verb of saying here, not `a reported 5%`, `plans announced in May`, `added $5m`.

    ``low`` is the first token of its sentence: a headline before it has no full stop.
    """
    if cue.value != "either":
        return True
    i, stop = cue.first, cue.stop
    before, after = tags[i - 1] if i else ".", tags[stop] if stop < len(tags) else "."
    while before == "A":
        i -= 1
        before = tags[i - 1] if i else "."
    floating = before == "D" and i > 1 and tags[i - 2] in "NP" and tags[cue.first] != "A"  # `A and B both reported`
    if (
        (before in _NO_VERB_AFTER and not floating)
        or before == "x"
        or (after == "$" and cue.rule == "attribution.report")
    ):
        return False
    if tags[cue.first] == "E" and before in "NP" and after != "R" and _reduced(cue.first, tags, low):
        return False
    return tags[cue.first] in "VTEGA" or (tags[cue.first] == "N" and (after in "RSDP" or before == "P"))


def counts(cue: Cue, tags: str) -> bool:
    """`added 358,000 jobs`, `claimed at least 17 lives`, not `said 11 people were hurt`: no saying at all."""
    if cue.rule != "attribution.report" or cue.value != "either":
        return False
    number = next((i for i in range(cue.stop, min(cue.stop + 3, len(tags))) if tags[i] not in "IAJ"), cue.stop)
    return tags[number : number + 1] == "M" and not _told(cue.stop, tags)


def _told(first: int, tags: str) -> bool:
    """Whether a verb follows in the same stretch."""
    for tag in tags[first : first + _STRETCH]:
        if tag in ",.C":
            return False
        if tag in "VTEX":
            return True
    return False


def _reduced(first: int, tags: str, low: int) -> bool:
    """Whether a participle stands behind the finite verb of its clause: it says something of a noun only."""
    verb = False
    for i in range(first - 1, low - 1, -1):
        if tags[i] in ',".C':
            return verb
        if tags[i] == "S":
            return False
        verb = verb or tags[i] in "VTX"
    return verb


def is_source(cue: Cue, who: Attribution, behind: bool) -> bool:
    """Whether a source without a name is one (`data showed`, not `this performance shows`); behind what it says
    anybody is (`..., bloggers reported`)."""
    head = who.text.split()[-1]
    return behind or not cue.cancels or who.type in _WHO or normal(head) in cue.cancels or head[0].isupper()
