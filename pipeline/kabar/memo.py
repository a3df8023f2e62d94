"""A bounded memory for pure functions of a word: text repeats its words, and memory must not grow with them."""

from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar

V = TypeVar("V")
_MOST: Final = 1 << 12  # the words of some hundred articles; more only takes memory
_LONGEST: Final = 40  # characters; longer words do not come back, nor do longer numbers
_LONGEST_NUMBER: Final = 4


class Memo(dict[str, V], Generic[V]):
    """``memo[word]`` is ``function(word)``, computed when it is not known; forgets when it is full."""

    def __init__(self, function: Callable[[str], V]) -> None:
        super().__init__()
        self._function = function
        self._most = _MOST

    def __missing__(self, word: str) -> V:
        """Compute and keep."""
        value = self._function(word)
        size = len(word)
        if size <= _LONGEST_NUMBER or (size <= _LONGEST and not word[0].isdigit()):
            if len(self) >= self._most:
                self.clear()
            self[word] = value
        return value


class Known(Memo[V], Generic[V]):
    """Values of the words of a vocabulary; those of other words are computed, and remembered as long as they fit."""

    def __init__(self, values: Mapping[str, V], otherwise: Callable[[str], V]) -> None:
        super().__init__(otherwise)
        self._vocabulary = dict(values)
        self._most += len(self._vocabulary)
        self.update(self._vocabulary)

    def clear(self) -> None:
        """Forget all but the vocabulary."""
        super().clear()
        self.update(self._vocabulary)
