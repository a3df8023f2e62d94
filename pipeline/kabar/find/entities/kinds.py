"""What type a name has that is in no gazetteer: from its words, its neighbours and its spelling."""

from collections.abc import Iterator

from kabar.find.entities.extent import Extent
from kabar.find.entities.gazetteer import Entry
from kabar.frozen import Frozen

_SURE = frozenset({"product", "person"})  # types that other words or the form itself vouch for
_OFFICE = 2  # words of an office that no table has, at least: one may be a first name that no table has
_PLACES = 12  # places of a word that are looked at
_GOVERNING = frozenset("VTXEGs")  # classes behind a subject


class Candidate(Frozen, frozen=True, gc=False):
    """A possible name. ``weak``: nothing but the capital at the start of a sentence speaks for it."""

    first: int
    stop: int
    type: str | None
    entry: Entry | None
    weak: bool
    rule: str


def is_letters(word: str) -> bool:
    """Whether a word is of letters, apostrophes aside."""
    return word.isalpha() or word.replace("'", "").replace("\u2019", "").isalpha()


def is_lowered(word: str) -> bool:
    """Whether only the first letter, or the one behind an apostrophe, is a capital (``Malan``, ``O'Brien``)."""
    rest = word[1:]
    if rest.islower() or rest.isalpha():
        return rest.islower()
    parts = rest.replace("\u2019", "'").split("'")
    return len(parts) > 1 and all(not part[1:] or part[1:].islower() for part in parts)


