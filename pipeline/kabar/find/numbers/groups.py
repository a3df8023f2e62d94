"""Digits parted by spaces or apostrophes: ``816 000``, ``1'250'000``, ``6. 1 percent``."""

from decimal import Decimal

from kabar.find.numbers.table import NumbersTable
from kabar.lexing import Tokens

_THIN = "\u00a0\u2007\u2009\u202f"  # spaces that do not break: only a number has one inside
_MOST = 5  # groups behind the first
_DECIMALS = 2  # digits behind a decimal point that has a blank behind it


class Groups:
    """Reads numbers whose groups of three are tokens of their own."""

    def __init__(self, table: NumbersTable) -> None:
        self._money = frozenset(table.glued)
        self._scaled = frozenset(table.scaled)
        self._labels = frozenset(word for label in table.labels for word in label.words)
        self._types = frozenset(table.type_numbers)
        self._decimal = table.decimal
        self._torn = frozenset(table.torn_before)

    def read(self, tokens: Tokens, tags: str, i: int, head: str) -> tuple[Decimal, int] | None:
        """Value of the groups from token ``i`` on and the token behind them, or None where they are no one number.

        ``head`` are the digits of token ``i``, which may have letters of money before them (``R250 000``). A common
        space joins two groups only where no name or label leads, and only round groups or those that are counted:
        ``on May 15 300 people`` and ``44 737 MAX jets`` have two numbers.
        """
        norm = tokens.norm
        if not (head.isdecimal() and len(head) <= 3 and head[0] != "0"):
            return None
        text, at, sure, loose = head, i + 1, False, False
        for _ in range(_MOST):
            joint = self._joint(tokens, at)
            if not joint:
                break
            digits = at + (joint == "'")
            sure, loose = sure or joint != " ", loose or joint == " "
            text, at = text + norm[digits], digits + 1
        if at == i + 1 or (loose and not sure and not self._is_one(tokens, tags, i, at)):
            return None
        return Decimal(text[: len(head)] + text[len(head) :].replace(self._decimal, ".")), at

    def is_round(self, tokens: Tokens, i: int, letters: int) -> bool:
        """Whether letters that may be money, digits and round groups stand in a row: ``R250 000``, ``R1 200 000``."""
        norm, at = tokens.norm, i + 1
        while at < min(len(norm), i + _MOST) and self._joint(tokens, at) not in ("", "'"):
            at += 1
        return at > i + 1 and norm[at - 1] == "000" and len(norm[i]) - letters <= 3

    def is_torn(self, tokens: Tokens, i: int) -> bool:
        """``6. 1 percent``: a decimal point with a blank behind it, before a word that only a number has."""
        norm = tokens.norm
        if i + 3 >= len(norm) or norm[i + 1] != "." or norm[i + 3] not in self._torn:
            return False
        plain = norm[i].isdecimal() and norm[i + 2].isdecimal() and len(norm[i + 2]) <= _DECIMALS
        return plain and tokens.glued(i + 1) and not tokens.glued(i + 2)

    def _joint(self, tokens: Tokens, at: int) -> str:
        """What joins the digits before token ``at`` to a group of three behind: an apostrophe, a space, or nothing."""
        norm, n = tokens.norm, len(tokens.norm)
        if (
            at + 1 < n
            and norm[at] == "'"
            and tokens.glued(at)
            and tokens.glued(at + 1)
            and self._is_group(norm[at + 1])
        ):
            return "'"
        if at >= n or not self._is_group(norm[at]) or tokens.start[at] != tokens.end[at - 1] + 1:
            return ""
        space = tokens.text[tokens.end[at - 1]]
        return "\u00a0" if space in _THIN else " " if space == " " else ""

    def _is_group(self, text: str) -> bool:
        return len(text) == 3 and text.isdecimal()

    def _is_one(self, tokens: Tokens, tags: str, first: int, stop: int) -> bool:
        """Whether groups with common spaces between are one number."""
        norm, before = tokens.norm, tokens.norm[first - 1] if first else "."
        money = before in self._money or tags[first - 1 : first] == "$" or not norm[first][0].isdecimal()
        money = money or (first > 0 and tokens.word[first - 1] in self._scaled)
        if not money and (before in self._labels or (first and tags[first - 1] == "P")):
            return False
        if norm[stop - 1] == "000":
            return True
        if any(norm[k] in self._types for k in range(first, stop)):
            return False
        follow = tags[stop : stop + 1]
        return money or (follow in ("N", "$", "J") and tokens.word[stop].islower()) or norm[stop : stop + 1] == ["%"]
