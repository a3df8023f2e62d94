"""``kabar table``: claims as a table, in a file or on the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import MinConfidence, Models


def command(
    claims: Annotated[str, typer.Argument(help="claims.jsonl, the folder of a run, or - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Table to write: .csv, .xlsx, .parquet or .db (SQLite).")
    ] = None,
    min_confidence: MinConfidence = None,
    limit: Annotated[int, typer.Option(help="Claims to show on the terminal.", min=0)] = 12,
    models: Models = None,
) -> None:
    """Write claims as one flat table with columns of fixed type; without -o, say what was found.

    The columns that people look for come first. A .db has the table `claims` with full-text search (`claims_fts`).
    Text cells that a spreadsheet would run as a formula are defused: in CSV by an apostrophe in front (take it away and
    the text is as it was), in XLSX by their type.
    """
    from kabar import sure
    from kabar.out import load

    least = sure.read(min_confidence or ())

    if output is None:
        from kabar.out import summary
        from kabar.out.terminal import Screen

        summary.show(load.load(claims, least), Screen(highlight=False), limit, _project.models(models))
        return
    from kabar.out import table

    rows = table.write(load.claims(claims, least), output)
    typer.echo(f"{rows:,} claims; {output}", err=True)
