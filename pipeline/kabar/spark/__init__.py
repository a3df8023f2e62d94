"""kabar on a Spark cluster: DataFrames of articles in, DataFrames of claims out.

    >>> from kabar import spark as kabar_spark
    >>> articles = session.read.parquet("s3a://news/2024/")
    >>> kabar_spark.claims(articles).write.parquet("s3a://claims/2024/")

Columns are recognized by the names that exports of news use, as the command line does it; a name of your own is told:
``claims(articles, text="story", published="day")``. No row is lost and none is there twice: ``documents`` has a line
for each. Both compute everything; where both are wanted, keep :func:`lines` and take them from it, or run
``kabar spark``, which does. Needs the extra ``spark``, and kabar on the workers: ``docs/scale.md`` shows how
it gets there.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from kabar import sure
from kabar.article.formats import Options, fields
from kabar.article.formats.extras import needs
from kabar.errors import UsageError
from kabar.extractor import DocumentLine
from kabar.facts import SURE
from kabar.out.schema import spark_columns
from kabar.out.shape import claim_fields, fields_of
from kabar.run.work import Limits
from kabar.spark import work
from kabar.spark.settings import Settings, settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Wishes", "claims", "documents", "facts", "lines"]
_COLUMNS = ("text", "title", "url", "published", "crawled", "publisher", "author")


class Wishes(TypedDict, total=False):
    """What :func:`claims`, :func:`documents` and :func:`lines` can be told.

    ``text``, ``title``, ``url``, ``published``, ``crawled``, ``publisher`` and ``author`` are names of columns where
    these have names of their own; ``path`` and ``position`` those of columns that the records shall name as the place
    of an article. ``language`` is the id of the language of all articles (found out, or read from a column, if not
    given). ``min_confidence`` keeps claims that are so sure (``0.8``, or ``{"subject": 0.8}``). ``entities`` are
    gazetteer files and ``models`` a folder of models, both at the driver, which sends them along; ``lenient`` leaves
    out bad lines of gazetteers. ``timeout`` are seconds for a document (more in proportion above a megabyte),
    ``memory`` megabytes of address space for the process that extracts, ``max_bytes`` the largest cell that is read.
    """

    text: str
    title: str
    url: str
    published: str
    crawled: str
    publisher: str
    author: str
    path: str
    position: str
    language: str
    min_confidence: float | Mapping[str, float]
    entities: Iterable[str | Path]
    models: str | Path
    lenient: bool
    timeout: float
    memory: int
    max_bytes: int


def claims(df: "DataFrame", **wishes: Unpack[Wishes]) -> "DataFrame":
    """The claims of a DataFrame of articles, a row each, with the types of the published schema.

    See :class:`Wishes` for what can be told. Raises UsageError, ModelError and MissingExtra before any work.
    """
    return claims_of(lines(df, **wishes))


def documents(df: "DataFrame", **wishes: Unpack[Wishes]) -> "DataFrame":
    """What became of each row of a DataFrame of articles: the line that ``documents.jsonl`` has of it.

    ``status`` is ``ok``, ``empty`` or ``failed``, and then ``code`` and ``message`` say why. Arguments as in
    :func:`claims`.
    """
    return documents_of(lines(df, **wishes))


def lines(df: "DataFrame", **wishes: Unpack[Wishes]) -> "DataFrame":
    """Claims and documents at once: ``record`` says which (``claims``, ``documents``), ``line`` is the JSON.

    The lines are those of ``kabar extract``, byte for byte. Arguments as in :func:`claims`.
    """
    needs("pyspark", "spark")
    told = _settings(df, wishes)
    names = fields.load(told.options.fields)
    wanted = [name for name in df.columns if names.known(name)]
    extra = [name for name in (told.path, told.position) if name is not None and name not in wanted]
    return df.select(*map(_quoted, wanted + extra)).mapInArrow(partial(work.rows, told), work.LINES)


def facts(claims: "DataFrame", *, sure: float = SURE, models: str | Path | None = None) -> "DataFrame":
    """Set claims beside each other: the lines of ``kabar facts``, byte for byte, as a column ``line`` in no order.

    ``claims`` are typed as :func:`claims` types them and as ``kabar spark`` writes them; the claims of an article are
    found by its hash. Which statements belong together is joined at the driver when this is called. ``sure`` and
    ``models`` as in ``kabar.facts``; the folder of models is sent along. Needs the extras ``spark`` and ``facts``, on
    the workers as well.
    """
    from kabar.spark.facts import facts as made

    return made(claims, sure, Path(models) if models else None)


def claims_of(lines: "DataFrame") -> "DataFrame":
    """The claims among :func:`lines`, typed."""
    return _typed(lines, work.CLAIMS, spark_columns(claim_fields()))


def documents_of(lines: "DataFrame") -> "DataFrame":
    """The documents among :func:`lines`, typed."""
    return _typed(lines, work.DOCUMENTS, spark_columns(fields_of(DocumentLine)))


def _typed(lines: "DataFrame", record: str, columns: str) -> "DataFrame":
    functions = needs("pyspark.sql.functions", "spark")
    parsed = functions.from_json("line", columns, {"mode": "FAILFAST"})
    typed: DataFrame = lines.where(functions.col("record") == record).select(parsed.alias("_")).select("_.*")
    return typed


def _settings(df: "DataFrame", wishes: Wishes) -> Settings:
    """The wishes, checked against the columns that there are. Raises UsageError, ModelError."""
    unknown = sorted(set(wishes) - set(Wishes.__annotations__))
    if unknown:
        raise TypeError(f"unknown argument {unknown[0]!r}: one of {', '.join(Wishes.__annotations__)}")
    named = {name: str(wishes[name]) for name in (*_COLUMNS, "path", "position") if name in wishes}  # type: ignore[literal-required]
    for argument, column in named.items():
        if column not in df.columns:
            raise UsageError(f"no column {column!r}; there are: {', '.join(df.columns)}", argument, "name one of them")
    mapped = tuple((field, named[field]) for field in _COLUMNS if field in named)
    if not fields.load(mapped).holds_text(df.columns):
        there = ", ".join(df.columns)
        raise UsageError(f"no column holds the text; there are: {there}", "text", 'name it, as text="story"')
    models, language = wishes.get("models"), wishes.get("language")
    least = sure.said(wishes.get("min_confidence"))
    options = Options(None, mapped, None, None, language, wishes.get("max_bytes", Options().max_bytes), least)
    limits = Limits(wishes.get("timeout", 60.0), wishes.get("memory", 4096) << 20)
    entities = tuple(map(Path, wishes.get("entities", ())))
    return settings(
        options, limits, Path(models) if models else None, entities, wishes.get("lenient", False),
        named.get("path"), named.get("position"),
    )  # fmt: skip


def _quoted(name: str) -> str:
    """A column by its name, whatever that holds."""
    return "`" + name.replace("`", "``") + "`"
