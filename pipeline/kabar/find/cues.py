"""Cues: words that say how a clause is meant (status, negation, attribution, bounds)."""

from kabar.find.mention import Cue
from kabar.model import Table
from kabar.page import Page


class CuesTable(Table, frozen=True):
    """``models/<language>/cues.toml``."""


class CueFinder:
    """Finds the cues of a page."""

    def __init__(self, table: CuesTable) -> None:
        self._table = table

    def find(self, page: Page) -> list[Cue]:
        """All cues in document order."""
        return []
