"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kabar.errors import UsageError

if TYPE_CHECKING:
    from kabar.article.formats import Options

INPUT, SAFETY = "Input", "Speed and safety"  # parts of the help of the commands that extract
_LONGEST, _LARGEST = 1e6, 1_000_000_000  # seconds, megabytes


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
        rich_help_panel=INPUT,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(help="Name of a column: text=story (repeatable).", metavar="FIELD=COLUMN", rich_help_panel=INPUT),
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication of all documents, as 2024-07-31.", rich_help_panel=INPUT)
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of all documents.", rich_help_panel=INPUT)]
Language = Annotated[
    str | None,
    typer.Option(
        help="Language of all articles; found out if not given.",
        autocompletion=_among(languages),
        rich_help_panel=INPUT,
    ),
]
MaxBytes = Annotated[int, typer.Option(help="Largest document that is read.", min=1, rich_help_panel=INPUT)]
Entities = Annotated[
    list[Path] | None, typer.Option(help="Gazetteer of your own, JSONL (repeatable).", rich_help_panel=INPUT)
]
Lenient = Annotated[
    bool, typer.Option("--lenient", help="Leave out bad lines of the gazetteers.", rich_help_panel=INPUT)
]
Models = Annotated[
    Path | None,
    typer.Option(
        help="Folder of models over the shipped ones; that of kabar.toml if not given.", rich_help_panel=INPUT
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        help="Seconds for one document, and for each further megabyte of it; 0: no limit.",
        min=0.0,
        max=_LONGEST,
        rich_help_panel=SAFETY,
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        help="Megabytes of address space for one worker; 0: no limit.", min=0, max=_LARGEST, rich_help_panel=SAFETY
    ),
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


def reading(
    form: str | None,
    columns: list[str] | None,
    published: str | None,
    publisher: str | None,
    language: str | None,
    max_bytes: int,
    min_confidence: list[str] | None,
    models: Path | None,
) -> "Options":
    """How documents are read, from the options of the commands that extract. Raises UsageError before any work."""
    from kabar import sure
    from kabar.article.formats import Options

    check_format(form)
    _check_text(publisher=publisher, language=language, map="".join(columns or ()))
    check_language(language, models)
    fields = tuple(_field(pair) for pair in columns or ())
    return Options(form, fields, day(published), publisher, language, max_bytes, sure.read(min_confidence or ()))


def _check_text(**options: str | None) -> None:
    """Raise UsageError for bytes that are no text."""
    for name, value in options.items():
        if value is not None and not value.isprintable():
            raise UsageError("bytes that are no text", f"--{name}", "write it in UTF-8, without control characters")


def check_language(language: str | None, models: Path | None) -> None:
    """Raise UsageError for a language of which there are no models."""
    from kabar import engine, model

    if language is not None:
        engine.check(language, models or model.default_root())


def _field(pair: str) -> tuple[str, str]:
    """A field and its column, as ``text=story``. Raises UsageError."""
    name, equals, column = pair.partition("=")
    if not (name and equals and column):
        raise UsageError(f"{pair!r} is not FIELD=COLUMN", "--map", "say for instance --map text=story")
    return name, column
