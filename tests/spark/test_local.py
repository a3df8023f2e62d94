"""Spark on two cores: the claims of `kabar extract`, nothing twice, nothing lost."""

import json
from functools import partial
from pathlib import Path

import msgspec
import pytest
from clusters import article, lines, records
from poison import make

import kabar
from kabar import spark
from kabar.article.formats import Options
from kabar.errors import ClusterError, UsageError
from kabar.extractor import DocumentLine
from kabar.record import Claim
from kabar.run.work import Limits
from kabar.spark import work
from kabar.spark.job import Job, run, told_error
from kabar.spark.settings import settings


def job(news, out, **more):
    return Job((str(news),), str(out), settings(Options(), Limits(), None, ()), **more)


@pytest.fixture(scope="module", params=[1, 2, 7])
def finished(request, session, news, tmp_path_factory):
    """The result as JSON lines, for several numbers of partitions."""
    out = tmp_path_factory.mktemp("jsonl") / "out"
    told = []
    counts = run(session, job(news, out, form="jsonl", partitions=request.param), told.append)
    return out, counts, told


def test_the_same_bytes_for_any_number_of_partitions(finished, extracted):
    out, counts, told = finished
    assert lines(out) == extracted
    assert (counts.documents, counts.claims) == (len(extracted["documents"]), len(extracted["claims"]))
    assert (counts.codes, counts.failures) == ({"bad_record": 1, "empty": 1}, 1)
    assert told == ["1 files of no form that kabar reads are passed over"]
    assert not Path(f"{out}.partial").exists()


def test_what_is_finished_is_not_done_again(finished, session, news):
    out, counts, _ = finished
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert run(session, job(news, out, form="jsonl", partitions=3)) == counts
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_what_is_there_is_not_written_over(session, news, tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="choose another folder"):
        run(session, job(news, tmp_path / "out"))


def _numbered(lines, record):
    """The lines with their numbers as the schema has them: 1 is 1.0 where a fraction may stand."""
    return sorted(msgspec.json.encode(msgspec.json.decode(line, type=record)) + b"\n" for line in lines)


def _back(folder, record):
    """Rows of Parquet as the lines they were."""
    dataset = pytest.importorskip("pyarrow.parquet")
    rows = [row for path in sorted(folder.rglob("*.parquet")) for row in dataset.ParquetFile(path).read().to_pylist()]
    return sorted(msgspec.json.encode(msgspec.convert(row, record)) + b"\n" for row in rows)


def test_parquet_holds_the_same_claims_in_the_types_of_the_schema(session, news, extracted, tmp_path):
    out = tmp_path / "out"
    run(session, job(news, out, form="parquet"))
    assert _back(out / "claims", Claim) == _numbered(extracted["claims"], Claim)
    assert _back(out / "documents", DocumentLine) == extracted["documents"]
    told = [msgspec.json.decode(line, type=Claim) for line in extracted["claims"]]
    assert {fact.id for fact in kabar.facts(out)} == {fact.id for fact in kabar.facts(told)}


def test_a_killed_step_is_begun_again_and_a_finished_one_is_kept(session, news, extracted, tmp_path, monkeypatch):
    from kabar.spark import job as module

    out, told = tmp_path / "out", job(news, tmp_path / "out", form="jsonl", partition_by=("document.language", "kind"))
    with monkeypatch.context() as patch:
        patch.setattr(module, "_result", lambda *_: 1 // 0)
        with pytest.raises(Exception, match="division"):
            run(session, told)
    assert not out.exists()
    (tmp_path / "out.partial" / "half").mkdir()
    (tmp_path / "out.partial" / "half" / "part-0").write_text("what a killed driver left")
    monkeypatch.setattr(work, "items", None)  # the lines are there
    run(session, told)
    assert lines(out) == extracted
    assert {path.name for path in (out / "claims").glob("*=*")} == {
        "by_document_language=en",
        "by_document_language=id",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_wrong_name_is_told_before_any_work(session, news, tmp_path):
    frame = session.createDataFrame([("a", "b")], "story string, day string")
    with pytest.raises(UsageError, match=r"^text: no column 'txet'; there are: story, day"):
        spark.claims(frame, text="txet")
    with pytest.raises(UsageError, match="no column holds the text"):
        spark.claims(session.createDataFrame([("a",)], "x string"))
    with pytest.raises(TypeError, match="unknown argument"):
        spark.claims(frame, tetx="story")
    with pytest.raises(UsageError, match="no field 'languge'"):
        run(session, job(news, tmp_path / "out", partition_by=("languge",)))
    with pytest.raises(UsageError, match="no such file"):
        run(session, job(tmp_path / "nothing", tmp_path / "out"))


def test_a_frame_of_articles(session):
    rows = [(r["text"], r["published"], n) for n, r in enumerate(records(20))]
    frame = session.createDataFrame(rows, "story string, `the day` string, n int")
    wishes = {"text": "story", "published": "the day", "path": "n"}
    documents = (
        spark.documents(frame, **wishes)
        .orderBy(spark.needs("pyspark.sql.functions", "spark").expr("int(path)"))
        .collect()
    )
    assert [d.path for d in documents] == [str(n) for n in range(20)]
    assert {(d.status, d.published, d.published_from) for d in documents} == {("ok", "2024-05-01", "metadata")}
    claims = spark.claims(frame, **wishes)
    assert claims.columns == [f.encode_name for f in msgspec.structs.fields(Claim)]
    assert claims.count() == sum(d.claims for d in documents) > 20


def test_claims_go_to_pandas(session):
    """Whatever version of pandas is there."""
    frame = session.createDataFrame([(article(0), "2024-05-01")], "text string, published string")
    table = spark.claims(frame).select("predicate", "value.amount").toPandas()
    assert table["amount"].tolist()[0] == 1000.0


def test_a_poison_document_and_a_long_one(session):
    """One kills its process, one is a thousand times as long: each costs what it costs, no other knows of it."""
    rows = [(article(n), str(n)) for n in range(60)]
    rows[7], rows[40] = ("@@kill " + article(7), "7"), ("\n\n".join(article(n) for n in range(1500)), "40")
    frame = session.createDataFrame(rows, "text string, path string").repartition(3)
    told = settings(Options(), Limits(), None, (), path="path")
    found = frame.mapInArrow(partial(work.rows, told, make=make), work.LINES).collect()
    documents = {d["path"]: d for d in (json.loads(row.line) for row in found if row.record == "documents")}
    assert sorted(documents, key=int) == [str(n) for n in range(60)]
    assert {path: d["code"] for path, d in documents.items() if d["code"]} == {"7": "crashed"}
    claims = [json.loads(row.line) for row in found if row.record == "claims"]
    assert len(claims) == sum(d["claims"] for d in documents.values())
    assert documents["40"]["claims"] > 1000


def test_an_error_of_a_worker_is_told_in_our_words(session):
    other = settings(Options(), Limits(), None, ())._replace(version="9")
    frame = session.createDataFrame([("a",)], "text string")
    with pytest.raises(Exception, match="kabar") as caught:
        frame.mapInArrow(partial(work.rows, other), work.LINES).collect()
    assert isinstance(told_error(caught.value), UsageError)
    assert "the driver has 9" in str(told_error(caught.value))


def test_an_error_of_spark_is_told_in_a_line(session, tmp_path):
    with pytest.raises(ClusterError, match=r'Spark: .*No FileSystem for scheme "nowhere"'):
        run(session, job("nowhere://news/", tmp_path / "out"))
