"""SQLite as Datasette and sqlite-utils like it: one table, indexes on what is asked for most, full-text search.

The search is an FTS5 table of external content named ``claims_fts``, which Datasette finds by itself::

    select subject_name, predicate, value_text from claims
    where rowid in (select rowid from claims_fts where claims_fts match 'strike')

Dates are ISO text, booleans 0 and 1, lists JSON text; ``null`` stays ``null``.
"""

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from kabar.errors import OutputError
from kabar.out.columns import Column, Kind

TYPES: Final[dict[Kind, str]] = {
    "string": "TEXT",
    "json": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "number": "REAL",
}
INDEXED: Final = ("id", "key", "subject_name", "predicate", "value_unit", "time_from", "attribution_name")
SEARCHED: Final = ("evidence_text", "subject_name", "object", "attribution_name", "document_title")
_SEARCH: Final = "content='claims', tokenize='unicode61 remove_diacritics 2'"


def write(rows: Iterator[tuple[Any, ...]], columns: Sequence[Column], path: Path) -> int:
    """Write the table ``claims`` and its search; the number of rows. Raises OutputError."""
    searched = ", ".join(SEARCHED)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode = OFF")  # the file is new, and takes its name when it is whole
            database.execute("BEGIN")
            database.execute(f"CREATE TABLE claims ({', '.join(map(_declared, columns))})")
            places = ", ".join("?" * len(columns))
            count = database.executemany(f"INSERT INTO claims VALUES ({places})", map(_plain, rows)).rowcount
            for name in INDEXED:
                database.execute(f'CREATE INDEX "claims_{name}" ON claims ("{name}")')
            database.execute(f"CREATE VIRTUAL TABLE claims_fts USING fts5({searched}, {_SEARCH})")
            database.execute(f"INSERT INTO claims_fts (rowid, {searched}) SELECT rowid, {searched} FROM claims")
            database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OutputError(f"SQLite: {error}", None, "make room there, or write .csv instead") from None
    return max(count, 0)


def _declared(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.kind]}{"" if column.nullable else " NOT NULL"}'


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(cell.isoformat() if isinstance(cell, datetime.date) else cell for cell in row)
