"""The whole way of one document: bytes in, its claims and its line for ``documents.jsonl`` out."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from kabar import engine, model, sure
from kabar import language as tongues
from kabar.article import vocabulary
from kabar.article.formats import Item, Options, fields, resolve
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


class _Read(NamedTuple):
    """A document that could be read."""

    reading: Reading
    document: Document


class Extractor:
    """Documents to claims. Holds the engines of the languages of ``models/``; nothing else, so it can be shared.

    ``root`` is the folder ``models/`` (the shipped one by default), ``gazetteers`` are JSONL files of the user, of
    which ``lenient`` leaves out bad lines with a warning.
    Raises ModelError when a table is broken.
    """

    def __init__(self, root: Path | None = None, gazetteers: tuple[Path, ...] = (), lenient: bool = False) -> None:
        self.root = root or model.default_root()
        self.models = model.models_hash(self.root)
        vocabulary.load(self.root), tongues.load(self.root), fields.load()  # all tables, before any document
        names, judge = model.languages(self.root), engine.judged(self.root)
        self.engines = {name: engine.build(name, self.root, gazetteers, lenient, judge) for name in names}

    def document(self, data: bytes, source: Source) -> Outcome:
        """Read one document and extract its claims; what cannot be read becomes a failed line, never an exception."""
        return self.item(Item(source, data))

    def item(self, item: Item, options: Options = _AS_IT_IS) -> Outcome:
        """The outcome of one document of any form of input; see :meth:`items`."""
        return self.items([item], options)[0]

    def items(self, items: Iterable[Item], options: Options = _AS_IT_IS) -> list[Outcome]:
        """The outcomes of documents of any form of input, in their order; what cannot be read becomes a failed line.

        All go through a stage before the first goes into the next: some 30 usual articles together take a quarter less
        time than one by one, and their pages are in memory together.
        Raises MissingExtra when the form of a document needs an extra that is not installed.
        """
        begun = [self._begin(item, options) for item in items]
        read = [one for one in begun if isinstance(one, _Read)]
        claims = (list(sure.kept(found, options.least)) for found in self._claims(read))
        return [one if isinstance(one, Outcome) else _outcome(one, next(claims)) for one in begun]

    def claims(self, data: bytes, source: Source) -> list[Claim]:
        """The claims of one document. Raises DocumentError when it cannot be read."""
        reading = self._read(Item(source, data))
        return self._claims([_Read(reading, provenance(reading, source))])[0]

    def _begin(self, item: Item, options: Options) -> _Read | Outcome:
        """A document that was read, or why it could not be."""
        item = resolve(item, options)
        source = item.source
        if item.error is not None:
            return failed(source, item.error, hashlib.sha256(item.data).hexdigest() if item.data else None)
        try:
            reading = self._read(item)
        except DocumentError as error:
            return failed(source, error, hashlib.sha256(item.data).hexdigest())
        return _Read(reading, provenance(reading, source))

    def _read(self, item: Item) -> Reading:
        return read(item.data, item.source, self.root, item.text, item.encoding, item.flags)

    def _claims(self, read: Sequence[_Read]) -> list[list[Claim]]:
        """The claims of documents that were read, each language by its own engine."""
        out: list[list[Claim]] = [[] for _ in read]
        for language in {one.reading.language for one in read}:
            places = [n for n, one in enumerate(read) if one.reading.language == language]
            found = self.engines[language]
            pages = [found.page(read[n].reading.article) for n in places]
            claims = found.claims(pages, [read[n].document for n in places], self.models)
            for n, own in zip(places, claims, strict=True):
                out[n] = own
        return out


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


def _outcome(read: _Read, claims: list[Claim]) -> Outcome:
    """The line of a document that was read, and its claims."""
    reading, document = read
    line = DocumentLine(
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
        claims=len(claims),
        flags=reading.flags,
    )
    return Outcome(line, claims)
