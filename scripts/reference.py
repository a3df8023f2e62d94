"""Write the pages of the docs that are made from the program: `docs/reference/`. A test fails when they are stale.

usage: python scripts/reference.py
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME / "pipeline"))

import msgspec  # noqa: E402
import typer  # noqa: E402

from kabar import layers, model  # noqa: E402
from kabar.cli import build  # noqa: E402
from kabar.out.fields import DESCRIPTIONS  # noqa: E402
from kabar.out.shape import Field, claim_fields, fields_of  # noqa: E402
from kabar.pack.listing import entries  # noqa: E402
from kabar.pack.tables import LANGUAGE, OPTIONAL  # noqa: E402
from kabar.record import SCHEMA_VERSION, Claim  # noqa: E402

from kabar.extractor import DocumentLine  # noqa: E402  # isort: skip

OF_LINE = {  # what only a line of documents.jsonl has
    "status": "What became of it. `ok`, `empty`, `failed`",
    "code": "Stable code where the status is not `ok`.",
    "message": "What is wrong, and what to do.",
    "encoding": "How the bytes were decoded.",
    "characters": "Length of the text, in code points.",
    "claims": "How many claims it gave.",
    "flags": "Doubts that did not stop the reading.",
}
FOLDER = HOME / "docs" / "reference"


def cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def closed(record: type[msgspec.Struct]) -> dict[str, list[str]]:
    """The values of closed lists, by the path of their field."""
    (top,), parts = msgspec.json.schema_components([record], ref_template="{name}")
    found: dict[str, list[str]] = {}

    def walk(node: dict[str, Any], at: str) -> None:
        for key, value in node["properties"].items():
            path = f"{at}.{key}".lstrip(".")
            for option in (value, value.get("items", {}), *value.get("anyOf", ())):
                if "enum" in option:
                    found[path] = [str(word) for word in option["enum"] if word is not None]
                if "$ref" in option:
                    walk(parts[option["$ref"]], path)

    walk(parts[top["$ref"]], "")
    return found


def rows(fields: tuple[Field, ...], values: dict[str, list[str]], at: str = "") -> Iterator[str]:
    for field in fields:
        path = f"{at}.{field.name}".lstrip(".")
        inner = field.fields[0] if field.kind == "list" else field
        kind = f"list of {inner.kind}" if field.kind == "list" else field.kind
        words = DESCRIPTIONS.get(path, "") if at or path in DESCRIPTIONS else ""
        listed = ", ".join(f"`{word}`" for word in values.get(path, ()))
        yield f"| `{path}` | {kind} | {'yes' if field.nullable else ''} | {cell(' '.join(filter(None, (words, listed))))} |"
        if inner.kind == "struct":
            yield from rows(inner.fields, values, path)


def fields() -> str:
    head = "| field | type | null | meaning and values |\n| --- | --- | --- | --- |\n"
    claim = "\n".join(rows(claim_fields(), closed(Claim)))
    document = "\n".join(
        f"| `{f.name}` | {'list of string' if f.kind == 'list' else f.kind} | {'yes' if f.nullable else ''} | "
        f"{cell(OF_LINE.get(f.name) or DESCRIPTIONS['document.' + f.name])} |"
        for f in fields_of(DocumentLine)
    )
    return f"""# Fields

Version {SCHEMA_VERSION} of the record. Every key is always there and always of one type. This page is made from the
types of the program by `scripts/reference.py`; `kabar schema` gives the same as JSON Schema.

## A claim

A line of `claims.jsonl`. Columns of `kabar table` have the same names with `_` for the point.

{head}{claim}

## A document

A line of `documents.jsonl`; [Runs](../runs.md) tells its codes.

