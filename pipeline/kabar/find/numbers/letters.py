"""Letters of money in one token with their digits: ``USD25m``, ``Rp10jt``, ``R3 million``, ``R250 000``."""

import re
from bisect import bisect_right
from decimal import Decimal

from kabar.find.numbers.groups import Groups
from kabar.find.numbers.table import Abbreviation, NumbersTable
from kabar.find.numbers.vocabulary import Word
from kabar.lexing import Tokens

_TIED = re.compile("[0-9][A-Za-z]").finditer  # digits inside a word
_PARTS = re.compile(r"([^\W\d_]*\$?)(\d+)([^\W\d_]+)").fullmatch


class Letters:
    """Says which tokens that begin with letters are money and a number."""

    def __init__(
        self, table: NumbersTable, words: dict[str, Word], groups: Groups, abbreviations: dict[str, Abbreviation]
    ) -> None:
        self._words, self._groups, self._abbreviations = words, groups, abbreviations
        self._glued, self._scaled = frozenset(table.glued), frozenset(table.scaled)

    def tied(self, tokens: Tokens, tags: str) -> set[int]:
        """Tokens of letters, digits and a scale in one, the letters those of a currency."""
        out: set[int] = set()
        for found in _TIED(tokens.text):
            at = found.start()
            i = bisect_right(tokens.start, at) - 1
            if i >= 0 and tokens.start[i] < at < tokens.end[i] and self.factor(tokens, tags, i) is not None:
                out.add(i)
        return out

    def factor(self, tokens: Tokens, tags: str, i: int) -> tuple[str, str, Decimal] | None:
        """The currency letters, the digits and the scale that token ``i`` is made of, or None.

        Letters that are much else as well take only a scale in small ones: ``R25m``, but a Yamaha ``R1M``.
        """
        parts = _PARTS(tokens.word[i])
        if parts is None:
            return None
        letters = parts[1].lower()
        if not self._marked(tokens, tags, i, letters) and not (parts[1] in self._scaled and parts[3].islower()):
            return None
        scale, short = self._words.get(parts[3].lower()), self._abbreviations.get(parts[3])
        if scale is not None and scale.kind == "scale":
            return letters, parts[2], scale.value
        return (letters, parts[2], Decimal(short.value)) if short is not None else None

    def are_money(self, tokens: Tokens, tags: str, i: int, letters: str) -> bool:
        """Whether token ``i`` begins with letters that are money in front of its digits."""
        return self._marked(tokens, tags, i, letters) or self._is_scaled(tokens, i, len(letters))

    def _marked(self, tokens: Tokens, tags: str, i: int, letters: str) -> bool:
        """Whether letters of token ``i`` are money wherever they stand, or by a mark that is glued before them."""
        return letters in self._glued or (i > 0 and tags[i - 1] == "$" and tokens.glued(i))

    def _is_scaled(self, tokens: Tokens, i: int, letters: int) -> bool:
        """Whether token ``i`` begins with so many letters that are money in front of a number with a scale (``R3 |
        million``) or with round groups (``R250 | 000``)."""
        if tokens.word[i][:letters] not in self._scaled or i + 1 >= len(tokens):
            return False
        word = self._words.get(tokens.norm[i + 1])
        return (word is not None and word.kind == "scale") or self._groups.is_round(tokens, i, letters)
