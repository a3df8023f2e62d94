"""CSV, TSV and Parquet with a column of texts: a row is a document."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

import msgspec

from kabar.article.formats import fields
from kabar.article.formats.extras import needs
from kabar.article.formats.fields import Fields
from kabar.article.formats.item import Item, Options, source
from kabar.article.formats.streams import Ended, Stream
from kabar.article.source import Source
from kabar.errors import BadRecord, DocumentError, Empty, TooLarge

_DELIMITERS = ",;\t|"
_HEAD = 1 << 16
_ENDS = ("\n", "\r")
_SEPARATOR = re.compile(r"sep=(.)\r?\n?")  # what Excel writes before the header
_STRINGS = ("string", "large_string", "binary", "large_binary")
_BATCH = 64  # rows of a Parquet file in memory at once
_MOST_FIELD = 2**31 - 1
_canonical = msgspec.json.Encoder(order="deterministic", enc_hook=str).encode


class _Record:
    """Lines of a text for the csv module, with those of the current row kept and bounded."""

    def __init__(self, text: TextIO, limit: int) -> None:
        self._text = text
        self._limit = limit
        self.number = 0
        self.lines: list[str] = []
        self._size = 0

    def __iter__(self) -> "_Record":
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 2)
        if not line:
            raise StopIteration
        self.number += line.endswith(_ENDS)
        self.lines.append(line)
        self._size += len(line)
        if self._size > self._limit:
            self._pass_over()
            raise TooLarge(f"a row of more than {self._limit} characters: is a quotation mark left open?")
        return line

    def _pass_over(self) -> None:
        """Go behind the row that has begun: to a line end outside of quotation marks."""
        open_, line = sum(part.count('"') for part in self.lines) % 2, self.lines[-1]
        self.lines, self._size = [], 0
        while line and (open_ or not line.endswith(_ENDS)):
            line = self._text.readline(_HEAD)
            self.number += line.endswith(_ENDS)
            open_ ^= line.count('"') % 2

    def taken(self) -> bytes:
        """The bytes of the row that was read, and a fresh start."""
        data = "".join(self.lines).rstrip("\r\n").encode("utf-8", "surrogatepass")
        self.lines, self._size = [], 0
        return data


class _Bytes(io.RawIOBase):
    """A Stream as the io module has them."""

    def __init__(self, stream: Stream, head: bytes) -> None:
        self._stream, self._head = stream, head

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into ``buffer``. Raises Ended."""
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)


def rows(path: str, stream: Stream, options: Options, delimiter: str | None = None) -> Iterator[Item]:
    """One item a row of CSV or TSV."""
    csv.field_size_limit(_MOST_FIELD)  # a row is bounded by us
    names = fields.load(options.fields)
    lines: _Record | None = None
    try:
        head = stream.read(_HEAD)
        encoding, flags = _encoding(head)
        text = io.TextIOWrapper(io.BufferedReader(_Bytes(stream, head)), encoding, errors="replace", newline="")
        lines = _Record(text, options.max_bytes)
        yield from _rows(path, lines, delimiter, options, names, encoding, flags)
    except (Ended, csv.Error, DocumentError) as error:
        position = f"line {(lines.number if lines else 0) + 1}"
        what = error if isinstance(error, DocumentError) else BadRecord(str(error.args[0] if error.args else error))
        what = type(what)(what.what, f"{path} {position}", what.remedy or "mend or fetch the file again")
        yield Item(source(path, options, position), b"", error=what)


def _rows(
    path: str,
    lines: _Record,
    delimiter: str | None,
    options: Options,
    names: Fields,
    encoding: str,
    flags: tuple[str, ...],
) -> Iterator[Item]:
    first = next(lines, "")
    said = _SEPARATOR.fullmatch(first)
    if said:
        first, delimiter = next(lines, ""), said[1]
    if not first:
        return
    mark = delimiter or _delimiter(first, names)
    header = next(csv.reader([first], delimiter=mark), [])
    if not names.holds_text(header):
        what = f"no column holds the text; there are: {', '.join(header)[:200]}"
        raise BadRecord(what, None, "name it with --map text=NAME")
    lines.taken()
    reader = csv.reader(lines, delimiter=mark)
    while True:
        position = f"line {lines.number + 1}"
        place, where = source(path, options, position), f"{path} {position}"
        try:
            row = next(reader, None)
        except TooLarge as error:
            yield Item(place, b"", error=TooLarge(error.what, where, "mend the file"))
            continue
        if row is None:
            return
        data = lines.taken()
        if not row:
            continue
        if len(row) != len(header):
            what = f"{len(row)} fields, but the header has {len(header)}"
            yield Item(place, data, error=BadRecord(what, where, "quote fields that hold the separator"))
            continue
        doubts = (*flags, "encoding_damaged") if "\ufffd" in "".join(row) and encoding == "utf-8" else flags
        yield _item(place, data, dict(zip(header, row, strict=True)), names, where, encoding, doubts)


