"""What Python programs call: see :mod:`kabar`, which gives these functions their names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kabar.errors import KabarError, in_python

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from kabar.article.formats import Options
    from kabar.extractor import Extractor, Outcome
    from kabar.many import Article
    from kabar.record import Claim
    from kabar.run.work import Reader

Paths = Sequence[str | Path]


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
    entities: Paths = (),
    models: str | Path | None = None,
) -> "list[Claim]":
    """Extract the claims of one article.

    ``text`` is the article as it stands, title, byline and comments included (bytes are decoded); the offsets of the
    claims count its code points. What the caller knows goes first: ``published`` (a day as ``2024-07-31``),
    ``publisher``, ``title``, ``author``, ``url``, ``language`` (id of a folder of ``models/``). ``path`` is only
    recorded. ``entities`` are gazetteer files of the caller (JSONL), ``models`` is another folder of models. Returns
    the claims in document order (``help(kabar.Claim)`` tells their fields), an empty list for empty text.

    Raises DocumentError when the text cannot be used (its ``code`` says why), UsageError for a wrong argument,
    ModelError for a broken gazetteer or model.
    """
    from kabar.article.source import Source, checked_day
    from kabar.errors import Empty

    if not isinstance(text, str | bytes):
        raise TypeError(f"the text is {type(text).__name__}, and no str or bytes")
    with spoken():
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        source = Source(path, checked_day(published, "published"), publisher, author, title, url, language)
        try:
            return _extractor(_paths(entities), _path(models)).claims(data, source)
        except Empty:
            return []


def extract_many(
    articles: "Iterable[Article]",
    *,
    workers: int = 0,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    text: str | None = None,
    entities: Paths = (),
    models: str | Path | None = None,
    min_confidence: float | Mapping[str, float] | None = None,
    max_bytes: int = 50_000_000,
    timeout: float = 60.0,
    memory: int = 4096,
) -> "Iterator[Outcome]":
    """Extract the claims of many articles over ``workers`` processes (0: one a core), as a stream.

    An article is its text, its bytes, or a mapping that holds the text and what is known of it under any of the names
    that exports of news use (``{"text": ..., "published": "2024-07-31", "url": ...}``; ``text`` names the key of the
    text where it has another name). ``published``, ``publisher`` and ``language`` are of all of them. Gives one
    :class:`Outcome` an article, in their order: ``line`` says what became of it (``status``, ``code``, ``message``)
    and ``claims`` are its claims. An article that cannot be read, that takes longer than ``timeout`` seconds (more in
    proportion above a megabyte), needs more than ``memory`` megabytes or kills its process is such a line and harms
    no other. ``articles`` is read as far ahead as the workers need, so it may be endless. ``entities`` and ``models``
    as in :func:`extract`; ``min_confidence`` keeps claims that are so sure (``0.8``, or ``{"subject": 0.8}``).

    Raises UsageError for a wrong argument, and in a daemonic process, which may not start others; ModelError for a
    broken gazetteer or model. Both before any work.
    """
    from multiprocessing import current_process

    from kabar import engine, many, model, sure
    from kabar.article.formats import Options
    from kabar.article.source import checked_day
    from kabar.errors import UsageError
    from kabar.run.work import Limits

    with spoken():
        if workers < 0:
            raise UsageError(f"{workers} workers", "workers", "0 is one a core")
        if current_process().daemon:  # as those of multiprocessing.Pool and of Dask are
            remedy = "start it with daemon=False, or use kabar.extract"
            raise UsageError("a daemonic process may not start others", "workers", remedy)
        root = _path(models)
        if language is not None:
            engine.check(language, root or model.default_root())
        mapped = () if text is None else (("text", text),)
        day, least = checked_day(published, "published"), sure.said(min_confidence)
        options = Options(None, mapped, day, publisher, language, max_bytes, least)
        _extractor(_paths(entities), root)  # what is broken is told here, and the workers inherit what was read
        reader = partial(_reader, options, _paths(entities), root)
    return many.outcomes(articles, options, reader, workers, Limits(timeout, memory << 20))


def to_frame(claims: "Iterable[Claim]") -> "pd.DataFrame":
    """Claims as a flat pandas table: a column a field, named by its path (``value_amount``), of a fixed type."""
    from kabar.article.formats.extras import needs

    needs("pandas", "pandas")
    from kabar.out import table

    return table.frame(claims)


def load(language: str) -> "Language":
    """A spaCy pipeline for ``language``: our tokenizer, and the stages as components. See :mod:`kabar.spacy_bridge`.

    Raises UsageError when ``models/`` has no such language, MissingExtra without spaCy.
    """
    from kabar.article.formats.extras import needs

    pipeline: Language = needs("kabar.spacy_bridge", "spacy").load(language)
    return pipeline


@contextmanager
def spoken() -> Iterator[None]:
    """Errors speak of keywords, where the command line speaks of its options."""
    try:
        yield
    except KabarError as error:
        error.what, error.remedy = in_python(error.what), in_python(error.remedy or "") or None
        error.where = in_python(error.where or "") or None
        raise


def _paths(paths: Paths) -> tuple[Path, ...]:
    return tuple(Path(p) for p in ([paths] if isinstance(paths, str | Path) else paths))


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)


@lru_cache(maxsize=4)
def _extractor(*made_of: Any) -> "Extractor":
    """Extractors by gazetteers and models: building one reads ``models/``."""
    from kabar.extractor import Extractor

    gazetteers, models = made_of
    return Extractor(models, gazetteers)


def _reader(options: "Options", *made_of: Any) -> "Reader":
    """What a worker does, with an extractor that is there already."""
    from kabar.run.work import Reader

    return Reader(options, extractor=_extractor(*made_of))
