"""How far a run of capitalized words goes: inner particles, initials, hyphens, institutions, model numbers."""

from collections.abc import Callable

from kabar.find.entities.gazetteer import Entry, Gazetteer, Hit
from kabar.find.entities.table import EntitiesTable
from kabar.frozen import Frozen, replace
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, words_of
from kabar.page import Page

_MAX_RUN = 16  # tokens; longer runs are lists or shouting
_OPENING = frozenset("\"`_:([.?!\n*'\u2022")
BEFORE_INITIAL = _OPENING | {"-"}  # marks that may stand before a capital that says nothing
_JOINTS = frozenset("-.&'")
CLOSED = frozenset("DIOtCSRXxQA")  # classes that begin a sentence and are no name


class Words(Frozen, frozen=True, gc=False):
    """The vocabulary of one language, compiled."""

    gazetteer: Gazetteer
    particles: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    heads: dict[str, str]
    trailing: frozenset[str]
    titles: Lexicon[bool]
    announcing: frozenset[str]  # titles of one word and honorifics
    portfolios: Lexicon[bool]
    apart: frozenset[str]
    adjectives: frozenset[str]
    honorifics: frozenset[str]
    demonyms: Lexicon[Entry]
    joints: frozenset[str]
    starts: frozenset[str]  # first words of titles and demonyms
    abbreviations: frozenset[str]
    never_after: frozenset[str]
    given: frozenset[str]
    small_heads: frozenset[str]
    flights: frozenset[str]
    openers: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    saying: frozenset[str]
    within: frozenset[str]
    lone: frozenset[str]
    money: frozenset[str]
    directions: frozenset[str]
    is_strange: Callable[[str], bool]  # whether a matching form is no common word


def compile_words(table: EntitiesTable, gazetteer: Gazetteer, is_strange: Callable[[str], bool]) -> Words:
    """Sets and dictionaries for look-up."""
    heads = {word: kind for kind, words in table.heads.items() for word in words}
    starts = frozenset(words_of(form)[0] for form in (*table.titles, *table.demonyms))
    gazetteer.watch(starts)
    return Words(
        gazetteer,
        frozenset(table.particles),
        frozenset(table.articles),
        frozenset(table.conjunctions),
        heads,
        frozenset(table.trailing),
        Lexicon((title, True) for title in table.titles),
        frozenset(w[0] for title in table.titles if len(w := words_of(title)) == 1) | frozenset(table.honorifics),
        Lexicon((word, True) for word in table.portfolios),
        frozenset(table.never) | frozenset(table.honorifics),
        frozenset(table.adjectives),
        frozenset(table.honorifics),
        Lexicon(
            (word, replace(entry, rule="entity.demonym"))
            for word, id_ in table.demonyms.items()
            if (entry := gazetteer.by_id(id_))
        ),
        _JOINTS | frozenset(table.particles) | frozenset(table.conjunctions),
        starts,
        frozenset(table.abbreviations),
        frozenset(table.never_after),
        frozenset(table.given),
        frozenset(table.small_heads),
        frozenset(table.flights),
        frozenset(table.openers),
        frozenset(table.forms_before),
        frozenset(table.forms_after),
        frozenset(table.saying),
        frozenset(table.within),
        frozenset(table.lone),
        frozenset(table.money),
        frozenset(table.directions),
        is_strange,
    )


