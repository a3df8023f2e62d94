"""How time and memory grow: article length, folder size, hostile texts; start-up and workers. All with real runs."""

import gc
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from contenders import Contender
from corpus import ROOT, Text, varied

Figures = dict[str, object]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Slope of a straight line through the logarithms: 1 is linear growth."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def seconds(work: Callable[[], object], least: float = 0.2) -> float:
    """CPU seconds of a call: the best of several, until there is enough to measure; no collections, as in a worker."""
    best, spent = math.inf, 0.0
    while spent < least or best == math.inf:
        gc.collect()
        gc.disable()
        begun = time.process_time()
        work()
        took = time.process_time() - begun
        gc.enable()
        best, spent = min(best, took), spent + took
    return best


def lengths(work: Contender, texts: Sequence[Text], full: bool) -> Figures:
    """Articles of 1 KB to 10 MB, made of real paragraphs."""
    rows, slopes = {}, {}
    sizes = [1_000, 10_000, 100_000, 1_000_000, *([10_000_000] if full else [])]
    for language in ("en", "id"):
        # plain texts only: what follows the comments and links of a page is read as such, and its claims are none
        own = [t for t in texts if t.language == language and (t.published or not texts[0].published)]
        if own:
            points = [(n, seconds(partial(work, [_long(own, n)]))) for n in sizes]
            rows[language] = {str(n): round(s, 4) for n, s in points}
            slopes[language] = {"all": round(slope(points), 3), "from 10 KB": round(slope(points[1:]), 3)}
    return {"seconds": rows, "slope": slopes}


def _long(texts: Sequence[Text], size: int) -> Text:
    parts: list[str] = []
    length, i = 0, 0
    while length < size:
        part = varied(texts[i % len(texts)], i // len(texts)).text
        parts.append(part)
        length, i = length + len(part) + 2, i + 1
    return texts[0]._replace(text="\n\n".join(parts)[:size])


HOSTILE = {
    "digits": "1234567890",
    "ones": "1 ",
    "ones and commas": "1,",
    "dots": "1.",
    "brackets": "(",
    "nested brackets": "([{",
    "quotes": '"',
    "single quotes": "'a ",
    "capitals": "A",
    "capital words": "Abc Def ",
    "one endless sentence": "word and 5 percent of cars in 2024 by March ",
    "no spaces": "abcdef",
    "combining marks": "a\u0301",
    "hyphens": "-",
    "dollars": "$ ",
    "of the": "of the ",
    "month names": "May ",
    "line breaks": "\n",
    "stops": ". ",
}


def hostile(work: Contender, full: bool) -> Figures:
    """Hostile texts of growing length: the slope, and how long the longest takes."""
    rows = {}
    for name, piece in HOSTILE.items():
        texts = {
            n: Text("en", "Report. " + piece * (n // len(piece)), "2024-05-01")
            for n in (50_000, 200_000, *([800_000, 3_200_000] if full else []))
        }
        points = [(n, seconds(partial(work, [text]), 0.05)) for n, text in texts.items()]
        rows[name] = {"seconds": round(points[-1][1], 4), "slope": round(slope(points), 2)}
    return rows


def folders(texts: Sequence[Text], full: bool, sizes: Sequence[int] = (100, 1_000, 10_000)) -> Figures:
    """Whole runs over folders, with the peak memory of parent and worker."""
    rows: dict[str, dict[str, float]] = {}
    for count in (*sizes, *([100_000] if full else [])):
        with tempfile.TemporaryDirectory() as place:
            _write(Path(place, "in"), texts, count)
            rows[str(count)] = _run(Path(place), workers=2)
    points = [(int(n), row["processor_seconds"]) for n, row in rows.items()]
    return {"runs": rows, "slope": round(slope(points), 3)}


def workers(texts: Sequence[Text], count: int = 10_000) -> Figures:
    """Articles a second of wall time with one worker and with two, the start of the program included."""
    spent: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place, "in"), texts, count)
        for _ in range(3):
            for n, times in spent.items():
                begun = time.perf_counter()
                _run(Path(place), n)
                times.append(time.perf_counter() - begun)
    one, two = (count / min(times) for times in spent.values())
    return {"one": round(one), "two": round(two), "gain": round(two / one, 2)}


def _write(folder: Path, texts: Sequence[Text], count: int) -> None:
    folder.mkdir()
    for i in range(count):
        text = varied(texts[i % len(texts)], i // len(texts))
        (folder / f"{i:06}.txt").write_text(f"{text.text}\n\nNumber {i}.\n", encoding="utf-8")


def _run(place: Path, workers: int) -> dict[str, float]:
    command = ["extract", "in", "-o", "out", "--restart", "--quiet", "--workers", str(workers)]
    subprocess.run([sys.executable, "-m", "kabar", *command], cwd=place, env=ENVIRONMENT, check=False)
    made = json.loads((place / "out" / "run.json").read_text())
    memory = {f"{who}_mb": round(size / 1e6, 1) for who, size in made["host"]["peak_memory"].items()}
    times = made["times"]
    return {"seconds": times["seconds"], "processor_seconds": times["processor_seconds"], **memory}


def startup(rounds: int = 5) -> Figures:
    """Wall seconds of whole processes: importing spaCy, the help, one small article (models known and unknown)."""
    with tempfile.TemporaryDirectory() as place:
        article = Path(place, "a.txt")
        article.write_text("Marlin Motors delivered 1,200 cars in March 2024.\n")
        cold = {**ENVIRONMENT, "XDG_CACHE_HOME": "/nonexistent"}
        extract = ["-m", "kabar", "extract", str(article), "-o", "-", "--quiet"]
        commands = {
            "import spacy": (["-c", "import spacy"], ENVIRONMENT),
            "kabar --help": (["-m", "kabar", "--help"], ENVIRONMENT),
            "kabar extract": (extract, ENVIRONMENT),
            "kabar extract, no cache": (extract, cold),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (command, environment) in commands.items():
                begun = time.perf_counter()
                subprocess.run([sys.executable, *command], env=environment, capture_output=True, check=True)
                times[name].append(time.perf_counter() - begun)
    return {name: round(sorted(values)[rounds // 2], 3) for name, values in times.items()}
