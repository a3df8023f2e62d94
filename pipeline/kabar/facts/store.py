"""Claims of any number on an embedded database: they are read in chunks, sorted and joined on disk.

Only claims that share something are compared: their subject and dimension, or a value and a rare word of the sentence,
or a predicate and a rare word. Within such a block, sorted by period and value, each is compared with the next few
(the sorted neighbourhood method), so that the work grows as n log n.
"""

import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kabar.article.formats.extras import needs
from kabar.errors import OutputError, UsageError
from kabar.facts import identity
from kabar.facts.bodies import Bodies
from kabar.facts.statement import FAR, RIVALS, Statement, content, scene, statement
from kabar.facts.table import Known
from kabar.record import Claim

CHUNK = 20_000  # claims that are in memory at once
NEIGHBOURS = 10  # statements that each is compared with in a block
CROWD = 60  # statements that a word can bring together; more have nothing in common
RARE = 3  # rare words of a sentence, and rare names of an article, that make blocks

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
    "day": "INTEGER",
    "confidence": "DOUBLE",
}
_WORDS = ("o", "d", "w", "near")


class Row(NamedTuple):
    """A statement in a block: its number, and what it says."""

    number: int
    says: Statement


@contextmanager
def opened(memory: str) -> Iterator[Any]:
    """A database in a folder of its own that goes away afterwards. Raises MissingExtra."""
    duckdb = needs("duckdb", "facts")
    needs("pandas", "facts")  # how rows go in, see append()
    with tempfile.TemporaryDirectory(prefix="kabar-facts-") as folder:
        database = duckdb.connect(str(Path(folder) / "facts.duckdb"))
        try:
            database.execute(f"SET memory_limit='{memory}'")
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
    import pandas as pd  # of the extra

    database.register("chunk", pd.DataFrame(columns))
    database.execute(f"INSERT INTO {table} SELECT * FROM chunk")
    database.unregister("chunk")


# --- reading ---


def fill(database: Any, bodies: Bodies, claims: Iterable[Claim], names: identity.Names, known: Known) -> None:
    """Read all claims into the database, their statements into ``bodies``. A claim that is there twice is one."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    database.execute(f"CREATE TABLE raw ({columns}); CREATE TABLE word (o BIGINT, d BIGINT, w BIGINT, near BOOLEAN)")
    held: list[tuple[Any, ...]] = []
    words: list[tuple[int, int, int, bool]] = []
    for article in _articles(claims):
        d = int(article[0].document.text_sha256[:15], 16)
        for row, says in rows(article, names, known):
            order = bodies.add(says)
            held.append((order, *row))
            words += [(order, d, word, True) for word in sorted(says.names | says.words)]
            words += [(order, d, word, False) for word in sorted(says.scene)]
        if len(held) >= CHUNK:
            _flush(database, held, words)
    _flush(database, held, words)
    bodies.done()
    _tidy(database)


def _articles(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Claims in the order given, those of one article together as far as they stand together."""
    group: list[Claim] = []
    for claim in claims:
        if group and (claim.document.sha256 != group[0].document.sha256 or len(group) >= CHUNK):
            yield group
            group = []
        group.append(claim)
    if group:
        yield group


def _besides(article: list[Claim]) -> Iterator[tuple[Claim, tuple[float, ...], tuple[float, ...]]]:
    """Each claim with the other amounts that its sentence tells, and those that its article tells of its measure."""
    sentence: dict[int, set[float]] = {}
    measure: dict[tuple[str, str | None], set[float]] = {}
    for claim in article:
        if claim.value and claim.value.amount is not None:
            sentence.setdefault(claim.evidence.start, set()).add(claim.value.amount)
            measure.setdefault((claim.predicate, claim.value.unit), set()).add(claim.value.amount)
    for claim in article:
        value = claim.value
        if value is None:
            yield claim, tuple(sorted(sentence.get(claim.evidence.start, ()))), ()
            continue
        beside = sentence.get(claim.evidence.start, set()) - {value.amount}
        rivals = measure.get((claim.predicate, value.unit), set()) - {value.amount}
        yield claim, tuple(sorted(beside)), tuple(sorted(rivals)[:RIVALS])


