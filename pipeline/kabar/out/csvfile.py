"""CSV as spreadsheets read it: UTF-8, comma, one head line; cells that would run as formulas are defused.

A text cell whose first character other than white space is ``= + - @`` (or its full-width form), or which begins with a
tab, a line end or an apostrophe, gets an apostrophe in front. As every leading apostrophe is one of ours, taking one
away restores the text: :func:`defuse` and :func:`restore` are exact inverses.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kabar.errors import ClaimsError

if TYPE_CHECKING:
    from kabar.out.table import Column

REMEDY = "make the table again"
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = tuple("\t\r\n'")


def defuse(text: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet might run it."""
    return f"'{text}" if text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA) else text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    return cell.removeprefix("'")


def write(frames: Iterator[pd.DataFrame], columns: Sequence["Column"], path: Path) -> int:
    """Write the frames one after the other; the number of rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for first, frame in _numbered(frames):
            for column in columns:
                if column.kind in ("string", "json"):
                    frame[column.name] = frame[column.name].map(defuse, na_action="ignore")
            frame.to_csv(stream, index=False, header=first, lineterminator="\r\n", quoting=0)
            rows += len(frame)
    return rows


def _numbered(frames: Iterator[pd.DataFrame]) -> Iterator[tuple[bool, pd.DataFrame]]:
    return ((number == 0, frame) for number, frame in enumerate(frames))


def read(path: Path) -> pd.DataFrame:
    """All cells as text, restored, empty ones as None; nothing is inferred, no line end is changed."""
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        try:
            head = next(rows, [])
            cells = [[restore(cell) if cell else None for cell in row] for row in rows]
            return pd.DataFrame(cells, columns=head, dtype="object")
        except (csv.Error, ValueError) as error:
            raise ClaimsError(f"not readable as CSV: {error}", f"{path}:{rows.line_num}", REMEDY) from None
