"""Bytes of a file or of standard input: expanded, bounded, in lines, and told when they end too early."""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from kabar.article.formats.extras import needs

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 16
# Bytes of a compressed file at a time: what a step expands to is held in memory, 8 MB at the worst.
_GZIP_STEP, _ZSTD_STEP = 8192, 256  # gzip expands at most 1,032 times, Zstandard some 32,000 times
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


class Expanded(io.RawIOBase):
    """Expanded bytes of gzip members or Zstandard frames, all that can be had; ``broken`` says why they end early."""

    def __init__(self, file: BinaryIO, begin: Callable[[], Any], errors: type[Exception], step: int) -> None:
        self._file, self._begin, self._errors, self._step = file, begin, errors, step
        self._frame: Any = None
        self._ready = memoryview(b"")
        self.broken: str | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Expand into ``buffer``."""
        while not self._ready and self.broken is None:
            data = self._file.read(self._step)
            if not data:
                self.broken = "the compressed stream ends early" if self._frame is not None else None
                return 0
            self._ready = memoryview(self._expand(data))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _expand(self, data: bytes) -> bytes:
        """What a piece of the file expands to, of one frame or several."""
        out = b""
        try:
            while data:
                if self._frame is None:
                    self._frame = self._begin()
                out += self._frame.decompress(data)
                data = self._frame.unused_data if self._frame.eof else b""
                if self._frame.eof:
                    self._frame = None
        except self._errors:
            self.broken = "the compressed stream is damaged"
        return out


class Stream:
    """Expanded bytes of a file. Every read raises Ended when there is no going on."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(4) or b""
        self._raw = Counted(file, head)
        raw: BinaryIO = io.BufferedReader(self._raw, _CHUNK)
        self._expanded = _expanded(head, raw)
        self._file = io.BufferedReader(self._expanded, _CHUNK) if self._expanded else raw
        self._produced = 0

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; fewer only at the end. Raises Ended, with what was read before as ``args[1]``."""
        parts: list[bytes] = []
        left = size
        while left > 0:
            part = self._file.read(min(left, _CHUNK))
            if not part or self._too_much(len(part)):
                break
            parts.append(part)
            left -= len(part)
        if left > 0 and self._why():
            raise Ended(self._why(), b"".join(parts))
        return b"".join(parts)

    def line(self, size: int) -> bytes:
        """The next line with its end, at most ``size`` bytes of it; empty at the end of the stream. Raises Ended."""
        part = self._file.readline(size)
        if self._too_much(len(part)) or (not part.endswith(b"\n") and len(part) < size and self._why()):
            raise Ended(self._why(), part)
        return part

    def blank_lines(self) -> int:
        """Pass over the line ends that come next, and count them: millions of them cost next to nothing."""
        count = 0
        while True:
            ready = self._file.peek(1)  # type: ignore[attr-defined]
            size = len(ready) - len(ready.lstrip(b"\r\n"))
            size = ready.rfind(b"\n", 0, size) + 1
            if not size:
                return count
            count += self._file.read(size).count(b"\n")
            if self._too_much(size):
                raise Ended(self._why(), b"")

    def _too_much(self, size: int) -> bool:
        """Whether the stream expands without measure."""
        self._produced += size
        return self._expanded is not None and self._produced > max(_FREE, _MOST_TIMES * self._raw.count)

    def _why(self) -> str | None:
        """Why there is no going on, if so."""
        if self._too_much(0):
            return f"expands to more than {_MOST_TIMES} times its size"
        return self._expanded.broken if self._expanded else None


def _expanded(head: bytes, raw: BinaryIO) -> Expanded | None:
    """The expander of a compressed stream, known by its first bytes. Raises MissingExtra."""
    if head.startswith(_GZIP):
        return Expanded(raw, lambda: zlib.decompressobj(31), zlib.error, _GZIP_STEP)
    if head.startswith(_ZSTD):
        module = needs("zstandard", "zstd")
        return Expanded(raw, lambda: module.ZstdDecompressor().decompressobj(), module.ZstdError, _ZSTD_STEP)
    return None


class Text(NamedTuple):
    """A line of a stream: its number from 1, its bytes without the line end, and whether it was cut at the limit."""

    number: int
    data: bytes
    cut: bool


def lines(stream: Stream, limit: int) -> Iterator[Text]:
    """Lines of a stream that hold something, split at LF only. Raises Ended."""
    number = 0
    while True:
        number += stream.blank_lines()
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
