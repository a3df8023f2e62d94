"""Articles in all forms, and one Spark on two cores for all tests of this folder."""

import csv
import json
import os
import shutil

import pytest
from clusters import article, environment, extract, lines, records


@pytest.fixture(scope="session")
def java():
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("no Java runtime (openjdk-17-jre-headless) to run Spark")
    return pytest.importorskip("pyspark", reason="pip install 'kabar[spark]' to run Spark")


@pytest.fixture(scope="session")
def news(tmp_path_factory):
    """A folder of articles in all forms that need no page, with a broken line, an empty file and one of no form."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pytest.importorskip("pyarrow").Table
    folder = tmp_path_factory.mktemp("news") / "in"
    (folder / "deep er").mkdir(parents=True)
    for n in range(4):
        (folder / "deep er" / f"10% {n}.txt").write_text(article(n), encoding="utf-8")
    (folder / "empty+one.txt").touch()
    (folder / "deep er" / "10% 2.json").write_text('{"published": "2024-05-02"}')  # of the text beside it
    (folder / "own.csv").write_text("schema_version,id\n")  # output of kabar is no news
    (folder / "photo.jpeg").write_bytes(b"\xff\xd8")
    lines = [json.dumps(record) for record in records(40, 100)]
    (folder / "many.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n", encoding="utf-8")
    parquet.write_table(table.from_pylist(records(30, 200)), folder / "many.parquet")
    with (folder / "many.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, records(1)[0])
        writer.writeheader()
        writer.writerows(records(30, 300))
    return folder


@pytest.fixture(scope="session")
def extracted(news):
    """What `kabar extract` makes of them."""
    out = news.parent / "extracted"
    extract(news, "-o", out)
    return lines(out)


@pytest.fixture(scope="session")
def session(java):
    from pyspark.sql import SparkSession

    os.environ.update(environment())
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
