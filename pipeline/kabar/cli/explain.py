"""``kabar explain``: why an article gave the claims it gave."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kabar.cli import _options, _project
from kabar.errors import UsageError

if TYPE_CHECKING:
    from kabar.article.formats import Item, Options


def command(
    file: Annotated[Path, typer.Argument(help="One article, or a file that holds several.")],
    sentence: Annotated[
        int | None, typer.Option("--sentence", min=1, help="Only this sentence, counted from 1.")
    ] = None,
    document: Annotated[
        int, typer.Option("--document", min=1, help="Which of the documents of the file, counted from 1.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence instead of the tree.")] = False,
    published: _options.Published = None,
    format: _options.Format = None,
    language: _options.Language = None,
    entities: _options.Entities = None,
    models: _options.Models = None,
) -> None:
    """Show mentions, cues, clauses, the rules that fired, and what was refused and why."""
    import msgspec

    from kabar import engine, model
    from kabar.article.formats import Options
    from kabar.article.read import read
    from kabar.claim.explain import explain
    from kabar.out.terminal import Screen, tree

    root = _project.models(models) or model.default_root()
    _options.check_format(format)
    _options.check_language(language, root)
    options = Options(format=format, published=_options.day(published), language=language)
    item = _document(file, options, document)
    reading = read(item.data, item.source, root, item.text, item.encoding, item.flags)
    rows = explain(engine.build(reading.language, root, tuple(entities or ())), reading.article)
    if sentence is not None and sentence > len(rows):
        raise UsageError(f"there is no sentence {sentence}", str(file), f"the article has {len(rows)}")
    rows = [row for row in rows if sentence is None or row.sentence == sentence]
    if as_json:
        typer.echo("\n".join(msgspec.json.encode(row).decode() for row in rows))
    else:
        Screen(highlight=False, soft_wrap=True).print(tree(rows))


def _document(file: Path, options: "Options", number: int) -> "Item":
    """The document of a file. Raises UsageError where there is none, DocumentError where it cannot be read."""
    from kabar.article.formats import check, documents, form_of, resolve

    if not file.is_file():
        what = "is a folder" if file.is_dir() else "no such file"
        raise UsageError(what, str(file), "name a file with an article")
    check(str(file), form_of(str(file), options))
    item = next(islice(documents(str(file), None, options), number - 1, None), None)
    if item is None:
        raise UsageError(f"there is no document {number}", str(file), "the file holds fewer")
    item = resolve(item, options)
    if item.error is not None:
        raise item.error
    return item
