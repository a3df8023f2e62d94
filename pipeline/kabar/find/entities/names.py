"""Canonical names by article: which short form stands for which full name, as the article itself introduces them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kabar.find.entities.extent import Words
from kabar.find.entities.gazetteer import Entry
from kabar.find.entities.kinds import Candidate
from kabar.lexing import Tokens

_SPACE = re.compile(r"\s+")
_RANK = {"other": 0, "place": 1, "topic": 1, "product": 2, "event": 2, "media": 2, "organization": 2, "person": 3}
_NONE: list[str] = []
_RIVALS = 40  # full names that a short form is compared with
_LINKED = frozenset({"person", "organization", "product", "event", "media"})


class Name(NamedTuple):
    """What a form of an article stands for."""

    name: str
    type: str
    id: str | None
    kind: str | None
    of: str | None
    rule: str


def key_of(tokens: Tokens, first: int, stop: int) -> str:
    """Joined matching forms, as the gazetteer has them."""
    return tokens.norm[first] if stop - first == 1 else " ".join(tokens.norm[first:stop])


class Names:
    """Forms of one article -> names. Built from the strong candidates; asked for the weak ones and the headlines."""

    def __init__(self, words: Words, tokens: Tokens) -> None:
        self._words = words
        self._tokens = tokens
        self._known: dict[str, Name] = {}
        self._count: dict[str, int] = {}
        self.lengths: dict[str, int] = {}  # first word -> bit set of lengths in tokens

    def get(self, key: str) -> Name | None:
        """Name of a joined matching form."""
        return self._known.get(key)

    def learn(self, candidates: Iterable[Candidate], acronyms: dict[int, Candidate]) -> None:
        """Take in the strong candidates of the page; ``acronyms`` maps the start of a bracketed form to its long."""
        strong = [c for c in candidates if not c.weak and c.rule != "entity.demonym"]
        for c in strong:
            if c.first not in acronyms:
                self._add(self._key(c), c)
        for c in strong if acronyms else ():
            long = acronyms.get(c.first)
            if long is not None:
                name = self._known[self._key(long)]
                if c.entry is not None and long.entry is None:
                    name = self._name(c)
                    self._known[self._key(long)] = name
                self._put(self._key(c), name if c.entry is None else self._name(c))
        self._link()

    def _key(self, c: Candidate) -> str:
        return key_of(self._tokens, c.first, c.stop)

    def _add(self, key: str, c: Candidate) -> None:
        """One name has one type in an article: a person by title beats a place by preposition."""
        self._count[key] = self._count.get(key, 0) + 1
        old = self._known.get(key)
        if old is None or (old.rule != "entity.gazetteer" and _RANK[c.type or "other"] > _RANK[old.type]):
            self._put(key, self._name(c))

    def _put(self, key: str, name: Name) -> None:
        self._known[key] = name
        words = key.split(" ")
        self.lengths[words[0]] = self.lengths.get(words[0], 0) | (1 << len(words))

    def _name(self, c: Candidate) -> Name:
        """The name as it stands, without legal form; a product of a maker gets the maker's name."""
        if c.entry is not None and c.entry.name:
            return Name(*c.entry, c.rule)
        stop = c.stop
        while stop > c.first + 1 and (
            self._tokens.norm[stop - 1] in self._words.after or self._tokens.norm[stop - 1] in ",.()"
        ):
            stop -= 1
        while stop > c.first + 2 and c.type != "person" and len(self._tokens.norm[stop - 1]) == 1:
            if self._tokens.norm[stop - 1] != "." and self._tokens.norm[stop - 2] == "-":
                break
            stop -= 1
        while stop > c.first + 1 and (
            self._tokens.norm[stop - 1] in self._words.particles or self._tokens.norm[stop - 1] in "&-"
        ):
            stop -= 1
        text = _SPACE.sub(" ", self._tokens.slice(c.first, stop))
        if c.rule == "entity.head":
            text = text[0].upper() + text[1:]
        kind, of = (c.entry.kind, c.entry.of) if c.entry else (None, None)
        return Name(text, c.type or "other", None, kind, of, c.rule)

    def _link(self) -> None:
        """Map short forms to the full names that hold them."""
        full = {key: name for key, name in self._known.items() if " " in key and _linked(key, name)}
        ends = _by_end_words(full)
        for key in sorted(self._known, key=len):
            name = self._known[key]
            if name.rule == "entity.gazetteer" or key in self._words.openers:
                continue
            if " " not in key and (key in self._words.heads or key in self._words.particles):
                continue
            target = self._full(key, ends, full)
            acronym = name.name.isupper() and name.name.isalpha()
            if target is not None and not (acronym and not full[target].name.startswith(name.name + " ")):
                self._known[key] = full[target]
        for key, name in full.items():
            if name.type == "person":
                self._short_forms(key, name)
            elif name.type == "organization":
                self._stem(key, name)

    def _full(self, key: str, ends: dict[str, list[str]], full: dict[str, Name]) -> str | None:
        """The full name that begins or ends with the words of ``key``: persons first, then the oftenest."""
        words = key.split(" ")
        rivals = (
            *ends.get(words[-1], _NONE)[:_RIVALS],
            *(ends.get(words[0], _NONE)[:_RIVALS] if len(words) > 1 else _NONE),
        )
        if not rivals or (len(words) > 1 and all(other == key for other in rivals)):
            return None
        best: tuple[tuple[int, int, int, int], str] | None = None
        for other in dict.fromkeys(rivals):
            same = set(other.split(" ")) == set(words)
            if (len(other) <= len(key) and not same) or other == key:
                continue
            if same and (self._count.get(other, 0), other) <= (self._count.get(key, 0), key):
                continue
            last, name = other.endswith(" " + key), full[other]
            if not same and not last and not self._may_begin(key, other, name):
                continue
            rank = (int(name.type == "person"), int(last or same), self._count.get(other, 0), len(other))
            if best is None or rank > best[0]:
                best = rank, other
        return best[1] if best else None

    def _may_begin(self, key: str, other: str, name: Name) -> bool:
        """Whether the first words of a name may stand for it: of persons always, of others not an adjective."""
        if not other.startswith(key + " "):
            return False
        rest = other[len(key) + 1 :].split(" ")
        if rest[0] == "-" or (len(rest) == 1 and self._known[key].name.isupper()):
            return True
        if name.type in ("person", "product"):
            return name.type == "person"
        if " " in key:
            return True
        return len(rest) == 1 and (rest[0] in self._words.after or rest[0] in self._words.heads or name.type == "other")

    def _short_forms(self, key: str, name: Name) -> None:
        """First and last word of a person stand for him, unless they are names of their own."""
        words = key.split(" ")
        for word in (words[-1], words[0]):
            free = word.isalpha() and len(word) > 1 and word not in self._known
            if free and self._words.gazetteer.get(word) is None and word not in self._words.openers:
                self._put(word, name)

    def _stem(self, key: str, name: Name) -> None:
        """A company without its legal form (``Chrysler`` for ``Chrysler LLC``)."""
        words = key.split(" ")
        while len(words) > 1 and (words[-1] in self._words.after or not words[-1].isalnum()):
            words.pop()
        while len(words) > 1 and words[0] in self._words.before:
            words.pop(0)
        stem = " ".join(words)
        if stem not in self._known and self._words.gazetteer.get(stem) is None and words[0] not in self._words.heads:
            self._put(stem, name)


def _by_end_words(full: Iterable[str]) -> dict[str, list[str]]:
    """Full names by their last and by their first word."""
    ends: dict[str, list[str]] = {}
    for key in full:
        words = key.split(" ")
        ends.setdefault(words[-1], []).append(key)
        if words[0] != words[-1]:
            ends.setdefault(words[0], []).append(key)
    return ends


def _linked(key: str, name: Name) -> bool:
    """Whether short forms may stand for the name; of unknown type only what may be a person."""
    if name.type == "other":
        words = name.name.split(" ")
        return len(words) < 4 and all(w[0].isupper() and (w[1:].islower() or len(w) < 3) for w in words)
    return name.type in _LINKED


def named(entry: Entry, rule: str) -> Name:
    """The name of a gazetteer entry."""
    return Name(*entry, rule)
