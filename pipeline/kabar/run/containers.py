"""Containers are read in a process of their own: what fails, hangs or eats memory there costs a line, never the run.

The process takes a path at a time and sends the documents in it, some at once. Where it dies, or is silent for longer
than a document may take, the documents that it had sent stay, one line says what happened, and the next container is
read by a new process.
"""

import multiprocessing
import os
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import BinaryIO, Final, NamedTuple

from kabar.article.formats import Item, Options, documents
from kabar.article.formats.item import source
from kabar.errors import BadRecord, Crashed, DocumentError, KabarError, MissingExtra, TimedOut, TooLarge, UsageError
from kabar.run import guard
from kabar.run.inputs import STDIN, open_regular, refused
from kabar.run.work import Limits

_ITEMS: Final = 32  # documents at once at most
_BYTES: Final = 1 << 16
_LINGER: Final = 0.2  # seconds after which what is there is sent
_TICK: Final = 0.25  # seconds between two looks at the clock


class _Reader(NamedTuple):
    process: BaseProcess
    connection: Connection


class _Cut(Exception):
    """The rest of a container cannot be read; ``dead``: by this process at least."""

    def __init__(self, error: DocumentError, dead: bool = True) -> None:
        super().__init__(error)
        self.error, self.dead = error, dead


class Containers:
    """Reads the documents of containers, each bounded by ``limits``. Use as a context manager.

    ``stdin`` is standard input, where it is read; ``method`` is how processes are started (None: what fits the system).
    """

    def __init__(
        self, options: Options, limits: Limits, stdin: BinaryIO | None = None, method: str | None = None
    ) -> None:
        self._context = multiprocessing.get_context(method or guard.method())
        self._fork = self._context.get_start_method() == "fork"
        self._options, self._limits, self._stdin = options, limits, stdin
        self._handle = os.dup(stdin.fileno()) if self._fork and stdin is not None else None  # a child's own is closed
        self._reader: _Reader | None = None

    def __enter__(self) -> "Containers":
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, at once."""
        self._end()
        if self._handle is not None:
            os.close(self._handle)

    def documents(self, path: str, shown: str) -> Iterator[Item]:
        """The documents of a file (``-``: of standard input), and a last item that says why there are no more.

        Raises MissingExtra, UsageError.
        """
        if path == STDIN and self._handle is None:  # nobody else can read it
            if self._stdin is not None:
                yield from documents(STDIN, self._stdin, self._options)
            return
        reader = self._reader = self._reader or self._start()
        position: str | None = None
        try:
            reader.connection.send((path, shown))
            while (batch := self._batch(reader)) is not None:
                yield from batch
                position = batch[-1].source.position
        except _Cut as cut:
            if cut.dead:
                self._end()
            yield self._last(shown, position, cut.error)
        except BaseException:
            self._end()
            raise

    def _batch(self, reader: _Reader) -> list[Item] | None:
        """The next documents; None at the end. Raises _Cut, MissingExtra, UsageError."""
        seconds, begun = self._limits.seconds, time.monotonic()
        while not reader.connection.poll(_TICK):
            if seconds and time.monotonic() - begun > seconds + _LINGER:
                what = f"no document in it for more than {seconds:g} s"
                raise _Cut(TimedOut(what, None, "raise --timeout if it is worth it"))
        try:
            found: list[Item] | KabarError | None = reader.connection.recv()
        except (EOFError, OSError):
            reader.process.join(1)
            code = reader.process.exitcode or 0
            how = f"signal {-code}" if code < 0 else f"exit status {code}"
            raise _Cut(Crashed(f"the process that read it died ({how})", None, "leave it out, or split it")) from None
        if isinstance(found, DocumentError):
            raise _Cut(found, dead=False)
        if isinstance(found, KabarError):
            raise found
        return found

    def _last(self, shown: str, position: str | None, error: DocumentError) -> Item:
        """The item of what could not be read behind a position."""
        behind = f"after {position}" if position else None
        error.where = " ".join(filter(None, (shown, behind)))
        return Item(source(shown, self._options, behind), b"", error=error)

    def _start(self) -> _Reader:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_life, args=(theirs, self._options, self._limits.memory, self._handle, guard.parent()), daemon=True
        )
        process.start()
        theirs.close()
        return _Reader(process, ours)

    def _end(self) -> None:
        if self._reader is not None:
            self._reader.connection.close()
            self._reader.process.kill()
            self._reader.process.join()
            self._reader = None


def _life(connection: Connection, options: Options, memory: int, stdin: int | None, parent: int) -> None:
    """Life of the process: take a path, send its documents, until the other end is closed."""
    guard.begin(parent, memory)
    try:
        while True:
            path, shown = connection.recv()
            connection.send(_sent(connection, path, shown, options, stdin))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _sent(connection: Connection, path: str, shown: str, options: Options, stdin: int | None) -> KabarError | None:
    """Send the documents of a file; what ends them early, or None."""
    batch = list[Item]()
    try:
        with open_regular(path) if path != STDIN or stdin is None else os.fdopen(stdin, "rb") as file:
            size, sent = 0, time.monotonic()
            for item in documents(shown, file, options):
                batch.append(item)
                size += len(item.data)
                if len(batch) >= _ITEMS or size >= _BYTES or time.monotonic() - sent > _LINGER:
                    connection.send(batch)
                    batch, size, sent = [], 0, time.monotonic()
    except (BrokenPipeError, ConnectionResetError):
        raise
    except OSError as error:
        batch.append(refused(shown, error))
        end: KabarError | None = None
    except (UsageError, MissingExtra) as error:
        end = error
    except MemoryError:  # whose place is chance
        end = TooLarge("needs more memory than a process may use", None, "raise --memory, or split the file")
    except Exception as error:  # a library of the wild: whatever it stumbles over is this file's failure
        end = BadRecord(f"cannot be read on: {type(error).__name__}", None, "mend the file, or split it")
    else:
        end = None
    if batch:
        connection.send(batch)
    return end
