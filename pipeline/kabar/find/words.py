"""A coarse word class for every token, from closed word lists and shape: the cheap substitute for a tagger."""

from kabar.model import Table
from kabar.page import Page


class WordsTable(Table, frozen=True):
    """``models/<language>/words.toml``."""


class WordTagger:
    """Tags the tokens of a page."""

    def __init__(self, table: WordsTable) -> None:
        self._table = table

    def tag(self, page: Page) -> str:
        """One character a token; see the module's table of classes."""
        return "N" * len(page.tokens)
