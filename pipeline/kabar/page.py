"""What the finders work on: one article, lexed, in sentences. Plain values; nothing here knows a language."""

from typing import NamedTuple

from kabar.frozen import Frozen
from kabar.lexing import Tokens
from kabar.record import PublishedFrom, Section


class Block(NamedTuple):
    """A run of the document that is article text: ``text[start:end]``. Furniture and comments are no blocks."""

    start: int
    end: int
    section: Section


class Article(NamedTuple):
    """An article as layout and dateline see it. Offsets are code points of ``text``, which is never rewritten."""

    text: str
    blocks: tuple[Block, ...]  # in document order, none overlapping
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None  # ISO day
    published_from: PublishedFrom | None
    reported: str | None = None  # where that is not known: ISO day of the report, which appeared then or the day after


class Sentence(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` (half-open), characters ``start`` to ``end``; ``block`` is its paragraph."""

    first: int
    stop: int
    start: int
    end: int
    section: Section
    block: int  # index of the block that it is part of


class Page(Frozen, frozen=True, gc=False):
    """One article ready for the finders. Tokens cover the blocks only, in document order.

    ``capitals`` are the tokens that begin with a letter and have a capital.
    """

    article: Article
    language: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    capitals: list[int]
