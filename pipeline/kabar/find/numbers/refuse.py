"""Why a number is no quantity: years, clock times, labels, names, ids, list heads, scores, ordinals, articles.

Every check looks at a few neighbours only. The reason is kept on the number, so that ``explain`` can show it.
"""

from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers import shapes
from kabar.find.numbers.table import NumbersTable
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_YEARS = (Decimal(1000), Decimal(2199))
_LIKELY_YEARS = (Decimal(1900), Decimal(2060))
_LINKS = ("-", "/")
_STRONGEST = Decimal(10)  # no earthquake has had this magnitude
_LEVEL = Decimal(1000)  # an ordinal from here on tells a level that was reached
_LED = range(3)  # words of an idiom before its article


class Refuser:
    """Turns down the numbers that cannot count."""

    def __init__(self, table: NumbersTable) -> None:
        self._labels = {word: label.reason for label in table.labels for word in label.words}
        self._prefixes = frozenset(table.prefixes) | frozenset(table.prefix_rank)
        self._rank = frozenset(table.prefix_rank)
        self._clock, self._cardinals = frozenset(table.clock), frozenset(table.cardinals)
        self._zones = frozenset(table.zones)
        self._compass = frozenset(table.compass)
        self._year_before = frozenset(table.year_before)
        self._year_after = frozenset(table.year_after)
        self._article_before = frozenset(table.article_before)
        self._article_after = frozenset(table.article_after)
        self._article_hyphen = frozenset(table.article_hyphen)
        self._article_links = frozenset(table.article_links)
        self._idioms: Lexicon[bool] = Lexicon((words, True) for words in table.idioms)
        self._vague_before = frozenset(table.vague_before)
        self._money = frozenset(table.glued)
        self._magnitudes = frozenset(table.magnitudes)
        self._age_before = frozenset(table.age_before)
        self._screens, self._scans = frozenset(table.screens), frozenset(table.scans)
        self._watch = frozenset((*self._labels, *self._clock, *self._zones, *self._compass, *self._rank))
        self._watch |= frozenset((*table.labels_after, *table.definite, *table.age_before))
        self._not_half = frozenset(table.fraction_not_after)
        self._labels_after = frozenset(table.labels_after)
        self._streets = frozenset(table.streets)
        self._tall = frozenset(table.tall)
        self._ordinals = frozenset((*table.ordinals, *table.collectives))
        self._definite = frozenset(table.definite)
        self._not_collective = frozenset(table.collective_not_before)

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
            if (number.value == 0 and self._is_free(tokens, number.stop)) or self._is_idiom(tokens, number.first):
                return "idiom"
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
            counts = after in "NP" and before not in "NPJ"
            return None if counts and shapes.at(tokens, number.stop) not in self._not_collective else "ordinal"
        level = number.value >= _LEVEL and (after in "NPJ" or before in "NP")
        return None if level else "ordinal"

    def _article(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> str | None:
        """``one`` counts before a noun; it is a pronoun or an article elsewhere."""
        if self._is_idiom(tokens, number.first):
            return "idiom"
        if before in self._article_before or after in self._article_after:
            return "pronoun"
        if before in self._labels:
            return self._labels[before]
        if after in self._article_links and tags[number.stop + 1 : number.stop + 2] == "M":
            return None  # one to two years
        if after == "-":
            if (
                shapes.at(tokens, number.stop + 1) in self._article_links
                and tags[number.stop + 3 : number.stop + 4] == "M"
            ):
                return "pronoun" if tokens.norm[number.stop + 3] == tokens.norm[number.first] else None  # one-to-seven
            return "pronoun" if shapes.at(tokens, number.stop + 1) in self._article_hyphen else None
        if number.stop >= len(tags):
            return "pronoun"
        again = before == "-" and tokens.norm[number.first - 4 : number.first - 3] == [tokens.norm[number.first]]
        return None if tags[number.stop] in "NJPEGVM" and not again else "pronoun"  # a one-to-one talk

    def _is_idiom(self, tokens: Tokens, i: int) -> bool:
        """``at | one point``, ``di | satu sisi``."""
        heads = self._idioms.heads
        for at in (i - led for led in _LED if led <= i):
            found = self._idioms.at(tokens.norm, at) if tokens.norm[at] in heads else None
            if found is not None and found.stop > i:
                return True
        return False

    def _is_free(self, tokens: Tokens, tie: int) -> bool:
        """``zero-carbon``, ``zero-sum``: what nought is tied to says what there is none of; ``zero-to-60`` does not."""
        tied = shapes.at(tokens, tie) == "-" and tie + 1 < len(tokens) and tokens.glued(tie) and tokens.glued(tie + 1)
        return tied and tokens.norm[tie + 1].isalpha() and tokens.norm[tie + 1] not in self._article_links

    def _is_initialism(self, tokens: Tokens, i: int) -> bool:
        """Whether a token is several capitals that mean no money."""
        return len(tokens.word[i]) > 1 and tokens.word[i].isupper() and tokens.norm[i] not in self._money

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
        if (
            glued
            and before in ("+", "-")
            and first > 1
            and tokens.glued(first - 1)
            and tokens.word[first - 2].isupper()
        ):
            return "name"  # H+3
        if glued and before == "." and first > 1 and tokens.glued(first - 1) and self._is_initialism(tokens, first - 2):
            return "name"  # ID.3
        crossed = glued and before in shapes.CROSS and first > 1 and tokens.glued(first - 1)  # 4x5
        if glued and before[0].isalpha() and before not in self._money and not crossed:
            strength = before in self._magnitudes and number.value < _STRONGEST and not tokens.norm[first].isdecimal()
            return None if strength else "name"  # M5,4
        if self._rank and before == "-" and first > 1 and tokens.norm[first - 2] in self._rank:
            return self._ranked(tokens, tags, number)
        timed = ":" in (before, after) and shapes.is_time_of_day(tokens, number)
        if timed or self._is_clock(tokens, number, before, after):
            return "clock"
        if (tokens.norm[first][0] == "0" or before in _LINKS or after in _LINKS) and shapes.is_chain(tokens, number):
            return "id"
        if tokens.norm[first] in self._screens and after in self._scans and tokens.glued(stop):
            return "name"  # 1080p
        if shapes.is_arc(tokens, number):
            return "id"
        if after in self._compass or (after == "\u00b0" and shapes.at(tokens, stop + 1) in self._compass):
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
        if shapes.is_address(tokens, stop, self._streets):
            return "address"
        if (before == "," or before in self._age_before) and shapes.is_age(tokens, number, self._age_before):
            return "age"
        if "-" in (before, after) and self._is_swap(tokens, first, stop):
            return "score"
        if after in (".", ")") and shapes.is_list_head(tokens, number):
            return "list"
        if number.form == "digits":
            return self._bare(tokens, tags, number, before, after)
        return None

    def _is_swap(self, tokens: Tokens, first: int, stop: int) -> bool:
        """``2-for-1``, but not ``6-foot-2``."""
        return any(shapes.is_swap(tokens, i) and tokens.norm[i + 1] not in self._tall for i in (stop, first - 3))

    def _hangs_on_word(self, tokens: Tokens, tags: str, number: Number) -> bool:
        """``SCP-173``, ``F-150``, ``production-four-door``; not ``minus-5``, ``now-18``."""
        first = number.first
        if first < 2 or tokens.norm[first - 1] != "-" or not tokens.glued(first):
            return False
        left = tokens.norm[first - 2]
        if tokens.word[first - 2].isupper() and len(left) > 1 and left not in self._money:
            return True  # COVID -19
        if not tokens.glued(first - 1) or not left[0].isalpha() or left in self._prefixes:
            return False
        if tags[first - 2] == "M" or (
            tokens.norm[first - 3 : first - 2] == ["-"] and tags[first - 4 : first - 3] == "M"
        ):
            return False  # dua-tiga, 6-foot-2
        if tags[first - 3 : first - 2] == "M" and shapes.at(tokens, number.stop) == left:
            return False  # 8,000 units-9,000 units
        return tags[first - 2] in "NP" or tokens.word[first - 2][0].isupper()  # An-70, a single-A-3 rating

    def _is_named(self, tokens: Tokens, tags: str, number: Number) -> bool:
        """``the Kick Six win``, ``Kelapa Dua``: a capitalized number word beside a name."""
        first, stop = number.first, number.stop
        if not first or not tokens.word[first][0].isupper():
            return False
        follow = tags[stop] if stop < len(tags) else "."
        if tags[first - 1] in "NJ" and tokens.word[first - 1].islower() and follow not in "NPJM$*-":
            return True  # the thriller Seven
        return (tags[first] == "P" and "P" in (tags[first - 1], follow)) or (
            tags[first - 1] == "P" and follow not in "NPJM$*"
        )

    def _ranked(self, tokens: Tokens, tags: str, number: Number) -> str | None:
        """``ke-49 penumpangnya`` counts, ``insiden ke-3`` does not."""
        at = number.first - 3
        if at > 2 and tags[at] in "C," and tags[at - 1] == "M" and tokens.norm[at - 3] in self._rank:
            return "ordinal"  # ke-10 dan ke-12
        after = tags[number.stop] if number.stop < len(tags) else "."
        noun_before = at >= 0 and tags[at] in "NPJ"
        if noun_before:
            return None if number.value >= _LEVEL else "ordinal"
        return None if after in "NP" else "ordinal"

    def _is_clock(self, tokens: Tokens, number: Number, before: str, after: str) -> bool:
        """``pukul 13.57``, ``2 p.m.``, ``09.00 WIB``; the short forms only with their stops (``a.m.``)."""
        if len(tokens.word[number.first]) > 5 or number.value > 24:
            return False
        if before in self._clock:
            counted = tokens.norm[number.first - 2] if number.first > 1 else "."
            return not (counted[0].isdecimal() or counted in self._cardinals)  # 2 jam | 15 menit
        if after not in self._zones:
            return False
        abbreviated = shapes.at(tokens, number.stop + 1) == "." and tokens.glued(number.stop + 1)
        letter = shapes.at(tokens, number.stop + 2)
        return len(after) > 1 or (abbreviated and len(letter) == 1 and letter.isalpha())

    def _bare(self, tokens: Tokens, tags: str, number: Number, before: str, after: str) -> str | None:
        """Digits alone: a year where something licenses it, or the end of a name (``Model 3``)."""
        first, stop = number.first, number.stop
        text = tokens.word[first]
        prior = tags[first - 1] if first else "."
        follow = tags[stop] if stop < len(tags) else "."
        likely = len(text) == 4 and text.isdecimal() and _LIKELY_YEARS[0] <= number.value <= _LIKELY_YEARS[1]
        if number.approximate and likely:
            return "year"  # 1980-an
        if stop - first > 1 or not text.isdecimal() or before in self._money or prior == "$" or after == "%":
            return None
        possible = len(text) == 4 and _YEARS[0] <= number.value <= _YEARS[1]
        if possible and self._is_year(likely, prior, follow, before, after):
            return "year"
        if prior == "P" and first > 1 and tokens.norm[first - 2] == "&" and len(before) == 1:
            return "name"  # S&P 500
        code = len(text) == 5 and len(before) == 2 and tokens.word[first - 1].isupper() and text.isdecimal()  # PA 23456
        if prior == "P" and (len(text) <= 4 or code) and not self._counts(tokens, tags, stop):
            return "name"
        bare = prior == "D" and len(text) >= 3 and follow in "XVTEI.," and before in self._definite
        if bare:
            return "name"  # the 386 is
        if follow == "P" and prior in "DJ" and len(text) in (3, 4) and not self._counts(tokens, tags, stop):
            return "name"
        return None

    def _is_year(self, likely: bool, prior: str, follow: str, before: str, after: str) -> bool:
        """Whether a word licenses four digits as a year, or nothing that is counted follows a likely one."""
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
