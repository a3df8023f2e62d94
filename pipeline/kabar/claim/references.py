"""What the words of an article refer to: names, and the pronouns and definite nouns that stand for them.

Everything is built once a page, in one pass. A pronoun or definite noun is resolved by agreement of type over the
entities that the article has named so far: how often, how recently, whether as a grammatical subject, whether in the
title. Nothing fitting is found: it stays unresolved.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kabar.find.entities import EntitiesTable
from kabar.find.entities.table import Anaphor
from kabar.find.mention import Entity
from kabar.lexicon import Lexicon
from kabar.page import Page

_TITLE, _SUBJECT, _COUNT, _AGE, _KIND = 1.5, 1.5, 0.3, 0.7, 1.5
_MAX_COUNT, _KNOWN = 6, 2
_RIVALS = 400  # mentions behind which an entity of a very long page is forgotten
_MAX_AGE = 6.0  # sentences after which distance counts no more
_UNRANKED = frozenset({"entity.demonym", "entity.group"})  # nothing refers back to them
_OPEN_TAGS = frozenset("NJPEGMs-")


class Reference(NamedTuple):
    """Tokens ``first`` to ``stop`` refer to ``entity``; ``how`` as in the record."""

    first: int
    stop: int
    entity: Entity
    how: str


class Salience(NamedTuple):
    """One entity of the article, by canonical name: its mentions in order (first tokens), and its best mention."""

    entity: Entity
    tokens: list[int]
    subjects: set[int]
    title: bool


class ReferenceWords:
    """The anaphors of a language, compiled."""

    def __init__(self, table: EntitiesTable) -> None:
        rows: dict[str, list[Anaphor]] = {}
        for anaphor in table.anaphors:
            for word in (*anaphor.pronouns, *anaphor.nouns):
                rows.setdefault(word, []).append(anaphor)
        self.forms: Lexicon[list[Anaphor]] = Lexicon(rows.items())
        self.pronouns = frozenset(word for a in table.anaphors for word in a.pronouns)
        self.bare = frozenset(word for a in table.anaphors if a.bare for word in a.nouns)
        self.before = frozenset(table.subjects.demonstratives_before)
        self.after = frozenset(table.subjects.demonstratives_after)
        self.saying = frozenset(table.saying)
        self.never = frozenset(table.never)
        self.classifiers = frozenset(table.subjects.classifiers)
        self.appositives = frozenset(table.subjects.appositives)


class References:
    """All references of one page, in order."""

    def __init__(self, words: ReferenceWords, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        self._words, self._page, self._tags = words, page, tags
        self._norm = page.tokens.norm
        self._starts = [s.first for s in page.sentences]
        self._sentence = _sentence_by_token(self._starts, len(self._norm))
        entities = list(entities)
        self._entities = [e for e in entities if e.rule not in _UNRANKED]
        self._at = {e.first: e for e in self._entities}
        self.classifiers: set[int] = set()  # first tokens of topics that only say what a name is
        self._mentions = [e.first for e in self._entities]
        self._salience = self._rank()
        self._rows = {(s.entity.name, s.entity.type): i for i, s in enumerate(self._salience)}
        named = [Reference(e.first, e.stop, e, "named") for e in self._entities]
        lands = [
            Reference(e.first, e.stop, e, "named") for e in entities if self._modifies(e) or e.rule == "entity.group"
        ]
        self._all = sorted([*named, *lands, *self._anaphors()], key=lambda r: r.first)
        self._firsts = [r.first for r in self._all]

    def start_of(self, token: int) -> int:
        """First token of the sentence that holds a token."""
        return self._starts[self.sentence_of(token)]

    def between(self, first: int, stop: int) -> list[Reference]:
        """References that start in a range of tokens."""
        return self._all[bisect_left(self._firsts, first) : bisect_left(self._firsts, stop)]

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that holds a token."""
        return self._sentence[token]

    def best(
        self, token: int, worth: Mapping[str, float], kinds: Iterable[str] = (), before: bool = True
    ) -> Entity | None:
        """The most salient entity at a token, of the types in ``worth`` (with a bonus each).

        With ``before`` only one that was named already; else the title counts, too.
        """
        narrowed = frozenset(kinds)
        here = self.sentence_of(token)
        found: tuple[float, Entity] | None = None
        for s in self._rivals(token, before):
            e = s.entity
            if e.type not in worth or (narrowed and e.kind is not None and e.kind not in narrowed):
                continue
            count = bisect_left(s.tokens, token)
            if not count and (before or not s.title):
                continue
            if e.type == "other" and count < _KNOWN and not s.title:
                continue
            score = min(count, _MAX_COUNT) * _COUNT + (_TITLE if s.title else 0.0) + worth[e.type]
            if count:
                last = s.tokens[count - 1]
                score -= min(here - self.sentence_of(last), _MAX_AGE) * _AGE
                score += _SUBJECT if last in s.subjects else 0.0
            score += _KIND if narrowed and e.kind in narrowed else 0.0
            if found is None or score > found[0]:
                found = score, e
        return found[1] if found else None

    def _rivals(self, token: int, before: bool) -> Iterable[Salience]:
        """Entities that can be the most salient: all of a page of usual length, the last mentioned of a long one."""
        if len(self._entities) <= _RIVALS:
            return self._salience
        at = bisect_left(self._mentions, token)
        recent = sorted({self._rows[e.name, e.type] for e in self._entities[max(0, at - _RIVALS) : at]})
        rows = [self._salience[i] for i in recent]
        return rows if before else [*rows, *(s for s in self._salience[:_RIVALS] if s.title)]

    def _modifies(self, e: Entity) -> bool:
        """Whether an adjective of a country stands before a common noun (``the Indonesian currency``)."""
        if e.rule != "entity.demonym":
            return False
        i = e.stop
        while self._tags[i : i + 1] in ("N", "J") and i not in self._at and i - e.stop < 4:
            i += 1
        return i > e.stop and i not in self._at

    def _rank(self) -> list[Salience]:
        """Entities by canonical name, with where they stand and where they are subjects."""
        rows: dict[tuple[str, str], Salience] = {}
        title = (self._page.article.title or "").casefold()
        for e in self._entities:
            key = (e.name, e.type)
            row = rows.get(key)
            if row is None:
                n = self.sentence_of(e.first)
                lead = n == 0 and not title and self._is_subject(e)
                in_title = self._page.sentences[n].section == "title" or lead
                in_title = in_title or (bool(title) and e.name.casefold() in title)
                row = rows[key] = Salience(e, [], set(), in_title)
            if e.type == "topic" and self._classifies(e):
                self.classifiers.add(e.first)
                continue
            row.tokens.append(e.first)
            if self._is_subject(e):
                row.subjects.add(e.first)
        return list(rows.values())

    def _classifies(self, e: Entity) -> bool:
        """Whether a topic only says what the name behind it is (``minyak mentah jenis Brent``)."""
        i = e.stop + (1 if self._norm[e.stop : e.stop + 1] and self._norm[e.stop] in self._words.classifiers else 0)
        return i in self._at and self._at[i].type == "product"

    def _is_subject(self, e: Entity) -> bool:
        """Whether an entity stands left of the first verb of its sentence and behind no preposition."""
        first = self._starts[self.sentence_of(e.first)]
        if any(tag in "VTX" for tag in self._tags[first : e.first]):
            return False
        return not oblique(e.first, first, self._norm, self._tags, self._words)

    def _anaphors(self) -> list[Reference]:
        taken = {i for e in self._entities for i in range(e.first, e.stop)}
        out: list[Reference] = []
        for match in self._words.forms.find(self._norm):
            if match.first in taken:
                continue
            word = " ".join(self._norm[match.first : match.stop])
            if word not in self._words.pronouns and not self._definite(match.first, match.stop, word, taken):
                continue
            entity = self._ahead(match.first, match.entry) or self._resolve(match.first, match.entry)
            if entity is not None:
                out.append(Reference(match.first, match.stop, entity, "pronoun"))
        return out

    def _definite(self, first: int, stop: int, word: str, taken: set[int]) -> bool:
        """Whether a noun points at something named before (``the company``, ``mobil ini``) and is not named itself."""
        norm, tags = self._norm, self._tags
        if stop in taken or (stop < len(norm) and tags[stop] == "P"):
            return False
        if self._words.after:
            pointed = stop < len(norm) and norm[stop] in self._words.after
            return pointed or (word in self._words.bare and (stop >= len(norm) or tags[stop] not in "NP"))
        if stop < len(norm) and tags[stop] == "N":
            return False
        i = first - 1
        while i >= 0 and first - i < 6 and ((tags[i] in "JMEGN" and i not in taken) or tags[i] in "P,.-"):
            i -= 1
        return i >= 0 and norm[i] in self._words.before

    def _ahead(self, token: int, anaphors: list[Anaphor]) -> Entity | None:
        """The subject behind an opening phrase that holds the pronoun (``Since its launch, the SU7``)."""
        n = self.sentence_of(token)
        first, stop = self._starts[n], self._page.sentences[n].stop
        if self._tags[first] not in "ISG" or "," in self._norm[first:token]:
            return None
        types = {t for a in anaphors for t in a.types}
        for i in range(token, min(stop - 1, token + 15)):
            if self._norm[i] == ",":
                e = self._at.get(i + 2 if self._tags[i + 1] == "D" else i + 1)
                if e is not None and e.type in types:
                    return e
        return None

    def _resolve(self, token: int, anaphors: list[Anaphor]) -> Entity | None:
        types = dict.fromkeys((t for a in anaphors for t in a.types), 0.0)
        kinds = [k for a in anaphors for k in a.kinds] if all(a.kinds for a in anaphors) else []
        if self._norm[token] in self._words.pronouns:
            first = self._starts[self.sentence_of(token)]
            own = [self._at[i] for i in range(first, token) if i in self._at]
            subjects = [e for e in own if e.type in types and self._is_subject(e)]
            if subjects:
                return subjects[-1]
        return self.best(token, types, kinds)


def _sentence_by_token(starts: list[int], tokens: int) -> list[int]:
    """Index of its sentence for each token, and for the place behind the last one."""
    out = [0] * (starts[0] if starts else tokens + 1)
    for n, (start, stop) in enumerate(pairwise([*starts, tokens + 1])):
        out += [n] * (stop - start)
    return out


def oblique(first: int, low: int, norm: Sequence[str], tags: str, words: ReferenceWords) -> bool:
    """Whether a preposition behind token ``low`` governs the noun phrase of token ``first``; dates end a phrase."""
    i = first - 1
    while i >= low and first - i < 7 and tags[i] in "DJNPsMEG-":
        if norm[i] in words.never or (tags[i] == "M" and len(norm[i]) == 4):
            return False
        i -= 1
    return i >= low and tags[i] in "It" and norm[i] not in words.appositives
