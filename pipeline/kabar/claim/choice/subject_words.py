"""The words beside a value and beside a candidate for its subject, the candidate's own verb, and how often the article
says the head of a noun phrase: small values for the groups of :mod:`kabar.claim.choice.subject_groups`."""

from collections.abc import Container

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.subject_groups import (
    leading,
    noun_told,
    own_verb,
    value_after,
    value_before,
    words_after,
    words_before,
)
from kabar.claim.choice.subjects import Candidate, Focus
from kabar.claim.choice.weights import Feature
from kabar.claim.subject.repeats import Repeats

_OPENING = 5  # classes before a candidate that are told apart
_OWN = 12  # tokens behind a candidate in which its own verb is looked for
_SEEN, _TOLD = 4, 6  # how often a word stands there, at most


def beside_value(ground: Ground, k: str, side: str, focus: Focus) -> list[Feature]:
    """The words before and behind the value; ``side`` is empty for a candidate that is not in the sentence."""
    return [
        *value_before(k, side, ground.edge(focus.first - 1)),
        *value_after(k, side, ground.edge(focus.stop)),
    ]


def around(ground: Ground, c: Candidate, side: str, before: str, leads: Container[str]) -> list[Feature]:
    """The words beside a candidate with the classes beyond them, and what the sentence has before it."""
    first, k = c.first, c.kind
    out: list[Feature] = [
        *words_before(k, side, before, ground.class_at(first - 2)),
        *words_after(k, side, ground.worded(c.stop), ground.class_at(c.stop + 1)),
    ]
    opening = ground.classes[: min(_OPENING, first - ground.first)]
    if opening in leads:
        out += leading(k, side, opening)
    return out


def verb_of(ground: Ground, c: Candidate, side: str, focus: Focus, oblique: int) -> Feature:
    """Whether the next verb behind a candidate is the one that governs the value, stands before that, or behind it."""
    verb = ground.verb_after(c.stop, _OWN)
    if verb < 0:
        return (own_verb, c.kind, side, "none", oblique, "-")
    which = "same" if verb == focus.verb else "before" if verb < focus.verb else "behind"
    return (own_verb, c.kind, side, which, oblique, near(verb - c.stop))


def told(ground: Ground, c: Candidate, side: str, repeats: Repeats) -> Feature:
    """How often the article says the head of a noun phrase, before the sentence and altogether."""
    head = ground.norm[c.head]
    seen, times = min(_SEEN, repeats.before(head, ground.first)), min(_TOLD, repeats.all(head))
    return (noun_told, c.variant, side, seen, times, int(repeats.titled(head)))
