"""Units beside a number: currencies on both sides, symbols, names."""

from decimal import Decimal

from kabar.errors import ModelError
from kabar.find.quantities.denominators import Denominators
from kabar.find.quantities.table import CurrenciesTable, SharedUnits, UnitsTable
from kabar.frozen import Frozen
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, lex, words_of
from kabar.record import UnitKind

_CENT = Decimal("0.01")
_ONE = Decimal(1)


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
                of, factor = shared.multiples.get(code, (code, 1))
                self._names.add(word, Measure(of, self._kind(of), Decimal(factor), flag=flag, either=either))
        for word, code in currencies.subunits.items():
            self._names.add(word, Measure(code, "currency", _CENT))
        for code, words in currencies.names.items():
            for word in words:
                self._names.add(word, Measure(code, self._kind(code)))
        self._scaled = {letters: Measure(code, self._kind(code)) for letters, code in shared.scaled.items()}
        self._tied = {word: Measure(code, self._kind(code)) for word, code in shared.tied.items()}
        self._money_ends = frozenset(words_of(symbol)[-1] for symbol in self._before)
        self._symbol_starts = frozenset(lex(symbol).word[0] for symbol in self._symbols)
        self._marks = {
            unit.id: frozenset(s for s in unit.symbols) for unit in shared.units if unit.id in set(flags.values())
        }
        self._per_articles, self._apart = frozenset(table.per_articles), frozenset(table.apart)
        self.pers = Denominators(table, self._of_physical, self._is_duration)

    def _is_duration(self, name: str) -> bool:
        """Whether a word is the name of a stretch of time."""
        found = self._names.get(name)
        return found is not None and found.kind == "duration"

    def _of_physical(self, tokens: Tokens, i: int) -> tuple[str, int] | None:
        """The code of a physical unit without a denominator at token ``i``, and the token behind it."""
        other = self.after(tokens, i, False)
        known = other is not None and other.measure.kind == "physical" and other.measure.per is None
        return (other.measure.unit, other.stop) if other is not None and known else None

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
        if glued and word in self._tied:
            best = Found(i, i + 1, self._tied[word])
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
        if below is None or tokens.norm[i + 1] in self.pers.names:
            return found
        return Found(found.first, i + 2, Measure(f"{found.measure.unit}/{below.unit}", "physical"))
