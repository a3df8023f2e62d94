"""Who a noun phrase beside a verb of saying names, and where a clause says that it is so."""

from kabar import record
from kabar.claim.subject.anaphors import Reference, ReferenceWords
from kabar.claim.subject.places import located, place
from kabar.claim.subject.references import References
from kabar.find.entities import EntitiesTable
from kabar.find.phrases import phrase_words
from kabar.find.words import VERBS
from kabar.page import Page

_SPEAKING = frozenset({"person", "organization", "media", "other"})
_HOUSES = ("organization", "media", "other", "product")


class SubjectRules:
    """The words of one language that tell what refers to whom."""

    def __init__(self, table: EntitiesTable) -> None:
        self.words = ReferenceWords(table)
        self.phrases = phrase_words(table.subjects)
        self.respectively = frozenset(table.subjects.respectively)
        self.locating = frozenset(table.locating)
        self.speakers = frozenset(table.subjects.speakers)


class Speakers:
    """Answers for one page."""

    def __init__(self, rules: SubjectRules, page: Page, tags: str, references: References) -> None:
        self._rules, self._page, self._tags, self._references = rules, page, tags, references
        self._norm = page.tokens.norm
        self._people: dict[int, list[Reference]] = {}
        self._named: dict[tuple[int, int], record.Attribution] = {}  # sources by their tokens
        self._located: dict[tuple[int, int], list[Reference]] = {}  # the places of a clause

    def speaker(self, first: int, stop: int) -> record.Attribution | None:
        """Who the tokens of a source's noun phrase name: canonical where an entity is meant, else the words."""
        found = self._references.between(first, stop) or self._covering(first)
        people = [r for r in found if r.entity.type == "person"]
        houses = [r for r in found if r.entity.type in _HOUSES]
        houses.sort(key=lambda r: r.entity.rule == "entity.group")
        if people or houses:
            return self.named((people or houses)[0])
        return self.words(first, stop)

    def words(self, first: int, stop: int) -> record.Attribution | None:
        """A source by the words of its phrase, without articles; None for a pronoun that stands for nobody known."""
        while first < stop and self._tags[first] in 'D,"(':
            first += 1
        if first >= stop or not self._tags[first:stop].strip("R"):
            return None
        start, end = self._page.tokens.span(first, stop)
        text = self._page.tokens.text[start:end]
        return record.Attribution(name=" ".join(text.split()), id=None, type=None, text=text, start=start, end=end)

    def named(self, ref: Reference) -> record.Attribution:
        """The source that a reference names."""
        known = self._named.get((ref.first, ref.stop))
        if known is None:
            start, end = self._page.tokens.span(ref.first, ref.stop)
            e, text = ref.entity, self._page.tokens.text[start:end]
            known = record.Attribution(name=e.name, id=e.id, type=e.type, text=text, start=start, end=end)
            self._named[ref.first, ref.stop] = known
        return known

    def people(self, n: int) -> list[Reference]:
        """The names of somebody who can speak in a sentence, by its index."""
        found = self._people.get(n)
        if found is None:
            named = self._references.of_sentence(n)
            found = self._people[n] = [r for r in named if r.how == "named" and r.entity.type in _SPEAKING]
        return found

    def _covering(self, token: int) -> list[Reference]:
        """The name that a token is inside of (``Inc.`` of ``Consolidated Orvo Inc.``)."""
        start = self._references.start_of(token)
        return [r for r in self._references.between(start, token) if r.stop > token]

    def ending(self, first: int, stop: int) -> int:
        """Where the name of somebody who can speak begins that ends at a token, or ``stop``."""
        found = self._references.between(first, stop)
        last = found[-1] if found else None
        named = last is not None and last.stop == stop and last.how == "named" and last.entity.type in _SPEAKING
        return last.first if last is not None and named else stop

    def acting(self, first: int, stop: int) -> record.Attribution | None:
        """The last name between two tokens that is the subject of a verb behind it."""
        for ref in reversed(self._references.between(first, stop)):
            acts = ref.entity.type in _SPEAKING and self._tags[ref.stop : ref.stop + 1] in VERBS
            if acts and ref.stop < stop and not self._references.oblique(ref.first):
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
            references = self._references.between(first, stop)
            places = located(references, self._page.tokens, self._tags, self._rules.locating)
            self._located[first, stop] = places
        return place(places, self._page.tokens, anchor) if places else None
