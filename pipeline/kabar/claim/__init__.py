"""Mentions to claims: scopes, subjects, frames, assembly."""

from kabar.find.mention import Mentions
from kabar.model import Table
from kabar.page import Page
from kabar.record import Claim, Document


class PredicatesTable(Table, frozen=True):
    """``models/<language>/predicates.toml``."""


class Inventory(Table, frozen=True):
    """``models/shared/predicates.toml``."""


class Claimer:
    """Turns the mentions of a page into claims."""

    def __init__(self, table: PredicatesTable, inventory: Inventory) -> None:
        self._table = table

    def claims(self, page: Page, tags: str, mentions: Mentions, document: Document, models: str) -> list[Claim]:
        """Claims in document order."""
        return []
