"""Bytes of a file or of standard input: expanded, bounded, in lines, and told when they end too early."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from kabar.article.formats.extras import needs

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 16
_FREE = 64_000_000  # bytes that any stream may expand to
_MOST_TIMES = 200  # and beyond them no more than so many times its size: text shrinks to a third or a tenth


class Ended(Exception):
    """The stream cannot be read further: cut short, damaged, or expanding without end."""


class Counted(io.RawIOBase):
    """The raw stream, with a count of the bytes read."""

    def __init__(self, file: BinaryIO, start: bytes = b"") -> None:
        self._file = file
        self._start = start
        self.count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into ``buffer``."""
        data = self._start[: len(buffer)] or self._file.read(len(buffer)) or b""
        self._start = self._start[len(data) :] if self._start else b""
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Zstd(io.RawIOBase):
    """Expanded bytes of Zstandard frames; raises EOFError when the last one is cut short. Raises MissingExtra."""

    _STEP = 1024  # bytes: a frame expands at most to some 32,000 times its size, and a step is held in memory

    def __init__(self, file: BinaryIO) -> None:
        self._module = needs("zstandard", "zstd")
        self._file = file
        self._frame: Any = None
        self._ready = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Expand into ``buffer``."""
        while not self._ready:
            data = self._file.read(self._STEP)
            if not data:
                if self._frame is not None:
                    raise EOFError
                return 0
            self._ready = self._expand(data)
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _expand(self, data: bytes) -> bytes:
        """What a piece of the file expands to, of one frame or several."""
        out = b""
        try:
            while data:
                if self._frame is None:
                    self._frame = self._module.ZstdDecompressor().decompressobj()
                out += self._frame.decompress(data)
                data = self._frame.unused_data if self._frame.eof else b""
                if self._frame.eof:
                    self._frame = None
        except self._module.ZstdError:
            raise ValueError from None
        return out


class Stream:
    """Expanded bytes of a file. Every read raises Ended when there is no going on."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(4) or b""
        self._raw = Counted(file, head)
        raw = io.BufferedReader(self._raw, _CHUNK)
        self.expanded = head.startswith((_GZIP, _ZSTD))
        self._file: BinaryIO = raw
        if head.startswith(_GZIP):
            self._file = io.BufferedReader(gzip.GzipFile(fileobj=raw), _CHUNK)  # type: ignore[arg-type]
        elif head.startswith(_ZSTD):
            self._file = io.BufferedReader(Zstd(raw), _CHUNK)
        self._produced = 0

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; fewer only at the end. Raises Ended, with what was read before as ``args[1]``."""
        parts: list[bytes] = []
        left = size
        while left > 0:
            try:
                part = self._next(left)
            except Ended as error:
                raise Ended(error.args[0], b"".join(parts)) from None
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def line(self, size: int) -> bytes:
        """The next line with its end, at most ``size`` bytes of it; empty at the end of the stream. Raises Ended."""
        try:
            part = self._file.readline(size)
        except _BROKEN as error:
            raise Ended(_why(error), b"") from None
        self._count(len(part))
        return part

    def _next(self, size: int) -> bytes:
        try:
            part = self._file.read(min(size, _CHUNK))
        except _BROKEN as error:
            raise Ended(_why(error), b"") from None
        self._count(len(part))
        return part

    def _count(self, size: int) -> None:
        """Raise Ended when the stream expands without measure."""
        self._produced += size
        if self.expanded and self._produced > max(_FREE, _MOST_TIMES * self._raw.count):
            raise Ended(f"expands to more than {_MOST_TIMES} times its size", b"")


_BROKEN = (EOFError, zlib.error, OSError, ValueError)


def _why(error: BaseException) -> str:
    """What is wrong with a compressed stream."""
    if isinstance(error, EOFError):
        return "the compressed stream ends early"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "the compressed stream is damaged"


class Text(NamedTuple):
    """A line of a stream: its number from 1, its bytes without the line end, and whether it was cut at the limit."""

    number: int
    data: bytes
    cut: bool


def lines(stream: Stream, limit: int) -> Iterator[Text]:
    """Lines of a stream, split at LF only. Raises Ended."""
    number = 0
    while True:
        data = stream.line(limit + 2)
        if not data:
            return
        number += 1
        cut = len(data) > limit and not data.endswith(b"\n")
        if cut:
            rest = data
            while rest and not rest.endswith(b"\n"):
                rest = stream.line(_CHUNK)
        yield Text(number, data[:limit] if cut else data.rstrip(b"\r\n"), cut)
