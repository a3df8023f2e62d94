"""``kabar validate``: is a claims file what the contract says?"""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import Models


def command(
    claims: Annotated[str, typer.Argument(help="claims.jsonl, the folder of a run, or -.")],
    root: Annotated[Path, typer.Option(help="Folder that relative document paths count from.")] = Path("."),
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    models: Models = None,
) -> None:
    """Check claims against the schema, against themselves, and against their documents where these are at hand.

    Every fault names its line and field. Exit status: 0 no fault, 1 faults.
    """
    from kabar.out.validate import as_json as encoded
    from kabar.out.validate import validate

    report = validate(claims, root, _project.models(models))
    if as_json:
        typer.echo(encoded(report))
    else:
        for fault in report.faults:
            typer.echo(f"{fault.where}: {fault.field + ': ' if fault.field else ''}{fault.what}")
        checked = f"{report.lines:,} claims of {report.documents:,} documents ({report.at_hand:,} at hand)"
        typer.echo(f"{checked}: {len(report.faults):,} faults", err=True)
    raise typer.Exit(1 if report.faults else 0)
