"""``kabar schema``: the published schema of the claims."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    write: Annotated[Path | None, typer.Option(help="Folder to write all files of the schema into.")] = None,
) -> None:
    """Print the JSON Schema of a claim, or write it with the typed readers for DuckDB, Spark and pandas."""
    from kabar.out import schema

    if write is None:
        typer.echo(schema.files()["claim.schema.json"], nl=False)
        return
    for path in schema.write(write):
        typer.echo(path)
