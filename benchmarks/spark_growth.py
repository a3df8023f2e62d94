"""Memory and overhead of a Python worker of Spark from its first article to its last.

usage: spark_growth.py [ARTICLES]

``ARTICLES`` (200,000: 100,000 for each of two workers) are those of ``../shared`` over and over, each with a line of
its own. Says, for each tenth of what a worker did, the memory of the worker and of the process beside it that extracts,
and the CPU time that the worker needs beside extracting, for 256 articles.
"""

import multiprocessing
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WORKERS, TASKS = 2, 20  # a worker does a task a tenth, each with a process of its own that extracts
BATCH = 256
PROBES = "record string, line string, pid int, articles long, worker long, child long, cpu double"


class Tenth(NamedTuple):
    """Medians over a tenth of the articles of a worker: megabytes resident, and CPU milliseconds a batch."""

    worker: float
    child: float
    overhead: float


def watched(settings: Any, batches: Iterable[Any]) -> Iterator[Any]:
    """What a Python worker does, with how it fares in the first row of each batch that leaves it."""
    import pyarrow as pa

    from kabar.spark import work

    articles = 0
    for batch in work.rows(settings, batches):
        articles += batch.column("record").to_pylist().count(work.DOCUMENTS)
        child = max((_resident(process.pid) for process in multiprocessing.active_children()), default=0)
        told = (os.getpid(), articles, _resident(os.getpid()), child, time.process_time())
        kinds = (pa.int32(), pa.int64(), pa.int64(), pa.int64(), pa.float64())
        rest = [None] * (batch.num_rows - 1)
        columns = [pa.array([one, *rest], kind) for one, kind in zip(told, kinds, strict=True)]
        names = [*batch.schema.names, "pid", "articles", "worker", "child", "cpu"]
        yield pa.RecordBatch.from_arrays([*batch.columns, *columns], names)


def _resident(pid: int | None) -> int:
    """Resident memory of a process in bytes, 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def growth(session: Any, texts: list[str], count: int) -> dict[int, list[Tenth]]:
    """The tenths of each Python worker over ``count`` articles in all."""
    from functools import partial

    from kabar.article.formats import Options
    from kabar.run.work import Limits
    from kabar.spark.settings import settings

    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
    base = session.createDataFrame([(text,) for text in texts], "text string").hint("broadcast")
    rounds = session.range(0, -(-count // len(texts)), 1, TASKS).crossJoin(base)
    numbered = rounds.selectExpr("concat(text, '\n\nNumber ', id, '.\n') AS text")
    probes = numbered.mapInArrow(partial(watched, settings(Options(), Limits(), None, ())), PROBES)
    rows = probes.where("pid IS NOT NULL").drop("record", "line").collect()
    of_worker = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.cpu):
        of_worker[row.pid].append(row)
    return {pid: _tenths(rows) for pid, rows in of_worker.items()}


def _tenths(rows: list[Any]) -> list[Tenth]:
    """In the order of the CPU time, which a worker has more of with each batch."""
    done, articles = 0, list[int]()  # in all tasks, which each begin at 0
    for before, row in zip([None, *rows], rows, strict=False):
        done += row.articles - (before.articles if before and before.articles <= row.articles else 0)
        articles.append(done)
    tenths = []
    for n in range(10):
        within = [i for i, at in enumerate(articles) if n * done <= 10 * at < (n + 1) * done + (n == 9)]
        first, last = rows[within[0]], rows[within[-1]]
        overhead = (last.cpu - first.cpu) / max(1, articles[within[-1]] - articles[within[0]]) * BATCH * 1e3
        memory = [statistics.median(getattr(rows[i], who) for i in within) / 1e6 for who in ("worker", "child")]
        tenths.append(Tenth(*memory, overhead))
    return tenths


def main() -> None:
    """Measure, and print."""
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "pipeline"), str(ROOT / "benchmarks")])
    import spark_growth  # by its name, as the workers have it
    from kabar.cli import _spark

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    texts = [path.read_text("utf-8", "replace") for path in sorted((ROOT.parent / "shared").rglob("articles/**/*.txt"))]
    session = _spark.session(f"local[{WORKERS}]", ["spark.ui.enabled=false", "spark.driver.memory=2g"])
    begun = time.monotonic()
    for pid, tenths in spark_growth.growth(session, texts, count).items():
        print(f"Python worker {pid}: MB worker, MB extracting, CPU ms beside extracting for {BATCH} articles")
        for n, tenth in enumerate(tenths, 1):
            print(f"{n:4}/10 {tenth.worker:8.1f} {tenth.child:8.1f} {tenth.overhead:8.1f}")
    print(f"{count:,} articles in {time.monotonic() - begun:.0f} s")
    session.stop()


if __name__ == "__main__":
    main()
