"""Facts on Spark: the stages of :mod:`kabar.facts` on DataFrames, with its functions in the Python workers.

Articles become statements, blocks are sorted and compared partition by partition, and each question is written down by
itself; what is joined pair by pair (questions, answers, copies) is joined at the driver, in some hundred bytes for each
statement that has a link. Needs the extras ``spark`` and ``facts``.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from kabar.article.formats.extras import needs
from kabar.facts import blocks, build, identity, join, store, table, voices
from kabar.facts.groups import least_joined
from kabar.facts.members import Link, Member
from kabar.facts.statement import Statement
from kabar.record import Claim

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LINKED: Final = 4096  # links in a batch
LINES: Final = "line string"
_TYPES: Final = {"VARCHAR": "string", "BIGINT": "bigint", "DOUBLE": "double", "INTEGER": "int"}
_ROW: Final = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in store.COLUMNS.items())
_STATEMENTS: Final = f"{_ROW}, body binary, words array<bigint>, scene array<bigint>"
_LINKS: Final = "a bigint, b bigint, p double, relation string, forward boolean, copy boolean"
_SKETCHES: Final = "doc string, sketch array<bigint>, bands array<bigint>"
_PLACES: Final = "n bigint, question bigint, answer bigint"

_CLAIM = """
SELECT *, row_number() OVER (PARTITION BY h ORDER BY path, position, o, id) AS copy FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY path, position, o) AS again FROM {rows}) WHERE again = 1
"""
_ALIAS = """
SELECT alias AS form, min(who) AS known FROM {claim} WHERE alias IS NOT NULL
GROUP BY alias HAVING count(DISTINCT who) = 1
"""
_STATEMENT = """
SELECT h AS n, coalesce(known, who) AS who, owner, dimension, predicate, kind, amount, cut, rounded, other,
       other_amount, other_cut, day, aim, doc, body, words, scene
FROM {claim} LEFT JOIN {alias} ON form = who WHERE copy = 1
"""
_RARE = """
WITH word AS (SELECT n, doc, explode(words) AS w, true AS near FROM {statement}
              UNION ALL SELECT n, doc, explode(scene), false FROM {statement}),
     often AS (SELECT w, near, count(DISTINCT doc) AS f FROM word GROUP BY w, near HAVING count(DISTINCT doc) > 1)
SELECT n, w, near FROM (
    SELECT n, w, near, row_number() OVER (PARTITION BY n, near ORDER BY f, w) AS rank
    FROM word JOIN often USING (w, near)) WHERE rank <= CASE WHEN near THEN {near_most} ELSE {far_most} END
"""
_PAIRED = """
SELECT k, n, who, one, two, body FROM {block}
JOIN (SELECT k FROM {block} GROUP BY k HAVING count(*) > 1 AND (any_value(whole) OR count(*) <= {crowd})) USING (k)
JOIN (SELECT n, who, body FROM {statement}) USING (n)
"""
_COPIES = """
WITH band AS (SELECT doc, explode(bands) AS h FROM {sketches}),
     next AS (SELECT DISTINCT before, doc FROM (
         SELECT doc, lag(doc) OVER (PARTITION BY h ORDER BY doc) AS before FROM band) WHERE before IS NOT NULL)
SELECT before, next.doc FROM next JOIN {sketches} AS x ON x.doc = before JOIN {sketches} AS y ON y.doc = next.doc
WHERE size(filter(zip_with(x.sketch, y.sketch, (i, j) -> i = j), same -> same)) >= {least} * size(x.sketch)
"""
_MEMBERS = """
SELECT coalesce(question, h) AS question, coalesce(answer, h) AS answer, h AS number, id, c.doc AS article,
       coalesce(voice, c.doc) AS voice, publisher, published, language, said, name, name_id, name_type, confidence,
       sentence, path, position, s.body
