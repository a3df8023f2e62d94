"""What there is to read, in a fixed order, as a stream: each file once, and the documents of containers.

Folders are read in the order of their names, depth first; names that start with a dot and forms that nobody reads
are passed over. A path named on the command line is read at its place there and nowhere else. Links are followed
once, by the real path: a link into what is read anyway is passed over, so that loops are cut.
"""

import codecs
import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple

from kabar.article.formats import (
    Item,
    Options,
    check,
    documents,
    form_of,
    is_container,
    is_there,
    kind_of,
    looked_into,
    passed_over,
)
from kabar.article.source import Source
from kabar.errors import Unreadable, UsageError
from kabar.run.shard import WHOLE, Shard

STDIN = "-"
_HEAD = 4096  # bytes that tell what a file is
SIDECAR = ".json"  # the end of the name of a metadata file


class File(NamedTuple):
    """A regular file that is one document, as it was when it was listed; ``shown`` is its path in the records."""

    path: str
    shown: str
    size: int
    modified: int
    sidecar: tuple[int, int] | None = None  # size and time of the metadata file beside it


Unit = File | Item
Read = Callable[[str, str], Iterator[Item]]  # the documents of a container, by its path and by that of the records
Passed = Counter[str]  # files that are passed over, by kind


def shown(path: str) -> str:
    """The path as records hold it: bytes that are no UTF-8, and the percent sign itself, as ``%XX``."""
    if path.isascii() and "%" not in path:
        return path
    return path.replace("%", "%25").encode("utf-8", "surrogateescape").decode("utf-8", "percent")


