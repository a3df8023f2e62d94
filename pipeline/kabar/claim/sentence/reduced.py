"""Clauses of participles that have no subject of their own: they tell of the subject of the main clause, at their own
time."""

from typing import Literal

from kabar.find.words import VERBS

Kind = Literal["main", "hard", "simultaneous", "relative", "soft", "shared", "comparison"]

_NOMINAL = frozenset("NP")
_NO_SUBJECT = VERBS | {","}
_BEHIND = frozenset("IAOtM")  # `founded in 1990`, not `said the bank`


def fronted(tags: str, first: int, stop: int) -> int:
    """Where the main clause begins behind a participle that opens the sentence (`Launched in 2010, the phone sold`)."""
    comma = tags.find(",", first, stop) if tags[first] == "E" else -1
    told = comma >= 0 and bool(set(tags[comma:stop]) & VERBS) and not set(tags[first + 1 : comma]) & VERBS
    return comma + 1 if told else 0


def reduced_clauses(tags: str, first: int, stop: int) -> list[tuple[int, Kind]]:
    """The clauses of participles without a subject: in front of the sentence, and between the commas behind the subject
    (`The bank, founded in 1990, may close`)."""
    front = fronted(tags, first, stop)
    out: list[tuple[int, Kind]] = [(front, "soft")] if front else []
    comma = tags.find(",E", first, stop)
    end = tags.find(",", comma + 1, stop)
    subject = first < comma < end and tags[comma - 1] in _NOMINAL and not set(tags[first:comma]) & _NO_SUBJECT
    if not subject or tags[comma + 2] not in _BEHIND or set(tags[comma + 2 : end]) & VERBS:
        return out
    return [*out, (comma + 1, "relative"), (end + 1, "shared")] if set(tags[end:stop]) & VERBS else out
