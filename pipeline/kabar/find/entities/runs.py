"""Runs of capitalized words, and how they fall into names.

A run goes over capitalized words, inner particles (``Bank of America``), initials, hyphens and model numbers. It is
cut at titles (``CEO``, ``Menteri``), months, demonyms and gazetteer names; what remains gets its type from the words
that it is made of. Headlines, where every word is capitalized, are not read this way.
"""

from typing import NamedTuple

from kabar.find.entities.gazetteer import Entry, Gazetteer, Hit
from kabar.find.entities.table import EntitiesTable
from kabar.lexicon import Lexicon
from kabar.page import Page, Sentence

_MAX_RUN = 16  # tokens; longer runs are lists or shouting
_OPENING = frozenset("\"`_:([.?!\n*'\u2022")
_CLOSED, _VERBAL = frozenset("DIOtCSRXxQA"), frozenset("VTEG")  # classes that begin a sentence and are no name
_MAKERS = frozenset({"car maker", "aircraft maker", "electronics"})


class Candidate(NamedTuple):
    """A possible name. ``weak``: nothing but the capital at the start of a sentence speaks for it."""

    first: int
    stop: int
    type: str | None
    entry: Entry | None
    weak: bool
    rule: str


class Words(NamedTuple):
    """The vocabulary of one language, compiled."""

    gazetteer: Gazetteer
    particles: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    heads: dict[str, str]
    titles: Lexicon[bool]
    portfolios: Lexicon[bool]
    apart: frozenset[str]
    demonyms: Lexicon[Entry]
    abbreviations: frozenset[str]
    never_after: frozenset[str]
    given: frozenset[str]
    small_heads: frozenset[str]
    openers: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    saying: frozenset[str]
    locating: frozenset[str]


def compile_words(table: EntitiesTable, gazetteer: Gazetteer) -> Words:
    """Sets and dictionaries for look-up."""
    heads = {word: kind for kind, words in table.heads.items() for word in words}
    return Words(
        gazetteer,
        frozenset(table.particles),
        frozenset(table.articles),
        frozenset(table.conjunctions),
        heads,
        Lexicon((title, True) for title in table.titles),
        Lexicon((word, True) for word in table.portfolios),
        frozenset(table.never) | frozenset(table.honorifics),
        Lexicon((word, entry) for word, id_ in table.demonyms.items() if (entry := gazetteer.by_id(id_))),
        frozenset(table.abbreviations),
        frozenset(table.never_after),
        frozenset(table.given),
        frozenset(table.small_heads),
        frozenset(table.openers),
        frozenset(table.forms_before),
        frozenset(table.forms_after),
        frozenset(table.saying),
        frozenset(table.locating),
    )


