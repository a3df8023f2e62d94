"""Learn the weights of ``models/weights/`` from the gold, and say how good they are where they were not learned.

usage: python scripts/train.py [--shared ../shared] [--folds articles|sources] [--curve] [--added GOLD ARTICLES] [--check]

The articles are those of ``../shared/gold`` and of ``tests/gold``. Without options the weights are written; ``--folds``
judges instead: the articles are parted in ten, and each tenth is read with weights of the other nine (with ``sources``,
no collection or publisher is on both sides). ``--curve`` shows how the figures grow with the number of articles, by folds
over sources. ``--added`` judges the gold of another language in two halves, each with weights of all other articles and of
the other half. ``--check`` writes nothing and fails where the weights at hand are others.
"""

import argparse
import importlib.util
import os
import re
import sys
import tomllib
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

HOME = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOME / "pipeline"), str(HOME / "scripts")]

from learn.logit import Decision, Problem, Way  # noqa: E402
from learn.watch import Engines, Watched  # noqa: E402

import gold as packed  # noqa: E402
from kabar.claim.choice.judge import SCALE, chosen  # noqa: E402
from kabar.claim.choice.sure import SLOTS  # noqa: E402

SETS = ("seeds", "dev", "old", "train")
INNER, FOLDS = 5, 10  # folds where the weights are written, and where they are judged
# among many candidates, most features are words: each has to come more often, and no choice may hang on a few
MANY = Way(least=8, pull=1.0, epochs=12, dropped=0.3)
FEW = Way(least=3, pull=4.0, epochs=6, dropped=0.0)
SURE = Way(least=3, pull=4.0, epochs=2, dropped=0.0)  # some hundred features need no more
WHOLE = Way(least=8, pull=4.0, epochs=4, dropped=0.3)  # those of all slots say much the same
WAYS = {"subject": MANY, "predicate": MANY, "measure": MANY, "time": MANY, "sure_all": WHOLE}
WAYS |= {f"sure_{slot}": SURE for slot in SLOTS}
LIGHT = 2  # weights up to this, in steps, are left out
CHOICES = ("predicate", "measure", "claim", "event", "event_predicate", "time", "status", "source", "subject")
# of each pass: what is learned from it, whose answers the gold gives, and the features that nobody knows yet
PASSES: tuple[tuple[tuple[str, ...], tuple[str, ...], str | None], ...] = (
    (("predicate",), ("predicate", "claim", "event"), None),
    (CHOICES, ("claim", "event"), "prev"),
    (("subject",), ("claim", "event"), None),
    (tuple(f"sure_{slot}" for slot in (*SLOTS, "all")), (), None),
)
Tables = dict[str, dict[str, int]]


