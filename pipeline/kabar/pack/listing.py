"""What is loaded from where: the tables of each language, with their files, what lies above last, and their entries."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kabar import layers, model
from kabar.pack.tables import LANGUAGE, OPTIONAL, SHARED


class Row(NamedTuple):
    """A table (``id/units``), its files from below, and how many entries each adds."""

    table: str
    files: tuple[tuple[Path, int], ...]


def rows(root: Path) -> Iterator[Row]:
    """All tables, gazetteers and weights, in a fixed order. Raises ModelError."""
    places = [f"{language}/{name}.toml" for language in model.languages(root) for name in LANGUAGE]
    places += [f"shared/{name}.toml" for name in SHARED]
    for place in places:
        found = model.sources(root, place)
        if not found and Path(place).stem in OPTIONAL:
            continue
        yield Row(place.removesuffix(".toml"), tuple((path, entries(layers.read(path))) for path in found))
    for pattern in ("entities/*.jsonl", "weights/*"):
        for path in model.files(root, pattern):
            yield Row(f"{path.parent.name}/{path.stem}", ((path, len(path.read_text("utf-8").splitlines())),))


def entries(value: object) -> int:
    """How many single entries a table has: words of lists and of long texts, keys with a value."""
    if isinstance(value, dict):
        return sum(map(entries, value.values()))
    if isinstance(value, list):
        return sum(map(entries, value)) if value else 0
    return len(value.split()) if isinstance(value, str) and "\n" in value else 1
