"""The common noun that is the grammatical subject of a verb (``the families``, ``para petani``).

What stands in the sentence itself is surer than the last name of the article: families, not the charity named before,
keep a secret for 2,000 years. Abstract nouns (an agreement, a rise) are left to the context: somebody has them.
"""

import re
from collections.abc import Container, Sequence

from kabar.find.entities.table import SubjectWords
from kabar.find.words import VERB_GROUP

_PHRASE = frozenset("DJNGMs-QP")
_PREPOSITIONS = frozenset("IO")
_MODIFIED = re.compile("NG[DMQ]")  # a jet carrying 30 people
_REACH = 40  # tokens that a subject may stand before its verb
_STEPS = 3  # prepositional phrases between a subject and its verb
_LONG = 8  # tokens of a phrase
_SKIPPED = frozenset("DQMJ*-")  # what a name does not begin with


class NounWords:
    """The words of one language that the rule looks at."""

    def __init__(self, words: SubjectWords, references: frozenset[str], saying: frozenset[str]) -> None:
        self.abstract, self.saying = frozenset(words.abstract) | references, saying
        self.endings = tuple(words.abstract_endings)
        self.circumfixes = tuple(words.abstract_circumfixes)
        self.relatives = frozenset(words.relatives)
        self.head_first = bool(words.demonstratives_after)
        self.after = frozenset(words.demonstratives_after)

    def is_abstract(self, norm: str) -> bool:
        """Whether a noun names nothing that can stand for itself."""
        if norm in self.abstract or not norm.isalpha():
            return True
        if norm.endswith(self.endings):
            return True
        return any(norm.startswith(head) and norm.endswith(tail) for head, tail in self.circumfixes)


def noun_subject(
    verb: int,
    low: int,
    norm: Sequence[str],
    tags: str,
    words: NounWords,
    times: Container[int],
    taken: Container[int],
    heads: Container[str] | None = None,
) -> tuple[int, int] | None:
    """Tokens of the noun phrase, without its article, that is the subject of the verb.

    ``low`` is the first token of the sentence; ``times`` are tokens of dates, that may stand inside the verb group;
    a token of ``taken`` in the phrase rules it out. Its head is one of ``heads``, or any noun that is not abstract.
    """
    if norm[verb] in words.saying:
        return None
    stop, low = verb, max(low, verb - _REACH)
    while stop > low and (
        tags[stop - 1] in VERB_GROUP or stop - 1 in times or (stop in times and tags[stop - 1] == "I")
    ):
        stop -= 1
    if stop - 1 > low and norm[stop - 1] in words.relatives:
        stop -= 2 if tags[stop - 2] == "," else 1
    for step in range(_STEPS):
        while stop > low and (norm[stop - 1] in words.after or (step and tags[stop - 1] in "EGA")):
            stop -= 1
        first = stop
        while first > low and tags[first - 1] in _PHRASE and stop - first < _LONG:
            first -= 1
        if first == stop:
            return None
        if first == low or tags[first - 1] not in _PREPOSITIONS:
            return _named(first, stop, norm, tags, words, taken, heads)
        stop = first - 1
    return None


def noun_before(
    stop: int, low: int, norm: Sequence[str], tags: str, words: NounWords, taken: Container[int]
) -> tuple[int, int] | None:
    """Tokens of the noun phrase that ends at a token, over a comma, without its article."""
    if stop > low and tags[stop - 1] == ",":
        stop -= 1
    first = stop
    while first > low and tags[first - 1] in _PHRASE and stop - first < _LONG:
        first -= 1
    first = max(first, tags.rfind("P", first, stop) + 1)  # a Reno businessman
    return _named(first, stop, norm, tags, words, taken, None) if first < stop else None


def _named(
    first: int,
    stop: int,
    norm: Sequence[str],
    tags: str,
    words: NounWords,
    taken: Container[int],
    heads: Container[str] | None,
) -> tuple[int, int] | None:
    """The phrase without what only introduces or modifies it, if it is one of plain nouns."""
    modified = _MODIFIED.search(tags, first, stop)
    if modified:
        stop = modified.start() + 1
    opens = tags[first:stop] == "P" and (first == 0 or tags[first - 1] in ".n")  # a capital that says nothing
    if not (opens or tags[stop - 1] == "N") or any(i in taken for i in range(first, stop)):
        return None
    while tags[first] in _SKIPPED:
        first += 1
    if ("P" in tags[first:stop] and not opens) or "s" in tags[first:stop] or (first and tags[first - 1] == "-"):
        return None
    head = norm[first] if words.head_first else norm[stop - 1]
    if words.head_first and norm[stop - 1].endswith(words.endings):
        return None  # kamera belakangnya: of somebody named before
    wanted = not words.is_abstract(head) if heads is None else head in heads
    return (first, stop) if wanted else None