def _item(
    place: Any, data: bytes, record: dict[str, Any], names: Fields, where: str, encoding: str, flags: tuple[str, ...]
) -> Item:
    """The item of one row."""
    try:
        text, more = names.text(record, where)
    except (BadRecord, Empty) as error:
        return Item(place, data, error=error)
    return Item(place._replace(found=names.metadata(record)), data, text, encoding, flags + more)


def _encoding(head: bytes) -> tuple[str, tuple[str, ...]]:
    """Encoding of a table from its first bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", ()
    try:
        head[: max(0, len(head) - 4)].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:
            return "cp1252", ("encoding_guessed",)
    return ("utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else "utf-8"), ()


def _delimiter(first: str, names: Fields) -> str:
    """The separator under which the header names most of the fields that we know."""

    def score(mark: str) -> tuple[int, int]:
        header = next(csv.reader([first], delimiter=mark), [])
        return sum(map(names.known, header)), len(header)

    return max(_DELIMITERS, key=score)


def parquet(path: str, file: BinaryIO, options: Options) -> Iterator[Item]:
    """One item a row of Parquet; ``file`` must be seekable. Raises MissingExtra."""
    module = needs("pyarrow.parquet", "parquet")
    names = fields.load(options.fields)
    number = 0
    try:
        schema = module.ParquetFile(file).schema_arrow
        columns = [name for name in schema.names if names.known(name)]
        strings = [name for name in columns if str(schema.field(name).type) in _STRINGS]
        if not names.holds_text(columns):
            found = ", ".join(schema.names)[:200]
            raise BadRecord(f"no column holds the text; there are: {found}", path, "name it with --map text=NAME")
        # a string that many rows share is held once, however large it is
        table = module.ParquetFile(file, read_dictionary=strings)
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in range(batch.num_rows):
                number += 1
                place = source(path, options, f"row {number}")
                yield row_of(place, batch, row, names, options.max_bytes, f"{path} row {number}")
    except DocumentError as error:
        yield Item(source(path, options), b"", error=error)
    except (OSError, ValueError, RuntimeError) as error:  # pyarrow's errors are of these kinds
        reason = BadRecord(f"no Parquet: {str(error).splitlines()[0][:200]}", path, "fetch or write the file again")
        yield Item(source(path, options, f"row {number + 1}" if number else None), b"", error=reason)


def row_of(place: Source, batch: Any, row: int, names: Fields, limit: int, where: str) -> Item:
    """The item of one row of a batch; a cell that cannot be read is none."""
    record = dict[str, Any]()
    doubts: tuple[str, ...] = ()
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if _size(column[row]) > limit:
            return Item(place, b"", error=TooLarge(f"more than {limit} bytes", where, "leave the row out"))
        try:
            record[name] = _plain(column[row])
        except Exception:  # bytes that are no UTF-8 among others: whatever the library meets is this cell's
            doubts = ("metadata_unreadable",)
    return of_record(place, record, names, where, doubts)


def of_record(place: Source, record: dict[str, Any], names: Fields, where: str, flags: tuple[str, ...] = ()) -> Item:
    """The item of a record that was never bytes: it is hashed as JSON with its keys in order."""
    return _item(place, _canonical(record), record, names, where, "utf-8", flags)


def _size(cell: Any) -> int:
    """Bytes of a string, before it is made one of Python's."""
    value = getattr(cell, "value", cell)  # of a dictionary
    buffer = value.as_buffer() if hasattr(value, "as_buffer") else None
    return buffer.size if buffer is not None else 0


def _plain(cell: Any) -> Any:
    """A cell as Python's; a moment without its zone, which may be one that nobody knows."""
    if getattr(cell.type, "tz", None):
        cell = cell.cast(needs("pyarrow", "parquet").timestamp(cell.type.unit))
    return cell.as_py()
