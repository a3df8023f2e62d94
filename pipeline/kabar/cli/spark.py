"""``kabar spark``: articles in, claims out, on a Spark cluster."""

import sys
from typing import Annotated

import typer

from kabar.cli import _project, _spark
from kabar.cli._options import (
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

_NOTHING = 66  # EX_NOINPUT
_OUTPUT = "Output"


def command(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders and patterns on any file system that Spark reads.",
                                                show_default=False)],
    output: Annotated[str, typer.Option("-o", "--output", help="Folder for claims, documents and run.json.",
                                        show_default=False)],
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
    to: Annotated[str, typer.Option(help="parquet or jsonl.", rich_help_panel=_OUTPUT)] = "parquet",
    partition_by: Annotated[list[str] | None, typer.Option(help="Field of the claim, as document.language; repeatable.",
                                                           metavar="FIELD", rich_help_panel=_OUTPUT)] = None,
    partitions: Annotated[int, typer.Option(help="Tasks to deal the documents out to; 0: by their size.", min=0,
                                            rich_help_panel=_spark.PANEL)] = 0,
    master: _spark.Master = None,
    conf: _spark.Conf = None,
    timeout: Timeout = 60.0,
    memory: Memory = 4096,
    restart: _spark.Restart = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing but errors.")] = False,
) -> None:  # fmt: skip
    """Extract the claims of articles on a Spark cluster: the records of `kabar extract`.

    The folder appears when all of it is finished; the same command goes on after a kill. Exit status: 0 all read, 1
    some documents failed, 2 wrong usage, 3 a broken model, 66 nothing to read, 75 the cluster failed. Needs the extra
    `spark`, and kabar on the workers; docs/scale.md shows how.
    """
    from kabar.run.work import Limits
    from kabar.spark.job import Job, run
    from kabar.spark.settings import settings

    models = _project.models(models)
    options = reading(format, map, published, publisher, language, max_bytes, min_confidence, models)
    told = settings(options, Limits(timeout, memory << 20), models, tuple(entities or ()), lenient)
    job = Job(tuple(inputs), output, told, to, tuple(partition_by or ()), partitions, restart)
    session = _spark.session(master, conf)
    try:
        counts = run(session, job, lambda text: None if quiet else print(f"kabar: {text}", file=sys.stderr))
    finally:
        session.stop()
    if not quiet:
        print(
            f"{counts.documents:,} documents, {counts.claims:,} claims, {counts.failures:,} failed; {output}",
            file=sys.stderr,
        )
    if not counts.documents:
        raise typer.Exit(_NOTHING)
    raise typer.Exit(1 if counts.failures else 0)
