"""One lexing pass, the same for all languages: text in, parallel arrays of tokens out.

A token is a number with its inner separators (``100.000``, ``17.257,40``), a word, a word with digits (``SU7``),
a currency mark with its letters (``US$``), a clitic (``'s``), a run of line breaks, or a single mark. Digits and the
letters glued behind them are two tokens (``16`` ``GB``), so that units and suffixes can be read; ``glued`` tells.
Linear by construction: alternatives start with different characters and no quantifier is nested.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"  # digits with inner separators
    r"|[^\W\d_]+\d\w*+(?![.,]\d)"  # letters, then digits: a name such as SU7, QZ8501; not Rp1.500
    r"|[^\W\d_]{1,3}\$"  # US$ HK$ A$
    r"|[^\W\d_]+"  # a word
    r"|(?<=[^\W\d_])['\u2019][^\W\d_]{1,2}(?![^\W_])"  # a clitic: 's 't 're
    r"|\n+"
    r"|[^\w\s]|_"
)
_FOLD = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")  # apostrophes
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')  # quotes
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")  # hyphens, dashes, minus
    | {"\u00ad": None}  # the soft hyphen
)


class Tokens(NamedTuple):
    """Parallel lists, one entry a token. Spaces are not tokens; ``start``/``end`` are code point offsets.

    ``norm`` is the lower-case form with quotes and dashes folded to ASCII, the only form that vocabulary is
    matched on; a run of line breaks has the norm ``"\\n"``.
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
    stop = len(text) if end is None else end
    matches = list(_TOKEN.finditer(text, start, stop))
    words = [m[0] for m in matches]
    norms = [normal(w) if w[0] != "\n" else "\n" for w in words]
    spans = [m.span() for m in matches]
    return Tokens(text, [s for s, _ in spans], [e for _, e in spans], words, norms)


def words_of(phrase: str) -> tuple[str, ...]:
    """Matching forms of the tokens of a vocabulary entry."""
    return tuple(lex(phrase).norm)
