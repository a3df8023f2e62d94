"""XLSX through openpyxl: text cells are typed as text, so no formula runs; dates and numbers keep their types.

Characters that XML cannot hold are written in the form ``_x0001_`` that the file format itself defines, and so is an
underscore that would read as such an escape: reading restores the text exactly. A cell holds 32,767 characters at most
and a sheet 1,048,576 rows; what is longer is refused, not cut.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kabar.errors import ClaimsError, MissingExtra, OutputError
from kabar.out.columns import Column

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
FIRST_YEAR = 1900  # the serial dates of the format begin here; earlier days are written as text
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"string": 24, "json": 24, "integer": 10, "number": 16, "boolean": 10, "date": 12}
_WIDE = {"evidence_text": 90, "status": 10, "time_value": 14, "confidence_all": 10}
_PANES = "C2"  # head, subject and predicate stay in sight


def _openpyxl() -> Any:
    try:
        import openpyxl
        import openpyxl.cell
    except ImportError:
        raise MissingExtra("XLSX needs openpyxl", None, "pip install 'kabar[xlsx]'") from None
    return openpyxl


def escape(text: str) -> str:
    """The text as the format can hold it."""
    return _NOT_XML.sub(lambda m: f"_x{ord(m[0]):04X}_", text)


def unescape(cell: str) -> str:
    """The text that :func:`escape` was given."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), cell)


def write(rows: Iterator[tuple[Any, ...]], columns: Sequence[Column], path: Path) -> int:
    """Write one sheet with a frozen, filterable head; the number of rows. Raises OutputError where it does not fit."""
    book = _openpyxl().Workbook(write_only=True)
    sheet = book.create_sheet("claims")
    for number, column in enumerate(columns, 1):
        letter = _openpyxl().utils.get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDE.get(column.name, _WIDTHS[column.kind])
    sheet.freeze_panes = _PANES
    sheet.append([column.name for column in columns])
    count = 0
    try:
        for count, row in enumerate(rows, 1):
            sheet.append([_cell(sheet, value, column, count) for value, column in zip(row, columns, strict=True)])
    except OutputError:
        sheet.close()
        raise
    last = _openpyxl().utils.get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A1:{last}{count + 1}"
    book.save(path)
    return count


def _cell(sheet: Any, value: Any, column: Column, row: int) -> Any:
    if row >= MAX_ROWS:
        raise OutputError(f"a sheet holds {MAX_ROWS:,} rows", None, "write .csv or .parquet instead")
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return value if value.year >= FIRST_YEAR else value.isoformat()
    if not isinstance(value, str):
        return value
    text = escape(value)
    if len(text) > MAX_CELL:
        what = f"row {row + 1}, {column.name}: a cell holds {MAX_CELL:,} characters, not {len(text):,}"
        raise OutputError(what, None, "write .csv or .parquet instead")
    cell = _openpyxl().cell.WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl would type a leading "=" as a formula
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))  # stays text when somebody edits the cell
    return cell


def read(path: Path) -> tuple[list[str], list[list[Any]]]:
    """The head, and the cells as Python values, the text restored, empty cells as None."""
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # zipfile, XML and openpyxl each raise their own
        raise ClaimsError(f"not readable as XLSX: {error}", str(path), "make the table again") from None
    rows = book.worksheets[0].iter_rows(values_only=True)
    head = [str(name) for name in next(rows, ())]
    cells = [[unescape(c) if isinstance(c, str) else c for c in row] for row in rows]
    return head, [[*row, *[None] * (len(head) - len(row))] for row in cells]
