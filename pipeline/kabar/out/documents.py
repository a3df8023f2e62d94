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
    wanted: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.path is not None and document.path != "-":
            wanted[document.path].add(document.text_sha256)
    found: dict[str, Article] = {}
    for path, hashes in sorted(wanted.items()):
        for article in _read(path, root):
            digest = text_hash(article.text)
            if digest in hashes:
                found[digest] = article
                hashes.discard(digest)
            if not hashes:
                break
    return found


def _read(path: str, root: Path) -> Iterator[Article]:
    """The articles of one file, in its order; none when it cannot be read."""
    name = os.path.join(os.fsencode(root), unquote_to_bytes(path))
    try:
        for unit in units([os.fsdecode(name)], Options()):
            yield from _article(unit)
    except (KabarError, OSError, ValueError):
        return


def _article(unit: Unit) -> Iterator[Article]:
    if isinstance(unit, Item) and unit.error is not None:
        return
    try:
        data = Path(unit.path).read_bytes() if isinstance(unit, File) else unit.data
        source = Source(unit.shown) if isinstance(unit, File) else unit.source
        yield read(data, source, model.default_root()).article
    except (KabarError, OSError):
        return


def text_hash(text: str) -> str:
    """The hash that ``document.text_sha256`` holds."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
