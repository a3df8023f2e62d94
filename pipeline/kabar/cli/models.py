"""``kabar models``: what is loaded from where; ``check`` what is wrong with a folder; ``new`` a language."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _options, _project


def command(ctx: typer.Context, models: _options.Models = None) -> None:
    """List the tables of all languages, gazetteers and weights: files, what lies above last, and their entries."""
    from kabar import model
    from kabar.pack.listing import rows

    if ctx.invoked_subcommand:
        return
    root = _project.models(models) or model.default_root()
    for row in rows(root):
        files = " + ".join(f"{path} ({count:,})" for path, count in row.files)
        typer.echo(f"{row.table:20} {files or 'missing'}")


def check(folder: Annotated[Path, typer.Argument(help="A folder of models of your own.")]) -> None:
    """Lint a folder of models: file, line, what is wrong, remedy.

    Exit status: 0 no fault (notes are none), 1 faults.
    """
    from kabar.pack.check import check as findings

    found = findings(folder)
    for one in found:
        typer.echo(f"{one.where}: {'' if one.fault else 'note: '}{one.what}\n  {one.remedy}")
    faults = sum(one.fault for one in found)
    typer.echo(f"{faults:,} faults, {len(found) - faults:,} notes", err=True)
    raise typer.Exit(1 if faults else 0)


def new(
    language: Annotated[str, typer.Argument(help="Id of the new language, as ISO 639 has it.")],
    base: Annotated[str, typer.Option("--from", help="The language that it builds on.")],
    folder: Annotated[Path, typer.Option("--in", help="Folder of models that it is put into.")] = Path("models"),
) -> None:
    """Begin a language that builds on another: a file for each table, with what is to be decided."""
    from kabar.pack.skeleton import new as begun

    for path in begun(language, base, folder):
        typer.echo(str(path))


GROUP = {"check": check, "new": new}