def rows(article: list[Claim], names: identity.Names, known: Known) -> Iterator[tuple[tuple[Any, ...], Statement]]:
    """The claims of an article as rows of :data:`COLUMNS` without their first, each with its statement."""
    names_of = scene(article)
    for claim, beside, rivals in _besides(article):
        says = statement(claim, identity.key(claim.subject, names), known, beside, rivals, names_of)
        alias, owner = identity.introduced(claim.subject, names), names.owners.get(says.who or "")
        yield _row(claim, says, alias, owner), says


def _row(claim: Claim, says: Statement, alias: str | None, owner: str | None) -> tuple[Any, ...]:
    document, subject = claim.document, claim.subject
    day = says.days[0] if says.days else says.published
    measure = says.measures[0] if says.measures else None
    amount = None if measure is None else measure[1] if measure[1] > -FAR else measure[2]
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
        measure[0] if measure else "",
        claim.predicate,
        claim.kind,
        float(f"{amount:.3g}") if amount is not None else None,
        _cut(amount) if amount is not None else None,
        float(f"{amount:.2g}") if amount is not None else None,
        day,
        claim.confidence.all,
    )


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


def _flush(database: Any, rows: list[tuple[Any, ...]], words: list[tuple[int, int, int, bool]]) -> None:
    if rows:
        append(database, "raw", dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))
    if words:
        append(database, "word", dict(zip(_WORDS, zip(*words, strict=True), strict=True)))
    rows.clear()
    words.clear()


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
           c.rounded, c.day
    FROM says s JOIN claim c ON c.o = s.o LEFT JOIN alias a ON a.form = c.who;
DROP TABLE says;
CREATE TABLE rare AS
    WITH known AS (SELECT s.n, w.w, w.near, w.d FROM word w JOIN statement s USING (o)),
         often AS (SELECT w, near, count(DISTINCT d) AS f FROM known GROUP BY w, near HAVING count(DISTINCT d) > 1)
    SELECT n, w, near FROM known JOIN often USING (w, near)
    QUALIFY row_number() OVER (PARTITION BY n, near ORDER BY f, w) <= {RARE};
DROP TABLE word;
"""
    )


# --- comparing ---

BLOCKS = """
    SELECT {hash}('s', coalesce(owner, who), dimension) AS k, day AS one, amount AS two, n, true AS whole
        FROM {statement} WHERE who IS NOT NULL
    UNION ALL
    SELECT {hash}('n', dimension, amount, CASE kind WHEN 'event' THEN day END), day, amount, n, false FROM {statement}
        WHERE amount IS NOT NULL OR day IS NOT NULL
    UNION ALL
    SELECT {hash}('v', dimension, cut, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n)
        WHERE kind = 'quantity'
    UNION ALL
    SELECT {hash}('v', dimension, rounded, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n)
        WHERE kind = 'quantity' AND cut <> rounded
    UNION ALL
    SELECT {hash}('p', dimension, predicate, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n)
    UNION ALL
    SELECT {hash}('d', day, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n) WHERE kind = 'event'
"""
_CROWD = f"""
CREATE TABLE crowd AS SELECT k FROM block GROUP BY k
    HAVING count(*) > 1 AND (any_value(whole) OR count(*) <= {CROWD});
"""
_PAIRED = """
SELECT k, n, o, who FROM block JOIN crowd USING (k) JOIN statement USING (n)
ORDER BY k, one NULLS LAST, two NULLS LAST, n
"""


def neighbours(database: Any, bodies: Bodies) -> Iterator[tuple[Row, Row]]:
    """Pairs of statements that may have to do with each other, the one with the lower number first; some come twice."""
    database.execute(
        "CREATE TABLE block AS" + BLOCKS.format(hash="hash", statement="statement", rare="rare") + ";" + _CROWD
    )
    return near((key, n, who, bodies.read(o)) for key, n, o, who in fetched(database, _PAIRED))


def near(rows: Iterable[tuple[int, int, str | None, Statement]]) -> Iterator[tuple[Row, Row]]:
    """Each statement with the few before it in its block, of rows in the order of blocks: block, number, who, says."""
    block: int | None = None
    before: list[Row] = []
    for key, number, who, says in rows:
        if key != block:
            block, before = key, []
        row = Row(number, says if says.who == who else msgspec.structs.replace(says, who=who))
        for other in before:
            if other.number != number:
                yield (other, row) if other.number < number else (row, other)
        before.append(row)
        if len(before) > NEIGHBOURS:
            del before[0]


def fetched(database: Any, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time."""
    cursor = database.cursor().execute(query)
    while some := cursor.fetchmany(CHUNK):
        yield from some
