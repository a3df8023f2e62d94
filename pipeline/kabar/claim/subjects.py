"""Whose property a value is, to whom an event happens, and who says so.

Every reference of the sentence is weighed by its place: attached to the measure (``Ford shares``, ``sales of X``,
``harga minyak``), behind the value (``units for the SU7``), grammatical subject, object, adjunct; then by what kind of
thing can have the measure. Where the sentence names nothing that fits, the most salient entity so far stands in.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kabar import record
from kabar.claim.places import place
from kabar.claim.references import Reference, References, ReferenceWords, oblique
from kabar.find.entities import EntitiesTable
from kabar.find.mention import Entity
from kabar.page import Page, Sentence

Range = tuple[int, int]

_PEOPLE = frozenset({"deaths", "injuries", "missing", "survivors", "victims", "occupants"})
_ECONOMY = frozenset({"inflation", "gdp", "unemployment", "interest_rate", "population", "votes"})
_VEHICLES = frozenset({None, "aircraft", "flight", "ship", "car"})
_PATIENT = frozenset(
    {"launch", "delivery", "production_start", "closure", "opening", "completion"}
    | {"deliveries", "sales", "price", "production", "orders"}
)
_PERSONAL = frozenset(
    {"meeting", "appointment", "resignation", "election", "trial", "arrest", "death", "attack"}
    | {"event", "agreement", "announcement"}
)
_CAST: dict[str, dict[str, float]] = {  # what can have a measure: bonus by type of entity
    "people": {"product": 1.5, "event": 2.0, "topic": 1.0, "organization": -1.5, "place": -2.0, "person": -3.0},
    "economy": {"place": 3.0, "organization": -0.5, "topic": 0.5, "product": -1.0, "person": -6.0},
    "price": {"product": 1.5, "topic": 1.0, "organization": 0.0, "place": -4.0, "person": -4.0},
    "personal": {"person": 0.0, "organization": 0.5, "product": 0.5, "topic": -1.0, "place": -1.5, "media": 0.0},
    "other": {"product": 1.0, "organization": 0.5, "topic": -1.5, "place": -2.5, "person": -1.5},
}
_MEDIA, _GROUP = -4.0, -1.5
_ATTACHED, _BEHIND, _SUBJECT, _INNER, _OBJECT, _ADJUNCT = 10.0, 8.5, 8.0, 5.0, 3.0, 0.5
_LABEL, _MODIFIER, _COMPOUND = 11.0, 2.0, 5.0
_CROSSED, _STEP, _ENOUGH, _SPEAKER = 2.5, 0.1, 2.5, 8.0
_ACRONYM, _OWNS, _PLACE_OWNS, _PRONOUN = 3.0, 0.5, 3.0, 0.3
_EACH_SIDE = 16  # references before and behind a value that are weighed
_COUNTED, _SCENE = 3, -5.0  # tokens that a counted noun may stand behind its value; bonus that rules a place out
_LOOKS_BACK = 6  # earlier places of a measure that are looked at
_CONTEXT, _NEVER = ("product", "event", "organization", "topic", "place", "other"), -2.0
_IN_PHRASE = frozenset("NJPEGMsDO-*$")
_VERBS = frozenset("VTEX")


class SubjectRules:
    """The subject rules of one language."""

    def __init__(self, table: EntitiesTable) -> None:
        self.words = ReferenceWords(table)
        self.of = frozenset(table.subjects.of)
        self.breaks = frozenset(table.subjects.breaks)
        self.relatives = frozenset(table.subjects.relatives)
        self.locating = frozenset(table.locating)

    def resolver(self, page: Page, tags: str, entities: Iterable[Entity]) -> "Resolver":
        """The resolver of one page."""
        return Resolver(self, page, tags, entities)


class Resolver:
    """Answers for one page; everything is computed once, a question costs the length of its sentence."""

    def __init__(self, rules: SubjectRules, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        self._rules, self._page, self._tags = rules, page, tags
        self._norm = page.tokens.norm
        self.references = References(rules.words, page, tags, entities)
        self._places: dict[str, list[int]] = {}

    def subject(
        self,
        anchor: int,
        first: int,
        stop: int,
        *,
        trigger: int | None = None,
        predicate: str | None = None,
        exclude: Sequence[Range] = (),
    ) -> record.Subject | None:
        """Subject of the value or event at token ``anchor`` of the clause or sentence ``first`` to ``stop``.

        ``trigger`` is the token of the measure or verb, ``predicate`` its canonical id; ``exclude`` are token ranges
        that are no subjects (sources, times). ``None`` where the article names nothing that fits.
        """
        sentence = self._page.sentences[self.references.sentence_of(anchor)]
        site = _Site(
            anchor, anchor if trigger is None else trigger, self._verb(anchor, trigger, sentence.first), first, stop
        )
        cast = _CAST[_role(predicate)]
        best: tuple[float, Reference] | None = None
        main: Reference | None = None
        for ref in _around(anchor, self.references.between(sentence.first, sentence.stop)):
            if any(a <= ref.first < b for a, b in exclude):
                continue
            relation, bonus = self._relation(ref, site, predicate), _worth(cast, ref.entity, predicate)
            score = self._score(ref, site, relation) + bonus
            if best is None or score > best[0]:
                best = score, ref
            if relation >= _SUBJECT - 1.0 and bonus > _NEVER and ref.stop <= anchor and not self._speaks(ref, anchor):
                main = ref
        if best is not None and best[0] >= _ENOUGH:
            return self._record(best[1])
        if main is not None and not (self._tags[site.trigger] == "N" and self._crossings(main.stop, site.trigger)):
            return self._record(main)
        before = self._as_before(site)
        if before is None and main is not None:
            return self._record(main)
        return before or self._scene(sentence, cast) or self._context(anchor, predicate)

    def speaker(self, first: int, stop: int) -> record.Attribution | None:
        """Who the tokens of a source's noun phrase name: canonical where an entity is meant, else the words."""
        found = self.references.between(first, stop)
        people = [r for r in found if r.entity.type == "person"]
        houses = [r for r in found if r.entity.type in ("organization", "media", "other", "product")]
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
        if first >= stop:
            return None
        start, end = tokens.span(first, stop)
        text = tokens.text[start:end]
        return record.Attribution(name=" ".join(text.split()), id=None, type=None, text=text, start=start, end=end)

    def speaker_near(self, token: int, first: int, stop: int, side: int = 0) -> record.Attribution | None:
        """Who speaks at the verb of saying ``token``: the nearest reference left (-1), right (+1) or on both sides."""
        best: tuple[int, Reference] | None = None
        for ref in self.references.between(first, stop):
            left = ref.stop <= token
            if (side < 0 and not left) or (side > 0 and left) or ref.entity.type in ("topic", "place", "event"):
                continue
            distance = token - ref.stop if left else ref.first - token - 1
            if best is None or distance < best[0]:
                best = distance, ref
        return self.speaker(best[1].first, best[1].stop) if best else None

    def place(self, anchor: int, first: int, stop: int) -> record.Place | None:
        """Where the clause ``first`` to ``stop`` says that it is so; the nearest to the anchor."""
        references = self.references.between(first, stop)
        return place(references, self._page.tokens, self._tags, self._rules.locating, anchor)

    # -- weighing

    def _verb(self, anchor: int, trigger: int | None, first: int) -> int:
        """The verb that governs the anchor: the trigger itself, or the nearest to the left, or to the right."""
        if trigger is not None and self._tags[trigger] in _VERBS:
            return trigger
        if trigger is not None and trigger < anchor:
            found = -1
            for i in range(trigger + 1, anchor):
                if self._norm[i] in self._rules.breaks or self._norm[i] == ";":
                    found = -1
                elif found < 0 and self._tags[i] in _VERBS:
                    found = i
            if found >= 0:
                return found
        for i in range(min(anchor, trigger if trigger is not None else anchor), first - 1, -1):
            if self._tags[i] in _VERBS:
                return i
        return anchor

    def _score(self, ref: Reference, site: "_Site", relation: float) -> float:
        """Worth of the place of a reference whose relation to the value is known."""
        score = relation
        low, high = (ref.stop, site.anchor) if ref.stop <= site.anchor else (site.anchor + 1, ref.first)
        score -= _CROSSED * self._crossings(low, high) + _STEP * abs(high - low)
        if not site.first <= ref.first < site.stop:
            score -= 1.0
        if self._speaks(ref, site.anchor):
            score -= _SPEAKER if ref.entity.type in ("person", "media") else 1.0
        if ref.entity.type == "other" and ref.entity.name.isupper() and not self._labels(ref, site):
            score -= _ACRONYM
        if self._tags[ref.stop : ref.stop + 1] == "s":
            score += _PLACE_OWNS if ref.entity.type == "place" else _OWNS
        elif ref.entity.type == "place":
            score += self._place_owns(ref, site)
        elif ref.entity.type == "topic" and self._tags[ref.stop : ref.stop + 1] == "N" and score < _BEHIND - 1.0:
            score -= _MODIFIER
        if ref.how == "named" and self.references.classifies(ref.entity):
            score -= _COMPOUND
        if self._norm[ref.stop : ref.stop + 1] == ["-"] and self._page.tokens.glued(ref.stop):
            score -= _COMPOUND
        return score - (_PRONOUN if ref.how == "pronoun" else 0.0)

    def _relation(self, ref: Reference, site: "_Site", predicate: str | None) -> float:
        """How closely the grammar ties a reference to the value."""
        noun, event = self._tags[site.trigger] not in _VERBS, site.anchor == site.trigger
        if not event and ref.how == "named" and self._labels(ref, site):
            return _LABEL
        if self._owner(ref, site) or self._antecedent(ref, site):
            return _ATTACHED
        if self._theme(ref, site, noun, predicate):
            return _ATTACHED if site.trigger < site.anchor or event else self._behind(ref, site)
        if ref.first <= site.trigger < ref.stop and site.trigger <= site.anchor:
            return _ADJUNCT if ref.entity.type == "other" else _BEHIND
        if ref.first > site.anchor and not event and self._phrase(site.anchor + 1, ref.first, 6):
            return self._behind(ref, site)
        if self._governs(ref, site):
            return _SUBJECT
        if self._oblique(ref.first):
            return _INNER if noun and site.trigger < ref.first < site.verb and self._inner(site) else _ADJUNCT
        return _SUBJECT - 1.0 if ref.first < site.verb and not self._governed(ref.first) else _OBJECT

    def _theme(self, ref: Reference, site: "_Site", noun: bool, predicate: str | None) -> bool:
        """Whether the measure is said of the reference behind it (``sales of X``, ``unveiled the X``)."""
        if not noun and not (predicate in _PATIENT and ref.entity.type == "product"):
            return False
        if ref.first <= site.trigger or self._norm[site.trigger - 1] in self._rules.locating:
            return False
        crossed = site.trigger < site.anchor <= ref.first
        return not crossed and self._phrase(site.trigger + 1, ref.first, 6)

    def _behind(self, ref: Reference, site: "_Site") -> float:
        """Behind the value: what it is counted of (``units for the SU7``), or a part of the counted noun."""
        counted = not any(self._norm[i] in self._rules.of for i in range(site.anchor + 1, ref.first))
        if counted and ref.entity.type in ("topic", "other", "place"):
            return _ADJUNCT
        if ref.entity.type == "place":
            return _ADJUNCT
        if ref.entity.type not in ("product", "topic"):
            return _BEHIND - 3.0
        return _BEHIND - (1.5 if counted and self._tags[ref.stop : ref.stop + 1] in ("N", "M", "J") else 0.0)

    def _inner(self, site: "_Site") -> bool:
        """Whether measure and verb are one noun phrase apart (``sales of cars in the US are``)."""
        return all(tag in "NJPEGMsDOICt-" for tag in self._tags[site.trigger + 1 : site.verb])

    def _governs(self, ref: Reference, site: "_Site") -> bool:
        """Whether the reference is the noun phrase right before the verb, as its subject."""
        i = ref.stop
        while i < site.verb and self._tags[i] in "sNPJAXM)":
            i += 1
        return ref.stop <= site.verb and i >= site.verb and not self._oblique(ref.first)

    def _governed(self, first: int) -> bool:
        """Whether the noun phrase of the token is the object of a verb to its left."""
        i, low = first - 1, self.references.start_of(first)
        while i >= low and first - i < 7 and self._tags[i] in "DJNPsMO-":
            i -= 1
        return i > low and self._tags[i] in "VTE" and self._norm[i] not in self._rules.words.saying

    def _owner(self, ref: Reference, site: "_Site") -> bool:
        """Whether the reference stands before the measure as its owner or modifier (``Ford shares``, ``its sales``)."""
        if self._tags[site.trigger] in _VERBS or ref.stop > site.trigger or site.trigger - ref.stop > 6:
            return False
        between = self._tags[ref.stop : site.trigger]
        if between[:1] == "s":
            return all(tag in "sNJPEGM*$-" for tag in between)
        return not ref.stop <= site.anchor < site.trigger and all(tag in "NJPEG-" for tag in between)

    def _labels(self, ref: Reference, site: "_Site") -> bool:
        """Whether the value stands right behind the name (``BBNI (Rp 5.975)``, ``Ford 41%``)."""
        between = self._tags[ref.stop : site.anchor]
        return ref.stop <= site.anchor <= ref.stop + 2 and all(tag in "($," for tag in between) and between != ","

    def _antecedent(self, ref: Reference, site: "_Site") -> bool:
        """Whether the value stands in the relative clause behind the reference (``SU7, yang telah terjual``)."""
        i = ref.stop
        while i < site.anchor and (self._norm[i] == "," or self._tags[i] in "(N)") and i - ref.stop < 3:
            i += 1
        if i >= site.anchor or self._norm[i] not in self._rules.relatives:
            return False
        head = site.verb if site.verb > i else site.trigger
        return head > i and not any(self._tags[k] in "VTES," for k in range(i + 1, head))

    def _phrase(self, first: int, stop: int, limit: int) -> bool:
        """Whether the tokens between are all of one noun phrase, with ``of``/``for`` inside."""
        if not 0 <= stop - first <= limit:
            return False
        return all(self._tags[i] in _IN_PHRASE or self._norm[i] in self._rules.of for i in range(first, stop))

    def _place_owns(self, ref: Reference, site: "_Site") -> float:
        """Bonus for a country that has or does something: adjective, bare possessor behind its noun, subject."""
        if self._oblique(ref.first):
            return 0.0
        if ref.entity.rule == "entity.demonym":
            return _PLACE_OWNS if ref.first < site.verb and not self._governed(ref.first) else -_PLACE_OWNS
        if ref.first > site.trigger and self._tags[ref.first - 1] == "N":
            return _PLACE_OWNS
        head = self._tags[ref.stop : ref.stop + 1] not in ("N", "P")
        if not head:
            return -2 * _MODIFIER
        return _PLACE_OWNS - 1.0 if self._governs(ref, site) else 0.0

    def _oblique(self, first: int) -> bool:
        """Whether a preposition governs the noun phrase that holds the token."""
        return oblique(first, self.references.start_of(first), self._norm, self._tags, self._rules.words)

    def _crossings(self, first: int, stop: int) -> int:
        """Bounds of clauses between two places, at most three; a comma is one behind a finite verb."""
        breaks, count, verb = self._rules.breaks, 0, False
        for i in range(first, stop):
            if self._norm[i] in breaks or self._norm[i] == ";" or (verb and self._norm[i] == ","):
                count, verb = count + 1, False
            elif self._tags[i] in "VT":
                verb = True
        return min(3, count)

    def _speaks(self, ref: Reference, anchor: int) -> bool:
        """Whether the reference speaks: next to a verb of saying, a person also where one stands before the value."""
        if self.references.speaks(ref):
            return True
        saying = self._rules.words.saying
        return ref.entity.type == "person" and any(word in saying for word in self._norm[ref.stop : anchor])

    # -- answers

    def _record(self, ref: Reference) -> record.Subject:
        start, end = self._page.tokens.span(ref.first, ref.stop)
        e = ref.entity
        text = self._page.tokens.text[start:end]
        how: record.How = "pronoun" if ref.how == "pronoun" else "named"
        return record.Subject(name=e.name, id=e.id, type=e.type, text=text, start=start, end=end, how=how)

    def _as_before(self, site: "_Site") -> record.Subject | None:
        """The owner of the same measure where the article spoke of it before (``harga minyak``, ``harga tersebut``)."""
        measure = site.trigger
        if self._tags[measure] in _VERBS or measure == site.anchor:
            measure = next((i for i in range(site.first, site.verb) if self._tags[i] == "N"), measure)
        if measure > site.anchor:
            return None
        places = self._places_of(self._norm[measure])
        for i in reversed(places[max(0, bisect_left(places, measure) - _LOOKS_BACK) : bisect_left(places, measure)]):
            there = _Site(i, i, i, i, i)
            for ref in self.references.between(i - 4, i + 7):
                if ref.entity.type not in ("person", "place") and (
                    self._owner(ref, there) or self._theme(ref, there, True, None)
                ):
                    return self._by_context(ref.entity)
        return None

    def _places_of(self, word: str) -> list[int]:
        """Where the article writes a word as a noun."""
        if not self._places:
            for i, norm in enumerate(self._norm):
                if self._tags[i] == "N":
                    self._places.setdefault(norm, []).append(i)
        return self._places.get(word, [])

    def _context(self, anchor: int, predicate: str | None) -> record.Subject | None:
        """The last fitting entity of the article, else the one in the title."""
        cast = _CAST[_role(predicate)]
        worth = {t: cast.get(t, -0.5) for t in _CONTEXT if cast.get(t, -0.5) > _NEVER}
        if worth.get("place", 1.0) <= 0.0:
            del worth["place"]
        counted = [
            r.entity.name for r in self.references.between(anchor, anchor + _COUNTED) if r.entity.type == "other"
        ]
        entity = (
            self.references.center(anchor, worth)
            or self.references.best(anchor, worth, skip=counted)
            or self.references.best(anchor, worth, before=False, skip=counted)
        )
        return None if entity is None else self._by_context(entity)

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


