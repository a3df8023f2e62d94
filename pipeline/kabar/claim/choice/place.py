"""Where things stand in a sentence, in a few small values: the geometry that all choices look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Protocol, TypeVar

from kabar.claim.choice.classes import Classes
from kabar.claim.sentence.clauses import Clauses
from kabar.find.mention import Entity
from kabar.find.words import VERBS
from kabar.page import Page, Sentence

_STEPS = (0, 1, 2, 3, 5, 8, 12, 20)  # distances told apart, in tokens
_NEAR: Final = "".join(["abcdefghi"[bisect_right(_STEPS, n) - 1] for n in range(_STEPS[-1] + 1)])  # a letter for each
_DROPPED = frozenset('DJA"*MQ-')  # classes that a path leaves out
_LONG = 6  # classes of a path
_REACH = 100  # tokens on each side of a value in which candidates are looked for
_FAR = 2 * _REACH  # tokens behind which a path tells nothing
_MOST = 3  # that are counted
_WORDED = frozenset("DIOCSt")  # classes of words that are features themselves


class Placed(Protocol):
    """What begins at a token."""

    @property
    def first(self) -> int:
        """The token."""


T = TypeVar("T", bound=Placed)


def within(placed: Sequence[T], token: int) -> Sequence[T]:
    """Those of some things in order that begin near a token: a sentence without end costs no more for each of its
    values than a long one."""
    if not placed or (placed[0].first >= token - _REACH and placed[-1].first < token + _REACH):
        return placed
    low = bisect_left(placed, token - _REACH, key=_first)
    return placed[low : bisect_left(placed, token + _REACH, low, key=_first)]


def _first(one: Placed) -> int:
    return one.first


def near(tokens: int) -> str:
    """A distance in steps, as a letter."""
    return "-" if tokens < 0 else _NEAR[tokens] if tokens < len(_NEAR) else _NEAR[-1]


class Ground:
    """One sentence, counted once: classes with names made one, and how many verbs, commas, names stand before a token.

    All places are tokens of the page.
    """

    def __init__(
        self,
        page: Page,
        tags: str,
        sentence: Sentence,
        entities: Sequence[Entity],
        clauses: Clauses,
        language: str,
        alike: Classes,
    ) -> None:
        self.page, self.tags, self.sentence, self.clauses = page, tags, sentence, clauses
        self._alike = alike
        self.norm = page.tokens.norm
        self.language = language
        self.first, self.stop = sentence.first, sentence.stop
        self.entities = entities
        classes = list(tags[self.first : self.stop])
        starts = [0] * len(classes)
        for e in entities:
            if e.type != "topic" and self.first <= e.first < self.stop:
                starts[e.first - self.first] = 1
                for i in range(e.first, min(e.stop, self.stop)):
                    classes[i - self.first] = "P"
        self.classes = "".join(classes)
        self._verbs = [*accumulate([c in VERBS for c in classes], initial=0)]
        self._verb_places = [i for i, c in enumerate(classes, self.first) if c in VERBS]
        self._commas = [*accumulate([c in ",;(" for c in classes], initial=0)]
        self._names = [*accumulate(starts, initial=0)]
        self._runs, self._begun, self._kept = _runs(self.classes)
        self._words: dict[int, str] = {}
        self._kinds: dict[tuple[int, int], str] = {}

    def between(self, sums: list[int], a: int, b: int) -> int:
        """How many of what is counted in ``sums`` stand in the tokens ``a`` to ``b``."""
        return sums[b - self.first] - sums[a - self.first] if self.first <= a < b <= self.stop else 0

    def verbs(self, a: int, b: int) -> int:
        """How many verbs stand between two tokens, three at most."""
        return min(_MOST, self.between(self._verbs, a, b))

    def commas(self, a: int, b: int) -> int:
        """How many commas and brackets stand between two tokens, three at most."""
        return min(_MOST, self.between(self._commas, a, b))

    def names(self, a: int, b: int) -> int:
        """How many names begin between two tokens, three at most."""
        return min(_MOST, self.between(self._names, a, b))

    def path(self, a: int, b: int) -> str:
        """The classes of the tokens ``a`` to ``b``, runs as one, without what only modifies; long ones cut."""
        if not self.first <= a < b <= self.stop:
            return ""
        if b - a > _FAR:
            return "~"
        i, j = a - self.first, b - self.first
        opens = self._kept[i]  # the first token from there on that is not left out; its run may have begun before
        short = self._runs[self._begun[opens + 1] - 1 : self._begun[j]] if opens < j else ""
        return short if len(short) <= _LONG else short[:3] + "~" + short[-2:]

    def class_at(self, i: int) -> str:
        """Class of a token; ``^`` before the sentence and ``$`` behind it."""
        return self.classes[i - self.first] if self.first <= i < self.stop else ("^" if i < self.first else "$")

    def classes_of(self, a: int, b: int) -> str:
        """The classes of the tokens ``a`` to ``b``, with ``^`` and ``$`` beyond the sentence."""
        return "".join([self.class_at(i) for i in range(a, b)])

    def like(self, i: int) -> tuple[str, ...]:
        """The classes of words of like surroundings that the word of a token is of."""
        return self._alike.get(self.norm[i], ())

    def worded(self, i: int) -> str:
        """The word of a preposition, conjunction or subordinator, else the class."""
        c = self.class_at(i)
        return self.word(i) if c in _WORDED else c

    def word(self, i: int) -> str:
        """The word of a token with its language."""
        known = self._words.get(i)
        if known is None:
            known = self._words[i] = f"{self.language}.{self.norm[i]}"
        return known

    def edge(self, i: int) -> str:
        """The word of a token with its language; ``^`` before the sentence and ``$`` behind it."""
        return self.word(i) if self.first <= i < self.stop else ("^" if i < self.first else "$")

    def crossed(self, a: int, b: int) -> str:
        """The kinds of the clauses that open between two tokens, as one value."""
        if self.clauses.plain:
            return "none"
        low, high = (a, b) if a <= b else (b, a)
        shape = self.clauses
        places = (low, high) if shape.inserted else (shape.at(low), shape.at(high))  # all of a clause stand alike
        known = self._kinds.get(places)
        if known is None:
            known = self._kinds[places] = "+".join(sorted(shape.crossed(low, high))) or "none"
        return known

    def verb(self, anchor: int, trigger: int | None) -> int:
        """The verb that governs a value: the trigger itself, else the nearest to its left; -1 where there is none."""
        if trigger is not None and self.first <= trigger < self.stop and self.class_at(trigger) in VERBS:
            return trigger
        at = bisect_left(self._verb_places, anchor) - 1
        return self._verb_places[at] if at >= 0 else -1


def _runs(classes: str) -> tuple[str, list[int], list[int]]:
    """The classes that paths keep, runs as one; how many runs have begun before each token; and for each token the
    first from there on that is kept."""
    runs: list[str] = []
    begun, kept = [0], [len(classes)] * (len(classes) + 1)
    for c in classes:
        if c not in _DROPPED and (not runs or runs[-1] != c):
            runs.append(c)
        begun.append(len(runs))
    for i in range(len(classes) - 1, -1, -1):
        kept[i] = kept[i + 1] if classes[i] in _DROPPED else i
    return "".join(runs), begun, kept
