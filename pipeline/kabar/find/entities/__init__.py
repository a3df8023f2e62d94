"""Named entities: from the gazetteer, from the text itself, and the salient things without a name.

Ordinary sentences are read first; they teach the names of the article. Headlines, weak candidates (a capital at the
start of a sentence) and topics are then looked up in what was learned. Linear in the length of the page.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path

from kabar.find.entities.extent import compile_words, directed
from kabar.find.entities.gazetteer import Entry, load
from kabar.find.entities.kinds import Candidate
from kabar.find.entities.names import Names, key_of
from kabar.find.entities.runs import RunReader
from kabar.find.entities.table import EntitiesTable, check
from kabar.find.mention import Entity, Number
from kabar.lexicon import Lexicon
from kabar.page import Page, Sentence

__all__ = ["EntitiesTable", "EntityFinder"]

_FIRST = attrgetter("first")
_WEAK_RULES = frozenset({"entity.capitals", "entity.acronym"})
_MONEY = frozenset("$\u20ac\u00a3\u00a5")
_NAMED = "name"  # why a number is none: it is part of a name
_DIGITS = "0123456789"
_HEADLINE = 0.7  # share of capitalized words from which a sentence is read as a headline


class EntityFinder:
    """Finds the named entities of a page."""

    def __init__(
        self,
        table: EntitiesTable,
        gazetteers: Iterable[Path],
        own: Iterable[Path],
        languages: Sequence[str],
        is_strange: Callable[[str], bool],
        lenient: bool = False,
    ) -> None:
        """``languages``: that of the page, and those that it builds on; names in one of them are names here."""
        self.table = check(table)
        names = load(languages, gazetteers, lenient)
        self.words = compile_words(table, load(languages, own, into=names), is_strange)
        topics = (
            (form, Entry(t.name, t.type, f"topic:{key}", t.kind, None, "entity.topic"))
            for key, t in table.topics.items()
            for form in t.forms
        )
        groups = ((word, Entry(word, "other", rule="entity.group")) for word in table.groups)
        self._topics: Lexicon[Entry] = Lexicon((*topics, *groups))

    def find(self, page: Page, tags: str, numbers: Sequence[Number] = ()) -> list[Entity]:
        """All named entities in document order, none overlapping; ``numbers`` of the page may belong to them."""
        tokens = page.tokens
        lower, capitals = _in_lower_case(page), self._capitals(page, tags)
        capital = [False] * len(tokens)
        for i in capitals:
            capital[i] = True
        coded = frozenset(n.first for n in numbers if n.refused == _NAMED and n.stop - n.first == 1)
        headlines: list[tuple[Sentence, list[int]]] = []
        others: list[tuple[Sentence, list[int]]] = []
        done = 0
        for sentence in page.sentences:
            begun, done = done, bisect_left(capitals, sentence.stop, done)
            at = capitals[begun:done]
            if at:
                kind = headlines if len(at) > 2 and _headline(page, sentence, len(at)) else others
                kind.append((sentence, at))
        ordinary = list(chain.from_iterable([at for _, at in others]))
        reader = RunReader(self.words, page, tags, capital, capitals, lower, ordinary, coded)
        candidates: list[Candidate] = []
        for sentence, at in others:
            candidates += reader.read(sentence, at)
        keys = [key_of(tokens, c.first, c.stop) for c in candidates]
        names = Names(self.words, tokens)
        names.learn(candidates, keys, _acronyms(page, candidates))
        found = _entities(page, names, candidates, keys)
        lengths = names.lengths() if headlines else {}
        for sentence, at in headlines:
            found.extend(self._headline_names(page, names, lengths, sentence, at, lower))
        return self._with_topics(page, tags, found, [s for s, _ in headlines])

    def _capitals(self, page: Page, tags: str) -> list[int]:
        """Tokens that may be part of a name: with a capital, no currency, not glued to digits before them."""
        tokens, never_after = page.tokens, self.words.never_after
        words, norms = tokens.word, tokens.norm
        capitals = [
            i
            for i in page.capitals
            if norms[i - 1] not in never_after
            and not (tags[i - 1] == "M" and words[i - 1][0].isdigit() and tokens.glued(i))
        ]
        if "$" in page.article.text:
            capitals = [i for i in capitals if words[i][-1] != "$"]
        coded = [i for i in capitals if words[i][-1] in _DIGITS]
        amounts = {i for i in coded if norms[i].rstrip(_DIGITS) in self.words.money}
        return [i for i in capitals if i not in amounts] if amounts else capitals

    def _headline_names(
        self, page: Page, names: Names, lengths: dict[str, int], sentence: Sentence, at: list[int], lower: set[str]
    ) -> Iterable[Entity]:
        """Names of a headline: those of the gazetteer, those that the article teaches, acronyms, model numbers."""
        norm, word = page.tokens.norm, page.tokens.word
        shouted = all(word[i].isupper() for i in at)
        done = sentence.first
        for i in at:
            if i < done:
                continue
            found = self._known(page, names, lengths.get(norm[i], 0), i, sentence.stop, lower)
            acronym = word[i].isupper() and len(word[i]) > 1 and word[i].isalnum() and norm[i] not in self.words.lone
            if found is None and not shouted and acronym:
                found = i + 1, Entry(word[i], "other", rule="entity.acronym")
            if found is not None and norm[i] not in self.words.apart:
                done = found[0]
                yield _made(page, i, *found)

    def _known(
        self, page: Page, names: Names, lengths: int, i: int, stop: int, lower: set[str]
    ) -> tuple[int, Entry] | None:
        """The longest known form at token ``i``: its end and its name. ``lengths`` are those of the article's forms."""
        norm = page.tokens.norm
        hit = self.words.gazetteer.at(norm, page.tokens.word, i, stop)
        if hit and hit.stop - i == 1 and (norm[i] in lower or norm[i] in self.words.openers):
            hit = None
        if hit and hit.stop < stop:
            hit = directed(self.words, page.tokens, hit)
        for length in range(min(lengths.bit_length() - 1, stop - i), 0, -1):
            if lengths >> length & 1 and (not hit or length > hit.stop - i):
                name = names.known.get(key_of(page.tokens, i, i + length))
                if name is not None and not (length == 1 and (norm[i] in lower or norm[i] in self.words.openers)):
                    return i + length, name
        return (hit.stop, hit.entry) if hit else None

    def _with_topics(self, page: Page, tags: str, found: list[Entity], headlines: list[Sentence]) -> list[Entity]:
        """Add the topics that stand outside of names, and put all in order. ``BBM`` is a topic before it is a name."""
        found.sort(key=_FIRST)
        firsts = [e.first for e in found]
        topics: list[Entity] = []
        dropped: set[Entity] = set()
        for match in self._topics.find(page.tokens.norm):
            first, stop, entry = match.first, match.stop, match.entry
            if first and tags[first - 1] in "M$":
                continue  # an amount of money
            if stop - first == 1 and tags[first] in "VTEG":
                continue  # a verb
            if first and entry.type == "topic" and tags[first - 1 : first + 1] == "PP" and entry.kind != "hazard":
                shouted = page.tokens.word[first].isupper() or any(s.first <= first < s.stop for s in headlines)
                if not shouted:
                    continue  # part of an office or a name (`Menteri Perekonomian`)
            k = below = bisect_left(firsts, stop)
            while k and found[k - 1].stop > first:
                k -= 1
            if k < below:
                over = found[k:below]
                if not all(e.rule in _WEAK_RULES and e.first >= first and e.stop <= stop for e in over):
                    continue
                dropped.update(over)
            topics.append(_made(page, first, stop, entry))
        found = [e for e in found if e not in dropped] if dropped else found
        if topics:
            found += topics
            found.sort(key=_FIRST)
        return found


