"""Metadata in a file beside a document: ``NAME.json`` or ``NAME.txt.json`` beside ``NAME.txt``."""

import os
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from kabar.article.formats import fields
from kabar.article.source import Metadata

_LARGEST = 1_000_000  # bytes


def metadata(path: str, file: BinaryIO | None) -> tuple[Metadata, tuple[str, ...]]:
    """What the sidecar says, and the doubt ``sidecar_unreadable``; ``file.name`` is the true path if it has one."""
    name: Any = getattr(file, "name", path)
    if not isinstance(name, (str, bytes)):
        return Metadata(), ()
    base = os.fsdecode(name)
    for candidate in (f"{base}.json", f"{os.path.splitext(base)[0]}.json"):
        if os.path.isfile(candidate):
            return _read(Path(candidate))
    return Metadata(), ()


def _read(path: Path) -> tuple[Metadata, tuple[str, ...]]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1).removeprefix(b"\xef\xbb\xbf")
        record = msgspec.json.decode(data) if len(data) <= _LARGEST else None
    except (OSError, ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        return Metadata(), ("sidecar_unreadable",)
    return fields.load().metadata(record), ()
