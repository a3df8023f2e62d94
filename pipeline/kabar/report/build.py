"""Assembles the page: template, style, script and data in one file that fetches nothing.

The data is JSON in a script element that the browser never runs, with ``<``, ``>`` and ``&`` written as escapes, so
that no text of an article can end the element. The page's policy allows its own style and script by their hashes and
nothing else; all words reach the document as text nodes.
"""

import base64
import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from kabar import model, sure
from kabar.__about__ import __version__
from kabar.extractor import DocumentLine
from kabar.find.quantities import SharedUnits, UnitsTable
from kabar.out import documents, load
from kabar.out.load import records
from kabar.out.words import SPOKEN, unit_words
from kabar.record import Claim, Document
from kabar.report import facts, style
from kabar.report.pack import pack

SCRIPTS = (
    "base",
    "filter",
    "overview",
    "timeline",
    "plot",
    "facts",
    "factplot",
    "table",
    "download",
    "detail",
    "reader",
    "main",
)
MAIN = SPOKEN  # the language of the words in the scripts
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def report(path: str, root: Path, title: str | None = None, least: sure.Least = (), models: Path | None = None) -> str:
    """The page of a run's folder or of a claims file, of the claims that have the ``least`` confidences.

    Articles are looked for below ``root``; ``models`` is the folder that the run was given. Raises ClaimsError.
    """
    models = models or model.default_root()
    claims = load.load(path, least)
    lines = list(document_lines(path))
    at_hand = documents.articles(_documents(claims, lines), root, documents.options_of(path), models)
    data = pack(claims, lines, at_hand, models) | {"facts": facts.pack(path, claims)}
    return page(data | about(claims, title or default_title(path), models))


def _documents(claims: Sequence[Claim], lines: Sequence[DocumentLine]) -> list[Document]:
    """The documents to show: those of the claims, and those that were read and gave none."""
    bare = [line for line in lines if line.status == "ok" and not line.claims]
    return [c.document for c in claims] + [_document(line) for line in bare]


def _document(line: DocumentLine) -> Document:
    known = {name: getattr(line, name) for name in Document.__struct_fields__}
    return msgspec.convert(known, Document)


def default_title(path: str) -> str:
    """The name of the folder or file."""
    return "claims" if path == "-" else Path(path).resolve().name


def document_lines(path: str) -> Iterable[DocumentLine]:
    """The lines of ``documents.jsonl`` beside the claims of a run; none when there is no such file."""
    beside = Path(path) / "documents.jsonl"
    if path == "-" or not beside.is_file():
        return []
    return (line for _, line in records(str(beside), DocumentLine))


def about(claims: Sequence[Claim], title: str, models: Path | None = None) -> dict[str, Any]:
    """Title, and the programs and models that made the claims."""
    made = sorted({f"{c.extractor.name} {c.extractor.version}, models {c.extractor.models}" for c in claims})
    return {
        "title": title,
        "made": made,
        "version": __version__,
        "style": style.words(),
        "languages": languages(claims, models),
    }


def languages(claims: Sequence[Claim] = (), models: Path | None = None) -> dict[str, dict[str, Any]]:
    """The languages of the page by their code, English first: a file ``words/CODE.toml`` each.

    ``words`` are by what stands in the scripts and the template, ``predicates`` and ``units`` by their ids (a unit
    behind one, and behind other numbers; of the main language those of the claims); what is missing stands as it is.
    """
    models = models or model.default_root()
    files = {
        file.name.removesuffix(".toml"): file for file in resources.files("kabar.report").joinpath("words").iterdir()
    }
    order = sorted(files, key=lambda code: (code != MAIN, code))
    tables = {code: tomllib.loads(files[code].read_text("utf-8")) for code in order}
    units = {code: _spoken(claims, models) if code == MAIN else _units(code, models) for code in order}
    return {code: table | {"units": units[code] | table.get("units", {})} for code, table in tables.items()}


def _spoken(claims: Sequence[Claim], models: Path) -> dict[str, tuple[str, str]]:
    """The units of claims as the terminal names them."""
    units: dict[str, str] = {}
    for claim in claims:
        if claim.value is not None:
            for unit in (claim.value.unit, claim.value.per, *(e.unit for e in claim.value.equivalents)):
                units.setdefault(unit or "", claim.document.language or MAIN)
    return {unit: unit_words(unit, language, models) for unit, language in sorted(units.items()) if unit}


def _units(language: str, folder: Path) -> dict[str, tuple[str, str]]:
    """Units as the models of a language name them; measures that have a symbol keep it."""
    if language not in model.languages(folder):
        return {}
    table = model.table(folder, f"{language}/units.toml", UnitsTable)
    shared = model.table(folder, "shared/units.toml", SharedUnits).units
    symbols = {unit.id for unit in shared if unit.symbols and unit.kind == "physical"}
    named = {**table.units, **table.counted, **table.per_names}
    keep = {unit: names for unit, names in named.items() if names and not unit.isupper() and unit not in symbols}
    return {unit: (names[0], names[0]) for unit, names in keep.items()}


def page(data: dict[str, Any]) -> str:
    """The HTML of packed data."""
    css = style.css() + _part("page.css")
    script = "(() => {\n'use strict';\n" + "\n".join(_part(f"{name}.js") for name in SCRIPTS) + "\n})();"
    parts = {
        "title": _html(str(data["title"])),
        "policy": _policy(css, script),
        "style": css,
        "data": embedded(data),
        "script": script,
    }
    head, *rest = _part("page.html").split("{{")
    return head + "".join(parts[name] + after for name, _, after in (piece.partition("}}") for piece in rest))


def embedded(data: Any) -> str:
    """JSON that can stand in a script element."""
    text = msgspec.json.encode(data).decode()
    return text.translate(_ESCAPES)


def _policy(css: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _part(name: str) -> str:
    return resources.files("kabar.report").joinpath(name).read_text("utf-8")
