"""How memory grows with the claims."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")
sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import msgspec

from facts_scale import claims, measure
from kabar.facts.statement import article
from kabar.record import Claim

FEW, MORE = 30_000, 60_000
MILLION, ROOM = 1_000_000, 2048  # megabytes


def test_articles_that_are_made_up_are_several():
    made = [msgspec.convert(claim, Claim) for claim in claims(100)]
    assert len({article(claim) for claim in made}) == len({claim.document.path for claim in made}) == 10


@pytest.mark.slow
def test_a_million_claims_have_room(tmp_path):
    """The memory of two sizes, the database held small, says what a million takes; its statements lie on disk."""
    few, more = (measure(count, tmp_path, 100)["peak_mb"] for count in (FEW, MORE))
    assert more + (more - few) / (MORE - FEW) * (MILLION - MORE) < ROOM