def _percent(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(f"%{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("percent", _percent)


def units(
    paths: Sequence[str], options: Options, skip: Sequence[str] = (), read: Read | None = None,
    passed: Passed | None = None, shard: Shard = WHOLE,
) -> Iterator[Unit]:  # fmt: skip
    """Everything below ``paths``; ``skip`` are folders that are never read (the output).

    ``read`` gives the documents of a container (by itself, in this process); files that are passed over are counted by
    kind in ``passed``; a container is of one ``shard`` as a whole. Raises UsageError.
    """
    if STDIN in paths and shard.of > 1:
        raise UsageError("standard input has no path to be divided by", "--shard", "name files and folders")
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError("no such file or folder", shown(path), _remedy(path))
    walk, read = _Walk(paths, options, skip), read or partial(_read, options)
    for path in paths:
        if path != STDIN:
            for found in _of(shard, walk.root(path)):
                yield from _open(found, options, found.path == path, read, Passed() if passed is None else passed)
        else:
            yield from read(STDIN, STDIN)


def _remedy(path: str) -> str:
    if "://" in path:
        return "there is no network here: fetch the page first (for instance trafilatura -u URL > page.txt)"
    return "check the path; use - for standard input"


def _read(options: Options, path: str, name: str) -> Iterator[Item]:
    """The documents of a container, read in this process."""
    try:
        with open_regular(path) as file:
            yield from documents(name, file, options)
    except OSError as error:
        yield refused(name, error)


def count(paths: Sequence[str], options: Options, skip: Sequence[str] = (), shard: Shard = WHOLE) -> int | None:
    """How many documents there are, for the time that is left; None where only reading a container would tell."""
    if STDIN in paths:
        return None
    walk, total = _Walk(paths, options, skip), 0
    for path in paths:
        for found in _of(shard, walk.root(path)):
            form = form_of(found.path, options)
            if is_container(form):
                return None
            total += form is not None or found.path == path or _hinders(found)
    return total


class _Found(NamedTuple):
    """A path with its status or what hinders it; ``beside`` are the JSON files of its folder (None: not known)."""

    path: str
    status: os.stat_result | OSError
    beside: frozenset[str] | None = None


def _of(shard: Shard, found: Iterator[_Found]) -> Iterator[_Found]:
    return found if shard == WHOLE else (one for one in found if shard.holds(shown(one.path)))


class _Walk:
    """One walk over all roots. ``claimed`` are the real paths that are read at a place of their own."""

    def __init__(self, paths: Sequence[str], options: Options, skip: Sequence[str]) -> None:
        self._options = options
        self._roots = {os.path.realpath(path) for path in paths if path != STDIN}
        self._claimed = self._roots | {os.path.realpath(path) for path in skip}
        self._begun: set[str] = set()

    def root(self, path: str) -> Iterator[_Found]:
        """Files below one path of the command line, with their status or what hinders it."""
        real = os.path.realpath(path)
        if real in self._begun:
            return
        self._begun.add(real)
        yield from self._below(path, real)

    def _below(self, path: str, real: str) -> Iterator[_Found]:
        stack: list[tuple[Iterator[tuple[str, str]], frozenset[str] | None]] = [(iter([(path, real)]), None)]
        while stack:
            entries, beside = stack[-1]
            for child, target in entries:
                status = _status(child)
                if isinstance(status, OSError) or not stat.S_ISDIR(status.st_mode):
                    yield _Found(child, status, beside)
                    continue
                try:
                    stack.append(self._children(child, target))
                    break
                except OSError as error:
                    yield _Found(child, error)
            else:
                stack.pop()

    def _children(self, path: str, real: str) -> tuple[Iterator[tuple[str, str]], frozenset[str]]:
        """Entries of a folder in the order of their names, without those that are read elsewhere; its JSON files."""
        with os.scandir(path) as entries:
            names = sorted((e.name, e.is_symlink()) for e in entries if not e.name.startswith("."))
        beside = frozenset(name for name, _ in names if name.endswith(SIDECAR))
        if beside:
            described = {part for name, _ in names for part in self._described(name)}
            names = [(name, link) for name, link in names if not _describes(name, described)]
        return self._allowed(path, real, names), beside

    def _described(self, name: str) -> tuple[str, ...]:
        """What the name of a metadata file beside a document begins with."""
        one = not name.endswith(SIDECAR) and form_of(name, self._options) is not None
        return (name, os.path.splitext(name)[0]) if one else ()

    def _allowed(self, path: str, real: str, names: list[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
        before, real_before = os.path.join(path, ""), os.path.join(real, "")
        for name, link in names:
            child, target = before + name, real_before + name
            if link:
                target = os.path.realpath(child)
                if self._reached(target):
                    continue
                self._claimed.add(target)
            elif target in self._claimed:
                continue
            yield child, target

    def _reached(self, real: str) -> bool:
        """Whether a real path is read at its own place: it is claimed, or lies where a walk comes by and reads it."""
        if not os.path.exists(real) or not (os.path.isdir(real) or form_of(real, self._options)):
            return real in self._claimed
        while real not in self._claimed:
            parent, name = os.path.split(real)
            if parent == real or name.startswith("."):
                return False
            real = parent
        return True


def _describes(name: str, described: set[str]) -> bool:
    return name.endswith(SIDECAR) and name.removesuffix(SIDECAR) in described


def _status(path: str) -> os.stat_result | OSError:
    try:
        return os.stat(path)
    except OSError as error:
        return error


def _open(found: _Found, options: Options, named: bool, read: Read, passed: Passed) -> Iterator[Unit]:
    """The unit or units of one path: a file, the documents of a container, or one that cannot be read."""
    path, status, beside = found
    form = form_of(path, options)
    if not named and not _hinders(found) and none_of_ours(path, form, status):
        passed[kind_of(path)] += 1
        return
    name = shown(path)
    if not isinstance(status, OSError) and not stat.S_ISREG(status.st_mode):
        status = OSError(errno.EINVAL, "not a regular file")
    if isinstance(status, OSError):
        yield refused(name, status)
        return
    check(path, form)
    if is_container(form):
        yield from read(path, name)
    else:
        yield File(path, name, status.st_size, status.st_mtime_ns, _sidecar(path, beside))


def none_of_ours(path: str, form: str | None, status: os.stat_result | OSError) -> bool:
    """Whether a file that was not named is passed over: no form claims it, or its head says that it is no news."""
    if form is None or not is_there(form):
        return True
    if not looked_into(form) or isinstance(status, OSError) or not stat.S_ISREG(status.st_mode):
        return False
    try:
        with open_regular(path) as file:
            return passed_over(form, file.read(_HEAD))
    except OSError:
        return False  # it has its line


def _hinders(found: _Found) -> bool:
    """Whether something hinders reading what may be a folder; a link to nothing is none."""
    return isinstance(found.status, OSError) and found.status.errno not in (errno.ENOENT, errno.ELOOP)


def refused(name: str, error: OSError) -> Item:
    """The item of a path that cannot be read."""
    what = Unreadable((error.strerror or "cannot be read").lower(), name, "check that it is a readable file")
    return Item(Source(path=name), b"", error=what)


def open_regular(path: str) -> BinaryIO:
    """Open a regular file, under its true path as ``name`` (what lies beside it is found by that); anything else
    raises OSError at once, a named pipe included.
    """
    return open(path, "rb", opener=_regular)


def _regular(path: str, _: int) -> int:
    """Handle of a regular file. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file")
    return handle


def _sidecar(path: str, beside: frozenset[str] | None) -> tuple[int, int] | None:
    """Size and time of the metadata file beside a document: a change of it is a change of the input."""
    if beside is not None and not beside:
        return None
    for name in (path + SIDECAR, os.path.splitext(path)[0] + SIDECAR):
        if beside is None or os.path.basename(name) in beside:
            status = _status(name)
            if isinstance(status, os.stat_result):
                return status.st_size, status.st_mtime_ns
    return None
