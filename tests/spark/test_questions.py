"""Facts on Spark: the lines of `kabar facts`, whatever the number of partitions."""

import random
import sys

import msgspec
import pytest
from clusters import ROOT

import kabar
from kabar import spark
from kabar.errors import UsageError
from kabar.out.schema import spark_columns
from kabar.out.shape import claim_fields
from kabar.record import Claim

sys.path += [str(ROOT / "tests" / "facts"), str(ROOT / "tests" / "out"), str(ROOT / "benchmarks")]
pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")

from made import apart, introduced, sold, story, toll
from samples import hostile, write_jsonl

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


@pytest.mark.slow
def test_the_command_writes_the_facts_of_files_and_runs(session, tmp_path):
    """From a run of each command and a file; what is there stays, unless a new one was asked for."""
    from kabar.spark.questions import run

    told, out = list(story()), tmp_path / "out"
    (tmp_path / "extracted").mkdir()
    write_jsonl(tmp_path / "extracted" / "claims.jsonl", told[:1])
    frame = session.read.schema(spark_columns(claim_fields()))
    frame = frame.json(str(write_jsonl(tmp_path / "one.jsonl", told[1:2])), lineSep="\n")
    frame.write.parquet(str(tmp_path / "spark" / "claims"))
    (tmp_path / "spark" / "run.json").write_text('{"made_of": {"form": "parquet"}, "counts": {}}')
    rest = write_jsonl(tmp_path / "rest.jsonl", told[2:])
    given = [str(tmp_path / "extracted"), str(tmp_path / "spark"), str(rest)]
    assert run(session, given, str(out), 0.2, None, False) == 1
    (made,) = (path for path in out.glob("part-*") if path.stat().st_size)
    assert made.read_bytes() == msgspec.json.encode(next(kabar.facts(told))) + b"\n"
    assert not (tmp_path / "out.partial").exists()
    with pytest.raises(UsageError, match="choose another folder"):
        run(session, given, str(out), 0.2, None, False)
    with pytest.raises(UsageError, match="holds no claims"):
        run(session, [str(out)], str(tmp_path / "other"), 0.2, None, False)
    assert run(session, given, str(out), 0.2, apart(tmp_path / "models"), True) == 2  # targets are one by definition
