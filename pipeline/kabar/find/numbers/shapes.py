"""Numbers that their marks give away: clock times, chains such as phone numbers and dates, list heads, addresses.

Pure functions of tokens without any vocabulary but what is handed in; each looks at a few neighbours only.
"""

from collections.abc import Container
from decimal import Decimal

from kabar.find.mention import Number
from kabar.lexing import Tokens

_LONGEST_LIST = Decimal(60)
_OLDEST = 120
_LINE = "\n"
CROSS = frozenset(("x", "\u00d7"))  # signs of crossing: 4x5


def at(tokens: Tokens, i: int) -> str:
    """Matching form of token ``i``; a line break outside of the text."""
    norm = tokens.norm
    return norm[i] if 0 <= i < len(norm) else _LINE


def is_time_of_day(tokens: Tokens, number: Number) -> bool:
    """One side of ``10:14``."""
    norm, first, stop = tokens.norm, number.first, number.stop
    if at(tokens, stop) == ":" and tokens.glued(stop) and at(tokens, stop + 1)[0].isdecimal():
        return tokens.glued(stop + 1)
    if at(tokens, first - 1) == ":" and first > 1 and norm[first - 2][0].isdecimal():
        return tokens.glued(first) and tokens.glued(first - 1)
    return False


def is_chain(tokens: Tokens, number: Number) -> bool:
    """Part of ``021-555-1234``, ``31/7/2024``, ``500-000``, or a number with leading zeros."""
    norm, first, stop = tokens.norm, number.first, number.stop
    text = norm[first]
    if len(text) > 1 and text[0] == "0" and text.isdecimal() and number.form == "digits":
        return number.start == tokens.start[first] and at(tokens, first - 1) != "."
    before, after = at(tokens, first - 1), at(tokens, stop)
    left = before in ("-", "/") and _linked(tokens, first - 1)
    right = after in ("-", "/") and _linked(tokens, stop)
    if (left and before == "/") or (right and after == "/"):
        return True
    if left and (right or len(norm[first - 2]) > 5 or norm[first - 2].startswith("00")):
        return True
    if left and at(tokens, first - 3) == "-" and _linked(tokens, first - 3):
        return True
    return right and (norm[stop + 1].startswith("00") or (at(tokens, stop + 2) == "-" and _linked(tokens, stop + 2)))


def _linked(tokens: Tokens, mark: int) -> bool:
    """Whether the mark touches digits on both sides."""
    if mark < 1 or mark + 1 >= len(tokens.norm):
        return False
    digits = tokens.norm[mark - 1].isdecimal() and tokens.norm[mark + 1].isdecimal()
    return digits and tokens.glued(mark) and tokens.glued(mark + 1)


def is_arc(tokens: Tokens, number: Number) -> bool:
    """Part of ``51\u00b030'12"``: degrees with their minutes, minutes, seconds behind them."""
    first, stop = number.first, number.stop
    if at(tokens, stop) == "\u00b0" and at(tokens, stop + 1)[0].isdecimal():
        return tokens.glued(stop + 1) and at(tokens, stop + 2) == "'"
    minutes = at(tokens, first - 1) == "\u00b0" and at(tokens, stop) == "'" and tokens.glued(first)
    return minutes or (at(tokens, first - 1) == "'" and at(tokens, first - 3) == "\u00b0" and tokens.glued(first))


def is_swap(tokens: Tokens, i: int) -> bool:
    """``2-for-1``: a word in hyphens between two numbers, at token ``i``."""
    if i < 1 or at(tokens, i) != "-" or at(tokens, i + 2) != "-":
        return False
    digits = tokens.norm[i - 1].isdecimal() and at(tokens, i + 3).isdecimal()
    return digits and tokens.norm[i + 1].isalpha() and tokens.glued(i + 1)


def is_list_head(tokens: Tokens, number: Number) -> bool:
    """``1. Boil``, ``2) Add``, ``(3)``."""
    first, stop = number.first, number.stop
    if stop - first > 1 or number.value > _LONGEST_LIST or number.value != int(number.value):
        return False
    before, after = at(tokens, first - 1), at(tokens, stop)
    if after == ")" and "(" not in tokens.norm[max(0, first - 15) : first - 1]:
        return before == "(" or "(" not in tokens.norm[max(0, first - 15) : first]
    marked = after in (".", ")") and tokens.glued(stop)
    return before == _LINE and marked and at(tokens, stop + 1)[0].isalpha()


def is_address(tokens: Tokens, stop: int, streets: Container[str]) -> bool:
    """``123 Vermont St.``"""
    i = stop
    while i < len(tokens) and i - stop < 4 and tokens.word[i][0].isupper():
        if i > stop and tokens.norm[i] in streets:
            return True
        i += 1
    return False


def is_age(tokens: Tokens, number: Number, between: Container[str]) -> bool:
    """``Kopp, 44, said``; ``between`` may stand before the number (``Kopp, then 44, said``)."""
    first = number.first - (at(tokens, number.first - 1) in between)
    if at(tokens, first - 1) != "," or at(tokens, number.stop) not in (",", ".") or first < 2:
        return False
    young = number.form == "digits" and number.value == int(number.value) and 0 < number.value < _OLDEST
    return young and tokens.word[first - 2][0].isupper()
