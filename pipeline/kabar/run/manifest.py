"""``run.json``: what a run was made of and what came out; times and facts about the machine stand here only."""

import os
import platform
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kabar import compiled
from kabar.__about__ import __version__
from kabar.record import SCHEMA_VERSION
from kabar.run.store import Written
from kabar.run.work import Tally


def versions(models: str, gazetteers: Mapping[str, str]) -> dict[str, object]:
    """What claims depend on besides documents and options: program, schema, models, gazetteers of the user."""
    return {"kabar": __version__, "schema": SCHEMA_VERSION, "models": models, "gazetteers": dict(gazetteers)}


class Clock:
    """Start of a run, by the wall for people and by a clock that is never set for durations."""

    def __init__(self) -> None:
        self._wall, self._steady = time.time(), time.monotonic()

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._steady

    def times(self) -> dict[str, object]:
        """Start (UTC) and durations, the workers' processor time included."""
        own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        processor = sum(u.ru_utime + u.ru_stime for u in (own, others))
        started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self._wall))
        return {"started": started, "seconds": round(self.seconds(), 3), "processor_seconds": round(processor, 3)}


def manifest(
    made_of: Mapping[str, object],
    options: Mapping[str, object],
    inputs: list[str],
    tally: Tally,
    passed: Mapping[str, int],
    chunks: tuple[int, int],
    written: Mapping[str, Written],
    clock: Clock,
    workers: int,
) -> bytes:
    """The text of ``run.json``. ``passed`` counts the files that no form claims, by kind; ``chunks``
    are those in all and those that an earlier run had finished.
    """
    counts = {name: _sorted(value) for name, value in msgspec.structs.asdict(tally).items()}
    content = {
        "versions": dict(made_of),
        "options": dict(options),
        "inputs": inputs,
        "counts": counts,
        "passed_over": dict(sorted(passed.items())),
        "outputs": {name: w._asdict() for name, w in written.items()},
        "chunks": {"all": chunks[0], "reused": chunks[1]},
        "times": clock.times(),
        "host": host(workers),
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def host(workers: int) -> dict[str, object]:
    """Facts about the machine; peak memory in bytes, of this process and of its largest worker."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "python": platform.python_version(),
        "compiled": compiled.in_use(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": cores(),
        "workers": workers,
        "peak_memory": {"parent": own * unit, "worker": others * unit},
    }


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def gazetteer_hashes(paths: tuple[Path, ...]) -> dict[str, str]:
    """SHA-256 by path of the gazetteers of the user."""
    import hashlib

    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _sorted(value: object) -> object:
    return dict(sorted(value.items())) if isinstance(value, dict) else value
