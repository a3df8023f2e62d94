"""Prefers the compiled engine where one was built from these very sources (``scripts/compile.py``).

The folder ``_compiled`` holds a shared library for each module, named as the module is, with their hashes and those of
the sources that went into them. With a source or a library that has changed since then, with another Python and with
``KABAR_COMPILED=0`` the modules are run as they are written: the same results, at half the speed.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "_compiled"
SOURCES = "sources.sha256"  # a line a source, as ``sha256sum`` writes it
LIBRARIES = "libraries.sha256"
SWITCH = "KABAR_COMPILED"
SUFFIX = EXTENSION_SUFFIXES[0]  # names the version of Python and the machine


class Finder:
    """Finds the compiled modules; what is not of this package is left to the finders behind it."""

    def __init__(self, folder: Path) -> None:
        self.files = {file.name.removesuffix(SUFFIX): file for file in folder.glob(f"*{SUFFIX}")}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The compiled module of this name, else its source: a compiled package does not know where that lies."""
        package, *within = name.split(".")
        place = PACKAGE.joinpath(*within)
        file = self.files.get(name)
        if file is not None:
            inside = [str(place)] if place.is_dir() else None
            return spec_from_file_location(name, file, submodule_search_locations=inside)
        return PathFinder.find_spec(name, [str(place.parent)]) if within and package == PACKAGE.name else None


def fingerprint(source: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


def is_fresh(folder: Path, package: Path = PACKAGE) -> bool:
    """Whether what the folder holds was compiled from the sources of the package as they are now, and is that still."""
    try:
        sources, libraries = _rows(folder / SOURCES), _rows(folder / LIBRARIES)
        there = {file.name for file in folder.iterdir() if file.name not in (SOURCES, LIBRARIES)}
        return (
            bool(sources)
            and there == set(libraries)
            and all(fingerprint(package / name) == known for name, known in sources.items())
            and all(fingerprint(folder / name) == known for name, known in libraries.items())
        )
    except (OSError, ValueError):
        return False


def rows(files: Iterable[Path], root: Path) -> str:
    """Hashes of files with their names below ``root``, a line a file."""
    return "".join(f"{fingerprint(file)}  {file.relative_to(root).as_posix()}\n" for file in sorted(files))


def _rows(path: Path) -> dict[str, str]:
    """Hashes by name, of a file that :func:`rows` made."""
    pairs = (line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {name: known for known, name in pairs}


def prefer() -> None:
    """Let imports find the compiled modules first, where they may be used."""
    if os.environ.get(SWITCH) != "0" and not in_use() and is_fresh(FOLDER):
        sys.meta_path.insert(0, Finder(FOLDER))


def in_use() -> bool:
    """Whether this process runs the compiled engine."""
    return any(isinstance(finder, Finder) and finder.files for finder in sys.meta_path)
