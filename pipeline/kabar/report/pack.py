"""The data of a report in a compact form: columns of claims, documents with their text, offsets as browsers count.

Browsers count UTF-16 code units; offsets are converted here, once. Of a document whose text is not at hand only the
sentences are shown, and offsets hold within each sentence.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kabar.extractor import DocumentLine
from kabar.out import columns
from kabar.out.offsets import Convert, to_utf16
from kabar.out.words import event_words
from kabar.page import Article
from kabar.record import Claim, Document

LEFT_OUT = ("schema_version", "document_", "extractor_name", "extractor_version", "extractor_models")


def pack(
    claims: Sequence[Claim],
    lines: Iterable[DocumentLine],
    articles: Mapping[str, Article],
    models: Path | None = None,
) -> dict[str, Any]:
    """All that the page shows: ``documents``, and ``claims`` as columns; strings are coded by number."""
    documents, number = _documents(claims, lines, articles)
    converts = {name: to_utf16(article.text) for name, article in articles.items()}
    rows = [_row(c, converts.get(c.document.text_sha256), models) for c in claims]
    return {
        "documents": documents,
        "count": len(rows),
        "of": [number[_identity(c.document)] for c in claims],
        "claims": {name: _column([row[name] for row in rows]) for name in _names()},
    }


def _names() -> list[str]:
    return [*(c.name for c in columns.columns() if not c.name.startswith(LEFT_OUT)), "event_words"]


def _row(claim: Claim, known: Convert | None, models: Path | None) -> dict[str, Any]:
    row = columns.row(claim)
    convert = known or _inside(claim)
    for name, value in row.items():
        if name.endswith(("_start", "_end")) and value is not None:
            row[name] = convert(value)
        elif isinstance(value, datetime.date):
            row[name] = value.isoformat()
    row["event_words"] = event_words(claim, models) if claim.value is None else None
    if known:  # the sentence and what is around it stand in the text
        row["evidence_text"] = row["evidence_prefix"] = row["evidence_suffix"] = None
    return row


def _inside(claim: Claim) -> Callable[[int], int]:
    """Offsets within the sentence; those outside of it stay as they are."""
    start, end = claim.evidence.start, claim.evidence.end
    convert = to_utf16(claim.evidence.text)
    return lambda at: start + convert(at - start) if start <= at <= end else at


def _column(values: list[Any]) -> dict[str, list[Any]] | list[Any]:
    """A column as it is, or strings as numbers into the list of the different ones (-1 is null)."""
    if not any(isinstance(value, str) for value in values):
        return values
    code: dict[str, int] = {}
    index = [-1 if value is None else code.setdefault(value, len(code)) for value in values]
    return {"values": list(code), "index": index}


def _identity(document: Document | DocumentLine) -> tuple[str | None, str | None, str | None]:
    return document.path, document.position, document.sha256


def _documents(
    claims: Iterable[Claim], lines: Iterable[DocumentLine], articles: Mapping[str, Article]
) -> tuple[list[dict[str, Any]], dict[tuple[str | None, str | None, str | None], int]]:
    """The documents in the order of the run, then those that only claims tell of; and their numbers."""
    out: list[dict[str, Any]] = []
    number: dict[tuple[str | None, str | None, str | None], int] = {}
    every: list[Document | DocumentLine] = [*lines, *(c.document for c in claims)]
    for document in every:
        if _identity(document) not in number:
            number[_identity(document)] = len(out)
            out.append(_document(document, articles.get(document.text_sha256 or "")))
    return out, number


def _document(document: Document | DocumentLine, article: Article | None) -> dict[str, Any]:
    line = document if isinstance(document, DocumentLine) else None
    convert = to_utf16(article.text) if article else int
    return {
        "path": document.path,
        "position": document.position,
        "language": document.language,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "published": document.published,
        "published_from": document.published_from,
        "sha256": document.sha256,
        "status": line.status if line else "ok",
        "code": line.code if line else None,
        "message": line.message if line else None,
        "flags": line.flags if line else (),
        "characters": line.characters if line else len(article.text) if article else None,
        "text": article.text if article else None,
        "blocks": [(convert(b.start), convert(b.end), b.section) for b in article.blocks] if article else [],
    }
