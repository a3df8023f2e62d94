"""JSON Lines: an object a line. Lines are cut here, cheaply; :func:`resolve` reads one where it may fail alone."""

import json
from collections.abc import Iterator
from typing import Any, cast

import msgspec

from kabar.article.decode import decode
from kabar.article.formats import fields
from kabar.article.formats.item import Item, Options, source
from kabar.article.formats.streams import Ended, Stream, lines
from kabar.errors import BadRecord, DocumentError, TooLarge

_BOM = b"\xef\xbb\xbf"


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


def resolve(item: Item, options: Options) -> Item:
    """The text and metadata of one line."""
    where = " ".join(filter(None, (item.source.path, item.source.position)))
    try:
        record, encoding, flags = _object(item.data, where)
        names = fields.load(options.fields)
        text, more = names.text(record, where)
        found = names.metadata(record)
    except DocumentError as error:
        return item._replace(error=error)
    return item._replace(
        text=text, encoding=encoding, flags=item.flags + flags + more, source=item.source._replace(found=found)
    )


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
