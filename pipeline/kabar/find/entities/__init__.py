"""Named entities: from the gazetteer and from the text itself."""

from pathlib import Path

from kabar.find.mention import Entity
from kabar.model import Table
from kabar.page import Page


class EntitiesTable(Table, frozen=True):
    """``models/<language>/entities.toml``."""


class EntityFinder:
    """Finds the named entities of a page."""

    def __init__(self, table: EntitiesTable, gazetteers: tuple[Path, ...]) -> None:
        self._table = table

    def find(self, page: Page, tags: str) -> list[Entity]:
        """All named entities in document order."""
        return []
