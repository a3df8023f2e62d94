"""The output folder: finished chunks as parts, final files made of them, both renamed into place.

``OUT/.kabar/parts/KEY`` is a finished chunk of a run that is not yet complete; ``OUT/.kabar/index.jsonl`` says where
the chunks of a complete run stand in ``claims.jsonl`` and ``documents.jsonl``. Each is found by the key of its chunk
and taken only when its hash is right, so that a run that was killed, or whose input, models or version changed, does
again what it must and nothing else. Nothing here is ever executed or trusted.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec

from kabar.errors import Locked, OutputError
from kabar.run.work import Part, Tally

CLAIMS, DOCUMENTS, RUN = "claims.jsonl", "documents.jsonl", "run.json"
_REMEDY: Final = "make room or choose another folder, then run the same command again: what is finished is kept"


class Place(NamedTuple):
    """Bytes ``start`` to ``start + size`` of a file."""

    file: str
    start: int
    size: int


class Entry(msgspec.Struct, frozen=True):
    """Where the two halves of a chunk stand; ``sha256`` is that of claims and documents together."""

    key: str
    claims: Place
    documents: Place
    sha256: str
    tally: Tally


class _Key(msgspec.Struct, frozen=True):
    """An entry of which only the key matters."""

    key: str


class Written(NamedTuple):
    """A final file: hash, bytes, lines."""

    sha256: str
    bytes: int
    lines: int


class Store:
    """One output folder, held by one run at a time. Raises OutputError and Locked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".kabar"
        self._parts = self.state / "parts"
        self._index: dict[str, bytes] = {}
        self._fresh = False  # whether parts are there that the final files do not hold
        self._lock: IO[str] | None = None

    def __enter__(self) -> "Store":
        with _writing(self.folder):
            self._parts.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.state / "lock")
            probe = self.state / "probe"
            probe.write_bytes(b"")
            probe.unlink()
        self._index = dict(_lines(self.state / "index.jsonl"))
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock:
            self._lock.close()

    def restart(self) -> None:
        """Forget what earlier runs left."""
        with _writing(self.state):
            self._index, self._fresh = {}, False
            (self.state / "index.jsonl").unlink(missing_ok=True)
            self._clear()

    def find(self, key: str) -> Tally | None:
        """The counts of a finished chunk, when it is there, undamaged, and nothing of it is worth another try."""
        entry = self._part(key)
        if entry and self._intact(entry):
            self._fresh = True
            return entry.tally
        entry = _decoded(self._index.get(key, b""))
        return entry.tally if entry and not entry.tally.unsure and self._intact(entry) else None

    def _part(self, key: str) -> Entry | None:
        """What the part of a chunk says of itself."""
        try:
            with (self._parts / key).open("rb") as file:
                entry = _decoded(file.readline())
        except OSError:
            return None
        return entry if entry and entry.key == key else None

    def _intact(self, entry: Entry) -> bool:
        return self._content(entry) is not None

    def _content(self, entry: Entry) -> tuple[bytes, bytes] | None:
        """The claims and documents of a chunk, or None when they are not what was written."""
        try:
            claims, documents = self._bytes(entry.claims), self._bytes(entry.documents)
        except OSError:
            return None
        return (claims, documents) if _sha256(claims, documents) == entry.sha256 else None

    def _bytes(self, place: Place) -> bytes:
        with open(os.path.join(self.folder, place.file), "rb") as file:
            file.seek(place.start)
            return file.read(place.size)

    def put(self, key: str, part: Part) -> None:
        """Keep a finished chunk: it is there entirely or not at all, whatever happens in between.

        It is not forced onto the disk, which would cost more than all else here: after a loss of power its hash tells
        whether it got there, and what did not is done again.
        """
        path = self._parts / key
        name = path.relative_to(self.folder).as_posix()
        digest = _sha256(part.claims, part.documents)

        def entry(offset: int) -> Entry:
            first, second = len(part.claims), len(part.documents)
            return Entry(key, Place(name, offset, first), Place(name, offset + first, second), digest, part.tally)

        # the header says where the payload starts, so its own length is found first: digits are padded with spaces
        offset = len(msgspec.json.encode(entry(0))) + 32
        header = msgspec.json.encode(entry(offset)).ljust(offset - 1) + b"\n"
        with _replacing(path, durable=False) as file:
            file.writelines((header, part.claims, part.documents))
        self._fresh = True

    def complete(self, keys: Sequence[str]) -> bool:
        """Whether the final files are already made of these chunks, in this order, and of nothing else."""
        if self._fresh or not keys or list(keys) != list(self._index):
            return False
        entries = [entry for entry in map(_decoded, self._index.values()) if entry]
        return all(
            self._size(name) == sum(getattr(entry, half).size for entry in entries)
            for name, half in ((CLAIMS, "claims"), (DOCUMENTS, "documents"))
        )

    def _size(self, name: str) -> int:
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return -1

    def _clear(self) -> None:
        for path in self._parts.iterdir():
            path.unlink()

    def finish(self, keys: Sequence[str]) -> tuple[Written, Written]:
        """Write the final files in the order of the chunks, then the index, then let the parts go."""
        with (
            _replacing(self.folder / CLAIMS) as claims_file,
            _replacing(self.folder / DOCUMENTS) as documents_file,
            _replacing(self.state / "index.jsonl") as index,
        ):
            claims, documents = _Tail(CLAIMS, claims_file), _Tail(DOCUMENTS, documents_file)
            for key in keys:
                entry = self._part(key) or _decoded(self._index.get(key, b""))
                content = self._content(entry) if entry else None
                if entry is None or content is None:
                    what = "a finished chunk has vanished" if entry is None else "a finished chunk is damaged"
                    raise OutputError(what, str(self._parts / key), "run it again")
                first, second = claims.write(content[0]), documents.write(content[1])
                index.write(msgspec.json.encode(Entry(entry.key, first, second, entry.sha256, entry.tally)) + b"\n")
        with _writing(self._parts):
            self._clear()
        return claims.written(), documents.written()

    def write(self, name: str, data: bytes) -> None:
        """Write a small file of the folder."""
        with _replacing(self.folder / name) as file:
            file.write(data)


