"""What the words of an article refer to: names, and the pronouns and definite nouns that stand for them.

A pronoun or definite noun is resolved by agreement of type: the subject of its own sentence, else the most salient
entity that the article has named so far (:mod:`kabar.claim.subject.salience`). Nothing fitting is found: it refers to
nothing. References are made for the sentences that are asked for, and kept.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import attrgetter

from kabar.claim.subject.anaphors import Reference, ReferenceWords, joined
from kabar.claim.subject.antecedents import JOINING, UNRANKED, Antecedents
from kabar.claim.subject.repeats import Repeats
from kabar.claim.subject.salience import AGENCY, Salience, Standing
from kabar.claim.subject.syntax import Syntax
from kabar.find.mention import Entity
from kabar.find.words import VERBS
from kabar.page import Page

_DEMONYM = "entity.demonym"
_COUNTED = frozenset({"other", "topic"})
_WIDE = 9  # tokens that a definite noun may stand behind its article
_DESCRIBING = frozenset(("place", "other", "topic"))
_MODIFYING = "NJC,.-EP"  # classes of what may stand between an article and its noun
_BACK = 2  # sentences that a center is looked for in
_NO_KINDS: Set[str] = frozenset()
_FIRST = attrgetter("first")
_EARLIER = 15  # entities of earlier sentences


class References:
    """All references of one page, in order."""

    def __init__(self, words: ReferenceWords, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        self._words, self._page, self._tags = words, page, tags
        self._norm = page.tokens.norm
        self._syntax = syntax = Syntax(words, page, tags)
        self._starts = syntax.starts
        self.sentence_of, self.start_of, self.oblique = syntax.sentence_of, syntax.start_of, syntax.oblique
        self._entities = list(entities)
        self._firsts = [e.first for e in self._entities]
        self._at = {e.first: e for e in self._entities if e.rule not in UNRANKED}
        self._made: dict[int, list[Reference]] = {}
        self._salience: Salience | None = None
        self._speakers: dict[int, bool] = {}
        self._repeats: Repeats | None = None
        self._antecedents = Antecedents(words, page, tags, self._entities, self._firsts, self._at, syntax)

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
                and not (tags[e.stop : e.stop + 1] in JOINING and joined(e, self._page.tokens, tags))
            ]
            pronouns = self._antecedents.of_sentence(n, own, self)
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
                if r.entity.type in worth and self._syntax.is_subject(r) and not self._says(r)
            ]
            known = [e for e in subjects if e.rule not in UNRANKED and not self.classifies(e)]
            if known:
                return self.full(max(known, key=lambda e: worth[e.type]))
        return None

    def earlier(self, token: int) -> list[Entity]:
        """The entities of earlier sentences and of the title that may be meant at a token, the nearest first."""
        return self._ranked().earlier(token, _EARLIER)

    def standing(self, entity: Entity, token: int, center: str | None) -> Standing | None:
        """How an entity stands in the article at a token; see :meth:`Salience.standing`."""
        return self._ranked().standing(entity, token, center)

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
        inverted = ref.first > 0 and norm[ref.first - 1] in saying and self._tags[ref.stop : ref.stop + 1] not in VERBS
        known = inverted or not saying.isdisjoint(norm[ref.stop : ref.stop + 3])
        self._speakers[ref.first] = known
        return known

    def _says(self, ref: Reference) -> bool:
        """Whether somebody who is no company speaks: what follows is not about him."""
        outside = ref.entity.type in ("person", "other", "media") or ref.entity.kind == AGENCY
        return outside and self.speaks(ref)

    def full(self, e: Entity) -> Entity:
        """The entity of the title that a short name belongs to (``the new iPhone``: the iPhone 4 of the title)."""
        return (self._ranked().in_title(e) or e) if e.type == "product" else e

    @property
    def repeats(self) -> Repeats:
        """How often the words of the page stand in it; made where it is asked for first."""
        if self._repeats is None:
            self._repeats = Repeats(self._page)
        return self._repeats

    def _ranked(self) -> Salience:
        if self._salience is None:
            ranked = [
                e for e in self._entities if e.rule not in UNRANKED and not (e.type == "topic" and self.classifies(e))
            ]
            self._salience = Salience(self._page, ranked, self._syntax.sentences, self._syntax.is_subject)
        return self._salience

    def titled(self, kind: str) -> bool:
        """Whether the title names an entity of the type."""
        return self._ranked().has_title(kind)

    def titles(self, name: str) -> bool:
        """Whether the title, or the subject that the article begins with, is the entity of this name."""
        return self._ranked().is_title(name)

    def title(self, types: Mapping[str, float]) -> Entity | None:
        """The first entity of the title, or of the subject that the article begins with, of one of the types."""
        return self._ranked().titled(types)

    def classifies(self, e: Entity) -> bool:
        """Whether a topic only says what the name behind it is (``minyak mentah jenis Brent``)."""
        if e.type != "topic":
            return False
        i = e.stop + (1 if self._norm[e.stop : e.stop + 1] and self._norm[e.stop] in self._words.classifiers else 0)
        return i in self._at and self._at[i].type == "product"

    def _stands(self, e: Entity) -> bool:
        """Whether an adjective of a country refers: only before a common noun (``Indonesian exports``)."""
        i = e.stop
        while self._tags[i : i + 1] in ("N", "J") and not self.named_at(i) and i - e.stop < 4:
            if self._norm[i] in self._words.roles or self._norm[i] in self._words.things:
                return False  # the Cuban leader, a Dutch company
            i += 1
        return i > e.stop and not self.named_at(i)

    def of_land(self, ref: Reference) -> bool:
        """Whether the adjective of a country stands right before the reference."""
        i = bisect_left(self._firsts, ref.first)
        return i > 0 and self._entities[i - 1].stop == ref.first and self._entities[i - 1].rule == _DEMONYM

    def _describes(self, ref: Reference, pronouns: Sequence[Reference]) -> bool:
        """Whether a name or topic only describes a definite noun (``the Dutch group``, ``the Reno oil firm``)."""
        if ref.entity.type not in _DESCRIBING:
            return False
        near = [p.first for p in pronouns if ref.stop <= p.first <= ref.stop + _WIDE and p.entity is not ref.entity]
        return any(not self._tags[ref.stop : first].strip(_MODIFYING) for first in near) and (
            ref.entity.rule == "entity.demonym" or self._tags[ref.first - 1] in _MODIFYING + "D"
        )

    def named_at(self, i: int) -> bool:
        """Whether a name, not a topic, begins at a token."""
        return i in self._at and self._at[i].type != "topic"

    def _is_counted(self, e: Entity) -> bool:
        """Whether a number stands before a thing without a proper name (``5.027 SPBU``, ``three clinic employees``)."""
        i = e.first - 1
        if e.rule == "entity.group" and self._tags[i] in "NJ":
            i -= 1
        return i >= 0 and self._tags[i] == "M"
