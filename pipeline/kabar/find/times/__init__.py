"""Temporal expressions: found, normalized, anchored."""

from kabar.find.mention import Number, Refusal, Time
from kabar.model import Table
from kabar.page import Page


class TimesTable(Table, frozen=True):
    """``models/<language>/times.toml``."""


class TimeFinder:
    """Finds and resolves the times of a page."""

    def __init__(self, table: TimesTable) -> None:
        self._table = table

    def find(self, page: Page, tags: str, numbers: list[Number]) -> tuple[list[Time], list[Refusal]]:
        """All times in document order, and what was turned down."""
        return [], []
