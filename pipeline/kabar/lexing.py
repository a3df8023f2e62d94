"""One lexing pass, the same for all languages: text in, parallel arrays of tokens out.

A token is a number with its inner separators (``100.000``, ``17.257,40``), a word, a word with digits (``SU7``),
a currency mark with its letters (``US$``), a clitic (``'s``), or a single mark; space and line breaks are none. Digits
and the letters glued behind them are two tokens (``16`` ``GB``), so that units and suffixes can be read; ``glued``
tells. Linear by construction: no quantifier is nested, and none gives back what it took.
"""

import re
from collections.abc import Iterable
from itertools import accumulate
from operator import add

from kabar.frozen import Frozen

_LETTER = r"[^\W\d_]"
# behind letters: digits and more (a name such as SU7, QZ8501; not Rp1.500), or the $ of US$, HK$, A$
_TAIL = rf"(?:\d\w*+(?![.,]\d)|(?<!{_LETTER}{{4}})\$)?"
# an apostrophe inside of a word: behind a short syllable and before three letters (O'Brien, Ma'ruf), or before a vowel
# (Qur'an, Syafi'i), where no clitic begins; not where a lower letter and a capital tell of a lost space (he'sMalan)
_SHORT = rf"(?<!{_LETTER}{{4}}['\u2019])(?![a-z][A-Z]){_LETTER}{{3,}}+"
_INNER = rf"(?:['\u2019](?:{_SHORT}|[aeiouAEIOU]{_LETTER}?+)(?![^\W_]))?+"
_TOKEN = (
    r"[A-Za-z]++(?=[ ,.])|[,.]"  # most tokens, by the fastest tests: plain words, commas and stops
    r"|(?<=\d)x(?=\d)"  # 4x5
    rf"|[A-Za-z]++{_LETTER}*+{_INNER}{_TAIL}"
    rf"|{_LETTER}++{_INNER}{_TAIL}"
    r"|\d++(?:[.,]\d++)*+"  # digits with inner separators
    rf"|(?<={_LETTER})['\u2019]{_LETTER}{{1,2}}(?![^\W_])"  # a clitic: 's 't 're
    r"|[^\w\s]|_"
)
_PIECES = re.compile(rf"(?:{_TOKEN})\s*+").findall  # each with the space behind it: together they are the whole text
_FOLD = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")  # apostrophes
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')  # quotes
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")  # hyphens, dashes, minus
)


class Tokens(Frozen, frozen=True, gc=False):
    """Parallel lists, one entry a token. Spaces are not tokens; ``start``/``end`` are code point offsets.

    ``norm`` is the lower-case form with quotes and dashes folded to ASCII, the only form that vocabulary is matched on.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    norm: list[str]

    def __len__(self) -> int:
        """Count of tokens (a NamedTuple would count its fields)."""
        return len(self.start)

    def glued(self, i: int) -> bool:
        """Whether token ``i`` follows token ``i - 1`` without a space."""
        return i > 0 and self.start[i] == self.end[i - 1]

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Character span of the tokens ``first`` to ``stop`` (half-open)."""
        return self.start[first], self.end[stop - 1]

    def slice(self, first: int, stop: int) -> str:
        """Document text of the tokens ``first`` to ``stop`` (half-open)."""
        return self.text[self.start[first] : self.end[stop - 1]]


def normal(word: str) -> str:
    """The matching form of a token or of a vocabulary entry: lower case, quotes and dashes folded."""
    low = word.lower()
    return low if low.isascii() else low.translate(_FOLD)


def lex(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Split ``text[start:end]`` into tokens; offsets are those of ``text``."""
    return lex_parts(text, [(start, len(text) if end is None else end)])[0]


def lex_parts(text: str, parts: Iterable[tuple[int, int]]) -> tuple[Tokens, list[int]]:
    """Tokens of the parts of ``text`` (start and end, in order), and how many there are at the end of each part."""
    words: list[str] = []
    starts: list[int] = []
    counts: list[int] = []
    for start, end in parts:
        part = text[start:end]
        pieces = _PIECES(part)
        words += pieces
        starts += accumulate(map(len, pieces), initial=start + len(part) - len(part.lstrip()))
        del starts[-1], pieces  # the end of the last piece; what is long is not held twice
        counts.append(len(words))
    words = list(map(str.rstrip, words))
    ends = list(map(add, starts, map(len, words)))
    norms = list(map(str.lower, words))
    if not text.isascii():
        norms = [norm if norm.isascii() else norm.translate(_FOLD) for norm in norms]
    return Tokens(text, starts, ends, words, norms), counts


def words_of(phrase: str) -> tuple[str, ...]:
    """Matching forms of the tokens of a vocabulary entry."""
    letters = phrase.replace(" ", "")
    if letters.isascii() and letters.isalpha():  # most entries: there are thousands of them at every start
        return tuple(phrase.lower().split())
    return tuple(lex(phrase).norm)
