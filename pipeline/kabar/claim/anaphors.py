"""What stands for an entity: references, and the words of a language that refer back or govern a noun phrase."""

from collections.abc import Sequence, Set

from kabar.find.entities import EntitiesTable
from kabar.find.mention import Entity
from kabar.frozen import Frozen
from kabar.lexicon import Lexicon
from kabar.lexing import words_of

_UNSURE = {"other": -0.7, "media": -0.7}  # what a name of unknown type or one that reports is worth to a pronoun
_NO_KINDS: Set[str] = frozenset()
_PHRASE, _LONG_PHRASE = "DJNPsMEG-", 6  # classes and tokens of a noun phrase before its head


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


class ReferenceWords:
    """The anaphors of a language, compiled."""

    def __init__(self, table: EntitiesTable) -> None:
        targets: dict[str, Target] = {}
        for a in table.anaphors:
            for word, pronoun in [(w, True) for w in a.pronouns] + [(w, False) for w in a.nouns]:
                old = targets.get(word, Target({}, frozenset(a.kinds), pronoun, a.bare))
                kinds = old.kinds | frozenset(a.kinds) if old.kinds and a.kinds else _NO_KINDS
                targets[word] = Target(
                    old.types | {t: _UNSURE.get(t, 0.0) for t in a.types}, frozenset(kinds), pronoun, a.bare
                )
        self.forms: Lexicon[Target] = Lexicon(targets.items())
        self.nouns = frozenset(word for a in table.anaphors for word in a.nouns)
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
    i = begin + len(tags[begin:first].rstrip(_PHRASE)) - 1  # what stands before the phrase
    if i < low or tags[i] not in "It" or norm[i] in words.appositives:
        return False
    phrase = norm[i + 1 : first]
    dated = "M" in tags[i + 1 : first] and any(tags[k] == "M" and len(norm[k]) == 4 for k in range(i + 1, first))
    return not dated and words.never.isdisjoint(phrase)
