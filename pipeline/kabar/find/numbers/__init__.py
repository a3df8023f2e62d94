"""Numbers as written, exact, with the reasons for refusal."""

from kabar.find.numbers.finder import NumberFinder
from kabar.find.numbers.table import NumbersTable

__all__ = ["NumberFinder", "NumbersTable"]
