"""``kabar explain``: why an article gave the claims it gave."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[Path, typer.Argument(help="One article.")],
    sentence: Annotated[
        int | None, typer.Option("--sentence", min=1, help="Only this sentence, counted from 1.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence instead of the tree.")] = False,
    published: Annotated[str, typer.Option(help="Publication date, if the text does not tell it.")] = "",
) -> None:
    """Show mentions, cues, clauses, the rules that fired, and what was refused and why."""
    import msgspec

    from kabar import engine, model
    from kabar.article.read import read
    from kabar.article.source import Source
    from kabar.claim.explain import explain
    from kabar.errors import Unreadable, UsageError
    from kabar.out.terminal import Screen, tree

    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(error.strerror or "cannot be read", str(file)) from None
    root = model.default_root()
    reading = read(data, Source(path=str(file), published=published or None), root)
    rows = explain(engine.build(reading.language, root), reading.article)
    if sentence is not None and sentence > len(rows):
        raise UsageError(f"there is no sentence {sentence}", str(file), f"the article has {len(rows)}")
    rows = [row for row in rows if sentence is None or row.sentence == sentence]
    if as_json:
        typer.echo("\n".join(msgspec.json.encode(row).decode() for row in rows))
    else:
        Screen(highlight=False, soft_wrap=True).print(tree(rows))
