"""The words beside a value and beside a candidate for its subject, and how often the article says the head of a noun
phrase: small values for the groups of :mod:`kabar.claim.choice.subject_groups`."""

from kabar.claim.choice.place import Ground
from kabar.claim.choice.subject_groups import noun_told, value_after, value_before, words_after, words_before
from kabar.claim.choice.subjects import Candidate, Focus
from kabar.claim.choice.weights import Feature
from kabar.claim.subject.repeats import Repeats

_SEEN, _TOLD = 4, 6  # how often a word stands there, at most


def beside_value(ground: Ground, k: str, side: str, focus: Focus) -> list[Feature]:
    """The words before and behind the value; ``side`` is empty for a candidate that is not in the sentence."""
    return [
        *value_before(k, side, ground.edge(focus.first - 1)),
        *value_after(k, side, ground.edge(focus.stop)),
    ]


def around(ground: Ground, c: Candidate, side: str, before: str) -> list[Feature]:
    """The words beside a candidate with the classes beyond them."""
    first, k = c.first, c.kind
    return [
        *words_before(k, side, before, ground.class_at(first - 2)),
        *words_after(k, side, ground.worded(c.stop), ground.class_at(c.stop + 1)),
    ]


def told(ground: Ground, c: Candidate, side: str, repeats: Repeats) -> Feature:
    """How often the article says the head of a noun phrase, before the sentence and altogether."""
    head = ground.norm[c.head]
    seen, times = min(_SEEN, repeats.before(head, ground.first)), min(_TOLD, repeats.all(head))
    return (noun_told, c.variant, side, seen, times, int(repeats.titled(head)))
