"""Spark on two cores beside ``kabar extract --workers 2``, on the same articles, in one run.

usage: spark.py [ARTICLES]

``ARTICLES`` (20,000) articles are those of ``../shared`` over and over, each with a line of its own, as JSONL. Each
half is done by both, in turn, so that a machine that has other work slows down both; the start of the JVM is not
counted. Says articles a second, the ratio and the memory of the largest Python worker.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "articles"
FILES = 8  # of a half


def main() -> None:
    """Measure, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    texts = [path.read_text("utf-8", "replace") for path in sorted(SHARED.rglob("*.txt"))]
    os.environ["PYTHONPATH"] = str(ROOT / "pipeline")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        halves = [_written(folder / half, texts, count // 2, k * count) for k, half in enumerate("ab")]
        from kabar.cli.spark import _session

        session = _session("local[2]", {"spark.ui.enabled": "false", "spark.driver.memory": "2g"})
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
        print(f"ratio {seconds['extract'] / seconds['spark']:.2f}; memory of a Python worker at most {_peak()} MB")
        session.stop()


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


def _spark(session: object, news: Path, out: Path) -> None:
    from kabar.article.formats import Options
    from kabar.run.work import Limits
    from kabar.spark.job import Job, run
    from kabar.spark.settings import settings

    run(session, Job((str(news),), str(out), settings(Options(), Limits(60.0, 4096 << 20), None, ()), "jsonl"))  # type: ignore[arg-type]


def _lines(folder: Path) -> list[bytes]:
    one = folder / "claims.jsonl"
    paths = [one] if one.exists() else sorted((folder / "claims").glob("part-*"))
    return sorted(b"".join(path.read_bytes() for path in paths).splitlines())


def _peak() -> int:
    """Largest resident memory, in megabytes, of the Python workers of Spark that are alive."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if b"pyspark.daemon" in (status.parent / "cmdline").read_bytes():
                rows = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
                most = max(most, int(rows["VmHWM"].split()[0]) // 1024)
        except (OSError, KeyError):
            continue
    return most


if __name__ == "__main__":
    main()
