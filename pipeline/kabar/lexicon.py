"""Vocabulary of one dimension: surface forms of one or more words, each with an entry of any type.

Look-up is a dictionary access a token, so 50,000 forms cost what 50 cost. Longest match wins, left to right.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from kabar.frozen import Frozen
from kabar.lexing import words_of

E = TypeVar("E")


class Match(Frozen, Generic[E], frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` (half-open) carry the entry."""

    first: int
    stop: int
    entry: E


class Lexicon(Generic[E]):
    """Forms by their first word; longer forms by their second, the longest first. ``heads`` are all first words."""

    def __init__(self, forms: Iterable[tuple[str, E]] = ()) -> None:
        self._single: dict[str, E] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], E]]]] = {}
        self.heads: set[str] = set()
        for surface, entry in forms:
            self.add(surface, entry)

    def add(self, surface: str, entry: E) -> None:
        """Add one form; a form that is already there keeps its first entry."""
        words = list(words_of(surface))
        if not words:
            raise ValueError(f"no word in {surface!r}")
        self.heads.add(words[0])
        if len(words) == 1:
            self._single.setdefault(words[0], entry)
            return
        rows = self._longer.setdefault(words[0], {}).setdefault(words[1], [])
        if all(words != old for old, _ in rows):
            rows.append((words, entry))
            rows.sort(key=lambda row: -len(row[0]))

    def get(self, norm: str) -> E | None:
        """Entry of a single word."""
        return self._single.get(norm)

    def __contains__(self, norm: str) -> bool:
        return norm in self._single

    def at(self, norms: list[str], i: int) -> Match[E] | None:
        """The longest form that starts at token ``i``."""
        longer = self._longer.get(norms[i])
        if longer is not None and i + 1 < len(norms):
            match = _longest(norms, i, longer.get(norms[i + 1], []))
            if match is not None:
                return match
        entry = self._single.get(norms[i])
        return None if entry is None else Match(i, i + 1, entry)

    def find(self, norms: list[str], first: int = 0, stop: int | None = None) -> list[Match[E]]:
        """All matches, longest first from left to right, none overlapping."""
        n = len(norms) if stop is None else stop
        part = norms[first:n] if first or n < len(norms) else norms
        heads = self.heads
        return self.among(norms, [i for i, word in enumerate(part, first) if word in heads], n)

    def among(self, norms: list[str], places: Iterable[int], stop: int) -> list[Match[E]]:
        """The matches before ``stop`` that begin at ``places``, in order, none overlapping."""
        single, longer, last = self._single, self._longer, len(norms) - 1
        out: list[Match[E]] = []
        done = 0
        for i in places:
            if i < done:
                continue
            word = norms[i]
            found = single.get(word)
            seconds = longer.get(word)
            if seconds is not None and i < last:
                # the second word keeps those that only begin a longer form (`of`, `the`) from being looked at
                rows = seconds.get(norms[i + 1])
                match = _longest(norms, i, rows) if rows and (found is not None or i + 1 < stop) else None
                if match is not None:
                    if match.stop <= stop:
                        out.append(match)
                        done = match.stop
                    continue
            if found is not None:
                out.append(Match(i, i + 1, found))
        return out


def _longest(norms: list[str], i: int, rows: list[tuple[list[str], E]]) -> Match[E] | None:
    """The longest of the forms, the longest first, whose first two words stand at ``i``."""
    for words, entry in rows:
        stop = i + len(words)
        if len(words) == 2 or norms[i:stop] == words:
            return Match(i, stop, entry)
    return None
