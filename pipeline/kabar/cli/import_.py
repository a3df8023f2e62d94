"""``kabar import``: corrected tasks become gold."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli._options import From
from kabar.errors import ClaimsError, UsageError

NAME = "import"


def command(
    tasks: Annotated[
        Path, typer.Argument(help="What the tool exports: JSON of Label Studio; JSONL or JSON of doccano.")
    ],
    form: From,
    output: Annotated[Path, typer.Option("-o", "--output", help="Gold file to write (JSONL).")],
) -> None:
    """Make gold of corrected tasks, for `kabar score`.

    Every region that lacks what a claim needs is named; nothing is guessed. Tasks that nobody has annotated are
    counted and left out.
    """
    import msgspec

    from kabar.out.export import IMPORTS
    from kabar.out.write import replacing

    if form not in IMPORTS:
        raise UsageError(f"unknown form {form!r}", "--from", f"one of {', '.join(IMPORTS)}")
    try:
        data = tasks.read_bytes()
    except OSError as error:
        raise ClaimsError(
            f"cannot be read: {error.strerror}", str(tasks), "give the file that the tool wrote"
        ) from None
    tasks_seen = annotated = 0
    with replacing(output) as temporary, temporary.open("wb") as stream:
        for document in IMPORTS[form](data, str(tasks)):
            tasks_seen += 1
            if document is not None:
                annotated += 1
                stream.write(msgspec.json.encode(document) + b"\n")
    told = f"{tasks_seen:,} task{'' if tasks_seen == 1 else 's'}, {annotated or 'none'} annotated"
    typer.echo(f"{told}; {output}", err=True)
