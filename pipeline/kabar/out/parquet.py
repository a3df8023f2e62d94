"""Parquet through pyarrow, with the types written out: nothing is inferred from the rows."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from kabar.errors import ClaimsError, MissingExtra
from kabar.out.columns import Column

GROUP: Final = 20_000  # rows that are in memory at once


def _arrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow", None, "pip install 'kabar[parquet]'") from None
    return pyarrow


def schema(columns: Sequence[Column]) -> Any:
    """The Arrow schema of the table."""
    pa = _arrow()
    types = {
        "string": pa.string(),
        "json": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([pa.field(c.name, types[c.kind], c.nullable) for c in columns])


def write(rows: Iterator[tuple[Any, ...]], columns: Sequence[Column], path: Path) -> int:
    """Write the rows in groups; their number."""
    pa, count = _arrow(), 0
    fields = schema(columns)
    with pa.parquet.ParquetWriter(path, fields, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            arrays = [
                pa.array(cells, field.type) for cells, field in zip(zip(*group, strict=True), fields, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=fields))
            count += len(group)
    return count


def read(path: Path) -> tuple[list[str], list[list[Any]]]:
    """The head, and the cells as Python values, null as None."""
    pa = _arrow()
    try:
        table = pa.parquet.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise ClaimsError(f"not readable as Parquet: {error}", str(path), "make the table again") from None
    columns = [table[name].to_pylist() for name in table.column_names]
    return list(table.column_names), [list(row) for row in zip(*columns, strict=True)]
