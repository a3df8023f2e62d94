"""CSV as spreadsheets read it: UTF-8, comma, one head line; cells that would run as formulas are defused.

A text cell whose first character other than white space is ``= + - @`` (or its full-width form), or which begins with a
tab, a line end or an apostrophe, gets an apostrophe in front. As every leading apostrophe is one of ours, taking one
away restores the text: :func:`defuse` and :func:`restore` are exact inverses.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kabar.errors import ClaimsError
from kabar.out.columns import Column

REMEDY = "make the table again"
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = tuple("\t\r\n'")


def defuse(text: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet might run it."""
    return f"'{text}" if text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA) else text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    return cell.removeprefix("'")


def write(rows: Iterator[tuple[Any, ...]], columns: Sequence[Column], path: Path) -> int:
    """Write the rows one after the other; their number."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([defuse(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    return count


def read(path: Path) -> tuple[list[str], list[list[Any]]]:
    """The head, and all cells as text, restored, empty ones as None; nothing is inferred, no line end is changed."""
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        try:
            head = next(rows, [])
            cells = [[restore(cell) if cell else None for cell in row] for row in rows]
            if any(len(row) != len(head) for row in cells):
                raise ValueError("a row is longer or shorter than the head")
            return head, cells
        except (csv.Error, ValueError) as error:
            raise ClaimsError(f"not readable as CSV: {error}", f"{path}:{rows.line_num}", REMEDY) from None