class Extent:
    """Runs of one page. Made anew for each page; ``capital`` marks the capitalized tokens, ``lower`` are its words."""

    def __init__(
        self,
        words: Words,
        page: Page,
        tags: str,
        capital: list[bool],
        capitals: list[int],
        lower: set[str],
        ordinary: list[int],
        coded: frozenset[int],
    ) -> None:
        self._w = words
        self._page, self._tags = page, tags
        self._norm, self._word, self._glued = page.tokens.norm, page.tokens.word, page.tokens.glued
        self._capital, self._capitals = capital, capitals
        self._coded = coded  # digits that belong to a name
        self._ordinary = ordinary  # capitalized tokens that are in no headline
        self._pairs: set[tuple[str, str]] | None = None  # capitalized words that follow each other, when asked for
        self._places: dict[str, list[int]] | None = None  # capitalized words and where they stand, when asked for
        self._office = -1  # end of a title with its house, where its holder stands behind a comma
        self._lower = lower  # words that the page writes in lower case as well
        norm, word, n = self._norm, self._word, len(capital)
        watched, starts = words.gazetteer.starts, words.starts
        at, title, demonym = words.gazetteer.at, words.titles.at, words.demonyms.at
        known = [i for i in capitals if norm[i] in watched]
        self._hits_at = {i: directed(words, page.tokens, hit) for i in known if (hit := at(norm, word, i, n))}
        self._carriers = {hit.stop for hit in self._hits_at.values() if hit.entry.kind == "airline"}
        begun = [i for i in known if norm[i] in starts]
        self._titles_at = {i: m.stop for i in begun if (m := title(norm, i))}
        self._lands_at = {i: land for i in begun if (land := demonym(norm, i))}
        self._marked = marked = [False] * n  # where a known name, a title or a demonym begins
        for i in (*self._hits_at, *self._titles_at, *self._lands_at):
            marked[i] = True

    def _hit(self, i: int, limit: int) -> Hit | None:
        """The longest name of the gazetteer at token ``i`` that ends before ``limit``."""
        hit = self._hits_at.get(i)
        if hit is None or hit.stop <= limit:
            return hit
        return self._w.gazetteer.at(self._norm, self._word, i, limit)

    def _stop(self, i: int, limit: int) -> int:
        """End of the run that starts at token ``i``."""
        capital, marked, j = self._capital, self._marked, i + 1
        if marked[i]:
            hit = self._hit(i, limit)
            j = max(hit.stop if hit else 0, self._titles_at.get(i, 0), j)
        if limit > i + _MAX_RUN:
            limit = i + _MAX_RUN
        while j < limit:
            step = 1 if capital[j] and not marked[j] else self._step(i, j, limit)
            if not step:
                break
            j += step
        return j

    def _step(self, i: int, j: int, limit: int) -> int:
        """How many tokens from ``j`` on continue the run that began at ``i``; 0 ends it."""
        norm, capital = self._norm, self._capital
        if capital[j]:
            hit = self._hit(j, limit)
            return max(hit.stop - j if hit else 1, self._titles_at.get(j, 0) - j)
        word = norm[j]
        behind = j + 1 < limit and capital[j + 1]
        if word == "-":
            return 2 if j + 1 < limit and self._hyphenated(j) else 0
        if word == ".":
            short = len(norm[j - 1]) == 1 or norm[j - 1] in self._w.abbreviations
            return 2 if behind and self._glued(j) and short and not self._ends(j) else 0
        if self._tags[j] == "s":  # Orvey's Inc., That's Vorlan
            apart = behind and not self._glued(j + 1)
            return 2 if apart and (norm[j + 1] in self._w.after or self._function(i, j)) else 0
        if word == "&":
            return 2 if behind else 0
        if word == "'":
            return 2 if behind and self._glued(j) and self._glued(j + 1) and self._word[j + 1][0].isupper() else 0
        if word in self._w.particles:
            return self._particle(i, j, limit)
        if word in self._w.conjunctions:
            joins = behind and (self._institution(i, j) or self._double(i, j, limit) or self._offices(i, j))
            return 2 if joins else 0
        if word[0].isdigit():
            return 1 if j in self._coded else self._number(j, limit)
        return 0

    def _function(self, i: int, j: int) -> bool:
        """Whether a function word with a capital inside of its sentence, which only a name has, is all before ``j``."""
        alone = j == i + 1 and len(self._norm[i]) > 1 and self._tags[i] in CLOSED
        return alone and not self._initial(i) and not self._capital[i - 1]

    def _hyphenated(self, j: int) -> bool:
        """Whether a hyphen at ``j`` is inside of a name: ``Zorvia-Malan``, ``F-16``, ``Ing-wen``; not ``UK-based``."""
        norm, k = self._norm, j + 1
        if not (self._glued(j) and self._glued(k)):
            return False
        if self._capital[k] or norm[k] == norm[j - 1] or norm[k].isdigit():
            return True
        return len(norm[j - 1]) > 1 and norm[k].isalpha() and self._w.is_strange(norm[k])

    def _ends(self, j: int) -> bool:
        """Whether the stop at ``j`` ends an abbreviation of several letters (``U.S. Jobs``)."""
        return j >= 3 and self._norm[j - 2] == "." and self._glued(j - 1) and not self._glued(j + 1)

    def _particle(self, i: int, j: int, limit: int) -> int:
        k = j + 1
        if k < limit and (self._norm[k] in self._w.articles or self._norm[k] in self._w.particles):
            k += 1
        if k >= limit or not self._capital[k] or self._norm[k] in self._w.apart:
            return 0
        hit = self._hit(k, limit)
        if (
            hit
            and hit.entry.type == "place"
            and self._norm[i] not in self._w.heads
            and self._norm[j - 1] not in self._w.heads
        ):
            return 0
        left = self._norm[j - 1]
        lone = j - i == 1 and (self._initial(i) or self._w.gazetteer.get(left) is not None)
        titled = self._w.titles.get(left) or left in self._w.apart
        heads = self._w.heads
        if self._tags[j] in "IO" and self._norm[i] not in heads and left not in heads:
            return 0
        if self._word[j - 1].isupper() or titled or (lone and left not in self._w.heads):
            return 0
        return k - j + 1

    def _institution(self, i: int, j: int) -> bool:
        """Whether a conjunction at ``j`` is inside the name of an institution that began at ``i``."""
        of = any(self._norm[k] in self._w.particles for k in range(i, j))
        return self._w.heads.get(self._norm[i]) == "organization" and (of or not self._w.articles) and j - i > 1

    def _offices(self, i: int, j: int) -> bool:
        """Whether a conjunction joins two departments behind a title (``VP Sales and Distribution``)."""
        at, norm = self._w.portfolios.at, self._norm
        if i not in self._titles_at or j <= i + 1:
            return False
        if at(norm, j - 1) is not None and at(norm, j + 1) is not None:
            return True
        return not self._w.articles and self._is_office(j - 1) and self._is_office(j + 1)

    def _is_office(self, i: int) -> bool:
        """Whether a capitalized word is no part of a person's name: a common word that is no first name."""
        norm, w = self._norm[i], self._w
        return not self._marked[i] and norm not in w.given and (norm in w.directions or not w.is_strange(norm))

    def _in_pair(self, i: int) -> bool:
        """Whether the page has this word and the next one with capitals inside of a sentence as well."""
        if self._pairs is None:
            at = [j for j in self._ordinary if j + 1 < len(self._norm) and self._capital[j + 1]]
            self._pairs = {(self._norm[j], self._norm[j + 1]) for j in at if not self._initial(j)}
        return not self._marked[i + 1] and (self._norm[i], self._norm[i + 1]) in self._pairs

    def _double(self, i: int, j: int, limit: int) -> bool:
        """Whether a word and the institution behind the conjunction are one (``Immigration and Naturalization X``)."""
        if j - i != 1 or self._w.gazetteer.get(self._norm[i]) or self._initial(i) or not self._w.articles:
            return False
        k = j + 1
        while k < limit and self._capital[k]:
            k += 1
        return k - j > 2 and self._w.heads.get(self._norm[k - 1]) == "organization"

    def _number(self, j: int, limit: int) -> int:
        """A model number (``iPhone 4``, ``3GS``, ``Galaxy 10``) behind a word of mixed case."""
        left, digits = self._word[j - 1], self._word[j]
        mixed = left[0].islower() or (not left.isupper() and not left[1:].islower())
        glued = j + 1 < limit and self._glued(j + 1) and self._word[j + 1].isupper() and len(digits) < 3
        coded = self._norm[j - 1] in self._w.flights or self._flight_code(j - 1)
        if digits.isdigit() and 1 < len(digits) < 5 and coded:
            return 1
        if not digits.isdigit() or len(digits) > 3 or not (mixed or glued) or len(left) < 2:
            return 0
        return 2 if glued else 1

    def _flight_code(self, i: int) -> bool:
        """Whether the capitals at ``i`` begin a flight number: behind an airline or a word for a flight."""
        word = self._word[i]
        if len(word) != 2 or not word.isupper() or not i:
            return False
        return i in self._carriers or self._norm[i - 1] in self._w.flights

    def _initial(self, i: int) -> bool:
        """Whether a capital at ``i`` says nothing: the start of a sentence or of a quotation."""
        if i == 0:
            return True
        return self._norm[i - 1] in _OPENING or (self._norm[i - 1] == "-" and not self._glued(i))

    def _skip(self, i: int, stop: int) -> int:
        """Step over particles and marks that a cut left at the start."""
        while i < stop and not self._capital[i]:
            i += 1
        return i


def directed(words: Words, tokens: Tokens, hit: Hit) -> Hit:
    """A known place goes on over a word of direction with a capital behind it (``Lampung Barat``)."""
    k = hit.stop
    goes_on = hit.entry.type == "place" and k < len(tokens) and tokens.norm[k] in words.directions
    if goes_on and tokens.word[k][0].isupper():
        return Hit(hit.first, k + 1, Entry(tokens.slice(hit.first, k + 1), "place"))
    return hit
