"""``kabar export``: claims in the forms of other tools."""

from pathlib import Path
from typing import Annotated

import typer

from kabar.cli import _project
from kabar.cli._options import MinConfidence, Models, To
from kabar.errors import UsageError, printable


def command(
    claims: Annotated[str, typer.Argument(help="claims.jsonl, the folder of a run, or -.")],
    to: To,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File to write, .jsonld or .json (doccano: .jsonl); for timeml a folder."),
    ],
    root: Annotated[Path, typer.Option(help="Folder that relative document paths count from.")] = Path("."),
    min_confidence: MinConfidence = None,
    models: Models = None,
) -> None:
    """Write claims as W3C Web Annotations, schema.org Claims, TimeML, or tasks for Label Studio or doccano.

    TimeML and the tasks need the articles, which are read again from where the run read them. Label Studio also needs
    the labelling interface: it is written beside the tasks, with the ending .xml, and offers the predicates of the
    models and those of the claims. Annotations and schema.org Claims are one JSON-LD document.

    Exit status: 0 all documents written, 1 some are not at hand (they are named).
    """
    from kabar import sure
    from kabar.out import documents, load
    from kabar.out.export import FORMS, LINES, NEED_TEXT, labelstudio, missing, timeml_files
    from kabar.out.write import replacing, write_text

    if to not in FORMS:
        raise UsageError(f"unknown form {to!r}", "--to", f"one of {', '.join(FORMS)}")
    models = _project.models(models)
    found = load.load(claims, sure.read(min_confidence or ()))
    read = [c.document for c in found] if to in NEED_TEXT else []
    texts = documents.articles(read, root, documents.options_of(claims), models)
    if to == "timeml":
        for name, content in timeml_files(found, texts):
            write_text(output / name, content)
    else:
        with replacing(output) as temporary, temporary.open("wb") as stream:
            stream.writelines(line + b"\n" for line in LINES[to](found, texts))
    if to == "labelstudio":
        interface = labelstudio.config({claim.predicate for claim in found}, models)
        write_text(output.with_suffix(".xml"), interface)
    absent = missing(found, texts) if to in NEED_TEXT else []
    for path in absent:
        typer.echo(f"not at hand, or changed: {printable(path)}", err=True)
    raise typer.Exit(1 if absent else 0)
