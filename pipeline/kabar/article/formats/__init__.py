"""Forms of input: one file or stream in, documents out, as a stream of items.

:func:`documents` only cuts a container into its documents (cheap, flat memory); :func:`resolve` takes text and metadata
out of one document, which is where hostile pages and lines can fail, and runs where that harms no other.
"""

import os
import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import BinaryIO, Final, cast

from kabar.article.formats import archives, feeds, jsonl, office, pages, tables
from kabar.article.formats.extras import installed, require
from kabar.article.formats.feeds import is_feed
from kabar.article.formats.item import Form, Item, Options, source
from kabar.article.formats.sidecar import metadata
from kabar.article.formats.streams import Ended, Stream
from kabar.errors import BadRecord, Empty, TooLarge, Unreadable, UsageError

__all__ = [
    "COMPRESSED",
    "EXTENSIONS",
    "FORMATS",
    "Item",
    "Options",
    "check",
    "documents",
    "form_of",
    "format_of",
    "is_container",
    "kind_of",
    "resolve",
]

FORMATS: Final = ("text", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc", "feed", "pdf", "docx")
_CONTAINERS = frozenset({"jsonl", "json", "csv", "tsv", "parquet", "warc", "feed"})
_RESOLVED: Final = frozenset({"html", "pdf", "docx"})  # whole files whose text is taken out by a worker
_OPTIONAL: Final = frozenset({"pdf", "docx"})  # passed over in a folder where their extra is not installed
EXTENSIONS: Final = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".warc": "warc",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet", ".pq": "parquet",
    ".json": "json", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
# how what kabar writes begins: claims, run.json and tables; the report says so in its head; a line of documents.jsonl
_OWN: Final = (
    b'{"schema_version":',
    b'{\n  "versions": {\n    "kabar":',
    b"schema_version,",
    b"subject_name,predicate,trigger_text,",
)
_OWN_PAGE: Final = b'<meta name="generator" content="kabar'
_OWN_LINE: Final = re.compile(rb'\{"path":[^\n]{0,4000}"text_sha256":')
_ZSTANDARD = (".zst", ".zstd")
COMPRESSED: Final = (".gz", *_ZSTANDARD)


def format_of(name: str) -> str | None:
    """The form of a file by its name, a compression aside; ``None`` for one that no form claims."""
    low = name.lower()
    for end in COMPRESSED if low.endswith(COMPRESSED) else ():
        low = low.removesuffix(end)
    stem, _, end = low.rpartition(".")
    form = EXTENSIONS.get("." + end)
    return form if stem[-1:] not in ("", ".", os.sep) else EXTENSIONS.get(os.path.splitext(low)[1])


def form_of(name: str, options: Options) -> str | None:
    """The form that a file is read in: the one that the user says, else by its name."""
    return options.format or format_of(name)


def readable() -> list[str]:
    """The ends of the names of files that can be read."""
    return [end.lstrip(".") for end in EXTENSIONS]


def kind_of(name: str) -> str:
    """The kind of a file that no form claims, for people: the end of its name."""
    end = os.path.splitext(name)[1].lstrip(".").lower()
    return end if 0 < len(end) <= 12 and end.isascii() and end.isalnum() else "other"


def is_container(form: str | None) -> bool:
    """Whether a file of this form may hold many documents."""
    return form in _CONTAINERS


def looked_into(form: str | None) -> bool:
    """Whether the head of a file of this form says if it is read at all; see :func:`passed_over`."""
    return form in ("html", "json", "jsonl", "csv", "feed")


def passed_over(form: str | None, head: bytes) -> bool:
    """Whether a file that was not named is none of ours to read: XML that is no feed, or output of kabar itself."""
    if form == "feed" and not is_feed(head):
        return True
    return head.removeprefix(b"\xef\xbb\xbf").startswith(_OWN) or _OWN_PAGE in head or _OWN_LINE.match(head) is not None


def is_there(form: str | None) -> bool:
    """Whether what an optional form needs is installed."""
    return form not in _OPTIONAL or installed(office.EXTRA)


def check(name: str, form: str | None) -> None:
    """Raise MissingExtra when the form of a file needs a package that is not installed: before any work is done."""
    require(office.EXTRA if form in _OPTIONAL else form or "text")
    if name.lower().endswith(_ZSTANDARD):
        require("zstd")


def documents(path: str, file: BinaryIO | None, options: Options) -> Iterator[Item]:
    """The documents of one file, in its order. Raises MissingExtra, UsageError; all else becomes an item."""
    form = form_of(path, options) or "text"
    if form not in FORMATS:
        raise UsageError(f"--format {form}: no such form", None, f"forms: {', '.join(FORMATS)}")
    count = 0
    try:
        with open(path, "rb") if file is None else nullcontext(file) as opened:
            for item in _of(form, path, opened, options):
                count += 1
                yield item
    except OSError as error:
        what = Unreadable((error.strerror or "cannot be read").lower(), path, "check that it is a readable file")
        yield Item(source(path, options), b"", error=what)
        return
    if not count:
        yield Item(source(path, options), b"", error=Empty("no document in it", path, "leave the file out, or fill it"))


def resolve(item: Item, options: Options) -> Item:
    """The item with text and metadata, or with what is wrong. Raises MissingExtra."""
    if item.error is not None or item.text is not None or item.form == "text":
        return item
    if item.form in _OPTIONAL:
        return office.resolve(item)
    return jsonl.resolve(item, options) if item.form == "jsonl" else pages.resolve(item)


def _of(form: str, path: str, file: BinaryIO, options: Options) -> Iterator[Item]:
    """The documents of an open file of one form."""
    if form == "warc":
        return archives.pages(path, file, options)
    if form == "parquet":
        return tables.parquet(path, file, options)
    stream = Stream(file)
    if form == "jsonl":
        return jsonl.items(path, stream, options)
    if form == "json":
        return jsonl.records(path, stream, options)
    if form == "feed":
        return feeds.entries(path, stream, options)
    if form in ("csv", "tsv"):
        return tables.rows(path, stream, options, "\t" if form == "tsv" else None)
    return _whole(form, path, file, stream, options)


def _whole(form: str, path: str, file: BinaryIO, stream: Stream, options: Options) -> Iterator[Item]:
    """A file that is one document."""
    found, flags = metadata(path, file)
    place = source(path, options, found=found)
    try:
        data = stream.read(options.max_bytes + 1)
    except Ended as error:
        data, flags = error.args[1], (*flags, "truncated")
        if not data:
            yield Item(place, b"", error=BadRecord(str(error.args[0]), path, "fetch the file again"))
            return
    if len(data) > options.max_bytes:
        yield Item(place, b"", error=TooLarge(f"more than {options.max_bytes} bytes", path, "split it"))
        return
    yield Item(place, data, flags=flags, form=cast("Form", form if form in _RESOLVED else "text"))
