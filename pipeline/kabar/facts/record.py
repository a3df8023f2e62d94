"""The record of a fact: one question that claims answer, the answers, and what holds between them."""

from typing import Literal

from kabar.record import Change, Comparison, Kind, Modifier, Record, Status, UnitKind

FACTS_VERSION = "1.0.0"
RelationName = Literal["compatible", "update", "outcome", "conflict"]


class FactSubject(Record, frozen=True, kw_only=True):
    """Whom or what the question is about, by the name that most claims give; ``names`` are all names they give."""

    name: str
    id: str | None
    type: str | None
    names: tuple[str, ...]


class Period(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When it holds, by most claims: TIMEX3 value, first and last day. ``dated`` is false where no claim has a date:

    then the days are those on which the first and the last of its articles appeared.
    """

    dated: bool
    value: str | None
    from_: str | None
    to: str | None


class AnswerValue(Record, frozen=True, kw_only=True):
    """How much, as the surest of the claims says it."""

    amount: float | None
    min: float | None
    max: float | None
    comparison: Comparison
    unit: str | None
    unit_kind: UnitKind | None
    per: str | None
    change: Change | None


class AnswerTime(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When, as the surest of the claims says it."""

    value: str | None
    modifier: Modifier | None
    from_: str | None
    to: str | None


class Quote(Record, frozen=True, kw_only=True):
    """The sentence of the surest claim, and where it stands."""

    text: str
    path: str | None
    position: str | None
    publisher: str | None
    published: str | None


class Voices(Record, frozen=True, kw_only=True):
    """How many say so: claims, articles, publishers, and independent texts (copies and agency texts count once)."""

    claims: int
    articles: int
    publishers: int
    independent: int


class Answer(Record, frozen=True, kw_only=True):
    """Claims that say the same. ``claims`` are their ids, the surest first."""

    value: AnswerValue | None
    time: AnswerTime | None
    status: Status
    negated: bool
    published_first: str | None
    published_last: str | None
    said_by: tuple[str, ...]
    publishers: tuple[str, ...]
    languages: tuple[str, ...]
    confidence: float
    voices: Voices
    quote: Quote
    claims: tuple[str, ...]


class Relation(Record, frozen=True, kw_only=True):
    """What holds between two answers, by their numbers.

    ``update``: ``a`` was changed to ``b``. ``outcome``: ``b`` became of the goal ``a``; ``reached`` says whether it
    was, ``None`` where that is open. ``difference`` is ``b`` less ``a`` in their unit, ``ratio`` ``b`` by ``a``.
    """

    relation: RelationName
    a: int
    b: int
    difference: float | None
    ratio: float | None
    reached: bool | None
    confidence: float


class Fact(Record, frozen=True, kw_only=True):
    """One question with all its answers. ``id`` is made of the ids of its claims, ``key`` of what it says."""

    schema_version: str
    id: str
    key: str
    kind: Kind
    subject: FactSubject | None
    predicate: str
    unit: str | None
    per: str | None
    period: Period | None
    voices: Voices
    answers: tuple[Answer, ...]
    relations: tuple[Relation, ...]
