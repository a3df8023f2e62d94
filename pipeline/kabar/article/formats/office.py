"""PDF and DOCX: text by pypdfium2 and python-docx; offsets are those of the converted text (flag ``converted``)."""

import io
import re
import zipfile
from typing import Any, Final

from kabar.article.formats.extras import needs
from kabar.article.formats.item import Item
from kabar.errors import BadRecord, DocumentError, NoArticle, TooLarge

EXTRA: Final = "documents"
_BROKEN_WORD: Final = re.compile("[\u00ad\ufffe](?:\r?\n)?")  # a hyphen at the end of a line, as PDFium marks it
_BREAK: Final = re.compile(r"\r\n?")
_LARGEST: Final = 200_000_000  # bytes that a DOCX may expand to
_PAGES: Final = 5_000


def resolve(item: Item) -> Item:
    """The text of one file. Raises MissingExtra."""
    where = " ".join(filter(None, (item.source.path, item.source.position))) or None
    read = _pdf if item.form == "pdf" else _docx
    try:
        text = read(item.data, where)
        if not text.strip():
            raise NoArticle("no text in it: a scan, or pictures alone", where, "recognize its text first")
    except DocumentError as error:
        return item._replace(error=error)
    return item._replace(text=text, encoding=item.form, flags=(*item.flags, "converted"))


def _pdf(data: bytes, where: str | None) -> str:
    """The text of all pages, in the order of the file."""
    module = needs("pypdfium2", EXTRA)
    try:
        document = module.PdfDocument(data)
        if len(document) > _PAGES:
            raise TooLarge(f"more than {_PAGES} pages", where, "split it")
        pages = [page.get_textpage().get_text_bounded() for page in document]
    except module.PdfiumError as error:
        raise BadRecord(f"no PDF that can be read: {error}", where, "open it and save it anew") from None
    return _BREAK.sub("\n", _BROKEN_WORD.sub("", "\n".join(pages)))


def _docx(data: bytes, where: str | None) -> str:
    """Paragraphs and the cells of tables, in the order of the file."""
    module = needs("docx", EXTRA)
    try:
        if sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()) > _LARGEST:
            raise TooLarge(f"expands to more than {_LARGEST} bytes", where, "split it")
        return "\n\n".join(_blocks(module.Document(io.BytesIO(data))))
    except DocumentError:
        raise
    except Exception as error:  # a parser of the wild: whatever it stumbles over is this file's failure
        raise BadRecord(
            f"no DOCX that can be read: {type(error).__name__}", where, "open it and save it anew"
        ) from None


def _blocks(document: Any) -> list[str]:
    """Texts of paragraphs, and of the rows of tables with their cells apart."""
    blocks = list[str]()
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            blocks += ["\n".join(" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)]
        else:
            blocks.append(block.text)
    return [block for block in blocks if block.strip()]
