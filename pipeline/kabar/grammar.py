"""Composition rules over typed tokens: a text becomes a string of classes, a rule a regular expression over it.

Every surface form has a set of class names (``MONTH``, ``UNIT`` ...). Each distinct set is one character of a private
alphabet, so a rule such as ``WEEKDAY COMMA? DAY MONTH YEAR?`` compiles to character classes and runs in C, one
character a token, linear in the length of the text. Rules are data; this module knows no language.

A pattern is made of: names of classes or macros in capitals, ``"literal"`` words in quotes, groups ``( | )``, named
slots ``name:( ... )`` or ``name:CLASS``, and the quantifiers ``? * + {m,n}``. White space only separates. A class may
hold forms of several words; they match as the sequence of their tokens.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Final, NamedTuple

from kabar.lexing import Tokens
from kabar.memo import Memo

_PIECE = re.compile(r'\s*(?:([a-z_]+):)?(?:([A-Z][A-Z0-9_]*)|"([^"]+)"|(\{\d*,?\d*\}|[()|?*+]))')
_NUMBER = re.compile("[0-9][0-9]*+(?:[.,][0-9]++)*+")  # a plain class first: the search runs on it
_FIRST_CODE: Final = 0xE000  # the private use area of the basic plane: 6,400 distinct sets
_OTHER: Final = "\ue000"  # a token without any class


class Pattern(NamedTuple):
    """A compiled rule: its expression, the characters that it can start with and may hold, the class of each slot.

    A slot that stands in several branches has groups ``name``, ``name__1`` ...; that of a group has no class.
    """

    regex: re.Pattern[str]
    first: frozenset[str]
    slots: dict[str, str]
    single: frozenset[str]
    pairs: frozenset[str]
    chars: frozenset[str]

    def can_start(self, window: str) -> bool:
        """Whether the rule may match where the next one or two characters are these: a cheap test before a match."""
        return window[:1] in self.single or window in self.pairs


class _Node(NamedTuple):
    """A piece of a pattern: its expression, the characters it can start with and may hold, whether it can be empty."""

    regex: str
    first: frozenset[str]
    empty: bool
    single: frozenset[str]  # characters that it matches alone
    pairs: frozenset[str]  # two characters that longer matches start with
    chars: frozenset[str]


_NONE: Final[frozenset[str]] = frozenset()
_NOTHING = _Node("", _NONE, True, _NONE, _NONE, _NONE)


def _cross(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(a + b for a in left for b in right)


class Grammar:
    """Vocabulary and macros of one dimension, ready to encode texts and to compile patterns.

    ``forms`` maps each class to its surface forms (tuples of tokens). A word in lower case matches with a first
    capital and in capitals too; a word with a capital only so. ``patterns`` are all that will be compiled (for their
    literals). ``shape`` adds classes to a form by its letters; of tokens that are no form only those that start with
    a digit get any. ``shapes`` are all sets that it can return.
    """

    def __init__(
        self,
        forms: Mapping[str, Iterable[tuple[str, ...]]],
        macros: Mapping[str, str],
        patterns: Iterable[str],
        shape: Callable[[str], frozenset[str]],
        shapes: Iterable[frozenset[str]],
    ) -> None:
        self._macros = dict(macros)
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        members: dict[str, set[str]] = {}

        def add(word: str, name: str) -> None:
            for form in _written(word):
                members.setdefault(form, set(shape(form))).add(name)

        for name, rows in forms.items():
            for row in rows:
                if len(row) == 1:
                    add(row[0], name)
                else:
                    self._phrases.setdefault(name, []).append(row)
                    for word in row:
                        add(word, "=" + word)
        for pattern in (*self._macros.values(), *patterns):
            for _, _, literal, _ in _pieces(pattern):
                if literal:
                    add(literal, "=" + literal)
        self._alphabet: dict[frozenset[str], str] = {frozenset(): _OTHER}
        for classes in [*shapes, *(frozenset(found) for found in members.values())]:
            self._alphabet.setdefault(classes, chr(_FIRST_CODE + len(self._alphabet)))
        self._names = frozenset(forms).union(*self._alphabet)
        held: dict[str | None, set[str]] = {None: {char for classes, char in self._alphabet.items() if classes}}
        for classes, char in self._alphabet.items():
            for name in classes:
                held.setdefault(name, set()).add(char)
        self._members = {name: frozenset(chars) for name, chars in held.items()}
        self._codes = {word: self._alphabet[frozenset(found)] for word, found in members.items()}
        self._numbers = Memo(lambda word: self._alphabet.get(shape(word), _OTHER))

    def encode(self, tokens: Tokens) -> str:
        """Class string of a text: one character a token.

        A word that no form has ends in the index of a small table, and nothing is kept of it; only numbers, which are
        found in the text, are looked at one by one.
        """
        words, starts = tokens.word, tokens.start
        codes = "".join(map(self._codes.get, words, repeat(_OTHER)))
        pieces: list[str] = []
        at, size = 0, len(starts)
        for m in _NUMBER.finditer(tokens.text, starts[0] if size else 0, tokens.end[-1] if size else 0):
            i = bisect_left(starts, m.start(), at)
            if i < size and starts[i] == m.start() and codes[i] == _OTHER:
                pieces += codes[at:i], self._numbers[words[i]]
                at = i + 1
        return "".join(pieces) + codes[at:]

    def code(self, *classes: str) -> str:
        """The character of exactly this set of classes. Raises KeyError where no form or shape has it."""
        return self._alphabet[frozenset(classes)]

    def members(self, name: str | None = None) -> frozenset[str]:
        """All characters of sets that hold the class, or any class."""
        return self._members.get(name, _NONE)

    def compile(self, pattern: str, *, empty: bool = False, behind: str | None = None) -> Pattern:
        """Compile a rule. Raises ValueError with the place when it is malformed, empty, or names an unknown class."""
        slots: dict[str, str] = {}
        pieces = _pieces(pattern)
        node, at = self._alternatives(pieces, 0, slots, ())
        if at < len(pieces):
            raise ValueError(f"unbalanced bracket in {pattern!r}")
        if node.empty and not empty:
            raise ValueError(f"matches nothing at all: {pattern!r}")
        before = f"(?<=[{''.join(sorted(self.members(behind)))}])" if behind else ""
        return Pattern(re.compile(before + node.regex), node.first, slots, node.single, node.pairs, node.chars)

    def _alternatives(
        self, pieces: list[tuple[str, ...]], at: int, slots: dict[str, str], inside: tuple[str, ...]
    ) -> tuple[_Node, int]:
        branches: list[_Node] = []
        while True:
            node, at = self._sequence(pieces, at, slots, inside)
            branches.append(node)
            if at >= len(pieces) or pieces[at][3] != "|":
                break
            at += 1
        if len(branches) == 1:
            return branches[0], at
        regex = "(?:" + "|".join(b.regex for b in branches) + ")"
        first = _NONE.union(*(b.first for b in branches))
        single = _NONE.union(*(b.single for b in branches))
        pairs = _NONE.union(*(b.pairs for b in branches))
        chars = _NONE.union(*(b.chars for b in branches))
        return _Node(regex, first, any(b.empty for b in branches), single, pairs, chars), at

    def _sequence(
        self, pieces: list[tuple[str, ...]], at: int, slots: dict[str, str], inside: tuple[str, ...]
    ) -> tuple[_Node, int]:
        out = _NOTHING
        while at < len(pieces) and pieces[at][3] not in ("|", ")"):
            node, at = self._item(pieces, at, slots, inside)
            out = _joined(out, node)
        return out, at

    def _item(
        self, pieces: list[tuple[str, ...]], at: int, slots: dict[str, str], inside: tuple[str, ...]
    ) -> tuple[_Node, int]:
        slot, name, literal, operator = pieces[at]
        at += 1
        if operator == "(":
            node, at = self._alternatives(pieces, at, slots, inside)
            if at >= len(pieces):
                raise ValueError("a bracket is not closed")
            at += 1
        elif operator:
            raise ValueError(f"misplaced {operator!r}")
        elif name in self._macros:
            if name in inside:
                raise ValueError(f"macro {name} holds itself")
            node, _ = self._alternatives(_pieces(self._macros[name]), 0, slots, (*inside, name))
        else:
            node = self._class(name or "=" + literal)
        slot = slot and _unique(slot, slots, name if not operator and name not in self._macros else "")
        regex = f"(?P<{slot}>{node.regex})" if slot else f"(?:{node.regex})" if len(node.regex) > 1 else node.regex
        empty, repeats = node.empty, False
        while at < len(pieces) and pieces[at][3][:1] in ("?", "*", "+", "{"):
            quantifier = pieces[at][3]
            regex += quantifier
            empty = empty or quantifier[0] in "?*" or quantifier.startswith(("{0", "{,"))
            repeats = repeats or quantifier != "?"
            at += 1
        twice = _cross(node.single, node.first) if repeats else _NONE
        return _Node(regex, node.first, empty, node.single, node.pairs | twice, node.chars), at

    def _class(self, name: str) -> _Node:
        """One class: a character class, and the sequences of its forms of several words, the longest first."""
        if name not in self._names:
            raise ValueError(f"unknown class or word {name.lstrip('=')!r}")
        single = self.members(name)
        branches = [f"[{''.join(sorted(single))}]"] if single else []
        first, chars = set(single), set(single)
        pairs: set[str] = set()
        for row in sorted(self._phrases.get(name, ()), key=lambda row: (-len(row), row)):
            sets = [self.members("=" + word) for word in row]
            first |= sets[0]
            chars.update(*sets)
            pairs |= _cross(sets[0], sets[1])
            branches.insert(len(branches) - bool(single), "".join(f"[{''.join(sorted(s))}]" for s in sets))
        if not branches:
            raise ValueError(f"no form has class {name}")
        regex = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
        return _Node(regex, frozenset(first), False, single, frozenset(pairs), frozenset(chars))


def _joined(a: _Node, b: _Node) -> _Node:
    """Two pieces one after the other."""
    first = a.first | b.first if a.empty else a.first
    single = (a.single if b.empty else _NONE) | (b.single if a.empty else _NONE)
    pairs = a.pairs | _cross(a.single, b.first) | (b.pairs if a.empty else _NONE)
    return _Node(a.regex + b.regex, first, a.empty and b.empty, single, pairs, a.chars | b.chars)


def _unique(slot: str, slots: dict[str, str], kind: str) -> str:
    """Name of the group of a slot: a slot may stand in several branches, a group name only once."""
    name = slot if slot not in slots else f"{slot}__{len(slots)}"
    slots[name] = kind
    return name


def _written(word: str) -> tuple[str, ...]:
    """The ways in which a form is written: a capital in it is required, in lower case any is allowed."""
    upper = word.upper()
    return (word, upper) if word[0].isupper() else (word, word[0].upper() + word[1:], upper)


def _pieces(pattern: str) -> list[tuple[str, ...]]:
    """Slot, name, literal and operator of each piece of a pattern."""
    out: list[tuple[str, ...]] = []
    at, pattern = 0, pattern.strip()
    while at < len(pattern):
        m = _PIECE.match(pattern, at)
        if m is None:
            raise ValueError(f"cannot be read at {pattern[at : at + 20]!r}")
        out.append(m.groups(""))
        at = m.end()
    return out
