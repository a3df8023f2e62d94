"""Checked tables kept on disk, so that TOML is parsed once: plain data, never code, never trusted.

A cache file holds the key it was made for, the hash of its content and the content; whatever is damaged, of another
version, or may have been written by another user is ignored and made anew. A cache that cannot be written is no error:
it only costs time.
"""

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from typing import Final

_HASH: Final = hashlib.sha256().digest_size


def folder() -> Path | None:
    """``$XDG_CACHE_HOME/kabar``, else ``~/.cache/kabar``; None when there is no home
    (a home that does not exist is not made)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "kabar"
    home = Path(os.path.expanduser("~"))
    return home / ".cache" / "kabar" if home.is_absolute() and home.is_dir() else None


def load(name: str, key: bytes) -> bytes | None:
    """The content that was saved under this name for this key (a SHA-256 digest), undamaged, or None."""
    place = folder()
    data = _own(place, name) if place else b""
    content = data[2 * _HASH :]
    fits = data[:_HASH] == key and data[_HASH : 2 * _HASH] == hashlib.sha256(content).digest()
    return content if fits else None


def save(name: str, key: bytes, content: bytes) -> None:
    """Keep content; other processes see the old file or the new one, nothing between."""
    place = folder()
    if place is None:
        return
    partial = place / f"{name}.{os.getpid()}"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(place.stat()):
            return
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(key + hashlib.sha256(content).digest() + content)
        partial.replace(place / name)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()


def _own(place: Path, name: str) -> bytes:
    """The bytes of a file that nobody but this user can have written, in such a folder; nothing otherwise."""
    try:
        if not _is_ours(place.stat()):
            return b""
        with open(os.open(place / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(status.st_mode) and _is_ours(status) else b""
    except OSError:
        return b""


def _is_ours(status: os.stat_result) -> bool:
    """Whether it belongs to this user, and neither its group nor others may write to it."""
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
