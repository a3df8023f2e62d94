"""Facts against pairs of claims that were annotated by hand: judged by folds over stories, and the weights fitted.

usage: facts.py judge [--errors] | fit | agree

The gold (``tests/gold/facts.jsonl``) names two places in texts of ``../shared/clusters``, each by the hash of the text
and the offsets of a value or a verb, and what holds between them; ``a`` is the older one of an update and the goal of
an outcome. ``judge`` fits weights on seven eighths of the stories, runs ``kabar.facts`` on the others, and counts the
relations that come out right, direction included. ``fit`` writes ``models/weights/facts.toml`` from all. ``agree``
compares the two annotations of the pairs that were annotated twice (``tests/gold/facts_again.jsonl``).
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from kabar.facts import facts, identity, likeness, table
from kabar.facts.bodies import Bodies
from kabar.facts.record import Fact
from kabar.facts.relation import relation
from kabar.facts.statement import Statement
from kabar.facts.store import fill, neighbours, opened
from kabar.out import load
from kabar.record import Claim

ROOT = Path(__file__).resolve().parents[1]
CLUSTERS = ROOT.parent / "shared" / "clusters"
GOLD = ROOT / "tests" / "gold" / "facts.jsonl"
WEIGHTS = ROOT / "models" / "weights" / "facts.toml"
FOLDS = 8
RIDGE = 1.0  # strength of the pull of weights to nought
PRESUMED = 0.1  # weight of a pair that is taken to be unrelated
CHANCES = {"join": 0.4, "same": 0.35, "compatible": 0.5, "conflict": 0.5}
NONE = "none"


class Pair(NamedTuple):
    """Two claims with what holds between them; ``fold`` by story. ``gold`` is None for a presumed pair."""

    fold: int
    story: str
    gold: str | None
    a: Claim | None
    b: Claim | None


def claims(folder: Path) -> list[Claim]:
    """The claims of all stories, extracted with the program at hand."""
    command = [sys.executable, "-m", "kabar", "extract", ".", "-o", str(folder), "--quiet"]
    subprocess.run(command, cwd=CLUSTERS, check=True)
    return [c for c in load.load(str(folder)) if (c.document.path or "").count("/") > 1]


def gold_pairs(found: list[Claim]) -> list[Pair]:
    """The annotated pairs with the claims that stand at their places, as far as there are any."""
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        of[claim.document.text_sha256].append(claim)
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    stories = sorted({row["story"] for row in rows}, key=lambda name: (name[::-1], name))
    fold = {story: number % FOLDS for number, story in enumerate(stories)}
    return [
        Pair(fold[row["story"]], row["story"], row["relation"], _at(of, row["a"]), _at(of, row["b"])) for row in rows
    ]


def _at(of: dict[str, list[Claim]], place: dict[str, Any]) -> Claim | None:
    """The claim whose anchor covers most of a place."""
    best: tuple[int, Claim] | None = None
    for claim in of[place["text"]]:
        at = claim.value or claim.trigger or claim.evidence
        common = min(at.end, place["end"]) - max(at.start, place["start"])
        if common > 0 and (best is None or common > best[0]):
            best = common, claim
    return best[1] if best else None


class Model:
    """Features of pairs, and weights fitted to them."""

    def __init__(self, found: list[Claim]) -> None:
        self.known, self.names = table.known(), identity.names()
        with opened("800MB") as database, closing(Bodies()) as bodies:
            fill(database, bodies, found, self.names, self.known)
            rows = database.execute("SELECT c.id, s.who, c.o FROM claim c JOIN statement s USING (h)").fetchall()
            numbers = database.execute(
                "SELECT s.n, min(c.id) FROM claim c JOIN statement s USING (h) GROUP BY s.n"
            ).fetchall()
            of = dict(numbers)
            self.near = sorted({(of[a.number], of[b.number]) for a, b in neighbours(database, bodies)})
            self._says = {id_: msgspec.structs.replace(bodies.read(order), who=who) for id_, who, order in rows}

    def says(self, claim: Claim) -> Statement:
        """The statement of a claim."""
        return self._says[claim.id]

    def scored(self, pair: Pair) -> list[str] | None:
        """The features of a pair that the program would weigh, None for others."""
        if pair.a is None or pair.b is None:
            return None
        a, b = self.says(pair.a), self.says(pair.b)
        if not likeness.comparable(a, b) or relation(a, b, self.known) is None:
            return None
        return likeness.features(a, b, self.names.owners, self.known)

    def presumed(self, found: list[Claim], annotated: Iterable[Pair]) -> Iterator[Pair]:
        """Pairs that the program would look at, and that are hardly ever of one question.

        Those are pairs of different values (contradictions are rare), of two stories with a number of one digit, of two
        collections, and pairs that count other things, or tell that something else happened.
        """
        claim = {c.id: c for c in found}
        done = {frozenset((p.a.id, p.b.id)) for p in annotated if p.a and p.b}
        fold = {p.story: p.fold for p in annotated}
        for one, other in self.near:
            a, b = claim[one], claim[other]
            if frozenset((one, other)) in done or not likeness.comparable(self.says(a), self.says(b)):
                continue
            holds = relation(self.says(a), self.says(b), self.known)
            apart = story(a) != story(b)
            small = min(self.says(a).digits, self.says(b).digits) < 2
            if holds is None:
                continue
            strange = apart and (small or holds.name != "same" or story(a)[:7] != story(b)[:7])
            if holds.name == "conflict" or strange or self._other(self.says(a), self.says(b)):
                yield Pair(fold.get(story(a), 0), story(a), None, a, b)

    @staticmethod
    def _other(a: Statement, b: Statement) -> bool:
        """Other things are counted, or other things happen."""
        if a.kind == "quantity":
            counted = None not in (a.unit, b.unit) and a.unit != b.unit and not (a.what & b.what)
            return counted and min(a.digits, b.digits) < 3
        return a.days != b.days and a.predicate != b.predicate and not (a.trigger & b.trigger)

    def fit(self, pairs: Iterable[Pair]) -> dict[str, Any]:
        """Weights of a logistic model (Newton's method with a ridge), in hundredths of log odds."""
        rows = [(pair, f) for pair in pairs if (f := self.scored(pair)) is not None]
        names = sorted({name for _, f in rows for name in f})
        column = {name: number for number, name in enumerate(names)}
        x = np.zeros((len(rows), len(names) + 1))
        x[:, -1] = 1
        for number, (_, f) in enumerate(rows):
            x[number, [column[name] for name in f]] = 1
        y = np.array([float(pair.gold not in (None, NONE)) for pair, _ in rows])
        weight = np.array([PRESUMED if pair.gold is None else 1.0 for pair, _ in rows])
        w = np.zeros(x.shape[1])
        ridge = np.diag([RIDGE] * len(names) + [1e-3])
        for _ in range(25):
            p = 1 / (1 + np.exp(-x @ w))
            slope = x.T @ (weight * (p - y)) + ridge @ w
            w -= np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge, slope)
        ints = [round(100 * v) for v in w]
        return {"bias": ints[-1], "weights": {n: v for n, v in zip(names, ints, strict=False) if v}}


