"""``kabar table``: claims as a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    claims: Annotated[str, typer.Argument(help="claims.jsonl, the folder of a run, or - for standard input.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Table to write: .csv, .parquet or .xlsx.")],
) -> None:
    """Write claims as one flat table with columns of fixed type.

    Text cells that a spreadsheet would run as a formula are defused: in CSV by an apostrophe in front (take it away and
    the text is as it was), in XLSX by their type.
    """
    from kabar.out import load, table

    rows = table.write(load.claims(claims), output)
    typer.echo(f"{rows:,} claims; {output}", err=True)
