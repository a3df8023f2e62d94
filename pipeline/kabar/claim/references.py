"""What the words of an article refer to: names, and the pronouns and definite nouns that stand for them.

A pronoun or definite noun is resolved by agreement of type: the subject of its own sentence, else the most salient
entity that the article has named so far (:mod:`kabar.claim.salience`). Nothing fitting is found: it refers to
nothing. References are made for the sentences that are asked for, and kept.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import attrgetter

from kabar.claim.anaphors import People, Reference, ReferenceWords, Target, joined, land
from kabar.claim.salience import AGENCY, Salience
from kabar.claim.syntax import Syntax
from kabar.find.mention import Entity
from kabar.page import Page

_DEMONYM = "entity.demonym"
_COUNTED = frozenset({"other", "topic"})
_UNRANKED = frozenset({_DEMONYM, "entity.group"})  # nothing refers back to them
_WIDE = 9  # tokens that a definite noun may stand behind its article
_GOVERNING = frozenset("VTXE")  # classes of a verb right behind its subject
_DESCRIBING = frozenset(("place", "other", "topic"))
_MODIFYING = "NJC,.-EP"  # classes of what may stand between an article and its noun
_JOINING = frozenset("-,")  # what may stand between a name and the participle that it makes an adjective with
_CHAIN = 3  # sentences that a pronoun is followed through
_BACK = 2  # sentences that a center is looked for in
_NO_KINDS: Set[str] = frozenset()
_FIRST = attrgetter("first")
_FINITE = re.compile("[VTX]")


class References:
    """All references of one page, in order."""

    def __init__(self, words: ReferenceWords, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        self._words, self._page, self._tags = words, page, tags
        self._norm = page.tokens.norm
        self._syntax = syntax = Syntax(words, page, tags)
        self._starts, self._is_subject = syntax.starts, syntax.is_subject
        self.sentence_of, self.start_of, self.oblique = syntax.sentence_of, syntax.start_of, syntax.oblique
        self._entities = list(entities)
        self._firsts = [e.first for e in self._entities]
        self._at = {e.first: e for e in self._entities if e.rule not in _UNRANKED}
        self._made: dict[int, list[Reference]] = {}
        self._salience: Salience | None = None
        self._speakers: dict[int, bool] = {}
        self._people = People(words, page.tokens.norm, self._entities)
        self._actors: set[str] | None = None

    def between(self, first: int, stop: int) -> list[Reference]:
        """References that start in a range of tokens."""
        low = self.sentence_of(first)
        sentence = self._page.sentences[low]
        if sentence.first == first and sentence.stop == stop:
            return self.of_sentence(low)
        high = low if stop <= sentence.stop else self.sentence_of(stop - 1)
        found = self.of_sentence(low) if low == high else [r for n in range(low, high + 1) for r in self.of_sentence(n)]
        return [r for r in found if first <= r.first < stop]

    def of_sentence(self, n: int) -> list[Reference]:
        """References of one sentence."""
        made = self._made.get(n)
        if made is None:
            tags = self._tags
            sentence = self._page.sentences[n]
            own = self._entities[bisect_left(self._firsts, sentence.first) : bisect_left(self._firsts, sentence.stop)]
            made = [
                Reference(e.first, e.stop, e, "named")
                for e in own
                if (e.rule != _DEMONYM or self._stands(e))
                and not (e.type in _COUNTED and self._is_counted(e))
                and not (tags[e.stop : e.stop + 1] in _JOINING and joined(e, self._page.tokens, tags))
            ]
            pronouns = self._anaphors(n, own)
            if pronouns:
                made = [r for r in made if not self._describes(r, pronouns)] + pronouns
            made.sort(key=_FIRST)
            self._made[n] = made
        return made

    def center(self, token: int, worth: Mapping[str, float]) -> Entity | None:
        """Subject of the sentence before, or of the one before that, if it is of a type in ``worth``."""
        here = self.sentence_of(token)
        for n in range(here - 1, max(-1, here - 1 - _BACK), -1):
            subjects = [
                r.entity
                for r in self.of_sentence(n)
                if r.entity.type in worth and self._is_subject(r) and not self._says(r)
            ]
            known = [e for e in subjects if e.rule not in _UNRANKED and not self.classifies(e)]
            if known:
                return self._full(max(known, key=lambda e: worth[e.type]))
        return None

    def best(
        self,
        token: int,
        worth: Mapping[str, float],
        kinds: Set[str] = _NO_KINDS,
        before: bool = True,
        skip: Sequence[str] = (),
        prominent: bool = False,
    ) -> Entity | None:
        """The most salient entity at a token; see :meth:`Salience.best`."""
        return self._ranked().best(token, worth, kinds, before, skip, prominent)

    def speaks(self, ref: Entity | Reference) -> bool:
        """Whether a verb of saying stands next to the reference."""
        known = self._speakers.get(ref.first)
        if known is not None:
            return known
        saying, norm = self._words.saying, self._norm
        inverted = (
            ref.first > 0 and norm[ref.first - 1] in saying and self._tags[ref.stop : ref.stop + 1] not in _GOVERNING
        )
        known = inverted or not saying.isdisjoint(norm[ref.stop : ref.stop + 3])
        self._speakers[ref.first] = known
        return known

    def _says(self, ref: Reference) -> bool:
        """Whether somebody who is no company speaks: what follows is not about him."""
        outside = ref.entity.type in ("person", "other", "media") or ref.entity.kind == AGENCY
        return outside and self.speaks(ref)

    def _full(self, e: Entity) -> Entity:
        """The entity of the title that a short name belongs to (``the new iPhone``: the iPhone 4 of the title)."""
        return (self._ranked().in_title(e) or e) if e.type == "product" else e

    def _ranked(self) -> Salience:
        if self._salience is None:
            ranked = [
                e for e in self._entities if e.rule not in _UNRANKED and not (e.type == "topic" and self.classifies(e))
            ]
            self._salience = Salience(self._page, ranked, self._syntax.sentences, self._is_subject)
        return self._salience

    def titled(self, kind: str) -> bool:
        """Whether the title names an entity of the type."""
        return self._ranked().has_title(kind)

    def titles(self, name: str) -> bool:
        """Whether the title, or the subject that the article begins with, is the entity of this name."""
        return self._ranked().is_title(name)

    def classifies(self, e: Entity) -> bool:
        """Whether a topic only says what the name behind it is (``minyak mentah jenis Brent``)."""
        if e.type != "topic":
            return False
        i = e.stop + (1 if self._norm[e.stop : e.stop + 1] and self._norm[e.stop] in self._words.classifiers else 0)
        return i in self._at and self._at[i].type == "product"

    def _stands(self, e: Entity) -> bool:
        """Whether an adjective of a country refers: only before a common noun (``Indonesian exports``)."""
        i = e.stop
        while self._tags[i : i + 1] in ("N", "J") and not self._named_at(i) and i - e.stop < 4:
            if self._norm[i] in self._words.roles:
                return False  # the Cuban leader
            i += 1
        return i > e.stop and not self._named_at(i)

    def _describes(self, ref: Reference, pronouns: Sequence[Reference]) -> bool:
        """Whether a name or topic only describes a definite noun (``the Dutch group``, ``the Reno oil firm``)."""
        if ref.entity.type not in _DESCRIBING:
            return False
        near = [p.first for p in pronouns if ref.stop <= p.first <= ref.stop + _WIDE and p.entity is not ref.entity]
        return any(not self._tags[ref.stop : first].strip(_MODIFYING) for first in near) and (
            ref.entity.rule == "entity.demonym" or self._tags[ref.first - 1] in _MODIFYING + "D"
        )

    def _named_at(self, i: int) -> bool:
        return i in self._at and self._at[i].type != "topic"

    def _is_counted(self, e: Entity) -> bool:
        """Whether a number stands before a thing without a proper name (``5.027 SPBU``)."""
        return e.first > 0 and self._tags[e.first - 1] == "M"

    def _anaphors(self, n: int, own: Sequence[Entity]) -> list[Reference]:
        """Pronouns and definite nouns of a sentence, resolved."""
        sentence = self._page.sentences[n]
        out: list[Reference] = []
        taken: set[int] | None = None
        for match in self._words.forms.find(self._norm, sentence.first, sentence.stop):
            if taken is None:
                named = [e for e in own if e.rule not in _UNRANKED and e.type != "topic"]
                taken = {i for e in named for i in range(e.first, e.stop)}
            target = match.entry
            if match.first in taken or not (target.pronoun or self._definite(match.first, match.stop, target, taken)):
                continue
            entity = (
                land(own, match.first, target)
                or self._ahead(n, match.first, target)
                or self._resolve(n, match.first, target)
            )
            if entity is not None:
                out.append(Reference(match.first, match.stop, entity, "pronoun"))
        return out

    def _definite(self, first: int, stop: int, target: Target, taken: set[int]) -> bool:
        """Whether a noun points at something named before (``the company``, ``mobil ini``) and is not named itself."""
        norm, tags = self._norm, self._tags
        after = tags[stop : stop + 1]
        if stop in taken or after == "P":
            return False
        if self._words.after:
            pointed = norm[stop : stop + 1] and norm[stop] in self._words.after
            return bool(pointed) or (target.bare and after != "N")
        if after == "N":
            return False
        i = first - 1
        while i >= 0 and first - i < _WIDE and ((tags[i] in "JMEGN" and i not in taken) or tags[i] in "P,.-C"):
            i -= 1
        return i >= 0 and norm[i] in self._words.before

    def _ahead(self, n: int, token: int, target: Target) -> Entity | None:
        """The subject behind an opening phrase that holds the pronoun (``Since its launch, the SU7``)."""
        first, stop = self._starts[n], self._page.sentences[n].stop
        if self._tags[first] not in "ISG" or "," in self._norm[first:token]:
            return None
        for i in range(token, min(stop - 1, token + 15)):
            if self._norm[i] == ",":
                e = self._at.get(i + 2 if self._tags[i + 1] == "D" else i + 1)
                if e is not None and e.type in target.types:
                    return e
        return None

    def _can_be(self, e: Entity, target: Target, own: bool = False) -> bool:
        """Whether a pronoun can mean the subject of a sentence: of its types, no mere acronym, no unknown speaker."""
        if e.type not in target.types or e.rule in _UNRANKED or not self._is_subject(e):
            return False
        return e.type != "other" or not (
            e.name.isupper() or ("person" not in target.types and not own and self.speaks(e))
        )

    def _acts(self, e: Entity) -> bool:
        """Whether an acronym is somebody: a subject that speaks somewhere in the article."""
        if self._actors is None:
            short = [o for o in self._entities if o.type == "other" and o.name.isupper()]
            self._actors = {o.name for o in short if self.speaks(o) and self._is_subject(o)}
        return e.name in self._actors

    def _resolve(self, n: int, token: int, target: Target) -> Entity | None:
        """A pronoun is the subject of its own sentence or of one before, else the most salient entity; a noun that."""
        others = self._people.others(target.gender)
        if target.pronoun:
            e = self._subject_before(n, token, target, others)
            if e is not None:
                return e
        found = self.best(token, target.types, target.kinds, skip=others)
        if found is not None and found.type == "other" and found.name.isupper() and not self._acts(found):
            found = self.best(token, {t: w for t, w in target.types.items() if t != "other"}, target.kinds, skip=others)
        return found

    def _subject_before(self, n: int, token: int, target: Target, others: Sequence[str]) -> Entity | None:
        """The subject that a pronoun takes up; one sentence further back where the subject before is the same word."""
        low, high = bisect_left(self._firsts, self._starts[n]), bisect_left(self._firsts, token)
        for e in reversed(self._entities[low:high]):
            if e.name not in others and self._can_be(e, target, own=True):
                return e
        for m in range(n - 1, max(-1, n - 1 - _CHAIN), -1):
            low, high = bisect_left(self._firsts, self._starts[m]), low
            for e in self._entities[low:high]:
                if e.name not in others and self._can_be(e, target):
                    return self._full(e)
            opening = self._words.forms.at(self._norm, self._starts[m])
            if opening is None or opening.entry.types != target.types or opening.entry.gender != target.gender:
                break
        return None
