"""Negative knowledge: what looks like a time and is none. The words are data, the conditions are here."""

import re

from kabar.find.times.partial import Partial
from kabar.find.times.read import Broken
from kabar.find.times.table import Compiled, TimesTable
from kabar.lexing import Tokens

_QUOTES = frozenset("\"'`")


def _title(tokens: Tokens, stop: int) -> bool:
    """Whether an expression in quotes ends with a capital: the name of a programme or a paper."""
    return tokens.word[stop - 1][0].isupper()


def _surname(tokens: Tokens, stop: int) -> bool:
    """Whether a capitalized word follows: a month that stands so is the name of a person."""
    return stop < len(tokens.word) and tokens.word[stop][0].isupper()


class Acceptor:
    """Turns down bare years and bare names without a licence from their neighbours."""

    def __init__(self, table: TimesTable, compiled: Compiled) -> None:
        grammar = compiled.grammar
        self._licensed = frozenset(table.licensed)
        self._endings = tuple(table.counted_endings)
        self._licence = grammar.members("LICENCE")
        self._no_year = grammar.members("NOYEAR") | grammar.members("MONEY") | grammar.members("DASHES")
        self._counted = grammar.members("COUNTED") | grammar.members("UNITMARK")
        self._digits = grammar.members("INT") | grammar.members("NUM")
        self._dash = grammar.members("DASH")
        self._into = grammar.members("INTO")
        self._lead = grammar.members("LEAD")
        self._dot = grammar.members("DOT")
        self._bound = re.compile(f"(?:{compiled.macros['BOUNDED'].regex.pattern})\\Z").search
        self._slash = grammar.members("SLASH")
        self._colon = grammar.members("COLON")

    def accept(self, p: Partial, codes: str, tokens: Tokens, first: int, stop: int) -> Partial:
        """The partial value, or Broken with the reason why it is none."""
        if p.flag == "bare_year":
            self._year(p, codes, tokens, first, stop)
        elif (
            p.flag == "bare_month"
            and tokens.norm[first] in self._licensed
            and not (first and codes[first - 1] in self._licence)
        ) or (p.flag == "bare_month" and _surname(tokens, stop) and not (first and codes[first - 1] in self._licence)):
            raise Broken("name")
        elif p.flag == "definite" and stop < len(codes) and codes[stop] in self._dash and tokens.glued(stop):
            raise Broken("compound")
        elif p.flag == "licensed" and not (first and codes[first - 1] in self._into):
            raise Broken("word")
        elif p.flag == "article" and not (first and codes[first - 1] in self._lead):
            raise Broken("rate")
        if first and p.kind in ("duration", "rel") and tokens.norm[first - 1] in _QUOTES and _title(tokens, stop):
            raise Broken("title")
        if p.kind == "set" and stop - first == 1 and stop < len(codes) and tokens.word[stop][0].isupper():
            raise Broken("name")
        if p.minute is not None and p.minute > 59:
            raise Broken("clock")
        return p

    def _year(self, p: Partial, codes: str, tokens: Tokens, first: int, stop: int) -> None:
        """A bare number of four digits is a year unless something says that it counts, costs or names."""
        if p.year is None or not 1800 <= p.year <= 2100:
            raise Broken("number")
        before = codes[first - 1] if first else ""
        if before in self._dot and first > 1:
            before = codes[first - 2]
        after = codes[stop] if stop < len(codes) else ""
        if before in self._no_year and before and not self._bound(codes, max(0, first - 4), first):
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