def story(claim: Claim) -> str:
    """The folder of its article."""
    return (claim.document.path or "").split("/")[1]


def toml(model: dict[str, Any]) -> str:
    """The file of the weights."""
    lines = [
        "# Weights of what two claims have in common, in hundredths of log odds, for the chance that they answer one",
        "# question (pipeline/kabar/facts/likeness.py), and the least chances that are acted on. Made by",
        "# `python benchmarks/facts.py fit` from tests/gold/facts.jsonl; not for mending by hand.",
        f"bias = {model['bias']}",
        *(f"{name} = {value}" for name, value in CHANCES.items()),
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in model["weights"].items()),
    ]
    return "\n".join(lines) + "\n"


# --- judging ---


def predicted(found: Iterable[Fact]) -> dict[str, tuple[int, int, Fact]]:
    """Claim id -> number of its fact, number of its answer, and the fact."""
    out = {}
    for number, fact in enumerate(found):
        for answer, one in enumerate(fact.answers):
            for claim in one.claims:
                out[claim] = number, answer, fact
    return out


def named(pair: Pair, where: dict[str, tuple[int, int, Fact]]) -> str:
    """What the program says of a pair; ``x`` behind a name is the wrong direction."""
    one = where.get(pair.a.id) if pair.a else None
    other = where.get(pair.b.id) if pair.b else None
    if one is None or other is None or one[0] != other[0]:
        return NONE
    if one[1] == other[1]:
        return "same"
    for holds in one[2].relations:
        if {holds.a, holds.b} == {one[1], other[1]}:
            directed = holds.relation in ("update", "outcome")
            return holds.relation if holds.a == one[1] or not directed else holds.relation + " x"
    return NONE


