"""Reads again the articles that claims were made of, as far as they are at hand and still the same text."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

from kabar import model
from kabar.article import Source, read
from kabar.article.formats import Item, Options
from kabar.errors import KabarError
from kabar.page import Article
from kabar.record import Document
from kabar.run.inputs import File, Unit, units


def articles(documents: Iterable[Document], root: Path) -> dict[str, Article]:
    """Articles by the hash of their text, of those documents whose file is below ``root`` and has not changed.

    Paths are as records hold them: relative ones count from ``root``. Nothing is written, nothing is fetched.
    """
    wanted: dict[str, dict[str | None, Document]] = defaultdict(dict)
    for document in documents:
        if document.path is not None and document.path != "-":
            wanted[document.path][document.position] = document
    found: dict[str, Article] = {}
    for path, places in sorted(wanted.items()):
        for document, article in _read(path, root, places):
            if text_hash(article.text) == document.text_sha256:
                found[document.text_sha256] = article
    return found


def _read(path: str, root: Path, places: dict[str | None, Document]) -> Iterator[tuple[Document, Article]]:
    """The wanted documents of one file and their articles, in its order; none when it cannot be read."""
    name = os.path.join(os.fsencode(root), unquote_to_bytes(path))
    left = dict(places)
    try:
        for unit in units([os.fsdecode(name)], Options()):
            document = left.pop(None if isinstance(unit, File) else unit.source.position, None)
            if document is not None:
                yield from ((document, article) for article in _article(unit, document))
            if not left:
                return
    except (KabarError, OSError, ValueError):
        return


def _article(unit: Unit, document: Document) -> Iterator[Article]:
    """The article of a unit, read with what the run knew of it; nothing when it cannot be read any more."""
    if isinstance(unit, Item) and unit.error is not None:
        return
    try:
        data = Path(unit.path).read_bytes() if isinstance(unit, File) else unit.data
        source = Source(document.path, language=document.language, position=document.position)
        yield read(data, source, model.default_root()).article
    except (KabarError, OSError):
        return


def text_hash(text: str) -> str:
    """The hash that ``document.text_sha256`` holds."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
