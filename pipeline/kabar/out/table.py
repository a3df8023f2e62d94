"""Claims as a flat table of fixed types: CSV, Parquet, XLSX or SQLite; and back again.

Lists are JSON text. ``null`` and the empty string are one in CSV and XLSX, and come back as ``null`` but where the
schema wants a string. Writing goes row by row; only what gives a data frame needs pandas.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from kabar.errors import ClaimsError, MissingExtra, UsageError
from kabar.out import csvfile, parquet, sqlite, xlsx
from kabar.out.columns import Column, Kind, as_date, cells, columns, unflat
from kabar.out.write import replacing
from kabar.record import Claim

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Final[dict[Kind, str]] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "object",
    "json": "string",
}
_REMEDY: Final = "give a table made by `kabar table`"


def frame(claims: Iterable[Claim]) -> "pd.DataFrame":
    """The claims as a data frame with the column types of :data:`DTYPES` (dates are ``datetime.date``).

    Raises MissingExtra without pandas.
    """
    return _frame([cells(claim) for claim in claims])


def _frame(rows: list[tuple[Any, ...]]) -> "pd.DataFrame":
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtra("a data frame needs pandas", None, "pip install 'kabar[pandas]'") from None
    named = enumerate(columns())
    return pd.DataFrame({c.name: pd.Series([r[n] for r in rows], dtype=DTYPES[c.kind]) for n, c in named})


def write(claims: Iterable[Claim], path: Path) -> int:
    """Write a table in the form that the extension names; the number of rows. Raises UsageError, MissingExtra."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"no table form for {path.suffix!r}", str(path), f"use {_ends(WRITERS)}")
    with replacing(path) as temporary:
        return writer(map(cells, claims), columns(), temporary)


def read(path: Path) -> "pd.DataFrame":
    """A table that :func:`write` made, with the same types and the defused cells as they were.

    Raises UsageError, MissingExtra, ClaimsError.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"no table form for {path.suffix!r}", str(path), f"use {_ends(READERS)}")
    return _frame(list(_typed(*reader(path), str(path))))


def _typed(head: list[str], rows: Iterable[list[Any]], where: str) -> Iterator[tuple[Any, ...]]:
    places = {name: number for number, name in enumerate(head)}
    missing = [c.name for c in columns() if c.name not in places]
    if missing:
        raise ClaimsError(f"no column {missing[0]!r}", where, _REMEDY)
    for row in rows:
        yield tuple(_revive(row[places[c.name]], c) for c in columns())


_BOOLEANS = {"True": True, "False": False, "TRUE": True, "FALSE": False}


def _revive(cell: Any, column: Column) -> Any:
    if cell is None or cell != cell:
        return "" if column.kind == "string" and not column.nullable else None
    if column.kind == "date":
        return cell.date() if isinstance(cell, datetime.datetime) else as_date(str(cell))
    if column.kind == "boolean":
        return _BOOLEANS[cell] if isinstance(cell, str) else bool(cell)
    if column.kind == "integer":
        return int(cell)
    return float(cell) if column.kind == "number" else str(cell)


def claims(table: "pd.DataFrame") -> Iterator[Claim]:
    """The claims of a table, the inverse of :func:`frame`. Raises ClaimsError naming the row and the field."""
    for number, row in enumerate(table.astype(object).where(table.notna(), None).to_dict("records"), 2):
        try:
            yield msgspec.convert(unflat({str(k): v for k, v in row.items()}), Claim)
        except (msgspec.MsgspecError, ValueError) as error:
            raise ClaimsError(str(error), f"row {number}", _REMEDY) from None


def _ends(forms: Iterable[str]) -> str:
    *some, last = forms
    return f"{', '.join(some)} or {last}"


WRITERS: Final = {
    ".csv": csvfile.write,
    ".parquet": parquet.write,
    ".xlsx": xlsx.write,
    ".db": sqlite.write,
    ".sqlite": sqlite.write,
}
READERS: Final = {".csv": csvfile.read, ".parquet": parquet.read, ".xlsx": xlsx.read}
