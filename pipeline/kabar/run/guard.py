"""What every process of ours does first: it ends with its parent, and keeps within its memory."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from typing import Final

_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of Linux
_WATCH: Final = 0.5  # seconds between two looks for the parent, where the system does not tell


def method() -> str:
    """Forked processes share the models and start in milliseconds; elsewhere they are started anew."""
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def parent() -> int:
    """The process that a child is to end with."""
    return os.getpid()


def begin(parent: int, memory: int) -> None:
    """First thing in a process: Ctrl-C is the parent's to decide, the alarm ends it, and so does the parent's end.

    ``memory`` is its address space in bytes (0: no limit).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    sys.unraisablehook = _unraisable
    _end_with(parent)
    _limit_memory(memory)


def _end_with(parent: int) -> None:
    """End when the parent does, however it ends: within C code as well, where the system can."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we said so
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)


def _unraisable(error: "sys.UnraisableHookArgs") -> None:
    """Nothing is said of memory that ran out while something was let go of: the document's line says it."""
    if not issubclass(error.exc_type, MemoryError):
        sys.__unraisablehook__(error)


def _limit_memory(size: int) -> None:
    """Bound the address space, by the limit that the system has set already where that is lower."""
    if size:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = min(size, sys.maxsize)
        resource.setrlimit(resource.RLIMIT_AS, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
