"""Quantities: numbers with bound, unit, direction and what is counted."""

from kabar.find.quantities.finder import QuantityFinder
from kabar.find.quantities.table import CurrenciesTable, SharedUnits, UnitsTable

__all__ = ["CurrenciesTable", "QuantityFinder", "SharedUnits", "UnitsTable"]
