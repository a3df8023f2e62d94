"""Joins statements that answer one question, and those that say the same: links, questions, answers."""

from collections.abc import Iterable, Iterator
from typing import Any

from kabar.facts.blocks import Row, neighbours
from kabar.facts.bodies import Bodies
from kabar.facts.groups import Groups
from kabar.facts.likeness import chance, comparable, is_copy
from kabar.facts.relation import relation
from kabar.facts.store import CHUNK, append
from kabar.facts.table import Known, WeightsTable

Link = tuple[int, int, float, str, bool, bool]  # numbers, chance, relation, forward, one sentence is a copy
_AGREE = ("same", "compatible")
COLUMNS = ("a", "b", "p", "relation", "forward", "copy")


def links(database: Any, bodies: Bodies, owners: dict[str, str], known: Known, table: WeightsTable) -> None:
    """Compare what may have to do with each other; what has becomes a row of ``link``."""
    database.execute(
        "CREATE TABLE found (a BIGINT, b BIGINT, p DOUBLE, relation VARCHAR, forward BOOLEAN, copy BOOLEAN)"
    )
    rows: list[Link] = []
    for link in compared(neighbours(database, bodies), owners, known, table):
        rows.append(link)
        if len(rows) >= CHUNK:
            _flush(database, rows)
    _flush(database, rows)
    database.execute("CREATE TABLE link AS SELECT DISTINCT * FROM found; DROP TABLE found;")


def compared(
    pairs: Iterable[tuple[Row, Row]], owners: dict[str, str], known: Known, table: WeightsTable
) -> Iterator[Link]:
    """What holds between two statements, of those pairs that are likely enough to answer one question."""
    for one, other in pairs:
        a, b = one.says, other.says
        if not comparable(a, b):
            continue
        holds = relation(a, b, known)
        if holds is None:
            continue
        p = chance(a, b, owners, known, table)
        if p >= least(holds.name, table):
            yield one.number, other.number, p, holds.name, holds.forward, holds.name in _AGREE and is_copy(a, b)


def least(name: str, table: WeightsTable) -> float:
    """The least chance from which a relation is believed."""
    named = {"same": table.same, "compatible": table.compatible, "conflict": table.conflict}
    return named.get(name, table.join)


def _flush(database: Any, rows: list[Link]) -> None:
    if rows:
        append(database, "found", dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))
    rows.clear()


def questions(database: Any) -> None:
    """Number the question and the answer of each statement: table ``place`` (n, question, answer)."""
    ((count,),) = database.execute("SELECT count(*) FROM statement").fetchall()
    question, answer = Groups(count + 1), Groups(count + 1)
    cursor = database.cursor().execute("SELECT a, b, relation FROM link ORDER BY a, b")
    while rows := cursor.fetchmany(CHUNK):
        for a, b, name in rows:
            question.join(a, b)
            if name == "same":
                answer.join(a, b)
    database.execute("CREATE TABLE place (n BIGINT, question BIGINT, answer BIGINT)")
    for start in range(1, count + 1, CHUNK):
        numbers = range(start, min(count + 1, start + CHUNK))
        columns = {
            "n": list(numbers),
            "question": [question.find(n) for n in numbers],
            "answer": [answer.find(n) for n in numbers],
        }
        append(database, "place", columns)
