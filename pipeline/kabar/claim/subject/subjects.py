"""Of whom a claim is: the candidates of its sentence and of the article, and the one that the judge chose."""

from collections.abc import Sequence

from kabar import record
from kabar.claim.choice import subjects
from kabar.claim.choice.judge import Choice, Judge
from kabar.claim.choice.place import Ground
from kabar.claim.choice.subject_features import first, known_by, more
from kabar.claim.choice.subjects import Candidate, Focus
from kabar.claim.choice.weights import Feature
from kabar.claim.subject.references import References
from kabar.claim.subject.salience import Standing
from kabar.claim.subject.speakers import SubjectRules
from kabar.find.items import items
from kabar.find.mention import Entity, Item, Phrase, Quantity
from kabar.find.phrases import find_phrases
from kabar.page import Page

_ANY = dict.fromkeys(("person", "organization", "product", "place", "media", "event", "topic", "other"), 0.0)
_HOW: dict[str, record.How] = {
    "name": "named",
    "wide": "named",
    "noun": "noun",
    "pronoun": "pronoun",
    "else": "context",
}


class Subjects:
    """Answers for one page; what a sentence offers is found once."""

    def __init__(
        self,
        rules: SubjectRules,
        page: Page,
        tags: str,
        entities: Sequence[Entity],
        references: References,
        judge: Judge,
    ) -> None:
        self._rules, self._page, self._tags, self._entities = rules, page, tags, entities
        self._references, self._judge = references, judge
        self._phrases: dict[int, list[Phrase]] = {}
        self._items: dict[int, dict[int, Item]] = {}
        self._centers: dict[int, str | None] = {}
        self._known = known_by(judge)

    def subject(self, anchor: int, ground: Ground, focus: Focus) -> tuple[record.Subject | None, Choice]:
        """The subject of the value or event at a character ``anchor`` of the document, None where nobody is meant."""
        found = self.candidates(ground, focus)
        name = self._center(ground.first)
        stand = [self._standing(c.entity, ground, name) for c in found]
        rows = [first(ground, c, focus, s, self._known) for c, s in zip(found, stand, strict=True)]

        def further(i: int) -> list[Feature]:
            return more(ground, found[i], focus, self._references, self._known)

        choice = self._judge.select("subject", anchor, map(self.record, found), rows, further)
        return self.record(found[choice.index]), choice

    def _center(self, sentence: int) -> str | None:
        """The name of the center of the sentence before that of the given first token."""
        if sentence not in self._centers:
            center = self._references.center(sentence, _ANY)
            self._centers[sentence] = None if center is None else center.name
        return self._centers[sentence]

    def items(self, ground: Ground, quantities: Sequence[Quantity]) -> dict[int, Item]:
        """The list items of the values of a sentence, by their first tokens."""
        found = self._items.get(ground.first)
        if found is None:
            words = self._rules.phrases
            found = items(
                self._page.tokens,
                self._tags,
                ground.first,
                ground.stop,
                self._entities,
                quantities,
                words,
                self._rules.respectively,
            )
            self._items[ground.first] = found
        return found

    def candidates(self, ground: Ground, focus: Focus) -> list[Candidate]:
        """All that could be meant."""
        found = self.phrases(ground)
        return subjects.candidates(ground, self._references, found, focus, self._references.earlier(ground.first))

    def phrases(self, ground: Ground) -> list[Phrase]:
        """The noun phrases of a sentence, in all their extents."""
        found = self._phrases.get(ground.first)
        if found is None:
            words = self._rules.phrases
            found = find_phrases(self._page.tokens, self._tags, ground.first, ground.stop, self._entities, words)
            self._phrases[ground.first] = found
        return found

    def _standing(self, entity: Entity | None, ground: Ground, center: str | None) -> Standing | None:
        """How the entity of a candidate stands in the article; None for what has no name."""
        return None if entity is None else self._references.standing(entity, ground.first, center)

    def record(self, c: Candidate) -> record.Subject | None:
        """A candidate as it stands in the record; its words are its name where it has none."""
        if c.kind == "none":
            return None
        text = start = end = None
        if c.first >= 0:
            start, end = self._page.tokens.span(c.first, c.stop)
            text = self._page.tokens.text[start:end]
        e = c.entity
        if e is None or (c.kind == "wide" and text is not None):
            name, known, kind = " ".join((text or "").split()), None, "other" if e is None else e.type
        else:
            name, known, kind = e.name, e.id, e.type
        return record.Subject(name=name, id=known, type=kind, text=text, start=start, end=end, how=_HOW[c.kind])
