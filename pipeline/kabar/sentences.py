"""Sentences of an article: token ranges inside its blocks.

A sentence ends at a full stop, question or exclamation mark (with the closing quotes and brackets behind it) before
a capital, a digit, an opening quote or the end of the block, unless the stop belongs to an abbreviation or initial.
Line breaks end none: layout has cut the text into blocks, and a break inside a block is a wrapped line or the date
line of an entry. The abbreviations are data (``models/<language>/sentences.toml``).
"""

from bisect import bisect_left
from itertools import compress
from operator import ne

from kabar.errors import ModelError
from kabar.lexing import Tokens, lex_parts
from kabar.page import Article, Page, Sentence
from kabar.tables import SentencesTable

_STOPS = frozenset(".!?\u2026")
_BULLETS = frozenset("*\u2022\u25aa\u25cf\u00b7")
_MARKS = _STOPS | _BULLETS
_CLOSERS = frozenset("')]}\u00bb\u2019\u201d")
_OPENERS = frozenset("([{\u00ab\u2018\u201c")
_DECIMALS = 2  # digits behind a decimal point that has a blank behind it
_MOST = 400  # tokens: a longer sentence is none, and is cut so that no stage meets one without end


class Splitter:
    """Splits articles of one language into sentences. Built once from its table; raises ModelError."""

    def __init__(self, language: str, table: SentencesTable) -> None:
        self._language = language
        self._never = frozenset(table.abbreviations)
        self._closing = frozenset(table.closing)
        self._shortened = self._never | self._closing
        self._starters = frozenset(table.starters)
        self._decimal_before = frozenset(table.decimal_before)
        both = sorted(self._never & self._closing)
        if both:
            what = f"{', '.join(both)}: both abbreviation and closing"
            raise ModelError(what, f"{language}/sentences.toml", "keep each word in one list")

    def split(self, article: Article) -> Page:
        """Lex the blocks of an article and split them into sentences. No token is a line break."""
        tokens, counts = lex_parts(article.text, [(block.start, block.end) for block in article.blocks])
        starts, ends = tokens.start, tokens.end
        marks = [i for i, norm in enumerate(tokens.norm) if norm in _MARKS]
        sentences: list[Sentence] = []
        first = 0
        for index, (block, last) in enumerate(zip(article.blocks, counts, strict=True)):
            inside = marks[bisect_left(marks, first) : bisect_left(marks, last)]
            for begin, stop in self._ranges(tokens, first, last, inside):
                sentences.append(Sentence(begin, stop, starts[begin], ends[stop - 1], block.section, index))
            first = last
        words = tokens.word
        differ = compress(range(len(words)), map(ne, words, tokens.norm))
        capitals = [i for i in differ if words[i][0].isalpha() and not words[i].islower()]
        return Page(article, self._language, tokens, tuple(sentences), capitals)

    def _ranges(self, tokens: Tokens, first: int, last: int, marks: list[int]) -> list[tuple[int, int]]:
        """Token ranges of the sentences between ``first`` and ``last``, which hold the ``marks``."""
        out: list[tuple[int, int]] = []
        norm, begin = tokens.norm, first
        closed = first  # end of the run of marks and closers that was looked through last
        for i in marks:
            if i < begin:
                continue
            if norm[i] in _BULLETS:
                if begin < i and self._lists(tokens, i, last):
                    out.append((begin, i))
                    begin = i + 1
                continue
            stop = i + 1
            if stop < last and not self._plainly_ends(tokens, i):
                if not norm[stop].isalnum():
                    stop = closed = closed if i < closed else _closed(tokens, first, i, last)
                if stop < last and self._goes_on(tokens, i, stop):
                    continue
            out.append((begin, stop))
            begin = stop
        if begin < last:
            out.append((begin, last))
        if last - first <= _MOST:
            return out
        return [part for piece in out for part in _cut(*piece)]

    def _plainly_ends(self, tokens: Tokens, i: int) -> bool:
        """Whether the mark ``i`` is of the usual kind: behind a word that is not short for one, before a capital."""
        norm, before, after = tokens.norm, tokens.norm[i - 1], tokens.word[i + 1]
        return (
            after.isalnum()
            and not after.islower()
            and tokens.start[i + 1] > tokens.end[i]
            and len(before) > 1
            and before not in self._shortened
            and norm[i - 2] != "."
        )

    def _lists(self, tokens: Tokens, i: int, last: int) -> bool:
        """Whether a bullet between spaces opens the next item of a list inside a line."""
        if i + 1 >= last or tokens.glued(i) or tokens.glued(i + 1):
            return False
        return not tokens.word[i - 1][0].isdigit()

    def _goes_on(self, tokens: Tokens, i: int, stop: int) -> bool:
        """Whether the sentence goes on behind the mark ``i`` and its closers, at token ``stop``."""
        after = tokens.word[stop]
        if tokens.glued(stop) and after not in _OPENERS and after != '"':
            return not _missing_space(tokens, i, stop)
        if after in ",;:":
            return True
        if after == '"' or after in _OPENERS:
            after = tokens.word[min(stop + 1, len(tokens) - 1)]
        if after.islower():
            return stop > i + 1 or not self._ends_word(tokens, i)
        if after.isdecimal() and self._torn(tokens, i, stop):
            return True
        return i > 0 and tokens.norm[i] == "." and stop == i + 1 and self._abbreviated(tokens, i, after)

    def _torn(self, tokens: Tokens, i: int, stop: int) -> bool:
        """Whether the full stop is a decimal point with a blank behind: ``6. 1 percent``, as old wires have it."""
        short = stop == i + 1 and stop + 1 < len(tokens) and len(tokens.norm[stop]) <= _DECIMALS
        return short and i > 0 and tokens.norm[i - 1].isdecimal() and tokens.norm[stop + 1] in self._decimal_before

    def _ends_word(self, tokens: Tokens, i: int) -> bool:
        """Whether a full stop behind a plain word ends a sentence although a small letter follows: a slip, no name."""
        before = tokens.word[i - 1]
        plain = len(before) >= 4 and before.islower() and before.isalpha() and tokens.glued(i)
        return plain and tokens.norm[i] == "." and before not in self._never and before not in self._closing

    def _abbreviated(self, tokens: Tokens, i: int, after: str) -> bool:
        """Whether the full stop at ``i`` belongs to an abbreviation or initial, and what follows to its sentence."""
        norm, word = tokens.norm, tokens.word[i - 1]
        before = norm[i - 1]
        dotted = _dotted(tokens, i) if norm[i - 2] == "." else before
        if before in self._never or dotted in self._never:
            return True
        initial = len(before) == 1 and before.isalpha() and (word.isupper() or dotted != before)
        if not initial and before not in self._closing and dotted not in self._closing:
            return False
        return after[0].isupper() and after.lower() not in self._starters


