"""Writes a file as a whole or not at all: into a temporary neighbour that is renamed into place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kabar.errors import OutputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the path of a temporary file beside ``path``; rename it into place when the block ends well.

    Raises OutputError when the folder cannot be made or written; nothing half written is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _refused(path, error) from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


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
