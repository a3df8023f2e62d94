"""Is a claims file what the contract says? Each fault names its line and field.

Besides the schema: ids are unique in a document, ids and keys belong to their content, spans agree with each other and
with the document (where its text is at hand), bounds and dates are in order.
"""

import datetime
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from kabar.out import documents, load
from kabar.out.diff import anchor
from kabar.out.load import Fault, Line
from kabar.page import Article
from kabar.record import Claim, Evidence, Time, Value, claim_id, claim_key

_REMEDY = "extract the article again; claims are not edited by hand"


class Report(NamedTuple):
    """What was looked at: lines, documents, how many of these could be read again, and the faults."""

    lines: int
    documents: int
    at_hand: int
    faults: tuple[Fault, ...]


class _Anything(NamedTuple):
    """A span that may be absent, by the name of its field."""

    field: str
    text: str | None
    start: int | None
    end: int | None


def validate(path: str, root: Path, models: Path | None = None) -> Report:
    """Check a claims file; documents are looked for below ``root``, and read with ``models`` (the shipped by default).

    Raises ClaimsError when it cannot be read.
    """
    found = list(load.scan(path))
    good = [line for line in found if isinstance(line, Line)]
    texts = {h: a.text for h, a in _articles(path, good, root, models).items()}
    first: dict[tuple[str | None, str | None, str], int] = {}  # copies of a document have the same ids
    faults = [fault for fault in found if isinstance(fault, Fault)]
    for line in good:
        wrong = list(_wrong(line.claim, texts.get(line.claim.document.text_sha256)))
        one = line.claim.document.path, line.claim.document.position, line.claim.id
        if first.setdefault(one, line.number) != line.number:
            wrong.append(("id", f"is that of line {first[one]} too"))
        faults += [Fault(path, line.number, field, what, _REMEDY) for field, what in wrong]
    hashes = {line.claim.document.text_sha256 for line in good}
    return Report(len(found), len(hashes), len(texts), tuple(sorted(faults, key=lambda f: f.line)))


def _articles(path: str, good: list[Line], root: Path, models: Path | None) -> dict[str, Article]:
    return documents.articles((line.claim.document for line in good), root, documents.options_of(path), models)


def _wrong(claim: Claim, text: str | None) -> Iterator[tuple[str, str]]:
    """Field and fault of everything that is wrong with a claim that fits the schema."""
    if claim.key != claim_key(claim):
        yield "key", "does not belong to this content"
    if claim.id != claim_id(claim.document.sha256, claim.kind, claim.predicate, *anchor(claim)):
        yield "id", "does not belong to this document, kind, predicate and span"
    if (claim.value is None) != (claim.kind == "event"):
        yield "value", f"is {'absent from a quantity' if claim.value is None else 'in an event'}"
    if claim.value:
        yield from _value(claim.value)
    if claim.time:
        yield from _time(claim.time)
    for span in _spans(claim):
        yield from _span(span, claim.evidence, text)
    if text is not None:
        yield from _context(claim.evidence, text)


def _spans(claim: Claim) -> Iterator[_Anything]:
    for field in ("evidence", "subject", "trigger", "value", "time", "duration", "place", "attribution"):
        part = getattr(claim, field)
        if part is not None:
            yield _Anything(field, part.text, part.start, part.end)
    for number, part in enumerate(claim.value.equivalents if claim.value else ()):
        yield _Anything(f"value.equivalents[{number}]", part.text, part.start, part.end)


def _span(span: _Anything, evidence: Evidence, text: str | None) -> Iterator[tuple[str, str]]:
    """A span stands where it says: in the document, else in the sentence as far as it lies in it."""
    field, words, start, end = span
    if words is None or start is None or end is None:
        if not (words is None and start is None and end is None):
            yield field, "text, start and end are null together or not at all"
    elif not 0 <= start <= end or len(words) != end - start:
        yield f"{field}.end", f"span {start}..{end} does not hold {len(words)} characters"
    elif text is not None:
        if text[start:end] != words:
            yield f"{field}.text", f"document has {text[start:end][:60]!r} at {start}..{end}, not {words[:60]!r}"
    elif evidence.start <= start and end <= evidence.end:
        at = slice(start - evidence.start, end - evidence.start)
        if evidence.text[at] != words:
            yield f"{field}.text", f"evidence has {evidence.text[at][:60]!r} at {start}..{end}, not {words[:60]!r}"


def _context(evidence: Evidence, text: str) -> Iterator[tuple[str, str]]:
    if not text.endswith(evidence.prefix, 0, evidence.start):
        yield "evidence.prefix", "is not what stands before the sentence"
    if not text.startswith(evidence.suffix, min(evidence.end, len(text))):
        yield "evidence.suffix", "is not what stands after the sentence"


def _value(value: Value) -> Iterator[tuple[str, str]]:
    numbers = {"amount": value.amount, "min": value.min, "max": value.max}
    for name, number in numbers.items():
        if number is not None and not math.isfinite(number):
            yield f"value.{name}", "is no finite number"
    if value.min is not None and value.max is not None and value.min > value.max:
        yield "value.min", f"{value.min} is above value.max {value.max}"
    if bounds(value) is False:
        yield "value.comparison", f"{value.comparison!r} does not fit amount {value.amount}, {value.min}..{value.max}"


def bounds(value: Value) -> bool:
    """Do the bounds follow from amount and comparison, as the contract has it?"""
    number, low, high = value.amount, value.min, value.max
    if value.comparison == "range":
        return number is None and low is not None and high is not None
    if value.comparison in (">", ">="):
        return number is not None and (low, high) == (number, None)
    if value.comparison in ("<", "<="):
        return number is not None and (low, high) == (None, number)
    return number is not None and low == high == number


def _time(time: Time) -> Iterator[tuple[str, str]]:
    for name, day in (("from", time.from_), ("to", time.to)):
        if day is not None and not is_day(day):
            yield f"time.{name}", f"{day!r} is no day"
    if time.from_ and time.to and time.from_ > time.to:
        yield "time.from", f"{time.from_} is after time.to {time.to}"


def is_day(day: str) -> bool:
    """An ISO 8601 calendar day."""
    try:
        return datetime.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def as_json(report: Report) -> bytes:
    """The report as JSON."""
    plain = report._asdict() | {"faults": [fault._asdict() for fault in report.faults]}
    return msgspec.json.encode(plain)
