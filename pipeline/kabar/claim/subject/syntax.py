"""A noun phrase by word classes alone: its sentence, whether it is a subject, behind a preposition, an owner."""

import re
from bisect import bisect_right

from kabar.claim.subject.anaphors import Reference, ReferenceWords, fronted, oblique, seated
from kabar.claim.subject.salience import sentence_indices
from kabar.find.mention import Entity
from kabar.page import Page

_FINITE = re.compile("[VTX]")


class Syntax:
    """The sentences of one page; every answer is kept."""

    def __init__(self, words: ReferenceWords, page: Page, tags: str) -> None:
        self._words, self._page, self._tags = words, page, tags
        self._norm = page.tokens.norm
        self.starts = [s.first for s in page.sentences]
        self.sentences = sentence_indices(self.starts, len(page.tokens.norm))
        self._subjects: dict[int, bool] = {}
        self._obliques: dict[int, bool] = {}

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that holds a token."""
        n = bisect_right(self.starts, token)
        return n - 1 if n else 0

    def start_of(self, token: int) -> int:
        """First token of the sentence that holds a token of the page."""
        return self.starts[self.sentences[token]]

    def is_subject(self, e: Entity | Reference) -> bool:
        """Whether an entity stands left of the first verb of its sentence and behind no preposition."""
        known = self._subjects.get(e.first)
        if known is None:
            n = self.sentences[e.first]
            verb = _FINITE.search(self._tags, self.starts[n], self._page.sentences[n].stop)
            before = (verb is None or e.first <= verb.start()) and not seated(e, self._norm, self._tags)
            before = before and not self.modifies(e)
            opening = before and fronted(e, self.starts[n], self._norm, self._tags)
            known = self._subjects[e.first] = before and not opening and not self.oblique(e.first)
        return known

    def modifies(self, ref: Entity | Reference) -> bool:
        """Whether a name of unknown type only says which common noun is meant (``a Reno woman``)."""
        e = ref if isinstance(ref, Entity) else ref.entity
        if e.type != "other" or self._tags[ref.stop : ref.stop + 1] != "N" or not ref.first:
            return False
        return self._tags[ref.first - 1] in "Ds" and not e.name.isupper()

    def oblique(self, first: int) -> bool:
        """Whether a preposition governs the noun phrase that holds the token."""
        known = self._obliques.get(first)
        if known is None:
            low = self.starts[self.sentences[first]]
            known = self._obliques[first] = oblique(first, low, self._norm, self._tags, self._words)
        return known
