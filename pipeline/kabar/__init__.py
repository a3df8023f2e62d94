"""kabar: news in, checkable claims out.

``extract`` gives the claims of an article, ``facts`` what claims of many articles agree on, revise and contradict;
``load`` a spaCy ``Language``.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kabar import compiled
from kabar.__about__ import __version__
from kabar.facts import facts

if TYPE_CHECKING:
    from spacy.language import Language

    from kabar.extractor import Extractor
    from kabar.record import Claim

__all__ = ["__version__", "extract", "facts", "load"]

compiled.prefer()


def extract(
    text: str | bytes,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    language: str | None = None,
    path: str | None = None,
    entities: Sequence[str | Path] = (),
) -> "list[Claim]":
    """Extract the claims of one article.

    ``text`` is the article as it stands, title, byline and comments included (bytes are decoded); the offsets of the
    claims count its code points. What the caller knows goes first: ``published`` (ISO day), ``publisher``, ``title``,
    ``author``, ``url``, ``language`` (id of a folder of ``models/``). ``path`` is only recorded. ``entities`` are
    gazetteer files of the caller (JSONL). Returns the claims in document order, an empty list for empty text.

    Raises DocumentError when the text cannot be used (its ``code`` says why), ModelError for a broken gazetteer.
    """
    from kabar.article.source import Source
    from kabar.errors import Empty

    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    source = Source(path, published, publisher, author, title, url, language)
    try:
        return _extractor(tuple(Path(p) for p in entities)).claims(data, source)
    except Empty:
        return []


def load(language: str) -> "Language":
    """A spaCy pipeline for ``language``: our tokenizer, and the stages as components. See :mod:`kabar.spacy_bridge`.

    Raises UsageError when ``models/`` has no such language, MissingExtra without spaCy.
    """
    from kabar.article.formats.extras import needs

    pipeline: Language = needs("kabar.spacy_bridge", "spacy").load(language)
    return pipeline


@lru_cache(maxsize=4)
def _extractor(gazetteers: tuple[Path, ...]) -> "Extractor":
    """Extractors by gazetteer: building one reads ``models/``."""
    from kabar.extractor import Extractor

    return Extractor(gazetteers=gazetteers)
