"""Why a number is no quantity: years, clock times, labels, names, ids, list heads, scores, ordinals, articles.

Every check looks at a few neighbours only. The reason is kept on the number, so that ``explain`` can show it.
"""

from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers.digits import ratio
from kabar.find.numbers.table import NumbersTable
from kabar.lexing import Tokens

_YEARS = (Decimal(1000), Decimal(2199))
_LIKELY_YEARS = (Decimal(1900), Decimal(2060))
_LEVEL = Decimal(1000)  # an ordinal from here on tells a level that was reached
_CONTAGIOUS = frozenset(("label", "phone", "id"))  # KM 4-5, No 34-10401
_LONGEST_LIST = Decimal(60)


class Refuser:
    """Turns down the numbers that cannot count."""

    def __init__(self, table: NumbersTable) -> None:
        self._labels = {word: label.reason for label in table.labels for word in label.words}
        self._prefixes = frozenset(table.prefixes) | frozenset(table.prefix_rank)
        self._rank = frozenset(table.prefix_rank)
        self._clock = frozenset(table.clock)
        self._zones = frozenset(table.zones)
        self._compass = frozenset(table.compass)
        self._year_before = frozenset(table.year_before)
        self._year_after = frozenset(table.year_after)
        self._article_before = frozenset(table.article_before)
        self._article_after = frozenset(table.article_after)
        self._article_hyphen = frozenset(table.article_hyphen)
        self._vague_before = frozenset(table.vague_before)
        self._money = frozenset(table.glued)
        self._watch = frozenset((*self._labels, *self._clock, *self._zones, *self._compass, *self._rank))
        self._watch |= frozenset((*table.labels_after, *table.definite))
        self._not_half = frozenset(table.fraction_not_after)
        self._labels_after = frozenset(table.labels_after)
        self._streets = frozenset(table.streets)
        self._ordinals = frozenset((*table.ordinals, *table.collectives))
        self._definite = frozenset(table.definite)
        self._ratios = frozenset(table.ratios)

    def reason(self, tokens: Tokens, tags: str, number: Number) -> str | None:
        """The reason why the number counts nothing, or None."""
        form = number.form
        if form == "id":
            return "id"
        if form == "vague":
            return "vague"
        if form in ("ordinal", "collective"):
            return self._ordinal(tokens, tags, number)
        before, after = self._beside(tokens, number)
        if before in self._vague_before and number.value >= 100:
            return "vague"
        if form == "article":
            return self._article(tokens, tags, number, before, after)
        if form == "factor":
            return None
        if form == "fraction" and before in self._not_half:
            return "ordinal"
        if self._hangs_on_word(tokens, tags, number):
            return "name"
        if form == "words":
            return "name" if self._is_named(tokens, tags, number) else self._labels.get(before)
        return self._digits(tokens, tags, number, before, after)

    def _beside(self, tokens: Tokens, number: Number) -> tuple[str, str]:
        before = tokens.norm[number.first - 1] if number.first else "\n"
        after = tokens.norm[number.stop] if number.stop < len(tokens.norm) else "\n"
        return before, after

    def _ordinal(self, tokens: Tokens, tags: str, number: Number) -> str | None:
        """Ordinals only enumerate; a collective (``keempat negara``) counts where a noun follows and none leads."""
        after = tags[number.stop] if number.stop < len(tags) else "."
        before = tags[number.first - 1] if number.first else "."
        if number.form == "collective":
            if before == "C" and number.first > 1 and tokens.norm[number.first - 2] in self._ordinals:
                return "ordinal"  # kuartal pertama dan kedua
            return None if after in "NP" and before not in "NPJ" else "ordinal"
        level = number.value >= _LEVEL and (after in "NPJ" or before in "NP")
        return None if level else "ordinal"

    def _article(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> str | None:
        """``one`` counts before a noun; it is a pronoun or an article elsewhere."""
        if before in self._article_before or after in self._article_after:
            return "pronoun"
        if before in self._labels:
            return self._labels[before]
        if after == "-":
            return "pronoun" if self._ahead(tokens, number.stop + 1) in self._article_hyphen else None
        if number.stop >= len(tags):
            return "pronoun"
        return None if tags[number.stop] in "NJPEGVAM" else "pronoun"

    def _plain(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> bool:
        """Whether ordinary words stand on both sides, so that no check below can strike."""
        first, stop = number.first, number.stop
        if not (before.isalpha() and after.isalpha()) or before in self._watch or after in self._watch:
            return False
        if tags[first - 1] == "P" or tags[stop] == "P" or tokens.start[first] == tokens.end[first - 1]:
            return False
        text = tokens.norm[first]
        return text[0] != "0" and (len(text) != 4 or not text.isdecimal())

    def _digits(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> str | None:
        if self._plain(tokens, tags, number, before, after):
            return None
        first, stop = number.first, number.stop
        glued = first > 0 and tokens.glued(first) and number.start == tokens.start[first]
        if glued and before[0].isalpha() and before not in self._money and before != "n":
            return "name"
        if self._rank and before == "-" and first > 1 and tokens.norm[first - 2] in self._rank:
            return self._ranked(tags, number)
        if self._is_clock(tokens, number, before, after, glued):
            return "clock"
        if self._is_chain(tokens, number):
            return "id"
        if after in self._compass or (after == "\u00b0" and self._ahead(tokens, stop + 1) in self._compass):
            return "coordinate"
        label = self._labels.get(before) or (
            self._labels.get(tokens.norm[first - 2]) if before in (".", "#") and first > 1 else None
        )
        if not tokens.norm[first].isdecimal():
            label = None  # posisi 5.152,69
        if label == "date" and (number.value > 31 or number.form != "digits" or tags[stop : stop + 1] == "N"):
            label = None
        if label or before == "#" or after in self._labels_after:
            return label or "label"
        if self._is_address(tokens, tags, stop):
            return "address"
        if self._is_age(tokens, tags, number, before, after):
            return "age"
        if self._is_swap(tokens, stop) or self._is_swap(tokens, first - 3):
            return "score"
        if self._is_list_head(tokens, number, before, after):
            return "list"
        if number.form == "digits":
            return self._bare(tokens, tags, number, before, after)
        return None

    def _hangs_on_word(self, tokens: Tokens, tags: str, number: Number) -> bool:
        """``SCP-173``, ``F-150``, ``production-four-door``; not ``minus-5``, ``now-18``."""
        first = number.first
        if first < 2 or tokens.norm[first - 1] != "-" or not tokens.glued(first):
            return False
        left = tokens.norm[first - 2]
        if tokens.word[first - 2].isupper() and len(left) > 1 and left not in self._money:
            return True  # COVID -19
        return tokens.glued(first - 1) and left[0].isalpha() and left not in self._prefixes and tags[first - 2] in "NP"

    def _is_named(self, tokens: Tokens, tags: str, number: Number) -> bool:
        """``the Kick Six win``, ``Kelapa Dua``: a capitalized number word beside a name."""
        first, stop = number.first, number.stop
        if not first or not tokens.word[first][0].isupper():
            return False
        follow = tags[stop] if stop < len(tags) else "."
        return (tags[first] == "P" and "P" in (tags[first - 1], follow)) or (
            tags[first - 1] == "P" and follow not in "NPJM$*"
        )

    def _ranked(self, tags: str, number: Number) -> str | None:
        """``ke-49 penumpangnya`` counts, ``insiden ke-3`` does not."""
        at = number.first - 3
        after = tags[number.stop] if number.stop < len(tags) else "."
        noun_before = at >= 0 and tags[at] in "NPJ"
        if noun_before:
            return None if number.value >= _LEVEL else "ordinal"
        return None if after in "NP" else "ordinal"

    def _is_clock(self, tokens: Tokens, number: Number, before: str, after: str, glued: bool) -> bool:
        norm, stop = tokens.norm, number.stop
        if after == ":" and tokens.glued(stop) and stop + 1 < len(tokens.norm) and norm[stop + 1][0].isdecimal():
            return tokens.glued(stop + 1)
        if before == ":" and glued and number.first > 1 and norm[number.first - 2][0].isdecimal():
            return tokens.glued(number.first - 1)
        text = tokens.word[number.first]
        short = len(text) <= 5 and number.value < 25
        if before in self._clock and short:
            return True
        if not short or after not in self._zones:
            return False
        return len(after) > 1 or (self._ahead(tokens, stop + 1) == "." and self._ahead(tokens, stop + 2) == "m")

    def _ahead(self, tokens: Tokens, i: int) -> str:
        return tokens.norm[i] if i < len(tokens.norm) else "\n"

    def _is_chain(self, tokens: Tokens, number: Number) -> bool:
        """Part of ``021-555-1234``, ``31/7/2024``, ``500-000``, ``+62...``, or a number with leading zeros."""
        norm, first, stop = tokens.norm, number.first, number.stop
        text = norm[first]
        if len(text) > 1 and text[0] == "0" and text.isdecimal() and number.form == "digits":
            return number.start == tokens.start[first] and norm[first - 1] != "."
        for mark in "-/":
            left = first > 1 and norm[first - 1] == mark and norm[first - 2].isdecimal() and tokens.glued(first)
            right = (
                stop + 1 < len(tokens.norm) and norm[stop] == mark and norm[stop + 1].isdecimal() and tokens.glued(stop)
            )
            right = right and tokens.glued(stop + 1)
            left = left and tokens.glued(first - 1)
            if mark == "/" and (left or right):
                return True
            if left and (
                right or len(norm[first - 2]) > 5 or norm[first - 2].startswith("00") or self._links(tokens, first - 2)
            ):
                return True
            if right and (
                norm[stop + 1].startswith("00") or (stop + 2 < len(tokens.norm) and self._goes_on(tokens, stop + 2))
            ):
                return True
        return False

    def _links(self, tokens: Tokens, i: int) -> bool:
        return i > 1 and tokens.norm[i - 1] == "-" and tokens.norm[i - 2].isdecimal() and tokens.glued(i)

    def _goes_on(self, tokens: Tokens, i: int) -> bool:
        return (
            tokens.norm[i] == "-"
            and i + 1 < len(tokens.norm)
            and tokens.norm[i + 1].isdecimal()
            and tokens.glued(i + 1)
        )

    def _is_swap(self, tokens: Tokens, i: int) -> bool:
        """``2-for-1``: a word in hyphens between two numbers, at token ``i``."""
        norm = tokens.norm
        if i < 1 or i + 3 >= len(norm) or norm[i] != "-" or norm[i + 2] != "-":
            return False
        return norm[i + 1].isalpha() and norm[i - 1].isdecimal() and norm[i + 3].isdecimal() and tokens.glued(i + 1)

    def _is_list_head(self, tokens: Tokens, number: Number, before: str, after: str) -> bool:
        if number.stop - number.first > 1 or number.value > _LONGEST_LIST or number.value != int(number.value):
            return False
        if before == "(" and after == ")":
            return True
        if after == ")" and "(" not in tokens.norm[max(0, number.first - 15) : number.first]:
            return True
        marked = after in (".", ")") and tokens.glued(number.stop)
        return before == "\n" and marked and self._ahead(tokens, number.stop + 1)[0].isalpha()

    def _is_address(self, tokens: Tokens, tags: str, stop: int) -> bool:
        """``123 Vermont St.``"""
        at = stop
        while at < len(tags) and at - stop < 4 and tags[at] == "P":
            if at > stop and tokens.norm[at] in self._streets:
                return True
            at += 1
        return False

    def _is_age(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> bool:
        """``Kopp, 44, said``."""
        first = number.first
        young = number.form == "digits" and number.value == int(number.value) and 0 < number.value < 120
        return young and before == "," and after in (",", ".") and first > 1 and tokens.word[first - 2][0].isupper()

    def _bare(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> str | None:
        """Digits alone: a year where something licenses it, or the end of a name (``Model 3``)."""
        first, stop = number.first, number.stop
        text = tokens.word[first]
        prior = tags[first - 1] if first else "."
        follow = tags[stop] if stop < len(tags) else "."
        if (
            number.approximate
            and len(text) == 4
            and text.isdecimal()
            and _LIKELY_YEARS[0] <= number.value <= _LIKELY_YEARS[1]
        ):
            return "year"  # 1980-an
        if (
            number.stop - number.first > 1
            or not text.isdecimal()
            or before in self._money
            or prior == "$"
            or after == "%"
        ):
            return None
        if (
            len(text) == 4
            and _YEARS[0] <= number.value <= _YEARS[1]
            and self._is_year(number, prior, follow, before, after)
        ):
            return "year"
        if prior == "P" and first > 1 and tokens.norm[first - 2] == "&" and len(before) == 1:
            return "name"  # S&P 500
        if prior == "P" and len(text) <= 4 and not self._counts(tokens, tags, stop):
            return "name"
        bare = prior == "D" and len(text) >= 3 and follow in "XVTEI.," and before in self._definite
        if bare:
            return "name"  # the 386 is
        if follow == "P" and prior in "DJ" and len(text) in (3, 4) and not self._counts(tokens, tags, stop):
            return "name"
        return None

    def _is_year(self, number: Number, prior: str, follow: str, before: str, after: str) -> bool:
        likely = _LIKELY_YEARS[0] <= number.value <= _LIKELY_YEARS[1]
        if after in self._year_after or (before in self._year_before and follow != "N"):
            return True
        if not likely:
            return False
        if before in self._year_before or before in ("(", "/", "'") or prior in "PsD":
            return True
        return follow not in "NJEG"

    def _counts(self, tokens: Tokens, tags: str, stop: int) -> bool:
        """Whether something that is counted follows: a noun, directly or behind adjectives or a maker's name."""
        at, n = stop, len(tags)
        while at < n and at - stop < 3 and tags[at] in "JP":
            at += 1
        return at < n and (tags[at] == "N" or tokens.norm[at] in ("%", "\u00b0"))

    def ratios(self, tokens: Tokens, tags: str, numbers: list[Number]) -> list[Number]:
        """``one in five adults``, ``one out of three``: one number, a fraction."""
        if not self._ratios:
            return numbers
        out: list[Number] = []
        for number in numbers:
            one = out[-1] if out else None
            if (
                one is not None
                and one.value == 1
                and 1 < number.value <= 100
                and one.form in ("article", "digits", "words")
            ):
                between = " ".join(tokens.norm[one.stop : number.first])
                if between in self._ratios and number.stop < len(tags) and tags[number.stop] in "NPJ.,VTX":
                    out[-1] = one._replace(
                        stop=number.stop, end=number.end, value=ratio(one.value, number.value), form="fraction",
                        refused=None, rule="number.ratio",
                    )  # fmt: skip
                    continue
            out.append(number)
        return out

    def pairs(self, tokens: Tokens, tags: str, numbers: list[Number]) -> list[Number]:
        """Refuse scores: two small numbers with a dash between and nothing that is counted behind (``won 2-0``)."""
        for k in range(len(numbers) - 1):
            one, two = numbers[k], numbers[k + 1]
            tight = tokens.glued(two.first) and tokens.glued(one.stop) if two.first == one.stop + 1 else False
            if (
                (one.refused in _CONTAGIOUS or (one.refused == "name" and tight))
                and two.first == one.stop + 1
                and tokens.norm[one.stop] in "-/"
            ):
                numbers[k + 1] = two._replace(refused=two.refused or one.refused)
            if two.first - one.stop != 1 or tokens.norm[one.stop] != "-" or one.refused or two.refused:
                continue
            if (
                one.form != "digits"
                or two.form != "digits"
                or not tokens.glued(two.first)
                or not tokens.glued(one.stop)
            ):
                continue
            money = one.first > 0 and (tags[one.first - 1] == "$" or tokens.norm[one.first - 1] in self._money)
            small = max(one.value, two.value) < 200 and one.value == int(one.value) and two.value == int(two.value)
            follow = tags[two.stop] if two.stop < len(tags) else "."
            after = self._ahead(tokens, two.stop)
            if small and not money and after != "%" and (follow not in "NJPEM*" or one.value >= two.value):
                numbers[k], numbers[k + 1] = one._replace(refused="score"), two._replace(refused="score")
        return numbers
