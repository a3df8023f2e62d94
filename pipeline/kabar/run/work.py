"""What one worker process does: documents in, encoded lines out. A document may fail, hang or kill the process."""

import gc
import itertools
import os
import signal
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
from kabar.run import guard
from kabar.run.inputs import File, Unit, open_regular, refused

Handle = Callable[[Sequence[Unit]], Sequence[Outcome]]
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
    """The usual way of a unit: open, read, extract. ``models`` is the folder of the models (the shipped by default);
    an ``extractor`` that is there already spares all that.
    """

    def __init__(
        self,
        options: Options,
        models: Path | None = None,
        gazetteers: tuple[Path, ...] = (),
        lenient: bool = False,
        extractor: Extractor | None = None,
    ) -> None:
        self.options = options
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the command has told of bad lines already, once
            self.extractor = extractor or Extractor(models, gazetteers, lenient)

    def __call__(self, units: Sequence[Unit]) -> list[Outcome]:
        """The outcomes of units in their order: one each, but for a file that holds several documents."""
        return self.extractor.items([item for unit in units for item in self._items(unit)], self.options)

    def _items(self, unit: Unit) -> list[Item]:
        """What a unit holds, or why that cannot be told."""
        if isinstance(unit, Item):
            return [unit]
        try:
            file = open_regular(unit.path)
        except OSError as error:
            return [refused(unit.shown, error)]
        with file:
            found = list(documents(unit.shown, file, self.options)) if _same(unit, file.fileno()) else []
            return found if found and _same(unit, file.fileno()) else [_changed(unit)]


def _same(unit: File, handle: int) -> bool:
    status = os.fstat(handle)
    return (status.st_size, status.st_mtime_ns) == (unit.size, unit.modified)


def _changed(unit: File) -> Item:
    error = Changed("changed while the run was reading it", unit.shown, "run again when nobody writes to it")
    return Item(Source(path=unit.shown), b"", error=error)


def source_of(unit: Unit) -> Source:
    """What is known of a unit before it is read."""
    return Source(path=unit.shown) if isinstance(unit, File) else unit.source


def _part(outcomes: Sequence[Outcome]) -> Part:
    """The part that documents make."""
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
    claims = b"".join([_encode(outcome.claims) for outcome in outcomes])
    return Part(claims, _encode([outcome.line for outcome in outcomes]), tally)


def lost(unit: Unit, error: DocumentError) -> Part:
    """The part of a unit that no process could finish."""
    return _part([failed(source_of(unit), error)])


def merged(parts: Sequence[Part]) -> Part:
    """The parts of a chunk that was done piece by piece."""
    tally = Tally()
    for part in parts:
        tally.add(part.tally)
    return Part(b"".join(p.claims for p in parts), b"".join(p.documents for p in parts), tally)


def do(units: Sequence[Unit], handle: Handle, limits: Limits) -> Part:
    """Work through units, all together; one by one where one of them raises something."""
    try:
        return _timed(units, handle, limits)
    except Exception as error:
        if len(units) == 1:
            return lost(units[0], _crash(error))
    return merged([do([unit], handle, limits) for unit in units])


def _timed(units: Sequence[Unit], handle: Handle, limits: Limits) -> Part:
    """Work through units together; the alarm ends the process when they take longer than the slowest of them may."""
    if limits.seconds:
        signal.setitimer(signal.ITIMER_REAL, max(map(limits.seconds_for, units)))
    try:
        return _part(handle(units))
    finally:
        if limits.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _crash(error: Exception) -> Crashed:
    """An error of ours, told by its kind and place: the same words in every run."""
    if isinstance(error, MemoryError):  # whose place is chance
        return Crashed("needs more memory than a worker may use", None, "raise --memory, or split the document")
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Crashed(f"{type(error).__name__}{place}", None, "please report it together with the document")


def serve(connection: Connection, make: Callable[[], Handle], limits: Limits, parent: int) -> None:
    """Life of a worker: take units, give parts, until the other end is closed or the ``parent`` is gone.

    The alarm has its default action, which ends the process even inside C code: that is how a document that hangs is
    told from one that crashes.
    """
    guard.begin(parent, limits.memory)
    handle = make()
    gc.freeze()  # what is loaded stays, and pages that are shared with the parent are not written to
    gc.disable()  # records hold no cycles; what libraries leave behind goes between two chunks
    try:
        for number in itertools.count(1):
            connection.send(do(connection.recv(), handle, limits))
            gc.collect(2 if number % _THOROUGH == 0 else 1)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
