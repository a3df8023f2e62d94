"""How closely the grammar of a sentence ties a reference to a value or event.

Attached to the measure (``Ford shares``, ``sales of X``, ``harga minyak``), behind the value (``units for the SU7``),
grammatical subject, object, adjunct: each relation has a worth; distance, bounds of clauses, speech and the kind of
phrase take from it. The worths were set on sentences of our own (tests/corpus/*/subjects.toml).
"""

import re
from collections.abc import Iterable
from itertools import compress, count

from kabar.claim.subject.anaphors import Reference, ReferenceWords
from kabar.claim.subject.cast import ECONOMY
from kabar.claim.subject.nouns import NounWords
from kabar.claim.subject.references import References
from kabar.find.entities import EntitiesTable
from kabar.find.mention import Entity
from kabar.find.words import VERBS
from kabar.frozen import Frozen
from kabar.page import Page

_PATIENT = frozenset(
    {"launch", "delivery", "production_start", "closure", "opening", "completion"}
    | {"deliveries", "sales", "price", "production", "orders"}
)
ATTACHED, BEHIND, SUBJECT, INNER, OBJECT, ADJUNCT = 10.0, 8.5, 8.0, 5.0, 1.0, 0.5
_MADE = frozenset({"production", "production_capacity"})
_LABEL, _MODIFIER, _COMPOUND = 11.0, 2.0, 5.0
_CROSSED, _STEP, _SPEAKER = 2.5, 0.1, 8.0
_ACRONYM, _OWNS, _PLACE_OWNS, _PRONOUN = 3.0, 0.5, 3.0, 0.3
_ASIDE = 8  # tokens between a name in a description and the comma that ends it
_IN_ASIDE, _DESCRIBED = frozenset("NsJOC"), frozenset("NsJOC,")
_OPENING = 15  # tokens that an opening phrase may have behind its value
MOST = 3.5  # what a score can have above its relation
_COUNTED = frozenset("NJ")  # behind a name that only says of which kind the counted thing is
_IN_PHRASE = "NJPEGMsDO-*$"
_VERB_OR_COMMA = frozenset("VTES,")
_FINITE = re.compile("[VT]")


class RelationRules:
    """The words of one language that the relations look at."""

    def __init__(self, table: EntitiesTable) -> None:
        self.words = ReferenceWords(table)
        self.of = frozenset(table.subjects.of)
        self.breaks = frozenset((*table.subjects.breaks, ";"))
        self.marks = self.breaks | {","}  # what may part two clauses
        self.relatives = frozenset(table.subjects.relatives)
        self.locating = frozenset(table.locating)
        self.speakers = frozenset(table.subjects.speakers)
        self.respectively = frozenset(table.subjects.respectively)
        self.nouns = NounWords(table.subjects, self.words.nouns, self.words.saying)


class Site(Frozen, frozen=True, gc=False):
    """Where a value stands: its token, the token of its measure, of its verb, and the bounds of its clause."""

    anchor: int
    trigger: int
    verb: int
    first: int
    stop: int
    event: bool


