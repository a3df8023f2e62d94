"""``kabar facts``: what claims of many articles agree on, revise and contradict."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import Models
from kabar.facts import SURE


def command(
    claims: Annotated[
        list[str],
        typer.Argument(help="Folders of runs (of `kabar spark`, too) and files of claims; - for standard input."),
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Folder to write facts.jsonl into.")] = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only what contradicts, with the sentences.")] = False,
    revised: Annotated[bool, typer.Option("--revised", help="Only what was revised, reached or missed.")] = False,
    subject: Annotated[str | None, typer.Option(help="Only what is told of this name.", metavar="NAME")] = None,
    limit: Annotated[int, typer.Option(help="Facts to show.", min=0)] = 12,
    sure: Annotated[
        float, typer.Option(help="Confidence of claims below which they contradict nothing.", min=0.0, max=1.0)
    ] = SURE,
    memory: Annotated[int, typer.Option(help="Megabytes for the database, before it goes to disk.", min=100)] = 800,
    models: Models = None,
) -> None:
    """Set claims beside each other: one fact a question, with its answers and what holds between them.

    With -o all facts are written to FOLDER/facts.jsonl, as a whole or not at all; `kabar report` shows them. Needs the
    extra `facts`.
    """
    import msgspec

    from kabar.facts import FACTS_NAME, show
    from kabar.facts import facts as made
    from kabar.out.terminal import Screen
    from kabar.out.write import replacing

    found = made(claims, sure=sure, memory=f"{memory}MB", models=_project.models(models))
    wants = show.wanted(conflicts, revised, subject)
    if output is None:
        most = show.gathered(found, wants, limit)
    else:
        most = show.Most(limit)
        encode = msgspec.json.Encoder().encode
        with replacing(output / FACTS_NAME) as temporary, temporary.open("wb") as stream:
            count = 0
            for fact in found:
                stream.write(encode(fact))
                stream.write(b"\n")
                count += 1
                if wants(fact):
                    most.add(fact)
        typer.echo(f"{count:,} facts; {output / FACTS_NAME}", err=True)
        if not (conflicts or revised or subject):
            return
    console = Screen(highlight=False, soft_wrap=True)
    for line in show.lines(most, sentences=conflicts):
        console.print(line)
