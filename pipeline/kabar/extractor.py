"""The whole way of one document: bytes in, its claims and its line for ``documents.jsonl`` out."""

import hashlib
from pathlib import Path
from typing import Literal, NamedTuple

from kabar import engine, model
from kabar.article.formats import Item, Options, resolve
from kabar.article.read import Reading, read
from kabar.article.source import Source
from kabar.errors import DocumentError, Empty
from kabar.record import Claim, Document, PublishedFrom, Record

_AS_IT_IS = Options()


class DocumentLine(Record, frozen=True, kw_only=True):
    """What became of one input: a line of ``documents.jsonl``.

    ``status`` is ``ok``, ``empty`` (nothing to read, no failure) or ``failed``; ``code`` is the stable code of
    :mod:`kabar.errors` where it is not ``ok``; ``flags`` are doubts that did not stop the reading.
    """

    path: str | None
    position: str | None
    sha256: str | None
    text_sha256: str | None
    status: Literal["ok", "empty", "failed"]
    code: str | None
    message: str | None
    encoding: str | None
    language: str | None
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None
    published_from: PublishedFrom | None
    characters: int
    claims: int
    flags: tuple[str, ...]


class Outcome(NamedTuple):
    """A document's line and its claims in document order."""

    line: DocumentLine
    claims: list[Claim]


class Extractor:
    """Documents to claims. Holds the engines of the languages of ``models/``; nothing else, so it can be shared.

    ``root`` is the folder ``models/`` (the shipped one by default), ``gazetteers`` are JSONL files of the user, of
    which ``lenient`` leaves out bad lines with a warning.
    Raises ModelError when a table is broken.
    """

    def __init__(self, root: Path | None = None, gazetteers: tuple[Path, ...] = (), lenient: bool = False) -> None:
        self.root = root or model.default_root()
        self.models = model.models_hash(self.root)
        self.engines = {name: engine.build(name, self.root, gazetteers, lenient) for name in model.languages(self.root)}

    def document(self, data: bytes, source: Source) -> Outcome:
        """Read one document and extract its claims; what cannot be read becomes a failed line, never an exception."""
        return self.item(Item(source, data))

    def item(self, item: Item, options: Options = _AS_IT_IS) -> Outcome:
        """The outcome of a document of any form of input; one that cannot be read becomes a failed line.

        Raises MissingExtra when its form needs an extra that is not installed.
        """
        item = resolve(item, options)
        source = item.source
        if item.error is not None:
            return failed(source, item.error, hashlib.sha256(item.data).hexdigest() if item.data else None)
        try:
            reading = self._read(item)
        except DocumentError as error:
            return failed(source, error, hashlib.sha256(item.data).hexdigest())
        document = provenance(reading, source)
        claims = self._claims(reading, document)
        return Outcome(_line(reading, document, len(claims)), claims)

    def claims(self, data: bytes, source: Source) -> list[Claim]:
        """The claims of one document. Raises DocumentError when it cannot be read."""
        reading = self._read(Item(source, data))
        return self._claims(reading, provenance(reading, source))

    def _read(self, item: Item) -> Reading:
        return read(item.data, item.source, self.root, item.text, item.encoding, item.flags)

    def _claims(self, reading: Reading, document: Document) -> list[Claim]:
        found = self.engines[reading.language]
        return found.claims(found.page(reading.article), document, self.models)


def failed(source: Source, error: DocumentError, sha256: str | None = None) -> Outcome:
    """The outcome of a document that cannot be read: a line with the stable code, no claims."""
    line = DocumentLine(
        path=source.path,
        position=source.position,
        sha256=sha256,
        text_sha256=None,
        status="empty" if isinstance(error, Empty) else "failed",
        code=error.code,
        message=str(error),
        encoding=None,
        language=None,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        url=source.url,
        published=source.published,
        published_from="given" if source.published else None,
        characters=0,
        claims=0,
        flags=(),
    )
    return Outcome(line, [])


def provenance(reading: Reading, source: Source) -> Document:
    """Provenance that all claims of the document share."""
    article = reading.article
    return Document(
        path=source.path,
        sha256=reading.sha256,
        text_sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        position=source.position,
        language=reading.language,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        url=article.url,
        published=article.published,
        published_from=article.published_from,
    )


def _line(reading: Reading, document: Document, claims: int) -> DocumentLine:
    """The line of a document that was read."""
    return DocumentLine(
        path=document.path,
        position=document.position,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        status="ok",
        code=None,
        message=None,
        encoding=reading.encoding,
        language=document.language,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        url=document.url,
        published=document.published,
        published_from=document.published_from,
        characters=len(reading.article.text),
        claims=claims,
        flags=reading.flags,
    )
