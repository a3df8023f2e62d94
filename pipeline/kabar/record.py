"""The claim record and its siblings: frozen structs, their keys and ids.

Every field is always written and always of one type; what a document does not say is ``None``. The field meanings
are those of the claim contract; the JSON Schema is made from these types, so they are the single place of truth.
"""

import hashlib
from typing import Any, Literal

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
    """Words of the document: ``text`` is ``document[start:end]``; ``start`` and ``end`` count Unicode code points."""

    text: str
    start: int
    end: int


class Subject(Record, frozen=True, kw_only=True):
    """Whose property it is: canonical ``name``, ``id`` (gazetteer or Wikidata) and ``type`` as far as known.

    ``text``, ``start``, ``end`` are where the clause refers to it (``None`` for ``context``); ``how``: ``named``, by a
    ``noun`` phrase, by a ``pronoun`` or definite noun that was resolved, from the ``context``.
    """

    name: str
    id: str | None
    type: str | None
    text: str | None
    start: int | None
    end: int | None
    how: How


class Equivalent(Record, frozen=True, kw_only=True):
    """The same value in another ``unit``, given beside it: ``amount``, and the words ``text``, ``start``, ``end``."""

    text: str
    start: int
    end: int
    amount: float | None
    unit: str | None


class Value(Record, frozen=True, kw_only=True):
    """How much: the stated number, its bounds, unit and change.

    ``text``, ``start``, ``end`` are the number with its currency, percent or physical unit. ``amount`` is the stated
    number with its scale applied (None for ranges), ``min`` and ``max`` what is said of the true value (None: open),
    ``comparison`` one of ``= ~ > >= < <= range``. ``unit`` is of the ``unit_kind`` (ISO 4217, ``%``, UCUM, or the noun
    that is counted), ``per`` what it is per (``year``, ``unit``, ``barrel``), ``change`` the direction of a growth or
    fall, ``equivalents`` the same in other units.
    """

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
    """When it holds, by the words at ``text``, ``start``, ``end``.

    ``value`` and ``modifier`` are those of TIMEX3, ``from_`` (``from`` in JSON) and ``to`` first and last day (ISO),
    ``edtf`` the same as an Extended Date/Time Format, ``anchored_on`` what a relative time was counted from.
    """

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
    """How long it took or shall last: ``value`` is an ISO 8601 duration, said by ``text``, ``start``, ``end``."""

    text: str
    start: int
    end: int
    value: str


class Place(Record, frozen=True, kw_only=True):
    """Where: canonical ``name``, ``id`` (ISO 3166 for countries), and the words ``text``, ``start``, ``end``."""

    name: str
    id: str | None
    text: str
    start: int
    end: int


class Attribution(Record, frozen=True, kw_only=True):
    """Who says so, the nearest source: canonical ``name``, ``id`` and ``type`` as far as known, and the words ``text``,
    ``start``, ``end``.
    """

    name: str
    id: str | None
    type: str | None
    text: str
    start: int
    end: int


class Evidence(Record, frozen=True, kw_only=True):
    """The sentence: ``text``, ``start``, ``end``, and 32 characters on each side, ``prefix`` and ``suffix`` (as the W3C
    text quote selector has them); ``section`` is the part of the article: ``title``, ``caption`` or ``body``.
    """

    text: str
    start: int
    end: int
    prefix: str
    suffix: str
    section: Section


class Document(Record, frozen=True, kw_only=True):
    """Provenance: ``path``, ``language``, ``title``, ``publisher``, ``author``, ``url``, day ``published``.

    ``published_from`` says where that day is from.
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
    """How sure the record is, from 0 to 1 in steps of 0.01, calibrated: of those that say 0.8, eight in ten are right.

    ``claim``: it is a claim at all. ``subject``, ``predicate``, ``value`` (None for events), ``time``, ``status``,
    ``attribution``: the slot is right. ``all``: every slot is.
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
    """What made the record: ``name`` and ``version`` of the program, hash of the ``models``, ids of the ``rules`` that
    fired.
    """

    name: str
    version: str
    models: str
    rules: tuple[str, ...]


class Claim(Record, frozen=True, kw_only=True):
    """One checkable claim: a number that is stated, or something dated that happens.

    ``schema_version``: of this contract. ``id``: of this record, stable (see :func:`claim_id`). ``key``: equal for
    equal claims in any document and language (see :func:`claim_key`). ``kind``: ``quantity`` or ``event``.
    ``subject``: of whom it is true (:class:`Subject`). ``predicate``: what is measured or happens, an id of the
    inventory. ``trigger``: the words that say it (:class:`Span`). ``object``: what is counted or affected, as written.
    ``value``: how much, None for events (:class:`Value`). ``time``: when it holds (:class:`Time`). ``duration``: how
    long (:class:`Duration`). ``place``: where (:class:`Place`). ``status``: ``actual``, ``target``, ``planned``,
    ``expected`` or ``possible``. ``negated``: the text denies it. ``attribution``: who says so, None for the article
    itself (:class:`Attribution`). ``evidence``: the sentence (:class:`Evidence`). ``document``: the article
    (:class:`Document`). ``confidence``: how sure it is, slot by slot (:class:`Confidence`). ``extractor``: what made it
    (:class:`Extractor`). What the text does not say is None.
    """

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

    def to_dict(self) -> dict[str, Any]:
        """The claim as plain dicts, lists and scalars with the keys of ``claims.jsonl``."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain


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
