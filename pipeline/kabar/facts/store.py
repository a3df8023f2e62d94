"""Claims of any number on an embedded database: they are read in chunks, sorted and joined on disk.

Only claims that share something are compared: their subject and dimension, or a value and a rare word of the sentence,
or a predicate and a rare word. Within such a block, sorted by period and value, each is compared with the next few
(the sorted neighbourhood method), so that the work grows as n log n.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kabar.article.formats.extras import needs
from kabar.errors import OutputError, UsageError
from kabar.facts import identity
from kabar.facts.statement import FAR, Statement, content, scene, statement
from kabar.facts.table import Known
from kabar.record import Claim

CHUNK = 20_000  # claims that are in memory at once
NEIGHBOURS = 10  # statements that each is compared with in a block
CROWD = 60  # statements that a word can bring together; more have nothing in common
RARE = 3  # rare words of a sentence, and rare names of an article, that make blocks

_COLUMNS = {
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
    "day": "INTEGER",
    "confidence": "DOUBLE",
    "body": "BLOB",
}
_WORDS = ("o", "w", "near")


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


def fill(database: Any, claims: Iterable[Claim], names: identity.Names, known: Known) -> int:
    """Read all claims into the database; how many. A claim that is there twice is one."""
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    database.execute(f"CREATE TABLE raw ({columns}); CREATE TABLE word (o BIGINT, w BIGINT, near BOOLEAN)")
    encode = msgspec.msgpack.Encoder().encode
    rows: list[tuple[Any, ...]] = []
    words: list[tuple[int, int, bool]] = []
    count = 0
    for article in _articles(claims):
        names_of = scene(article)
        for claim, beside in _besides(article):
            says = statement(claim, identity.key(claim.subject, names), known, beside, names_of)
            alias, owner = identity.introduced(claim.subject, names), names.owners.get(says.who or "")
            rows.append(_row(count, claim, says, alias, owner, encode(says)))
            words += [(count, word, True) for word in sorted(says.names | says.words)]
            words += [(count, word, False) for word in sorted(says.scene)]
            count += 1
        if len(rows) >= CHUNK:
            _flush(database, rows, words)
    _flush(database, rows, words)
    _tidy(database)
    return count


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


def _besides(article: list[Claim]) -> Iterator[tuple[Claim, tuple[float, ...]]]:
    """Each claim with the other amounts that its sentence tells."""
    told: dict[int, set[float]] = {}
    for claim in article:
        if claim.value and claim.value.amount is not None:
            told.setdefault(claim.evidence.start, set()).add(claim.value.amount)
    for claim in article:
        mine = {claim.value.amount} if claim.value else set()
        yield claim, tuple(sorted(told.get(claim.evidence.start, set()) - mine))


def _row(
    order: int, claim: Claim, says: Statement, alias: str | None, owner: str | None, body: bytes
) -> tuple[Any, ...]:
    document, subject = claim.document, claim.subject
    day = says.days[0] if says.days else says.published
    measure = says.measures[0] if says.measures else None
    amount = None if measure is None else measure[1] if measure[1] > -FAR else measure[2]
    return (
        order,
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
        day,
        claim.confidence.all,
        body,
    )


def _host(url: str | None) -> str | None:
    """The host of an address, which stands for the publisher where that is not named."""
    host = (url or "").partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("www.") or None


def _flush(database: Any, rows: list[tuple[Any, ...]], words: list[tuple[int, int, bool]]) -> None:
    if rows:
        append(database, "raw", dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)))
    if words:
        append(database, "word", dict(zip(_WORDS, zip(*words, strict=True), strict=True)))
    rows.clear()
    words.clear()


def _tidy(database: Any) -> None:
    """Claims once each; statements, numbered by content; one key for each subject that is named in several ways."""
    database.execute(
        f"""
CREATE TABLE claim AS SELECT * FROM raw QUALIFY row_number() OVER (PARTITION BY id ORDER BY o) = 1;
DROP TABLE raw;
CREATE TABLE alias AS SELECT alias AS form, min(who) AS who FROM claim
    WHERE alias IS NOT NULL GROUP BY alias HAVING count(DISTINCT who) = 1;
CREATE TABLE says AS SELECT row_number() OVER (ORDER BY h) AS n, *
    FROM (SELECT h, min(o) AS o FROM claim GROUP BY h);
CREATE TABLE statement AS
    SELECT s.n, s.h, c.o, coalesce(a.who, c.who) AS who, c.owner, c.dimension, c.predicate, c.kind, c.amount, c.day,
           c.body
    FROM says s JOIN claim c ON c.o = s.o LEFT JOIN alias a ON a.form = c.who;
DROP TABLE says;
CREATE TABLE rare AS
    WITH known AS (SELECT s.n, w.w, w.near, c.doc FROM word w JOIN statement s USING (o) JOIN claim c USING (o)),
         often AS (SELECT w, near, count(DISTINCT doc) AS f FROM known GROUP BY w, near)
    SELECT n, w, near FROM known JOIN often USING (w, near) WHERE f > 1
    QUALIFY row_number() OVER (PARTITION BY n, near ORDER BY f, w) <= {RARE};
DROP TABLE word;
"""
    )


# --- comparing ---

_BLOCKS = """
CREATE TABLE block AS
    SELECT hash('s', coalesce(owner, who), dimension) AS k, day AS one, amount AS two, n, true AS whole
        FROM statement WHERE who IS NOT NULL
    UNION ALL
    SELECT hash('n', dimension, amount, CASE kind WHEN 'event' THEN day END), day, amount, n, false FROM statement
        WHERE amount IS NOT NULL OR day IS NOT NULL
    UNION ALL
    SELECT hash('v', dimension, amount, w, near), day, amount, n, false FROM statement JOIN rare USING (n)
        WHERE kind = 'quantity'
    UNION ALL
    SELECT hash('p', dimension, predicate, w, near), day, amount, n, false FROM statement JOIN rare USING (n)
    UNION ALL
    SELECT hash('d', day, w, near), day, amount, n, false FROM statement JOIN rare USING (n) WHERE kind = 'event';
CREATE TABLE crowd AS SELECT k FROM block GROUP BY k
    HAVING count(*) > 1 AND (any_value(whole) OR count(*) <= {crowd});
"""
_PAIRED = """
SELECT k, n, who, body FROM block JOIN crowd USING (k) JOIN statement USING (n)
ORDER BY k, one NULLS LAST, two NULLS LAST, n
"""


def neighbours(database: Any) -> Iterator[tuple[Row, Row]]:
    """Pairs of statements that may have to do with each other, the one with the lower number first; some come twice."""
    database.execute(_BLOCKS.format(crowd=CROWD))
    decode = msgspec.msgpack.Decoder(Statement).decode
    cursor = database.cursor().execute(_PAIRED)
    block: int | None = None
    near: list[Row] = []
    while rows := cursor.fetchmany(CHUNK):
        for key, number, who, body in rows:
            if key != block:
                block, near = key, []
            says = decode(body)
            row = Row(number, says if says.who == who else msgspec.structs.replace(says, who=who))
            for other in near:
                if other.number != number:
                    yield (other, row) if other.number < number else (row, other)
            near.append(row)
            if len(near) > NEIGHBOURS:
                del near[0]
