"""Which way a bare month or day looks: the cues of tense and plan in its sentence."""

import re
from typing import Final

from kabar.grammar import Grammar

_AHEAD: Final = 8  # tokens after a mention in which a cue counts when none stands before it
_BACK: Final = 40


class Tense:
    """Reads the direction from the class string of a sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self._will = grammar.members("WILL")
        self._did = grammar.members("DID") | grammar.members("PASTVERB")
        self._cue = re.compile(f"[{''.join(sorted(self._will | self._did))}]")

    def direction(self, codes: str, begin: int, first: int, stop: int, end: int) -> int | None:
        """1 future, -1 past, ``None`` without a cue. The nearest cue before the mention counts, else one behind it."""
        for i in range(first - 1, max(begin, first - _BACK) - 1, -1):
            if codes[i] in self._will:
                return 1
            if codes[i] in self._did:
                return -1
        m = self._cue.search(codes, stop, min(end, stop + _AHEAD))
        return None if m is None else 1 if m[0] in self._will else -1
