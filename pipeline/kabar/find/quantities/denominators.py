"""What a value is told per: behind it, in its measure, or how often it happens."""

from collections.abc import Callable

from kabar.find.quantities.table import UnitsTable
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

_REACH = 14  # tokens between a number and the denominator of its measure
_OFTEN = 9  # tokens between what is counted and how often
_NOUNS = 3  # tokens of a denominator that no table has
_ROMAN = frozenset("iv")  # letters of the numbers of quarters and half-years

Denominator = tuple[str, int]  # its name, and the token behind it


class Denominators:
    """Finds denominators; ``physical`` reads a physical unit at a token, ``lasts`` says that a name is a duration's."""

    def __init__(
        self, table: UnitsTable, physical: Callable[[Tokens, int], Denominator | None], lasts: Callable[[str], bool]
    ) -> None:
        self._physical = physical
        self._lasting = {name for name, words in table.per_names.items() if any(map(lasts, words))}
        self._per, self._any = frozenset(table.per), frozenset(table.per_any)
        self._prices, self._of = frozenset(table.priced), frozenset(table.partitive)
        self._articles = frozenset(table.per_articles)
        self.names: Lexicon[str] = Lexicon((w, name) for name, words in table.per_names.items() for w in words)
        self._adjective_not, self._adverbs = frozenset(table.per_adjective_not), frozenset(table.per_adverbs)
        self.phrases: Lexicon[str] = Lexicon((w, n) for n, words in table.per_phrases.items() for w in words)
        self._not_before = frozenset(table.per_not_before)
        self._scales, self._as_of = table.per_scales, frozenset(table.per_as_of)
        self._then, self._net = frozenset(table.per_then), frozenset(table.per_net)
        self._for = frozenset(table.concepts.for_)
        self._alone: Lexicon[str] = Lexicon((w, name) for name, words in table.per_alone.items() for w in words)
        self.fused = {w: name for name, words in table.per_fused.items() for w in words}
        self._adjectives = {w: name for name, words in table.per_adjectives.items() for w in words}
        self._within = frozenset(table.within)
        self._each, self._calendar = frozenset(table.per_each), frozenset(table.per_adjectives)
        self._words = self._per.union(self._adjectives, self.fused, self._each, self._prices)
        self._starts = self._per.union(self._articles, self.fused, self.phrases.heads, self._for, "-", ",")
        self._head_first, self._clitics = table.noun_first, tuple(table.clitics)
        self._plurals = tuple(end for end, new in table.singular if end != new)

    def name(self, tokens: Tokens, i: int) -> str | None:
        """The name of a denominator at token ``i``."""
        found = self.names.at(tokens.norm, i)
        return found.entry if found is not None else None

    def at(self, tokens: Tokens, i: int, articles: bool, tags: str = "") -> Denominator | None:
        """A denominator that starts at token ``i``. ``articles`` allows ``a share``, ``tags`` any noun."""
        norm = tokens.norm
        if i >= len(norm) or norm[i] not in self._starts:
            return None
        if norm[i] == ",":
            return self.at(tokens, i + 2, False, tags) if norm[i + 1 : i + 2] == ["-"] and tokens.glued(i) else None
        phrase = self.phrases.at(norm, i)
        if phrase is not None:
            return phrase.entry, phrase.stop
        fused = self.fused.get(norm[i])
        if fused is not None:
            return (fused, i + 1) if articles and not self._is_then(norm, i + 1) else None
        at = self._opened(tokens, i, articles)
        return None if at < 0 else self._below(tokens, tags, at, norm[i] in self._articles)

    def _opened(self, tokens: Tokens, i: int, articles: bool) -> int:
        """The token behind the word that opens a denominator at token ``i``, or -1."""
        norm, n, at = tokens.norm, len(tokens.norm), i
        if norm[at] in self._for:
            at += 1  # for each share
            if at >= n or norm[at] not in self._each:
                return -1
        if norm[at] == "-" and at + 2 < n and tokens.glued(at) and norm[at + 2] == "-":
            at += 1  # 12-cent-a-share
        if norm[at] not in self._per and not (articles and norm[at] in self._articles):
            return -1
        return at + 1 + (at + 1 < n and norm[at + 1] == "-")

    def _below(self, tokens: Tokens, tags: str, at: int, article: bool) -> Denominator | None:
        """What stands below the line at token ``at``: a name with its number, a physical unit, any noun."""
        norm, n, base = tokens.norm, len(tokens.norm), ""
        if at < n and norm[at][0].isdecimal() and at + 1 < n:
            base, at = norm[at].replace(".", "").replace(",", ""), at + 1
            scale = self._scales.get(norm[at])
            base, at = (f"{int(base) * scale} ", at + 1) if scale and base.isdecimal() else (base + " ", at)
        name = self.names.at(norm, at) if at < n else None
        if name is None:
            other = None if article or base or at >= n else self._physical(tokens, at)
            if other is not None:
                return base + other[0], other[1]
            return None if article or base or norm[at - 1] not in self._any else self._other(tokens, tags, at)
        if self._is_dated(norm, name.stop, name.entry in self._calendar):
            return None  # per hari ini, per kuartal I
        distance = article and name.entry in self._lasting and self._is_then(norm, name.stop)
        return None if distance else (base + name.entry, name.stop)

    def _is_dated(self, norm: list[str], i: int, calendar: bool) -> bool:
        """Whether what stands at token ``i`` makes a stretch of time a date."""
        behind = norm[i] if i < len(norm) else ""
        roman = behind != "" and _ROMAN.issuperset(behind)
        return roman or (calendar and (behind in self._as_of or behind.isdecimal()))

    def _other(self, tokens: Tokens, tags: str, i: int) -> Denominator | None:
        """``per | launch``, ``per | diluted common share``, ``per | porsinya``: any noun."""
        norm, at = tokens.norm, i
        base = next((norm[i][: -len(c)] for c in self._clitics if i < len(norm) and norm[i].endswith(c)), "")
        known = self.names.get(base) if base else None
        if known is not None:
            return known, i + 1
        while at < min(len(tags), i + _NOUNS) and tags[at] in "NJP":
            name = self.names.at(norm, at) if not self._head_first and at > i else None
            if name is not None and name.entry not in self._calendar:
                return name.entry, name.stop
            at += 1
        head = i if self._head_first else at - 1
        if at == i or tags[head] != "N" or norm[head] in self._as_of or not norm[head].isalpha():
            return None
        if norm[head].endswith(self._plurals) and not norm[head].endswith("ss"):
            return None  # per company filings
        return base or norm[head], head + 1

    def _is_then(self, norm: list[str], i: int) -> bool:
        """Whether what stands at token ``i`` makes a stretch of time a distance: ``a day | after the quake``."""
        later = norm[i] if i < len(norm) else ""
        return later in self._not_before or (later in self._then and self._net.isdisjoint(norm[i + 1 : i + 2]))

    def alone(self, tokens: Tokens, i: int) -> Denominator | None:
        """``$5 | each``: a word that is a whole denominator behind money, and no noun behind it."""
        found = self._alone.at(tokens.norm, i) if i < len(tokens.norm) else None
        return (found.entry, found.stop) if found is not None else None

    def behind(self, tokens: Tokens, tags: str, i: int) -> Denominator | None:
        """A denominator behind what is measured: ``gallons | of jet fuel a year``, ``barel | minyak per hari``."""
        if i + 1 >= len(tokens.norm) or tags[i] not in "ON":
            return None
        at = i + 1
        while at < len(tokens.norm) and at < i + 5 and tags[at] in "NJPV":
            at += 1
        return self.at(tokens, at, tags[i] == "O")

    def often(self, tokens: Tokens, tags: str, i: int) -> str | None:
        """How often what stands before token ``i`` happens: ``people | travel there every year``, ``$5bn | in goods
        each year``. Of several verbs, or one behind a preposition, that may be said of something else."""
        norm, verbs, parted = tokens.norm, 0, False
        for at in range(i, min(len(norm), i + _OFTEN)):
            if norm[at] in self._each or norm[at] in self._any:
                phrase = self.phrases.at(norm, at)
                found = self.at(tokens, at, False) if phrase is None else (phrase.entry, phrase.stop)
                return found[0] if found is not None and (phrase is not None or found[0] in self._calendar) else None
            tag = tags[at]
            if tag in "VTEG":
                verbs += 1
                if verbs > 1 or parted:
                    return None
            parted = parted or tag in "IDRO"
            if tag not in "VTEGXANPJIORs":
                return None
        return None

    def anywhere(self, tokens: Tokens) -> bool:
        """Whether the page has any word that puts a denominator before or behind a number."""
        return not self._words.isdisjoint(tokens.norm)

    def _rate(self, norm: list[str], each: int) -> str | None:
        """``every year 300 cars``: the stretch of time behind the word at token ``each``."""
        name = self.names.at(norm, each + 1)
        return name.entry if name is not None and name.entry in self._calendar else None

    def adjective(self, tokens: Tokens, first: int, stop: int) -> str | None:
        """The denominator that an adjective between two tokens holds (``100,000-unit annual mark``), or one behind
        ``of`` there (``of daily capacity``)."""
        stop += tokens.norm[stop - 1 : stop] != [] and tokens.norm[stop - 1] in self._of
        for norm in tokens.norm[first:stop]:
            if norm in self._adjectives:
                return self._adjectives[norm]
        return None

    def within(self, tokens: Tokens, tags: str, i: int) -> str | None:
        """``$5 | in annual purchases``, ``$2 | in per-share earnings``: the denominator of what a value is in."""
        norm = tokens.norm
        if i + 2 >= len(norm) or norm[i] not in self._within:
            return None
        if norm[i + 1] in self._per and norm[i + 2] == "-" and tokens.glued(i + 2):
            name = self.names.at(norm, i + 3)
            return name.entry if name is not None and tags[name.stop : name.stop + 1] in ("N", "J", "P") else None
        found = None if tokens.word[i + 1][0].isupper() else self._adjectives.get(norm[i + 1])  # the Daily Post
        return found if tags[i + 2] in "NJP" and norm[i + 2] not in self._adjective_not else None

    def before(self, tokens: Tokens, tags: str, i: int, floor: int, money: bool) -> str | None:
        """The denominator in the measure before a number: ``daily deliveries of 5``, ``price per litre is 2``."""
        norm, verbs, at = tokens.norm, 0, i - 1
        while at >= floor and i - at < _REACH:
            tag = tags[at]
            if tag in ".,()nM$S" or tag == "C":
                opened = tag == "," and at - 2 >= floor and norm[at - 2] in self._each
                opened = opened and (at - 2 == floor or tags[at - 3] in ".,(C")
                return self._rate(norm, at - 2) if opened else None
            if tag in "VTEG" and (at + 1 >= i or tags[at + 1] not in "VTEGtXA"):
                verbs += 1
                if verbs > 1:
                    return None
            if norm[at] in self._each:
                return self._rate(norm, at)
            if norm[at] in self.fused and self._is_stretch(norm, tags, at, i, floor):
                return self.fused[norm[at]]
            found = self._adjectives.get(norm[at])
            if found is not None and tokens.word[at][0].isupper() and tokens.word[at + 1][0].isupper():
                found = None  # the Daily Post
            if found is not None:
                return found if self._is_of_measure(norm, tags, at, floor) else None
            if money and norm[at] in self._articles and at > floor + 1 and norm[at - 2] in self._prices:
                name = self.names.at(norm, at + 1) if norm[at - 1] in self._of else None
                return name.entry if name is not None else None  # the price of a barrel
            if money and norm[at] in self._per and at + 1 < i:
                name = self.names.at(norm, at + 1 + (norm[at + 1] == "-"))  # the per-share price
                return name.entry if name is not None and not self._is_dated(norm, name.stop, True) else None
            at -= 1
        return None

    def _is_stretch(self, norm: list[str], tags: str, at: int, i: int, floor: int) -> bool:
        """``seminggu | 2 kali``, and at the start of a sentence ``Sehari | dia membawa 20 orang``."""
        if self.fused[norm[at]] not in self._calendar or self._is_then(norm, at + 1) or norm[at + 1] in self._as_of:
            return False
        return at == floor or (at == i - 1 and tags[at - 1] in "NVP")

    def _is_of_measure(self, norm: list[str], tags: str, at: int, floor: int) -> bool:
        """Whether an adjective belongs to a measure: ``annual sales``; not to a document, nor ``secara tahunan``."""
        if at > floor and (norm[at - 1] in self._adverbs or (self._head_first and norm[at - 1] in self._adjective_not)):
            return False
        beside = tags[at + 1] in "NJP" or (at > floor and tags[at - 1] in "NP")
        return beside and norm[at + 1] not in self._adjective_not
