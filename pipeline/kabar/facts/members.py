"""The claims of one question, as they come from the database, and what holds between two of them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple


class Member(NamedTuple):
    """A claim in its question."""

    question: int
    answer: int
    number: int
    id: str
    article: int
    voice: int
    publisher: str | None
    published: str | None
    language: str
    said: str | None
    name: str | None
    name_id: str | None
    name_type: str | None
    confidence: float
    sentence: str
    path: str | None
    position: str | None
    body: int


class Link(NamedTuple):
    """What holds between two statements of a question."""

    question: int
    a: int
    b: int
    p: float
    relation: str
    forward: bool
    copy: bool


def most(values: Iterable[Any]) -> Any:
    """The most frequent value that is not null, the first of those that are equally so."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
