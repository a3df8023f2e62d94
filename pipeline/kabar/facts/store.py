"""Claims of any number on an embedded database: they are read in chunks, sorted and joined on disk.

What is compared with what is in :mod:`kabar.facts.blocks`.
"""

import math
import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kabar.article.formats.extras import needs
from kabar.errors import OutputError, UsageError
from kabar.facts import identity
from kabar.facts.bodies import Bodies
from kabar.facts.statement import FAR, RIVALS, Measure, Statement, content, scene, statement
from kabar.facts.statement import article as article_of
from kabar.facts.table import Known
from kabar.out import stale
from kabar.record import Claim

if TYPE_CHECKING:
    import numpy as np

CHUNK = 4_000  # rows that are in memory at once
WHOLE = 20_000  # claims of one article that are looked at together
THREADS = 4  # of the database at most: each wants memory of its own, and nine tenths of the time are not the database's
RARE, SCENES = 3, 4  # rare words of a sentence, and rare names of an article, that make blocks

COLUMNS = {
    "o": "BIGINT",
    "id": "VARCHAR",
    "h": "BIGINT",
    "doc": "VARCHAR",
    "path": "VARCHAR",
    "position": "VARCHAR",
    "publisher": "VARCHAR",
    "published": "VARCHAR",
    "language": "VARCHAR",
    "said": "VARCHAR",
    "sentence": "VARCHAR",
    "name": "VARCHAR",
    "name_id": "VARCHAR",
    "name_type": "VARCHAR",
    "who": "VARCHAR",
    "alias": "VARCHAR",
    "owner": "VARCHAR",
    "dimension": "VARCHAR",
    "predicate": "VARCHAR",
    "kind": "VARCHAR",
    "amount": "DOUBLE",
    "cut": "DOUBLE",
    "rounded": "DOUBLE",
    "other": "VARCHAR",  # the first value in brackets: its dimension, and its amount in the same steps
    "other_amount": "DOUBLE",
    "other_cut": "DOUBLE",
    "day": "INTEGER",
    "aim": "VARCHAR",  # the sentence, where that tells a target: what came of it may stand beside it
    "confidence": "DOUBLE",
}
_FOLDER = "kabar-facts-"


@contextmanager
def opened(memory: str) -> Iterator[Any]:
    """A database in a folder of its own that goes away afterwards (at the next run, after a kill).

    Raises MissingExtra.
    """
    duckdb = needs("duckdb", "facts")
    needs("numpy", "facts")  # how rows go in, see append()
    stale.sweep(Path(tempfile.gettempdir()).glob(f"{_FOLDER}????????"))
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder, (Path(folder) / stale.LOCK).open("x") as lock:
        stale.hold(lock.fileno())
        database = duckdb.connect(str(Path(folder) / "facts.duckdb"))
        try:
            database.execute(f"SET memory_limit='{memory}'")
            database.execute(f"SET threads={min(THREADS, os.cpu_count() or 1)}")
            database.execute(f"SET temp_directory='{folder}/spill'")
            database.execute("SET preserve_insertion_order=false")
            yield database
        except duckdb.OutOfMemoryException as error:
            what = str(error).partition("\n")[0]
            raise UsageError(f"the database needs more memory: {what}", "--memory", "give it more") from None
        except duckdb.IOException as error:
            what = str(error).partition("\n")[0]
            raise OutputError(f"the database cannot be written: {what}", folder, "make room there") from None
        finally:
            database.close()


