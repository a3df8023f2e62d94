"""Of whom or what a claim is: everything that could be meant."""

from collections.abc import Sequence

from kabar.claim.choice.place import Ground, within
from kabar.claim.subject.references import References
from kabar.find.mention import Entity, Phrase
from kabar.frozen import Frozen

_WIDE = 3  # tokens that a name is stretched by on each side
_KINDS = {"named": "name", "pronoun": "pronoun"}  # of candidates, by how a reference refers


class Candidate(Frozen, frozen=True, gc=False):
    """What may be the subject: tokens ``first`` to ``stop`` (both negative: not in the sentence), and who it is.

    ``kind``: ``name``, ``pronoun``, ``wide`` (a name with its neighbours), ``noun``, ``else`` (of another sentence),
    ``none``; ``variant``: how a name was widened, or the extent of a noun phrase.
    """

    first: int
    stop: int
    kind: str
    variant: str
    entity: Entity | None
    head: int = -1


class Before(Frozen, frozen=True, gc=False):
    """The claim before: the name of its subject (empty: nobody), predicate, unit, first token of its sentence."""

    name: str
    predicate: str
    unit: str
    sentence: int


class Focus(Frozen, frozen=True, gc=False):
    """The value or event that a subject is wanted for, in tokens and words of the record."""

    anchor: int
    first: int
    stop: int
    trigger: int
    trigger_stop: int
    verb: int
    predicate: str
    kind: str  # unit kind of a value, `event` of an event
    unit: str
    source: str  # name of who says so, if anybody
    item: tuple[int, int, str] | None  # tokens of its item in a list, and the rule that found it
    noun: tuple[int, int] | None
    before: Before | None
    order: int  # how many values stand before it in the sentence
    orders: int  # how many values the sentence has


def candidates(
    ground: Ground, references: References, phrases: Sequence[Phrase], focus: Focus, earlier: Sequence[Entity]
) -> list[Candidate]:
    """All that could be meant, nearest sources first: the order decides ties."""
    near = within(references.between(ground.first, ground.stop), focus.anchor)
    found = [r for r in near if not r.first <= focus.anchor < r.stop]
    said = [Candidate(r.first, r.stop, _KINDS[r.how], _KINDS[r.how], r.entity, r.first) for r in found]
    names = [c for c in said if c.kind == "name" and c.entity is not None and c.entity.type != "topic"]
    wide = [
        Candidate(first, stop, "wide", how, c.entity, c.head)
        for c in names
        for first, stop, how in _stretched(ground, c.first, c.stop)
    ]
    nouns = [Candidate(p.first, p.stop, "noun", p.variant, None, p.head) for p in within(phrases, focus.anchor)]
    spans: dict[tuple[int, int], Candidate] = {}
    for c in (*said, *wide, *nouns):
        if not c.first <= focus.anchor < c.stop:
            spans.setdefault((c.first, c.stop), c)
    here = {r.entity.name for r in found}
    absent = [Candidate(-1, -1, "else", "else", e) for e in earlier if e.name not in here]
    return [*spans.values(), *absent, Candidate(-1, -1, "none", "none", None)]


def _stretched(ground: Ground, first: int, stop: int) -> list[tuple[int, int, str]]:
    """The spans of a name with the names, numbers, nouns and adjectives beside it."""
    out = []
    for left, right, how in (("PM", "PM", "PM"), ("PNJM", "PNJM", "all"), ("NJP", "", "left"), ("", "MP", "right")):
        a, b = first, stop
        while left and first - a < _WIDE and ground.class_at(a - 1) in left:
            a -= 1
        while right and b - stop < _WIDE and ground.class_at(b) in right:
            b += 1
        if (a, b) != (first, stop):
            out.append((a, b, how))
    return out
