"""The output folder: finished chunks as parts, final files made of them, both renamed into place.

``OUT/.kabar/parts/KEY`` is a finished chunk of a run that is not yet complete; ``OUT/.kabar/index.jsonl`` says where
the chunks of a complete run stand in ``claims.jsonl`` and ``documents.jsonl``. Each is found by the key of its chunk
and taken only when its hash is right, so that a run that was killed, or whose input, models or version changed, does
again what it must and nothing else. Nothing here is ever executed or trusted.
"""

import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec

from kabar.errors import OutputError
from kabar.run.files import locked, make_folder, replacing, writing
from kabar.run.inputs import open_regular
from kabar.run.work import Part, Tally

CLAIMS, DOCUMENTS, RUN = "claims.jsonl", "documents.jsonl", "run.json"
STATE: Final = ".kabar"
MADE_OF: Final = f"{STATE}/made_of.json"
_MOST: Final = 1 << 62


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


class _Failed(msgspec.Struct, frozen=True):
    """What a line of ``documents.jsonl`` says of a failure."""

    path: str | None
    position: str | None
    message: str | None


class Written(NamedTuple):
    """A final file: hash, bytes, lines."""

    sha256: str
    bytes: int
    lines: int


class Store:
    """One output folder, held by one run at a time. Raises OutputError and Locked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / STATE
        self._parts = self.state / "parts"
        self._index: dict[str, bytes] = {}
        self._fresh = False  # whether parts are there that the final files do not hold
        self._lock: IO[str] | None = None

    def __enter__(self) -> "Store":
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for own in (self.state, self._parts):
                make_folder(own)
            self._lock = locked(self.state / "lock")
            with replacing(self.state / "probe", durable=False):
                pass
            (self.state / "probe").unlink()
        self._index = dict(_lines(self.read(f"{STATE}/index.jsonl")))
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock:
            self._lock.close()

    def restart(self) -> None:
        """Forget what earlier runs left."""
        with writing(self.state):
            self._index, self._fresh = {}, False
            (self.state / "index.jsonl").unlink(missing_ok=True)
            self._clear()

    def find(self, key: str) -> Tally | None:
        """The counts of a finished chunk, when it is there, undamaged, and nothing of it is worth another try."""
        entry = self._part(key)
        if entry and self._intact(entry):
            self._fresh = True
            return entry.tally
        entry = self._indexed(key)
        return entry.tally if entry and not entry.tally.unsure and self._intact(entry) else None

    def _indexed(self, key: str) -> Entry | None:
        """What the index says of a chunk: where it stands in the final files."""
        entry = _decoded(self._index.get(key, b""))
        return entry if entry and (entry.claims.file, entry.documents.file) == (CLAIMS, DOCUMENTS) else None

    def _part(self, key: str) -> Entry | None:
        """What the part of a chunk says of itself."""
        try:
            with open_regular(str(self._parts / key)) as file:
                entry = _decoded(file.readline())
        except OSError:
            return None
        own = f"{STATE}/parts/{key}"
        return entry if entry and entry.key == key and {entry.claims.file, entry.documents.file} == {own} else None

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
        with open_regular(os.path.join(self.folder, place.file)) as file:
            size = os.fstat(file.fileno()).st_size
            if not 0 <= place.start <= place.start + place.size <= size:
                return b""
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
        with replacing(path, durable=False) as file:
            file.writelines((header, part.claims, part.documents))
        self._fresh = True

    def complete(self, keys: Sequence[str]) -> bool:
        """Whether the final files are already made of these chunks, in this order, and of nothing else."""
        if self._fresh or not keys or list(keys) != list(self._index) or not (self.folder / RUN).is_file():
            return False
        entries = [entry for entry in map(self._indexed, keys) if entry]
        return len(entries) == len(keys) and all(
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

    def finish(self, keys: Sequence[str], run: Callable[[Mapping[str, Written]], bytes]) -> None:
        """Write the final files in the order of the chunks, ``run`` of what was written, then let the parts go.

        The index takes its place last: until then the run is not complete, and the next one writes all four again.
        """
        with (
            replacing(self.state / "index.jsonl") as index,
            replacing(self.folder / RUN) as run_file,
            replacing(self.folder / CLAIMS) as claims_file,
            replacing(self.folder / DOCUMENTS) as documents_file,
        ):
            claims, documents = _Tail(CLAIMS, claims_file), _Tail(DOCUMENTS, documents_file)
            for key in keys:
                entry = self._part(key) or self._indexed(key)
                content = self._content(entry) if entry else None
                if entry is None or content is None:
                    what = "a finished chunk has vanished" if entry is None else "a finished chunk is damaged"
                    raise OutputError(what, str(self._parts / key), "run it again")
                first, second = claims.write(content[0]), documents.write(content[1])
                index.write(msgspec.json.encode(Entry(entry.key, first, second, entry.sha256, entry.tally)) + b"\n")
            run_file.write(run({CLAIMS: claims.written(), DOCUMENTS: documents.written()}))
        with writing(self._parts):
            self._clear()

    def failures(self, most: int) -> tuple[str, ...]:
        """The messages of the first documents that failed."""
        with writing(self.folder), open_regular(str(self.folder / DOCUMENTS)) as file:
            return tuple(failures_of(file, most))

    def read(self, name: str) -> bytes | None:
        """The content of a small file of the folder; None when there is none that can be read."""
        try:
            with open_regular(str(self.folder / name)) as file:
                return file.read()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a small file of the folder."""
        with replacing(self.folder / name) as file:
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


def failures_of(lines: Iterable[bytes], most: int) -> Iterator[str]:
    """The messages of the first failed ones among lines of ``documents.jsonl``."""
    failed = (line for line in lines if b'"status":"failed"' in line)
    for line in itertools.islice(failed, most):
        row = msgspec.json.decode(line, type=_Failed)
        place = " ".join(filter(None, (row.path, row.position)))
        message = row.message or ""
        yield message if message.startswith(place) else f"{place}: {message}"


def _decoded(line: bytes) -> Entry | None:
    """An entry; None for what is none, or holds numbers that no file has."""
    try:
        entry = msgspec.json.decode(line, type=Entry)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    numbers = (*entry.claims[1:], *entry.documents[1:], entry.tally.documents, entry.tally.claims)
    return entry if all(0 <= number < _MOST for number in numbers) else None


def _lines(data: bytes | None) -> Iterator[tuple[str, bytes]]:
    """Lines of an index by key, as far as they can be read; decoded when they are asked for."""
    try:
        for line in (data or b"").splitlines(keepends=True):
            yield msgspec.json.decode(line, type=_Key).key, line
    except (msgspec.DecodeError, ValueError, RecursionError):
        return