class Kinds(Extent):
    """Types of the names of one page."""

    def _legal(self, first: int, stop: int) -> bool:
        """Whether only legal forms of a company stand here."""
        norm, w = self._norm, self._w
        rest = [norm[i] for i in range(first, stop) if norm[i][0].isalnum()]
        return all(word in w.after or (word in w.before and word != rest[0]) for word in rest) or (
            len(rest) > 1 and rest[-1] in w.after and all(word in w.after or word in w.heads for word in rest)
        )

    def _trim(self, first: int, stop: int) -> int:
        """Without particles and marks at the end."""
        norm = self._norm
        while stop > first + 1 and not self._capital[stop - 1] and not norm[stop - 1].isdigit():
            if norm[stop - 2] == "-" and norm[stop - 1].isalpha():
                break  # Ing-wen
            stop -= 1
        return stop

    def _head(self, first: int, stop: int) -> str | None:
        """Type that the first or the last word gives to a name."""
        heads, word = self._w.heads, self._norm[first]
        leads = (
            word not in self._w.trailing or stop - first == 1 or not self._capital[first + 1]
        )  # `Island of X`, not `Valley Federal`
        return (heads.get(word) if leads else None) or heads.get(self._norm[self._trim(first, stop) - 1])

    def _head_last(self, stop: int) -> bool:
        return self._norm[stop - 1] in self._w.heads

    def _plain(self, first: int, stop: int, kind: str | None) -> Candidate:
        """A name that is in no gazetteer; its type from its words and its neighbours."""
        if stop - first > 1 and not self._capital[stop - 1]:
            stop = self._trim(first, stop)
        if stop - first > 1:
            kind = kind or self._head(first, stop) or self._by_words(first, stop) or self._neighbours(first, stop)
            if kind is None and (self._norm[first] in self._w.given or self._middle(first, stop)):
                kind = "person"
            return Candidate(first, stop, kind, None, False, "entity.capitals")
        kind = kind or self._by_words(first, stop) or self._neighbours(first, stop)
        if kind is None and self._norm[first] in self._w.heads:
            return Candidate(first, stop, None, None, True, "entity.capitals")
        rest = self._word[first][1:]
        plain = (not rest or rest.islower()) and kind not in _SURE and self._initial(first)
        weak = plain and not self._w.is_strange(self._norm[first])
        return Candidate(first, stop, kind, None, weak, "entity.capitals")

    def _by_words(self, first: int, stop: int) -> str | None:
        """Type by legal forms and codes: ``PT Mawar``, ``QZ8501``, ``F-16``."""
        last = self._word[stop - 1]
        if self._norm[first] in self._w.before or self._norm[stop - 1] in self._w.after:
            return "organization"
        if last.isalpha() or not last[-1].isdigit():
            return None
        joined = stop - first == 3 and self._norm[first + 1] == "-"
        coded = self._word[first].isupper() and (joined or self._flight_code(first))
        return "product" if coded or not last.isdigit() else None

    def _middle(self, first: int, stop: int) -> bool:
        """Whether the second of the words is an initial (``Willa J. Ortt``)."""
        initial = stop - first > 3 and self._norm[first + 2] == "." and len(self._norm[first + 1]) == 1
        return initial and len(self._norm[first]) > 1 and self._word[first][1:].islower()

    def _neighbours(self, first: int, stop: int) -> str | None:
        """Type of a name by what stands before and behind it; odd capitals speak against a person or place."""
        before = self._norm[first - 1] if first else ""
        kind: str | None = None
        land = first in self._lands_at and stop - first > 1  # `British Gas`
        if before in self._w.saying and not land and self._tags[stop : stop + 1] not in _GOVERNING:
            kind = "person"
        elif stop + 2 < len(self._norm) and self._norm[stop] == ",":
            kind = self._before_comma(first, stop)
        if kind is None and before in self._w.within and self._tags[stop : stop + 1] not in ("N", "s"):
            kind = "place"
        return kind if kind and self._is_plain(first, stop) else None

    def _before_comma(self, first: int, stop: int) -> str | None:
        """``David Ng, 54,`` and ``Greta Lund, an analyst`` are persons, ``Wixom, Michigan`` is a place."""
        norm, after = self._norm, stop + 1
        if norm[after].isdigit():
            return "person" if len(norm[after]) == 2 and norm[after + 1] == "," else None
        if self._capital[after]:
            hit = self._hit(after, len(norm))
            return "place" if hit and hit.entry.type == "place" and hit.entry.kind != "city" else None
        role = stop - first > 1 and self._w.titles.at(norm, after + 1 if norm[after] in self._w.articles else after)
        return "person" if role else None

    def _is_plain(self, first: int, stop: int) -> bool:
        """Whether the words are written as those of a person or place are: no capitals only, no digits."""
        words = [self._word[i] for i in range(first, stop) if self._capital[i]]
        if stop - first == 1:
            return is_lowered(words[0])
        return all((is_letters(word) and not word.isupper()) or len(word) == 1 for word in words)

    def _holder(self, first: int, stop: int) -> int:
        """Where the person begins behind a title and a long office, or ``first``: at a first name, else at the first
        word that nobody knows (``Direktur`` `Pengelolaan Sampah` ``Sinta Vorlan``)."""
        w, norm = self._w, self._norm
        if w.articles:
            return first
        joint = max([i for i in range(first, stop) if norm[i] in w.conjunctions], default=-1)
        if joint >= 0:  # `Statistik Niaga dan Jasa` Vorlan
            behind = joint + 2
            while behind < stop and self._capital[behind] and self._is_office(behind):
                behind += 1
            return behind if behind < stop and self._capital[behind] else first
        named = [i for i in range(first, stop) if norm[i] in w.given and self._capital[i]]
        if named and named[0] == first + 1 < stop - 1:  # `Komersial` Budi Vorlan, where nobody is called Komersial
            return named[0] if self._is_office(first) and not self._called(first) else first
        named = named or [i for i in range(first, stop) if self._capital[i] and not self._is_office(i)]
        if not named or named[0] < first + _OFFICE:
            return first
        return named[0] if self._only_office(first, named[0]) else first

    def _called(self, i: int) -> bool:
        """Whether the page has the word alone and with a capital elsewhere, as a person is called."""
        return next(self._elsewhere(i), -1) >= 0

    def _elsewhere(self, i: int) -> Iterator[int]:
        """Where else the page has the word with a capital and alone."""
        places = self._places_of(self._norm[i])
        return (j for j in places if j != i and not self._runs_on(j) and True not in self._capital[j + 1 : j + 2])

    def _introduced(self, first: int, stop: int) -> list[Candidate]:
        """A person behind a title; before it the town of the office, where somebody speaks by a later word and the page
        has the first one without the second (``Bupati`` `Vorlan` ``Sinta Malan``)."""
        begin = first
        if not self._w.articles and self._norm[first] not in self._w.given and not self._speaks(first):
            begin = next((i for i in range(first + 1, stop) if self._capital[i] and self._speaks(i)), first)
        long = begin - first >= _OFFICE and stop - begin >= _OFFICE
        if begin > first and (long or self._parted(first)):
            return [self._plain(first, begin, None), self._plain(begin, stop, "person")]
        return [self._plain(first, stop, "person")]

    def _is_speaker(self, first: int, stop: int) -> bool:
        """Whether a person stands there who speaks elsewhere by one of the words (`Vorlan` ``Sinta Malan``)."""
        return not self._w.articles and any(self._capital[i] and self._speaks(i) for i in range(first, stop))

    def _inside(self, i: int) -> bool:
        """Whether the page has the word with a capital where a capital says something (``Dikki``, no passive)."""
        return any(j != i and not self._initial(j) for j in self._places_of(self._norm[i]))

    def _speaks(self, i: int) -> bool:
        """Whether the page has the word alone beside a verb of saying."""
        norm, says = self._norm, self._w.saying
        return any(not says.isdisjoint((norm[j - 1], *norm[j + 1 : j + 3])) for j in self._elsewhere(i))

    def _parted(self, i: int) -> bool:
        """Whether the page has the word without the one behind it as well."""
        norm = self._norm
        return any(norm[j + 1 : j + 2] != norm[i + 1 : i + 2] for j in self._places_of(norm[i]) if self._capital[j])

    def _behind_house(self, first: int, stop: int) -> int:
        """Where a person of two words or more begins behind a company that ends in a common word, or ``first``
        (``Direktur`` `Vorlan Berjangka` ``Budi Malan``)."""
        named = [i for i in range(first, stop) if self._norm[i] in self._w.given and self._capital[i]]
        if self._w.articles or not named or named[0] < first + _OFFICE or named[0] > stop - _OFFICE:
            return first
        return named[0] if self._is_office(named[0] - 1) else first

    def _office_of_house(self, first: int, stop: int) -> int:
        """Where the house begins, by the form before its name, behind words of an office (`Operasi dan Layanan` ``PT
        Vorlan``), or ``first``."""
        forms = [i for i in range(first + 1, stop) if self._norm[i] in self._w.before]
        if not forms or self._w.articles:
            return first
        return forms[0] if self._only_office(first, forms[0]) else first

    def _behind_office(self, first: int, stop: int) -> int:
        """Where a person begins behind a title, a particle and common words, or ``first`` (``Chair for`` `Public
        Works` ``Erin Vorlan``): at a first name with a last one; behind a preposition, at any word nobody knows."""
        w, norm = self._w, self._norm
        if first < 2 or norm[first - 2] not in w.announcing or not self._capital[first - 2]:
            return first
        for i in range(first + 1, stop - 1):
            if norm[i] in w.given or (self._tags[first - 1] == "I" and w.is_strange(norm[i])):
                return i if self._only_office(first, i) else first
        return first

    def _only_office(self, first: int, stop: int) -> bool:
        """Whether no capitalized word there may be part of a person's name."""
        return all(self._is_office(i) for i in range(first, stop) if self._capital[i])

    def _is_all_office(self, first: int, stop: int) -> bool:
        """Whether nothing but words of an office is there, two or more (``Alat dan Mesin``), and no person."""
        return not self._w.articles and sum(self._capital[first:stop]) >= _OFFICE and self._only_office(first, stop)

    def _places_of(self, norm: str) -> list[int]:
        """Where the page has a word with a capital, the first few places."""
        if self._places is None:
            self._places = {}
            for j in self._capitals:
                self._places.setdefault(self._norm[j], []).append(j)
        return self._places.get(norm, [])[:_PLACES]

    def _is_house(self, i: int, sure: bool) -> bool:
        """Whether the article names a company by the word elsewhere: with its legal form, or, where two more words
        follow here (``sure``), alone and not beside a verb of saying."""
        norm, w = self._norm, self._w
        if norm[i] in w.given or not self._word[i][1:].islower():
            return False
        for j in self._places_of(norm[i]):
            before, after = norm[j - 1] if j else "", norm[j + 1] if j + 1 < len(norm) else ""
            if j != i and (before in w.before or after in w.after):
                return True
            alone = not self._runs_on(j) and j + 1 < len(norm) and not self._capital[j + 1]
            if j != i and sure and alone and w.saying.isdisjoint((before, *norm[j + 1 : j + 4])):
                return True
        return False

    def _runs_on(self, j: int) -> bool:
        """Whether a name may have begun before the token."""
        return j > 0 and self._capital[j - 1] and not (self._initial(j - 1) and self._norm[j - 1] in self._w.openers)

    def _person_behind(self, first: int, stop: int) -> bool:
        """Whether what follows a house is more than a suffix of the name before it (``Ford Jr.``)."""
        return any(len(self._norm[i]) > 2 for i in range(first, stop))

    def _last_head(self, first: int, stop: int) -> int:
        """End of the last word that ends a company's name, or 0."""
        for i in range(stop - 1, first, -1):
            if self._norm[i] in self._w.after or self._w.heads.get(self._norm[i]) in ("organization", "media"):
                return i + 1
        return 0

    def _small_head(self, i: int) -> bool:
        """Whether a word before a place makes a name with it (``bursa Sydney``)."""
        return i > 0 and self._norm[i - 1] in self._w.small_heads

    def _stands_alone(self, i: int) -> bool:
        """Whether the page has the word elsewhere as a name of its own (``Dent``, for ``American Dent``)."""
        return any(j != i and not self._initial(j) and not self._capital[j - 1] for j in self._places_of(self._norm[i]))

    def _numbered(self, i: int, stop: int) -> bool:
        return i + 1 < stop and self._norm[i + 1].isdigit()

    def _leads(self, i: int, stop: int) -> bool:
        """Whether an adjective that is no name by itself begins one (``Eastern Airlines``)."""
        behind = self._norm[i + 1] if i + 1 < stop else ""
        return self._norm[i] in self._w.adjectives and (behind in self._w.heads or behind in self._w.after)
