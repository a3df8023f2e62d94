"""Gold claims: what an annotator accepts, slot by slot. Lists hold all acceptable answers, ``null`` among them."""

import msgspec

Answers = list[str | None]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A span of the document."""

    text: str
    start: int
    end: int


class GoldEvidence(Words, frozen=True, kw_only=True):
    """The sentence and its section."""

    section: str


class GoldValue(Words, frozen=True, kw_only=True):
    """The value: one number, with acceptable units, bases and directions."""

    amount: float | None
    min: float | None
    max: float | None
    comparison: str
    unit: Answers
    per: Answers
    change: Answers


class GoldTime(msgspec.Struct, frozen=True, kw_only=True):
    """The time: acceptable values and modifiers; ``optional`` when a claim without it is right too."""

    text: str
    value: Answers
    modifier: Answers
    optional: bool


class GoldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of an annotated article; ``anchor`` is the span that finds it (value, or trigger)."""

    kind: str
    evidence: GoldEvidence
    subject: Answers
    predicate: list[str]
    about: list[str]
    duration: Answers
    place: Answers
    status: list[str]
    attribution: Answers
    negated: bool
    value: GoldValue | None
    anchor: tuple[int, int]
    time: GoldTime | None


class GoldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated article: a line of a gold file."""

    id: str
    language: str
    published: str | None
    publisher: str | None
    author: str | None
    title: str | None
    sha256: str
    claims: list[GoldClaim]