def _closed(tokens: Tokens, first: int, i: int, last: int) -> int:
    """The token behind the mark ``i``, further marks and the quotes and brackets that close there."""
    norm, word = tokens.norm, tokens.word
    stop = i + 1
    while stop < last:
        if word[stop] == '"' and not tokens.glued(stop):
            if norm[max(first, i - _MOST) : i].count('"') % 2 == 0 or norm[stop - 1] == '"':
                break  # one that opens
        elif norm[stop] not in _STOPS and word[stop] not in "\u201d\u00bb" and not _glued_closer(tokens, stop):
            break
        stop += 1
    return stop


def _glued_closer(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and (tokens.word[i] in _CLOSERS or tokens.word[i] == '"')


def _missing_space(tokens: Tokens, i: int, stop: int) -> bool:
    """``... per barel.Harga naik``: a small word, a stop and a capitalized word without a space between."""
    before, after = tokens.word[i - 1], tokens.word[stop]
    if tokens.norm[i] != "." or stop != i + 1 or not tokens.glued(i) or len(before) < 3 or len(after) < 2:
        return False
    site = _joined(tokens, i - 1) or (stop + 2 < len(tokens) and _joined(tokens, stop + 2))
    year = len(before) == 4 and before.isdecimal()  # opened in 2017.The firm
    return (before.islower() or year) and after.istitle() and not site


def _dotted(tokens: Tokens, i: int) -> str:
    """The letters before the stop at ``i`` with those that dots join to them: ``u.s``, ``ph.d``."""
    first = i - 1
    while i - first < 8 and _joined(tokens, first):
        first -= 2
    return "".join(tokens.norm[first:i])


def _joined(tokens: Tokens, i: int) -> bool:
    """Whether a dot without spaces stands between token ``i`` and the one before it."""
    return i >= 2 and tokens.norm[i - 1] == "." and tokens.glued(i) and tokens.glued(i - 1)


def _cut(begin: int, stop: int) -> list[tuple[int, int]]:
    """Pieces of bounded length."""
    return [(i, min(i + _MOST, stop)) for i in range(begin, stop, _MOST)]
