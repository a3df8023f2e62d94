"""Units beside a number: currencies on both sides, symbols, names, and the denominators behind them."""

from decimal import Decimal

from kabar.errors import ModelError
from kabar.find.quantities.table import CurrenciesTable, SharedUnits, UnitsTable
from kabar.frozen import Frozen
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, lex, words_of
from kabar.record import UnitKind

_CENT = Decimal("0.01")
_ONE = Decimal(1)
_REACH = 14  # tokens between a number and the denominator of its measure


class Measure(Frozen, frozen=True, gc=False):
    """A unit as one of its names says it: ``factor`` is what one of it is in ``unit`` (a cent is 0.01 USD)."""

    unit: str
    kind: UnitKind
    factor: Decimal = _ONE
    per: str | None = None
    flag: str | None = None
    either: str | None = None  # the currency that the name may stand for as well


class Found(Frozen, frozen=True, gc=False):
    """A measure at the tokens ``first`` to ``stop``."""

    first: int
    stop: int
    measure: Measure


class Units:
    """Looks up what stands directly before and behind a number."""

    def __init__(self, shared: SharedUnits, table: UnitsTable, currencies: CurrenciesTable) -> None:
        self.kinds: dict[str, UnitKind] = {u.id: u.kind for u in shared.units}
        self.dimensions = {u.id: u.dimension for u in shared.units}
        self._symbols: dict[str, Measure] = {}
        self._before: dict[str, Measure] = {}
        self._names: Lexicon[Measure] = Lexicon()
        for unit in shared.units:
            measure = Measure(unit.id, unit.kind)
            if unit.kind == "currency":
                self._before |= dict.fromkeys(unit.symbols, measure)
            else:
                self._symbols |= dict.fromkeys(unit.symbols, measure)
        for c in shared.compounds:
            compound = Measure(c.unit, self._kind(c.unit), Decimal(c.factor), c.per)
            (self._before if compound.kind == "currency" else self._symbols)[c.symbol] = compound
        flags = table.ambiguous
        named: dict[str, str] = {}
        for code, words in table.units.items():
            for word in words:
                if named.setdefault(word, code) != code:
                    raise ModelError(
                        f"{word!r} names {named[word]} and {code}", "units.toml: units", "keep one of them"
                    )
                flag = "ambiguous_unit" if word in flags else None
                either = flags[word] if flag and self.kinds.get(flags[word]) == "currency" else None
                self._names.add(word, Measure(code, self._kind(code), flag=flag, either=either))
        for word, code in currencies.subunits.items():
            self._names.add(word, Measure(code, "currency", _CENT))
        for code, words in currencies.names.items():
            for word in words:
                self._names.add(word, Measure(code, self._kind(code)))
        self._scaled = {letters: Measure(code, self._kind(code)) for letters, code in shared.scaled.items()}
        self._money_ends = frozenset(words_of(symbol)[-1] for symbol in self._before)
        self._symbol_starts = frozenset(lex(symbol).word[0] for symbol in self._symbols)
        self._marks = {
            unit.id: frozenset(s for s in unit.symbols) for unit in shared.units if unit.id in set(flags.values())
        }
        self._per = frozenset(table.per)
        self._prices, self._of = frozenset(table.priced), frozenset(table.partitive)
        self._per_articles, self._apart = frozenset(table.per_articles), frozenset(table.apart)
        self.per_names: Lexicon[str] = Lexicon((w, name) for name, words in table.per_names.items() for w in words)
        self._per_adjective_not = frozenset(table.per_adjective_not)
        self.per_phrases: Lexicon[str] = Lexicon((w, n) for n, words in table.per_phrases.items() for w in words)
        self._per_not_before = frozenset(table.per_not_before)
        self._scales, self._as_of = table.per_scales, frozenset(table.per_as_of)
        self._then, self._net = frozenset(table.per_then), frozenset(table.per_net)
        self._for = frozenset(table.concepts.for_)
        self._alone: Lexicon[str] = Lexicon((w, name) for name, words in table.per_alone.items() for w in words)
        self.per_fused = {w: name for name, words in table.per_fused.items() for w in words}
        self._per_adjectives = {w: name for name, words in table.per_adjectives.items() for w in words}
        self._each, self._calendar = frozenset(table.per_each), frozenset(table.per_adjectives)
        self._per_words = self._per.union(self._per_adjectives, self.per_fused, self._each, self._prices)
        self._per_starts = self._per.union(self._per_articles, self.per_fused, self.per_phrases.heads, self._for, "-")

    def check(self, code: str) -> None:
        """Raise ModelError for a code that is no declared unit."""
        self._kind(code)

    def _kind(self, code: str) -> UnitKind:
        if code not in self.kinds:
            raise ModelError(f"unit {code!r} is not declared", "units.toml", "declare it in models/shared/units.toml")
        return self.kinds[code]

    def before(self, tokens: Tokens, i: int) -> Found | None:
        """A currency that ends before token ``i``: ``$``, ``Rp``, ``US $``, ``Rp.``, ``Y=``."""
        words, norm = tokens.word, tokens.norm
        if not i or norm[i - 1] not in self._money_ends:
            return None
        for size in (4, 3, 2):
            found = self._before.get("".join(norm[i - size : i])) if i >= size else None
            if found is not None:
                article = norm[i - size] in self._per_articles and not tokens.glued(i - size + 1)
                torn = i > size and norm[i - size - 1] == "." and tokens.glued(i - size)  # u.s $
                word = words[i - size] in self._apart and not tokens.glued(i - size + 1)  # as much as $5, gave us $5
                if not article and not torn and not word:
                    return Found(i - size, i, found)
        found = self._before.get(norm[i - 1]) or self._before.get(words[i - 1])
        return Found(i - 1, i, found) if found is not None else None

    def money_before(self, tokens: Tokens, i: int, first: int, other: str) -> Measure | None:
        """The money that is named nearest before token ``i``, but for ``other``."""
        for at in range(i - 1, first - 1, -1):
            found = self._names.get(tokens.norm[at])
            if found is not None and found.kind == "currency" and found.unit != other:
                return found
        return None

    def per_name(self, tokens: Tokens, i: int) -> str | None:
        """The name of a denominator at token ``i``."""
        found = self.per_names.at(tokens.norm, i)
        return found.entry if found is not None else None

    def glued(self, letters: str) -> Measure | None:
        """A currency written in one with its number: ``RM79``."""
        return self._before.get(letters.lower()) or self._before.get(letters)

    def scaled(self, letters: str) -> Measure | None:
        """A currency in letters that are one only in front of a number with a scale: ``N12 million``."""
        return self._scaled.get(letters)

    def is_money(self, name: str) -> bool:
        """Whether a word is the name of some currency or of its subunit."""
        found = self._names.get(name)
        return found is not None and found.kind == "currency"

    def has_mark(self, tokens: Tokens, currency: str) -> bool:
        """Whether the text has a mark or another name of the currency."""
        marks = self._marks.get(currency, frozenset())
        return not marks.isdisjoint(tokens.norm)

    def modified(self, tokens: Tokens, tags: str, i: int, stop: int) -> Found | None:
        """A unit behind a modifier: ``517 rushing yards``, ``four straight weeks``, ``300 US dollars``."""
        for at in (i + 1, i + 2):
            if at >= stop or tags[at - 1] not in "JGPQ":
                return None
            found = self._names.at(tokens.norm, at)
            if found is not None:
                measure, plural = found.entry, tokens.norm[found.stop - 1][-1] == "s"
                foreign = measure.kind == "currency" and "P" in tags[i:at]  # French francs are not just francs
                fits = plural and measure.kind not in ("count", "percent") and not foreign
                return Found(at, found.stop, measure) if fits else None
        return None

    def after(self, tokens: Tokens, i: int, glued: bool) -> Found | None:
        """A unit that starts at token ``i``; ``glued`` says that it touches the number."""
        norm = tokens.norm
        n = len(norm)
        if i >= n:
            return None
        joined = word = tokens.word[i]
        best: Found | None = None
        for size in (1, 2, 3) if word in self._symbol_starts else ():  # km/h, °C, lb-ft
            if size > 1:
                if i + size > n or not tokens.glued(i + size - 1):
                    break
                joined += tokens.word[i + size - 1]
            symbol = self._symbols.get(joined)
            if symbol is not None:
                best = Found(i, i + size, symbol)
        named = self._names.at(norm, i) if norm[i] in self._names.heads else None
        if named is not None and (best is None or named.stop > best.stop):
            best = Found(i, named.stop, named.entry)
        if best is None:
            money = self._before.get(norm[i]) or self._before.get(word)
            return Found(i, i + 1, money) if money is not None else None
        return self._quotient(tokens, best) if best.measure.kind == "physical" else best

    def _quotient(self, tokens: Tokens, found: Found) -> Found:
        """``kV/cm``: two symbols with a stroke between are a unit of their own."""
        i = found.stop
        if i + 1 >= len(tokens.norm) or tokens.norm[i] != "/" or not tokens.glued(i) or not tokens.glued(i + 1):
            return found
        below = self._symbols.get(tokens.word[i + 1])
        if below is None or tokens.norm[i + 1] in self.per_names:
            return found
        return Found(found.first, i + 2, Measure(f"{found.measure.unit}/{below.unit}", "physical"))

    def per(self, tokens: Tokens, i: int, articles: bool) -> tuple[str, int] | None:
        """A denominator that starts at token ``i``, with the token behind it. ``articles`` allows ``a share``."""
        n = len(tokens.norm)
        if i >= n:
            return None
        norm = tokens.norm
        if norm[i] not in self._per_starts:
            return None
        phrase = self.per_phrases.at(norm, i)
        if phrase is not None:
            return phrase.entry, phrase.stop
        fused = self.per_fused.get(norm[i])
        if fused is not None:
            return (fused, i + 1) if articles and not self._is_then(norm, i + 1) else None
        at = i
        if norm[at] in self._for:
            at += 1  # for each share
            if at >= n or norm[at] not in self._each:
                return None
        if norm[at] == "-" and at + 2 < n and tokens.glued(at) and norm[at + 2] == "-":
            at += 1  # 12-cent-a-share
        if norm[at] not in self._per and not (articles and norm[at] in self._per_articles):
            return None
        at += 1 + (at + 1 < n and norm[at + 1] == "-")
        base = ""
        if at < n and norm[at][0].isdecimal() and at + 1 < n:
            base, at = norm[at].replace(".", "").replace(",", ""), at + 1
            scale = self._scales.get(norm[at])
            base, at = (f"{int(base) * scale} ", at + 1) if scale and base.isdecimal() else (base + " ", at)
        name = self.per_names.at(norm, at) if at < n else None
        article = norm[i] in self._per_articles
        if name is None:
            other = None if article or base or at >= n else self.after(tokens, at, False)
            known = other is not None and other.measure.kind == "physical" and other.measure.per is None
            return (base + other.measure.unit, other.stop) if other is not None and known else None
        dated = name.entry in self._calendar
        if dated and norm[name.stop : name.stop + 1] and norm[name.stop] in self._as_of:
            return None  # per hari ini
        return None if article and self._is_then(norm, name.stop) else (base + name.entry, name.stop)

    def _is_then(self, norm: list[str], i: int) -> bool:
        """Whether what stands at token ``i`` makes a stretch of time a distance: ``a day | after the quake``."""
        later = norm[i] if i < len(norm) else ""
        return later in self._per_not_before or (later in self._then and self._net.isdisjoint(norm[i + 1 : i + 2]))

    def per_alone(self, tokens: Tokens, i: int) -> tuple[str, int] | None:
        """``$5 | each``: a word that is a whole denominator behind money, and no noun behind it."""
        found = self._alone.at(tokens.norm, i) if i < len(tokens.norm) else None
        return (found.entry, found.stop) if found is not None else None

    def per_behind(self, tokens: Tokens, tags: str, i: int) -> tuple[str, int] | None:
        """A denominator behind what is measured: ``gallons | of jet fuel a year``, ``barel | minyak per hari``."""
        if i + 1 >= len(tokens.norm) or tags[i] not in "ON":
            return None
        at = i + 1
        while at < len(tokens.norm) and at < i + 5 and tags[at] in "NJPV":
            at += 1
        return self.per(tokens, at, tags[i] == "O")

    def has_per(self, tokens: Tokens) -> bool:
        """Whether the page has any word that puts a denominator before a number."""
        return not self._per_words.isdisjoint(tokens.norm)

    def _rate(self, norm: list[str], each: int) -> str | None:
        """``every year 300 cars``: the stretch of time behind the word at token ``each``."""
        name = self.per_names.at(norm, each + 1)
        return name.entry if name is not None and name.entry in self._calendar else None

    def adjective(self, tokens: Tokens, first: int, stop: int) -> str | None:
        """The denominator that an adjective between two tokens holds (``100,000-unit annual mark``)."""
        for norm in tokens.norm[first:stop]:
            if norm in self._per_adjectives:
                return self._per_adjectives[norm]
        return None

    def per_before(self, tokens: Tokens, tags: str, i: int, floor: int, money: bool) -> str | None:
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
            found = self._per_adjectives.get(norm[at])
            if found is not None and tokens.word[at][0].isupper() and tokens.word[at + 1][0].isupper():
                found = None  # the Daily Post
            if found is not None:
                beside = tags[at + 1] in "NJP" or (at > floor and tags[at - 1] in "NP")
                return found if beside and norm[at + 1] not in self._per_adjective_not else None
            if money and norm[at] in self._per_articles and at > floor + 1 and norm[at - 2] in self._prices:
                name = self.per_names.at(norm, at + 1) if norm[at - 1] in self._of else None
                return name.entry if name is not None else None  # the price of a barrel
            if money and norm[at] in self._per and at + 1 < i:
                name = self.per_names.at(norm, at + 1)
                return name.entry if name is not None and norm[name.stop] not in self._as_of else None
            at -= 1
        return None
