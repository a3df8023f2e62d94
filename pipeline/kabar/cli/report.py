"""``kabar report``: claims and articles as one page for people."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import MinConfidence, Models


def command(
    claims: Annotated[str, typer.Argument(help="The folder of a run, or a claims file (- for standard input).")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Page to write.")] = Path("report.html"),
    root: Annotated[Path, typer.Option(help="Folder that relative document paths count from.")] = Path("."),
    min_confidence: MinConfidence = None,
    title: Annotated[str | None, typer.Option(help="Title of the page; the name of the folder if not given.")] = None,
    models: Models = None,
) -> None:
    """Write one self-contained page: overview, timeline, table, and the articles with their claims marked.

    Articles are read again from where the run read them; of those that are gone or have changed only the sentences of
    the claims are shown. The page fetches nothing and sends nothing.
    """
    from kabar import sure
    from kabar.out.write import write_text
    from kabar.report.build import report

    write_text(output, report(claims, root, title, sure.read(min_confidence or ()), _project.models(models)))
    typer.echo(str(output), err=True)
