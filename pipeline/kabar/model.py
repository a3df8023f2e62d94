"""Loads and checks ``models/``: TOML tables decoded into typed structs, errors with file, line, key and remedy.

Each dimension declares the shape of its own table beside its finder (a frozen msgspec struct that forbids unknown
keys); this module only reads, decodes and reports. The folder is ``models/`` of the source tree, or the copy that
the wheel ships inside the package.
"""

import contextlib
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from kabar import cache
from kabar.__about__ import __version__
from kabar.errors import ModelError

T = TypeVar("T")
_PACKAGE = Path(__file__).parent
_PATH = re.compile(r" - at `\$\.?(.*)`$")


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the structs that describe a file of ``models/``: frozen, keywords only, unknown keys are errors."""


def default_root() -> Path:
    """The folder ``models/``: inside the package when installed from a wheel, else beside ``pipeline/``."""
    inside = _PACKAGE / "models"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "models"


def languages(root: Path) -> tuple[str, ...]:
    """Ids of the languages: the folders with a two- or three-letter name, sorted. Raises ModelError for none."""
    names = sorted(path.name for path in root.glob("*/") if re.fullmatch(r"[a-z]{2,3}", path.name) and path.is_dir())
    if not names:
        raise ModelError("no folder of a language in it", str(root), "name a folder like models/ of the source tree")
    return tuple(names)


@lru_cache(maxsize=8)
def models_hash(root: Path) -> str:
    """SHA-256 (first 16 hexadecimal digits) over names and bytes of all files below ``models/``, in sorted order."""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def read_table(path: Path, kind: type[T]) -> T:
    """Decode one TOML file into the given struct. Raises ModelError with file and line.

    What was decoded and checked is kept on disk (see :mod:`kabar.cache`), and read from there while the file is the
    same: parsing TOML is most of what loading costs.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"cannot be read: {error.strerror}", str(path), "reinstall kabar or restore the file"
        ) from None
    name, key = _cache_name(path, kind), hashlib.sha256(__version__.encode() + data).digest()
    kept = cache.load(name, key)
    if kept is not None:
        with contextlib.suppress(msgspec.DecodeError):  # the struct has another shape by now
            return msgspec.msgpack.decode(kept, type=kind)
    table = _decode(path, data, kind)
    cache.save(name, key, msgspec.msgpack.encode(table))
    return table


def _cache_name(path: Path, kind: type[object]) -> str:
    """One cache file for each file and struct, so that the cache does not grow."""
    return hashlib.sha256(f"{path.resolve()}\0{kind.__qualname__}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _decode(path: Path, data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise _broken(path, data.decode("utf-8", "replace"), str(error)) from None
    except (msgspec.DecodeError, ValueError) as error:
        raise ModelError(f"not valid TOML: {error}", str(path), "mend the syntax at the place named") from None


def _broken(path: Path, text: str, message: str) -> ModelError:
    """Name the line of the key that msgspec's message points at, as near as it can be found."""
    found = _PATH.search(message)
    what = _PATH.sub("", message)
    keys = re.findall(r"[\w-]+", found[1]) if found else []
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        keys.append(unknown[1])
    line = _line_of(text, keys)
    where = f"{path}:{line}" if line else str(path)
    return ModelError(what + (f" at {'.'.join(keys)}" if keys else ""), where, "mend or remove this key")


def _line_of(text: str, keys: list[str]) -> int | None:
    """Line of the last key that occurs as a key or table head."""
    for key in reversed(keys):
        m = re.search(rf"^[ \t]*(?:\[+[\w.\"-]*\b)?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
        if m:
            return text.count("\n", 0, m.start()) + 1
    return None
