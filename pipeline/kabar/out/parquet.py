"""Parquet through pyarrow, with the types written out: nothing is inferred from the rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kabar.errors import ClaimsError, MissingExtra

if TYPE_CHECKING:
    from kabar.out.table import Column


def _arrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow", None, "pip install 'kabar[parquet]'") from None
    return pyarrow


def schema(columns: Sequence["Column"]) -> Any:
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


def write(frames: Iterator[pd.DataFrame], columns: Sequence["Column"], path: Path) -> int:
    """Write the frames as row groups; the number of rows."""
    pa, rows = _arrow(), 0
    fields = schema(columns)
    with pa.parquet.ParquetWriter(path, fields, compression="zstd") as writer:
        for frame in frames:
            writer.write_table(pa.Table.from_pandas(frame, schema=fields, preserve_index=False))
            rows += len(frame)
    return rows


def read(path: Path) -> pd.DataFrame:
    """The cells as Python values, null as None."""
    pa = _arrow()
    try:
        table = pa.parquet.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise ClaimsError(f"not readable as Parquet: {error}", str(path), "make the table again") from None
    return pd.DataFrame({name: pd.Series(table[name].to_pylist(), dtype="object") for name in table.column_names})