class _Site(NamedTuple):
    """Where a value stands: its token, the token of its measure, of its verb, and the bounds of its clause."""

    anchor: int
    trigger: int
    verb: int
    first: int
    stop: int


def _worth(cast: dict[str, float], entity: Entity, predicate: str | None) -> float:
    """Bonus of an entity by its type; people die in vehicles, not in telephones."""
    if predicate in _PEOPLE and entity.type == "product" and entity.kind not in _VEHICLES:
        return -1.0
    if entity.rule == "entity.group":
        return _GROUP
    return cast.get(entity.type, _MEDIA if entity.type == "media" else -0.5)


def _around(anchor: int, references: list[Reference]) -> list[Reference]:
    """The references that can win: in a sentence of names and numbers without end, those around the value."""
    if len(references) <= 2 * _EACH_SIDE:
        return references
    at = bisect_left(references, anchor, key=lambda ref: ref.first)
    return references[max(0, at - _EACH_SIDE) : at + _EACH_SIDE]


def _role(predicate: str | None) -> str:
    """Which kind of thing a predicate is about."""
    if predicate in _PEOPLE:
        return "people"
    if predicate in _ECONOMY:
        return "economy"
    if predicate == "price":
        return "price"
    return "personal" if predicate in _PERSONAL else "other"
