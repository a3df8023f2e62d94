"""Tables that lie over each other: a language over the one that it extends, a user's folder over the shipped one.

What the file above says wins, by one rule for each kind of value: a text, number or yes-no takes the place of the one
below; a table is joined key by key; the entries of a list stand in front of those below (the first reading of a word
wins), and an entry with an ``id`` takes the place of the one with the same ``id``. Two keys at the top of a file are
no part of its table: ``without`` takes away what is below (words of a list, keys of a table, ids of entries; of a list
of entries, words of any of them), and ``instead`` puts a list or table wholly in the place of the one below.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from kabar.errors import ModelError

_ID = "id"
_WITHOUT, _INSTEAD = "without", "instead"
_Table = dict[str, Any]


class _Fault(Exception):
    """What is wrong with a layer, the keys that lead to it, and what to do."""

    def __init__(self, what: str, keys: list[str], remedy: str) -> None:
        super().__init__(what)
        self.what, self.keys, self.remedy = what, keys, remedy


def read(path: Path) -> _Table:
    """A file of TOML. Raises ModelError."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror}", str(path), "restore the file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"not valid TOML: {error}", str(path), "mend the syntax at the place named") from None


def merged(paths: list[Path]) -> _Table:
    """The table that the files make, what lies above last. Raises ModelError with file and line."""
    out = read(paths[0])
    for path in paths[1:]:
        own = read(path)
        try:
            out = over(out, own)
        except _Fault as fault:
            line = line_of(path.read_text("utf-8", "replace"), fault.keys)
            raise ModelError(fault.what, f"{path}:{line}" if line else str(path), fault.remedy) from None
    return out


def over(below: _Table, above: _Table) -> _Table:
    """One table over another; neither is changed."""
    own = {key: value for key, value in above.items() if key not in (_WITHOUT, _INSTEAD)}
    out: Any = below
    for key, act in ((_WITHOUT, _cut), (_INSTEAD, _put)):
        if key in above:
            if not isinstance(above[key], dict):
                raise _Fault(f"{key!r} is no table", [key], f"write it as [{key}] with the keys of this file")
            out = act(out, above[key], [key])
    joined: _Table = _join(out, own)
    return joined


def _join(below: Any, above: Any) -> Any:
    """What stands when a value is said of a key that has one below."""
    if isinstance(below, dict) and isinstance(above, dict):
        joined = {key: _join(below[key], value) if key in below else value for key, value in above.items()}
        return joined | {key: value for key, value in below.items() if key not in joined}
    if isinstance(below, list) and isinstance(above, list):
        own = {entry[_ID]: entry for entry in above if isinstance(entry, dict) and _ID in entry}
        kept = [own.pop(e[_ID]) if isinstance(e, dict) and e.get(_ID) in own else e for e in below if e not in above]
        taken = [entry for entry in above if not any(entry is k for k in kept)]
        return taken + kept
    return above


def _put(below: Any, new: Any, keys: list[str]) -> Any:
    """``new`` in the place of what is below, key by key down to the lists."""
    if not isinstance(below, dict) or not isinstance(new, dict):
        return new
    for key in new:
        if key not in below:
            raise _Fault(f"{key!r} is not below, nothing is replaced", [*keys, key], "say it without 'instead'")
    return below | {key: _put(below[key], value, [*keys, key]) for key, value in new.items()}


def _cut(below: Any, gone: Any, keys: list[str]) -> Any:
    """What is below without ``gone``."""
    if isinstance(gone, list):
        return _fewer(below, gone, keys)
    if isinstance(below, dict) and isinstance(gone, dict):
        for key in gone:
            if key not in below:
                raise _Fault(f"{key!r} is not below", [*keys, key], "remove it from 'without'")
        return below | {key: _cut(below[key], value, [*keys, key]) for key, value in gone.items()}
    if isinstance(below, list) and isinstance(gone, dict):
        return _from_entries(below, gone, keys)
    raise _Fault(f"cannot take {gone!r} away", keys, "name a list of words, keys or ids")


def _from_entries(below: list[Any], gone: _Table, keys: list[str]) -> list[Any]:
    """A list of entries, of which words of their lists are taken away wherever they stand; one without words goes."""
    out = list(below)
    for key, words in gone.items():
        had = [word for entry in below if isinstance(entry, dict) for word in entry.get(key, ())]
        _check(words, had, [*keys, key])
        less = [
            e | {key: [w for w in e[key] if w not in words]} if isinstance(e, dict) and key in e else e for e in out
        ]
        out = [
            new
            for old, new in zip(out, less, strict=True)
            if new == old or any(isinstance(v, list) and v for v in new.values())
        ]
    return out


def _fewer(below: Any, gone: list[Any], keys: list[str]) -> Any:
    """A list or table without some words, ids or keys."""
    if isinstance(below, dict):
        _check(gone, below, keys)
        return {key: value for key, value in below.items() if key not in gone}
    if isinstance(below, list):
        named = [e.get(_ID) if isinstance(e, dict) else e for e in below]
        _check(gone, named, keys)
        return [e for e, name in zip(below, named, strict=True) if name not in gone]
    raise _Fault("no list or table is below", keys, "remove it from 'without'")


def _check(gone: Any, had: Any, keys: list[str]) -> None:
    """Raise for what is not there to be taken away."""
    missing = [word for word in gone if word not in had]
    if missing:
        raise _Fault(f"{missing[0]!r} is not below", [*keys, str(missing[0])], "remove it from 'without'")


def blamed(paths: list[Path], keys: list[str]) -> Path:
    """The file, from above, that has the last of the keys; the uppermost where none has."""
    for path in reversed(paths):
        if keys and line_of(path.read_text("utf-8", "replace"), keys[-1:]):
            return path
    return paths[-1]


def line_of(text: str, keys: list[str]) -> int | None:
    """Line of the last key that stands in the text as a key or table head, or as a word in quotes."""
    for key in reversed(keys):
        for pattern in (rf"^[ \t]*(?:\[+[\w.\"-]*\b)?[\"']?{re.escape(key)}\b", rf"[\"']{re.escape(key)}[\"']"):
            m = re.search(pattern, text, re.MULTILINE)
            if m:
                return text.count("\n", 0, m.start()) + 1
    return None