class _Tail:
    """The end of a file that grows, with its hash."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file, self._hash = name, file, hashlib.sha256()
        self._size = self._lines = 0

    def write(self, data: bytes) -> Place:
        """Append, and say where."""
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)
        self._lines += data.count(b"\n")
        return Place(self._name, self._size - len(data), len(data))

    def written(self) -> Written:
        """What the file holds by now."""
        return Written(self._hash.hexdigest(), self._size, self._lines)


def _sha256(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _decoded(line: bytes) -> Entry | None:
    try:
        return msgspec.json.decode(line, type=Entry)
    except (msgspec.DecodeError, ValueError):
        return None


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Lines of an index by key, as far as they can be read; decoded when they are asked for."""
    try:
        with path.open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=_Key).key, line
    except (OSError, msgspec.DecodeError, ValueError):
        return


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What hinders writing becomes an OutputError that names the path."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        raise OutputError(f"cannot be written: {(error.strerror or str(error)).lower()}", where, _REMEDY) from None


@contextmanager
def _replacing(path: Path, durable: bool = True) -> Iterator[IO[bytes]]:
    """A file that takes the place of ``path`` when all of it is written (safely on the disk), and never before."""
    partial = path.with_name(path.name + ".partial")
    with _writing(path):
        try:
            with partial.open("wb") as file:
                yield file
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _locked(path: Path) -> IO[str]:
    """Hold the lock file. The system lets it go when the process ends, however it ends: it cannot go stale."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise Locked(
            f"process {holder} is writing into this folder", str(path.parent.parent), "wait for it or choose another"
        ) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
