"""The shape of ``models/shared/facts.toml`` and of the weights, and what is read from ``models/`` to compare claims."""

import zlib
from functools import lru_cache
from pathlib import Path

from kabar.frozen import Frozen
from kabar.model import Table, default_root, files, languages, lineage, read_table, table
from kabar.tables import LanguageTable


class FactsTable(Table, frozen=True):
    """See the comments of the file."""

    generic: list[str]
    near: list[list[str]]
    mounting: list[str]
    point: list[str]
    cuts: list[str]
    alike: list[list[str]]
    about: float
    fraction: float
    base: dict[str, tuple[str, float]]
    offset: dict[str, float] = {}


class WeightsTable(Table, frozen=True):
    """Weights of the features of two claims, in hundredths of log odds, and the least chances that are acted on.

    ``join``: two claims answer one question; and of the relations that are named, that they hold.
    """

    bias: int
    weights: dict[str, int]
    join: float
    same: float
    compatible: float
    conflict: float


class Known(Frozen, frozen=True):
    """All that comparing claims needs to know beforehand; ``nouns`` are the numbers of the words in ``alike``."""

    base: dict[str, tuple[str, float]]
    offset: dict[str, float]
    near: dict[str, frozenset[int]]
    generic: frozenset[str]
    mounting: frozenset[str]
    point: frozenset[str]
    cuts: frozenset[str]
    alike: dict[str, frozenset[int]]
    nouns: frozenset[int]
    about: float
    fraction: float
    function: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def known(root: Path | None = None) -> Known:
    """The tables of ``models/``. Raises ModelError."""
    folder = root or default_root()
    facts = table(folder, "shared/facts.toml", FactsTable)
    function = {
        language: frozenset(
            word
            for one in lineage(folder, language)
            for word in table(folder, f"{one}/language.toml", LanguageTable).function
        )
        for language in languages(folder)
    }
    return Known(
        facts.base,
        facts.offset,
        _groups(facts.near),
        frozenset(facts.generic),
        frozenset(facts.mounting),
        frozenset(facts.point),
        frozenset(facts.cuts),
        _groups(facts.alike),
        frozenset(zlib.crc32(noun.encode()) for group in facts.alike for noun in group),
        facts.about,
        facts.fraction,
        function,
    )


def together(groups: dict[str, frozenset[int]], one: str | None, other: str | None) -> bool:
    """Whether two words are in one of the groups of a table of :class:`Known`, ``near`` or ``alike``."""
    nowhere = frozenset[int]()
    return not groups.get(one or "", nowhere).isdisjoint(groups.get(other or "", nowhere))


def _groups(table: list[list[str]]) -> dict[str, frozenset[int]]:
    """The numbers of the groups that each word is in."""
    words = {word for group in table for word in group}
    return {word: frozenset(n for n, group in enumerate(table) if word in group) for word in words}


@lru_cache(maxsize=4)
def weights(root: Path | None = None) -> WeightsTable:
    """The weights of ``models/weights/facts.toml``. Raises ModelError."""
    return read_weights(files(root or default_root(), "weights/facts.toml")[0])


def read_weights(path: Path) -> WeightsTable:
    """The weights of a file. Raises ModelError."""
    return read_table(path, WeightsTable)
