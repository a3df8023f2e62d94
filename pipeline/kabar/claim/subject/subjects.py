"""Whose property a value is, to whom an event happens, and who says so.

Every reference of the sentence is weighed by its relation to the value (:mod:`kabar.claim.subject.relations`) and by
what kind of thing can have the measure (:mod:`kabar.claim.subject.cast`). Where the sentence names nothing that fits,
the owner of the same measure before, the subject of the sentence before, or the most salient entity so far stands in.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Set

from kabar import record
from kabar.claim.inventory import GENERIC
from kabar.claim.subject.anaphors import Reference
from kabar.claim.subject.cast import (
    ECONOMY,
    LISTED,
    NATIONAL,
    PEOPLE,
    cast_of,
    context_of,
    harmless,
    impersonal,
    personal,
    worth,
)
from kabar.claim.subject.commons import COUNTED, Commons, nearby
from kabar.claim.subject.places import located, place
from kabar.claim.subject.relations import ATTACHED, MOST, SUBJECT, RelationRules, Site
from kabar.claim.subject.respective import dealt
from kabar.claim.subject.salience import AGENCY
from kabar.find.mention import Entity
from kabar.find.words import VERBS
from kabar.page import Page, Sentence

_ENOUGH = 1.5  # a worth below which a reference is not meant
_ROLE = -6.0  # who speaks or acts for his house has no sales of his own
_DEALT_IN = frozenset({LISTED, "commodity"})  # kinds of what has a market
_ACTING = frozenset({"organization", "other", "place", "person"})
_SPEAKING = frozenset({"person", "organization", "media", "other"})
_DEALING = 150  # tokens of a sentence that deals values out
_SCENE = -5.0  # bonus that rules a place out
_PRICED = "price"
_VAGUE = ("event", "other", "person", "place")  # types that are seldom sold or made
_LOOKS_BACK = 6  # earlier places of a measure that are looked at
_NOUN = re.compile("N")
_NEVER = -2.0  # bonus from which on a reference is not the main one


class Resolver(Commons):
    """Answers for one page; everything is computed once, a question costs the length of its sentence."""

    def __init__(self, rules: RelationRules, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        super().__init__(rules, page, tags, entities)
        self._nouns = defaultdict[str, list[int]](list)  # where each word is a noun, made when first asked for
        self._located: dict[tuple[int, int], list[Reference]] = {}  # the places of a clause

    def subject(
        self,
        anchor: int,
        first: int,
        stop: int,
        *,
        trigger: int | None = None,
        predicate: str | None = None,
        exclude: Set[int] = frozenset(),
        people: bool = False,
    ) -> record.Subject | None:
        """Subject of the value or event at token ``anchor`` of the clause or sentence ``first`` to ``stop``.

        ``trigger`` is the token of the measure or verb, ``predicate`` its canonical id; ``exclude`` are tokens that
        are no subjects (sources, times); ``people`` are counted. ``None`` where the article names nothing that fits.
        """
        here = self.references.sentence_of(anchor)
        sentence = self._page.sentences[here]
        verb = self._verb(anchor, trigger, sentence.first)
        site = Site(anchor, anchor if trigger is None else trigger, verb, first, stop, trigger == anchor)
        cast, own, toll = cast_of(predicate), personal(predicate), predicate in PEOPLE
        if self._deals and sentence.stop - sentence.first < _DEALING:
            turn = dealt(self.references.of_sentence(here), anchor, sentence.first, sentence.stop, self._tags, exclude)
            if turn is not None:
                return self._record(turn)
        if site.event and self._norm[self._group(site, exclude) - 1] in self._rules.relatives:
            head = self._antecedent_noun(site, sentence, exclude)
            if head is not None:
                return head
        best: tuple[float, Reference] | None = None
        main: Reference | None = None
        for ref in nearby(anchor, self.references.of_sentence(here)):
            if ref.first in exclude or (toll and ref.entity.type != "place" and self._speaks(ref, anchor)):
                continue
            relation, bonus = self._relation(ref, site, predicate), worth(cast, ref.entity, predicate)
            if ref.entity.type == "person" and not own and self._has_role(ref) and self._has_house(ref):
                bonus += _ROLE
            if best is None or relation + bonus + MOST > best[0]:
                score = self._score(ref, site, relation) + bonus
                if best is None or score > best[0]:
                    best = score, ref
            if relation >= SUBJECT - 1.0 and bonus > _NEVER and ref.stop <= anchor and not self._speaks(ref, anchor):
                main = ref
        if best is not None and best[0] < ATTACHED - 1.0 and predicate == _PRICED and self._tags[site.trigger] == "N":
            priced = self._goods(best[1], site)
            if priced is not None:
                return priced
        if best is not None and best[0] >= _ENOUGH:
            told = self._told(best[1], site, sentence, predicate, exclude)
            if told is not None:
                return told
            return self._record(self._listing(best[1], site) if best[1].entity.type == "topic" else best[1])
        if main is not None and not (self._tags[site.trigger] == "N" and self._crossings(main.stop, site.trigger)):
            return self._record(main)
        if people and predicate == GENERIC:
            return self._crowd(site, sentence) or self._main_house(site.anchor)
        before = self._as_before(site)
        if before is None and main is not None:
            return self._record(main)
        return before or self._scene(sentence, cast) or self._other(site, sentence, predicate, exclude)

    def _other(self, site: Site, sentence: Sentence, predicate: str | None, times: Set[int]) -> record.Subject | None:
        """Where nothing that has a name is meant: the common noun of the clause, or what the article is about."""
        around = self._context(site.anchor, predicate)
        if predicate in PEOPLE:
            return self._carrier(site, sentence, times) or around or self._spot(site, sentence)
        if not personal(predicate) and cast_of(predicate) is not cast_of(None):
            priced = self._noun(site, sentence, predicate, times) if predicate == _PRICED else None
            if priced is not None and self._tags[priced[0] - 1] == "D" and not self._is_definite(*priced):
                return self._common(*priced)  # a mask costs 3 dollars
            return around or self._measured(site, sentence)
        if around is None or around.type in _VAGUE:
            around = self._measured(site, sentence) or around
        noun = self._noun(site, sentence, predicate, times)
        if noun is not None and (around is None or not self._is_part(*noun, site.anchor, around)):
            return self._common(*noun)
        return around

    def speaker(self, first: int, stop: int) -> record.Attribution | None:
        """Who the tokens of a source's noun phrase name: canonical where an entity is meant, else the words."""
        found = self.references.between(first, stop) or self._covering(first)
        people = [r for r in found if r.entity.type == "person"]
        houses = [r for r in found if r.entity.type in ("organization", "media", "other", "product")]
        houses.sort(key=lambda r: r.entity.rule == "entity.group")
        tokens = self._page.tokens
        if people or houses:
            ref = (people or houses)[0]
            start, end = tokens.span(ref.first, ref.stop)
            e = ref.entity
            return record.Attribution(
                name=e.name, id=e.id, type=e.type, text=tokens.text[start:end], start=start, end=end
            )
        while first < stop and self._tags[first] in 'D,"(':
            first += 1
        if first >= stop or not self._tags[first:stop].strip("R"):
            return None  # a pronoun that stands for nobody known
        start, end = tokens.span(first, stop)
        text = tokens.text[start:end]
        return record.Attribution(name=" ".join(text.split()), id=None, type=None, text=text, start=start, end=end)

    def _covering(self, token: int) -> list[Reference]:
        """The name that a token is inside of (``Inc.`` of ``Consolidated Orvo Inc.``)."""
        start = self.references.start_of(token)
        return [r for r in self.references.between(start, token) if r.stop > token]

    def acting(self, first: int, stop: int) -> record.Attribution | None:
        """The last name between two tokens that is the subject of a verb behind it."""
        for ref in reversed(self.references.between(first, stop)):
            acts = ref.entity.type in _SPEAKING and self._tags[ref.stop : ref.stop + 1] in VERBS
            if acts and ref.stop < stop and not self.references.oblique(ref.first):
                return self.speaker(ref.first, ref.stop)
        return None

    def takes_up(self, token: int) -> bool:
        """Whether the word is a pronoun for who spoke before."""
        return self._norm[token] in self._rules.speakers

    def can_be(self, token: int, who: record.Attribution) -> bool:
        """Whether the pronoun at a token can mean somebody of this type; who has no name may be anybody."""
        found = self._rules.words.forms.at(self._norm, token)
        return found is None or who.type is None or who.type in found.entry.types

    def office(self, token: int) -> bool:
        """Whether the word is a title of persons (``menteri``)."""
        return self._norm[token] in self._rules.words.roles

    def place(self, anchor: int, first: int, stop: int) -> record.Place | None:
        """Where the clause ``first`` to ``stop`` says that it is so; the nearest to the anchor."""
        places = self._located.get((first, stop))
        if places is None:
            references = self.references.between(first, stop)
            places = located(references, self._page.tokens, self._tags, self._rules.locating)
            self._located[first, stop] = places
        return place(places, self._page.tokens, anchor) if places else None

    def _has_house(self, ref: Reference) -> bool:
        """Whether a company is about that somebody with a role can act for: in the sentence or in the title."""
        own = self.references.of_sentence(self.references.sentence_of(ref.first))
        return "organization" in [r.entity.type for r in own] or self.references.titled("organization")

    def _listing(self, topic: Reference, site: Site) -> Reference:
        """The market price of the clause that a topic stands for (``WTI ..., minyak mentah naik``), else the topic."""
        references = self.references.between(self.references.start_of(topic.first), site.anchor)
        known = [r for r in references if r.entity.kind == LISTED and not self._crossings(r.stop, site.anchor)]
        if known:
            return known[-1]
        after = self._norm[topic.stop : topic.stop + 3]
        if not self._rules.words.after.isdisjoint(after):
            entity = self.references.best(topic.first, {"product": 0.0}, frozenset((LISTED,)))
            if entity is not None and entity.kind == LISTED:
                return Reference(topic.first, topic.stop, entity, "pronoun")
        return topic

    def _as_before(self, site: Site) -> record.Subject | None:
        """The owner of the same measure where the article spoke of it before (``harga minyak``, ``harga tersebut``)."""
        measure = site.trigger
        if self._tags[measure] in VERBS or measure == site.anchor:
            measure = next((i for i in range(site.first, site.verb) if self._tags[i] == "N"), measure)
        if measure > site.anchor:
            return None
        for i in self._places_before(measure):
            there = Site(i, i, i, i, i, True)
            for ref in self.references.between(i - 4, i + 7):
                if ref.entity.type in ("person", "place") or ref.first <= i < ref.stop:
                    continue
                if self._owner(ref, there) if ref.stop <= i else self._theme(ref, there, True, None):
                    return self._by_context(ref.entity)
        return None

    def _places_before(self, token: int) -> list[int]:
        """The last places before a token where the article writes its word as a noun, the nearest first."""
        if not self._nouns:
            for match in _NOUN.finditer(self._tags):
                self._nouns[self._norm[match.start()]].append(match.start())
        places = self._nouns.get(self._norm[token], [])
        at = bisect_left(places, token)
        return places[max(0, at - _LOOKS_BACK) : at][::-1]

    def _context(self, anchor: int, predicate: str | None) -> record.Subject | None:
        """The last fitting entity of the article, else the one in the title."""
        types = context_of(predicate)
        if predicate in ECONOMY:
            entity = self.references.best(anchor, {"place": 0.0})
            if entity is not None:
                return self._by_context(entity)
            if predicate in NATIONAL:
                return None
        entity = self._salient(anchor, types)
        if entity is not None and ((predicate in PEOPLE and harmless(entity)) or impersonal(entity, predicate)):
            entity = self._salient(anchor, {kind: bonus for kind, bonus in types.items() if kind != entity.type})
        if entity is not None and entity.type == "other" and not self.references.titles(entity.name):
            entity = self.references.title(types)  # what is of no known type and in passing seldom has it
        return None if entity is None else self._by_context(entity)

    def _salient(self, anchor: int, types: dict[str, float]) -> Entity | None:
        """The subject of a sentence right before, else the most salient entity, else one of the title."""
        counted = [r.entity.name for r in self.references.between(anchor, anchor + COUNTED) if r.entity.type == "other"]
        return (
            self.references.center(anchor, types)
            or self.references.best(anchor, types, skip=counted, prominent=True)
            or self.references.best(anchor, types, before=False, skip=counted, prominent=True)
        )

    def _goods(self, actor: Reference, site: Site) -> record.Subject | None:
        """What the price is of where the best reference only acts on it (``OPEC let the price fall to 40``)."""
        acts = not VERBS.isdisjoint(self._tags[actor.stop : site.trigger])
        if not acts or actor.entity.type not in _ACTING or site.trigger >= site.anchor:
            return None
        for ref in reversed(self.references.between(actor.stop, site.anchor)):
            if ref.entity.kind in _DEALT_IN and not self._crossings(ref.stop, site.anchor):
                return self._record(ref)
        entity = self.references.best(site.anchor, {"product": 0.0, "topic": 0.0}, _DEALT_IN, prominent=True)
        return self._by_context(entity) if entity is not None and entity.kind in _DEALT_IN else None

    def _main_house(self, anchor: int) -> record.Subject | None:
        """The organization that the whole article is about."""
        entity = self._salient(anchor, {"organization": 0.0})
        own = entity is not None and entity.kind != AGENCY and self.references.titles(entity.name)
        return self._by_context(entity) if entity is not None and own else None

    def _scene(self, sentence: Sentence, cast: dict[str, float]) -> record.Subject | None:
        """The place that opens the sentence (``In Hong Kong, hotels are``), where that can have the measure."""
        for ref in self.references.between(sentence.first, min(sentence.first + 3, sentence.stop)):
            if ref.entity.type == "place" and ref.first and self._norm[ref.first - 1] in self._rules.locating:
                return self._record(ref) if cast.get("place", 0.0) > _SCENE else None
        return None

    def _by_context(self, entity: Entity) -> record.Subject:
        return record.Subject(
            name=entity.name, id=entity.id, type=entity.type, text=None, start=None, end=None, how="context"
        )


class SubjectRules(RelationRules):
    """The subject rules of one language."""

    def resolver(self, page: Page, tags: str, entities: Iterable[Entity]) -> Resolver:
        """The resolver of one page."""
        return Resolver(self, page, tags, entities)
