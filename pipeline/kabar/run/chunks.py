"""Chunks: the unit of work and of resuming.

A chunk ends where the checksum of a path says so, not after a count: a file more or less changes its own chunk only,
and all others are found again. Its key is a hash over what its documents are (files by path, size and time of change;
records of containers by their bytes) and over what the claims depend on besides (version, models, options).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple
from zlib import crc32

from kabar.run.inputs import File, Unit

_MEAN: Final = 32  # large beside the millisecond that a chunk costs the parent
_MOST: Final = 64
_BYTES: Final = 1 << 16  # some 30 usual articles, a tenth of a second: as long is one worker alone at the end
_MIX: Final = 0x9E3779B1  # 2**32 over the golden ratio: checksums of names that only count up have a pattern


class Chunk(NamedTuple):
    """Units in the order of the input; ``key`` is equal when the result must be equal."""

    number: int
    key: str
    units: tuple[Unit, ...]


def chunks(units: Iterable[Unit], run_key: str) -> Iterator[Chunk]:
    """Cut the stream of units. ``run_key`` stands for all that claims depend on besides the documents."""
    for number, held in enumerate(_cut(units, lambda count, unit: count >= _MOST or _ends(unit))):
        yield _chunk(number, held, run_key)


def unkeyed(units: Iterable[Unit]) -> Iterator[Chunk]:
    """Cut a stream of which nothing is kept: chunks without a key, ended by their size alone."""
    for number, held in enumerate(_cut(units, lambda count, _: count >= _MEAN)):
        yield Chunk(number, "", tuple(held))


def _cut(units: Iterable[Unit], ends: Callable[[int, Unit], bool]) -> Iterator[list[Unit]]:
    """Groups of units that end where they are large, or where ``ends`` says so of their number and their last."""
    size, held = 0, list[Unit]()
    for unit in units:
        held.append(unit)
        size += unit.size if isinstance(unit, File) else len(unit.data)
        if size >= _BYTES or ends(len(held), unit):
            yield held
            size, held = 0, []
    if held:
        yield held


def _chunk(number: int, units: list[Unit], run_key: str) -> Chunk:
    digest = hashlib.blake2b(run_key.encode(), digest_size=16)
    for unit in units:
        digest.update(_place(unit) + b"\0")
        if isinstance(unit, File):
            digest.update(repr((unit.size, unit.modified, unit.sidecar)).encode())
        else:
            # everything but the bytes and the already extracted text is small and has a stable form
            digest.update(repr((unit.source, unit.error, unit.text is None, len(unit.data))).encode("utf-8", "replace"))
            digest.update(unit.data)
    return Chunk(number, digest.hexdigest(), tuple(units))


def _ends(unit: Unit) -> bool:
    """Whether a chunk ends behind this unit: one in ``_MEAN``, for whatever names."""
    return (crc32(_place(unit)) * _MIX & 0xFFFFFFFF) >> 16 < (1 << 16) // _MEAN


def _place(unit: Unit) -> bytes:
    if isinstance(unit, File):
        return unit.shown.encode()
    return f"{unit.source.path}\0{unit.source.position}".encode("utf-8", "replace")
