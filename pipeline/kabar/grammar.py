"""Composition rules over typed tokens: a sentence becomes a string of classes, a rule a regular expression over it.

Every token has a set of class names (``MONTH``, ``DAY``, ``UNIT`` ...). Each distinct set is one character of a
private alphabet, so a rule such as ``WEEKDAY? "," DAY MONTH YEAR?`` compiles to character classes and runs in C,
one character a token, linear in the length of the sentence. Rules are data; this module knows no language.

A pattern is made of: class names in capitals, ``"literal"`` words in quotes (matching forms), groups ``( | )``,
named groups ``name:( ... )`` or ``name:CLASS``, and the quantifiers ``? * + {m,n}``. White space only separates.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_PIECE = re.compile(r'\s*(?:([a-z_]+):)?(?:([A-Z][A-Z0-9_]*)|"([^"]+)"|(\{\d*,?\d*\}|[()|?*+]))')
_FIRST_CODE: Final = 0xE000  # the private use area of the basic plane: 6,400 distinct sets
_OTHER: Final = "\ue000"  # a token without any class


class Alphabet:
    """Characters for sets of class names. Grows while a grammar is compiled and while texts are encoded."""

    def __init__(self, classes: Iterable[str], literals: Iterable[str] = ()) -> None:
        self.classes = frozenset(classes)
        self._code: dict[frozenset[str], str] = {frozenset(): _OTHER}

    def code(self, names: frozenset[str]) -> str:
        """The character for one set of class names."""
        found = self._code.get(names)
        if found is None:
            unknown = names - self.classes
            if unknown:
                raise ValueError(f"undeclared token class {sorted(unknown)[0]!r}")
            found = self._code[names] = chr(_FIRST_CODE + len(self._code))
        return found

    def members(self, name: str) -> str:
        """All characters of sets that hold the class, as the body of a character class."""
        return "".join(c for names, c in self._code.items() if name in names)


def encode(codes: Sequence[str]) -> str:
    """Class string of a sentence: one character a token."""
    return "".join(codes)


def compile_pattern(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    """Compile a rule. All sets of classes that can occur must have been coded in the alphabet before.

    Raises ValueError with the place when the pattern is malformed or names a class that was not declared.
    """
    out: list[str] = []
    at, pattern = 0, pattern.strip()
    while at < len(pattern):
        m = _PIECE.match(pattern, at)
        if m is None:
            raise ValueError(f"bad pattern at {pattern[at : at + 20]!r}")
        at = m.end()
        group, name, literal, operator = m.groups()
        piece = operator if operator else _characters(name or literal, alphabet)
        if operator == "(":
            piece = f"(?P<{group}>" if group else "(?:"
        elif group:
            piece = f"(?P<{group}>{piece})"
        out.append(piece)
    return re.compile("".join(out))


def _characters(name: str, alphabet: Alphabet) -> str:
    """A character class for one class name or literal; literals are classes named ``=word``."""
    key = name if name in alphabet.classes else "=" + name
    if key not in alphabet.classes:
        raise ValueError(f"undeclared token class or literal {name!r}")
    members = alphabet.members(key)
    return f"[{members}]" if members else r"(?!)"
