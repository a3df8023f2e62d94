"""Claims as annotators see them, whatever the tool: an anchor, spans for the slots, and fields in plain words.

A field holds all answers that are acceptable, as strings; none means that the slot is empty. Drafts are made of claims,
corrected in a tool, and become gold.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kabar.errors import ClaimsError
from kabar.out.diff import anchor
from kabar.out.gold import GoldClaim, GoldEvidence, GoldTime, GoldValue
from kabar.page import Block
from kabar.record import Claim

Span = tuple[int, int]
SLOTS: Final = ("subject", "trigger", "time", "duration", "place", "attribution")  # spans beside the anchor
NAMED: Final = ("subject", "place", "attribution")  # slots whose name is a field
NUMBERS: Final = ("amount", "min", "max")
CHOICES: Final = {
    "status": ("actual", "target", "planned", "expected", "possible"),
    "negated": ("no", "yes"),
    "comparison": ("=", "~", ">", ">=", "<", "<=", "range"),
    "change": ("increase", "decrease"),
    "modifier": ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END", "APPROX"),
}
FIELDS: Final = (*NUMBERS, "unit", "per", *NAMED, "object", "time", "duration")  # fields of free words


class Draft(NamedTuple):
    """One claim to correct. Offsets count code points; ``where`` names it in messages."""

    where: str
    kind: str
    anchor: Span
    fields: Mapping[str, list[str]]
    spans: Mapping[str, Span]


def draft(claim: Claim) -> Draft:
    """The draft of a claim."""
    parts = {slot: getattr(claim, slot) for slot in SLOTS}
    spans = {slot: (p.start, p.end) for slot, p in parts.items() if p is not None and p.start is not None}
    fields: dict[str, str | None] = {
        "predicate": claim.predicate,
        "status": claim.status,
        "negated": "yes" if claim.negated else "no",
        "object": claim.object,
        **{slot: parts[slot].name for slot in NAMED if parts[slot]},
        "time": claim.time.value if claim.time else None,
        "modifier": claim.time.modifier if claim.time else None,
        "duration": claim.duration.value if claim.duration else None,
    }
    if claim.value:
        value = claim.value
        bounds = (value.min, value.max) if value.comparison == "range" else (None, None)
        numbers = dict(zip(NUMBERS, (value.amount, *bounds), strict=True))
        fields |= {name: None if n is None else _plain(n) for name, n in numbers.items()}
        fields |= {name: getattr(value, name) for name in ("comparison", "unit", "per", "change")}
    known = {name: [word] for name, word in fields.items() if word is not None}
    return Draft(claim.id, claim.kind, anchor(claim), known, spans)


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)


def gold(found: Draft, text: str, sentences: Sequence[Block]) -> GoldClaim:
    """The gold claim of a corrected draft. Raises ClaimsError naming the region and what it lacks.

    ``sentences`` are those known from the extraction; an anchor outside of them has its line as evidence.
    """
    lacking = [name for name in ("predicate", "status") if not found.fields.get(name)]
    if lacking:
        raise ClaimsError(f"{_words(found, text)} has no {lacking[0]}", found.where, "fill it in and export again")
    return GoldClaim(
        kind=found.kind,
        evidence=_evidence(found.anchor, text, sentences),
        subject=_answers(found, "subject"),
        predicate=list(found.fields["predicate"]),
        about=_about(found, text),
        duration=_answers(found, "duration"),
        place=_answers(found, "place"),
        status=list(found.fields["status"]),
        attribution=_answers(found, "attribution"),
        negated=found.fields.get("negated") == ["yes"],
        value=_value(found, text) if found.kind == "quantity" else None,
        anchor=found.anchor,
        time=_time(found, text),
    )


def _answers(found: Draft, name: str) -> list[str | None]:
    """All acceptable answers of a field; none is ``[None]``."""
    return [*found.fields.get(name, ())] or [None]


def _about(found: Draft, text: str) -> list[str]:
    """The words that tell what a generic predicate is about: what says it, and what is counted."""
    said = text[slice(*found.spans["trigger"])] if "trigger" in found.spans else None
    return list(dict.fromkeys(word for word in (said, *found.fields.get("object", ())) if word))


def _value(found: Draft, text: str) -> GoldValue:
    comparison = (found.fields.get("comparison") or ["="])[0]
    amount, low, high = (_number(found, name, text) for name in NUMBERS)
    if comparison == "range":
        amount = None
    elif amount is not None:
        low = None if comparison.startswith("<") else amount
        high = None if comparison.startswith(">") else amount
    if (low is None or high is None) if comparison == "range" else amount is None:
        lacks = "min and max" if comparison == "range" else "amount"
        raise ClaimsError(f"{_words(found, text)} has no {lacks}", found.where, "fill it in and export again")
    start, end = found.anchor
    answers = {name: _answers(found, name) for name in ("unit", "per", "change")}
    return GoldValue(
        text=text[start:end], start=start, end=end, amount=amount, min=low, max=high, comparison=comparison, **answers
    )


def _number(found: Draft, name: str, text: str) -> float | None:
    words = found.fields.get(name)
    if not words:
        return None
    try:
        return float(words[0])
    except ValueError:
        what = f"{_words(found, text)}: {name} {words[0]!r} is no number"
        raise ClaimsError(what, found.where, "write it in digits with a decimal point: 12.5") from None


def _time(found: Draft, text: str) -> GoldTime | None:
    if "time" not in found.spans:
        return None
    words = text[slice(*found.spans["time"])]
    return GoldTime(text=words, value=_answers(found, "time"), modifier=_answers(found, "modifier"), optional=False)


def _evidence(at: Span, text: str, sentences: Sequence[Block]) -> GoldEvidence:
    known = next((s for s in sentences if s.start <= at[0] and at[1] <= s.end), None)
    if known is None:
        end = text.find("\n", at[1])
        known = Block(text.rfind("\n", 0, at[0]) + 1, len(text) if end < 0 else end, "body")
    start, end, section = known
    return GoldEvidence(text=text[start:end], start=start, end=end, section=section)


def _words(found: Draft, text: str) -> str:
    start, end = found.anchor
    return f"{found.kind} {text[start:end][:60]!r} at {start}..{end}"
