"""Learn the weights of ``models/weights/`` from the gold, and say how good they are where they were not learned.

usage: python scripts/train.py [--shared ../shared] [--folds articles|sources] [--check] [--curve]

The articles are those of ``../shared/gold`` and of ``tests/gold``. Without options the weights are written; ``--folds``
judges instead: the articles are parted in ten, and each tenth is read with weights of the other nine (with ``sources``,
no collection or publisher is on both sides). ``--check`` writes nothing and fails where the weights at hand are others;
``--curve`` shows how the figures grow with the number of articles. ``--added`` judges the gold of another language in two
halves, each with weights of all other articles and of the other half; it writes nothing.
"""

import argparse
import importlib.util
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

HOME = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOME / "pipeline"), str(HOME / "scripts")]

from learn.logit import Problem  # noqa: E402
from learn.watch import Engines, Watched  # noqa: E402

import gold as packed  # noqa: E402

SETS = ("seeds", "dev", "old", "train")
FOLDS = 10
SCALE = 32
LIGHT = 2  # weights up to this, in steps, are left out
FIRST = ("predicate",)  # learned first; what follows sees its answers
REST = ("claim", "event", "event_predicate", "subject", "source")
Tables = dict[str, dict[str, int]]


def articles(shared: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Gold rows with the bytes of their articles."""
    out = []
    for name in SETS:
        for row in packed.read(shared / "gold" / f"{name}.jsonl"):
            path = next(p for p in (shared / "articles" / name).glob(row["id"] + ".*") if p.suffix != ".json")
            out.append((row | {"source": f"{name}:{re.split('[-_0-9]', row['id'])[0]}"}, path.read_bytes()))
    wild = shared / "articles" / "wild"
    for row in packed.unpack(packed.read(HOME / "tests" / "gold" / "wild.jsonl"), [wild]):
        path = next(wild.rglob(row["id"] + ".txt"))
        out.append((row | {"source": f"wild:{re.split('[-_0-9]', row['id'])[0]}"}, path.read_bytes()))
    return out


def added(gold: Path, folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The gold of a language that has no weights of its own, with the bytes of its articles."""
    return [(row | {"source": gold.stem}, (folder / f"{row['id']}.txt").read_bytes()) for row in packed.read(gold)]


def halves(rows: list[tuple[dict[str, Any], bytes]], new: list[tuple[dict[str, Any], bytes]]) -> dict[str, int]:
    """The folds of two halves of ``new``, 0 and 1; the other articles are in neither."""
    order = sorted(rows, key=lambda r: r[0]["sha256"])
    old = {row["id"]: 2 + n % (FOLDS - 2) for n, (row, _) in enumerate(order)}
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


def parts(rows: list[tuple[dict[str, Any], bytes]], by: str) -> dict[str, int]:
    """The fold of each article."""
    if by == "articles":
        return {row["id"]: n % FOLDS for n, (row, _) in enumerate(sorted(rows, key=lambda r: r[0]["sha256"]))}
    sizes = Counter(row["source"] for row, _ in rows)
    loads, fold = [0] * FOLDS, {}
    for source, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[source] = loads.index(min(loads))
        loads[fold[source]] += size
    return {row["id"]: fold[row["source"]] for row, _ in rows}


def learned(problem: Problem, chosen: list[int]) -> dict[str, int]:
    """Weights in steps of 1/SCALE, without the light ones."""
    w = problem.learn(chosen)
    steps = {name: round(float(x) * SCALE) for name, x in zip(problem.names, w, strict=True)}
    return {name: step for name, step in steps.items() if abs(step) > LIGHT}


class Learner:
    """The passes over the articles: the predicates first, then all that sees them, then the whole."""

    def __init__(self, shared: Path, rows: list[tuple[dict[str, Any], bytes]], fold: dict[str, int]) -> None:
        self.rows, self.fold, self.cases = rows, fold, corpus()
        self.scorer = _module(shared / "tools" / "score_claims.py")
        self.engines = Engines(HOME / "models", self.scorer.same_name)

    def run(self, folds: set[int | None]) -> dict[int | None, Tables]:
        """The weights without each fold (None: of all articles)."""
        inner: set[int | None] = set(range(FOLDS))
        first = self._pass(dict.fromkeys(inner | {None}, {}), frozenset(("predicate", "claim", "event")))
        early = self._learn(first, FIRST, inner | {None})
        second = self._pass(early, frozenset(("claim", "event")))
        late = self._learn(second, (*FIRST, *REST), folds)
        return late

    def _pass(self, tables: dict[int | None, Tables], leads: frozenset[str]) -> dict[str, list[Watched]]:
        seen: dict[str, list[Watched]] = {}
        for row, data in self.rows:
            seen[row["id"]], _ = self.engines.watch(row, data, tables[self.fold[row["id"]]], leads)
        for case in self.cases:
            seen[case[0]] = self.engines.row(*case, tables[None], leads)
        return seen

    def _learn(
        self, seen: dict[str, list[Watched]], names: tuple[str, ...], folds: set[int | None]
    ) -> dict[int | None, Tables]:
        out: dict[int | None, Tables] = {fold: {} for fold in folds}
        for name in names:
            found = [w.decision for own in seen.values() for w in own if w.name == name]
            problem = Problem(found)
            for fold in folds:
                mine = [i for i, d in enumerate(found) if self.fold.get(d.article, -1) != fold]
                out[fold][name] = learned(problem, mine)
        return out

    def score(self, tables: dict[int | None, Tables], only: set[str] | None = None) -> dict[str, Counter[str]]:
        """The scorer's sums over all articles (or ``only`` some), each read with the weights of the other folds."""
        sums: dict[str, Counter[str]] = defaultdict(Counter)
        picks: Counter[str] = Counter()
        for row, data in self.rows:
            if only and row["id"] not in only:
                continue
            seen, claims = self.engines.watch(row, data, tables[self.fold[row["id"]]])
            for w in seen:
                picks[w.name] += 1
                picks[w.name + " right"] += w.decision.right[w.index]
            plain = [msgspec.to_builtins(c) for c in claims]
            _add(self.scorer, sums, row, plain)
        sums["picks"] = picks
        return sums


def _add(scorer: ModuleType, sums: dict[str, Counter[str]], row: dict[str, Any], claims: list[Any]) -> None:
    need = {"quantity": ("predicate", "value", "unit"), "event": ("predicate", "time")}
    full = [slot for slot in scorer.SLOTS if slot != "section"]
    gold = row["claims"]
    for group in ("all", row["language"], "quantity", "event"):
        t = sums[group]
        kinds = ("quantity", "event") if group not in ("quantity", "event") else (group,)
        t["gold"] += sum(c["kind"] in kinds for c in gold)
        t["pred"] += sum(c["kind"] in kinds for c in claims)
    for i, _, r in scorer.match(gold, claims):
        for group in ("all", row["language"], gold[i]["kind"]):
            t = sums[group]
            t["detected"] += 1
            t["core"] += all(r[s] for s in need[gold[i]["kind"]])
            t["full"] += all(r[s] for s in full)
            for s in scorer.SLOTS:
                t[s] += r[s]


def report(scorer: ModuleType, sums: dict[str, Counter[str]]) -> None:
    picks = sums.pop("picks")
    for group, t in sums.items():
        marks = "  ".join(f"{m} {scorer.prf(t[m], t['pred'], t['gold'])['f1']}" for m in ("detected", "core", "full"))
        slots = "  ".join(f"{s} {100 * t[s] / max(1, t['detected']):.1f}" for s in scorer.SLOTS)
        print(f"{group:9} gold {t['gold']} pred {t['pred']}  {marks}\n          {slots}")
    print(
        "choices right: "
        + "  ".join(
            f"{n} {100 * picks[n + ' right'] / picks[n]:.1f} of {picks[n]}" for n in (*FIRST, *REST) if picks[n]
        )
    )


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
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
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--added", nargs=2, type=Path, metavar=("GOLD", "ARTICLES"))
    a = ap.parse_args()
    rows = articles(a.shared)
    if a.added:
        new = added(*a.added)
        learner = Learner(a.shared, rows + new, halves(rows, new))
        report(learner.scorer, learner.score(learner.run({0, 1}), {row["id"] for row, _ in new}))
        return 0
    learner = Learner(a.shared, rows, parts(rows, a.folds or "articles"))
    if a.folds:
        report(learner.scorer, learner.score(learner.run(set(range(FOLDS)))))
        return 0
    files = written(learner.run({None})[None])
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