class RunReader:
    """Reads the names of one page's ordinary sentences. Made anew for each page; holds no results."""

    def __init__(
        self, words: Words, page: Page, tags: str, capital: bytearray, capitals: list[int], lower: set[str]
    ) -> None:
        self._w = words
        self._page, self._tags = page, tags
        self._norm, self._word, self._glued = page.tokens.norm, page.tokens.word, page.tokens.glued
        self._capital = capital
        self._lower = lower  # words that the page writes in lower case as well
        at, title = words.gazetteer.at, words.titles.at
        norm, word, n = self._norm, self._word, len(capital)
        self._hits_at = {i: hit for i in capitals if (hit := at(norm, word, i, n))}
        self._titles_at = {i: match.stop for i in capitals if (match := title(norm, i))}

    def read(self, sentence: Sentence, capitals: list[int]) -> list[Candidate]:
        """Candidates of a sentence from the positions of its capitalized words."""
        out: list[Candidate] = []
        done = sentence.first
        for i in capitals:
            if i >= done:
                done = self._stop(i, sentence.stop)
                out.extend(self._pieces(i, done, sentence))
                if out and out[-1].stop > done:
                    done = out[-1].stop
        return out

    def _hit(self, i: int, limit: int) -> Hit | None:
        """The longest name of the gazetteer at token ``i`` that ends before ``limit``."""
        hit = self._hits_at.get(i)
        if hit is None or hit.stop <= limit:
            return hit
        return self._w.gazetteer.at(self._norm, self._word, i, limit)

    # -- the extent of a run

    def _stop(self, i: int, limit: int) -> int:
        """End of the run that starts at token ``i``."""
        hit = self._hit(i, limit)
        j = max(hit.stop if hit else 0, self._titles_at.get(i, 0), i + 1)
        limit = min(limit, i + _MAX_RUN)
        while j < limit:
            step = self._step(i, j, limit)
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
            joined = self._glued(j) and j + 1 < limit and self._glued(j + 1)
            return 2 if joined and (behind or norm[j + 1] == norm[j - 1] or norm[j + 1].isdigit()) else 0
        if word == ".":
            short = len(norm[j - 1]) == 1 or norm[j - 1] in self._w.abbreviations
            return 2 if behind and self._glued(j) and short and not self._ends(j) else 0
        if word == "&":
            return 2 if behind else 0
        if word == "'":
            return 2 if behind and self._glued(j) and self._glued(j + 1) else 0
        if word in self._w.particles:
            return self._particle(i, j, limit)
        if word in self._w.conjunctions:
            return 2 if behind and (self._institution(i, j) or self._double(i, j, limit)) else 0
        if word[0].isdigit():
            return self._number(j, limit)
        return 0

    def _ends(self, j: int) -> bool:
        """Whether the stop at ``j`` ends an abbreviation of several letters (``U.S. Jobs``)."""
        return j >= 3 and self._norm[j - 2] == "." and self._glued(j - 1) and not self._glued(j + 1)

    def _particle(self, i: int, j: int, limit: int) -> int:
        k = j + 1
        if k < limit and self._norm[k] in self._w.articles:
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
        if self._word[j - 1].isupper() or titled or (lone and left not in self._w.heads):
            return 0
        return k - j + 1

    def _institution(self, i: int, j: int) -> bool:
        """Whether a conjunction at ``j`` is inside the name of an institution that began at ``i``."""
        head = self._norm[i] if self._norm[i] in self._w.heads else None
        of = any(self._norm[k] in self._w.particles for k in range(i, j))
        if head is None or self._w.heads[head] != "organization":
            return False
        return (of or not self._w.articles) and j - i > 1

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
        if not digits.isdigit() or len(digits) > 3 or not (mixed or glued) or len(left) < 2:
            return 0
        return 2 if glued else 1

    def _initial(self, i: int) -> bool:
        """Whether a capital at ``i`` says nothing: the start of a sentence or of a quotation."""
        if i == 0:
            return True
        before = self._norm[i - 1]
        return before in _OPENING or (before == "-" and not self._glued(i))

    # -- the pieces of a run

    def _pieces(self, first: int, stop: int, sentence: Sentence) -> list[Candidate]:
        """Cut a run at titles, months, honorifics, demonyms; then read each piece."""
        w, norm = self._w, self._norm
        out: list[Candidate] = []
        titled, begin, i = False, first, first
        while i < stop:
            hit = self._hit(i, sentence.stop)
            title = self._titles_at.get(i, 0)
            if hit and (hit.stop - i > 1 or not title):
                i = max(i + 1, min(hit.stop, max(stop, hit.stop)))
                continue
            country = None if title else w.demonyms.at(norm, i)
            plain = not (title or country) and (norm[i] in w.apart or self._opener(i, stop, sentence))
            cut = title or (country.stop if country else i + 1 if plain else 0)
            if cut:
                if begin < i:
                    out.extend(self._piece(begin, i, titled, left_of_title=bool(title)))
                if country:
                    out.append(Candidate(i, cut, "place", country.entry, False, "entity.demonym"))
                titled, begin = bool(title) or (titled and norm[i] in w.apart), cut
                i = cut
            else:
                i += 1
        begin = self._skip(begin, stop)
        if begin < stop:
            titled = titled or self._titled(begin, sentence.first)
            out.extend(self._piece(begin, max(stop, i), titled, left_of_title=False))
        return out

    def _skip(self, i: int, stop: int) -> int:
        """Step over particles and marks that a cut left at the start."""
        while i < stop and not self._capital[i]:
            i += 1
        return i

    def _opener(self, i: int, stop: int, sentence: Sentence) -> bool:
        """Whether the word only begins its sentence."""
        if not (i == sentence.first or self._initial(i)):
            return False
        if self._norm[i] in self._w.heads and i + 1 < sentence.stop and self._capital[i + 1]:
            return False
        if self._word[i][1:2].isupper():
            return False
        if self._tags[i] in _CLOSED or self._norm[i] in self._w.openers:
            return True
        last = self._norm[stop - 1] if stop - i > 1 else ""
        if last in self._w.after:
            return False
        return self._tags[i] in _VERBAL or self._norm[i] in self._lower

    def _titled(self, i: int, first: int) -> bool:
        """Whether a title in lower case, or one before a comma, stands right to the left."""
        for j in (i - 1, i - 2):
            if j >= first and self._norm[j] != ",":
                return self._w.titles.get(self._norm[j]) is not None
        return False

    def _piece(self, first: int, stop: int, titled: bool, left_of_title: bool) -> list[Candidate]:
        """Names of a piece without titles inside."""
        first = self._skip(first, stop)
        if stop - first > 1 and self._norm[first] in self._w.articles:
            first += 0 if self._hits(first, first + 1) or self._hit(first, stop) else 1
        if first >= stop or all(len(self._norm[i]) < 2 or self._norm[i] in self._w.after for i in range(first, stop)):
            return []
        if titled:
            return self._after_title(first, stop)
        hits = self._hits(first, stop)
        if not hits:
            return [] if left_of_title and not self._head(first, stop) else [self._plain(first, stop, None)]
        return self._around(first, stop, hits)

    def _hits(self, first: int, stop: int) -> list[Hit]:
        out: list[Hit] = []
        i = first
        while i < stop:
            hit = self._hit(i, stop) if self._capital[i] else None
            if hit:
                out.append(hit)
            i = hit.stop if hit else i + 1
        return out

    def _after_title(self, first: int, stop: int) -> list[Candidate]:
        """``ESDM Jero Wacik``, ``Keuangan Sri Mulyani``, ``Pertamina Ali Mundakir``: the house, then the person."""
        out: list[Candidate] = []
        begin = first
        while begin < stop and (portfolio := self._w.portfolios.at(self._norm, begin)):
            begin = self._skip(portfolio.stop, stop)
            if begin < stop and self._norm[begin - 1] in self._w.conjunctions:
                continue
        hits = self._hits(begin, stop)
        if hits and hits[0].first == begin and hits[0].stop == stop:
            return [*out, *self._around(begin, stop, hits)]
        if self._w.heads.get(self._norm[begin : begin + 1][0] if begin < stop else "") and not hits:
            return [*out, self._plain(begin, stop, None)]
        houses = [
            h for h in hits if h.entry.type != "person" and (h.first == begin or self._person_behind(h.stop, stop))
        ]
        cut = max([h.stop for h in houses] or [begin])
        cut = max(cut, self._last_head(begin, stop))
        if cut == begin and stop - begin > 1 and self._word[begin].isupper() and len(self._word[begin]) > 1:
            cut = begin + 1
        if cut > begin:
            out.extend(self._piece(begin, cut, False, False))
        cut = self._skip(cut, stop)
        if cut < stop:
            out.append(self._plain(cut, stop, "person"))
        return out

    def _person_behind(self, first: int, stop: int) -> bool:
        """Whether what follows a house is more than a suffix of the name before it (``Ford Jr.``)."""
        return any(len(self._norm[i]) > 2 for i in range(first, stop))

    def _last_head(self, first: int, stop: int) -> int:
        """End of the last word that ends a company's name, or 0."""
        for i in range(stop - 1, first, -1):
            if self._norm[i] in self._w.after or self._w.heads.get(self._norm[i]) in ("organization", "media"):
                return i + 1
        return 0

    def _around(self, first: int, stop: int, hits: list[Hit]) -> list[Candidate]:
        """A piece that holds names of the gazetteer."""
        hit = hits[0]
        if hit.first == first and hit.stop == stop:
            if hit.entry.type == "place" and self._norm[first - 1] in self._w.small_heads and first:
                return [Candidate(first - 1, stop, "organization", None, False, "entity.head")]
            return [Candidate(first, stop, hit.entry.type, hit.entry, False, "entity.gazetteer")]
        if self._norm[first] in self._w.before and hit.first == first + 1 and self._legal(hit.stop, stop):
            return [Candidate(first, stop, hit.entry.type, hit.entry, False, "entity.gazetteer")]
        if self._head(first, stop) and (hit.first > first or self._head_last(stop)):
            return [self._plain(first, stop, None)]
        if hit.first > first:
            left_known = hit.first - first > 2 or not self._capital[hit.first - 1]
            if (hit.entry.type == "place" and not left_known) or (
                hit.entry.type in ("organization", "person", "other") and hit.stop - hit.first == 1
            ):
                return [self._plain(first, stop, None)]
            return [self._plain(first, self._trim(first, hit.first), None), *self._piece(hit.first, stop, False, False)]
        return self._from_hit(hit, stop)

    def _from_hit(self, hit: Hit, stop: int) -> list[Candidate]:
        """A gazetteer name with more words behind it."""
        own = Candidate(hit.first, hit.stop, hit.entry.type, hit.entry, False, "entity.gazetteer")
        rest = self._skip(hit.stop, stop)
        if self._legal(hit.stop, stop):
            return [own._replace(stop=stop)]
        if hit.entry.type == "product" and self._word[rest][0].isdigit():
            return [self._plain(hit.first, stop, "product")]
        named = self._norm[hit.stop - 1] not in self._w.after
        if hit.entry.kind in _MAKERS and rest == hit.stop and stop - rest <= 3 and named:
            entry = Entry("", "product", None, None, hit.entry.name)
            return [Candidate(hit.first, stop, "product", entry, False, "entity.product")]
        joins = hit.entry.type == "organization" or (hit.entry.type == "place" and hit.entry.kind != "country")
        joins = joins or self._head_last(stop)
        if joins and named and rest == hit.stop and self._norm[rest - 1] != "." and not self._hits(rest, stop):
            return [self._plain(hit.first, stop, "organization" if hit.entry.type == "organization" else None)]
        return [own, *self._piece(rest, stop, False, False)]

    def _legal(self, first: int, stop: int) -> bool:
        """Whether only legal forms of a company stand here."""
        norm, w = self._norm, self._w
        rest = [norm[i] for i in range(first, stop) if norm[i].isalnum()]
        return all(word in w.after or (word in w.before and word != rest[0]) for word in rest) or (
            len(rest) > 1 and rest[-1] in w.after and all(word in w.after or word in w.heads for word in rest)
        )

    def _trim(self, first: int, stop: int) -> int:
        """Without particles and marks at the end."""
        while stop > first + 1 and not self._capital[stop - 1]:
            stop -= 1
        return stop

    def _head(self, first: int, stop: int) -> str | None:
        """Type that the first or the last word gives to a name."""
        heads = self._w.heads
        return heads.get(self._norm[first]) or heads.get(self._norm[self._trim(first, stop) - 1])

    def _head_last(self, stop: int) -> bool:
        return self._norm[stop - 1] in self._w.heads

    def _plain(self, first: int, stop: int, kind: str | None) -> Candidate:
        """A name that is in no gazetteer; its type from its words and its neighbours."""
        stop = self._trim(first, stop)
        kind = kind or (self._head(first, stop) if stop - first > 1 else None)
        if kind is None and (self._norm[first] in self._w.before or self._norm[stop - 1] in self._w.after):
            kind = "organization"
        if kind is None and any(c.isdigit() for c in self._word[stop - 1]) and not self._word[stop - 1].isdigit():
            kind = "product"
        if kind is None:
            kind = self._neighbours(first, stop)
        if kind is None and stop - first > 1 and self._norm[first] in self._w.given:
            kind = "person"
        single = stop - first == 1
        plain = single and self._word[first][1:].islower()
        if single and kind is None and self._norm[first] in self._w.heads:
            return Candidate(first, stop, None, None, True, "entity.capitals")
        weak = (plain or (single and len(self._word[first]) == 1)) and kind != "product" and self._initial(first)
        return Candidate(first, stop, kind, None, weak, "entity.capitals")

    def _neighbours(self, first: int, stop: int) -> str | None:
        norm, n = self._norm, len(self._norm)
        plain = all(self._word[i][1:].islower() for i in range(first, stop) if self._capital[i])
        if plain and first and norm[first - 1] in self._w.saying:
            return "person"
        aged = stop + 2 < n and norm[stop] == "," == norm[stop + 2] and norm[stop + 1].isdigit()
        if plain and aged and len(norm[stop + 1]) == 2:
            return "person"
        if plain and stop + 2 < n and norm[stop] == "," and stop - first > 1:
            after = stop + 2 if norm[stop + 1] in self._w.articles else stop + 1
            if self._w.titles.at(norm, after):
                return "person"
        if first and norm[first - 1] in self._w.locating and plain and self._tags[stop : stop + 1] not in ("N", "s"):
            return "place"
        if plain and stop + 1 < n and norm[stop] == "," and self._capital[stop + 1]:
            hit = self._hit(stop + 1, n)
            if hit and hit.entry.type == "place" and hit.entry.kind != "city":
                return "place"
        return None
