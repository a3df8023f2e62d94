"""Spark on two cores beside ``kabar extract --workers 2``, on the same articles, in one run.

usage: spark.py [ARTICLES]

``ARTICLES`` (20,000) articles are those of ``../shared`` over and over, each with a line of its own, as JSONL. Each
half is done by both, in turn, so that a machine that has other work slows down both; the start of the JVM is not
counted. Says articles a second, the ratio, the memory of the JVM (``spark_growth.py`` has that of the Python workers),
and of each stage of Spark how long its tasks took and how much they wrote; a half is done once more to Parquet.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "articles"
FILES = 8  # of a half
CONF = ["spark.ui.enabled=false", "spark.driver.memory=2g"]
EVENTS = ["spark.eventLog." + one for one in ("enabled=true", "compress=false", "rolling.enabled=false", "dir=file:{}")]


def main() -> None:
    """Measure, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    texts = [path.read_text("utf-8", "replace") for path in sorted(SHARED.rglob("*.txt"))]
    os.environ["PYTHONPATH"] = str(ROOT / "pipeline")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        halves = [_written(folder / half, texts, count // 2, k * count) for k, half in enumerate("ab")]
        from kabar.cli import _spark as command

        (folder / "events").mkdir()
        session = command.session("local[2]", CONF + [one.format(folder / "events") for one in EVENTS])
        _spark(session, _written(folder / "warm", texts, 50, 7 * count), folder / "w")  # JVM and engine are there
        seconds = {"extract": 0.0, "spark": 0.0}
        for half, order in zip(halves, (("extract", "spark"), ("spark", "extract")), strict=True):
            for who in order:
                out = folder / f"{who}-{half.name}"
                begun = time.monotonic()
                _extract(half, out) if who == "extract" else _spark(session, half, out)
                seconds[who] += time.monotonic() - begun
            assert _lines(folder / f"extract-{half.name}") == _lines(folder / f"spark-{half.name}")
        for who, took in seconds.items():
            print(f"{who:8} {took:7.1f} s {count / took:7.0f} articles/s")
        print(f"ratio {seconds['extract'] / seconds['spark']:.2f}")
        print(f"memory of the JVM at most {_peak(b'SparkSubmit')} MB")
        begun = time.monotonic()
        _spark(session, folder / "a", folder / "parquet", "parquet")
        print(f"to Parquet {count / 2 / (time.monotonic() - begun):.0f} articles/s")
        for name in ("a", "extract-a", "parquet"):
            size = sum(path.stat().st_size for path in (folder / name).rglob("*.*"))
            print(f"{name:9} {2 * size / count:6.0f} bytes an article")
        session.stop()
        _stages(folder / "events")


def _written(folder: Path, texts: list[str], count: int, first: int) -> Path:
    folder.mkdir()
    files = [(folder / f"{n}.jsonl").open("w") for n in range(FILES)]
    for n in range(count):
        text = f"{texts[n % len(texts)]}\n\nNumber {first + n}.\n"
        files[n % FILES].write(json.dumps({"text": text, "url": f"https://news.example/{first + n}"}) + "\n")
    for file in files:
        file.close()
    return folder


def _extract(news: Path, out: Path) -> None:
    subprocess.run([sys.executable, "-m", "kabar", "extract", news, "-o", out, "--workers", "2", "-q"], check=False)


def _spark(session: object, news: Path, out: Path, form: str = "jsonl") -> None:
    from kabar.article.formats import Options
    from kabar.run.work import Limits
    from kabar.spark.job import Job, run
    from kabar.spark.settings import settings

    run(session, Job((str(news),), str(out), settings(Options(), Limits(60.0, 4096 << 20), None, ()), form))  # type: ignore[arg-type]


def _lines(folder: Path) -> list[bytes]:
    one = folder / "claims.jsonl"
    paths = [one] if one.exists() else sorted((folder / "claims").glob("part-*"))
    return sorted(b"".join(path.read_bytes() for path in paths).splitlines())


def _peak(word: bytes) -> int:
    """Largest resident memory, in megabytes, of the processes that are alive and have a word in their command line."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if word in (status.parent / "cmdline").read_bytes():
                rows = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
                most = max(most, int(rows["VmHWM"].split()[0]) // 1024)
        except (OSError, KeyError):
            continue
    return most


def _stages(events: Path) -> None:
    """Print what Spark wrote down of each stage that took longer than a second."""
    seconds, mixed, written = defaultdict[int, float](float), defaultdict[int, int](int), defaultdict[int, int](int)
    for line in (line for path in events.rglob("[!.]*") if path.is_file() for line in path.open()):
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd":
            stage, metrics = event["Stage ID"], event["Task Metrics"]
            seconds[stage] += metrics["Executor Run Time"] / 1e3
            mixed[stage] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            written[stage] += metrics["Output Metrics"]["Bytes Written"]
    for stage, took in seconds.items():
        if took > 1:
            dealt, out = mixed[stage] / 1e6, written[stage] / 1e6
            print(f"stage {stage:3}: tasks {took:7.1f} s, dealt out {dealt:6.1f} MB, written {out:6.1f} MB")


if __name__ == "__main__":
    main()