FROM {claim} AS c JOIN {statement} AS s ON c.h = s.n LEFT JOIN {place} AS p ON p.n = c.h
LEFT JOIN {voice} AS v ON v.doc = c.doc
"""


class Tables(NamedTuple):
    """What of the models is needed to compare claims."""

    names: identity.Names
    known: table.Known
    weights: table.WeightsTable


def tables(root: Path | None = None) -> Tables:
    """The tables of a folder of models, the shipped one if not given. Raises ModelError."""
    return Tables(identity.names(root), table.known(root), table.weights(root))


def facts(claims: "DataFrame", sure: float, models: Path | None = None) -> "DataFrame":
    """The lines of ``facts.jsonl`` of a DataFrame of claims, as a column ``line`` in no order.

    What ``models`` (a folder at the driver) say goes to the workers with each task. Raises ModelError.
    """
    needs("datasketch", "facts")
    session = claims.sparkSession
    told = tables(models) if models else None
    rows = claims.groupBy(claims["document.sha256"]).applyInArrow(lambda c: _statements(told, c), _STATEMENTS)
    claim = session.sql(_CLAIM, rows=rows).persist()
    statement = session.sql(_STATEMENT, claim=claim, alias=session.sql(_ALIAS, claim=claim)).persist()
    link = _links(session, statement, told).persist()
    place = _places(session, link)
    members = session.sql(_MEMBERS, claim=claim, statement=statement, place=place, voice=_voices(session, claim))
    holding = session.sql(
        "SELECT question, a, b, p, relation, forward, copy FROM {link} JOIN {place} ON n = a", link=link, place=place
    )
    both = members.groupBy("question").cogroup(holding.groupBy("question"))
    return both.applyInArrow(partial(_written, sure), LINES)


def _links(session: "SparkSession", statement: "DataFrame", told: Tables | None) -> "DataFrame":
    """What holds between statements: each block is sorted and gone through in one partition."""
    f = needs("pyspark.sql.functions", "spark")
    rare = session.sql(_RARE, statement=statement, near_most=store.RARE, far_most=store.SCENES)
    sharing = blocks.BLOCKS.format(hash="xxhash64", statement="{statement}", rare="{rare}")
    block = session.sql(sharing, statement=statement, rare=rare)
    paired = session.sql(_PAIRED, block=block, statement=statement, crowd=blocks.CROWD)
    dealt = paired.repartition("k").sortWithinPartitions("k", f.asc_nulls_last("one"), f.asc_nulls_last("two"), "n")
    return dealt.mapInArrow(partial(_compared, told), _LINKS).distinct()


def _places(session: "SparkSession", link: "DataFrame") -> "DataFrame":
    """The question and the answer of each statement that has a link."""
    pairs = [(row.a, row.b, row.relation == "same") for row in link.select("a", "b", "relation").toLocalIterator()]
    question = least_joined([(a, b) for a, b, _ in pairs])
    answer = least_joined([(a, b) for a, b, same in pairs if same])
    return session.createDataFrame([(n, one, answer.get(n, n)) for n, one in question.items()], _PLACES)


def _voices(session: "SparkSession", claim: "DataFrame") -> "DataFrame":
    """The voice of each article that is a copy of another."""
    texts = session.sql("SELECT doc, collect_set(sentence) AS sentences FROM {claim} GROUP BY doc", claim=claim)
    sketches = texts.mapInArrow(_sketches, _SKETCHES)
    copies = session.sql(_COPIES, sketches=sketches, least=voices.ALIKE).toLocalIterator()
    joined = least_joined([(row[0], row[1]) for row in copies])
    return session.createDataFrame(list(joined.items()), "doc string, voice string")


# --- in the workers ---


def _statements(told: Tables | None, claims: Any) -> Any:
    """The claims of one article to statements."""
    names, known, _ = told or tables()
    article = [msgspec.convert(row, Claim) for row in claims.to_pylist()]
    article.sort(key=lambda c: (c.document.path or "", c.document.position or "", c.evidence.start, c.id))
    encode = msgspec.msgpack.Encoder().encode
    rows = []
    for order, (row, says) in enumerate(store.rows(article, names, known)):
        words = {"words": sorted(says.names | says.words), "scene": sorted(says.scene)}
        columns = dict(zip(store.COLUMNS, (order, *row), strict=True))
        rows.append(columns | {"body": encode(says)} | words)
    return _table(rows, _STATEMENTS)


def _compared(told: Tables | None, batches: Iterable[Any]) -> Iterator[Any]:
    """Sorted blocks to links."""
    names, known, weights = told or tables()
    decode = msgspec.msgpack.Decoder(Statement).decode
    rows = ((r["k"], r["n"], r["who"], decode(r["body"])) for batch in batches for r in batch.to_pylist())
    links = join.compared(blocks.near(rows), names.owners, known, weights)
    while some := [dict(zip(join.COLUMNS, link, strict=True)) for link in islice(links, _LINKED)]:
        yield from _table(some, _LINKS).to_batches()


def _sketches(batches: Iterable[Any]) -> Iterator[Any]:
    """Articles to sketches, as far as they have enough to say."""
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            sketch = voices.sketch("\n".join(row["sentences"]))
            if sketch is not None:
                rows.append({"doc": row["doc"], "sketch": sketch.tolist(), "bands": voices.bands(sketch)})
        yield from _table(rows, _SKETCHES).to_batches()


def _written(sure: float, members: Any, links: Any) -> Any:
    """The facts of one question."""
    decode = msgspec.msgpack.Decoder(Statement).decode
    rows = members.to_pylist()
    says = {row["number"]: decode(row.pop("body")) for row in rows}
    told = [Member(**row, body=0) for row in rows]
    holding = sorted(Link(**row) for row in links.to_pylist())
    encode = msgspec.json.Encoder().encode
    lines = [encode(fact).decode() for fact in build.of_question(told, holding, says, sure)]
    return _table([{"line": line} for line in lines], LINES)


def _table(rows: list[dict[str, Any]], columns: str) -> Any:
    """Rows as an Arrow table of the types that Spark was told."""
    pa = needs("pyarrow", "spark")
    arrow = {"string": pa.string(), "bigint": pa.int64(), "int": pa.int32(), "double": pa.float64()}
    arrow |= {"boolean": pa.bool_(), "binary": pa.binary(), "array<bigint>": pa.list_(pa.int64())}
    fields = [(name.strip("`"), arrow[kind]) for name, kind in (column.split() for column in columns.split(", "))]
    return pa.Table.from_pylist(rows, pa.schema(fields))
