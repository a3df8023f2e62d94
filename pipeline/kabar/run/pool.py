"""Worker processes of our own: a chunk at a time to each, results as they come, the dead replaced.

When a process dies on a chunk, its documents are done again one by one, each in a task of its own; one that kills its
process again is given up, its neighbours are not. Why a process died is read from its exit status: the alarm means
that a document took too long.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, NamedTuple

from kabar.errors import Crashed, DocumentError, TimedOut
from kabar.run import guard
from kabar.run.chunks import Chunk
from kabar.run.inputs import Unit
from kabar.run.work import Handle, Limits, Part, lost, merged, serve

_ATTEMPTS: Final = 2  # alone, after the first death in company: a worker that somebody else killed costs nothing
_WINDOW: Final = 8  # chunks a worker
_TICK: Final = 0.25  # seconds between two looks at the clock while nothing is finished


class _Task(NamedTuple):
    chunk: Chunk
    only: int | None = None  # index of the one unit to do, or the whole chunk
    attempt: int = 1

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.chunk.units if self.only is None else self.chunk.units[self.only : self.only + 1]


class _Ahead:
    """Chunks that are listed while all workers are busy, so that none of them waits for a folder to be read."""

    def __init__(self, chunks: Iterable[Chunk], size: int) -> None:
        self._source, self._size = iter(chunks), size
        self._held = deque[Chunk]()
        self._ended = False
        self.last = -1  # number of the chunk that was given last

    @property
    def more(self) -> bool:
        """Whether there may be another chunk."""
        return not self._ended or bool(self._held)

    def fill(self) -> None:
        """Have one chunk in hand for each worker, as far as there are any."""
        while not self._ended and len(self._held) < self._size:
            chunk = next(self._source, None)
            if chunk is None:
                self._ended = True
            else:
                self._held.append(chunk)

    def next(self) -> _Task | None:
        """The next chunk, or None when there is none."""
        chunk = self._held.popleft() if self._held else next(self._source, None)
        if chunk is None:
            self._ended = True
            return None
        self.last = chunk.number
        return _Task(chunk)


class _Worker(NamedTuple):
    process: BaseProcess
    connection: Connection


class Pool:
    """``size`` processes at most, started when there is work for them. Use as a context manager.

    ``make`` builds what handles a unit; it is called once, before any process is started, and each process inherits
    the result (or calls it for itself where processes cannot be forked).
    """

    def __init__(self, make: Callable[[], Handle], size: int, limits: Limits, method: str | None = None) -> None:
        self._context = multiprocessing.get_context(method or guard.method())
        self._fork = self._context.get_start_method() == "fork"
        self._make = make
        handle = make()  # what is broken in it is an error here, whatever starts the processes
        if self._fork:
            self._make = lambda: handle
        self._size, self._limits = size, limits
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, _Task]] = {}
        self._alone: dict[int, list[Part | None]] = {}

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes, at once: what they have not sent is not kept."""
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.connection.close()
            worker.process.kill()
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.process.join()

    def results(self, chunks: Iterable[Chunk], tick: Callable[[], None] = lambda: None) -> Iterator[tuple[Chunk, Part]]:
        """Parts as they are finished; one is never more than a window ahead of the oldest that is not.

        ``tick`` is called now and then while nothing comes.
        """
        ahead, again = _Ahead(chunks, self._size), deque[_Task]()
        finished: list[tuple[Chunk, Part]] = []
        while ahead.more or again or self._busy or finished:
            while len(self._busy) < self._size and (again or (ahead.more and self._within(ahead.last))):
                task = again.popleft() if again else ahead.next()
                if task is not None:
                    self._send(task)
            yield from finished  # what is done with them is done while the workers work
            finished = []
            ahead.fill()
            if self._busy:
                for connection in wait(list(self._busy), _TICK):
                    finished.extend(self._receive(connection, again))  # type: ignore[arg-type]
                tick()

    def _within(self, last: int) -> bool:
        """Whether a further chunk may be begun: a document that hangs does not let results pile up."""
        begun = [task.chunk.number for _, task in self._busy.values()] + list(self._alone)
        return not begun or last - min(begun) < _WINDOW * self._size

    def _send(self, task: _Task) -> None:
        while True:
            worker = self._idle.pop() if self._idle else self._start()
            try:
                worker.connection.send(task.units)
            except OSError:  # it died while it was idle
                worker.process.join()
                continue
            self._busy[worker.connection] = worker, task
            return

    def _receive(self, connection: Connection, again: deque[_Task]) -> Iterator[tuple[Chunk, Part]]:
        worker, task = self._busy[connection]
        try:
            part: Part | None = connection.recv()
        except (EOFError, OSError):
            part = None
        del self._busy[connection]
        if part is not None:
            self._idle.append(worker)
        else:
            connection.close()
            worker.process.kill()
            worker.process.join()
            part = self._after_death(task, worker.process.exitcode or 0, again)
        if part is None:
            return
        if task.only is None:
            yield task.chunk, part
        else:
            yield from self._collect(task, part)

    def _after_death(self, task: _Task, exitcode: int, again: deque[_Task]) -> Part | None:
        """The part of a document that is given up; None when it is tried again."""
        if task.only is None:
            self._alone[task.chunk.number] = [None] * len(task.chunk.units)
            again.extend(_Task(task.chunk, i) for i in range(len(task.chunk.units)))
            return None
        late = exitcode == -signal.SIGALRM
        if not late and task.attempt < _ATTEMPTS:
            again.appendleft(task._replace(attempt=task.attempt + 1))
            return None
        return lost(task.units[0], self._reason(task.units[0], late, exitcode))

    def _reason(self, unit: Unit, late: bool, exitcode: int) -> DocumentError:
        if late:
            what = f"took longer than {self._limits.seconds_for(unit):g} s"
            return TimedOut(what, None, "raise --timeout if the document is worth it")
        how = f"signal {-exitcode}" if exitcode < 0 else f"exit status {exitcode}"
        return Crashed(f"the worker process died on it ({how})", None, "please report it together with the document")

    def _collect(self, task: _Task, part: Part) -> Iterator[tuple[Chunk, Part]]:
        """Keep the part of one document; yield the chunk when its last one is there."""
        parts = self._alone[task.chunk.number]
        parts[task.only or 0] = part
        done = [p for p in parts if p is not None]
        if len(done) == len(parts):
            del self._alone[task.chunk.number]
            yield task.chunk, merged(done)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [w.connection for w in self._idle] + list(self._busy) + [ours] if self._fork else []
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_life, args=(theirs, inherited, self._make, self._limits, guard.parent()), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _life(
    connection: Connection, inherited: list[Connection], make: Callable[[], Handle], limits: Limits, parent: int
) -> None:
    """First thing in a worker: let go of the ends that belong to the parent, or its death would go unnoticed."""
    for end in inherited:
        end.close()
    serve(connection, make, limits, parent)
