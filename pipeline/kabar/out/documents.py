"""Reads again the articles that claims were made of, as far as they are at hand and still the same text."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

import msgspec

from kabar import model
from kabar.article import read
from kabar.article.formats import Item, Options, resolve
from kabar.article.formats import documents as items_of
from kabar.errors import DocumentError, KabarError, ModelError
from kabar.page import Article
from kabar.record import Document
from kabar.run.inputs import Unit, open_regular, units


class _Options(msgspec.Struct):
    """How a run read its input; the metadata that the user gave does not change the text."""

    format: str | None = None
    fields: list[tuple[str, str]] = []
    max_bytes: int = Options().max_bytes


class _Run(msgspec.Struct):
    """What is wanted of ``run.json``."""

    options: _Options


def options_of(claims: str) -> Options:
    """How the run that wrote a folder read its input (form, names of columns); the usual way for a plain file."""
    try:
        found = msgspec.json.decode((Path(claims) / "run.json").read_bytes(), type=_Run).options
    except (OSError, ValueError):
        return Options()
    return Options(format=found.format, fields=tuple(found.fields), max_bytes=found.max_bytes)


def articles(
    documents: Iterable[Document], root: Path, options: Options | None = None, models: Path | None = None
) -> dict[str, Article]:
    """Articles by the hash of their text, of those documents whose file is below ``root`` and has not changed.

    Paths are as records hold them: relative ones count from ``root``. ``models`` is the folder of models that the run
    was given: of a language that is not in it an article cannot be read. Nothing is written, nothing is fetched.
    Raises ModelError.
    """
    options, models = options or Options(), models or model.default_root()
    wanted: dict[str, dict[str | None, Document]] = defaultdict(dict)
    for document in documents:
        if document.path is not None and document.path != "-":
            wanted[document.path][document.position] = document
    found: dict[str, Article] = {}
    for path, places in sorted(wanted.items()):
        for document, article in _read(path, root, places, options, models):
            if text_hash(article.text) == document.text_sha256:
                found[document.text_sha256] = article
    return found


def _read(
    path: str, root: Path, places: dict[str | None, Document], options: Options, models: Path
) -> Iterator[tuple[Document, Article]]:
    """The wanted documents of one file and their articles, in its order; none when it cannot be read."""
    name = os.path.join(os.fsencode(root), unquote_to_bytes(path))
    left = dict(places)
    if not os.path.isfile(name):
        return
    try:
        for unit in units([os.fsdecode(name)], options):
            for item in _items(unit, options):
                document = left.pop(item.source.position, None)
                if document is not None:
                    yield from ((document, article) for article in _article(item, document, options, models))
                if not left:
                    return
    except ModelError:
        raise
    except (KabarError, OSError, ValueError):
        return


def _items(unit: Unit, options: Options) -> Iterator[Item]:
    """The documents of a unit: itself, or what its file holds."""
    if isinstance(unit, Item):
        yield unit
        return
    with open_regular(unit.path) as file:
        yield from items_of(unit.shown, file, options)


def _article(item: Item, document: Document, options: Options, models: Path) -> Iterator[Article]:
    """The article of an item, read with what the run knew of it; nothing when it cannot be read any more."""
    try:
        item = resolve(item, options)
        if item.error is None:
            source = item.source._replace(language=document.language)
            yield read(item.data, source, models, item.text, item.encoding, item.flags).article
    except (DocumentError, OSError):
        return


def text_hash(text: str) -> str:
    """The hash that ``document.text_sha256`` holds."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
