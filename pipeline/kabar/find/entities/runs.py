"""Runs of capitalized words, and how they fall into names.

A run goes over capitalized words, inner particles (``Bank of America``), initials, hyphens and model numbers. It is
cut at titles (``CEO``, ``Menteri``), months, demonyms and gazetteer names; what remains gets its type from the words
that it is made of. Headlines, where every word is capitalized, are not read this way.
"""

from kabar.find.entities.extent import BEFORE_INITIAL, CLOSED
from kabar.find.entities.gazetteer import Entry, Hit
from kabar.find.entities.kinds import Candidate, Kinds
from kabar.page import Sentence

_VERBAL = frozenset("VTEG")  # classes that begin a sentence and are no name without more
_MAKERS = {"car maker": "car", "aircraft maker": "aircraft", "electronics": None}  # kind of maker -> of its products
_EDITED = frozenset({*_MAKERS.values(), "device", "phone", "computer"}) - {None}  # kinds of which there are editions
_ROMAN = frozenset("IVX")
_EDITION = 5  # tokens that tell a product or an edition behind a known name
_STOPS = frozenset(",.")
_CARRIER, _FLIGHT = "airline", "flight"


class RunReader(Kinds):
    """Reads the names of one page's ordinary sentences."""

    def read(self, sentence: Sentence, capitals: list[int]) -> list[Candidate]:
        """Candidates of a sentence from the positions of its capitalized words."""
        out: list[Candidate] = []
        done, stop = sentence.first, sentence.stop
        capital, marked, norm, tags = self._capital, self._marked, self._norm, self._tags
        joints, openers = self._w.joints, self._w.openers
        for i in capitals:
            if i < done:
                continue
            hit, title, end = None, False, i + 1
            if marked[i]:
                hit, title = self._hits_at.get(i), i in self._titles_at
            if hit:
                end = hit.stop
            elif (tags[i] in CLOSED or norm[i] in openers) and not title and self._opener(i, end, sentence):
                continue  # a function word begins its sentence: the run starts behind it
            goes_on = end < stop and (capital[end] or norm[end] in joints or tags[end] == "s" or norm[end][0].isdigit())
            if goes_on or title or end > stop:
                done = self._stop(i, stop)
                out += self._pieces(i, done, sentence)
                if out and out[-1].stop > done:
                    done = out[-1].stop
            else:
                done = end
                found = self._known(hit) if hit else self._alone(i, sentence)
                if found:
                    out.append(found)
        return out

    def _known(self, hit: Hit) -> Candidate:
        """A name of the gazetteer that stands alone."""
        if hit.entry.type == "place" and self._small_head(hit.first):
            return Candidate(hit.first - 1, hit.stop, "organization", None, False, "entity.head")
        return Candidate(hit.first, hit.stop, hit.entry.type, hit.entry, False, "entity.gazetteer")

    def _alone(self, i: int, sentence: Sentence) -> Candidate | None:
        """A run of one word."""
        norm, w = self._norm[i], self._w
        if self._marked[i]:
            return Candidate(i, i + 1, "place", self._lands_at[i].entry, False, "entity.demonym")
        if norm in w.apart or norm in w.lone or len(norm) < 2 or norm in w.after or self._opener(i, i + 1, sentence):
            return None
        return self._plain(i, i + 1, "person" if self._titled(i, sentence.first) else None)

    # -- the pieces of a run

    def _pieces(self, first: int, stop: int, sentence: Sentence) -> list[Candidate]:
        """Cut a run at titles, months, honorifics, demonyms; then read each piece."""
        w, norm = self._w, self._norm
        out: list[Candidate] = []
        titled, begin, i = False, first, first
        while i < stop:
            title, country = 0, None
            if self._marked[i]:
                hit = self._hit(i, sentence.stop)
                title = self._titles_at.get(i, 0)
                if hit and (hit.stop - i > 1 or not title):
                    i = hit.stop
                    continue
                country = None if title or self._named_after(i, stop) else self._lands_at.get(i)
            apart = norm[i] in w.apart and not self._numbered(i, stop) and not self._leads(i, stop)
            early = i == sentence.first or norm[i - 1] in BEFORE_INITIAL
            plain = not (title or country) and (apart or (early and self._opener(i, stop, sentence)))
            cut = title or (country.stop if country else i + 1 if plain else 0)
            if cut:
                if begin < i:
                    out += self._piece(begin, i, titled, bool(title))
                if country:
                    out.append(Candidate(i, cut, "place", country.entry, False, "entity.demonym"))
                titled, begin = bool(title) or norm[i] in w.honorifics or (titled and norm[i] in w.apart), cut
                i = cut
            else:
                i += 1
        if begin < stop and not self._capital[begin]:
            begin = self._skip(begin, stop)
        if begin < stop:
            titled = titled or self._titled(begin, sentence.first)
            out += self._piece(begin, i if i > stop else stop, titled, False)
        return out

    def _named_after(self, i: int, stop: int) -> bool:
        """Whether the adjective of a country belongs to a name (``British Steel``), not to a person or a known name."""
        land = self._lands_at.get(i)
        k = land.stop if land else stop
        free = k < stop and k not in self._hits_at and k not in self._titles_at and k not in self._lands_at
        free = free and not (stop - k == 1 and self._stands_alone(k))
        return free and self._capital[k] and self._norm[k] not in self._w.given and self._norm[k] not in self._w.apart

    def _opener(self, i: int, stop: int, sentence: Sentence) -> bool:
        """Whether the word only begins its sentence."""
        norm, tag = self._norm, self._tags[i]
        if i != sentence.first and not (norm[i - 1] in BEFORE_INITIAL and self._initial(i)):
            return False
        behind = i + 1 < sentence.stop and self._capital[i + 1]
        if behind and tag not in CLOSED and self._in_pair(i):
            return False  # Home Mawar, as elsewhere
        joined = tag != "D" and i + 2 < sentence.stop and norm[i + 1] == "-" and norm[i + 2] != norm[i]
        if joined and self._hyphenated(i + 1):
            return norm[i] in self._w.apart  # Half-Moon
        if behind and (norm[i] in self._w.heads or (tag == "J" and i + 1 not in self._hits_at)):
            return False  # Bank Mawar, First Mawar Bank
        if self._word[i][1:2].isupper():
            return False
        if tag in CLOSED or norm[i] in self._w.openers:
            return True
        if stop - i > 1 and norm[stop - 1] in self._w.after:
            return False
        return (tag in _VERBAL and not self._inside(i)) or norm[i] in self._lower

    def _titled(self, i: int, first: int) -> bool:
        """Whether a title in lower case, or one before a comma, stands right to the left."""
        j = i - 2 if i > first and self._norm[i - 1] in _STOPS else i - 1
        if self._norm[i - 1] == "," and self._office in (i - 1, i - 2):  # over `Tbk`
            return True
        return j >= first and self._norm[j] in self._w.announcing

    def _piece(self, first: int, stop: int, titled: bool, left_of_title: bool) -> list[Candidate]:
        """Names of a piece without titles inside."""
        if first < stop and not self._capital[first]:
            first = self._skip(first, stop)
        if stop - first > 1 and self._norm[first] in self._w.articles:
            first += 0 if self._hits(first, first + 1) or self._hit(first, stop) else 1
        if first >= stop:
            return []
        hits = self._hits(first, stop) if True in self._marked[first:stop] else []
        bare = len(self._norm[first]) < 2 or self._norm[first] in self._w.after or self._norm[first] in self._w.lone
        if bare and not hits and stop - first < 5 and self._empty(first, stop):
            return []
        if titled:
            return self._after_title(first, stop)
        holder = self._behind_office(first, stop) if self._norm[first - 1] in self._w.particles else first
        if holder > first:
            return [self._plain(holder, stop, "person")]
        if not hits:
            return [] if left_of_title and not self._head(first, stop) else [self._plain(first, stop, None)]
        return self._around(first, stop, hits)

    def _empty(self, first: int, stop: int) -> bool:
        """Whether nothing but initials, legal forms and what is no name by itself is there (but ``B&B`` is one)."""
        words, w = self._norm[first:stop], self._w
        if stop - first == 3 and words[1] == "&" and self._glued(first + 1):
            return False
        return all(len(word) < 2 or word in w.after or word in w.lone for word in words)

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
        """The pieces behind a title; where they end with the house, its holder may stand behind a comma."""
        out = self._house_and_holder(first, stop)
        if out and out[-1].type == "organization":
            self._office = stop
        return out

    def _house_and_holder(self, first: int, stop: int) -> list[Candidate]:
        """``ESDM Jero Wacik``, ``Keuangan Sri Mulyani``, ``Pertamina Ali Mundakir``: the house, then the person."""
        out: list[Candidate] = []
        begin = first
        while begin < stop and (portfolio := self._w.portfolios.at(self._norm, begin)):
            begin = self._joined_office(self._skip(portfolio.stop, stop), stop)
        begin = self._office_of_house(begin, stop)
        hits = self._hits(begin, stop)
        if hits and hits[0].first == begin and hits[0].stop == stop:
            return [*out, *self._around(begin, stop, hits)]
        if begin < stop and (not hits or hits[0].stop == stop) and self._norm[begin] in self._w.heads:
            named = [i for i in range(begin + 2, stop) if self._norm[i] in self._w.given and not self._w.articles]
            if named:  # Dinas Perikanan Budi Santosa
                return [*out, self._plain(begin, named[0], "organization"), self._plain(named[0], stop, "person")]
            return [*out, self._plain(begin, stop, None)]
        houses = [
            h for h in hits if h.entry.type != "person" and (h.first == begin or self._person_behind(h.stop, stop))
        ]
        cut = max([h.stop for h in houses] or [begin])
        cut = max(cut, self._last_head(begin, stop))
        if cut == begin < stop and not hits and self._norm[begin] in self._w.before:
            told = stop - begin > 3 and self._norm[stop : stop + 1] != [","]
            named = [i for i in range(begin + 2, stop - 1) if self._norm[i] in self._w.given]
            cut = stop if not told else named[0] if named else begin + 2  # PT Kirana Budi Laras
        holder = self._holder(begin, stop) if cut == begin and not hits else begin
        if holder > begin:
            return [*out, self._plain(holder, stop, "person")]
        holder = self._behind_house(begin, stop) if cut == begin and not hits else begin
        if holder > begin:
            return [*out, self._plain(begin, holder, "organization"), self._plain(holder, stop, "person")]
        if cut == begin and stop - begin > 1 and self._word[begin].isupper() and len(self._word[begin]) > 1:
            cut = begin + 1
            if hits and hits[0].first == cut and hits[0].stop == stop and hits[0].entry.type == "place":
                return [*out, self._plain(begin, stop, "organization")]  # DPRD Bandung
        if cut == begin and stop - begin > 1 and self._is_house(begin, stop - begin > 2):
            cut = begin + 1
            out.append(self._plain(begin, cut, "organization"))
        elif cut > begin:
            out.extend(self._piece(begin, cut, False, False))
        cut = self._skip(cut, stop)
        if cut < stop and not self._legal(cut, stop) and not self._is_all_office(cut, stop):
            out += self._introduced(cut, stop)
        return out

    def _joined_office(self, begin: int, stop: int) -> int:
        """The end of the words of an office behind a conjunction (``Investasi dan`` ``Gas Bumi``)."""
        if begin >= stop or self._norm[begin - 1] not in self._w.conjunctions:
            return begin
        while begin < stop and self._is_office(begin):
            begin += 1
        return begin

    def _around(self, first: int, stop: int, hits: list[Hit]) -> list[Candidate]:
        """A piece that holds names of the gazetteer."""
        hit = hits[0]
        if hit.first == first and hit.stop == stop:
            if hit.entry.type == "place" and self._small_head(first):
                return [Candidate(first - 1, stop, "organization", None, False, "entity.head")]
            return [Candidate(first, stop, hit.entry.type, hit.entry, False, "entity.gazetteer")]
        if hit.first - first == 2 and len(self._norm[first]) == 1 and self._norm[first + 1] == ".":
            return [self._plain(first, stop, "person" if stop - hit.stop == 1 else None)]  # W. Brent Ode
        if self._norm[first] in self._w.before and hit.first == first + 1 and self._legal(hit.stop, stop):
            return [Candidate(first, stop, hit.entry.type, hit.entry, False, "entity.gazetteer")]
        if self._head(first, stop) and (hit.first > first or self._head_last(stop)):
            return [self._plain(first, stop, None)]
        if hit.first == first + 1 and self._bare_start(first):
            return self._piece(hit.first, stop, False, False)
        if hit.first > first:
            left_known = hit.first - first > 2 or not self._capital[hit.first - 1]
            if (hit.entry.type == "place" and not left_known) or (
                hit.entry.type in ("organization", "person", "other") and hit.stop - hit.first == 1
            ):
                return [self._plain(first, stop, None)]
            return [self._plain(first, self._trim(first, hit.first), None), *self._piece(hit.first, stop, False, False)]
        return self._from_hit(hit, stop)

    def _bare_start(self, first: int) -> bool:
        """Whether a common noun may begin the sentence before a known name (``Kantor Toyota``)."""
        word = self._word[first]
        return word[1:].islower() and self._norm[first] not in self._w.given and self._initial(first)

    def _from_hit(self, hit: Hit, stop: int) -> list[Candidate]:
        """A gazetteer name with more words behind it."""
        own = Candidate(hit.first, hit.stop, hit.entry.type, hit.entry, False, "entity.gazetteer")
        rest = self._skip(hit.stop, stop)
        if self._legal(hit.stop, stop):
            if hit.entry.type == "product":  # Dow Jones & Co. is no index
                return [self._plain(hit.first, stop, "organization")]
            return [Candidate(hit.first, stop, hit.entry.type, hit.entry, False, "entity.gazetteer")]
        if rest >= stop:  # an article may end here
            return [own]
        if self._norm[hit.stop] in self._w.conjunctions and self._norm[hit.first] in self._w.heads:
            return [self._plain(hit.first, stop, "organization")]
        behind = self._word[rest] if rest < stop else "-"  # nothing where all was passed over, perhaps to the end
        version = behind[0].isdigit() or (stop - rest == 1 and _ROMAN.issuperset(behind))
        edition = hit.entry.kind in _EDITED and rest == hit.stop and stop - rest <= _EDITION
        edition = edition and not self._hits(rest, stop)
        if hit.entry.type == "product" and (version or edition):
            entry = Entry("", "product", None, hit.entry.kind, hit.entry.of)
            return [Candidate(hit.first, stop, "product", entry, False, "entity.product")]
        if hit.entry.kind == _CARRIER and self._word[stop - 1][-1].isdigit():
            entry = Entry("", "product", None, _FLIGHT, hit.entry.name)
            return [Candidate(hit.first, stop, "product", entry, False, "entity.product")]
        named = self._norm[hit.stop - 1] not in self._w.after
        if hit.entry.kind in _MAKERS and rest == hit.stop and stop - rest <= _EDITION and named:
            entry = Entry("", "product", None, _MAKERS[hit.entry.kind or ""], hit.entry.name)
            return [Candidate(hit.first, stop, "product", entry, False, "entity.product")]
        joins = hit.entry.type == "organization" or (
            hit.entry.type == "place" and (hit.entry.kind != "country" or behind.lower() not in self._w.given)
        )
        joins = (joins or self._head_last(stop)) and not self._is_speaker(rest, stop)
        if joins and named and rest == hit.stop and self._norm[rest - 1] != "." and not self._hits(rest, stop):
            return [self._plain(hit.first, stop, "organization" if hit.entry.type == "organization" else None)]
        return [own, *self._piece(rest, stop, False, False)]
