"""What a Python worker does, without Spark: record batches in, lines out."""

import json
from pathlib import Path

import pytest
from clusters import article, extract, lines, records
from poison import make

from kabar import model
from kabar.article.formats import Options
from kabar.errors import ModelError, UsageError
from kabar.run.work import Limits
from kabar.spark import work
from kabar.spark.settings import settings

pa = pytest.importorskip("pyarrow")


def told(path="path", position="position", limits=None, models=None, entities=(), **options):
    return settings(Options(**options), limits or Limits(), models, tuple(entities), path=path, position=position)


def batches(rows, size=16):
    return pa.Table.from_pylist(rows).to_batches(size)


def made(settings, rows, **more):
    out = {"claims": [], "documents": []}
    for batch in work.rows(settings, batches(rows), **more):
        for row in batch.to_pylist():
            out[row["record"]].append(row["line"].encode() + b"\n")
    return {name: sorted(found) for name, found in out.items()}


def test_rows_are_as_extract_reads_them(tmp_path):
    rows = records(50)
    pa.parquet = pytest.importorskip("pyarrow.parquet")
    pa.parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    extract(tmp_path / "a.parquet", "-o", tmp_path / "out")
    placed = [{**row, "path": str(tmp_path / "a.parquet"), "position": f"row {n}"} for n, row in enumerate(rows, 1)]
    assert made(told(), placed) == lines(tmp_path / "out")


def test_a_row_without_a_place_has_none():
    documents = made(told(None, None), records(2))["documents"]
    assert [(d["path"], d["position"]) for d in map(json.loads, documents)] == [(None, None)] * 2


POISON = {"@@crash": "crashed", "@@kill": "crashed", "@@hang": "timeout", "@@memory": "crashed", "@@raise": "crashed"}


def test_poison_costs_its_own_line():
    good = [{**row, "path": f"{n}"} for n, row in enumerate(records(40))]
    bad = [{**good[n], "text": f"{mark} {article(n)}", "path": mark} for n, mark in enumerate(POISON)]
    mixed = [row for n, row in enumerate(good) for row in ([bad[n // 8], row] if n % 8 == 0 else [row])]
    settings = told(position=None, limits=Limits(1.0, 4096 << 20))
    found, alone = made(settings, mixed, make=make), made(settings, good)
    documents = {d["path"]: d["code"] for d in map(json.loads, found["documents"])}
    assert {mark: documents.pop(mark) for mark in POISON} == POISON
    assert set(documents.values()) == {None}
    assert found["claims"] == alone["claims"]
    assert [x for x in found["documents"] if b"@@" not in x] == alone["documents"]


def test_a_batch_that_leaves_is_bounded():
    long = "\n\n".join(article(n) for n in range(700))
    sizes = [batch.num_rows for batch in work.rows(told(None, None), batches([{"text": long}]))]
    assert sum(sizes) > 500
    assert max(sizes) <= 256


def test_models_and_gazetteers_travel(tmp_path):
    import shutil

    shutil.copytree(model.default_root(), tmp_path / "models")
    (tmp_path / "own.jsonl").write_text(
        json.dumps({"name": "Zarvoq", "type": "organization", "id": "own:1", "kind": "company"})
    )
    shipped = told(None, None, models=tmp_path / "models", entities=[tmp_path / "own.jsonl"])
    shutil.rmtree(tmp_path)
    found = made(shipped, [{"text": "Zarvoq delivered 5,000 cars in March 2024.", "published": "2024-05-01"}])
    assert [json.loads(line)["subject"]["id"] for line in found["claims"]] == ["own:1"]


def test_a_worker_that_is_not_like_the_driver_says_so():
    with pytest.raises(UsageError, match="driver has 9"):
        made(told()._replace(version="9"), records(1))


def test_what_is_broken_is_told_by_the_driver(tmp_path):
    (tmp_path / "own.jsonl").write_text("{")
    with pytest.raises(ModelError, match="own"):
        told(entities=[tmp_path / "own.jsonl"])
    with pytest.raises(UsageError, match="no models for"):
        told(language="xx")


def test_files_come_by_path_or_whole(news):
    names = sorted(
        str(path) for path in Path(news).rglob("*") if path.is_file() and path.suffix not in (".jpeg", ".json")
    )
    near = pa.RecordBatch.from_pydict({"path": [f"file:{name}" for name in names], "named": [False] * len(names)})
    content = [Path(name).read_bytes() for name in names]
    places = {"path": [f"far://{name}" for name in names], "named": [False] * len(names)}
    far = pa.RecordBatch.from_pydict({**places, "content": content})

    def read(batch):
        rows = [row for found in work.read(told(), [batch]) for row in found.to_pylist()]
        return sorted((row["position"] or "", row["path"].removeprefix("far://")) for row in rows)

    assert len(read(near)) == 4 + 1 + 41 + 30 + 30
    assert read(far) == read(near)
