"""WARC archives of web crawls (CC-NEWS): a page a record, streaming, with a check that the file is whole."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from kabar.article.formats.extras import needs
from kabar.article.formats.item import Item, Options, source
from kabar.article.source import Metadata
from kabar.errors import BadRecord, TooLarge

_HTML = ("text/html", "application/xhtml+xml")
_HTTP = "application/http; msgtype=response"
_END = b"\r\n\r\n"  # what closes every record


class Watched:
    """The file as fastwarc reads it, with a watch on its end: a truncated archive raises nothing there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._member: Any = None
        self._gzip: bool | None = None
        self._last = b""
        self.whole = True
        self._count = 0

    def tell(self) -> int:
        """Bytes read."""
        return self._count

    def read(self, size: int = -1) -> bytes:
        """Read, and follow the members of a gzip file or the last bytes of a plain one."""
        data = self._file.read(size) or b""
        self._count += len(data)
        if self._gzip is None and data:
            self._gzip = data.startswith(b"\x1f\x8b")
        if self._gzip:
            self._follow(data)
        else:
            self._last = (self._last + data)[-len(_END) :]
            self.whole = not self._last or self._last.endswith(b"\n")
        return data

    def _follow(self, data: bytes) -> None:
        """Go through gzip members; ``whole`` is whether the last one has its end."""
        try:
            while data:
                if self._member is None:
                    self._member = zlib.decompressobj(31)
                self._member.decompress(data, 1)
                while self._member.unconsumed_tail and not self._member.eof:
                    self._member.decompress(self._member.unconsumed_tail, 1 << 20)
                data = self._member.unused_data if self._member.eof else b""
                if self._member.eof:
                    self._member = None
            self.whole = self._member is None
        except zlib.error:
            self.whole, self._gzip = False, False


def pages(path: str, file: BinaryIO, options: Options) -> Iterator[Item]:
    """One item a page: successful responses of HTML. Raises MissingExtra."""
    warc = needs("fastwarc.warc", "warc")
    needs("trafilatura", "warc")
    watched = Watched(file)
    last = None
    seen = Counter[str]()
    try:
        for record in warc.ArchiveIterator(watched, warc.WarcRecordType.response, parse_http=False):
            last = record.record_id
            seen[last] += 1
            page = _page(path, record, options, warc, seen[last])
            if page is not None:
                yield page
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # fastwarc's panics are no Exceptions
        yield _broken(path, options, last, _reason(error))
        return
    while watched.read(1 << 16):
        pass
    if not watched.whole:
        yield _broken(path, options, last, "the archive ends early")


def _reason(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]


def _page(path: str, record: Any, options: Options, warc: Any, time: int) -> Item | None:
    """The item of one response, the so-many-th of its identity; None for one that is no page."""
    date = record.record_date
    found = Metadata(url=record.headers.get("WARC-Target-URI"), crawled=date.strftime("%Y-%m-%d") if date else None)
    position = record.record_id if time == 1 else f"{record.record_id} {time}"
    place, where = source(path, options, position, found), f"{path} {position}"
    large = TooLarge(f"more than {options.max_bytes} bytes", where, "leave it out")
    block = record.reader.read(options.max_bytes + 1)
    if len(block) > options.max_bytes:
        return Item(place, b"", error=large)
    try:
        found_in = _response(block, options, warc)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # this response's failure: the archive goes on behind it
        return Item(place, b"", error=BadRecord(_reason(error), where, "fetch the page again"))
    if found_in is None:
        return None
    data, charset = found_in
    if len(data) > options.max_bytes:
        return Item(place, b"", error=large)
    return Item(place, data, encoding=charset, form="html")


def _response(block: bytes, options: Options, warc: Any) -> tuple[bytes, str | None] | None:
    """Payload and charset of a successful response of HTML, one byte more than allowed at most.

    It is read as an archive of its own: what fastwarc stumbles over would be the end of the whole one.
    """
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: {_HTTP}\r\nContent-Length: {len(block)}\r\n\r\n"
    alone = io.BytesIO(head.encode() + block + _END)
    for record in warc.ArchiveIterator(alone, parse_http=True, auto_decode="all"):
        status = record.http_headers.status_code if record.http_headers else None
        if status == 200 and (record.http_content_type or "").lower() in _HTML:
            return record.reader.read(options.max_bytes + 1), record.http_charset
    return None


def _broken(path: str, options: Options, last: str | None, why: str) -> Item:
    """The item of the rest of an archive that cannot be read."""
    position = f"after {last}" if last else None
    where = " ".join(filter(None, (path, position)))
    return Item(source(path, options, position), b"", error=BadRecord(why, where, "fetch the archive again"))
