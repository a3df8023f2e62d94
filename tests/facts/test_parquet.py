"""Facts of what ``kabar spark`` writes: Parquet of nested columns, in many files, partitioned or not."""

import msgspec
import pytest
from made import story, tax_list
from samples import write_jsonl

import kabar
from kabar.errors import ClaimsError

pytest.importorskip("duckdb", reason="facts need the extra `facts`")
pytest.importorskip("datasketch", reason="facts need the extra `facts`")
pa = pytest.importorskip("pyarrow", reason="Parquet is written with pyarrow here")


def write(claims, path, without=()):
    """Rows as Spark writes them: a column for each key, what is nested as structs."""
    import pyarrow.parquet

    rows = [{k: v for k, v in msgspec.to_builtins(claim).items() if k not in without} for claim in claims]
    path.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), path, compression="zstd")


def test_a_folder_of_spark(tmp_path):
    claims = list(story())
    for number, claim in enumerate(claims):
        write([claim], tmp_path / "run" / "claims" / f"part-0000{number}.zstd.parquet")
    (tmp_path / "run" / "claims" / "_SUCCESS").touch()
    (tmp_path / "run" / "documents").mkdir()
    (tmp_path / "run" / "documents" / "part-0.parquet").write_bytes(b"of no claims")
    wanted = list(kabar.facts(claims))
    assert list(kabar.facts(tmp_path / "run")) == wanted
    assert list(kabar.facts(tmp_path / "run" / "claims")) == wanted
    write(claims, tmp_path / "one.parquet")
    assert list(kabar.facts(tmp_path / "one.parquet")) == wanted


def test_lines_of_spark(tmp_path):
    claims = list(story())
    (tmp_path / "run" / "claims").mkdir(parents=True)
    for number, claim in enumerate(claims):
        write_jsonl(tmp_path / "run" / "claims" / f"part-0000{number}.txt", [claim])
    assert list(kabar.facts(tmp_path / "run")) == list(kabar.facts(claims))


def test_articles_that_partitions_tear_apart_are_put_together_again(tmp_path):
    """18 dead in one file, 18 injured in another: what stands beside a claim in its sentence is known all the same."""
    claims = list(tax_list())
    for claim in claims:
        folder = tmp_path / "run" / "claims" / f"by_predicate={claim.predicate}"
        write([claim], folder / "part-0.parquet")
    wanted = sorted(f.key for f in kabar.facts(claims))
    assert sorted(f.key for f in kabar.facts(tmp_path / "run")) == wanted
    assert any(f.relations for f in kabar.facts(tmp_path / "run"))


def test_what_is_missing_is_named(tmp_path):
    write(story(), tmp_path / "c.parquet", without=("subject", "evidence"))
    with pytest.raises(ClaimsError, match="columns of a claim are missing: subject, evidence"):
        list(kabar.facts(tmp_path / "c.parquet"))
    (tmp_path / "d.parquet").write_bytes(b"PAR1 or not")
    with pytest.raises(ClaimsError, match="not readable as Parquet"):
        list(kabar.facts(tmp_path / "d.parquet"))


def test_a_row_that_is_no_claim_is_named(tmp_path):
    old = [msgspec.structs.replace(claim, schema_version="1.4.0") for claim in story()]
    write(old, tmp_path / "c.parquet")
    with pytest.raises(ClaimsError, match="older than"):
        list(kabar.facts(tmp_path / "c.parquet"))
    rows = [msgspec.to_builtins(claim) for claim in story()]
    import pyarrow.parquet

    pyarrow.parquet.write_table(pa.Table.from_pylist([row | {"negated": "no"} for row in rows]), tmp_path / "d.parquet")
    with pytest.raises(ClaimsError, match=r"row 1.*not a claim of this version.*negated") as error:
        list(kabar.facts(tmp_path / "d.parquet"))
    assert error.value.remedy