def judge(errors: bool) -> None:
    """Print how many relations are right, by folds over stories."""
    with tempfile.TemporaryDirectory() as work:
        found = claims(Path(work) / "out")
        model = Model(found)
        pairs = gold_pairs(found)
        presumed = list(model.presumed(found, pairs))
        told: list[tuple[Pair, str]] = []
        for fold in range(FOLDS):
            file = Path(work) / f"weights{fold}.toml"
            file.write_text(toml(model.fit(p for p in pairs + presumed if p.fold != fold)))
            stories = {p.story for p in pairs if p.fold == fold}
            here = [c for c in found if story(c) in stories]
            where = predicted(facts(here, weights=file))
            told += [(p, named(p, where)) for p in pairs if p.fold == fold]
    report(told, errors)


def report(told: list[tuple[Pair, str]], errors: bool) -> None:
    """Accuracy in all and by language; precision and recall of each relation."""
    for name, part in (("all", ""), ("Indonesian", "same-id"), ("English", "-en ecb fnc same-en")):
        rows = [(p, t) for p, t in told if name == "all" or p.story.startswith("same-id") == (part == "same-id")]
        right = sum(p.gold == t for p, t in rows)
        print(f"{name:12} {right}/{len(rows)} relations right, {100 * right / len(rows):.1f}%")
    gold, said = Counter(p.gold for p, _ in told), Counter(t for _, t in told)
    good = Counter(t for p, t in told if p.gold == t)
    for name in ("same", "compatible", "update", "outcome", "conflict", NONE):
        print(f"{name:12} precision {good[name]:4}/{said[name]:<4} recall {good[name]:4}/{gold[name]:<4}")
    there = [(p, t) for p, t in told if p.a and p.b]
    right = sum(p.gold == t for p, t in there)
    lost = len(told) - len(there)
    print(f"{right}/{len(there)} of the pairs that have two claims, {100 * right / len(there):.1f}%; {lost} lack one")
    if errors:
        for p, t in sorted((r for r in told if r[0].gold != r[1]), key=lambda r: (str(r[0].gold), r[1], r[0].story)):
            print(f"{p.gold} -> {t}: {p.story}\n    {shown(p.a)}\n    {shown(p.b)}")


def shown(claim: Claim | None) -> str:
    """A claim in a line."""
    if claim is None:
        return "no claim"
    who, value = claim.subject, claim.value
    what = f"{value.comparison}{value.text} {value.unit}" if value else claim.trigger and claim.trigger.text
    parts = (
        (claim.document.path or "")[-6:-4],
        who and who.name,
        claim.predicate,
        what,
        claim.time and claim.time.value,
        claim.status,
        " ".join(claim.evidence.text.split())[:110],
    )
    return " | ".join(str(part) for part in parts)


def agree() -> None:
    """How often the second annotation is the first."""
    first, again = (
        {json.dumps([row["a"], row["b"]]): row["relation"] for row in map(json.loads, path.read_text().splitlines())}
        for path in (GOLD, GOLD.with_name("facts_again.jsonl"))
    )
    equal = sum(first[key] == name for key, name in again.items())
    print(f"{len(again)} of {len(first)} pairs annotated twice, {equal} alike ({100 * equal / len(again):.1f}%)")


def main(arguments: list[str]) -> None:
    """Run one of the commands."""
    if not CLUSTERS.is_dir():
        raise SystemExit("the texts of ../shared/clusters are not here")
    if arguments[:1] == ["judge"]:
        judge("--errors" in arguments)
    elif arguments == ["fit"]:
        with tempfile.TemporaryDirectory() as work:
            found = claims(Path(work) / "out")
            model = Model(found)
            pairs = gold_pairs(found)
            WEIGHTS.write_text(toml(model.fit(pairs + list(model.presumed(found, pairs)))))
    elif arguments == ["agree"]:
        agree()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
