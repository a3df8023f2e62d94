"""Negative knowledge: what looks like a time and is none. The words are data, the conditions are here."""

import calendar
import re

from kabar.find.named import ends_name
from kabar.find.times.partial import Partial
from kabar.find.times.read import Broken, Impossible
from kabar.find.times.rules import Compiled
from kabar.find.times.table import TimesTable
from kabar.frozen import replace
from kabar.lexing import Tokens

_JOINTS = frozenset("-–.+_@#")
_COUNTED = frozenset({"rel", "duration", "window", "shift", "anaphor"})
_STOPS = frozenset(".")
_FIRST, _LAST, _YEAR_DIGITS = 1800, 2100, 4
_QUOTES = frozenset("\"'`")
_HALVES, _QUARTERS = 2, 4  # of a year
_HOLES = 18  # of a golf course: on the 17th may be one of them


def _title(tokens: Tokens, stop: int) -> bool:
    """Whether an expression in quotes ends with a capital: the name of a programme or a paper."""
    return tokens.word[stop - 1][0].isupper()


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has such a day, in some year where none is given."""
    leap = year is None or year < 100 or calendar.isleap(year)
    return month <= 12 and day <= calendar.monthrange(2000 if leap else 2001, month)[1]


def _whole(tokens: Tokens, first: int, stop: int) -> None:
    """A code such as Q3 stands alone: it is no piece of a longer one (H1-B)."""
    behind = tokens.norm[stop][0] if stop < len(tokens.norm) and tokens.glued(stop) else " "
    ahead = tokens.norm[first - 1][-1] if first and tokens.glued(first) else " "
    if behind.isalnum() or behind in _JOINTS - _STOPS or ahead.isalnum() or ahead in _JOINTS:
        raise Broken("code")


def _goes_on(tokens: Tokens, stop: int) -> bool:
    """Whether a word or number follows."""
    return stop < len(tokens.norm) and tokens.norm[stop][0].isalnum()


def _surname(tokens: Tokens, stop: int) -> bool:
    """Whether a capitalized word follows: a month or season that stands so is part of a name."""
    return stop < len(tokens.word) and tokens.word[stop][0].isupper()


class Acceptor:
    """Turns down bare years and bare names without a licence from their neighbours."""

    def __init__(self, table: TimesTable, compiled: Compiled) -> None:
        grammar = compiled.grammar
        self._units = compiled.values["UNIT"]
        self._licensed = frozenset(table.licensed)
        self._endings = tuple(table.counted_endings)
        self._licence = grammar.members("LICENCE")
        self._no_year = grammar.members("NOYEAR") | grammar.members("MONEY") | grammar.members("DASHES")
        self._counted = grammar.members("COUNTED") | grammar.members("UNITMARK")
        self._digits = grammar.members("INT") | grammar.members("NUM")
        self._dash = grammar.members("DASH")
        self._into, self._within = grammar.members("INTO"), grammar.members("WITHIN")
        self._lead = grammar.members("LEAD")
        self._dot = grammar.members("DOT")
        self._bound = re.compile(f"(?:{compiled.macros['BOUNDED'].regex.pattern})\\Z").search
        self._slash = grammar.members("SLASH")
        self._unit_words = grammar.members("UNIT")
        self._codes = grammar.members("QCODE") | grammar.members("HCODE")
        self._scale = grammar.members("SCALE")
        self._hours = grammar.members("NUMWORD")
        self._about = grammar.members("APPROX")
        self._one = grammar.members("A") | grammar.members("SINGLE")
        self._dated = grammar.members("SINCE") | grammar.members("DURING") | grammar.members("OF")
        self._dating = grammar.members("SINCE") | grammar.members("DURING")
        self._dating |= grammar.members("UPTO") | grammar.members("LPAR")
        self._often = self._digits | self._scale | self._counted | self._within | grammar.members("OFTEN")
        self._present = grammar.members("THISUNIT")
        self._away = grammar.members("AWAY")
        self._colon = grammar.members("COLON")
        self._to, self._months = grammar.members("TO"), grammar.members("ANYMONTH")
        self._silent = grammar.members("SILENT")
        self._days = grammar.members("ANYDAY") | grammar.members("DEICTIC")

    def accept(self, p: Partial, codes: str, tokens: Tokens, first: int, stop: int) -> Partial:
        """The partial value, or Broken with the reason why it is none."""
        flag = p.flag
        if flag is not None:
            self._flagged(p, flag, codes, tokens, first, stop)
        kind = p.kind
        if first and codes[first - 1] in self._scale and kind in _COUNTED and codes[first] in self._unit_words:
            raise Broken("number")  # 3 million years ago
        if first > 1 and tokens.norm[first - 1] == "-" and tokens.norm[first - 2] == tokens.norm[first]:
            raise Broken("plural")  # a reduplicated noun
        if kind == "date":
            if (
                p.weekday is not None
                and (p.rel is not None or p.nth is not None)
                and (unit := self._unit(tokens, first))
            ):
                if p.nth is not None:
                    return replace(p, weekday=None, unit=unit)
                return Partial("rel", p.rule, rel=p.rel, unit=unit)
            if p.season is not None and stop - first == 1 and first and codes[first - 1] in self._one:
                raise Broken("word")  # in a single winter
            if (
                p.season is not None
                and stop - first == 1
                and tokens.word[first][0].isupper()
                and _surname(tokens, stop)
            ):
                raise Broken("name")  # the Summer Olympics
            if p.decade is not None and p.decade < _FIRST // 10 and codes[stop : stop + 1] in self._counted:
                raise Broken("number")  # some 1400-an | units
            if (p.half is not None and p.half > _HALVES) or (p.quarter is not None and p.quarter > _QUARTERS):
                raise Impossible("no such part of a year")  # semester 5
            if p.minute is not None and p.minute > 59:
                raise Broken("clock")
            if p.hour is not None and p.daypart is not None and self._counts(codes, tokens, first, stop):
                raise Broken("number")  # on Monday morning at 3 | shops
            if p.day is not None and p.month is not None and not _exists(p.year, p.month, p.day):
                raise Impossible("no such day")
        elif kind == "deictic":
            if p.hour is not None and self._counts(codes, tokens, first, stop):
                raise Broken("number")
        elif kind == "set":
            if stop - first == 1 and stop < len(codes) and tokens.word[stop][0].isupper():
                raise Broken("name")
        elif kind == "ref":
            if (
                first
                and tokens.word[first][0].isupper()
                and tokens.word[first - 1].islower()
                and _surname(tokens, stop)
            ):
                raise Broken("name")  # in Now Zad
        elif p.vague and first and codes[first - 1] in self._digits:
            raise Broken("number")
        elif kind == "duration" and self._names(codes, tokens, first, stop):
            raise Broken("name")  # penjualan Ioniq 6 | tahun ini
        elif first and tokens.norm[first - 1] in _QUOTES and kind in ("duration", "rel") and _title(tokens, stop):
            raise Broken("title")
        return p

    def _counts(self, codes: str, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether a match ends with a bare number behind a part of the day, and what may be counted follows."""
        bare = codes[stop - 1] in self._digits | self._hours and codes[stop - 2] not in self._colon
        return bare and self._thing(tokens, stop) and codes[stop] not in self._licence | self._to

    def _names(self, codes: str, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether a number ends the name before it, and its unit begins the time behind it."""
        if stop >= len(codes) or codes[stop] not in self._present or stop - first != 2:
            return False
        return ends_name(tokens, first)

    def _unit(self, tokens: Tokens, first: int) -> str | None:
        """The unit that a weekday is the homograph of, where its capital only begins a sentence."""
        unit = self._units.get(tokens.norm[first])
        begins = first == 0 or (not tokens.norm[first - 1][0].isalnum() and tokens.norm[first - 1] not in ",-(/")
        return str(unit) if unit is not None and begins else None

    def _flagged(self, p: Partial, flag: str, codes: str, tokens: Tokens, first: int, stop: int) -> None:
        """What the flag of a rule asks of the neighbours."""
        before = codes[first - 1] if first else ""
        if flag == "bare_year":
            self._year(p, codes, tokens, first, stop)
        elif flag == "bare_month":
            unsure = tokens.norm[first] in self._licensed or _surname(tokens, stop)
            if unsure and not (before and before in self._licence) and not self._listed(codes, first, stop):
                raise Broken("name")
        elif flag == "definite" or flag == "inner":
            if stop < len(codes) and codes[stop] in self._dash and tokens.glued(stop):
                raise Broken("compound")
        elif flag == "code":
            ranged = codes[stop + 1 : stop + 2] in self._codes or (first > 1 and codes[first - 2] in self._codes)
            if not ranged:  # Q1-Q3 2023
                _whole(tokens, first, stop)
        elif flag == "short_year":
            if not (before and before in self._dated and tokens.glued(first + 1)):
                raise Broken("number")
        elif flag == "slashed":
            if not (before and before in self._dating):
                raise Broken("code")
            _whole(tokens, first, stop)
        elif flag == "ahead":
            if before and before in self._often:
                raise Broken("rate")  # once a week on Tuesday
        elif flag == "ends":
            if _goes_on(tokens, stop):
                raise Broken("word")  # said that June sales fell
        elif flag == "nth_day":
            tied = stop < len(codes) and tokens.glued(stop) and codes[stop] in self._dash | self._slash
            if tied or _goes_on(tokens, stop) or (p.weekday is None and (p.day or 0) <= _HOLES):
                raise Broken("ordinal")  # on the 21st floor
        elif flag == "licensed":
            if not (before and before in self._into | self._within):
                raise Broken("word")
        elif flag == "article" and not (before and before in self._lead) and not self._anchored(codes, first, stop):
            raise Broken("rate")

    def _ranged(self, codes: str, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether a plain number that is no year is the other end: from 1000 to 2000 engineers."""
        for joint, other in ((first - 1, first - 2), (stop, stop + 1)):
            joined = 0 <= other < len(codes) and codes[joint] in self._to
            text = tokens.norm[other] if joined else ""
            plain = len(text) == _YEAR_DIGITS and text.isdecimal() and not _FIRST <= int(text) <= _LAST
            if plain and self._thing(tokens, max(stop, other + 1)):
                return True
        return False

    def _thing(self, tokens: Tokens, at: int) -> bool:
        """Whether a word in lower case follows, which may be counted."""
        return at < len(tokens.word) and tokens.word[at].islower()

    def _listed(self, codes: str, first: int, stop: int) -> bool:
        """Whether another month is joined to one: January and May."""
        joined = first > 1 and codes[first - 1] in self._to and codes[first - 2] in self._months
        return joined or (codes[stop : stop + 1] in self._to and codes[stop + 1 : stop + 2] in self._months)

    def _anchored(self, codes: str, first: int, stop: int) -> bool:
        """Whether a time follows that it is counted from: a day after the vote; a week from Friday, but not $5 so."""
        if codes[stop : stop + 1] in self._away:
            return True
        counted = codes[stop + 1 : stop + 2] in self._digits | self._hours
        if counted and codes[stop : stop + 1] in self._to and codes[stop + 2 : stop + 3] in self._unit_words:
            return True  # a year and three months ago
        free = first == 0 or codes[first - 1] not in self._digits | self._scale | self._counted
        return free and codes[stop : stop + 1] in self._silent and codes[stop + 1 : stop + 2] in self._days

    def _year(self, p: Partial, codes: str, tokens: Tokens, first: int, stop: int) -> None:
        """A bare number of four digits is a year unless something says that it counts, costs or names."""
        if p.year is None or not _FIRST <= p.year <= _LAST:
            raise Broken("number")
        before = codes[first - 1] if first else ""
        if before in self._dot and first > 1:
            before = codes[first - 2]
        after = codes[stop] if stop < len(codes) else ""
        if self._ranged(codes, tokens, first, stop):
            raise Broken("number")
        rough = before and before in self._about and p.year % 100 and (not after or not tokens.word[stop][0].isalnum())
        if before in self._no_year and before and not rough and not self._bound(codes, max(0, first - 4), first):
            raise Broken("number")
        if after and after in self._counted:
            raise Broken("number")
        glued_before = first > 0 and tokens.glued(first)
        glued_after = stop < len(codes) and tokens.glued(stop)
        if glued_before and (before in self._slash or before in self._colon or tokens.norm[first - 1] in "_@#+."):
            raise Broken("code")
        if glued_after and (tokens.norm[stop][0].isalnum() or after in self._colon):
            raise Broken("code")
        if p.year % 100 == 0 and before not in self._licence and after and self._endings:
            word = tokens.word[stop]
            if word.islower() and word.endswith(self._endings):
                raise Broken("number")
