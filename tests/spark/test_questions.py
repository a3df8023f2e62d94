"""Facts on Spark: the lines of `kabar facts`, whatever the number of partitions."""

import random
import sys

import msgspec
import pytest
from clusters import ROOT

import kabar
from kabar import spark
from kabar.out.schema import spark_columns
from kabar.out.shape import claim_fields
from kabar.record import Claim

sys.path += [str(ROOT / "tests" / "facts"), str(ROOT / "tests" / "out"), str(ROOT / "benchmarks")]
pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")

from made import introduced, sold, story, toll
from samples import hostile

import facts_scale


def claims():
    """Revisions, copies, a short form that one article introduces, one claim twice, hostile ones, and made up ones."""
    yield from story()
    yield from (toll(41, f"paper {n}") for n in range(5))
    yield from (toll(57, "other"), toll(57, "other"))
    yield from (introduced("Serikat Sepeda Nusantara", "SSN", "a"), sold("SSN", "b"))
    yield from hostile()
    yield from (msgspec.convert(claim, Claim) for claim in facts_scale.claims(300))


@pytest.mark.slow
def test_the_facts_of_one_machine(session, tmp_path):
    told = list(claims())
    wanted = sorted(msgspec.json.encode(fact).decode() for fact in kabar.facts(told))
    assert any('"relation":"update"' in line for line in wanted)
    random.Random(1).shuffle(told)
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claim in told))
    frame = session.read.schema(spark_columns(claim_fields())).json(str(path), lineSep="\n").repartition(3)
    assert sorted(row.line for row in spark.facts(frame).collect()) == wanted
