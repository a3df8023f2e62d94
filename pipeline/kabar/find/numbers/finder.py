"""From tokens to numbers: digits, number words, scales, fractions, factors; one pass, each token read once."""

import re
from decimal import Decimal
from operator import itemgetter

from kabar.find.mention import Number
from kabar.find.numbers import digits, groups, pairs, repeats, shapes
from kabar.find.numbers.letters import Letters
from kabar.find.numbers.ratios import Ratios
from kabar.find.numbers.refuse import Refuser
from kabar.find.numbers.spelled import Read, Speller
from kabar.find.numbers.table import Abbreviation, NumbersTable
from kabar.find.numbers.vocabulary import vocabulary
from kabar.frozen import replace
from kabar.lexing import Tokens
from kabar.page import Page

_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 128, 1000))
_SLASHES = "/\u2044"
_TIMES = shapes.CROSS | {"*"}
_NONE = Decimal(0)
_GREAT = Decimal(10**9)  # what a letter behind a scale may multiply
_LAST = itemgetter(-1)
_HOT = re.compile("[0-9]").finditer


class NumberFinder:
    """Finds the numbers of a page."""

    def __init__(self, table: NumbersTable) -> None:
        self._table = table
        self._words = vocabulary(table)
        self._marks = dict.fromkeys(self._words, "0")
        self._speller = Speller(table, self._words)
        self._refuser = Refuser(table)
        self._names = frozenset(table.glued_names)
        self._decimal, self._group = table.decimal, table.group
        self._glued = frozenset(table.glued)
        self._ratios, self._not_ratio = Ratios(table), frozenset(table.sizes)
        self._types = frozenset(table.type_numbers)
        self._pairs = {pair: frozenset(words) for pair, words in table.pair_names.items()}
        self._links = (frozenset(table.and_labels), frozenset((*table.article_links, "-")))
        self._votes = (frozenset(table.votes), frozenset(table.vote_links))
        self._ordinal = frozenset(table.suffixes_ordinal)
        self._millionth = {w: Decimal(v) for w, v in table.ordinal_scales.items()}
        self._round, self._apart = frozenset(table.suffixes_round), table.fused
        self._rounds = {w: Decimal(v) for w, v in table.rounds.items()}
        self._rank = frozenset(table.prefix_rank)
        self._folds = frozenset(table.factor_suffixes)
        self._plurals, self._of = tuple(table.plurals), frozenset(table.fraction_after)
        self._groups = groups.Groups(table)
        self._goes_on = self._continuations(table)
        self._abbreviations = {form: a for a in table.abbreviations for form in a.forms}
        self._letters = Letters(table, self._words, self._groups, self._abbreviations)

    def _continuations(self, table: NumbersTable) -> frozenset[str]:
        """Matching forms of what may go on with a number behind digits; before all else nothing needs a look."""
        marks = {",", "-", "'", *_SLASHES, *_TIMES, *table.joiners}
        kinds = {w for w, word in self._words.items() if word.kind in ("scale", "fraction")}
        short = {form.lower() for a in table.abbreviations for form in a.forms}
        return frozenset().union(
            marks, kinds, short, self._millionth, self._ordinal, self._round, self._rounds, self._folds
        )

    def find(self, page: Page, tags: str) -> list[Number]:
        """All numbers, in document order; those that cannot count carry ``refused``."""
        tokens = page.tokens
        out: list[Number] = []
        done = 0
        # one character a token: a digit for a number word, else its last
        ends = "".join(map(self._marks.get, tokens.norm, map(_LAST, tokens.norm)))
        tied = self._letters.tied(tokens, tags)
        if tied:
            ends = "".join("0" if i in tied else end for i, end in enumerate(ends))
        for found in _HOT(ends):
            i = found.start()
            if i < done:
                continue
            number = self._at(tokens, tags, i)
            if number is not None:
                out.append(number)
                done = number.stop
        settled = pairs.settle(tokens, tags, out, self._glued, self._votes, self._types, *self._links, self._pairs)
        return repeats.settle(tokens, tags, self._ratios.join(tokens, tags, settled))

    def _at(self, tokens: Tokens, tags: str, i: int) -> Number | None:
        norm = tokens.norm[i]
        if norm in self._words:
            spelled = self._speller.read(tokens, tags, i)
            return self._done(tokens, tags, spelled, tokens.start[spelled.first]) if spelled else None
        if norm[0].isdecimal():
            read = self._digits(tokens, tags, i, tokens.word[i])
            return self._done(tokens, tags, read, tokens.start[read.first])
        if norm[-1].isalpha():
            tied = self._letters.factor(tokens, tags, i)
            if tied is None:
                return None
            value = digits.times(Decimal(tied[1]), tied[2])
            return self._done(tokens, tags, Read(i, i + 1, value, "mixed"), tokens.start[i] + len(tied[0]))
        letters = norm.rstrip("0123456789")
        if not self._letters.are_money(tokens, tags, i, letters):
            return None
        read = self._digits(tokens, tags, i, norm[len(letters) :])
        return self._done(tokens, tags, read, tokens.start[i] + len(letters))

    def _done(self, tokens: Tokens, tags: str, read: Read, start: int) -> Number:
        value, end = digits.tidy(read.value), tokens.end[read.stop - 1]
        rule = "number." + read.form
        number = Number(read.first, read.stop, start, end, value, read.form, read.approximate, None, rule)
        reason = self._refuser.reason(tokens, tags, number) if abs(value) <= digits.LARGEST else "impossible"
        if start > tokens.start[read.first] and read.form == "digits" and tokens.norm[read.first][:-1] in self._names:
            reason = "label"  # a PS4
        return replace(number, refused=reason) if reason else number

    def _digits(self, tokens: Tokens, tags: str, i: int, text: str) -> Read:
        """A number that begins with digits: separators, fraction, scale, suffixes."""
        value = digits.parse(text, self._decimal, self._group)
        if value is None:
            return Read(i, i + 1, _NONE, "id")
        norm, n = tokens.norm, len(tokens.norm)
        first, j, form = i, i + 1, "digits"
        if self._groups.is_torn(tokens, i):
            value, j = Decimal(f"{norm[i]}.{norm[i + 2]}"), i + 3
        free = j >= n or (norm[j] not in self._goes_on and not norm[j][0].isdecimal())
        if free and (i == 0 or norm[i - 1] != "."):
            return Read(i, j, value, form)
        grouped = self._groups.read(tokens, tags, i, text) if norm[i].endswith(text) else None
        if grouped is not None:
            value, j = grouped
        elif text.isdecimal() and self._leading_point(tokens, i):
            first, value = i - 1, Decimal("0." + text)
        while j + 1 < n and norm[j] == "," and norm[j + 1] == "000" and not tokens.glued(j + 1):
            value, j = value * 1000, j + 2  # "80, 000"
        if j < n:
            value, j, form = self._fraction(tokens, j, value, form)
            if form == "digits" and norm[j : j + 1] and value == value.to_integral_value():
                value, j = self._speller.part_behind(tokens, j, value)
        if j < n and norm[j] in self._ordinal and tokens.glued(j):
            j, form = j + 1, "ordinal"
        if j < n and norm[j] in self._millionth:
            value, j, form = digits.times(value, self._millionth[norm[j]]), j + 1, "ordinal"
        value, j = self._power(tokens, j, value)
        approximate = False
        if j < n and self._is_round(tokens, j):
            j, approximate = j + (2 if norm[j] == "-" else 1), True
        scaled, stop, rounded = self._scale(tokens, tags, j, value)
        if stop > j:
            value, j, form, approximate = scaled, stop, "mixed" if form == "digits" else form, approximate or rounded
        if form == "mixed":
            value, j = self._smaller(tokens, j, value)
            if j < n and not approximate and self._is_round(tokens, j):
                j, approximate = j + (2 if norm[j] == "-" else 1), True  # 5 juta-an
        if j < n and form in ("digits", "mixed") and self._is_fold(tokens, j):
            j, form = j + (2 if norm[j] == "-" else 1), "factor"
        return Read(first, j, value, form, approximate)

    def _smaller(self, tokens: Tokens, j: int, value: Decimal) -> tuple[Decimal, int]:
        """``1 juta | 200 ribu``: digits with a smaller scale behind a scale add to it."""
        last, norm = self._words.get(tokens.norm[j - 1]), tokens.norm
        while (
            last is not None
            and last.kind == "scale"
            and j + 1 < len(norm)
            and norm[j].isdecimal()
            and len(norm[j]) <= 3
        ):
            scale = self._words.get(norm[j + 1])
            if scale is None or scale.kind != "scale" or not 1000 <= scale.value < last.value:
                break
            value, j, last = value + digits.times(Decimal(norm[j]), scale.value), j + 2, scale
        return value, j

    def _leading_point(self, tokens: Tokens, i: int) -> bool:
        """``.500`` after a blank."""
        return i > 0 and tokens.norm[i - 1] == "." and tokens.glued(i) and not tokens.glued(i - 1)

    def _fraction(self, tokens: Tokens, j: int, value: Decimal, form: str) -> tuple[Decimal, int, str]:
        """``1/4``, ``10 1/2``, ``5\u00bd``."""
        norm, n = tokens.norm, len(tokens.norm)
        if norm[j] in self._words and self._words[norm[j]].kind == "fraction" and not norm[j].isalpha():
            return value + self._words[norm[j]].value, j + 1, "fraction"
        if norm[j] in _SLASHES and self._is_ratio(tokens, j, value):
            return digits.ratio(value, Decimal(norm[j + 1])), j + 2, "fraction"
        mixed = j + 2 < n and norm[j].isdecimal() and norm[j + 1] in _SLASHES and value == int(value)
        if mixed and self._is_ratio(tokens, j + 1, Decimal(norm[j])):
            return value + digits.ratio(Decimal(norm[j]), Decimal(norm[j + 2])), j + 3, "fraction"
        return value, j, form

    def _is_ratio(self, tokens: Tokens, slash: int, top: Decimal) -> bool:
        norm, n = tokens.norm, len(tokens.norm)
        if slash + 1 >= n or not (tokens.glued(slash) and tokens.glued(slash + 1)):
            return False
        bottom = norm[slash + 1]
        if not (bottom.isdecimal() and len(bottom) <= 4 and int(bottom) in _DENOMINATORS and 0 < top < int(bottom)):
            return False
        if norm[slash + 2 : slash + 3] and norm[slash + 2] in self._not_ratio:
            return False  # 3/32 GB
        longer = slash + 3 < n and norm[slash + 2] in "/-." and tokens.glued(slash + 2) and norm[slash + 3].isdecimal()
        return not longer

    def _power(self, tokens: Tokens, j: int, value: Decimal) -> tuple[Decimal, int]:
        """``1.99 \u00d7 10-30``."""
        norm = tokens.norm
        if j + 2 >= len(tokens.norm) or norm[j] not in _TIMES or norm[j + 1] != "10":
            return value, j
        at = j + 2
        minus = norm[at] == "-"
        at += norm[at] in ("-", "^")
        if at < len(tokens.norm) and tokens.glued(at) and norm[at].isdecimal() and len(norm[at]) <= 2:
            return digits.tidy(value.scaleb(-int(norm[at]) if minus else int(norm[at]))), at + 1
        return value, j

    def _is_round(self, tokens: Tokens, j: int) -> bool:
        norm = tokens.norm
        if norm[j] == "-" and j + 1 < len(tokens.norm):
            return norm[j + 1] in self._round and tokens.glued(j) and tokens.glued(j + 1)
        return norm[j] in self._round and (tokens.glued(j) or self._apart)  # Rp 15.000 an

    def _is_fold(self, tokens: Tokens, j: int) -> bool:
        norm = tokens.norm
        return norm[j] in self._folds or (norm[j] == "-" and j + 1 < len(tokens.norm) and norm[j + 1] in self._folds)

    def _scale(self, tokens: Tokens, tags: str, j: int, value: Decimal) -> tuple[Decimal, int, bool]:
        """Scale words and abbreviations behind digits; whether the scale says that it is a round number."""
        norm, n, words = tokens.norm, len(tokens.norm), self._words
        at, size = j, 0
        while at < n and size < 3:
            word = words.get(norm[at])
            hyphen = norm[at] == "-" and at + 1 < n and at == j
            behind = words.get(norm[at + 1]) if hyphen else None
            if behind is not None and behind.kind == "scale" and tokens.glued(at + 1):
                word, at = behind, at + 1
            if norm[at] in self._rounds:
                return digits.times(value, self._rounds[norm[at]]), at + 1, True
            if word is None or word.kind != "scale":
                break
            value, at, size = digits.times(value, word.value), at + 1, size + 1
        if at > j:
            short = self._abbreviations.get(tokens.word[at]) if at < n else None
            if short is not None and short.value >= _GREAT and self._is_money(tokens, tags, j):
                return digits.times(value, short.value), at + 1, False  # Rp16 ribu T
            return value, at, False
        short = self._abbreviations.get(tokens.word[j]) if j < n else None
        if short is not None and self._abbreviated(tokens, tags, j, short):
            return digits.times(value, short.value), j + 1, False
        return value, j, False

    def _abbreviated(self, tokens: Tokens, tags: str, j: int, short: Abbreviation) -> bool:
        """Whether letters behind digits are a scale here."""
        when = short.when
        if when == "always":
            return True
        if self._is_money(tokens, tags, j):
            return True
        glued, n = tokens.glued(j), len(tokens.norm)
        if when == "glued":
            if tokens.word[j].isupper() and len(tokens.norm[j - 1]) == 1:
                return False  # 4K video
            return glued and not (j + 1 < n and tokens.glued(j + 1) and tokens.norm[j + 1].isalnum())
        return when == "noun" and (glued or tokens.word[j].isupper()) and self._counts(tokens, tags, j, short)

    def _is_money(self, tokens: Tokens, tags: str, j: int) -> bool:
        """Whether the digits before token ``j`` have a currency before them, or glued to them."""
        before = j - 2
        money = before >= 0 and (tags[before] == "$" or tokens.norm[before] in self._glued)
        money = money or (before > 0 and tokens.norm[before] == "-" and tags[before - 1] == "$")
        return money or tokens.norm[j - 1][0].isalpha()

    def _counts(self, tokens: Tokens, tags: str, j: int, short: Abbreviation) -> bool:
        """Whether what stands behind letters at ``j`` is counted, so that they are a scale and no unit of length."""
        norm, at = tokens.norm, j + 1
        if at >= len(norm) or norm[at] in short.not_before:
            return False
        if tokens.glued(at):
            return norm[at] == "-" and norm[at + 1 : at + 2] != [] and norm[at + 1] in short.before
        if norm[at] in self._glued or norm[at] in short.before:
            return True
        money = at + 1 if tags[at] in "JP" else at  # 12m Swiss francs
        money += tags[at : at + 2] == "PP"  # Hong Kong dollars
        if money > at and norm[money : money + 1] and norm[money].removesuffix("s") in short.before:
            return True
        many = norm[at].endswith(self._plurals)
        if norm[at] in self._of and tags[at + 1 : at + 2] == "D":
            return at + 2 < len(norm) and tags[at + 2] == "N" and norm[at + 2].endswith(self._plurals)
        return tags[at] == "$" or (tags[at] == "N" and (many or not (j > 1 and tags[j - 2] == "D")))
