"""Is this claim that gold claim, and which of its slots are right?

The rules are those of the contract's scorer; a test compares the figures. A predicate that says nothing (``quantity``,
``event``) is right only together with a word that says what it is about.
"""

import math
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kabar.out.gold import Answers, GoldClaim
from kabar.record import Attribution, Claim, Subject

GENERIC = {"quantity", "event"}
CORE: dict[str, tuple[str, ...]] = {"quantity": ("predicate", "value", "unit"), "event": ("predicate", "time")}


class Match(NamedTuple):
    """Gold claim number ``gold`` was found as claim number ``claim``; ``slots`` tells which are right."""

    gold: int
    claim: int
    slots: dict[str, bool]


def folded(words: object) -> str:
    """Words for comparison: case folded, everything but letters, digits and ``%`` as one space."""
    return re.sub(r"[^\w%]+", " ", str(words).casefold()).strip()


def _singular(unit: str | None) -> str | None:
    if unit is None:
        return None
    word = folded(unit)
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def _named(accepted: Answers, found: Subject | Attribution | None) -> bool:
    names = {folded(name) for name in accepted if name}
    if not names:
        return found is None or not found.name
    if found is None:
        return None in accepted
    return folded(found.name) in names or folded(found.text) in names


def _predicate(gold: GoldClaim, claim: Claim) -> bool:
    if claim.predicate not in gold.predicate:
        return False
    if claim.predicate not in GENERIC:
        return True
    said = (claim.trigger and claim.trigger.text, claim.object, claim.value and claim.value.unit)
    words = f" {folded(' '.join(s for s in said if s))} "
    return any(f" {folded(word)} " in words for word in gold.about)


def _value(gold: GoldClaim, claim: Claim) -> bool:
    wanted, found = gold.value, claim.value
    if wanted is None or found is None:
        return wanted is None and found is None
    pairs = ((wanted.amount, found.amount), (wanted.min, found.min), (wanted.max, found.max))
    return wanted.comparison == found.comparison and all(_near(one, other) for one, other in pairs)


def _unit(gold: GoldClaim, claim: Claim) -> bool:
    if gold.value is None or claim.value is None:
        return gold.value is None and claim.value is None
    return _singular(claim.value.unit) in map(_singular, gold.value.unit) and claim.value.per in gold.value.per


def _change(gold: GoldClaim, claim: Claim) -> bool:
    if gold.value is None or claim.value is None:
        return gold.value is None and claim.value is None
    return claim.value.change in gold.value.change


def _time(gold: GoldClaim, claim: Claim) -> bool:
    if claim.time is None:
        return gold.time is None or gold.time.optional
    return gold.time is not None and claim.time.value in gold.time.value and claim.time.modifier in gold.time.modifier


SLOTS: dict[str, Callable[[GoldClaim, Claim], bool]] = {
    "predicate": _predicate,
    "subject": lambda gold, claim: _named(gold.subject, claim.subject),
    "value": _value,
    "unit": _unit,
    "change": _change,
    "time": _time,
    "duration": lambda gold, claim: (claim.duration.value if claim.duration else None) in gold.duration,
    "status": lambda gold, claim: claim.status in gold.status,
    "negated": lambda gold, claim: claim.negated == gold.negated,
    "attribution": lambda gold, claim: _named(gold.attribution, claim.attribution),
    "section": lambda gold, claim: claim.evidence.section == gold.evidence.section,
}
FULL = tuple(slot for slot in SLOTS if slot != "section")


def is_core(match: Match, kind: str) -> bool:
    """What is measured, how much, in which unit and (events) when, are right."""
    return all(match.slots[slot] for slot in CORE[kind])


def is_full(match: Match) -> bool:
    """Every slot is right (the section does not count)."""
    return all(match.slots[slot] for slot in FULL)


def rivals(gold: GoldClaim, claim: Claim) -> bool:
    """Can the claim stand for the gold claim? Values overlap; events share a trigger, or a sentence and a time."""
    if gold.kind != claim.kind:
        return False
    if gold.kind == "quantity":
        return claim.value is not None and _overlap(gold.anchor, (claim.value.start, claim.value.end))
    if claim.trigger and _overlap(gold.anchor, (claim.trigger.start, claim.trigger.end)):
        return True
    if not (gold.time and claim.time and folded(gold.time.text) == folded(claim.time.text)):
        return False
    return _overlap((gold.evidence.start, gold.evidence.end), (claim.evidence.start, claim.evidence.end))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def match(gold: list[GoldClaim], claims: list[Claim]) -> list[Match]:
    """Pairs, each gold claim and each claim at most once: most right slots first, then document order."""
    possible = [
        Match(i, j, {slot: right(g, c) for slot, right in SLOTS.items()})
        for i, g in enumerate(gold)
        for j, c in enumerate(claims)
        if rivals(g, c)
    ]
    return list(_greedy(sorted(possible, key=lambda m: (-sum(m.slots.values()), m.gold, m.claim))))


def _greedy(ranked: Iterable[Match]) -> Iterable[Match]:
    taken: set[tuple[str, int]] = set()
    for m in ranked:
        ends = {("gold", m.gold), ("claim", m.claim)}
        if not ends & taken:
            taken |= ends
            yield m
