"""The long tail of physical units: quantulum3's registry, for words behind a number that are in none of our tables.

Its data file is read directly (its parser is not imported), once for each finder and only when such a word comes.
"""

import importlib.util
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from kabar.find.quantities.units import Found, Measure
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens

PACKAGE, FILE = "quantulum3", "units.json"
_NOT_PHYSICAL = frozenset(("dimensionless", "currency", "time", "typographical element"))
_SHORTEST = 3  # letters of a symbol or name; shorter ones are too many things


class Tail:
    """Names of units by words, symbols by case; ``avoided`` are names that mean something else in the news."""

    def __init__(self, avoided: list[str]) -> None:
        self._avoided = frozenset(avoided)
        self._names: Lexicon[Measure] | None = None
        self._symbols: dict[str, Measure] = {}

    def find(self, tokens: Tokens, i: int) -> Found | None:
        """The unit that starts at token ``i``, or None."""
        if self._names is None:
            self._names = self._read()
        symbol = self._symbols.get(tokens.word[i])
        if symbol is not None:
            return Found(i, i + 1, symbol)
        match = self._names.at(tokens.norm, i)
        return Found(i, match.stop, match.entry) if match is not None else None

    def _read(self) -> "Lexicon[Measure]":
        """The registry as a lexicon; an empty one where the package is not installed."""
        names: Lexicon[Measure] = Lexicon()
        for name, unit in _registry().items():
            if unit["entity"] in _NOT_PHYSICAL:
                continue
            symbols = [s for s in unit.get("symbols", ()) if s.isascii() and s.isalpha()]
            code = next((s for s in symbols if not s.islower()), name)  # hPa; a small one may be anything
            measure = Measure(code, "physical", Decimal(1))
            for surface in (name, *unit.get("surfaces", ())):
                if len(surface) >= _SHORTEST and surface not in self._avoided:
                    names.add(surface, measure)
                    names.add(surface + "s", measure)
            for symbol in symbols:
                if len(symbol) >= _SHORTEST and not symbol.islower() and symbol not in self._avoided:
                    self._symbols.setdefault(symbol, measure)
        return names


def _registry() -> dict[str, Any]:
    """The units of the registry by name."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in spec.submodule_search_locations or () if spec is not None else ():
        file = Path(folder) / FILE
        if file.is_file():
            units: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return units
    return {}
