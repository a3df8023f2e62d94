"""One run from inputs to outputs: what is finished is found again, the rest goes to the workers."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import BinaryIO, Final, NamedTuple

import msgspec

from kabar import model
from kabar.article.formats import Options
from kabar.errors import OutputError, Stopped, UsageError
from kabar.run import manifest
from kabar.run.chunks import Chunk, chunks
from kabar.run.containers import Containers
from kabar.run.inputs import Passed, Unit, count, units
from kabar.run.pool import Pool
from kabar.run.progress import Progress, Silent
from kabar.run.shard import WHOLE, Shard
from kabar.run.store import MADE_OF, Store, Written, failures_of
from kabar.run.work import Handle, Limits, Part, Reader, Tally

_NAMED: Final = 5  # failures that are told one by one


class Job(NamedTuple):
    """All that a user asks for. ``workers`` 0 means the cores of the machine."""

    paths: tuple[str, ...]
    options: Options = Options()
    models: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    workers: int = 0
    limits: Limits = Limits()
    restart: bool = False
    lenient: bool = False  # bad lines of the gazetteers are left out
    shard: Shard = WHOLE
    method: str | None = None  # how processes are started; None: what fits the system


class Summary(NamedTuple):
    """What came out; ``reused`` chunks of ``chunks`` had been finished before, files of no form were ``passed`` over,
    by kind, and ``failures`` are the first messages of documents that failed.
    """

    tally: Tally
    chunks: int
    reused: int
    seconds: float
    passed: Passed
    failures: tuple[str, ...] = ()


class _Filled(NamedTuple):
    """A store that holds all chunks of a job: their keys in order, with counts and the number found there before."""

    keys: list[str]
    tally: Tally
    found: int


def into_folder(
    job: Job, folder: Path, show: Progress | None = None, stdin: BinaryIO | None = None,
    make: Callable[[], Handle] | None = None,
) -> Summary:  # fmt: skip
    """Run a job into an output folder; a run that was stopped there goes on. Raises FatalError."""
    show, clock, passed = show or Silent(), manifest.Clock(), Passed()
    _check_folder(folder)
    made_of = _made_of(job)
    with _signals(), Store(folder) as store:
        _notice_changes(store, made_of, job, show)
        if job.restart:
            store.restart()
        size = job.workers or manifest.cores()
        with _pool(job, size, make) as pool, _containers(job, stdin) as containers:
            stream = units(job.paths, job.options, (str(store.folder),), containers.documents, passed, job.shard)
            filled = _fill(store, pool, job, made_of, stream, show)
        keys, tally, reused = filled

        def run(written: Mapping[str, Written]) -> bytes:
            counted = (len(keys), reused)
            return manifest.manifest(
                made_of, _options(job) | job.shard.told(), list(job.paths), tally, passed, counted, written, clock, size
            )

        if not store.complete(keys):
            store.finish(keys, run)
        failures = store.failures(_NAMED) if tally.failures else ()
    return Summary(tally, len(keys), reused, clock.seconds(), passed, failures)


def to_stream(
    job: Job, out: BinaryIO, show: Progress | None = None, stdin: BinaryIO | None = None,
    make: Callable[[], Handle] | None = None,
) -> Summary:  # fmt: skip
    """Run a job and write its claims to a stream, in the order of the input. Raises FatalError, BrokenPipeError."""
    show, clock, tally, passed = show or Silent(), manifest.Clock(), Tally(), Passed()
    waiting: dict[int, Part] = {}
    failures: list[str] = []
    at = 0
    with _signals(), _pool(job, job.workers or manifest.cores(), make) as pool, _containers(job, stdin) as containers:
        stream = chunks(units(job.paths, job.options, (), containers.documents, passed, job.shard), "")
        for chunk, part in pool.results(stream, lambda: show.update(tally, None)):
            waiting[chunk.number] = part
            while at in waiting:
                ready = waiting.pop(at)
                tally.add(ready.tally)
                failures += failures_of(ready.documents.splitlines(), _NAMED - len(failures))
                _write(out, ready.claims)
                at += 1
    return Summary(tally, at, 0, clock.seconds(), passed, tuple(failures))


def _pool(job: Job, size: int, make: Callable[[], Handle] | None) -> Pool:
    handle = make or partial(Reader, job.options, job.models, job.gazetteers, job.lenient)
    return Pool(handle, size, job.limits, job.method)


def _containers(job: Job, stdin: BinaryIO | None) -> Containers:
    return Containers(job.options, job.limits, stdin, job.method)


def _fill(
    store: Store, pool: Pool, job: Job, made_of: Mapping[str, object], stream: Iterator[Unit], show: Progress
) -> _Filled:
    """See that all chunks of the job are in the store."""
    run_key = msgspec.json.encode([made_of, _options(job)], order="sorted").decode()
    keys: list[str] = []
    tally, found = Tally(), 0

    def missing() -> Iterator[Chunk]:
        nonlocal found
        for chunk in chunks(stream, run_key):
            keys.append(chunk.key)
            known = store.find(chunk.key)
            if known is None:
                yield chunk
            else:
                found += 1
                tally.add(known)

    total = count(job.paths, job.options, (str(store.folder),), job.shard) if show.counts else None
    for chunk, part in pool.results(missing(), lambda: show.update(tally, total)):
        store.put(chunk.key, part)
        tally.add(part.tally)
    return _Filled(keys, tally, found)


def _made_of(job: Job) -> dict[str, object]:
    try:
        hashes = manifest.gazetteer_hashes(job.gazetteers)
    except OSError as error:
        raise UsageError("the gazetteer cannot be read", str(error.filename), "check the path") from None
    return manifest.versions(model.models_hash(job.models or model.default_root()), hashes)


def _options(job: Job) -> dict[str, object]:
    """What of the job changes the claims: how many workers do them does not."""
    return job.options._asdict()


def _notice_changes(store: Store, made_of: Mapping[str, object], job: Job, show: Progress) -> None:
    """Say when what the folder holds was made by something else; the keys of the chunks see to the rest."""
    now = {**made_of, "options": _options(job)}
    new = msgspec.json.format(msgspec.json.encode(now), indent=2)
    old = store.read(MADE_OF)
    if old == new:
        return
    if old is not None:
        show.notice(f"{store.folder} was made {_difference(old, now)}: what depends on it is done again")
    store.write(MADE_OF, new)


def _difference(old: bytes, now: Mapping[str, object]) -> str:
    try:
        before = msgspec.json.decode(old, type=dict[str, object])
        fresh = msgspec.json.decode(msgspec.json.encode(now), type=dict[str, object])
    except (msgspec.DecodeError, ValueError, RecursionError):
        return "by something unreadable"
    names = [name for name in fresh if before.get(name) != fresh[name]]
    return f"with other {' and '.join(names)}" if names else "by another program"


def _check_folder(folder: Path) -> None:
    """Before any work is done: an output that can never be written is an error at once."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("is a file, not a folder", str(folder), "choose another output folder")


def _write(out: BinaryIO, data: bytes) -> None:
    try:
        out.write(data)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot be written: {(error.strerror or '').lower()}", "standard output", None) from None


@contextmanager
def _signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM become Stopped, once; a second one during the tidying up changes nothing."""

    def stop(number: int, _: FrameType | None) -> None:
        for signum in watched:
            signal.signal(signum, signal.SIG_IGN)
        raise Stopped("stopped", None, "the same command goes on from here", signal=number)

    watched = (signal.SIGINT, signal.SIGTERM)
    try:
        before = {number: signal.signal(number, stop) for number in watched}
    except ValueError:  # not the main thread: signals are somebody else's
        yield
        return
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)
