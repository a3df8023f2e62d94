"""The command line with a reader that misbehaves where a document says so: ``@@crash``, ``@@hang`` and so on.

Run as a program; nothing of this is known to the package itself.
"""

import os
import signal
import sys
import time
from pathlib import Path

from kabar.run import runner
from kabar.run.work import Reader


def _once(unit, act):
    """Misbehave at the first attempt only: a file beside the document remembers."""
    flag = Path(unit.path + ".seen")
    if not flag.exists():
        flag.touch()
        act()


ACTS = {
    "@@crash": lambda unit: os._exit(9),
    "@@kill": lambda unit: os.kill(os.getpid(), signal.SIGKILL),
    "@@once": lambda unit: _once(unit, lambda: os.kill(os.getpid(), signal.SIGKILL)),
    "@@hang": lambda unit: time.sleep(3600),
    "@@spin": lambda unit: sum(iter(lambda: 1, 2)),
    "@@memory": lambda unit: bytearray(1 << 36),
    "@@raise": lambda unit: 1 // 0,
    "@@recurse": lambda unit: ACTS["@@recurse"](unit),
    "@@slow": lambda unit: time.sleep(0.05),
    "@@grow": lambda unit: Path(unit.path).write_text("longer than it was when it was listed"),
    "@@vanish": lambda unit: Path(unit.path).unlink(),
}


class Faulty(Reader):
    """Does what the documents say, then reads them as usual."""

    def __call__(self, units):
        for unit in units:
            with open(unit.path, "rb") as file:
                head = file.read(200).decode("utf-8", "replace")
            for mark, act in ACTS.items():
                if mark in head:
                    act(unit)
        return super().__call__(units)


if __name__ == "__main__":
    runner.Reader = Faulty
    if "KABAR_TEST_SPAWN" in os.environ:
        runner.Job.__new__.__defaults__ = (*runner.Job.__new__.__defaults__[:-1], "spawn")
    from kabar.cli import main

    sys.exit(main())
