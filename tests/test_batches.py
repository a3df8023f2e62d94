"""Documents that are extracted together come out as if each had been alone."""

import random
from pathlib import Path

import msgspec
import pytest

from kabar.article import Source
from kabar.article.formats import Item
from kabar.extractor import Extractor

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
BAD = [Item(Source("empty.txt"), b"  \n"), Item(Source("zeros.bin"), b"\0\1\2" * 100)]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.fixture(scope="module")
def alone(extractor):
    items = [Item(Source(path.name), path.read_bytes()) for path in SEEDS] + BAD
    return [(item, msgspec.json.encode(extractor.item(item))) for item in items]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [2, 5, 100])
def test_the_size_of_a_batch_and_its_order_change_nothing(extractor, alone, size, seed):
    mixed = random.Random(seed).sample(alone, len(alone))
    for n in range(0, len(mixed), size):
        batch = mixed[n : n + size]
        outcomes = extractor.items([item for item, _ in batch])
        assert [msgspec.json.encode(outcome) for outcome in outcomes] == [line for _, line in batch]


def test_no_documents_have_no_outcomes(extractor):
    assert extractor.items([]) == []
