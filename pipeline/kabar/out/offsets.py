"""Offsets in code points (ours) and in UTF-16 code units (of browsers and of the tools that run in them)."""

import re
from bisect import bisect_left
from collections.abc import Callable

Convert = Callable[[int], int]
_ASTRAL = re.compile("[\U00010000-\U0010ffff]").finditer


def to_utf16(text: str) -> Convert:
    """Turn offsets in code points of ``text`` into offsets in UTF-16 code units."""
    astral = _astral(text)
    return (lambda at: at + bisect_left(astral, at)) if astral else _same


def from_utf16(text: str) -> Convert:
    """The inverse. An offset within a pair of surrogates raises ValueError: it is no place in the text."""
    astral = _astral(text)
    if not astral:
        return _same
    starts = [at + number for number, at in enumerate(astral)]  # where each pair begins, in code units

    def convert(at: int) -> int:
        before = bisect_left(starts, at)
        if before and starts[before - 1] + 1 == at:
            raise ValueError(f"offset {at} is in the middle of a character")
        return at - before

    return convert


def _astral(text: str) -> list[int]:
    return [] if text.isascii() else [m.start() for m in _ASTRAL(text)]


def _same(at: int) -> int:
    return at
