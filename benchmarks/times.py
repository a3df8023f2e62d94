"""Times in the conventions of TempEval, for the scorer of TIMEX3 values, and their cost beside spaCy's tokenizer.

usage: PYTHONPATH=pipeline python benchmarks/times.py INPUT.jsonl OUTPUT.jsonl
       PYTHONPATH=pipeline python benchmarks/times.py (--folds | --speed) INPUT.jsonl

Lines {"id", "lang", "dct", "text"} become lines {"id", "timexes": [...]}. --folds prints value F1 as rehearsed, and by
folds over the articles (their "timexes" are the right ones); --speed the cost of the finder against stock spaCy on the
same texts, in one run.
"""

import argparse
import gc
import json
import re
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus import BATCH
from kabar import engine
from kabar.find.mention import Time, TimePart
from kabar.frozen import replace
from kabar.page import Article, Block

OPENING = re.compile(r" of (.+)")
OPENINGS = frozenset({"en.opening", "en.closing", "en.window", "id.opening", "id.window"})
MONTHS = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
UNMARKED = "id.ended"  # the Kompas data mark of (the week ended 5 December) only the day
ROUNDS = 5  # of the measure of cost
DECADES = re.compile(r"^P(\d+)0Y$")  # Kompas: P1DE; the English newswire: P10Y


def page(built: engine.Engine, record: dict) -> object:
    text = record["text"]
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, record.get("dct"), "given")
    return built.page(article)


def _value(value: str, rule: str, language: str, grain: str | None) -> str:
    """TIMEX3 has quarters and centuries as units, and the Kompas data decades; a year's end is its last day there."""
    if grain == "quarter" and (m := re.fullmatch(r"P(\d+|X)M", value)):
        return f"P{'X' if m[1] == 'X' else int(m[1]) // 3}Q"
    if grain == "century" and value == "PXY":
        return "PXC"
    if language == "id" and grain == "decade" and (m := DECADES.match(value)):
        return f"P{m[1]}DE"
    if grain in ("decade", "century"):
        value = value.rstrip("X")
    return f"{value}-12-31" if rule.endswith("yearend") and len(value) == 4 else value


def timexes(times: list[Time], text: str, language: str) -> list[dict]:
    """Ranges are two timexes there, bounds are outside of the span."""
    out = []
    for t in times:
        parts = t.parts[1:] if t.rule == UNMARKED else t.parts
        for part in parts or (TimePart(t.inner, t.end, t.type, t.value, t.modifier),):
            value = _value(part.value or "XXXX", t.rule, language, t.grain)
            kind = part.type
            opens = t.rule in OPENINGS and kind == "DATE" and MONTHS.fullmatch(value) is not None
            tail = OPENING.search(text, part.start, part.end) if opens else None
            if opens:  # the first nine months (of 1997) are two there: P9M, 1997
                if tail:
                    row = {"start": tail.start(1), "end": part.end, "text": tail[1], "type": "DATE", "mod": None}
                    out.append(row | {"value": value[:4], "rule": t.rule})
                    part = replace(part, end=tail.start())
                kind, value = "DURATION", f"P{int(value[-2:]) - int(value[5:7]) + 1}M"
            row = {"start": part.start, "end": part.end, "text": text[part.start : part.end], "type": kind}
            out.append(row | {"value": value, "mod": part.modifier, "rule": t.rule})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path, nargs="?")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--folds", action="store_true")
    way.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    if args.folds or args.speed:
        (folds if args.folds else speed)(args.input)
    elif args.output is None:
        parser.error("name the OUTPUT.jsonl as well, or one of --folds and --speed")
    else:
        write(args.input, args.output)


def write(source_path: Path, out_path: Path) -> None:
    """The times of each article, as a line of TIMEX3 values."""
    engines = {}
    with source_path.open(encoding="utf-8") as source, out_path.open("w", encoding="utf-8") as out:
        for line in source:
            record = json.loads(line)
            language = record["lang"]
            built = engines.get(language) or engines.setdefault(language, engine.build(language))
            pg = page(built, record)
            found, _ = built.times.find(pg, "", [])
            out.write(json.dumps({"id": record["id"], "timexes": timexes(found, record["text"], language)}) + "\n")


