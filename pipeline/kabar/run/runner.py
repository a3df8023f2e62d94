"""One run from inputs to outputs: what is finished is found again, the rest goes to the workers."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NamedTuple

import msgspec

from kabar import model
from kabar.article.formats import Options
from kabar.errors import OutputError, Stopped, UsageError
from kabar.run import manifest
from kabar.run.chunks import Chunk, chunks
from kabar.run.inputs import count, units
from kabar.run.pool import Pool
from kabar.run.progress import Progress, Silent
from kabar.run.store import CLAIMS, DOCUMENTS, RUN, Store
from kabar.run.work import Handle, Limits, Part, Reader, Tally


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
    method: str | None = None  # how processes are started; None: what fits the system


class Summary(NamedTuple):
    """What came out; ``reused`` chunks of ``chunks`` had been finished before."""

    tally: Tally
    chunks: int
    reused: int
    seconds: float


def into_folder(
    job: Job, folder: Path, show: Progress | None = None, stdin: BinaryIO | None = None,
    make: Callable[[], Handle] | None = None,
) -> Summary:  # fmt: skip
    """Run a job into an output folder; a run that was stopped there goes on. Raises FatalError."""
    show, clock = show or Silent(), manifest.Clock()
    _check_folder(folder)
    made_of = _made_of(job)
    with _signals(), Store(folder) as store:
        _notice_changes(store, made_of, job, show)
        if job.restart:
            store.restart()
        handle = make or partial(Reader, job.options, job.models, job.gazetteers, job.lenient)
        size = job.workers or manifest.cores()
        with Pool(handle, size, job.limits, job.method) as pool:
            keys, tally, reused = _fill(store, pool, job, made_of, show, stdin)
        if not store.complete(keys):
            claims, documents = store.finish(keys)
            written = {CLAIMS: claims, DOCUMENTS: documents}
            options, chunked = _options(job), (len(keys), reused)
            text = manifest.manifest(made_of, options, list(job.paths), tally, chunked, written, clock, size)
            store.write(RUN, text)
    return Summary(tally, len(keys), reused, clock.seconds())


def to_stream(
    job: Job, out: BinaryIO, show: Progress | None = None, stdin: BinaryIO | None = None,
    make: Callable[[], Handle] | None = None,
) -> Summary:  # fmt: skip
    """Run a job and write its claims to a stream, in the order of the input. Raises FatalError, BrokenPipeError."""
    show, clock, tally = show or Silent(), manifest.Clock(), Tally()
    waiting: dict[int, Part] = {}
    at = 0
    handle = make or partial(Reader, job.options, job.models, job.gazetteers, job.lenient)
    with _signals(), Pool(handle, job.workers or manifest.cores(), job.limits, job.method) as pool:
        stream = chunks(units(job.paths, job.options, (), stdin), "")
        for chunk, part in pool.results(stream, lambda: show.update(tally, None)):
            waiting[chunk.number] = part
            while at in waiting:
                ready = waiting.pop(at)
                tally.add(ready.tally)
                _write(out, ready.claims)
                at += 1
    return Summary(tally, at, 0, clock.seconds())


def _fill(
    store: Store, pool: Pool, job: Job, made_of: Mapping[str, object], show: Progress, stdin: BinaryIO | None
) -> tuple[list[str], Tally, int]:
    """See that all chunks of the job are in the store; their keys in order, with counts and the number found."""
    run_key = msgspec.json.encode([made_of, _options(job)], order="sorted").decode()
    keys: list[str] = []
    tally, found = Tally(), 0

    def missing() -> Iterator[Chunk]:
        nonlocal found
        for chunk in chunks(units(job.paths, job.options, (str(store.folder),), stdin), run_key):
            keys.append(chunk.key)
            known = store.find(chunk.key)
            if known is None:
                yield chunk
            else:
                found += 1
                tally.add(known)

    total = count(job.paths, job.options, (str(store.folder),)) if show.counts else None
    for chunk, part in pool.results(missing(), lambda: show.update(tally, total)):
        store.put(chunk.key, part)
        tally.add(part.tally)
    return keys, tally, found


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
    try:
        old = (store.state / "made_of.json").read_bytes()
    except OSError:
        old = None
    if old == new:
        return
    if old is not None:
        show.notice(f"{store.folder} was made {_difference(old, now)}: what depends on it is done again")
    store.write(".kabar/made_of.json", new)


def _difference(old: bytes, now: Mapping[str, object]) -> str:
    try:
        before = msgspec.json.decode(old, type=dict[str, object])
        fresh = msgspec.json.decode(msgspec.json.encode(now), type=dict[str, object])
    except (msgspec.DecodeError, ValueError):
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
