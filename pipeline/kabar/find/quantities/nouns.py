"""What is counted: the head noun behind a number, in both orders of noun and modifier."""

from kabar.find.quantities.table import UnitsTable
from kabar.frozen import Frozen
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens
from kabar.memo import Memo

_SHORT, _OFTEN = 80, 3  # tokens of a page that need only one word of context; words that a longer one needs
_LONGEST = 8  # tokens of a counted noun phrase
QUOTES = frozenset("\"'")  # others are folded to these


class Counted(Frozen, frozen=True, gc=False):
    """A noun phrase of the tokens ``first`` to ``stop`` and the canonical singular of its head."""

    first: int
    stop: int
    unit: str
    generic: bool = False
    known: bool = False  # by our tables


class Nouns:
    """Finds the counted noun behind a number."""

    def __init__(self, table: UnitsTable) -> None:
        self._forms: Lexicon[str] = Lexicon((w, unit) for unit, words in table.counted.items() for w in words)
        self._generic = frozenset(table.generic)
        self._classifiers = frozenset(table.classifiers)
        self._singular = [(end, new) for end, new in table.singular]
        self._singulars = Memo(self._make_singular)
        self._irregular = table.irregular
        self._head_first = table.noun_first
        self._clitics = tuple(table.clitics)
        self._demonyms = tuple(table.demonyms)
        self._people = table.people
        self._joins = frozenset(word for word in (*table.range_and, *table.alternatives) if word.isalpha())
        self._heads_only = frozenset(table.heads)
        self._titles, self._between = frozenset(table.titles), frozenset(table.between)
        self._not = frozenset((*table.not_nouns, *(w for words in table.per_fused.values() for w in words)))
        self._context = frozenset(table.context_words)
        self.context_unit = table.context_unit

    def has_context(self, norms: list[str]) -> bool:
        """Whether the page is about what a bare ``unit`` stands for: its words are there, often on a long page."""
        if self._context.isdisjoint(norms):
            return False
        return len(norms) < _SHORT or sum(1 for norm in norms if norm in self._context) >= _OFTEN

    def known(self, tokens: Tokens, i: int) -> str | None:
        """What the noun at token ``i`` is counted as, or None where it is in no table."""
        match = self._forms.at(tokens.norm, i)
        return match.entry if match is not None else None

    def after(self, tokens: Tokens, tags: str, i: int, stop: int, one: bool) -> Counted | None:
        """The noun phrase that starts at token ``i``; ``one`` says that a singular is expected."""
        return self._first(tokens, tags, i, stop) if self._head_first else self._last(tokens, tags, i, stop, one)

    def _first(self, tokens: Tokens, tags: str, i: int, stop: int) -> Counted | None:
        """Head first: ``3 unit mobil listrik``, ``220 gerai penjualan``."""
        norm = tokens.norm
        at = i
        if at + 1 < stop and norm[at] in self._classifiers:
            known = self._forms.at(norm, at + 1) is not None
            named = tags[at + 1] == "P" and norm[at] not in self._generic  # dua ekor Gajah Sumatera
            goods = (tags[at + 1] == "N" or named) and self._is_noun(tokens, tags, at + 1)
            at += known or (norm[at] not in self._forms and goods)
        if at >= stop:
            return None
        match = self._forms.at(norm, at)
        if norm[at] in self._titles and at + 1 < stop and (match is None or match.stop == at + 1):
            found = self._first(tokens, tags, at + 1, stop)  # mantan lurah
            if found is not None and (found.known or tags[at + 1] == "N"):  # wakil Indonesia
                return Counted(i, found.stop, found.unit, known=found.known)
        bare = None if match else self._stem(norm[at])
        if match is None and bare is not None and bare in self._forms:
            return Counted(i, at + 1, self._forms.get(bare) or bare, known=True)
        if match is not None:
            return Counted(i, match.stop, match.entry, known=True)
        if norm[at] in self._generic:
            return Counted(i, at + 1, self._stem(norm[at]) or norm[at], True, True)
        if not self._is_noun(tokens, tags, at):
            return None
        if at + 2 < stop and norm[at + 1] == "-" and norm[at + 2] == norm[at]:
            return Counted(i, at + 3, f"{norm[at]}-{norm[at]}")  # laba-laba
        tied = at + 2 < stop and norm[at + 1] == "-" and tokens.glued(at + 1) and tokens.glued(at + 2)
        if tied and tokens.word[at + 2].isalpha() and tokens.word[at + 2].islower():
            return Counted(i, at + 3, f"{norm[at]}-{norm[at + 2]}")  # anti-bisa
        return Counted(i, at + 1, norm[at].removesuffix(self._clitics[0]) if self._clitics else norm[at])

    def _is_noun(self, tokens: Tokens, tags: str, i: int) -> bool:
        return (
            tags[i] in "NP"
            and tokens.norm[i] not in self._not
            and (tags[i] == "N" or tokens.word[i][0].isupper() or self._known(tokens, i))  # MoU
        )

    def _known(self, tokens: Tokens, i: int) -> bool:
        return self._forms.at(tokens.norm, i) is not None or tokens.norm[i] in self._generic

    def _stem(self, word: str) -> str | None:
        for clitic in self._clitics:
            if word.endswith(clitic) and len(word) > len(clitic) + 2:
                return word[: -len(clitic)]
        return None

    def _last(self, tokens: Tokens, tags: str, i: int, stop: int, one: bool) -> Counted | None:
        """Head last: ``four Rolls-Royce Trent 900 engines``, ``100 Xiaomi stores``, ``100,000-unit mark``."""
        norm = tokens.norm
        hyphen = i < stop and norm[i] == "-" and tokens.glued(i)
        at = i + hyphen
        first, head, limit = at, -1, min(stop, at + _LONGEST)
        attribute = not one and i > 1 and "D" in tags[i - 3 : i - 1] and tags[i - 2] in "DJE"  # an 11 member group
        while at < limit:
            tag = tags[at]
            led = at == first and not one and (tag in "JG" or tags[at : at + 3] == "VCJ")
            if led and (paired := self._paired(tokens, tags, at, limit)):
                at = paired  # ruling and | opposition parties
                continue
            if tag == "J" and head == at - 1 >= first and not hyphen and self._known(tokens, head):
                break  # 863 aircraft last year
            if one and head >= first and tag in "VTEG" and not hyphen:
                break  # one expert | said
            if (tag in "NP" or self._is_noun_verb(tokens, tags, at, first, one)) and norm[at] not in self._not:
                tied = at + 1 < limit and norm[at + 1] == "-" and tokens.glued(at + 1) and tags[at + 2 : at + 3] != "M"
                if not hyphen and tied:
                    at += 1
                    continue  # pro-British
                if tag == "N" or self._known(tokens, at) or at + 1 >= limit or tags[at + 1] not in "NP":
                    head = at
                if hyphen:
                    head = at
                    break
                if attribute and tag == "N" and not self._is_plural(norm[at]) and not self._known(tokens, at):
                    single = at + 1 < limit and tags[at + 1] == "N" and not self._is_plural(norm[at + 1])
                    if single:
                        return Counted(first, at + 1, norm[at])
                if not one and self._is_plural(norm[at]) and not self._goes_on(tokens, tags, at + 1, limit):
                    head = at
                    break
                if not one and head == at and (paired := self._paired(tokens, tags, at, limit)):
                    at = paired  # maintenance and | cleaning workers
                    continue
            elif not self._inside(tokens, tags, at, limit):
                break
            at += 1
        if one and not hyphen and head >= 0:
            head = self._single_head(tokens, tags, first, head)
        if head < 0:
            return None
        if not (one or hyphen or self._is_plural(norm[head]) or self._known(tokens, head)):
            return None
        return self._headed(tokens, first, head)

    def _is_noun_verb(self, tokens: Tokens, tags: str, at: int, first: int, one: bool) -> bool:
        """Whether a form that may be a verb is a noun here: no verb has this form behind a number (``one arrest``,
        ``four prior arrests``)."""
        if tags[at] != "V" or tags[at + 1 : at + 2] in ("$", "M"):
            return False
        if tokens.norm[at][-1] != "s":
            asked = tags[at - 2] == "X" and tags[at + 1 : at + 2] in ("D", "R", "N", "P")  # does one hear a song
            return one and ((at == first and not asked) or tags[at - 1] == "J")
        return at == first or tags[at - 1] == "J" or self._heads(tokens, tags, at)

    def _single_head(self, tokens: Tokens, tags: str, first: int, head: int) -> int:
        """The head of what is one: the last noun that is no plural (``one subscription | gets``), or -1."""
        while head >= first and (
            self._is_plural(tokens.norm[head]) or tags[head] not in "NPV" or tokens.norm[head] in self._not
        ):
            head -= 1
        return head if head >= first else -1

    def is_plural_at(self, tokens: Tokens, i: int) -> bool:
        """Whether the word at token ``i`` is a plural, or a verb that looks like one."""
        return self._is_plural(tokens.norm[i])

    def _paired(self, tokens: Tokens, tags: str, at: int, limit: int) -> int:
        """Where what a word for and ties to a singular goes on, if a plural for both ends it: ``laptop and | desktop
        computers``; else 0."""
        if (
            at + 2 >= limit
            or tags[at + 1] not in "C"
            or self._known(tokens, at)
            or tokens.norm[at + 1] not in self._joins
        ):
            return 0
        end = at + 2
        while end < limit and tags[end] in "NJGQ-" and not self._is_plural(tokens.norm[end]):
            end += 1
        plural = end < limit and tags[end] in "NV" and self._is_plural(tokens.norm[end]) and end > at + 2
        return at + 2 if plural else 0

    def _heads(self, tokens: Tokens, tags: str, at: int) -> bool:
        """Whether a form that may be a verb is the head: a known noun, or behind a singular (``20 league matches``)."""
        before = tokens.norm[at - 1]
        single = tags[at - 1] == "N" and not self._is_plural(before) and before not in self._irregular
        titled = tags[at - 1] == "P" and at + 1 < len(tags) and tags[at + 1] in ".,IOCS)"  # three Premier League titles
        return titled or self._known(tokens, at) or (single and not self._known(tokens, at - 1))

    def _goes_on(self, tokens: Tokens, tags: str, i: int, limit: int) -> bool:
        if i + 1 < limit and tokens.norm[i] == "-" and tokens.glued(i) and tokens.glued(i + 1):
            return True  # Rolls-Royce
        named = tokens.word[i - 1][0].isupper()
        if named and i < limit and tags[i] == "N" and tokens.word[i].islower():
            return True  # United States troops
        if i + 1 < limit and tags[i] == "J" and named and self._known(tokens, i + 1):
            return True  # Phoenix Looms common shares
        if named and i < limit and tags[i] == "P" and not self._known(tokens, i - 1):
            return self._ends_in_plural(tokens, tags, i, limit)  # Los Angeles residents
        plural = i < limit and tags[i] == "N" and self._is_plural(tokens.norm[i])
        return plural and tokens.norm[i - 1] not in self._heads_only  # three reasons | buyers leave

    def _ends_in_plural(self, tokens: Tokens, tags: str, i: int, limit: int) -> bool:
        """Whether a name goes on to a common noun in the plural."""
        while i < limit and tags[i] == "P":
            i += 1
        while i + 1 < limit and tags[i] in "NJ" and tags[i + 1] == "N":
            i += 1
        return i < limit and tags[i] == "N" and self._is_plural(tokens.norm[i])

    def _inside(self, tokens: Tokens, tags: str, at: int, limit: int) -> bool:
        """Whether a token that is no noun may stand before the head."""
        tag = tags[at]
        if at + 1 >= limit:
            return False
        after = tags[at + 1]
        if tag == "C":
            paired = tags[at - 1] == "J" and after == "J"  # central and eastern countries
            return paired or (tags[at - 1] == "J" and bool(self._paired(tokens, tags, at - 1, limit)))
        if tag in "IA" and tags[at - 1] == "-" and tags[at - 2] in "EVT":
            return tokens.glued(at) and after in "NJP"  # four sold-out shows
        if tag in "JQ" or (tag == "A" and after in "JEG-") or tokens.norm[at] in self._between:
            return True
        if tokens.norm[at] in QUOTES:
            closes = tokens.glued(at) and not QUOTES.isdisjoint(tokens.norm[at - 3 : at])  # three "serious" errors
            return after in "NPJ-" and (closes or (tokens.glued(at + 1) and not tokens.glued(at)))
        if tag == "A":
            return after == "N" and at + 2 < limit and tags[at + 2] == "-"  # largely pro-British
        if tag == ".":
            return tokens.glued(at) and len(tokens.norm[at - 1]) == 1  # U.S. troops
        if tag in "EG":
            return after in "NJP" or (after == "-" and tokens.glued(at + 1))
        if tag == "I" and after == "-" and tags[at - 1] != "-" and at + 2 < limit and tags[at + 2] == "N":
            return tokens.glued(at + 1) and tokens.glued(at + 2)  # two by-elections
        if tag == "-":
            return tokens.glued(at) and tokens.glued(at + 1)
        named = tags[at - 1] in "PJ" or tags[at - 2 : at] == "P-"  # Trent 900 engines, AK-47 rifles
        return tag == "M" and named and after in "NP" and tokens.norm[at].isdecimal()

    def _is_plural(self, word: str) -> bool:
        if word in self._irregular:
            return self._irregular[word] != word
        return len(word) > 2 and word[-1] == "s" and self.singular(word) != word

    def singular(self, word: str) -> str:
        """Singular of a head noun by exceptions and endings; other words as they are."""
        return self._singulars[word]

    def _make_singular(self, word: str) -> str:
        known = self._irregular.get(word)
        if known is not None:
            return known
        for end, new in self._singular:
            if word.endswith(end) and (new or word != end):
                return word[: len(word) - len(end)] + new
        return word

    def _headed(self, tokens: Tokens, first: int, head: int) -> Counted:
        norm = tokens.norm
        for size in (3, 2, 1):
            at = head + 1 - size
            if at < first:
                continue
            match = self._forms.at(norm, at)
            if match is not None and match.stop == head + 1:
                return Counted(first, head + 1, match.entry, known=True)
        if norm[head] in self._generic:
            return Counted(first, head + 1, self.singular(norm[head]), True, True)
        if self._demonyms and tokens.word[head][0].isupper() and norm[head].endswith(self._demonyms):
            return Counted(first, head + 1, self._people, known=True)
        single = self.singular(norm[head])
        tied = head - 2 >= first and norm[head - 1] == "-" and tokens.glued(head) and tokens.glued(head - 1)
        if tied and norm[head - 2].isalpha() and single != norm[head]:
            single = f"{norm[head - 2]}-{single}"  # co-pilots
        return Counted(first, head + 1, single)
