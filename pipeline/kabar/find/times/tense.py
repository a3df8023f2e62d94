"""Which way a bare month or day looks: the cues of tense and plan in its sentence."""

import re
from typing import Final

from kabar.find.times.rules import Compiled
from kabar.find.times.table import TimesTable

_NONE: Final = "-"  # no class
_BACK: Final = 25  # tokens before a mention in which a cue counts
_AHEAD: Final = 12  # and after it, when none stands before
_SHORTEST: Final = 4  # letters of a verb in a past tense
_WAYS: Final[dict[str, tuple[int, bool]]] = {
    "sure_future": (1, True),
    "hint_future": (1, False),
    "sure_past": (-1, True),
    "hint_past": (-1, False),
    "trace_past": (-1, False),  # of a verb without tense: counts only when nothing else does
}


class Tense:
    """Reads the direction from the class string of a sentence.

    The macro ``TENSE`` names the cues: finite verbs are sure; plans, modals and endings of past forms are hints; what
    its unnamed branch takes (to be returned) says nothing. Only words of class ``WILL`` make the future sure.
    """

    def __init__(self, table: TimesTable, compiled: Compiled) -> None:
        tense = compiled.macros["TENSE"]
        self._cue = re.compile(f"(?=[{''.join(sorted(tense.first))}])(?:{tense.regex.pattern})")
        self._will = re.compile(f"[{''.join(sorted(compiled.grammar.compile('WILL').first))}]")
        self._dash = compiled.grammar.members("DASH")
        self._past = compiled.grammar.code("PASTVERB")
        self._classes = compiled.grammar.members()
        self._months = compiled.grammar.members("ANYMONTH")
        self._endings = tuple(table.past_endings)
        self._not_past = frozenset(table.not_past)
        self._turns = frozenset(table.turns)

    def direction(
        self, codes: str, words: list[str], begin: int, first: int, stop: int, end: int, weekly: bool
    ) -> tuple[int, bool] | None:
        """1 future or -1 past, and whether that is sure: the nearest cue before the mention, else one behind it.

        What is ``weekly`` asks for a sure future only: without a word for it, nothing is looked at.
        """
        if weekly and self._will.search(codes, max(begin, first - _BACK), min(end, stop + _AHEAD)) is None:
            return None
        way = None
        told = self._told(codes, words, max(begin, first - _BACK), first)
        for m in self._cue.finditer(told):
            if told[m.start() - 1 : m.start()] in self._dash and m.start():
                continue  # Jakarta-built
            if m.lastgroup is not None and (way is None or m.lastgroup != "trace_past"):
                way = _WAYS[m.lastgroup]
        if way is not None:
            return way
        behind = self._cue.search(self._told(codes, words, stop, self._turn(words, stop, min(end, stop + _AHEAD))))
        if behind is None or behind.lastgroup is None:
            return None
        way = _WAYS[behind.lastgroup]
        return way if way[0] > 0 else (way[0], False)

    def _turn(self, words: list[str], stop: int, end: int) -> int:
        """Where another statement begins behind a mention, but for a second time (`in May and June it will`)."""
        turns = self._turns
        for i in range(stop, end - 1):
            if words[i] in turns and (i > stop or words[i + 1].islower()):
                return i
        return end

    def _told(self, codes: str, words: list[str], first: int, stop: int) -> str:
        """The class string of some tokens, with the words of no class that end as past verbs do; May is no modal."""
        part = codes[first:stop]
        endings = self._endings
        if not endings:
            return part
        classes, past, exempt = self._classes, self._past, self._not_past
        return "".join(
            [
                (past if w.endswith(endings) and c not in classes and len(w) >= _SHORTEST and w not in exempt else c)
                if c not in self._months
                else _NONE
                for c, w in zip(part, words[first:stop], strict=True)
            ]
        )