class Relations:
    """The relations of one page."""

    def __init__(self, rules: RelationRules, page: Page, tags: str, entities: Iterable[Entity]) -> None:
        self._rules, self._page, self._tags = rules, page, tags
        self._norm = page.tokens.norm
        self._deals = not rules.respectively.isdisjoint(page.tokens.norm)
        self.references = References(rules.words, page, tags, entities)

    def _verb(self, anchor: int, trigger: int | None, first: int) -> int:
        """The verb that governs the anchor: the trigger itself, or the nearest to the left, or to the right."""
        if trigger is not None and self._tags[trigger] in VERBS:
            if trigger >= anchor or not self._crossings(trigger, anchor):
                return trigger
            return next((i for i in range(anchor - 1, trigger, -1) if self._tags[i] in VERBS), trigger)
        if trigger is not None and trigger < anchor:
            found = -1
            for i in range(trigger + 1, anchor):
                if self._norm[i] in self._rules.breaks:
                    found = -1
                elif found < 0 and self._tags[i] in VERBS:
                    found = i
            if found >= 0:
                return found
        for i in range(min(anchor, trigger if trigger is not None else anchor), first - 1, -1):
            if self._tags[i] in VERBS:
                return i
        return anchor

    def _score(self, ref: Reference, site: Site, relation: float) -> float:
        """Worth of the place of a reference whose relation to the value is known."""
        entity, stop, score = ref.entity, ref.stop, relation
        low, high = (stop, site.anchor) if stop <= site.anchor else (site.anchor + 1, ref.first)
        score -= _CROSSED * self._crossings(low, high) + _STEP * abs(high - low)
        if not site.first <= ref.first < site.stop:
            score -= 1.0
        if self._speaks(ref, site.anchor) and not (relation == ATTACHED and self._followed(ref)):
            score -= _SPEAKER if entity.type in ("person", "media", "other") else 1.0
        after = self._tags[stop : stop + 1]
        if entity.type == "other" and entity.name.isupper() and not (after == "s" and stop <= site.trigger):
            score -= 0.0 if self._labels(ref, site) else _ACRONYM
        if after == "s" and entity.type == "place" and self.references.named_at(stop + 1):
            score -= _COMPOUND  # Norway's Ann Roe
        elif after == "s":
            score += _PLACE_OWNS if entity.type == "place" else _OWNS
        elif entity.type == "place":
            score += self._place_owns(ref, site)
        elif entity.type == "topic" and after == "N" and score < BEHIND - 1.0:
            score -= _MODIFIER
        if entity.type == "topic" and ref.how == "named" and self.references.classifies(entity):
            score -= _COMPOUND
        if entity.type == "topic" and entity.kind is None and self.references.of_land(ref):
            score -= _COMPOUND  # the Kenyan currency
        if after and self._norm[stop] == "-" and self._page.tokens.glued(stop):
            score -= _COMPOUND
        if (after == "s" or ref.how == "pronoun") and self.references.relates(ref):
            score -= _COMPOUND
        if stop < site.verb and after in _DESCRIBED and self._describes(ref, site):
            score -= _CROSSED
        return score - (_PRONOUN if ref.how == "pronoun" else 0.0)

    def _relation(self, ref: Reference, site: Site, predicate: str | None) -> float:
        """How closely the grammar ties a reference to the value."""
        noun, event, trigger = self._tags[site.trigger] not in VERBS, site.event, site.trigger
        if ref.stop <= site.anchor:
            made = ref.entity.type == "topic" and predicate in _MADE  # by somebody else: menghasilkan gas 30 ton
            if not (event or made) and ref.how == "named" and self._labels(ref, site):
                return _LABEL
            if self._antecedent(ref, site):
                return ATTACHED
        bare = not event and site.anchor == trigger  # no word names the measure
        if noun and not bare and ref.stop <= trigger and self._owner(ref, site):
            return ATTACHED
        if not bare and trigger < ref.first and self._theme(ref, site, noun, predicate):
            return ATTACHED if trigger < site.anchor or event else self._behind(ref, site)
        if ref.first <= trigger < ref.stop and trigger <= site.anchor:
            measured = ref.entity.type == "topic" and predicate in ECONOMY
            return ADJUNCT if measured or ref.entity.type == "other" else BEHIND
        if ref.first > site.anchor and not event and self._phrase(site.anchor + 1, ref.first, 6):
            return self._behind(ref, site)
        if ref.stop <= site.verb and self._governs(ref, site) and not self.references.locates(ref):
            return SUBJECT
        if site.anchor < ref.first and self._fronted(ref, site):
            return SUBJECT - 1.0
        if self.references.oblique(ref.first) or self.references.locates(ref):
            return INNER if noun and trigger < ref.first < site.verb and self._inner(site) else ADJUNCT
        return SUBJECT - 1.0 if ref.first < site.verb and not self._governed(ref.first) else OBJECT

    def _fronted(self, ref: Reference, site: Site) -> bool:
        """Whether the value stands in an opening phrase and the reference right behind it (``Founded in May, X``)."""
        if ref.first >= site.anchor + _OPENING:
            return False
        first = self.references.start_of(ref.first)
        comma = ref.first - (2 if self._tags[ref.first - 1] == "D" else 1)
        return self._tags[first] in "EGIS" and comma > site.anchor and self._norm[comma] == ","

    def _theme(self, ref: Reference, site: Site, noun: bool, predicate: str | None) -> bool:
        """Whether the measure is said of the reference behind it (``sales of X``, ``unveiled the X``)."""
        if not noun and not (predicate in _PATIENT and ref.entity.type == "product"):
            return False
        if self._norm[site.trigger - 1] in self._rules.locating:
            return False
        crossed = site.trigger < site.anchor <= ref.first
        apposed = self._tags[ref.first - 2 : ref.first] == "N," and self._tags[ref.stop : ref.stop + 1] in ",."
        # the killing of the doctor, Ann Roe.
        return not crossed and self._phrase(site.trigger + 1, ref.first - (apposed and ref.how == "named"), 6)

    def _behind(self, ref: Reference, site: Site) -> float:
        """Behind the value: what it is counted of (``units for the SU7``), or a part of the counted noun."""
        counted = self._rules.of.isdisjoint(self._norm[site.anchor + 1 : ref.first])
        if counted and ref.entity.type in ("topic", "other", "place"):
            return ADJUNCT
        if ref.entity.type == "place":
            return ADJUNCT
        if ref.entity.type not in ("product", "topic"):
            if counted and site.verb < site.anchor and self._tags[ref.stop : ref.stop + 1] in _COUNTED:
                return ADJUNCT  # bought 30 Ford shares
            return BEHIND - (5.0 if self._tags[site.trigger] in VERBS and site.trigger < site.anchor else 3.0)
        return BEHIND - (1.5 if counted and self._tags[ref.stop : ref.stop + 1] in ("N", "M", "J") else 0.0)

    def _inner(self, site: Site) -> bool:
        """Whether measure and verb are one noun phrase apart (``sales of cars in the US are``)."""
        return not self._tags[site.trigger + 1 : site.verb].strip("NJPEGMsDOICt-")

    def _governs(self, ref: Reference, site: Site) -> bool:
        """Whether the reference is the noun phrase right before the verb behind it, as its subject."""
        return not self._tags[ref.stop : site.verb].lstrip("sNPJAXM)") and not self.references.oblique(ref.first)

    def _governed(self, first: int) -> bool:
        """Whether the noun phrase of the token is the object of a verb to its left."""
        low = self.references.start_of(first)
        begin = max(low, first - 6)
        i = begin + len(self._tags[begin:first].rstrip("DJNPsMO-")) - 1
        return i > low and self._tags[i] in "VTE" and self._norm[i] not in self._rules.words.saying

    def _owner(self, ref: Reference, site: Site) -> bool:
        """Whether the reference stands before the measure as its owner or modifier (``Ford shares``, ``its sales``)."""
        if site.trigger - ref.stop > 6:
            return False
        between = self._tags[ref.stop : site.trigger]
        if between[:1] == "s":
            return not between.strip("sNJPEGM*$-")
        return not (ref.stop <= site.anchor < site.trigger or between.strip("NJPEG-"))

    def _labels(self, ref: Reference, site: Site) -> bool:
        """Whether the value stands right behind the name (``BBNI (Rp 5.975)``, ``Ford 41%``)."""
        if not ref.stop <= site.anchor <= ref.stop + 2:
            return False
        between = self._tags[ref.stop : site.anchor]
        return between != "," and not between.strip("($,")

    def _antecedent(self, ref: Reference, site: Site) -> bool:
        """Whether the value stands in the relative clause behind the reference (``SU7, yang telah terjual``)."""
        i = ref.stop
        while i < site.anchor and (self._norm[i] in ",." or self._tags[i] in "(N)") and i - ref.stop < 3:
            i += 1
        if i >= site.anchor:
            return False
        if self._norm[i] not in self._rules.relatives:
            apposed = self._tags[i] == "D" and self._norm[i - 1] == "," and site.anchor - i < _OPENING
            if not apposed or "," in self._norm[i : site.anchor]:
                return False
            return VERBS.isdisjoint(self._tags[i : site.anchor])
        head = site.verb if site.verb > i else site.trigger
        return head > i and _VERB_OR_COMMA.isdisjoint(self._tags[i + 1 : head])

    def _followed(self, ref: Reference) -> bool:
        """Whether a relative pronoun stands behind the reference (``said Ann Roe, who left``)."""
        i = ref.stop + (self._norm[ref.stop : ref.stop + 1] == [","])
        return i < len(self._norm) and self._norm[i] in self._rules.relatives

    def _phrase(self, first: int, stop: int, limit: int) -> bool:
        """Whether the tokens between are all of one noun phrase, with ``of``/``for`` inside."""
        if not 0 <= stop - first <= limit:
            return False
        if not self._tags[first:stop].strip(_IN_PHRASE):
            return True
        of = self._rules.of
        return all(self._tags[i] in _IN_PHRASE or self._norm[i] in of for i in range(first, stop))

    def _place_owns(self, ref: Reference, site: Site) -> float:
        """Bonus for a country that has or does something: adjective, bare possessor behind its noun, subject."""
        if ref.entity.rule == "entity.demonym" and self.references.is_theirs(ref.first):
            return -_COMPOUND
        if self.references.oblique(ref.first) or self.references.locates(ref):
            return 0.0
        if ref.entity.rule == "entity.demonym":
            return _PLACE_OWNS if ref.first < site.verb and not self._governed(ref.first) else -_PLACE_OWNS
        if ref.first > site.trigger and self._tags[ref.first - 1] == "N":
            return _PLACE_OWNS
        head = self._tags[ref.stop : ref.stop + 1] not in ("N", "P")
        if not head:
            return -2 * _MODIFIER
        return _PLACE_OWNS - 1.0 if ref.stop <= site.verb and self._governs(ref, site) else 0.0

    def _describes(self, ref: Reference, site: Site) -> bool:
        """Whether the name is part of a description between commas (``Kuwait, the biggest producer of OPEC, cut``)."""
        stop = ref.stop
        while (
            stop < site.verb and stop - ref.stop < _ASIDE and self._norm[stop] != "," and self._tags[stop] in _IN_ASIDE
        ):
            stop += 1
        if stop >= site.verb or self._norm[stop] != ",":
            return False
        i, low = ref.first - 1, self.references.start_of(ref.first)
        while i > low and self._norm[i] != "," and ref.first - i < _OPENING and self._tags[i] not in VERBS:
            i -= 1
        if i <= low or self._norm[i] != "," or self._norm[i + 1] in self._rules.relatives:
            return False
        return ref.first - i > 2 or (stop > ref.stop and self._tags[ref.stop] == "s" and self._tags[i - 1] == "P")

    def _crossings(self, first: int, stop: int) -> int:
        """Bounds of clauses between two places, at most three; a comma is one behind a finite verb."""
        marks, between, crossed = self._rules.marks, self._norm[first:stop], 0
        if marks.isdisjoint(between):
            return 0
        for mark in compress(count(first), map(marks.__contains__, between)):
            if self._norm[mark] != "," or _FINITE.search(self._tags, first, mark):
                crossed, first = crossed + 1, mark + 1
        return min(3, crossed)

    def _has_role(self, ref: Reference) -> bool:
        """Whether a title stands right before the name (``CEO Lei Jun``)."""
        return ref.first > 0 and self._norm[ref.first - 1] in self._rules.words.roles

    def _speaks(self, ref: Reference, anchor: int) -> bool:
        """Whether the reference speaks: next to a verb of saying, a person also where one stands before the value."""
        saying = self._rules.words.saying
        if self.references.speaks(ref):
            own = ref.stop <= anchor and self._norm[anchor + (self._tags[anchor] == "X")] in saying
            return not (own and saying.isdisjoint(self._norm[ref.stop : anchor]))  # the saying itself is meant
        return ref.entity.type == "person" and not saying.isdisjoint(self._norm[ref.stop : anchor])
