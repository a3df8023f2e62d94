"""Numbers in words, by the arithmetic that most languages share: units add, scales multiply what stands before."""

from decimal import Decimal

from kabar.find.numbers import digits
from kabar.find.numbers.table import NumbersTable
from kabar.find.numbers.vocabulary import Word
from kabar.frozen import Frozen
from kabar.lexing import Tokens

_HALF = Decimal("0.5")
_ONE = Decimal(1)
_HUGE = 10**15


class Read(Frozen, frozen=True, gc=False):
    """A number as read: token range, value and form, before anything is refused."""

    first: int
    stop: int
    value: Decimal
    form: str
    approximate: bool = False


class Speller:
    """Reads number words from left to right."""

    def __init__(self, table: NumbersTable, words: dict[str, Word]) -> None:
        self._words = words
        self._joiners = frozenset(table.joiners)
        self._points = frozenset(table.points)
        self._ordinals = frozenset(table.ordinals)
        self._measures = frozenset(table.fraction_units)
        self._indefinite = frozenset(table.indefinite)
        self._articles = frozenset(table.articles)
        self._after_fraction = frozenset(table.fraction_after)
        self._after_half = self._after_fraction.union(table.half_after)
        self._before_fraction = frozenset(table.fraction_before)
        self._not_before = frozenset(table.fraction_not_before)
        self._rounds = {w: Decimal(v) for w, v in table.rounds.items()}
        self._factor_after = frozenset(table.factor_after)
        self._factor_level = frozenset(table.factor_level)
        self._factor_idle = frozenset(table.factor_idle)
        self._factor_needs = frozenset(table.factor_needs)
        self._folds = frozenset(table.factor_suffixes)

    def read(self, tokens: Tokens, tags: str, i: int) -> Read | None:
        """The number that starts at token ``i``, or None where the word is none here."""
        word = self._words[tokens.norm[i]]
        kind, value = word.kind, word.value
        if kind in ("cardinal", "scale"):
            return self._cardinal(tokens, i)
        if kind == "fraction":
            return self._fraction(tokens, i, value)
        if kind == "denominator":
            return self._denominator(tokens, tags, i, value)
        if kind == "factor":
            needs = tokens.norm[i] in self._factor_needs and tags[i] not in "VEG"
            follows = self._norm(tokens, i + 1) in self._factor_after
            level = self._norm(tokens, i + 1) in self._factor_level and tags[i + 2 : i + 3] in ("M", "$")
            idle = self._norm(tokens, i + 1) in self._factor_idle  # doubled down, doubles as
            return Read(i, i + 1, value, "factor") if follows or level or not (needs or idle) else None
        if kind == "vague":
            return self._vague(tokens, i, value)
        return Read(i, i + 1, value, kind) if kind in ("ordinal", "collective") else None

    def _norm(self, tokens: Tokens, i: int) -> str:
        norm = tokens.norm
        return norm[i] if 0 <= i < len(norm) else ""

    def _word(self, tokens: Tokens, i: int) -> Word | None:
        norm = tokens.norm
        return self._words.get(norm[i]) if 0 <= i < len(norm) else None

    def _fraction(self, tokens: Tokens, i: int, value: Decimal) -> Read | None:
        """``half of``, ``half a million``, ``setengah juta``; not ``half hour``."""
        norm = tokens.norm[i]
        j = i + 1
        scale = j + (self._norm(tokens, j) in self._indefinite)
        word = self._word(tokens, scale)
        if word is not None and word.kind == "scale":
            return Read(i, scale + 1, digits.times(value, word.value), "words")
        led = self._norm(tokens, i - 1) in self._before_fraction or self._is_measured(tokens, j)
        if norm in self._not_before and not led and self._norm(tokens, j) not in self._after_half:
            return None
        return Read(i, j, value, "fraction")

    def _denominator(self, tokens: Tokens, tags: str, i: int, value: Decimal) -> Read | None:
        """``a third of``, ``a quarter million``; the denominator after a numerator is read from the numerator."""
        of = i + 2 if self._norm(tokens, i + 1) in self._after_fraction else i + 1
        of += self._norm(tokens, of) in self._indefinite
        scaled = self._word(tokens, of) if of > i + 2 else None
        if scaled is not None and scaled.kind == "scale" and scaled.value >= 1000:
            return Read(i, of + 1, digits.ratio(scaled.value, value), "words")  # a quarter of a million
        if self._norm(tokens, i - 1) not in self._indefinite and i:
            word = self._word(tokens, i + 1)
            if word is None or word.kind != "scale" or word.value < 1000:
                return None
            return Read(i, i + 2, digits.ratio(word.value, value), "words")
        word = self._word(tokens, i + 1)
        if word is not None and word.kind == "scale":
            return Read(i, i + 2, digits.ratio(word.value, value), "words")
        led = i > 1 and self._norm(tokens, i - 2) in self._before_fraction
        led = led and tags[i + 1 : i + 2] != "N"  # by a third party
        led = led or (self._is_measured(tokens, i + 1) and self._norm(tokens, i) not in self._ordinals)
        if self._norm(tokens, i + 1) not in self._after_fraction and not led:
            return None
        return Read(i, i + 1, digits.ratio(Decimal(1), value), "fraction")

    def _is_measured(self, tokens: Tokens, j: int) -> bool:
        """Whether a unit that may follow a fraction stands at ``j``, perhaps behind a hyphen."""
        return self._norm(tokens, j + (self._norm(tokens, j) == "-")) in self._measures

    def _vague(self, tokens: Tokens, i: int, value: Decimal) -> Read:
        """``puluhan ribu``, ``tens of thousands``."""
        j = i + 1
        at = j + (self._norm(tokens, j) in self._after_fraction)
        word = self._word(tokens, at)
        if word is not None and word.kind in ("scale", "vague"):
            return Read(i, at + 1, digits.times(value, word.value), "vague")
        return Read(i, j, value, "vague")

    def _cardinal(self, tokens: Tokens, i: int) -> Read | None:
        total, group, small, least, j, bare = 0, 0, 0, _HUGE, i, True
        while True:
            word = self._word(tokens, j)
            if word is None or word.kind not in ("cardinal", "scale", "teen"):
                ahead = self._joint(tokens, j, group, total, small) if j > i else 0
                if not ahead:
                    break
                j += ahead
                continue
            value = int(word.value)
            if word.kind == "teen":
                if not 0 < small < 10:
                    break
                group, small = group + 10, 99
            elif word.kind == "scale":
                ten = value == 10 and 0 < small < 10
                if value >= least or (value < 1000 and not (ten or 0 < group < 100 or (j == i and not group))):
                    break
                if ten:
                    group, small = group - small + small * 10, 10
                elif value < 1000:
                    group, small = (group or 1) * value, 100
                else:
                    total, group, small, least = total + (group or 1) * value, 0, 0, value
            elif value >= 1000 and not group and value < least:
                total, least = total + value, value
            elif self._fits(value, group, small):
                group, small = group + value, value
            else:
                break
            bare = bare and word.kind == "scale"
            j += 1
        if j == i:
            return None
        return self._tail(tokens, i, j, Decimal(total + group), bare)

    def _fits(self, value: int, group: int, small: int) -> bool:
        """Whether a small word goes on with the group: ``dua puluh | lima``, ``seratus | lima``."""
        if group == 0:
            return True
        if value < 10:
            return group % 10 == 0 and small != 0
        return value < 100 and group % 100 == 0

    def _joint(self, tokens: Tokens, j: int, group: int, total: int, small: int) -> int:
        """Count of tokens that only link two words of one number: ``twenty-one``, ``hundred and fifty``."""
        norm, after = self._norm(tokens, j), self._word(tokens, j + 1)
        if after is None or after.kind not in ("cardinal", "scale"):
            return 0
        if norm == "-" and tokens.glued(j) and tokens.glued(j + 1):
            tens = 20 <= small < 100 and after.kind == "cardinal" and after.value < 10
            return int(tens or after.kind == "scale")
        if norm not in self._joiners or after.kind != "cardinal" or after.value >= 100:
            return 0
        if group >= 100 and group % 100 == 0:
            return 1
        beyond = self._word(tokens, j + 2)
        return int(total > 0 and group == 0 and (beyond is None or beyond.kind != "scale"))

    def _tail(self, tokens: Tokens, i: int, j: int, value: Decimal, bare: bool) -> Read | None:
        """Decimals, halves, denominators and the forms of a spelled number."""
        norm = self._norm(tokens, j)
        last = self._words[tokens.norm[j - 1]]
        one = last.value if last.kind == "scale" and last.value >= 1000 else Decimal(1)  # what a half is half of
        if norm in self._points:
            value, j = self._decimals(tokens, j, value)
        elif norm == "-" and self._is_tied_half(tokens, j):
            value, j = value + _HALF, j + 6
        elif self._is_half(tokens, j) and (value < 100 or one > 1):
            value, j = value + digits.times(_HALF, one), j + 1
        elif norm in self._joiners and self._behind(tokens, j) is not None:
            value, j = self.part_behind(tokens, j, value, one)
        elif norm == "-" and self._is_ordinal(tokens, j + 1, value):
            return Read(i, j + 2, value, "ordinal")
        else:
            part = self._part(tokens, j, value)
            if part is not None:
                return Read(i, part[1], part[0], "fraction")
        word = self._word(tokens, j)
        if word is not None and word.kind == "scale" and value != value.to_integral_value():
            value, j = digits.times(value, word.value), j + 1
        if self._norm(tokens, j) in self._rounds:
            return Read(i, j + 1, digits.times(value, self._rounds[tokens.norm[j]]), "words", True)
        if self._norm(tokens, j) in self._folds:
            return Read(i, j + 1, value, "factor")
        if self._norm(tokens, j) == "-" and self._norm(tokens, j + 1) in self._folds:
            return Read(i, j + 2, value, "factor")
        if bare and self._norm(tokens, i - 1) not in self._indefinite:
            return Read(i, j, value, "vague")
        single = j == i + 1 and tokens.norm[i] in self._articles
        return Read(i, j, value, "article" if single else "words")

    def part_behind(self, tokens: Tokens, j: int, value: Decimal, one: Decimal = _ONE) -> tuple[Decimal, int]:
        """A whole number with the part of ``one`` behind it, and the token behind: ``two | and a half``."""
        part = self._behind(tokens, j) if self._norm(tokens, j) in self._joiners else None
        return (value, j) if part is None else (digits.tidy(value + digits.times(part[0], one)), part[1])

    def _behind(self, tokens: Tokens, j: int) -> tuple[Decimal, int] | None:
        """``and a half``, ``and a quarter``, ``and one-half``, ``and three-quarters`` from the joiner at ``j``."""
        if self._norm(tokens, j + 1) in self._indefinite:
            word = self._word(tokens, j + 2)
            if word is None or self._norm(tokens, j + 2) in self._ordinals:
                return None  # and a third was held
            if word.kind == "fraction":
                return word.value, j + 3
            return (digits.ratio(Decimal(1), word.value), j + 3) if word.kind == "denominator" else None
        top = self._word(tokens, j + 1)
        if top is None or top.kind != "cardinal" or self._norm(tokens, j + 2) != "-":
            return None
        return self._part(tokens, j + 2, top.value)

    def _is_ordinal(self, tokens: Tokens, j: int, value: Decimal) -> bool:
        """``thirty-|fifth``: the last word of an ordinal in tens."""
        return value >= 20 and value % 10 == 0 and self._norm(tokens, j) in self._ordinals

    def _is_tied_half(self, tokens: Tokens, j: int) -> bool:
        """``three|-and-a-half``."""
        linked = self._norm(tokens, j + 1) in self._joiners and self._norm(tokens, j + 3) in self._indefinite
        dashes = self._norm(tokens, j + 2) == "-" and self._norm(tokens, j + 4) == "-"
        return linked and dashes and self._is_half(tokens, j + 5)

    def _is_half(self, tokens: Tokens, j: int) -> bool:
        word = self._word(tokens, j)
        return word is not None and word.kind == "fraction" and word.value == _HALF

    def _decimals(self, tokens: Tokens, j: int, value: Decimal) -> tuple[Decimal, int]:
        """``tiga koma lima``: the digits after the mark, one word each."""
        at, text = j + 1, ""
        while (word := self._word(tokens, at)) is not None and word.kind == "cardinal" and word.value < 10:
            text, at = text + str(word.value), at + 1
        return (Decimal(f"{value}.{text}"), at) if text else (value, j)

    def _part(self, tokens: Tokens, j: int, value: Decimal) -> tuple[Decimal, int] | None:
        """``two-thirds``, ``dua pertiga``, ``three quarters of``: numerator and denominator."""
        hyphen = self._norm(tokens, j) == "-"
        word = self._word(tokens, j + hyphen)
        if hyphen and word is not None and word.kind == "fraction" and value == 1:
            return word.value, j + 2  # one-half
        if word is None or word.kind != "denominator" or not 0 < value < word.value:
            return None
        after = self._norm(tokens, j + hyphen + 1)
        scale = self._word(tokens, j + hyphen + 1)
        ambiguous = self._norm(tokens, j + hyphen) in self._not_before and not hyphen
        part = digits.ratio(value, word.value)
        if scale is not None and scale.kind == "scale":
            return digits.times(part, scale.value), j + hyphen + 2
        of = j + hyphen + 1 + (after in self._after_fraction)
        of += self._norm(tokens, of) in self._indefinite
        scale = self._word(tokens, of) if of > j + hyphen + 1 else None
        if scale is not None and scale.kind == "scale" and scale.value >= 1000:
            return digits.times(part, scale.value), of + 1  # three quarters of a million
        return None if ambiguous and after not in self._after_fraction else (part, j + hyphen + 1)
