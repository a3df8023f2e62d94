"""Classes of tokens that are made of digits, by their shape alone.

``DOM`` a day of a month, ``MNUM`` a month, ``MM`` one in two digits, ``HOUR``, ``MIN``, ``Y4`` a year from 1000 to
2199 with four digits, ``YY`` two digits, ``INT`` any whole number, ``CLOCK`` hours and minutes in one token
(``13.57``), ``NUM`` a number with inner separators, ``DMY`` a whole date in one token (``17.10.2013``).
"""

import re
from functools import lru_cache

_DMY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d{4}")
_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")
_NONE: frozenset[str] = frozenset()
_INT = frozenset({"INT"})
_YEAR = frozenset({"INT", "Y4"})
_NUM = frozenset({"NUM"})
_TIME = frozenset({"NUM", "CLOCK"})
_DATE = frozenset({"DMY"})
_SAMPLES = (
    [str(n) for n in range(100)]
    + [f"{n:02d}" for n in range(10)]
    + ["000", "100", "999", "0999", "1000", "2199", "2200", "9999", "12345", "7.30", "13.57", "24.75", "99.99"]
    + ["2.6", "2,6", "1.234.567", "17.10.2013", "03.22.46"]
)


def shape(word: str) -> frozenset[str]:
    """Class set of a token; empty for a token that does not start with a digit."""
    if not "0" <= word[0] <= "9":
        return _NONE
    if not word.isdecimal():
        return _separated(word)
    size = len(word)
    if size <= 2:
        return _small(word)
    return _YEAR if size == 4 and 1000 <= int(word) <= 2199 else _INT


def all_shapes() -> list[frozenset[str]]:
    """Every set that :func:`shape` can return."""
    return sorted({shape(word) for word in _SAMPLES}, key=sorted)


@lru_cache(maxsize=128)
def _small(word: str) -> frozenset[str]:
    """Classes of a number of one or two digits: days, months, hours, minutes, short years."""
    n = int(word)
    names = {"INT"} | {c for c, low, high in _RANGES if low <= n <= high}
    if len(word) == 2:
        names |= {"YY"} | ({"MIN"} if n < 60 else set()) | ({"MM"} if 1 <= n <= 12 else set())
    return frozenset(names)


_RANGES = (("DOM", 1, 31), ("MNUM", 1, 12), ("HOUR", 0, 24), ("HOUR12", 1, 12))


def _separated(word: str) -> frozenset[str]:
    if "." not in word:
        return _NUM
    if _DMY.fullmatch(word):
        return _DATE
    m = _CLOCK.fullmatch(word)
    return _TIME if m and int(m[1]) <= 24 and int(m[2]) < 60 else _NUM
