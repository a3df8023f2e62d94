"""Vocabulary of one dimension: surface forms of one or more words, each with an entry of any type.

Look-up is a dictionary access a token, so 50,000 forms cost what 50 cost. Longest match wins, left to right.
"""

from collections.abc import Iterable, Sequence
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
        n, last = len(norms) if stop is None else stop, len(norms) - 1
        part = norms[first:n] if first or n <= last else norms
        heads, out = self.heads, list[Match[E]]()
        if heads.isdisjoint(part):
            return out
        single, longer = self._single, self._longer
        done = first
        for i, word in enumerate(part, first):
            if word not in heads or i < done:
                continue
            seconds = longer.get(word)
            found = single.get(word)
            # the second word keeps those that only begin a longer form (`of`, `the`) from being looked at
            if seconds is not None and i < last and norms[i + 1] in seconds and (found is not None or i + 1 < n):
                match = _longest(norms, i, seconds[norms[i + 1]])
                if match is not None:
                    if match.stop <= n:
                        out.append(match)
                        done = match.stop
                    continue
            if found is not None:
                out.append(Match(i, i + 1, found))
        return out


class Layers(Generic[E]):
    """Lexicons that are looked up in one pass: forms of one layer do not overlap, those of two may."""

    def __init__(self, layers: Sequence[Iterable[tuple[str, E]]]) -> None:
        self._count = len(layers)
        self._single: dict[str, list[tuple[int, E]]] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], int, E]]]] = {}
        for layer, forms in enumerate(layers):
            for surface, entry in forms:
                self._add(list(words_of(surface)), layer, entry)
        self.heads = {*self._single, *self._longer}

    def _add(self, words: list[str], layer: int, entry: E) -> None:
        """Add one form; a form that is already in its layer keeps its first entry."""
        if len(words) == 1:
            owners = self._single.setdefault(words[0], [])
            if all(layer != other for other, _ in owners):
                owners.append((layer, entry))
            return
        rows = self._longer.setdefault(words[0], {}).setdefault(words[1], [])
        if all((words, layer) != row[:2] for row in rows):
            rows.append((words, layer, entry))
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, norms: list[str], places: Iterable[int]) -> list[Match[E]]:
        """The matches of all layers that begin at ``places`` (in order), the longest of a layer at each."""
        single, longer, last = self._single, self._longer, len(norms) - 1
        done = [0] * self._count
        out: list[Match[E]] = []
        for i in places:
            seconds = longer.get(norms[i])
            if seconds is not None and i < last:
                for words, layer, entry in seconds.get(norms[i + 1], ()):
                    stop = i + len(words)
                    if i >= done[layer] and (len(words) == 2 or norms[i:stop] == words):
                        out.append(Match(i, stop, entry))
                        done[layer] = stop
            for layer, entry in single.get(norms[i], ()):
                if i >= done[layer]:
                    out.append(Match(i, i + 1, entry))
                    done[layer] = i + 1
        return out


def _longest(norms: list[str], i: int, rows: list[tuple[list[str], E]]) -> Match[E] | None:
    """The longest of the forms, the longest first, whose first two words stand at ``i``."""
    for words, entry in rows:
        stop = i + len(words)
        if len(words) == 2 or norms[i:stop] == words:
            return Match(i, stop, entry)
    return None
