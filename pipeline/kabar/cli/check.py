"""``kabar check``: do the articles still give the claims that are kept of them?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import Entities, Language, Models

if TYPE_CHECKING:
    from kabar.run.runner import Job

_FORMS = ("text", "github")
_NOTHING = 66  # EX_NOINPUT


def command(
    claims: Annotated[Path, typer.Argument(help="The claims that are kept: claims.jsonl under version control.")],
    paths: Annotated[list[str], typer.Argument(help="Files and folders of articles.", show_default=False)],
    update: Annotated[bool, typer.Option("--update", help="Write the claims anew instead of comparing.")] = False,
    form: Annotated[str, typer.Option("--format", help="text, or github for annotations of a workflow.")] = "text",
    language: Language = None,
    entities: Entities = None,
    models: Models = None,
) -> None:
    """Compare the claims of articles with those that are kept: each difference with file and line.

    Exit status: 0 alike (or written, with --update), 1 different or not read, 66 nothing to read.
    """
    import tempfile

    from kabar.article.formats import Options
    from kabar.errors import UsageError
    from kabar.extractor import DocumentLine
    from kabar.out import check
    from kabar.out.diff import diff
    from kabar.out.load import load, records
    from kabar.out.write import write_text
    from kabar.run.runner import Job

    if form not in _FORMS:
        raise UsageError(f"unknown format {form!r}", "--format", f"one of {', '.join(_FORMS)}")
    if not update and not claims.is_file():
        raise UsageError("no such file", str(claims), "write it with --update, and keep it under version control")
    models = _project.models(models)
    job = Job(tuple(paths), Options(language=language), models, tuple(entities or ()))
    with tempfile.TemporaryDirectory(prefix="kabar-check-") as folder:
        _run(job, Path(folder))
        failed = [line for _, line in records(f"{folder}/documents.jsonl", DocumentLine) if line.status == "failed"]
        if update:
            write_text(claims, (Path(folder) / "claims.jsonl").read_text("utf-8"))
            typer.echo(str(claims), err=True)
        found = diff([] if update else load(str(claims)), [] if update else load(folder))
        made = check.notes(found, failed, Path("."), models)
    for line in (check.github if form == "github" else check.text)(made):
        typer.echo(line)
    if not update:
        gained, lost, changed = len(found.gained), len(found.lost), len(found.changed)
        typer.echo(f"{gained} gained, {lost} lost, {changed} changed, {found.same} alike", err=True)
    raise typer.Exit(1 if made else 0)


def _run(job: "Job", folder: Path) -> None:
    from kabar.run.progress import Silent
    from kabar.run.runner import into_folder

    if not into_folder(job, folder, Silent()).tally.documents:
        typer.echo("nothing to read: no article in what was named", err=True)
        raise typer.Exit(_NOTHING)
