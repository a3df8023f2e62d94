"""What the pronouns and definite nouns of a sentence stand for, by agreement of type, gender and grammar."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from typing import Protocol

from kabar.claim.subject.anaphors import People, Reference, ReferenceWords, Target, joined, named_before
from kabar.claim.subject.salience import AGENCY
from kabar.claim.subject.syntax import Syntax
from kabar.find.mention import Entity
from kabar.page import Page

UNRANKED = frozenset({"entity.demonym", "entity.group"})  # nothing refers back to them
JOINING = frozenset("-,")  # what may stand between a name and the participle that it makes an adjective with
_WIDE = 9  # tokens that a definite noun may stand behind its article
_BESIDE = 6  # tokens between a definite noun and the pronoun for it
_CHAIN = 3  # sentences that a pronoun is followed through


class Ranked(Protocol):
    """What the other references of the page know."""

    def speaks(self, ref: Entity | Reference) -> bool:
        """Whether a verb of saying stands beside it."""

    def titled(self, kind: str) -> bool:
        """Whether the title names an entity of the type."""

    def full(self, e: Entity) -> Entity:
        """The entity of the title that a short name belongs to."""

    def best(
        self, token: int, worth: Mapping[str, float], kinds: Set[str], *, skip: Sequence[str], prominent: bool = False
    ) -> Entity | None:
        """The most salient entity at a token."""


class Antecedents:
    """Resolves the anaphors of one page; ``named`` are the entities that can be meant, by first token."""

    def __init__(
        self,
        words: ReferenceWords,
        page: Page,
        tags: str,
        entities: Sequence[Entity],
        firsts: Sequence[int],
        named: Mapping[int, Entity],
        syntax: Syntax,
    ) -> None:
        self._words, self._page, self._tags = words, page, tags
        self._norm, self._entities = page.tokens.norm, entities
        self._firsts, self._at = firsts, named
        self._syntax, self._starts = syntax, syntax.starts
        self._people = People(words, page.tokens.norm, entities)
        self._actors: set[str] | None = None

    def of_sentence(self, n: int, own: Sequence[Entity], ranked: Ranked) -> list[Reference]:
        """Pronouns and definite nouns of a sentence, resolved; ``ranked`` is asked, not kept (pages hold no cycles)."""
        sentence = self._page.sentences[n]
        out: list[Reference] = []
        taken: set[int] | None = None
        for match in self._words.forms.find(self._norm, sentence.first, sentence.stop):
            if taken is None:
                named = [e for e in own if e.rule not in UNRANKED and e.type != "topic"]
                taken = {i for e in named for i in range(e.first, e.stop)}
            target = match.entry
            if match.first in taken or not (target.pronoun or self._definite(match.first, match.stop, target, taken)):
                continue
            if match.first - 1 in taken and self._norm[match.first] in self._words.relations:
                continue  # the Lilac subsidiary: not Lilac, and nobody else known
            entity = (
                named_before(own, match.first, target)
                or (self._side(own, match.first) if target.side else None)
                or self._ahead(n, own, match.first, target)
                or (None if target.pronoun else self._represented(own, match.first, target))
                or self._resolve(n, match.first, target, out, ranked)
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

    def _side(self, own: Sequence[Entity], token: int) -> Entity | None:
        """Whose side the speaker of the sentence takes: his house where it is named with him, else himself."""
        before = [e for e in own if e.first < token and e.rule not in UNRANKED and self._syntax.is_subject(e)]
        houses = [e for e in before if e.type == "organization"]
        return next(reversed(houses or [e for e in before if e.type in ("person", "other")]), None)

    def _represented(self, own: Sequence[Entity], token: int, target: Target) -> Entity | None:
        """The company of the person who speaks of it (``Ann Roe, president of Kia's division, said the company``)."""
        norm, tags, roles = self._norm, self._tags, self._words.roles
        for e in reversed(own):
            if e.first >= token or e.type not in target.types or e.rule in UNRANKED or e.type == "media":
                continue
            if target.kinds and e.kind not in target.kinds:
                continue
            of = tags[e.first - 1] == "O" and norm[e.first - 2] in roles
            held = e.stop + (tags[e.stop : e.stop + 1] == "s")
            if of or (norm[held : held + 1] and norm[held] in roles):
                return e
        return None

    def _ahead(self, n: int, own: Sequence[Entity], token: int, target: Target) -> Entity | None:
        """The subject behind an opening phrase that holds the pronoun (``Since its launch, the SU7``)."""
        first, stop = self._starts[n], self._page.sentences[n].stop
        if self._tags[first] not in "ISG" or "," in self._norm[first:token]:
            return None
        if any(e.first < token and e.type in target.types and self._syntax.is_subject(e) for e in own):
            return None  # Although Kia lost its chief, Audi
        for i in range(token, min(stop - 1, token + 15)):
            if self._norm[i] == ",":
                e = self._at.get(i + 2 if self._tags[i + 1] == "D" else i + 1)
                if e is not None and e.type in target.types:
                    return e
        return None

    def _can_be(self, e: Entity, target: Target, ranked: Ranked, own: bool = False) -> bool:
        """Whether a pronoun can mean the subject of a sentence: of its types, no mere acronym, no unknown speaker."""
        if e.type not in target.types or e.rule in UNRANKED or not self._syntax.is_subject(e):
            return False
        if self._tags[e.stop : e.stop + 1] in JOINING and joined(e, self._page.tokens, self._tags):
            return False
        return e.type != "other" or not (
            e.name.isupper() or ("person" not in target.types and not own and ranked.speaks(e))
        )

    def _acts(self, e: Entity, ranked: Ranked) -> bool:
        """Whether an acronym is somebody: a subject that speaks somewhere in the article."""
        if self._actors is None:
            short = [o for o in self._entities if o.type == "other" and o.name.isupper()]
            self._actors = {o.name for o in short if ranked.speaks(o) and self._syntax.is_subject(o)}
        return e.name in self._actors

    def _resolve(self, n: int, token: int, target: Target, nouns: Sequence[Reference], ranked: Ranked) -> Entity | None:
        """A pronoun is the subject of its own sentence or of one before, else the most salient entity; a noun that."""
        others = self._people.others(target.gender)
        if target.pronoun:
            if nouns and token - nouns[-1].stop < _BESIDE and nouns[-1].entity.type in target.types:
                between = self._tags[nouns[-1].stop : token]
                if nouns[-1].how == "pronoun" and between.endswith(("O", "I")) and "," not in between:
                    return nouns[-1].entity  # the index within 30 points of its record
            e = self._subject_before(n, token, target, others, nouns, ranked)
            if e is not None:
                return e
        elif n and (target.kinds or not ranked.titled("organization")):
            e = self._center(n - 1, target, ranked)
            if e is not None:
                return e
        found = ranked.best(token, target.types, target.kinds, skip=others, prominent="place" in target.types)
        if found is not None and found.type == "other" and found.name.isupper() and not self._acts(found, ranked):
            found = ranked.best(
                token, {t: w for t, w in target.types.items() if t != "other"}, target.kinds, skip=others
            )
        return found

    def _center(self, n: int, target: Target, ranked: Ranked) -> Entity | None:
        """The subject of a sentence that a definite noun of the next one takes up: of its kind, and no mere source."""
        low, high = bisect_left(self._firsts, self._starts[n]), bisect_left(self._firsts, self._page.sentences[n].stop)
        for e in self._entities[low:high]:
            fits = e.type != "other" and (not target.kinds or e.kind in target.kinds)
            if self._can_be(e, target, ranked):
                return ranked.full(e) if fits and e.kind != AGENCY else None
        return None

    def _subject_before(
        self,
        n: int,
        token: int,
        target: Target,
        others: Sequence[str],
        nouns: Sequence[Reference],
        ranked: Ranked,
    ) -> Entity | None:
        """The subject that a pronoun takes up; one sentence further back where the subject before is the same word."""
        low, high = bisect_left(self._firsts, self._starts[n]), bisect_left(self._firsts, token)
        noun = next((r for r in reversed(nouns) if r.entity.type in target.types and self._syntax.is_subject(r)), None)
        for e in reversed(self._entities[low:high]):
            if noun is not None and e.first < noun.first:
                break
            if e.name not in others and self._can_be(e, target, ranked, own=True):
                return e
        if noun is not None and noun.entity.name not in others:
            return noun.entity
        for m in range(n - 1, max(-1, n - 1 - _CHAIN), -1):
            low, high = bisect_left(self._firsts, self._starts[m]), low
            for e in self._entities[low:high]:
                if e.name not in others and self._can_be(e, target, ranked):
                    return ranked.full(e)
            opening = self._words.forms.at(self._norm, self._starts[m])
            if opening is None or opening.entry.types != target.types or opening.entry.gender != target.gender:
                break
        return None
