"""``kabar diff``: what two runs differ in."""

from typing import Annotated

import typer

from kabar.cli._options import MinConfidence


def command(
    old: Annotated[str, typer.Argument(help="Claims of the older run: file or folder.")],
    new: Annotated[str, typer.Argument(help="Claims of the newer run: file, folder or -.")],
    min_confidence: MinConfidence = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Compare two claim files: claims gained (+), lost (-) and changed (~, field by field).

    Exit status: 0 alike, 1 different.
    """
    from kabar import sure
    from kabar.out import load
    from kabar.out.diff import as_json as encoded
    from kabar.out.diff import diff, text

    least = sure.read(min_confidence or ())
    found = diff(load.claims(old, least), load.claims(new, least))
    if as_json:
        typer.echo(encoded(found))
    else:
        for line in text(found):
            typer.echo(line)
    raise typer.Exit(1 if found.differs else 0)
