"""What stands for an entity: references, and the words of a language that refer back or govern a noun phrase."""

import re
from collections.abc import Sequence, Set

from kabar.find.entities import EntitiesTable
from kabar.find.mention import Entity
from kabar.frozen import Frozen
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, words_of

_UNSURE = {"other": -0.7, "media": -0.7}  # what a name of unknown type or one that reports is worth to a pronoun
_NO_KINDS: Set[str] = frozenset()
_LONG_PHRASE = 8  # tokens
_PLAIN, _JOINTS = "DJNPsMEG-", frozenset("OC")
_PHRASE = re.compile(r"(?:[JPsMEGO-]|N(?!D)|D|(?<=P)C(?=D?P))*(?=.\Z)", re.DOTALL)  # a noun phrase before its head


class Reference(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` refer to ``entity``; ``how`` as in the record."""

    first: int
    stop: int
    entity: Entity
    how: str


class Target(Frozen, frozen=True, gc=False):
    """What a pronoun or noun can stand for."""

    types: dict[str, float]
    kinds: frozenset[str]
    pronoun: bool
    bare: bool
    gender: str | None = None
    side: bool = False


class ReferenceWords:
    """The anaphors of a language, compiled."""

    def __init__(self, table: EntitiesTable) -> None:
        targets: dict[str, Target] = {}
        for a in table.anaphors:
            for word, pronoun in [(w, True) for w in a.pronouns] + [(w, False) for w in a.nouns]:
                old = targets.get(word, Target({}, frozenset(a.kinds), pronoun, a.bare, a.gender))
                kinds = old.kinds | frozenset(a.kinds) if old.kinds and a.kinds else _NO_KINDS
                types = old.types | {t: _UNSURE.get(t, 0.0) for t in a.types}
                targets[word] = Target(types, frozenset(kinds), pronoun, a.bare, a.gender, a.side)
        self.forms: Lexicon[Target] = Lexicon(targets.items())
        self.relations = frozenset(table.subjects.relations)
        self.things = frozenset(w for a in table.anaphors if "place" not in a.types for w in a.nouns)
        self.genders = {word: gender for gender, words in table.genders.items() for word in words}
        self.before = frozenset(table.subjects.demonstratives_before)
        self.after = frozenset(table.subjects.demonstratives_after)
        self.saying = frozenset(table.saying)
        self.never = frozenset(table.never)
        self.roles = frozenset(words_of(title)[-1] for title in table.titles)
        self.classifiers = frozenset(table.subjects.classifiers)
        self.appositives = frozenset(table.subjects.appositives)


def oblique(first: int, low: int, norm: Sequence[str], tags: str, words: ReferenceWords) -> bool:
    """Whether a preposition behind token ``low`` governs the noun phrase of token ``first``; dates end a phrase."""
    begin = max(low, first - _LONG_PHRASE)
    window = tags[max(low, begin - 1) : first]
    if "I" not in window and "t" not in window:
        return False
    before = tags[begin:first]
    plain = before.rstrip(_PLAIN)
    i = begin + len(plain) - 1  # what stands before the phrase
    if plain[-1:] in _JOINTS or "ND" in before[len(plain) :]:
        found = _PHRASE.search(tags, begin, first + 1)
        i = found.start() - 1 if found else first - 1
    chained = "O" in tags[i + 1 : first]
    if i < low or tags[i] not in ("I" if chained else "It") or norm[i] in words.appositives:
        return False
    if chained and tags[i + 1] == "M":  # about 4 million of X's shares
        return False
    phrase = norm[i + 1 : first]
    dated = "M" in tags[i + 1 : first] and any(tags[k] == "M" and len(norm[k]) == 4 for k in range(i + 1, first))
    return not dated and words.never.isdisjoint(phrase)


def named_before(own: Sequence[Entity], token: int, target: Target) -> Entity | None:
    """The name right before a definite noun that says what it is (``the Kenyan government``, ``the Lilac union``)."""
    if target.pronoun:
        return None
    if "place" in target.types:
        return next((e for e in own if e.type == "place" and e.stop in (token, token - 1) and e.first < token), None)
    return next((e for e in own if e.stop == token and e.type in target.types and e.rule != "entity.group"), None)


def fronted(e: Entity | Reference, start: int, norm: Sequence[str], tags: str) -> bool:
    """Whether a name stands in the participle phrase that opens its sentence (``Nicknamed X, she``)."""
    return e.first > start and tags[start] in "EG" and "," not in norm[start : e.first]


def seated(e: Entity | Reference, norm: Sequence[str], tags: str) -> bool:
    """Whether a town stands between commas behind the name seated there (``Zeta Corp., Reno, Nev.,``)."""
    if e.first < 2 or norm[e.first - 1] != "," or norm[e.stop : e.stop + 1] != [","]:
        return False
    if tags[e.first - 2] not in "P.":
        return False
    state = next((i for i in range(e.stop + 1, min(e.stop + 6, len(norm))) if norm[i] == ","), 0)
    return state > 0 and not tags[e.stop + 1 : state].strip("P.")


def joined(e: Entity, tokens: Tokens, tags: str) -> bool:
    """Whether a name is part of an adjective (``Reno-based``, ``Reno, Nev.-based``)."""
    i = e.stop + (3 if tags[e.stop : e.stop + 3] == ",P." else 0)
    return e.type in ("place", "other") and tags[i : i + 2] == "-E" and tokens.glued(i)


class People:
    """The genders of the persons of one page, as far as titles and first names tell."""

    def __init__(self, words: ReferenceWords, norm: Sequence[str], entities: Sequence[Entity]) -> None:
        self._words, self._norm, self._entities = words.genders, norm, entities
        self._genders: dict[str, str] | None = None
        self._others: dict[str, list[str]] = {}

    def others(self, gender: str | None) -> list[str]:
        """Names of persons who have another gender."""
        if gender is None:
            return []
        if self._genders is None:
            self._genders = {}
            for e in self._entities:
                if e.type in ("person", "other") and (known := self._gender(e)):
                    self._genders.setdefault(e.name, known)
        others = self._others.get(gender)
        if others is None:
            others = self._others[gender] = [name for name, own in self._genders.items() if own != gender]
        return others

    def _gender(self, e: Entity) -> str | None:
        i = e.first - (2 if e.first > 1 and self._norm[e.first - 1] == "." else 1)
        titled = self._words.get(self._norm[i]) if i >= 0 else None
        return titled or (self._words.get(e.name.split(" ", 1)[0].lower()) if " " in e.name else None)
