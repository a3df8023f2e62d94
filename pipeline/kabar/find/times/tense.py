"""Which way a bare month or day looks: the cues of tense and plan in its sentence."""

import re
from typing import Final

from kabar.grammar import Grammar

_BACK: Final = 25  # tokens before a mention in which a cue counts
_AHEAD: Final = 8  # and after it, when none stands before


class Tense:
    """Reads the direction from the class string of a sentence.

    ``WILL`` and ``DID`` say it for sure; ``HOPE`` (plans, modals) and endings of past forms are weak, and a past form
    behind ``BE`` (to be returned) says nothing.
    """

    def __init__(self, grammar: Grammar) -> None:
        will, hope, did = grammar.members("WILL"), grammar.members("HOPE"), grammar.members("DID")
        past = grammar.members("PASTVERB")
        self._be = grammar.members("BE")
        self._past = past
        self._way = dict.fromkeys(will, (1, True)) | dict.fromkeys(hope, (1, False))
        self._way |= dict.fromkeys(did, (-1, True)) | dict.fromkeys(past, (-1, False))
        self._cue = re.compile(f"[{''.join(sorted(self._way))}]")

    def direction(self, codes: str, begin: int, first: int, stop: int, end: int) -> tuple[int, bool] | None:
        """1 future or -1 past, and whether that is sure: the nearest cue before the mention, else one behind it."""
        low = max(begin, first - _BACK)
        for i in range(first - 1, low - 1, -1):
            way = self._way.get(codes[i])
            if way is not None and not (codes[i] in self._past and i > low and codes[i - 1] in self._be):
                return way
        m = self._cue.search(codes, stop, min(end, stop + _AHEAD))
        return None if m is None else (self._way[m[0]][0], False)
