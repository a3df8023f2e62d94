"""A bounded memory for pure functions of a word: text repeats its words, and memory must not grow with them."""

from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar

V = TypeVar("V")
_MOST: Final = 1 << 15
_LONGEST: Final = 40  # characters; longer words do not come back


class Memo(dict[str, V], Generic[V]):
    """``memo[word]`` is ``function(word)``, computed when it is not known; forgets everything when it is full."""

    def __init__(self, function: Callable[[str], V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> V:
        """Compute and keep."""
        value = self._function(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = value
        return value


class Known(dict[str, V], Generic[V]):
    """Values of the words of a vocabulary; those of other words are computed, and remembered as long as it fits."""

    def __init__(self, values: Mapping[str, V], otherwise: Callable[[str], V]) -> None:
        super().__init__(values)
        self._others = Memo(otherwise)

    def __missing__(self, word: str) -> V:
        """The value of a word that is not in the vocabulary."""
        return self._others[word]
