"""What was made for a document goes with it: no cycles, so a worker needs no collector and its memory stays warm."""

import gc
from pathlib import Path

import pytest

from kabar.article import Source
from kabar.extractor import Extractor

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def extractor():
    found = Extractor()
    for path in SEEDS:
        found.document(path.read_bytes(), Source(path.name))  # what is loaded once is loaded
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_document_leaves_nothing_to_the_collector(extractor, path):
    gc.collect()
    gc.disable()
    try:
        extractor.document(path.read_bytes(), Source(path.name))
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0
