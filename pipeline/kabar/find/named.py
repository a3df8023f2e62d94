"""Digits that end a name, for the finders of times and of quantities alike."""

from kabar.lexing import Tokens

_DIGITS = 3  # of the longest such number; four are a year
_GROWN = 17  # from here on it tells the age of whom the news speak: wasit 34 tahun ini
_STOPS = frozenset(".")


def ends_name(tokens: Tokens, i: int) -> bool:
    """Whether digits at token ``i`` end the name before them, so that what could be their unit begins a time:
    ``penjualan Ioniq 6 | tahun ini``."""
    text = tokens.norm[i]
    if i < 2 or not text.isdecimal() or len(text) > _DIGITS or int(text) >= _GROWN:
        return False
    return tokens.word[i - 1][0].isupper() and tokens.norm[i - 2] not in _STOPS
