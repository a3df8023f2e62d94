"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from kabar.errors import UsageError


def _among(known: Callable[[], tuple[str, ...]]) -> Callable[[str], list[str]]:
    """What the shell completes a word to."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in known() if word.startswith(incomplete)]

    return complete


def formats() -> tuple[str, ...]:
    """The forms of input."""
    from kabar.article.formats import FORMATS

    return FORMATS


def languages() -> tuple[str, ...]:
    """The languages of the shipped models."""
    from kabar import model

    return model.languages(model.default_root())


def forms() -> tuple[str, ...]:
    """The forms that claims are exported in."""
    from kabar.out.export import FORMS

    return FORMS


def imports() -> tuple[str, ...]:
    """The forms that gold is made from."""
    from kabar.out.export import IMPORTS

    return tuple(IMPORTS)


MinConfidence = Annotated[
    list[str] | None,
    typer.Option(
        "--min-confidence",
        metavar="SLOT=NUMBER",
        help="Only claims that are this sure: 0.8 of all, subject=0.8 of a slot (repeatable).",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        help="text, html, jsonl, json, csv, tsv, parquet, warc, feed, pdf, docx; by file name if not given.",
        autocompletion=_among(formats),
    ),
]
Language = Annotated[
    str | None, typer.Option(help="Language of the article; found out if not given.", autocompletion=_among(languages))
]
Entities = Annotated[list[Path] | None, typer.Option(help="Gazetteer of your own, JSONL (repeatable).")]
Models = Annotated[
    Path | None, typer.Option(help="Folder of models over the shipped ones; that of kabar.toml if not given.")
]
To = Annotated[
    str,
    typer.Option("--to", help="annotation, schemaorg, timeml, labelstudio or doccano.", autocompletion=_among(forms)),
]
From = Annotated[str, typer.Option("--from", help="labelstudio or doccano.", autocompletion=_among(imports))]


def check_format(name: str | None) -> None:
    """Raise UsageError for a form of input that there is not."""
    if name is not None and name not in formats():
        raise UsageError(f"unknown format {name!r}", "--format", f"one of {', '.join(formats())}")


def day(said: str | None) -> str | None:
    """The day of publication as it is given on the command line. Raises UsageError."""
    from kabar.article.source import checked_day

    return checked_day(said, "--published")
