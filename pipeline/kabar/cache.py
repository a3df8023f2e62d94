"""Checked tables kept on disk, so that TOML is parsed once: plain data, never code, never trusted.

A cache file holds the key it was made for, the hash of its content and the content; whatever is damaged, foreign or
of another version is ignored and made anew. A cache that cannot be written is no error: it only costs time.
"""

import contextlib
import hashlib
import os
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
    try:
        data = (place / name).read_bytes() if place else b""
    except OSError:
        return None
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
        place.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(key + hashlib.sha256(content).digest() + content)
        partial.replace(place / name)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
