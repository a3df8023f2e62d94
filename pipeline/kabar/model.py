"""Loads and checks ``models/``: TOML tables decoded into typed structs, errors with file, line, key and remedy.

Each dimension declares the shape of its own table beside its finder (a frozen msgspec struct that forbids unknown
keys); this module only reads, decodes and reports. The folder is ``models/`` of the source tree, or the copy that
the wheel ships inside the package.

A table may be made of several files, which lie over each other (:mod:`kabar.layers` tells how): those of the language
that a language extends (``extends`` in its ``language.toml``), its own, and those of a folder of the user. Such a
folder lies over the shipped one, unless it has all tables of ``shared/`` and ``weights/`` itself: then it stands alone.
"""

import contextlib
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from kabar import cache, layers
from kabar.__about__ import __version__
from kabar.errors import ModelError

T = TypeVar("T")
_PACKAGE = Path(__file__).parent
_LANGUAGE = "language.toml"
_PATH = re.compile(r" - at `\$\.?(.*)`$")


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the structs that describe a file of ``models/``: frozen, keywords only, unknown keys are errors."""


def default_root() -> Path:
    """The folder ``models/``: inside the package when installed from a wheel, else beside ``pipeline/``."""
    inside = _PACKAGE / "models"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "models"


@lru_cache(maxsize=16)
def folders(root: Path) -> tuple[Path, ...]:
    """The folders that make up the models, what lies above last: the shipped one and ``root``, or ``root`` alone."""
    shipped = default_root()
    if root.resolve() == shipped.resolve():
        return (root,)
    needed = [p.relative_to(shipped) for name in ("shared", "weights") for p in sorted((shipped / name).iterdir())]
    return (root,) if all((root / p).is_file() for p in needed) else (shipped, root)


def languages(root: Path) -> tuple[str, ...]:
    """Ids of the languages: the folders with a two- or three-letter name, sorted. Raises ModelError for none."""
    if not root.is_dir():
        raise ModelError("no such folder", str(root), "name a folder like models/ of the source tree, or one over it")
    found = {path.name for folder in folders(root) for path in folder.glob("*/") if _is_language(path)}
    if not found:
        raise ModelError("no folder of a language in it", str(root), "name a folder like models/ of the source tree")
    return tuple(sorted(found))


def _is_language(path: Path) -> bool:
    return bool(re.fullmatch(r"[a-z]{2,3}", path.name)) and path.is_dir()


@lru_cache(maxsize=64)
def lineage(root: Path, language: str) -> tuple[str, ...]:
    """The language and those that it extends, itself first. Raises ModelError for one that is not there or a circle."""
    out = [language]
    while True:
        place = f"{out[-1]}/{_LANGUAGE}"
        paths = [folder / place for folder in folders(root) if (folder / place).is_file()]
        base = next((said for path in reversed(paths) if (said := _extends(path))), None)
        if base is None:
            return tuple(out)
        where = str(paths[-1])
        if base not in languages(root):
            raise ModelError(f"extends {base!r}, which is not there", where, f"one of {', '.join(languages(root))}")
        if base in out:
            raise ModelError(f"extends itself: {' -> '.join([*out, str(base)])}", where, "break the circle")
        out.append(base)


def _extends(path: Path) -> str | None:
    """What a ``language.toml`` says that it extends; most say nothing, and are not parsed."""
    if b"extends" not in path.read_bytes():
        return None
    said: str | None = layers.read(path).get("extends")
    return said


def sources(root: Path, place: str) -> list[Path]:
    """The files that make up a table (``id/units.toml``, ``shared/units.toml``), what lies above last.

    ``language.toml`` is not inherited: what tells a language from the one that it extends is its own.
    """
    language, _, name = place.partition("/")
    own = name == _LANGUAGE or not re.fullmatch(r"[a-z]{2,3}", language)
    chain = (language,) if own else lineage(root, language)[::-1]
    return [p for one in chain for folder in folders(root) if (p := folder / one / name).is_file()]


def files(root: Path, pattern: str) -> list[Path]:
    """Files such as ``entities/*.jsonl``, by name; one of the same name in a folder above takes its place."""
    found = {path.name: path for folder in folders(root) for path in folder.glob(pattern)}
    return [found[name] for name in sorted(found)]


@lru_cache(maxsize=8)
def models_hash(root: Path) -> str:
    """SHA-256 (first 16 hexadecimal digits) over names and bytes of all files of the models, in sorted order."""
    digest = hashlib.sha256()
    for folder in folders(root):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def table(root: Path, place: str, kind: type[T]) -> T:
    """The table of this place (``id/units.toml``), put together and checked. Raises ModelError with file and line."""
    paths = sources(root, place)
    if not paths:
        remedy = "write it, or let the language extend another one in its language.toml"
        raise ModelError("is missing", str(root / place), remedy)
    return read_table(paths[0], kind) if len(paths) == 1 else _merged(paths, kind)


def _merged(paths: list[Path], kind: type[T]) -> T:
    """A table of several files; kept on disk as one is."""
    data = [_bytes(path) for path in paths]
    key = hashlib.sha256(b"\0".join([__version__.encode(), *data])).digest()
    name = _cache_name("\0".join(str(path.resolve()) for path in paths), kind)
    kept = _kept(name, key, kind)
    if kept is not None:
        return kept
    try:
        found = msgspec.convert(layers.merged(paths), type=kind)
    except msgspec.ValidationError as error:
        raise _broken(layers.blamed(paths, _keys(str(error))), str(error)) from None
    cache.save(name, key, msgspec.msgpack.encode(found))
    return found


def read_table(path: Path, kind: type[T]) -> T:
    """Decode one TOML file into the given struct. Raises ModelError with file and line.

    What was decoded and checked is kept on disk (see :mod:`kabar.cache`), and read from there while the file is the
    same: parsing TOML is most of what loading costs.
    """
    data = _bytes(path)
    name, key = _cache_name(str(path.resolve()), kind), hashlib.sha256(__version__.encode() + data).digest()
    kept = _kept(name, key, kind)
    if kept is not None:
        return kept
    table = _decode(path, data, kind)
    cache.save(name, key, msgspec.msgpack.encode(table))
    return table


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"cannot be read: {error.strerror}", str(path), "reinstall kabar or restore the file"
        ) from None


def _kept(name: str, key: bytes, kind: type[T]) -> T | None:
    """The table as it was kept on disk, or None."""
    kept = cache.load(name, key)
    if kept is not None:
        with contextlib.suppress(msgspec.DecodeError):  # the struct has another shape by now
            return msgspec.msgpack.decode(kept, type=kind)
    return None


def _cache_name(path: str, kind: type[object]) -> str:
    """One cache file for each file (or files) and struct, so that the cache does not grow."""
    return hashlib.sha256(f"{path}\0{kind.__qualname__}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _decode(path: Path, data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.toml.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise _broken(path, str(error)) from None
    except (msgspec.DecodeError, ValueError) as error:
        raise ModelError(f"not valid TOML: {error}", str(path), "mend the syntax at the place named") from None


def located(root: Path, language: str, where: str, what: str) -> str:
    """``where`` of a fault that names only the file (``units.toml: key``): the folder with it, by a word that ``what``
    puts in quotes where several have the file.
    """
    name, colon, rest = where.partition(":")
    paths = sources(root, f"{language}/{name}") or [root / language / name]
    words = re.findall(r"'([^']+)'", what)
    path = layers.blamed(paths, words) if len(paths) > 1 else paths[0]
    return f"{path}{colon}{rest}"


def _broken(path: Path, message: str) -> ModelError:
    """Name the line of the key that msgspec's message points at, as near as it can be found."""
    keys = _keys(message)
    what = _PATH.sub("", message)
    line = layers.line_of(path.read_text("utf-8", "replace"), keys)
    where = f"{path}:{line}" if line else str(path)
    return ModelError(what + (f" at {'.'.join(keys)}" if keys else ""), where, "mend or remove this key")


def _keys(message: str) -> list[str]:
    """The keys of msgspec's message, from the outside in."""
    found = _PATH.search(message)
    keys = re.findall(r"[\w-]+", found[1]) if found else []
    unknown = re.search(r"unknown field `([^`]+)`", message)
    return [*keys, unknown[1]] if unknown else keys
