"""One lexing pass, the same for all languages: text in, parallel arrays of tokens out.

A token is a number with its inner separators (``100.000``, ``17.257,40``), a word, a word with digits (``SU7``),
a currency mark with its letters (``US$``), a clitic (``'s``), a run of line breaks, or a single mark. Digits and the
letters glued behind them are two tokens (``16`` ``GB``), so that units and suffixes can be read; ``glued`` tells.
Linear by construction: alternatives start with different characters and no quantifier is nested.
"""

import re
from itertools import accumulate

from kabar.frozen import Frozen

_LETTER = r"[^\W\d_]"
# behind letters: digits and more (a name such as SU7, QZ8501; not Rp1.500), or the $ of US$, HK$, A$
_TAIL = rf"(?:\d\w*+(?![.,]\d)|(?<!{_LETTER}{{4}})\$)?"
_TOKEN = re.compile(
    rf"([A-Za-z]++{_LETTER}*+{_TAIL}"  # a word; most are ASCII, and that test is the fastest
    rf"|{_LETTER}++{_TAIL}"
    r"|\d++(?:[.,]\d++)*+"  # digits with inner separators
    rf"|(?<={_LETTER})['\u2019]{_LETTER}{{1,2}}(?![^\W_])"  # a clitic: 's 't 're
    r"|\n++"
    r"|[^\w\s]|_)"
)
_FOLD = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'")  # apostrophes
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')  # quotes
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")  # hyphens, dashes, minus
)


class Tokens(Frozen, frozen=True, gc=False):
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
    part = text[start:end]
    pieces = _TOKEN.split(part)  # gap, token, gap, token ... gap: all of it is done in C, and so are the sums below
    places = list(accumulate(map(len, pieces), initial=start))
    words = pieces[1::2]
    norms = list(map(str.lower, words))
    if not part.isascii():
        norms = [norm if norm.isascii() else norm.translate(_FOLD) for norm in norms]
    if "\n\n" in part:
        norms = ["\n" if norm[:1] == "\n" else norm for norm in norms]
    return Tokens(text, places[1:-1:2], places[2::2], words, norms)


def words_of(phrase: str) -> tuple[str, ...]:
    """Matching forms of the tokens of a vocabulary entry."""
    return tuple(lex(phrase).norm)
