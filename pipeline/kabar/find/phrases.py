"""Common noun phrases, each with its head and in the extents that may be meant: a thing without a name is one of them.

Found only in the sentences that are asked for. A phrase is a run of word classes (:mod:`kabar.find.words`), in which
the tokens of a name count as names; what the language adds is whether the head stands first or last in it, and the
words that go on behind it. Linear in the length of the sentence: each run has at most a dozen extents.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kabar.find.entities.table import SubjectWords
from kabar.find.mention import Entity, Phrase
from kabar.lexing import Tokens

_LONG = 14  # tokens of a phrase, with all that stands behind it
_TOPIC = "topic"  # type of an entity that is a common noun

# a participle or a number is inside of a phrase only where its neighbours say so; the marks are checked for glue
_LAST = re.compile(
    r"(?:[NJP]|G(?![DRP$])|(?<![^DIOJMQ,-])E(?=[NJP])|(?<=[NP])s(?=[NJPGEM])|(?<=[NJPGM])-(?=[NJPGEM])|(?<=[PN-])M(?![N%*$M]))+"
)
_FIRST = re.compile(r"(?:[NP]|J(?=N))(?:[NJPG]|(?<=[NJPGM])-(?=[NJPGM])|(?<=[NPJ-])M(?![N%*$M]))*")


class PhraseWords(NamedTuple):
    """What a language says of its phrases: ``head_first``, and the words that ``of`` and ``relative`` go on with."""

    head_first: bool
    of: frozenset[str]
    relatives: frozenset[str]


def phrase_words(words: SubjectWords) -> PhraseWords:
    """From the vocabulary of subjects: a language whose demonstratives stand behind has its heads in front."""
    return PhraseWords(bool(words.demonstratives_after), frozenset(words.of), frozenset(words.relatives))


def find_phrases(
    tokens: Tokens, tags: str, first: int, stop: int, entities: Sequence[Entity], words: PhraseWords
) -> list[Phrase]:
    """The noun phrases of the tokens ``first`` to ``stop`` in order of their runs, each in its extents, none twice.

    ``entities`` are those of the page in order.
    """
    classes = _with_names(tags, first, stop, entities)
    runs = _runs(tokens, classes, first, words)
    out: list[Phrase] = []
    for n in range(len(runs)):
        seen: set[tuple[int, int]] = set()
        for phrase in _extents(tokens, classes, first, runs, n, words):
            span = phrase.first, phrase.stop
            if span not in seen and phrase.stop - phrase.first <= _LONG:
                seen.add(span)
                out.append(phrase)
    return out


def runs_of(
    tokens: Tokens, tags: str, first: int, stop: int, entities: Sequence[Entity], words: PhraseWords
) -> list[tuple[int, int]]:
    """The runs alone, as tokens from ``first`` on."""
    return _runs(tokens, _with_names(tags, first, stop, entities), first, words)


def _with_names(tags: str, first: int, stop: int, entities: Sequence[Entity]) -> str:
    """The classes of a sentence, in which every token of a name is one of a name."""
    k = bisect_left(entities, first, key=_first_of)
    parts: list[str] = []
    at = first
    while k < len(entities) and entities[k].first < stop:
        e = entities[k]
        if e.type != _TOPIC:
            parts += [tags[at : e.first], "P" * (min(e.stop, stop) - e.first)]
            at = e.stop
        k += 1
    return "".join(parts) + tags[at:stop]


def _first_of(entity: Entity) -> int:
    return entity.first


def _runs(tokens: Tokens, classes: str, low: int, words: PhraseWords) -> list[tuple[int, int]]:
    """Runs of a phrase, parted where a hyphen joins nothing. Offsets are of ``classes``."""
    out: list[tuple[int, int]] = []
    for match in (_FIRST if words.head_first else _LAST).finditer(classes):
        begin, end = match.span()
        begin += len(match[0]) - len(match[0].lstrip("-s"))
        at = classes.find("-", begin, end)
        while at >= 0:
            if not (tokens.glued(low + at) and tokens.glued(low + at + 1)):
                if at > begin:
                    out.append((begin, at))
                begin = at + 1
            at = classes.find("-", at + 1, end)
        if end > begin:
            out.append((begin, end))
    return [run for run in out if classes[run[0] : run[1]].strip("JGEMs-")]


def _extents(
    tokens: Tokens, classes: str, low: int, runs: list[tuple[int, int]], n: int, words: PhraseWords
) -> list[Phrase]:
    """The extents of one run: whole, parts round the head, and with what stands behind."""
    begin, end = runs[n]
    starts = _words(classes, begin, end)
    head = starts[0] if words.head_first else starts[-1]
    out = [Phrase(low + begin, low + end, low + head, "full")]
    if words.head_first:
        ends = [*starts[1:], end]
        out += [
            Phrase(low + begin, low + cut, low + begin, kind)
            for cut, kind in zip(ends, ("head", "head2", "head3"), strict=False)
        ]
        out += [
            Phrase(low + cut, low + end, low + cut, kind)
            for cut, kind in zip(starts[1:], ("less", "less"), strict=False)
        ]
    else:
        out += [
            Phrase(low + cut, low + end, low + head, kind)
            for cut, kind in zip(reversed(starts), ("head", "head2", "head3"), strict=False)
        ]
        bare = begin + len(classes[begin:end]) - len(classes[begin:end].lstrip("JGE-"))
        plain = begin + len(classes[begin:end]) - len(classes[begin:end].lstrip("PMs-"))
        out += [Phrase(low + bare, low + end, low + head, "bare")] if bare < end else []
        out += [Phrase(low + plain, low + end, low + head, "unnamed")] if plain < end else []
    return [*out, *_behind(tokens, classes, low, runs, n, words, head)]


def _words(classes: str, begin: int, end: int) -> list[int]:
    """Where the words of a run begin; what a hyphen joins is one word."""
    return [i for i in range(begin, end) if i == begin or (classes[i] not in "-s" and classes[i - 1] != "-")]


def _behind(
    tokens: Tokens, classes: str, low: int, runs: list[tuple[int, int]], n: int, words: PhraseWords, head: int
) -> list[Phrase]:
    """The phrase with the next one behind a preposition or a conjunction, and with its relative clause."""
    begin, end = runs[n]
    out: list[Phrase] = []
    if end >= len(classes):
        return out
    mark = classes[end]
    if mark in "IOtC" and n + 1 < len(runs):
        after = end + 1 + (classes[end + 1 : end + 2] == "D")
        if runs[n + 1][0] == after:
            kind = "joined" if mark == "C" else "of" if tokens.norm[low + end] in words.of else "preposition"
            out.append(Phrase(low + begin, low + runs[n + 1][1], low + head, kind))
    elif tokens.norm[low + end] in words.relatives:
        stop = end + 1
        while stop < len(classes) and classes[stop] not in ",.(":
            stop += 1
        out.append(Phrase(low + begin, low + stop, low + head, "relative"))
    return out
