"""``kabar extract``: articles in, claims out."""

import math
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kabar.cli import _project
from kabar.cli._options import (
    SAFETY,
    Columns,
    Entities,
    Format,
    Language,
    Lenient,
    MaxBytes,
    Memory,
    MinConfidence,
    Models,
    Published,
    Publisher,
    Timeout,
    reading,
)
from kabar.errors import UsageError

if TYPE_CHECKING:
    from kabar.run.progress import Progress
    from kabar.run.runner import Summary

_NOTHING = 66  # EX_NOINPUT
_NEXT = ("table", "report")  # commands that show what was found
_SHOW = "Messages"


def command(
    paths: Annotated[list[str], typer.Argument(help="Files and folders; - for standard input.", show_default=False)],
    output: Annotated[str, typer.Option("-o", "--output", help="Folder for claims.jsonl, documents.jsonl, run.json; "
                                        "- prints the claims.", show_default=False)],
    format: Format = None,
    map: Columns = None,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    max_bytes: MaxBytes = 50_000_000,
    entities: Entities = None,
    lenient: Lenient = False,
    models: Models = None,
    min_confidence: MinConfidence = None,
    shard: Annotated[str | None, typer.Option(help="Only this share of the files, as 3/64: the third of 64.",
                                              metavar="I/N", rich_help_panel=SAFETY)] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0: one a core.", min=0, rich_help_panel=SAFETY)] = 0,
    timeout: Timeout = 60.0,
    memory: Memory = 4096,
    restart: Annotated[bool, typer.Option("--restart", help="Forget what earlier runs finished.",
                                          rich_help_panel=SAFETY)] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing but errors.", rich_help_panel=_SHOW)] = False,
    log: Annotated[str, typer.Option(help="text, or json for one JSON object a line.", rich_help_panel=_SHOW)] = "text",
) -> None:  # fmt: skip
    """Extract the claims of articles into a folder.

    Killed or stopped, the same command goes on where it stopped. Exit status: 0 all read, 1 some documents failed
    (documents.jsonl says which and why), 2 wrong usage, 3 a broken model, 66 nothing to read, 74 output cannot be
    written.
    """
    from kabar.run.progress import progress
    from kabar.run.runner import Job, into_folder, to_stream
    from kabar.run.shard import Shard
    from kabar.run.work import Limits

    if log not in ("text", "json"):
        raise UsageError(f"unknown log {log!r}", "--log", "text or json")
    if not output:
        raise UsageError("no folder is named", "--output", "name one, or - for standard output")
    if math.isnan(timeout):
        raise UsageError("no number of seconds", "--timeout", "say for instance --timeout 60")
    models = _project.models(models)
    options = reading(format, map, published, publisher, language, max_bytes, min_confidence, models)
    limits = Limits(timeout, memory << 20)
    job = Job(
        tuple(paths), options, models, tuple(entities or ()), workers, limits, restart, lenient, Shard.read(shard)
    )
    stdin = _stdin(paths)
    show = progress(quiet, "json" if log == "json" else "text")
    try:
        _check_gazetteers(job.gazetteers, lenient, show)
        if output == "-":
            summary = to_stream(job, sys.stdout.buffer, show, stdin)
        else:
            summary = into_folder(job, Path(output), show, stdin)
    finally:
        show.close()
    for line in _told(summary, output):
        show.notice(line)
    if not summary.tally.documents and shard is None:  # a share may be empty: the others are not
        raise typer.Exit(_NOTHING)
    raise typer.Exit(1 if summary.tally.failures else 0)


def _check_gazetteers(paths: tuple[Path, ...], lenient: bool, show: "Progress") -> None:
    """Read the gazetteers of the user before any article; tell once of the lines that are left out."""
    import warnings

    from kabar.find.entities.gazetteer import read

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for path in paths:
            if path.exists() and not path.is_file():  # a pipe or a device may have no end
                raise UsageError("is no regular file", str(path), "name a file of JSON Lines")
            read(path, lenient)
    for warning in told:
        show.notice(str(warning.message))


def _stdin(paths: list[str]) -> BinaryIO | None:
    if "-" not in paths:
        return None
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("standard input is closed", "-", "pipe an article into it or name a file")
    if sys.stdin.isatty():
        raise UsageError("standard input is a terminal", "-", "pipe an article into it or name a file")
    return sys.stdin.buffer


def _told(summary: "Summary", output: str) -> Iterator[str]:
    """What a run says at its end: the first failures, what was passed over, and the run in a line."""
    from kabar.article.formats import readable

    for failure in summary.failures:
        yield f"failed: {failure}"
    more = summary.tally.failures - len(summary.failures)
    if more:
        yield f"and {more:,} more failures: documents.jsonl names them"
    total = sum(summary.passed.values())
    if total:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(summary.passed.items()))
        yield f"{total:,} file{'s' * (total > 1)} passed over ({kinds}); kabar reads {', '.join(readable())}"
    if {"pdf", "docx"} & summary.passed.keys():
        yield 'PDF and DOCX need an extra: pip install "kabar[documents]"'
    if not summary.tally.documents:
        yield "nothing to read: no article in what was named"
    yield _sentence(summary, output)
    if summary.tally.claims and output != "-":
        yield "next: " + ", ".join(f"kabar {name} {shlex.quote(output)}" for name in _NEXT)


def _sentence(summary: "Summary", output: str) -> str:
    """The run in a line."""
    tally = summary.tally
    words = f"{_counted(tally.documents, 'document')}, {_counted(tally.claims, 'claim')}"
    if tally.failures:
        codes = ", ".join(f"{count:,} {code}" for code, count in sorted(tally.code.items()) if code != "empty")
        words += f", {tally.failures:,} failed ({codes})"
    if summary.reused:
        words += f", {summary.reused:,} of {summary.chunks:,} chunks were finished before"
    return f"{words}; {summary.seconds:.1f} s" + ("" if output == "-" else f"; {output}")


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
