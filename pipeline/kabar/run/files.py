"""Files that we write into a folder which somebody else may have prepared: made anew, whole or not at all.

Nothing outside of the folder is ever touched: a link that stands under one of our names is let go of or refused, and
never followed.
"""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kabar.errors import Locked, OutputError

_FOREIGN: Final = "somebody else made it: remove it, or choose another folder"
_BY_ERROR: Final = {
    errno.EISDIR: "a folder stands where a file should: remove it, or choose another output folder",
    errno.ENOTDIR: "a file stands where a folder should: remove it, or choose another output folder",
    errno.EEXIST: "something stands where a folder should: remove it, or choose another output folder",
    errno.ELOOP: _FOREIGN,
}
_REMEDY: Final = "make room or choose another folder, then run the same command again: what is finished is kept"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What hinders writing becomes an OutputError that names the path."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        remedy = _BY_ERROR.get(error.errno or 0, _REMEDY)
        raise OutputError(f"cannot be written: {(error.strerror or str(error)).lower()}", where, remedy) from None


def make_folder(path: Path) -> None:
    """A folder of ours: made where there is none, and never one behind a link, which may lead out of the output."""
    if path.is_symlink():
        raise OutputError("is a link, which may lead elsewhere", str(path), _FOREIGN)
    path.mkdir(exist_ok=True)


@contextmanager
def replacing(path: Path, durable: bool = True) -> Iterator[IO[bytes]]:
    """A file that takes the place of ``path`` when all of it is written (safely on the disk), and never before.

    It is always made anew: what stood under its name, a link among others, is let go of and never written to.
    """
    partial = path.with_name(path.name + ".partial")
    with writing(path):
        try:
            partial.unlink(missing_ok=True)
            with partial.open("xb") as file:
                yield file
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            partial.replace(path)
        except BaseException:
            with suppress(OSError):
                partial.unlink()
            raise


def locked(path: Path) -> IO[str]:
    """Hold the lock file. The system lets it go when the process ends, however it ends: it cannot go stale."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    file = os.fdopen(os.open(path, flags, 0o666), "r+")
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:  # a further name of a file that is elsewhere
        file.close()
        raise OutputError("is no lock of ours", str(path), _FOREIGN)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = file.read(20).strip()
        file.close()
        raise Locked(
            f"process {holder if holder.isdecimal() else 'unknown'} is writing into this folder",
            str(path.parent.parent),
            "wait for it or choose another",
        ) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
