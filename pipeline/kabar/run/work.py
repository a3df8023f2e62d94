"""What one worker process does: documents in, encoded lines out. A document may fail, hang or kill the process."""

import gc
import itertools
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from kabar.article.formats import Item, Options, documents
from kabar.article.source import Source
from kabar.errors import Changed, Crashed, DocumentError
from kabar.extractor import Extractor, Outcome, failed
from kabar.run.inputs import File, Unit, open_regular, refused

Handle = Callable[[Unit], Sequence[Outcome]]
_THOROUGH: Final = 16  # chunks after which the garbage of all generations is collected
RETRIED = frozenset({"unreadable", "changed", "crashed", "timeout"})  # another run may fare better

_encode = msgspec.json.Encoder(order=None).encode_lines


_MEGABYTE: Final = 1_000_000


class Limits(NamedTuple):
    """Seconds for one document, and bytes of address space for one worker (0: none)."""

    seconds: float = 60.0
    memory: int = 0

    def seconds_for(self, unit: Unit) -> float:
        """The limit of a document: one above a megabyte may take longer in proportion."""
        size = unit.size if isinstance(unit, File) else len(unit.data)
        return self.seconds * max(1.0, size / _MEGABYTE)


class Tally(msgspec.Struct):
    """What is counted of a chunk; tallies add up."""

    documents: int = 0
    claims: int = 0
    characters: int = 0
    status: dict[str, int] = {}
    code: dict[str, int] = {}
    document_language: dict[str, int] = {}
    kind: dict[str, int] = {}
    predicate: dict[str, int] = {}
    claim_language: dict[str, int] = {}

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally to this one."""
        for name in self.__struct_fields__:
            mine, more = getattr(self, name), getattr(other, name)
            if isinstance(mine, dict):
                for key, count in more.items():
                    _count(mine, key, count)
            else:
                setattr(self, name, mine + more)

    def count(self, outcome: Outcome) -> None:
        """Count a document and its claims."""
        line, claims = outcome.line, outcome.claims
        self.documents += 1
        self.claims += len(claims)
        self.characters += line.characters
        _count(self.status, line.status)
        if line.code:
            _count(self.code, line.code)
        if line.language:
            _count(self.document_language, line.language)
            if claims:
                _count(self.claim_language, line.language, len(claims))
        for claim in claims:
            _count(self.kind, claim.kind)
            _count(self.predicate, claim.predicate)

    @property
    def failures(self) -> int:
        """Documents that could not be used."""
        return self.status.get("failed", 0)

    @property
    def unsure(self) -> bool:
        """Whether a document failed in a way that another run may not meet again."""
        return not RETRIED.isdisjoint(self.code)


def _count(counts: dict[str, int], key: str, more: int = 1) -> None:
    counts[key] = counts.get(key, 0) + more


class Part(NamedTuple):
    """The result of a chunk: lines of ``claims.jsonl``, lines of ``documents.jsonl``, counts."""

    claims: bytes
    documents: bytes
    tally: Tally


class Reader:
    """The usual way of a unit: open, read, extract. ``models`` is the folder of the models (the shipped by default)."""

    def __init__(
        self,
        options: Options,
        models: Path | None = None,
        gazetteers: tuple[Path, ...] = (),
        lenient: bool = False,
    ) -> None:
        self.options = options
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the command has told of bad lines already, once
            self.extractor = Extractor(models, gazetteers, lenient)

    def __call__(self, unit: Unit) -> list[Outcome]:
        """The outcomes of one unit: one, but for a file that holds several documents."""
        if isinstance(unit, Item):
            return [self.extractor.item(unit, self.options)]
        try:
            file = open_regular(unit.path)
        except OSError as error:
            return [self.extractor.item(refused(unit.shown, error))]
        with file:
            if not _same(unit, file.fileno()):
                return [_changed(unit)]
            outcomes = [self.extractor.item(item, self.options) for item in documents(unit.shown, file, self.options)]
            return outcomes if _same(unit, file.fileno()) else [_changed(unit)]


def _same(unit: File, handle: int) -> bool:
    status = os.fstat(handle)
    return (status.st_size, status.st_mtime_ns) == (unit.size, unit.modified)


def _changed(unit: File) -> Outcome:
    error = Changed("changed while the run was reading it", unit.shown, "run again when nobody writes to it")
    return failed(Source(path=unit.shown), error)


def source_of(unit: Unit) -> Source:
    """What is known of a unit before it is read."""
    return Source(path=unit.shown) if isinstance(unit, File) else unit.source


class _Making:
    """A part that grows by documents: each is encoded at once, so that its claims need not be kept."""

    def __init__(self) -> None:
        self._claims, self._documents, self._tally = list[bytes](), list[bytes](), Tally()

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Add documents: all of them, or none when something is raised."""
        claims = [_encode(outcome.claims) for outcome in outcomes]
        documents = _encode([outcome.line for outcome in outcomes])
        self._claims += claims
        self._documents.append(documents)
        for outcome in outcomes:
            self._tally.count(outcome)

    def part(self) -> Part:
        """What there is by now."""
        return Part(b"".join(self._claims), b"".join(self._documents), self._tally)


def lost(unit: Unit, error: DocumentError) -> Part:
    """The part of a unit that no process could finish."""
    made = _Making()
    made.add([failed(source_of(unit), error)])
    return made.part()


def merged(parts: Sequence[Part]) -> Part:
    """The parts of a chunk that was done piece by piece."""
    tally = Tally()
    for part in parts:
        tally.add(part.tally)
    return Part(b"".join(p.claims for p in parts), b"".join(p.documents for p in parts), tally)


def do(units: Sequence[Unit], handle: Handle, limits: Limits) -> Part:
    """Work through units; the alarm that ends the process when one takes too long is set anew for each."""
    made = _Making()
    for unit in units:
        if limits.seconds:
            signal.setitimer(signal.ITIMER_REAL, limits.seconds_for(unit))
        try:
            made.add(handle(unit))
        except Exception as error:
            made.add([failed(source_of(unit), _crash(error))])
    if limits.seconds:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return made.part()


def _crash(error: Exception) -> Crashed:
    """An error of ours, told by its kind and place: the same words in every run."""
    if isinstance(error, MemoryError):  # whose place is chance
        return Crashed("needs more memory than a worker may use", None, "raise --memory, or split the document")
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Crashed(f"{type(error).__name__}{place}", None, "please report it together with the document")


def serve(connection: Connection, make: Callable[[], Handle], limits: Limits) -> None:
    """Life of a worker: take units, give parts, until the other end is closed.

    Ctrl-C is the parent's to decide. The alarm has its default action, which ends the process even inside C code:
    that is how a document that hangs is told from one that crashes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    sys.unraisablehook = _unraisable
    _limit_memory(limits.memory)
    handle = make()
    gc.freeze()  # what is loaded stays, and pages that are shared with the parent are not written to
    gc.disable()  # records hold no cycles; what libraries leave behind goes between two chunks
    try:
        for number in itertools.count(1):
            connection.send(do(connection.recv(), handle, limits))
            gc.collect(2 if number % _THOROUGH == 0 else 1)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _unraisable(error: "sys.UnraisableHookArgs") -> None:
    """Nothing is said of memory that ran out while something was let go of: the document's line says it."""
    if not issubclass(error.exc_type, MemoryError):
        sys.__unraisablehook__(error)


def _limit_memory(size: int) -> None:
    if size:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
