"""Assembles the page: template, style, script and data in one file that fetches nothing.

The data is JSON in a script element that the browser never runs, with ``<``, ``>`` and ``&`` written as escapes, so
that no text of an article can end the element. The page's policy allows its own style and script by their hashes and
nothing else; all words reach the document as text nodes.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from kabar import sure
from kabar.__about__ import __version__
from kabar.extractor import DocumentLine
from kabar.out import documents, load
from kabar.out.load import records
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
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def report(path: str, root: Path, title: str | None = None, least: sure.Least = ()) -> str:
    """The page of a run's folder or of a claims file, of the claims that have the ``least`` confidences.

    Articles are looked for below ``root``. Raises ClaimsError.
    """
    claims = load.load(path, least)
    lines = list(document_lines(path))
    at_hand = documents.articles(_documents(claims, lines), root, documents.options_of(path))
    data = pack(claims, lines, at_hand) | {"facts": facts.pack(path, claims)}
    return page(data | about(claims, title or default_title(path)))


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


def about(claims: Sequence[Claim], title: str) -> dict[str, Any]:
    """Title, and the programs and models that made the claims."""
    made = sorted({f"{c.extractor.name} {c.extractor.version}, models {c.extractor.models}" for c in claims})
    return {"title": title, "made": made, "version": __version__, "style": style.words()}


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
