"""Subjects without a proper name: the common noun of the clause, a vehicle with people in it, the spot of a harm."""

from bisect import bisect_left
from collections.abc import Set

from kabar import record
from kabar.claim.inventory import GENERIC
from kabar.claim.subject.anaphors import Reference
from kabar.claim.subject.cast import cast_of, personal
from kabar.claim.subject.nouns import noun_before, noun_subject
from kabar.claim.subject.relations import Relations, Site
from kabar.claim.subject.salience import AGENCY
from kabar.find.words import VERB_GROUP, VERBS
from kabar.page import Sentence

COUNTED = 3  # tokens that a counted noun may stand behind its value
_AHEAD = 40  # tokens to the verb of a vehicle
_BEFORE_HEAD = frozenset("DJMP-N*Q")
_EACH_SIDE = 16  # references before and behind a value that are weighed


class Commons(Relations):
    """The common nouns of one page."""

    def _record(self, ref: Reference) -> record.Subject:
        start, end = self._page.tokens.span(ref.first, ref.stop)
        e = ref.entity
        text = self._page.tokens.text[start:end]
        how: record.How = "pronoun" if ref.how == "pronoun" else "named"
        return record.Subject(name=e.name, id=e.id, type=e.type, text=text, start=start, end=end, how=how)

    def _told(
        self, ref: Reference, site: Site, sentence: Sentence, predicate: str | None, times: Set[int]
    ) -> record.Subject | None:
        """The common noun that a speaker only speaks of (``the agency said nurses filed 30 suits``)."""
        if ref.how != "named" or ref.stop > site.verb or not self.references.speaks(ref):
            return None
        if not personal(predicate) and cast_of(predicate) is not cast_of(None):
            return None
        noun = self._noun(site, sentence, predicate, times)
        if noun is None or noun[0] < ref.stop or self._tags[noun[0] - 1] == "D":
            return None
        counted = noun[0] - COUNTED <= site.anchor < noun[1]
        return None if counted and ref.entity.kind != AGENCY else self._common(*noun)

    def _carrier(self, site: Site, sentence: Sentence, times: Set[int]) -> record.Subject | None:
        """The vehicle that the article brings in with the people in it (``a bus carrying 30 pupils fell``)."""
        verb = site.verb
        if self._tags[verb] not in VERBS:
            ahead = range(site.anchor, min(sentence.stop, site.anchor + _AHEAD))
            verb = next((i for i in ahead if self._tags[i] in VERBS), verb)
        words = self._rules.words
        taken = self._taken(site, sentence)
        found = noun_subject(
            verb, sentence.first, self._norm, self._tags, self._rules.nouns, times, taken | times, words.vehicles
        )
        if found is None or self._norm[found[0] - 1] in words.before:
            return None
        return self._common(*found)

    def _is_definite(self, first: int, stop: int) -> bool:
        """Whether a noun phrase is pointed at (``the plant``, ``pabrik tersebut``)."""
        words = self._rules.words
        return self._norm[first - 1] in words.before or not words.after.isdisjoint(self._norm[stop : stop + 1])

    def _measured(self, site: Site, sentence: Sentence) -> record.Subject | None:
        """The common noun whose measure it is (``sales of air purifiers``)."""
        first = site.trigger + 2
        if self._tags[site.trigger] != "N" or self._tags[site.trigger + 1 : first] != "O" or first >= sentence.stop:
            return None
        stop = first
        while stop < sentence.stop and self._tags[stop] in "NJ" and stop - first < COUNTED:
            stop += 1
        plain = stop > first and self._tags[stop - 1] == "N" and self._tags[stop : stop + 1] not in ("P", "-", "M")
        wanted = plain and not self._rules.nouns.is_abstract(self._norm[stop - 1]) and not first <= site.anchor < stop
        return self._common(first, stop) if wanted else None

    def _taken(self, site: Site, sentence: Sentence) -> set[int]:
        """The tokens of references around the value."""
        near = nearby(site.anchor, self.references.between(sentence.first, sentence.stop))
        return {i for r in near for i in range(r.first, r.stop)}

    def _spot(self, site: Site, sentence: Sentence) -> record.Subject | None:
        """The place before the value, or behind it, where people came to harm."""
        near = [r for r in self.references.between(sentence.first, sentence.stop) if r.entity.type == "place"]
        before = [r for r in near if r.first < site.anchor]
        return self._record((before[-1:] or near)[0]) if near else None

    def _noun(self, site: Site, sentence: Sentence, predicate: str | None, times: Set[int]) -> tuple[int, int] | None:
        """The common noun that is the subject of the verb of the clause."""
        measure = site.trigger < site.verb and predicate != GENERIC
        if measure or self._tags[site.verb] not in VERBS or (site.event and self._tags[site.trigger] not in VERBS):
            return None
        taken = self._taken(site, sentence)
        return noun_subject(site.verb, sentence.first, self._norm, self._tags, self._rules.nouns, times, taken | times)

    def _group(self, site: Site, times: Set[int]) -> int:
        """First token of the verb group that ends with the verb."""
        first = site.verb
        while first and (self._tags[first - 1] in VERB_GROUP or first - 1 in times):
            first -= 1
        return first

    def _antecedent_noun(self, site: Site, sentence: Sentence, times: Set[int]) -> record.Subject | None:
        """The common noun whose relative clause the verb stands in (``one of the exiles who marched``), or the name
        that it describes (``Ann Roe, a nurse who left``)."""
        if self._tags[site.verb] not in VERBS:
            return None
        stop = self._group(site, times) - 1
        taken = self._taken(site, sentence) | times
        noun = noun_before(stop, sentence.first, self._norm, self._tags, self._rules.nouns, taken)
        if noun is None:
            return None
        first = noun[0]
        while first > sentence.first and self._tags[first - 1] in _BEFORE_HEAD:
            first -= 1
        if self._tags[first - 1] == "C":
            return None
        if self._tags[first - 1] == ",":
            described = [r for r in self.references.between(sentence.first, first) if r.stop == first - 1]
            if described:
                return self._record(described[0])
        return self._common(*noun)

    def _crowd(self, site: Site, sentence: Sentence) -> record.Subject | None:
        """The people who are counted, where they are the subject (``about 30 pupils marched``)."""
        first = stop = site.anchor + 1
        while stop < sentence.stop and self._tags[stop] in "NJP-":
            first = stop + 1 if self._tags[stop] in "P-" else first
            stop += 1
        before = site.anchor
        while before > sentence.first and self._tags[before - 1] in "DAJM*Q":
            before -= 1
        told = before == sentence.first or self._tags[before - 1] not in "IOVTEG" or self._says_at(before - 1)
        acts = stop > first and self._tags[stop - 1] == "N" and self._tags[stop : stop + 1] in VERB_GROUP
        return self._common(first, stop) if told and acts else None

    def _says_at(self, token: int) -> bool:
        return self._norm[token] in self._rules.words.saying

    def _is_part(self, first: int, stop: int, anchor: int, around: record.Subject) -> bool:
        """Whether what is counted, or a definite thing of an article on its whole, belongs to somebody around."""
        if first - COUNTED <= anchor < stop:
            return around.type not in ("person", "other")
        whole = around.how == "context" and around.type in ("organization", "product")
        definite = self._tags[first - 1] in "DQM" or not self._rules.words.after.isdisjoint(self._norm[stop : stop + 1])
        return whole and definite and self.references.titles(around.name)

    def _common(self, first: int, stop: int) -> record.Subject:
        """A common noun as subject, with its own words as name."""
        start, end = self._page.tokens.span(first, stop)
        text = self._page.tokens.text[start:end]
        name = " ".join(text.lower().split())
        return record.Subject(name=name, id=None, type="other", text=text, start=start, end=end, how="named")


def nearby(anchor: int, references: list[Reference]) -> list[Reference]:
    """The references that can win: in a sentence of names and numbers without end, those around the value."""
    if len(references) <= 2 * _EACH_SIDE:
        return references
    at = bisect_left(references, anchor, key=lambda ref: ref.first)
    return references[max(0, at - _EACH_SIDE) : at + _EACH_SIDE]