def _in_lower_case(page: Page) -> set[str]:
    """The words that the page writes without a capital."""
    norms = page.tokens.norm[:]
    for i in page.capitals:
        norms[i] = ""
    return set(norms)


def _acronyms(page: Page, candidates: list[Candidate]) -> dict[int, int]:
    """Index of a bracketed name -> index of the name before the bracket that it shortens."""
    norm = page.tokens.norm
    return {
        k: k - 1
        for k, short in enumerate(candidates)
        if norm[short.first - 1] == "("
        and k
        and candidates[k - 1].stop == short.first - 1
        and norm[short.stop : short.stop + 1] == [")"]
        and _shortens(page, candidates[k - 1], short)
    }


def _entities(page: Page, names: Names, candidates: list[Candidate], keys: list[str]) -> list[Entity]:
    """The candidates with their canonical names; a weak one only when the article names it elsewhere."""
    norm, n = page.tokens.norm, len(page.tokens)
    known = names.known
    out: list[Entity] = []
    for c, key in zip(candidates, keys, strict=True):
        first, stop, entry = c.first, c.stop, c.entry
        name = entry if entry and c.rule == "entity.demonym" else known.get(key)
        if name is not None and not (stop < n and norm[stop] in _MONEY):
            out.append(_made(page, first, stop, name))
    return out


def _made(page: Page, first: int, stop: int, name: Entry) -> Entity:
    tokens, n = page.tokens, name
    return Entity(first, stop, tokens.start[first], tokens.end[stop - 1], n.name, n.id, n.type, n.rule, n.kind, n.of)


def _headline(page: Page, sentence: Sentence, capitals: int) -> bool:
    """Whether nearly every longer word of a sentence without a full stop is capitalized."""
    if capitals * 2 < (sentence.stop - sentence.first) * _HEADLINE:
        return False
    if page.tokens.norm[sentence.stop - 1] == "." and sentence.section == "body":
        return False
    longer = [w for w in page.tokens.word[sentence.first : sentence.stop] if len(w) > 3 and w.isalpha()]
    return sum(w[0].isupper() for w in longer) >= _HEADLINE * len(longer)


def _shortens(page: Page, long: Candidate, short: Candidate) -> bool:
    """Whether the letters of a bracketed form come from the words before it, in order."""
    tokens = page.tokens
    letters = "".join(w for w in tokens.word[short.first : short.stop] if w[0].isupper())
    initials = [w[0].lower() for w in tokens.norm[long.first : long.stop] if w[0].isalpha()]
    if short.stop - short.first == 1 and not letters.isupper():
        return tokens.norm[short.first] in tokens.norm[long.first : long.stop]
    text, at = "".join(tokens.norm[long.first : long.stop]), 0
    for letter in (c for c in letters.lower() if c.isalpha()):
        at = text.find(letter, at) + 1
        if not at:
            return False
    return letters[:1].lower() in initials
