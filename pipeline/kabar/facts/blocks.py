"""Which statements are compared: those of one block, each with the few before it.

Only claims that share something come into one block: their subject and dimension, or a value and a rare word of the
sentence, or a predicate and a rare word, or a sentence that tells a target. Within a block, sorted by period and value,
each is compared with the next few (the sorted neighbourhood method), so that the work grows as n log n.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from kabar.facts.bodies import Bodies
from kabar.facts.statement import Statement
from kabar.facts.store import fetched

NEIGHBOURS = 10  # statements that each is compared with in a block
CROWD = 60  # statements that a word can bring together; more have nothing in common


class Row(NamedTuple):
    """A statement in a block: its number, and what it says."""

    number: int
    says: Statement


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
    SELECT {hash}('n', other, other_amount, NULL), day, other_amount, n, false FROM {statement}
        WHERE other IS NOT NULL
    UNION ALL
    SELECT {hash}('v', other, other_cut, w, near), day, other_amount, n, false FROM {statement} JOIN {rare} USING (n)
        WHERE other IS NOT NULL
    UNION ALL
    SELECT {hash}('p', dimension, predicate, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n)
    UNION ALL
    SELECT {hash}('d', day, w, near), day, amount, n, false FROM {statement} JOIN {rare} USING (n) WHERE kind = 'event'
    UNION ALL
    SELECT {hash}('a', aim, dimension), day, amount, n, false FROM {statement} WHERE aim IS NOT NULL
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
