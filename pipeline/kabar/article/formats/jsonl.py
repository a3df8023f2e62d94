"""JSON Lines: an object a line. Lines are cut here, cheaply; :func:`resolve` reads one where it may fail alone."""

import io
import json
from collections.abc import Iterator
from typing import Any, cast

import msgspec

from kabar.article.decode import decode
from kabar.article.formats import fields, pages
from kabar.article.formats.item import Item, Options, source
from kabar.article.formats.streams import Ended, Stream, lines
from kabar.article.source import Metadata
from kabar.errors import BadRecord, DocumentError, TooLarge

_BOM = b"\xef\xbb\xbf"
_MOST_TIMES = 20  # a JSON file, which is held as a whole, may have so many times the bytes of one document
_DEEPEST = 4  # objects around an array of records


def items(path: str, stream: Stream, options: Options) -> Iterator[Item]:
    """One item a line that holds something; a line that is too long fails alone, a broken stream ends it."""
    number = 0
    try:
        for number, data, cut in lines(stream, options.max_bytes):
            place = source(path, options, f"line {number}")
            if cut:
                what = TooLarge(f"more than {options.max_bytes} bytes", f"{path} line {number}", "split it")
                yield Item(place, data[:0], error=what)
            elif data.strip():
                yield Item(place, data.removeprefix(_BOM) if number == 1 else data, form="jsonl")
    except Ended as error:
        place = source(path, options, f"line {number + 1}")
        yield Item(place, b"", error=BadRecord(str(error.args[0]), f"{path} line {number + 1}", "fetch the file again"))


def records(path: str, stream: Stream, options: Options) -> Iterator[Item]:
    """The objects of a JSON file: of an array, of the array in an object (``{"articles": [...]}``), or the only one.

    Each is cut out as it stands, and read where it may fail alone. JSON Lines under this name are read as such.
    """
    try:
        data = stream.read(_MOST_TIMES * options.max_bytes + 1).removeprefix(_BOM)
    except Ended as error:
        yield Item(source(path, options), b"", error=BadRecord(str(error.args[0]), path, "fetch the file again"))
        return
    if len(data) > _MOST_TIMES * options.max_bytes:
        what = TooLarge(f"more than {_MOST_TIMES * options.max_bytes} bytes", path, "split it, or write JSON Lines")
        yield Item(source(path, options), b"", error=what)
        return
    found = _cut(data)
    if found is None:
        yield from items(path, Stream(io.BytesIO(data)), options)
        return
    for number, record in enumerate(found, 1):
        place = source(path, options, f"item {number}")
        if len(record) > options.max_bytes:
            what = TooLarge(f"more than {options.max_bytes} bytes", f"{path} item {number}", "split it")
            yield Item(place, b"", error=what)
        else:
            yield Item(place, record, form="jsonl")


def _cut(data: bytes) -> list[bytes] | None:
    """The records of a JSON file as they stand; None for what is no JSON as a whole."""
    try:
        value = memoryview(data)
        for _ in range(_DEEPEST):
            begin = bytes(value[:1000]).lstrip()[:1]
            if begin == b"[":
                return [bytes(raw) for raw in msgspec.json.decode(value, type=list[msgspec.Raw])]
            if begin != b"{":
                return None
            inner = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
            named = next((inner[key] for key in fields.load().records if _holds(inner.get(key))), None)
            if named is None:
                return [bytes(value)]
            value = memoryview(named)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return None


def _holds(raw: msgspec.Raw | None) -> bool:
    """Whether a value may hold records: an array or another object."""
    return raw is not None and bytes(memoryview(raw)[:1]) in (b"[", b"{")


def resolve(item: Item, options: Options) -> Item:
    """The text and metadata of one line."""
    where = " ".join(filter(None, (item.source.path, item.source.position)))
    try:
        record, encoding, flags = _object(item.data, where)
        names = fields.load(options.fields)
        found = names.metadata(record)
        page = names.page(record)
        if page is not None:
            return _page(item, page, found)
        text, more = names.text(record, where)
    except DocumentError as error:
        return item._replace(error=error)
    return item._replace(
        text=text, encoding=encoding, flags=item.flags + flags + more, source=item.source._replace(found=found)
    )


def _page(item: Item, page: str, found: Metadata) -> Item:
    """A record that holds a whole page: its article, with what the record says of it first. Raises MissingExtra."""
    known = item.source._replace(found=found)
    read = pages.resolve(item._replace(data=page.encode("utf-8", "replace"), source=known, form="html"))
    return read._replace(data=item.data)


def _object(data: bytes, where: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """The JSON object of a line, its encoding and doubts. Raises BadRecord."""
    encoding, flags = "utf-8", cast("tuple[str, ...]", ())
    try:
        value = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        found = decode(data, where)
        encoding, flags = found.encoding, found.flags
        value = _lenient(found.text, where)
    if not isinstance(value, dict):
        raise BadRecord(f"no object but {type(value).__name__}", where, "each line holds one JSON object")
    return value, encoding, flags


def _lenient(text: str, where: str) -> Any:
    """JSON with what Python's own writer makes of it: NaN, lone surrogates."""
    try:
        return json.loads(text)
    except RecursionError:
        raise BadRecord("nested too deep", where, "mend the line") from None
    except ValueError as error:
        reason = getattr(error, "msg", None) or "a number is too long"
        column = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadRecord(f"no JSON: {reason}{column}", where, "mend the line") from None