def articles(shared: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Gold rows with the bytes of their articles."""
    out = []
    for name in SETS:
        for row in packed.read(shared / "gold" / f"{name}.jsonl"):
            path = next(p for p in (shared / "articles" / name).glob(row["id"] + ".*") if p.suffix != ".json")
            out.append((name, row, path.read_bytes()))
    own = packed.read(HOME / "tests" / "gold" / "wild.jsonl")
    texts = packed.sources(own, [shared / "articles" / name for name in ("wild", "more")])
    out += [("wild", packed.full(row, texts[row["sha256"]]), texts[row["sha256"]].encode()) for row in own]
    return [(row | {"source": f"{name}:{re.split('[-_0-9]', row['id'])[0]}"}, data) for name, row, data in out]


def added(gold: Path, folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The gold of a language that has no weights of its own, with the bytes of its articles."""
    return [(row | {"source": gold.stem}, (folder / f"{row['id']}.txt").read_bytes()) for row in packed.read(gold)]


def halves(rows: list[tuple[dict[str, Any], bytes]], new: list[tuple[dict[str, Any], bytes]]) -> dict[str, int]:
    """The folds of two halves of ``new``, 0 and 1; the other articles are in neither."""
    order = sorted(rows, key=lambda r: r[0]["sha256"])
    old = {row["id"]: 2 + n % INNER for n, (row, _) in enumerate(order)}
    return old | {row["id"]: n % 2 for n, (row, _) in enumerate(new)}


def corpus() -> list[tuple[str, str, str, str, list[str]]]:
    """The rows of our own corpus: name, language, publication day, text, claims; known failures are left out."""
    out = []
    for path in sorted((HOME / "tests" / "corpus").glob("*/claims.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = [group for group in table.values() if isinstance(group, dict)]
        cases = [case for group in groups for case in group["cases"] if "fails" not in case]
        name = path.parent.name
        out += [(f"{name}{n}", name, table["published"], c["text"], c["claims"]) for n, c in enumerate(cases)]
    return out


def parts(rows: list[tuple[dict[str, Any], bytes]], by: str, count: int) -> dict[str, int]:
    """The fold of each article."""
    if by == "articles":
        return {row["id"]: n % count for n, (row, _) in enumerate(sorted(rows, key=lambda r: r[0]["sha256"]))}
    sizes = Counter(row["source"] for row, _ in rows)
    loads, fold = [0] * count, {}
    for source, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[source] = loads.index(min(loads))
        loads[fold[source]] += size
    return {row["id"]: fold[row["source"]] for row, _ in rows}


_problem: Problem  # of the decision that is being learned, for the processes of the pool


def _learned(chosen: list[int]) -> dict[str, int]:
    """Weights in steps of 1/SCALE, without the light ones."""
    w = _problem.learn(chosen)
    steps = {name: round(float(x) * SCALE) for name, x in zip(_problem.names, w, strict=True)}
    return {name: step for name, step in steps.items() if abs(step) > LIGHT}


class Learner:
    """The passes over the articles. What a choice sees of earlier ones are answers of weights that did not see the
    article; where the gold ``leads``, what follows is learned from its answers."""

    def __init__(self, shared: Path, rows: list[tuple[dict[str, Any], bytes]], fold: dict[str, int]) -> None:
        self.rows, self.fold, self.cases = rows, fold, corpus()
        self.keys: list[int | None] = [None, *sorted(set(fold.values()))]
        self.scorer = _module(shared / "tools" / "score_claims.py")
        self.engines = Engines(HOME / "models", self.scorer)

    def run(self) -> dict[int | None, Tables]:
        """The weights without each fold, and those of all articles (None)."""
        tables: dict[int | None, Tables] = {key: {} for key in self.keys}
        for names, leads, blind in PASSES:
            seen = self._pass(tables, frozenset(leads))
            for name in names:
                self._learn(tables, seen, name, blind)
        return tables

    def _pass(self, tables: dict[int | None, Tables], leads: frozenset[str]) -> dict[str, list[Watched]]:
        seen: dict[str, list[Watched]] = {}
        for row, data in self.rows:
            seen[row["id"]], _ = self.engines.watch(row, data, tables[self.fold[row["id"]]], leads)
        for case in self.cases:
            seen[case[0]] = self.engines.row(*case, tables[None], leads)
        return seen

    def _learn(
        self, tables: dict[int | None, Tables], seen: dict[str, list[Watched]], name: str, blind: str | None
    ) -> None:
        """Learn one decision for all folds; features that begin with ``blind`` are not known yet."""
        global _problem
        found = [w.decision for own in seen.values() for w in own if w.name == name]
        _problem = Problem(found, self.engines.features, WAYS.get(name, FEW), blind)
        without = [[i for i, d in enumerate(found) if self.fold.get(d.article, -1) != key] for key in self.keys]
        with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
            for key, table in zip(self.keys, pool.map(_learned, without), strict=True):
                tables[key][name] = table
        self._tell(name, found, tables)

    def _tell(self, name: str, found: list[Decision], tables: dict[int | None, Tables]) -> None:
        """Print how often the weights of the other folds choose right, and how sure they say to be of it."""
        right, said, count, names = 0, 0, 0, self.engines.features.names
        for d in found:
            if d.article in self.fold:
                table = tables[self.fold[d.article]][name]
                choice = chosen([sum(table.get(names[f], 0) for f in own) for own in d.features])
                index = 0 if name.startswith("sure_") else choice.index
                count, right, said = count + 1, right + d.right[index], said + choice.odds[index]
        print(
            f"{name:16} {count:5} decisions, by folds right {100 * right / count:.1f}%, said {said / count / 10:.1f}%"
        )

    def score(self, tables: dict[int | None, Tables], only: set[str] | None = None) -> "Sums":
        """The scorer's sums over all articles (or ``only`` some), each read with the weights of the other folds."""
        sums = Sums(defaultdict(Counter), Counter(), [])
        for row, data in self.rows:
            if only and row["id"] not in only:
                continue
            seen, claims = self.engines.watch(row, data, tables[self.fold[row["id"]]])
            for w in seen:
                sums.picks[w.name] += 1
                sums.picks[w.name + " right"] += w.decision.right[w.index]
            right = _add(self.scorer, sums.groups, row, [msgspec.to_builtins(c) for c in claims])
            sums.said.extend((c.confidence.all, n in right) for n, c in enumerate(claims))
        return sums


class Sums(NamedTuple):
    """Sums of the scorer by group, of choices that were right, and for each record its confidence and whether all is."""

    groups: dict[str, Counter[str]]
    picks: Counter[str]
    said: list[tuple[float, bool]]


def _add(scorer: ModuleType, sums: dict[str, Counter[str]], row: dict[str, Any], claims: list[Any]) -> set[int]:
    """Add an article; the indices of the claims that are right in every slot."""
    whole: set[int] = set()
    need = {"quantity": ("predicate", "value", "unit"), "event": ("predicate", "time")}
    full = [slot for slot in scorer.SLOTS if slot != "section"]
    gold, groups = row["claims"], ("all", row["language"], row["source"].split(":")[0])
    for group in (*groups, "quantity", "event"):
        t = sums[group]
        kinds = ("quantity", "event") if group not in ("quantity", "event") else (group,)
        t["gold"] += sum(c["kind"] in kinds for c in gold)
        t["pred"] += sum(c["kind"] in kinds for c in claims)
    for i, j, r in scorer.match(gold, claims):
        if all(r[s] for s in full):
            whole.add(j)
        for group in (*groups, gold[i]["kind"]):
            t = sums[group]
            t["detected"] += 1
            t["core"] += all(r[s] for s in need[gold[i]["kind"]])
            t["full"] += all(r[s] for s in full)
            for s in scorer.SLOTS:
                t[s] += r[s]
    return whole


def report(scorer: ModuleType, sums: Sums) -> None:
    """Print the figures of a judging by folds."""
    for group, t in sums.groups.items():
        marks = "  ".join(f"{m} {scorer.prf(t[m], t['pred'], t['gold'])['f1']}" for m in ("detected", "core", "full"))
        slots = "  ".join(f"{s} {100 * t[s] / max(1, t['detected']):.1f}" for s in scorer.SLOTS)
        print(f"{group:9} gold {t['gold']} pred {t['pred']}  {marks}\n          {slots}")
    print(
        "choices right: "
        + "  ".join(f"{n} {100 * sums.picks[n + ' right'] / k:.1f} of {k}" for n in CHOICES if (k := sums.picks[n]))
    )
    print(_calibration(sums.said))


def _calibration(said: list[tuple[float, bool]]) -> str:
    """The expected calibration error in twenty bins, and the share of records that are kept with 80% of them right."""
    apart: dict[int, float] = defaultdict(float)
    kept = whole = 0
    for n, (sure, right) in enumerate(sorted(said, reverse=True), start=1):
        apart[int(sure * 20)] += sure - right
        whole += right
        kept = n if whole >= 0.8 * n else kept
    error = sum(map(abs, apart.values())) / len(said)
    return f"calibration error {100 * error:.1f} points, kept with 80% right {100 * kept / len(said):.1f}%"


def curve(shared: Path, rows: list[tuple[dict[str, Any], bytes]]) -> int:
    """Print the figures of an eighth, a quarter, half and all of the articles, each by folds over its sources."""
    for step in (8, 4, 2, 1):
        some = sorted(rows, key=lambda r: r[0]["sha256"])[::step]
        learner = Learner(shared, some, parts(some, "sources", INNER))
        print(f"== {len(some)} articles")
        report(learner.scorer, learner.score(learner.run()))
    return 0


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(tables: Tables) -> dict[str, str]:
    """The files of some weights: a line a feature, sorted."""
    return {name + ".tsv": "".join(f"{f}\t{w}\n" for f, w in sorted(rows.items())) for name, rows in tables.items()}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=HOME.parent / "shared")
    ap.add_argument("--folds", choices=("articles", "sources"))
    ap.add_argument("--curve", action="store_true")
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--added", nargs=2, type=Path, metavar=("GOLD", "ARTICLES"))
    a = ap.parse_args()
    rows = articles(a.shared)
    if a.added:
        new = added(*a.added)
        learner = Learner(a.shared, rows + new, halves(rows, new))
        report(learner.scorer, learner.score(learner.run(), {row["id"] for row, _ in new}))
        return 0
    if a.curve:
        return curve(a.shared, rows)
    learner = Learner(a.shared, rows, parts(rows, a.folds or "sources", FOLDS if a.folds else INNER))
    if a.folds:
        report(learner.scorer, learner.score(learner.run()))
        return 0
    files = written(learner.run()[None])
    folder = HOME / "models" / "weights"
    if a.check:
        changed = [name for name, text in files.items() if (folder / name).read_text(encoding="utf-8") != text]
        print("other weights: " + ", ".join(changed) if changed else "the same weights")
        return int(bool(changed))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
