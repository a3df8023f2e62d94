"""Writes a file as a whole or not at all: into a temporary neighbour that is renamed into place.

What a killed command left there goes away when the same file is written again.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kabar.errors import OutputError
from kabar.out import stale


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the path of a temporary file beside ``path``; rename it into place when the block ends well.

    Raises OutputError when the folder cannot be made or written; nothing half written is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stale.sweep(_left(path))
        handle, temporary = _made(path)
    except OSError as error:
        raise _refused(path, error) from None
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)
        os.close(handle)


def _made(path: Path) -> tuple[int, Path]:
    """An open temporary file that is held, and its path."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=path.suffix, dir=path.parent)
        if stale.hold(handle):
            return handle, Path(name)
        os.close(handle)  # another command took it for stale before it was held


def _prefix(path: Path) -> str:
    return f".{path.name[:100]}."


def _left(path: Path) -> Iterator[Path]:
    """The temporary files of a file, by their names."""
    ours = re.compile(re.escape(_prefix(path)) + r"[a-z0-9_]{8}" + re.escape(path.suffix))
    for entry in os.scandir(path.parent):
        if ours.fullmatch(entry.name):
            yield Path(entry.path)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with its line ends as they are."""
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(f"cannot be written: {error.strerror}", str(path), "choose another place, or make room there")
