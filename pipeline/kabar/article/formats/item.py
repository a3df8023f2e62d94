"""What the forms of input give: one item a document."""

from typing import Literal, NamedTuple

from kabar.article.source import Metadata, Source
from kabar.errors import DocumentError

Form = Literal["text", "html", "jsonl", "pdf", "docx"]  # what the bytes of an item are


class Options(NamedTuple):
    """All that the user says about the input; ``fields`` are pairs such as ``("text", "story")``.

    ``max_bytes`` bounds one document, line or row, compressed ones after expansion; ``least`` are the confidences that
    a claim must have (:mod:`kabar.sure`).
    """

    format: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    max_bytes: int = 50_000_000
    least: tuple[tuple[str, float], ...] = ()


class Item(NamedTuple):
    """One document, or the reason why there is none.

    ``data`` are its source bytes (file, line, row, payload of an archive's record). ``text`` is what a form has taken
    out of them; while it is ``None``, ``form`` says how :func:`kabar.article.formats.resolve` reads ``data``, and
    ``encoding`` is the charset that the container declares.
    """

    source: Source
    data: bytes
    text: str | None = None
    encoding: str | None = None
    flags: tuple[str, ...] = ()
    error: DocumentError | None = None
    form: Form = "text"


def source(path: str, options: Options, position: str | None = None, found: Metadata | None = None) -> Source:
    """The source of a document with what the user gave."""
    return Source(
        path,
        options.published,
        options.publisher,
        language=options.language,
        position=position,
        found=found or Metadata(),
    )