def append(database: Any, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Add rows, given as columns, to a table."""
    database.register("chunk", {name: _array(values) for name, values in columns.items()})
    database.execute(f"INSERT INTO {table} SELECT * FROM chunk")
    database.unregister("chunk")


def _array(values: Sequence[Any]) -> "np.ndarray[Any, Any]":
    """A column as the database takes it; what is null among numbers is NaN there, which it reads as null."""
    import numpy as np  # of the extra

    if isinstance(values, array):
        return np.array(values)
    some = next((value for value in values if value is not None), None)
    if isinstance(some, int | float):
        return np.array(values, dtype=float if None in values else None)
    return np.array(values, dtype=object)


# --- reading ---


def fill(database: Any, bodies: Bodies, claims: Iterable[Claim], names: identity.Names, known: Known) -> None:
    """Read all claims into the database, their statements into ``bodies``. A claim that is there twice is one."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    database.execute(f"CREATE TABLE raw ({columns}); CREATE TABLE word (o BIGINT, d BIGINT, w BIGINT, near BOOLEAN)")
    held: list[tuple[Any, ...]] = []
    words = _Words()
    for article in _articles(claims):
        d = article_of(article[0])
        for row, says in rows(article, names, known):
            order = bodies.add(says)
            held.append((order, *row))
            words.add(order, d, says)
        if len(held) >= CHUNK:
            _flush(database, held, words)
    _flush(database, held, words)
    bodies.done()
    _tidy(database)


def _articles(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Claims in the order given, those of one article together as far as they stand together."""
    group: list[Claim] = []
    for claim in claims:
        if group and (claim.document.sha256 != group[0].document.sha256 or len(group) >= WHOLE):
            yield group
            group = []
        group.append(claim)
    if group:
        yield group


def _besides(article: list[Claim]) -> Iterator[tuple[Claim, tuple[float, ...], tuple[float, ...]]]:
    """Each claim with the other amounts that its sentence tells, and those that its article tells of its measure.

    An amount that the sentence tells of two measures (18 dead, 18 injured) is among the others as well.
    """
    sentence: dict[int, dict[float, set[str]]] = {}
    measure: dict[tuple[str, str | None], set[float]] = {}
    for claim in article:
        if claim.value and claim.value.amount is not None:
            told = sentence.setdefault(claim.evidence.start, {})
            told.setdefault(claim.value.amount, set()).add(claim.predicate)
            measure.setdefault((claim.predicate, claim.value.unit), set()).add(claim.value.amount)
    for claim in article:
        value, told = claim.value, sentence.get(claim.evidence.start, {})
        if value is None:
            yield claim, tuple(sorted(told)), ()
            continue
        beside = (amount for amount, predicates in told.items() if amount != value.amount or len(predicates) > 1)
        rivals = measure.get((claim.predicate, value.unit), set()) - {value.amount}
        yield claim, tuple(sorted(beside)), tuple(sorted(rivals)[:RIVALS])


def rows(article: list[Claim], names: identity.Names, known: Known) -> Iterator[tuple[tuple[Any, ...], Statement]]:
    """The claims of an article as rows of :data:`COLUMNS` without their first, each with its statement."""
    names_of = scene(article, known)
    aims = {c.evidence.start for c in article if c.status == "target" and c.value}
    for claim, beside, rivals in _besides(article):
        lands = identity.lands(claim.evidence.text, names)
        says = statement(claim, identity.key(claim.subject, names), known, beside, rivals, names_of, lands)
        alias, owner = identity.introduced(claim.subject, names), names.owners.get(says.who or "")
        aim = f"{claim.document.text_sha256} {claim.evidence.start}" if claim.evidence.start in aims else None
        yield _row(claim, says, alias, owner, aim), says


def _row(claim: Claim, says: Statement, alias: str | None, owner: str | None, aim: str | None) -> tuple[Any, ...]:
    document, subject = claim.document, claim.subject
    day = says.days[0] if says.days else says.published
    measures = says.measures[:2]
    (dimension, *steps), (other, *others) = (_steps(m) for m in (*measures, *(None,) * (2 - len(measures))))
    return (
        claim.id,
        content(claim),
        document.text_sha256,
        document.path,
        document.position,
        document.publisher or _host(document.url),
        document.published,
        document.language,
        claim.attribution.name if claim.attribution else None,
        claim.evidence.text,
        subject.name if subject else None,
        subject.id if subject else None,
        subject.type if subject else None,
        says.who,
        alias if says.who else None,
        owner,
        dimension or "",
        claim.predicate,
        claim.kind,
        *steps,
        other,
        *others[:2],
        day,
        aim,
        claim.confidence.all,
    )


def _steps(measure: Measure | None) -> tuple[str | None, float | None, float | None, float | None]:
    """The dimension of a value, and the value to three digits, cut to two and rounded to two."""
    if measure is None:
        return None, None, None, None
    dimension, low, high = measure
    amount = low if low > -FAR else high
    return dimension, float(f"{amount:.3g}"), _cut(amount), float(f"{amount:.2g}")


def _cut(amount: float) -> float:
    """The first two digits of a number: a rough value is one that is rounded, or one that is cut."""
    if not amount or abs(amount) >= FAR:
        return amount
    place = 10.0 ** (math.floor(math.log10(abs(amount))) - 1)
    return float(f"{math.trunc(amount / place + math.copysign(1e-9, amount)) * place:.2g}")


def _host(url: str | None) -> str | None:
    """The host of an address, which stands for the publisher where that is not named."""
    host = (url or "").partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("www.") or None


class _Words:
    """Rows of ``word``, some thirty a claim: numbers in columns, which take a tenth of what tuples of them would."""

    def __init__(self) -> None:
        self._columns = {name: array("q") for name in ("o", "d", "w", "near")}

    def add(self, order: int, article: int, says: Statement) -> None:
        """The words of a claim, which are near, and the names of its article."""
        for near, told in ((True, says.names | says.words), (False, says.scene)):
            words, many = sorted(told), len(told)
            rows: tuple[Iterable[int], ...] = (repeat(order, many), repeat(article, many), words, repeat(near, many))
            for column, values in zip(self._columns.values(), rows, strict=True):
                column.extend(values)

    def flush(self, database: Any) -> None:
        """Let all go to the database."""
        if self._columns["o"]:
            append(database, "word", self._columns)
        for column in self._columns.values():
            del column[:]


def _flush(database: Any, rows: list[tuple[Any, ...]], words: _Words) -> None:
    if rows:
        append(database, "raw", dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))
    rows.clear()
    words.flush(database)


def _tidy(database: Any) -> None:
    """Claims once each; statements, numbered by content; one key for each subject that is named in several ways."""
    database.execute(
        f"""
CREATE TABLE claim AS SELECT * FROM raw WHERE o IN (SELECT min(o) FROM raw GROUP BY id);
DROP TABLE raw;
CREATE TABLE alias AS SELECT alias AS form, min(who) AS who FROM claim
    WHERE alias IS NOT NULL GROUP BY alias HAVING count(DISTINCT who) = 1;
CREATE TABLE says AS SELECT row_number() OVER (ORDER BY h) AS n, *
    FROM (SELECT h, min(o) AS o FROM claim GROUP BY h);
CREATE TABLE statement AS
    SELECT s.n, s.h, c.o, coalesce(a.who, c.who) AS who, c.owner, c.dimension, c.predicate, c.kind, c.amount, c.cut,
           c.rounded, c.other, c.other_amount, c.other_cut, c.day, c.aim
    FROM says s JOIN claim c ON c.o = s.o LEFT JOIN alias a ON a.form = c.who;
DROP TABLE says;
CREATE TABLE rare AS
    WITH known AS (SELECT s.n, w.w, w.near, w.d FROM word w JOIN statement s USING (o)),
         often AS (SELECT w, near, count(DISTINCT d) AS f FROM known GROUP BY w, near HAVING count(DISTINCT d) > 1)
    SELECT n, w, near FROM known JOIN often USING (w, near)
    QUALIFY row_number() OVER (PARTITION BY n, near ORDER BY f, w) <= CASE WHEN near THEN {RARE} ELSE {SCENES} END;
DROP TABLE word;
"""
    )


def fetched(database: Any, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time."""
    cursor = database.cursor().execute(query)
    while some := cursor.fetchmany(CHUNK):
        yield from some