def folds(path: Path) -> None:
    """Value F1 on the articles that the rules were written with, and by folds.

    The rules were not written on one half of these articles, so the second figure is the nearest to that: what a rule
    finds in one half counts only where it has been right at least once in the other half, as if nobody had thought of
    it before. Rules that come of grammar and not of these articles are left out with the rest: it is a lower bound.
    """
    records = sorted(map(json.loads, path.read_text("utf-8").splitlines()), key=lambda record: record["id"])
    built = engine.build(records[0]["lang"])
    rows = []
    for record in records:
        found, _ = built.times.find(page(built, record), "", [])
        rows.append((record["timexes"], timexes(found, record["text"], record["lang"])))
    halves = rows[::2], rows[1::2]
    known = [{one["rule"] for gold, found in half for one in found if _right(one, gold)} for half in halves]
    for name, kept in (("as rehearsed", [set.union(*known)] * 2), ("by folds", known[::-1])):
        right = total = 0
        for half, rules in zip(halves, kept, strict=True):
            for gold, found in half:
                chosen = [one for one in found if name == "as rehearsed" or one["rule"] in rules]
                right += sum(_right(one, gold) for one in chosen)
                total += len(chosen) + len(gold)
        print(f"{records[0]['lang']} value F1 {name}: {200 * right / total:.1f}")


def _right(one: dict, gold: list[dict]) -> bool:
    """Whether a timex has the value of one that it overlaps."""
    return any(g["start"] < one["end"] and one["start"] < g["end"] and g["value"] == one["value"] for g in gold)


def speed(path: Path) -> None:
    """Milliseconds an article of the finder alone and of stock spaCy, and the share of the first in the second.

    ``unseen``: both made anew, warmed on one half of the articles and measured on the other, then the other way round.
    spaCy keeps the words of its vocabulary and so does the finder: on articles that they have just read (``again``)
    both only look up what they know, which no run on real articles does. Of each article the least of some rounds
    counts, for both, so that a busy machine does not tell.
    """
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    language = records[0]["lang"]
    least: dict[tuple[str, str], tuple[float, float]] = {}
    for _ in range(ROUNDS):
        for warm, new in ((records[::2], records[1::2]), (records[1::2], records[::2])):
            for key, spent in _seconds(language, warm, new).items():
                least[key] = tuple(map(min, spent, least.get(key, spent)))
    for kind in ("unseen", "again"):
        rows = [spent for (name, _), spent in least.items() if name == kind]
        own, other = (1000 * sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{language} {kind}: times {own:.3f} ms, spaCy {other:.3f} ms an article, share {own / other:.3f}")


def _seconds(language: str, warm: list[dict], new: list[dict]) -> dict[tuple[str, str], tuple[float, float]]:
    """Seconds of finder and spaCy on new articles, after a pass over others, and on the same once more."""
    import spacy

    built, nlp = engine.build(language), spacy.blank(language)
    nlp.add_pipe("sentencizer")
    _pass(built, nlp, warm)
    return {(kind, name): spent for kind in ("unseen", "again") for name, spent in _pass(built, nlp, new).items()}


def _pass(built: engine.Engine, nlp: object, records: list[dict]) -> dict[str, tuple[float, float]]:
    """One pass, interleaved by batches; as in a run, the finder works on pages that have just been lexed."""
    spent: dict[str, tuple[float, float]] = {}
    gc.collect()
    gc.disable()
    for n in range(0, len(records), BATCH):
        batch = records[n : n + BATCH]
        own = _each(lambda pg: built.times.find(pg, "", []), [page(built, record) for record in batch])
        other = _each(nlp, [record["text"] for record in batch])
        spent |= {record["id"]: pair for record, *pair in zip(batch, own, other, strict=True)}
    gc.enable()
    return spent


def _each(work: Callable[[Any], object], inputs: Sequence[object]) -> list[float]:
    """Seconds of each call."""
    clock = time.perf_counter
    ends = [clock(), *[(work(one), clock())[1] for one in inputs]]
    return [end - begun for begun, end in pairwise(ends)]


if __name__ == "__main__":
    main()
