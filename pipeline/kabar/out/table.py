"""Claims as a flat table of fixed types: CSV, Parquet or XLSX, and back again.

One column a scalar field, named by its path (``subject_name``, ``value_amount``); lists are JSON text. ``null`` and the
empty string are one in CSV and XLSX, and come back as ``null`` but where the schema wants a string.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import pandas as pd

from kabar.errors import ClaimsError, UsageError
from kabar.out import csvfile, parquet, xlsx
from kabar.out.shape import Field, claim_fields
from kabar.out.write import replacing
from kabar.record import Claim

CHUNK = 20_000  # rows that are in memory at once
DATES = {("document", "published"), ("time", "from"), ("time", "to")}
Kind = Literal["string", "integer", "number", "boolean", "date", "json"]
DTYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "object",
    "json": "string",
}


class Column(NamedTuple):
    """A column: its name, the keys and the attributes that lead to its field, its type, and whether it may be null."""

    name: str
    keys: tuple[str, ...]
    attributes: tuple[str, ...]
    kind: Kind
    nullable: bool


@cache
def columns() -> tuple[Column, ...]:
    """The columns, in the order of the record."""
    return tuple(_columns(claim_fields(), (), (), False))


def _columns(
    fields: tuple[Field, ...], keys: tuple[str, ...], attributes: tuple[str, ...], nullable: bool
) -> Iterator[Column]:
    for field in fields:
        at, by = (*keys, field.name), (*attributes, field.attribute)
        maybe = nullable or field.nullable
        if field.kind == "struct":
            yield from _columns(field.fields, at, by, maybe)
        else:
            kind: Kind = "json" if field.kind == "list" else "date" if at in DATES else field.kind
            yield Column("_".join(at), at, by, kind, maybe)


def row(claim: Claim) -> dict[str, Any]:
    """One claim as a flat row: strings, ints, floats, bools, dates, or None."""
    return {column.name: _cell(claim, column) for column in columns()}


def _cell(claim: Claim, column: Column) -> Any:
    value: Any = claim
    for attribute in column.attributes:
        if value is None:
            return None
        value = getattr(value, attribute)
    if value is None:
        return None
    if column.kind == "json":
        return msgspec.json.encode(value).decode()
    return as_date(value) if column.kind == "date" else value


def as_date(value: str) -> datetime.date | None:
    """A calendar day of the years 1 to 9999; days beyond have no date type and stay in ``time_value`` only."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a data frame with the column types of :data:`DTYPES` (dates are ``datetime.date``)."""
    rows = [row(claim) for claim in claims]
    return pd.DataFrame(
        {c.name: pd.Series([r[c.name] for r in rows], dtype=DTYPES[c.kind]) for c in columns()},
    )


def write(claims: Iterable[Claim], path: Path) -> int:
    """Write a table in the form that the extension names; the number of rows. Raises UsageError, MissingExtra."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"no table form for {path.suffix!r}", str(path), "use .csv, .parquet or .xlsx")
    with replacing(path) as temporary:
        return writer(_frames(claims), columns(), temporary)


def _frames(claims: Iterable[Claim]) -> Iterator[pd.DataFrame]:
    """At least one frame, so that an empty table has its head."""
    iterator = iter(claims)
    yield frame(islice(iterator, CHUNK))
    while chunk := list(islice(iterator, CHUNK)):
        yield frame(chunk)


def read(path: Path) -> pd.DataFrame:
    """A table that :func:`write` made, with the same types and the defused cells as they were."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"no table form for {path.suffix!r}", str(path), "use .csv, .parquet or .xlsx")
    return _typed(reader(path), str(path))


def _typed(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    missing = [c.name for c in columns() if c.name not in raw.columns]
    if missing:
        raise ClaimsError(f"no column {missing[0]!r}", where, "give a table made by `kabar table`")
    out = {}
    for c in columns():
        cells = [_revive(cell, c) for cell in raw[c.name]]
        out[c.name] = pd.Series(cells, dtype=DTYPES[c.kind])
    return pd.DataFrame(out)


_BOOLEANS = {"True": True, "False": False, "TRUE": True, "FALSE": False}


def _revive(cell: Any, column: Column) -> Any:
    if cell is None or cell is pd.NA or cell != cell:
        return "" if column.kind == "string" and not column.nullable else None
    if column.kind == "date":
        return cell.date() if isinstance(cell, datetime.datetime) else as_date(str(cell))
    if column.kind == "boolean":
        return _BOOLEANS[cell] if isinstance(cell, str) else bool(cell)
    if column.kind == "integer":
        return int(cell)
    return float(cell) if column.kind == "number" else str(cell)


def claims(table: pd.DataFrame) -> Iterator[Claim]:
    """The claims of a table, the inverse of :func:`frame`. Raises ClaimsError naming the row and the field."""
    for number, cells in enumerate(table.astype(object).where(table.notna(), None).to_dict("records"), 2):
        try:
            yield msgspec.convert(unflat({str(k): v for k, v in cells.items()}), Claim)
        except (msgspec.MsgspecError, ValueError) as error:
            raise ClaimsError(str(error), f"row {number}", "give a table made by `kabar table`") from None


def unflat(cells: Mapping[str, Any]) -> dict[str, Any]:
    """A flat row as the nested mapping that the record is read from; a struct without any value is null."""
    return {f.name: _nested(f, (f.name,), cells) for f in claim_fields()}


def _nested(field: Field, keys: tuple[str, ...], cells: Mapping[str, Any]) -> Any:
    if field.kind == "struct":
        values = {f.name: _nested(f, (*keys, f.name), cells) for f in field.fields}
        present = any(values[f.name] is not None for f in field.fields if f.kind != "list")
        return values if present or not field.nullable else None
    value = cells["_".join(keys)]
    if field.kind == "list":
        return msgspec.json.decode(value) if value is not None else []
    return value.isoformat() if isinstance(value, datetime.date) else value


WRITERS = {".csv": csvfile.write, ".parquet": parquet.write, ".xlsx": xlsx.write}
READERS = {".csv": csvfile.read, ".parquet": parquet.read, ".xlsx": xlsx.read}
