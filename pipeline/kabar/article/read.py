"""One document from bytes: decoded text, layout, dateline, language."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from kabar.page import Article, Block


class Source(NamedTuple):
    """What is known of a document besides its bytes; ``None`` where nothing is."""

    path: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    position: str | None = None


class Reading(NamedTuple):
    """A document that was read: the article, the hash of its bytes, its encoding and its language."""

    article: Article
    sha256: str
    encoding: str
    language: str
    flags: tuple[str, ...] = ()


def read(data: bytes, source: Source, root: Path) -> Reading:
    """Decode, lay out, date and name the language of one document. Raises DocumentError."""
    text = data.decode("utf-8", "replace")
    article = Article(text, (Block(0, len(text), "body"),), source.title, source.publisher, source.author, source.url,
                      source.published, "given" if source.published else None)  # fmt: skip
    return Reading(article, hashlib.sha256(data).hexdigest(), "utf-8", source.language or "en")
