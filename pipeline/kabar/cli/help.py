"""``kabar help``: the same as ``--help``, for those who look for a command."""

from typing import Annotated

import typer


def command(
    name: Annotated[str | None, typer.Argument(metavar="COMMAND", help="The command to tell of.")] = None,
) -> None:
    """Tell of the commands, or of one of them."""
    from kabar.cli import build

    build()([*([name] if name else []), "--help"], prog_name="kabar")
