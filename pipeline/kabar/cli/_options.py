"""Options that several commands share."""

from typing import Annotated

import typer

MinConfidence = Annotated[
    list[str] | None,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER|SLOT=NUMBER",
        help="Only claims that are this sure: 0.8 of all, subject=0.8 of a slot (repeatable).",
    ),
]
