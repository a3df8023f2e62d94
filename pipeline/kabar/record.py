"""The claim record and its siblings: frozen structs, their keys and ids.

Every field is always written and always of one type; what a document does not say is ``None``. The field meanings
are those of the claim contract; the JSON Schema is made from these types, so they are the single place of truth.
"""

import hashlib
from typing import Literal

import msgspec

SCHEMA_VERSION = "2.0.0"

Kind = Literal["quantity", "event"]
Section = Literal["title", "caption", "body"]
Status = Literal["actual", "target", "planned", "expected", "possible"]
Comparison = Literal["=", "~", ">", ">=", "<", "<=", "range"]
UnitKind = Literal["count", "currency", "percent", "physical", "duration"]
Change = Literal["increase", "decrease"]
How = Literal["named", "noun", "pronoun", "context"]
Anchor = Literal["explicit", "publication", "sentence", "mention", "comments"]
Modifier = Literal["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END", "APPROX"]
PublishedFrom = Literal["given", "metadata", "byline", "url", "comments", "text"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: frozen, written in the order of declaration, no unknown keys when read back."""


class Span(Record, frozen=True, kw_only=True):
    """Words of the document: ``text == document[start:end]``, offsets in Unicode code points."""

    text: str
    start: int
    end: int


class Subject(Record, frozen=True, kw_only=True):
    """Whose property it is. ``text`` and its span are where the clause refers to it (``None`` for ``context``)."""

    name: str
    id: str | None
    type: str | None
    text: str | None
    start: int | None
    end: int | None
    how: How


class Equivalent(Record, frozen=True, kw_only=True):
    """The same value in another unit, as the text gives it in brackets."""

    text: str
    start: int
    end: int
    amount: float | None
    unit: str | None


class Value(Record, frozen=True, kw_only=True):
    """How much: the stated number, its bounds, unit and change."""

    text: str
    start: int
    end: int
    amount: float | None
    min: float | None
    max: float | None
    comparison: Comparison
    unit: str | None
    unit_kind: UnitKind | None
    per: str | None
    change: Change | None
    equivalents: tuple[Equivalent, ...]


class Time(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When it holds: TIMEX3 value and modifier, first and last day (ISO), EDTF, and what it was anchored on."""

    text: str
    start: int
    end: int
    value: str | None
    modifier: Modifier | None
    from_: str | None
    to: str | None
    edtf: str | None
    anchored_on: Anchor | None


class Duration(Record, frozen=True, kw_only=True):
    """How long it took or shall last: ISO 8601 duration."""

    text: str
    start: int
    end: int
    value: str


class Place(Record, frozen=True, kw_only=True):
    """Where."""

    name: str
    id: str | None
    text: str
    start: int
    end: int


class Attribution(Record, frozen=True, kw_only=True):
    """Who says so, the nearest source."""

    name: str
    id: str | None
    type: str | None
    text: str
    start: int
    end: int


class Evidence(Record, frozen=True, kw_only=True):
    """The sentence, with 32 characters on each side (as the W3C text quote selector has them)."""

    text: str
    start: int
    end: int
    prefix: str
    suffix: str
    section: Section


class Document(Record, frozen=True, kw_only=True):
    """Provenance of the article.

    ``sha256`` is of the source bytes (the file, or the line, row or record of a container); ``text_sha256`` of the
    UTF-8 text that the offsets count in; ``position`` is the place inside a container (``line 17``, a record id).
    """

    path: str | None
    sha256: str
    text_sha256: str
    position: str | None
    language: str
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None
    published_from: PublishedFrom | None


class Confidence(Record, frozen=True, kw_only=True):
    """How sure the record is, calibrated, from 0 to 1: of the records that say 0.8, eight in ten are right.

    ``claim``: it is a claim at all; one number for each slot (``value`` is None for events); ``all``: all are right.
    """

    claim: float
    subject: float
    predicate: float
    value: float | None
    time: float
    status: float
    attribution: float
    all: float


class Extractor(Record, frozen=True, kw_only=True):
    """What made the record: program, version, hash of ``models/`` and the ids of the rules that fired."""

    name: str
    version: str
    models: str
    rules: tuple[str, ...]


class Claim(Record, frozen=True, kw_only=True):
    """One checkable claim. See :func:`claim_id` and :func:`claim_key` for ``id`` and ``key``."""

    schema_version: str
    id: str
    key: str
    kind: Kind
    subject: Subject | None
    predicate: str
    trigger: Span | None
    object: str | None
    value: Value | None
    time: Time | None
    duration: Duration | None
    place: Place | None
    status: Status
    negated: bool
    attribution: Attribution | None
    evidence: Evidence
    document: Document
    confidence: Confidence
    extractor: Extractor


_LINES = msgspec.json.Encoder().encode_lines


def digest(prefix: str, *parts: object) -> str:
    """A stable id: the prefix letter and 20 hexadecimal digits of SHA-256 over the parts (JSON, one line each)."""
    lines = _LINES(list(parts))  # msgspec 0.22 keeps a reference to every tuple that it writes as lines
    return prefix + hashlib.sha256(lines[:-1]).hexdigest()[:20]


def claim_id(sha256: str, kind: str, predicate: str, start: int, end: int) -> str:
    """Id of one record: document hash, kind, predicate and the span that anchors it (value, or trigger)."""
    return digest("c", sha256, kind, predicate, start, end)


def claim_key(claim: Claim) -> str:
    """Hash of the normalized content without provenance: equal for equal claims in any document and language.

    It is made of subject (id, else folded name), predicate, value bounds, unit, per and change, time value and
    modifier, duration, status and negation. Words of the source language, offsets, attribution and rules stay out.
    """
    c = claim
    return content_key(c.kind, c.subject, c.predicate, c.value, c.time, c.duration, c.status, c.negated)


def content_key(
    kind: str,
    subject: Subject | None,
    predicate: str,
    value: Value | None,
    time: Time | None,
    duration: Duration | None,
    status: Status,
    negated: bool,
) -> str:
    """The :func:`claim_key` of a claim with these slots."""
    who = subject and (subject.id or " ".join(subject.name.casefold().split()))
    much = value and (value.min, value.max, value.comparison, value.unit, value.per, value.change)
    when = time and (time.value, time.modifier)
    return digest("k", kind, who, predicate, much, when, duration and duration.value, status, negated)
