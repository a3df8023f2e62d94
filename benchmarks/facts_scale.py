"""How long facts take and how much memory, by the number of claims: time may grow as n log n, memory not with them.

usage: facts_scale.py [CLAIMS ...]     (default: 62500 250000 1000000)

What grows with the claims in memory are some ten numbers a claim, and the largest question, which is written down as a
whole (here some tenth of all claims); their rows, statements and sketches lie on disk.

The claims are made up: articles of ten claims on invented companies, a few companies in most of them, a fifth of the
articles copies of others, values and days that agree, differ and are revised. Each size is read by ``kabar facts`` in a
process of its own, whose time and peak of memory are printed.
"""

import datetime
import hashlib
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kabar.record import SCHEMA_VERSION

SIZES = (62_500, 250_000, 1_000_000)
MEMORY = 500  # megabytes for the database
SYLLABLES = ("ba", "lo", "ri", "ten", "ka", "mu", "sol", "vi", "dar", "pe", "no", "shi", "gra", "ul", "fi", "zo")
MEASURES = (
    ("deliveries", "vehicle", "count"),
    ("revenue", "USD", "currency"),
    ("employees", "person", "count"),
    ("profit", "IDR", "currency"),
    ("sales", "%", "percent"),
    ("deaths", "person", "count"),
    ("length", "km", "physical"),
)
STATUSES = ("actual", "actual", "actual", "target", "expected", "planned")
START = datetime.date(2030, 1, 1)


def word(rng: random.Random, syllables: int = 3) -> str:
    """An invented word."""
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables))


def claims(count: int) -> Iterator[dict[str, Any]]:
    """So many claims as plain values, the same each time."""
    rng = random.Random(count)
    names = [f"{word(rng).title()} {word(rng, 2).title()}" for _ in range(max(50, count // 50))]
    common = [word(rng) for _ in range(3000)]
    article: list[tuple[Any, ...]] = []
    for number in range(math.ceil(count / 10)):
        if not article or rng.random() > 0.2:
            about = names[min(len(names) - 1, int(rng.paretovariate(0.6)) - 1)]
            article = [told(rng, about, names, common) for _ in range(10)]
        day = START + datetime.timedelta(days=rng.randrange(1000))
        yield from written(number, day, article)


def told(rng: random.Random, about: str, names: list[str], common: list[str]) -> tuple[Any, ...]:
    """What a sentence says: subject, measure, number, status, year, and its words."""
    who = about if rng.random() < 0.6 else rng.choice(names)
    amount = float(round(rng.lognormvariate(8, 3)) + 1)
    words = [rng.choice(common) for _ in range(12)]
    return who, rng.choice(MEASURES), amount, rng.choice(STATUSES), rng.choice((None, 2029, 2030, 2031)), words


def written(number: int, day: datetime.date, article: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """The claims of one article."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()  # facts tell articles apart by its first digits
    place = {"path": f"{number}.txt", "sha256": digest, "text_sha256": digest, "position": None, "language": "en"}
    rest = {"title": None, "publisher": f"Paper {number % 400}", "author": None, "url": None}
    document = place | rest | {"published": day.isoformat(), "published_from": "given"}
    at = 0
    for order, (who, (predicate, unit, kind), amount, status, year, words) in enumerate(article):
        figure = f"{amount:,.0f}"
        text = f"{who} {' '.join(words[:6])} {figure} {' '.join(words[6:])}."
        start = at + text.index(figure)
        span = {"text": figure, "start": start, "end": start + len(figure)}
        value = span | {"amount": amount, "min": amount, "max": amount, "comparison": "=", "unit": unit}
        name = {"name": who, "id": None, "type": "company", "text": who, "start": at, "end": at + len(who)}
        yield {
            "schema_version": SCHEMA_VERSION,
            "id": f"c{number * 10 + order:020x}",
            "key": f"k{zlib.crc32(repr((who, predicate, amount, status, year)).encode()):020x}",
            "kind": "quantity",
            "subject": name | {"how": "named"},
            "predicate": predicate,
            "trigger": None,
            "object": None,
            "value": value | {"unit_kind": kind, "per": None, "change": None, "equivalents": []},
            "time": year and when(year, at, text),
            "duration": None,
            "place": None,
            "status": status,
            "negated": False,
            "attribution": None,
            "evidence": {
                "text": text,
                "start": at,
                "end": at + len(text),
                "prefix": "",
                "suffix": "",
                "section": "body",
            },
            "document": document,
            "confidence": dict.fromkeys(("claim", "subject", "predicate", "value", "time", "status"), 0.9)
            | {"attribution": 0.9, "all": 0.8},
            "extractor": {"name": "kabar", "version": "0", "models": "0", "rules": []},
        }
        at += len(text) + 1


def when(year: int, start: int, text: str) -> dict[str, Any]:
    """A year as a time."""
    days = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    span = {"text": text[:4], "start": start, "end": start + 4}
    return span | {"value": str(year), "modifier": None, "edtf": str(year), "anchored_on": "explicit"} | days


def measure(count: int, folder: Path, memory: int = MEMORY) -> dict[str, float]:
    """Seconds, seconds of the processor (what others do on the machine is not in them), and megabytes of one run.

    ``memory`` are the megabytes of the database; what is measured is the whole process. Raises CalledProcessError.
    """
    path = folder / f"{count}.jsonl"
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as stream:
        for claim in claims(count):
            stream.write(encode(claim) + b"\n")
    command = [sys.executable, "-m", "kabar", "facts", str(path), "-o", str(folder / "out"), "--memory", str(memory)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)  # of this process alone, whatever else was started
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    path.unlink()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = used.ru_utime + used.ru_stime
    return {
        "claims": count,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_mb": round(used.ru_maxrss / 1024),
        "cpu_us_per_claim": round(1e6 * cpu / count),
    }


def main(arguments: list[str]) -> None:
    """Measure each size, the smallest first."""
    sizes = sorted(map(int, arguments)) or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            print(json.dumps(measure(count, Path(folder))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
