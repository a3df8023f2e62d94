"""What a killed command leaves behind: temporary files are locked while somebody writes them, so that the next command
knows those that nobody does. The system lets a lock go when its process ends, however it ends.
"""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

LOCK: Final = "lock"  # in a folder, the file that is locked for all of it


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed; False where somebody else has it, or let go of it before it was locked.

    A file system without locks gives none: nothing is held there, and nothing is ever taken for stale.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return os.fstat(descriptor).st_nlink > 0


def sweep(paths: Iterable[Path]) -> None:
    """Remove files of ours, and folders of ours by their :data:`LOCK`, that nobody holds; what fails is left."""
    for path in paths:
        with suppress(OSError):
            found = path.lstat()
            if found.st_uid == os.geteuid():
                _remove(path, path / LOCK if stat.S_ISDIR(found.st_mode) else path)


def _remove(path: Path, lock: Path) -> None:
    descriptor = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path == lock:
            path.unlink()
        else:
            shutil.rmtree(path)
    finally:
        os.close(descriptor)
