"""Numbers as written, exact, with the reasons for refusal."""

from kabar.find.mention import Number
from kabar.model import Table
from kabar.page import Page


class NumbersTable(Table, frozen=True):
    """``models/<language>/numbers.toml``."""


class NumberFinder:
    """Finds the numbers of a page."""

    def __init__(self, table: NumbersTable) -> None:
        self._table = table

    def find(self, page: Page) -> list[Number]:
        """All numbers, in document order; those that cannot count carry ``refused``."""
        return []
