"""What a worker runs in the tests: the usual reader, but for documents that say what shall happen to them."""

import os
import signal
import time

from kabar.spark.settings import reader

ACTS = {
    b"@@crash": lambda: os._exit(9),
    b"@@kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"@@hang": lambda: time.sleep(3600),
    b"@@memory": lambda: bytearray(1 << 40),
    b"@@raise": lambda: 1 // 0,
}


def make(settings):
    """A reader that does what the documents say, then reads them as usual."""
    usual = reader(settings)

    def handle(units):
        for unit in units:
            for mark, act in ACTS.items():
                if mark in unit.data[:200]:
                    act()
        return usual(units)

    return handle