{head}{document}
"""


def commands() -> str:
    group: Any = typer.main.get_command(build())
    context = typer.Context(group, info_name="kabar")
    parts = [
        "# Commands\n\nMade from the program by `scripts/reference.py`; `kabar COMMAND --help` says the same. "
        "[Runs](../runs.md) tells what a run reads, writes and survives.\n"
    ]
    for name, command in (("", group), *named(group, context)):
        parts.append(f"## {f'kabar {name}'.strip()}\n\n{(command.help or '').strip()}\n")
        options = [row for row in map(option, command.params) if row]
        parts.append("| argument or option | what it is |\n| --- | --- |\n" + "\n".join(options) + "\n")
    return "\n".join(parts)


def named(group: Any, context: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The commands of a group, those of its groups among them, by their whole names."""
    for name in sorted(group.list_commands(context)):
        command = group.get_command(context, name)
        yield f"{before}{name}", command
        if hasattr(command, "list_commands"):
            yield from named(command, context, f"{before}{name} ")


def option(parameter: Any) -> str | None:
    if getattr(parameter, "hidden", False):
        return None
    if parameter.param_type_name == "argument":
        name = parameter.name.upper() + ("..." if parameter.nargs != 1 else "")
    else:
        takes = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
        name = ", ".join(parameter.opts) + takes
    return f"| `{cell(name)}` | {cell(parameter.help or '')} |"


def cases(node: Any) -> int:
    """How many rows a corpus has: forms, sentences, pages."""
    if isinstance(node, list):
        return sum(1 if isinstance(row, str) or "text" in row else cases(row) for row in node)
    return sum(map(cases, node.values())) if isinstance(node, dict) else 0


def tabled(root: Path, language: str, name: str) -> str:
    """The entries of a table, and those that it takes from the language below."""
    paths = model.sources(root, f"{language}/{name}.toml")
    counts = {path.parent.name: entries(layers.read(path)) for path in paths}
    below = "".join(f" + {counts[base]:,} of {base}" for base in model.lineage(root, language)[1:] if base in counts)
    return f"{counts[language]:,}{below}" if language in counts else "none" if name in OPTIONAL else below[3:]


def tested(language: str, name: str) -> str:
    path = HOME / "tests" / "corpus" / language / f"{name}.toml"
    return f"{cases(tomllib.loads(path.read_text('utf-8'))):,}" if path.is_file() else ""


def floors(language: str) -> str:
    """The figures that a language does not fall below."""
    known = json.loads((HOME / "tests" / "floors.json").read_text("utf-8"))
    own = {name: row["figures"] for name, row in known.items() if name.endswith(f"/{language}")}
    path = HOME / "tests" / "gold" / f"{language}.floors.json"
    if path.is_file():
        own[f"claims/{language}"] = json.loads(path.read_text("utf-8"))
    told = (f"{name.partition('/')[0]}: " + ", ".join(f"{k} {v}" for k, v in own[name].items()) for name in sorted(own))
    return "; ".join(told)


def languages() -> str:
    """The matrix of languages and dimensions."""
    root = model.default_root()
    known = model.languages(root)
    head = "| | " + " | ".join(known) + " |\n|" + " --- |" * (len(known) + 1) + "\n"
    table = "".join(f"| {n} | " + " | ".join(tabled(root, k, n) for k in known) + " |\n" for n in LANGUAGE)
    dimensions = sorted({path.stem for path in (HOME / "tests" / "corpus").glob("*/*.toml")})
    rows = "".join(f"| {n} | " + " | ".join(tested(k, n) for k in known) + " |\n" for n in dimensions)
    figures = "".join(f"- **{k}** {floors(k) or 'none of its own'}\n" for k in known)
    return (
        "# Languages and dimensions\n\nMade from `models/` and `tests/` by `scripts/reference.py`. How to add a language: "
        "[A language](../languages.md).\n\n"
        f"## Tables\n\nEntries of each table: words, and keys with a value.\n\n{head}{table}\n"
        f"## Corpora\n\nRows of our own under `tests/corpus/`: forms, sentences, pages.\n\n{head}{rows}\n"
        f"## Figures\n\nWhat no change may fall below, in percent (`tests/floors.json`, `tests/gold/*.floors.json`).\n\n{figures}"
    )


def files() -> dict[Path, str]:
    """The pages and what should stand in them."""
    made = {"fields.md": fields(), "commands.md": commands(), "languages.md": languages()}
    return {FOLDER / name: text for name, text in made.items()}


def main() -> int:
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
