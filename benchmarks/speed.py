"""Speed beside stock spaCy and the usual stack, measured interleaved in one run; growth, start-up, memory.

usage: speed.py [CORPUS.jsonl] [--rounds N] [--quick] [--full] [--json]

CPU time, medians of rounds in which every contender does all the work once. ``--quick`` leaves out the slow peers and
the growth, ``--full`` adds articles of 10 MB, hostile texts of 3 MB and a folder of 100,000. The corpus is lines of
JSON with ``text``, ``lang`` and ``dct`` (day of publication); by default the articles of ../shared, else our seeds.
"""

import argparse
import gc
import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import contenders
import growth
from corpus import BATCH, Text, load
from kabar import compiled

SAMPLE = 8  # articles of each language for the slow peers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts, about = load(options.corpus)
    whole = contenders.whole()
    parts: dict[str, Callable[[], object]] = {
        "corpus": lambda: about,
        "engine is": lambda: "compiled" if compiled.in_use() else "not compiled (make compile): the sources run",
        "engine": lambda: engine(texts, options.rounds),
    }
    if not options.quick:
        parts |= {
            "startup": growth.startup,
            "peers": lambda: peers(texts, whole),
            "length": lambda: growth.lengths(whole, texts, options.full),
            "hostile": lambda: growth.hostile(contenders.whole(forced=True), options.full),
            "workers": lambda: growth.workers(texts),
            "folders": lambda: growth.folders(texts, options.full),
        }
    parts["peak_memory_mb"] = lambda: round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    result: dict[str, object] = {}
    for name, part in parts.items():
        result[name] = part()
        if not options.json:
            show({name: result[name]})
    if options.json:
        print(json.dumps(result, indent=2))


def engine(texts: Sequence[Text], rounds: int) -> dict[str, object]:
    """This pipeline and its stages beside stock spaCy, by language and together."""
    languages = sorted({text.language for text in texts})
    rows = {name: _compare([text for text in texts if text.language == name], rounds) for name in languages}
    both = {
        kind: round(sum(row[kind]["kabar"]["median"] for row in rows.values())
                    / sum(row[kind]["stock"]["median"] for row in rows.values()), 3)
        for kind in ("unseen", "again")
    }  # fmt: skip
    return {**rows, "ratio, languages in equal parts": both}


def _compare(texts: Sequence[Text], rounds: int) -> dict[str, Any]:
    """Milliseconds an article, on articles that were not seen before and on the same ones once more.

    Each contender is made anew, warmed on one half of the articles and measured on the other, then the other way
    round: every article of a real run is new, but most of its words are not. Interleaved, garbage collected before.
    """
    halves = texts[::2], texts[1::2]
    runs: dict[tuple[str, str], list[float]] = {}
    stages: dict[str, list[float]] = {}
    for _ in range(rounds):
        for warm, fresh in (halves, halves[::-1]):
            staged = contenders.Stages()
            works = {"stock": contenders.stock(texts[0].language), "kabar": contenders.whole(), "stages": staged}
            for work in works.values():
                timed(work, warm)
            for kind in ("unseen", "again"):
                staged.spent.clear()
                for name, work in works.items():
                    runs.setdefault((kind, name), []).append(1000 * timed(work, fresh) / len(fresh))
                for stage, spent in staged.spent.items() if kind == "unseen" else ():
                    stages.setdefault(stage, []).append(1000 * spent / len(fresh))
    median = statistics.median(runs["unseen", "kabar"])
    size = sum(len(text.text.encode()) for text in texts) / len(texts)
    return {
        "articles": len(texts),
        "characters": round(sum(len(text.text) for text in texts) / len(texts)),
        **{kind: _ratio(runs[kind, "stock"], runs[kind, "kabar"]) for kind in ("unseen", "again")},
        "articles_per_second": round(1000 / median),
        "megabytes_per_second": round(size / median / 1000, 2),
        "stages_ms": {stage: round(statistics.median(values), 3) for stage, values in stages.items()},
    }


def _ratio(stock: Sequence[float], kabar: Sequence[float]) -> dict[str, Any]:
    ratios = [k / s for k, s in zip(kabar, stock, strict=True)]
    return {"stock": _spread(stock), "kabar": _spread(kabar), "ratio": _spread(ratios)}


def peers(texts: Sequence[Text], whole: contenders.Contender) -> dict[str, object]:
    """The usual stack and its members on a small sample: times of what this pipeline needs for the same texts."""
    sample = [t for n in ("en", "id") for t in [t for t in texts if t.language == n][:SAMPLE]]
    works = {
        "kabar": whole,
        "stock spaCy": contenders.stock(),
        "search_dates alone": contenders.search_dates(),
        "quantulum3 alone": contenders.quantulum(),
        "naive stack": contenders.naive(),
    }
    for work in works.values():
        work(sample[:1])
    spent = {name: min(timed(work, sample) for _ in range(2)) for name, work in works.items()}
    return {
        name: {"ms": round(1000 * s / len(sample), 2), "times kabar": round(s / spent["kabar"], 1)}
        for name, s in spent.items()
    }


def timed(work: contenders.Contender, texts: Sequence[Text]) -> float:
    """CPU seconds for all texts, garbage collected before and not during."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    for n in range(0, len(texts), BATCH):
        work(texts[n : n + BATCH])
    spent = time.process_time() - begun
    gc.enable()
    return spent


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"min": round(min(values), 3), "median": round(statistics.median(values), 3), "max": round(max(values), 3)}


def show(result: dict[str, object], indent: int = 0) -> None:
    """Print nested figures, a line each."""
    for name, value in result.items():
        if isinstance(value, dict) and any(isinstance(v, dict) for v in value.values()):
            print(" " * indent + f"{name}:")
            show(value, indent + 2)
        else:
            words = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
            print(" " * indent + f"{name:{max(1, 26 - indent)}} {words}", flush=True)


if __name__ == "__main__":
    main()
