"""Speed beside stock spaCy and the usual stack, measured interleaved in one run; growth, start-up, memory.

usage: speed.py [CORPUS.jsonl] [--rounds N] [--quick] [--full] [--json]

CPU time, medians of rounds in which every contender does all the work once. ``--quick`` leaves out the slow peers and
the growth, ``--full`` adds articles of 10 MB and a folder of 100,000. The corpus is lines of JSON with ``text``,
``lang`` and ``dct`` (day of publication); by default the texts of ../shared/benchmarks/times, else our seeds.
"""

import argparse
import gc
import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import contenders
import growth
from corpus import Text, load

SAMPLE = 8  # articles of each language for the slow peers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts, about = load(options.corpus)
    result: dict[str, object] = {"corpus": about, "articles": len(texts)}
    whole = contenders.whole()
    result |= engine(texts, whole, options.rounds)
    if not options.quick:
        result["peers"] = peers(texts, whole)
        result["startup"] = growth.startup()
        result["length"] = growth.lengths(whole, texts, options.full)
        result["hostile"] = growth.hostile(contenders.whole(forced=True))
        result["workers"] = growth.workers(texts)
        result["folders"] = growth.folders(texts, options.full)
    result["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    if options.json:
        print(json.dumps(result, indent=2))
    else:
        show(result)


def engine(texts: Sequence[Text], whole: contenders.Contender, rounds: int) -> dict[str, object]:
    """This pipeline and its stages beside stock spaCy, by language and together."""
    out: dict[str, object] = {}
    stages = contenders.Stages()
    stock = contenders.stock()
    languages = sorted({text.language for text in texts})
    for language in languages:
        own = [text for text in texts if text.language == language]
        out[language] = _compare(own, {"stock": stock, "kabar": whole, "stages": stages}, stages, rounds)
    rows = [out[language] for language in languages]
    out["all"] = _together([len([t for t in texts if t.language == n]) for n in languages], rows)  # type: ignore[arg-type]
    return {"engine": out}


def _compare(
    texts: Sequence[Text], works: dict[str, contenders.Contender], stages: contenders.Stages, rounds: int
) -> dict[str, object]:
    """Milliseconds an article: median and extremes of each contender, medians of the stages."""
    for work in works.values():  # warm up: caches fill, code is specialized
        timed(work, texts[:40])
    runs: dict[str, list[float]] = {name: [] for name in works}
    parts: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, work in works.items():
            stages.spent.clear()
            runs[name].append(1000 * timed(work, texts) / len(texts))
            for stage, spent in stages.spent.items():
                parts.setdefault(stage, []).append(1000 * spent / len(texts))
    characters = sum(len(text.text) for text in texts) / len(texts)
    ratios = [k / s for k, s in zip(runs["kabar"], runs["stock"], strict=True)]
    median = statistics.median(runs["kabar"])
    return {
        "characters": round(characters),
        "stock_ms": _spread(runs["stock"]),
        "kabar_ms": _spread(runs["kabar"]),
        "ratio": _spread(ratios),
        "articles_per_second": round(1000 / median),
        "megabytes_per_second": round(sum(len(t.text.encode()) for t in texts) / len(texts) / median / 1000, 2),
        "stages_ms": {stage: round(statistics.median(values), 3) for stage, values in parts.items()},
    }


def _together(weights: Sequence[int], rows: Sequence[dict[str, dict[str, float]]]) -> dict[str, object]:
    def total(name: str) -> float:
        return sum(w * row[name]["median"] for w, row in zip(weights, rows, strict=True)) / sum(weights)

    return {"stock_ms": round(total("stock_ms"), 3), "kabar_ms": round(total("kabar_ms"), 3),
            "ratio": round(total("kabar_ms") / total("stock_ms"), 3)}  # fmt: skip


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
        work(sample[0])
    spent = {name: min(timed(work, sample) for _ in range(2)) for name, work in works.items()}
    return {
        name: {"ms": round(1000 * s / len(sample), 2), "times kabar": round(s / spent["kabar"], 1)}
        for name, s in spent.items()
    }


def timed(work: Callable[[Text], object], texts: Sequence[Text]) -> float:
    """CPU seconds for all texts, garbage collected before and not during."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    for text in texts:
        work(text)
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
            print(" " * indent + f"{name:{max(1, 26 - indent)}} {words}")


if __name__ == "__main__":
    main()
