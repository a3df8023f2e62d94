"""Statements in a file beside the database, by the number of their claim: where rows are sorted they stay in place."""

import os
import tempfile
from array import array
from functools import lru_cache

import msgspec

from kabar.facts.statement import Statement

_KEPT = 4096  # statements that were read last; a block compares the same ones again and again


class Bodies:
    """Statements, numbered from 0 in the order in which they come; :meth:`close` lets the file go."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="kabar-facts-", buffering=1 << 20)  # noqa: SIM115 - close() is there
        self._ends = array("q", [0])
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Statement).decode
        self.read = lru_cache(_KEPT)(self._read)

    def add(self, says: Statement) -> int:
        """Append a statement; its number."""
        body = self._encode(says)
        self._file.write(body)
        self._ends.append(self._ends[-1] + len(body))
        return len(self._ends) - 2

    def done(self) -> None:
        """All have been added."""
        self._file.flush()

    def _read(self, number: int) -> Statement:
        start, end = self._ends[number], self._ends[number + 1]
        return self._decode(os.pread(self._file.fileno(), end - start, start))

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
