"""Articles, and what `kabar extract` makes of them."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUICK = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}  # for machines that live a minute
SAID = [
    "Marlin Motors delivered {n} cars in March 2024, up {m}% from a year earlier.",
    "Pabrik Sagara memproduksi {n} unit mobil pada 2023, naik {m} persen.",
    "The company plans to open {n} stores by 2030, said its chief executive.",
]


def article(n):
    return "\n\n".join(said.format(n=1000 + 37 * n + k, m=2 + n % 90) for k, said in enumerate(SAID[n % 2 :: 2])) + "\n"


def records(count, start=0):
    return [
        {"text": article(n), "published": "2024-05-01", "url": f"https://news.example/{n}", "title": f"Number {n}"}
        for n in range(start, start + count)
    ]


def environment(**more):
    """That of a process of ours, and of the Python workers that it starts."""
    path = os.pathsep.join([str(ROOT / "pipeline"), str(HERE), str(ROOT / "benchmarks")])
    return {
        **os.environ,
        "PYTHONPATH": path,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        **QUICK,
        **more,
    }


def extract(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "kabar", "extract", *map(str, arguments), "-q"], env=environment(), check=False
    )
    assert done.returncode in (0, 1)


def lines(folder):
    """The claims and the documents that a run or a job wrote, as sets of bytes that are counted."""
    found = {}
    for record in ("claims", "documents"):
        one, many = folder / f"{record}.jsonl", sorted((folder / record).glob("**/part-*"))
        found[record] = sorted(
            b"".join(path.read_bytes() for path in ([one] if one.exists() else many)).splitlines(True)
        )
    return found
