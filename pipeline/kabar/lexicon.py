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
    """Forms by their first word; longer forms by their second, the longest first."""

    def __init__(self, forms: Iterable[tuple[str, E]] = ()) -> None:
        self._single: dict[str, E] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], E]]]] = {}
        self._heads: set[str] = set()
        for surface, entry in forms:
            self.add(surface, entry)

    def add(self, surface: str, entry: E) -> None:
        """Add one form; a form that is already there keeps its first entry."""
        words = list(words_of(surface))
        if not words:
            raise ValueError(f"no word in {surface!r}")
        self._heads.add(words[0])
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
        word = norms[i]
        longer = self._longer.get(word)
        if longer is not None and i + 1 < len(norms):
            for words, entry in longer.get(norms[i + 1], ()):
                stop = i + len(words)
                if stop == i + 2 or norms[i:stop] == words:
                    return Match(i, stop, entry)
        entry_ = self._single.get(word)
        return None if entry_ is None else Match(i, i + 1, entry_)

    def find(self, norms: list[str], first: int = 0, stop: int | None = None) -> list[Match[E]]:
        """All matches, longest first from left to right, none overlapping."""
        single, longer, heads = self._single, self._longer, self._heads
        n = len(norms) if stop is None else stop
        part = norms[first:n] if first or n < len(norms) else norms
        out: list[Match[E]] = []
        done = first
        for i in [i for i, word in enumerate(part, first) if word in heads]:
            if i < done:
                continue
            word = norms[i]
            # the second word keeps those that only begin a longer form (`of`, `the`) from being looked at
            if word not in single and not (i + 1 < n and norms[i + 1] in longer[word]):
                continue
            match = self.at(norms, i)
            if match is not None and match.stop <= n:
                out.append(match)
                done = match.stop
        return out
