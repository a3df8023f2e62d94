"""Pairs of claims that were annotated by hand, and the weights fitted to them: what ``facts.py`` judges and fits."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from kabar.facts import identity, likeness, table
from kabar.facts.blocks import neighbours
from kabar.facts.bodies import Bodies
from kabar.facts.relation import relation
from kabar.facts.statement import Statement
from kabar.facts.store import fill, opened
from kabar.record import Claim

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold" / "facts.jsonl"
MENDED = GOLD.with_name("facts_claims.jsonl")
FOLDS = 8
RIDGE = 1.0  # strength of the pull of weights to nought
PRESUMED, APART = 0.1, 0.04  # weight of a pair that is taken to be unrelated, and of one of unrelated articles
CHANCES = {"join": 0.35, "same": 0.35, "compatible": 0.5, "conflict": 0.8}  # few contradictions to learn from
NONE = "none"
STRANGERS = "strange"  # so begin the stories of articles that were not chosen for what they tell
NEVER = -1  # the fold of pairs that are in every training
NEAR, SOME, MOST = 7, 0.3, 0.6  # days and shares of common names beyond which articles may be of one story


class Pair(NamedTuple):
    """Two claims with what holds between them; ``fold`` by story. ``gold`` is None for a presumed pair."""

    fold: int
    story: str
    gold: str | None
    a: Claim | None
    b: Claim | None


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


def mended(found: list[Claim]) -> list[Claim]:
    """The claims, those at the places of ``facts_claims.jsonl`` with the fields that stand there."""
    right = {(row["text"], row["start"], row["end"]): row for row in map(json.loads, MENDED.read_text().splitlines())}
    out = []
    for claim in found:
        at = claim.value or claim.trigger or claim.evidence
        row = right.get((claim.document.text_sha256, at.start, at.end))
        out.append(claim if row is None else _mended(claim, row))
    return out


def _mended(claim: Claim, row: dict[str, Any]) -> Claim:
    plain = msgspec.to_builtins(claim)
    nowhere = {"text": None, "start": None, "end": None}
    plain |= {name: row[name] for name in ("predicate", "status", "negated") if name in row}
    plain["confidence"]["all"] = plain["confidence"]["claim"]
    if "subject" in row:
        plain["subject"] = {"id": None, "type": None} | nowhere | row["subject"]
    if "time" in row:
        place = {name: plain["evidence"][name] for name in nowhere}
        plain["time"] = place | dict.fromkeys(("modifier", "edtf", "anchored_on")) | row["time"]
    if "comparison" in row:
        plain["value"]["comparison"] = row["comparison"]
    if "attribution" in row:
        place = {name: plain["evidence"][name] for name in nowhere}
        plain["attribution"] = place | {"name": row["attribution"], "id": None, "type": None}
    return msgspec.convert(plain, Claim)


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
            self._scored: dict[tuple[str, str], list[str] | None] = {}
            self._says = {id_: msgspec.structs.replace(bodies.read(order), who=who) for id_, who, order in rows}

    def says(self, claim: Claim) -> Statement:
        """The statement of a claim."""
        return self._says[claim.id]

    def scored(self, pair: Pair) -> list[str] | None:
        """The features of a pair that the program would weigh, None for others."""
        if pair.a is None or pair.b is None:
            return None
        ids = pair.a.id, pair.b.id
        if ids not in self._scored:
            a, b = self.says(pair.a), self.says(pair.b)
            weighed = likeness.comparable(a, b) and relation(a, b, self.known) is not None
            self._scored[ids] = likeness.features(a, b, self.names.owners, self.known) if weighed else None
        return self._scored[ids]

    def presumed(self, found: list[Claim], annotated: Iterable[Pair]) -> Iterator[Pair]:
        """Pairs that the program would look at, and that are hardly ever of one question.

        Those are pairs of different values (contradictions are rare), of two stories with a number of one digit, of two
        collections, of articles that have nothing to do with each other, and pairs that count other things, or tell
        that something else happened.
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
            if apart and any(story(c).startswith(STRANGERS) for c in (a, b)):
                if not self._one_story(self.says(a), self.says(b)):
                    yield Pair(fold.get(story(a), fold.get(story(b), NEVER)), story(a), None, a, b)
                continue
            strange = apart and (small or holds.name != "same" or story(a)[:7] != story(b)[:7])
            if holds.name == "conflict" or strange or self._other(self.says(a), self.says(b)):
                yield Pair(fold.get(story(a), NEVER), story(a), None, a, b)

    @staticmethod
    def _one_story(a: Statement, b: Statement) -> bool:
        """Articles of about one day that share names, or that share most of them, can tell of one thing."""
        share = len(a.scene & b.scene) / max(3, min(len(a.scene), len(b.scene)))
        far = None in (a.published, b.published) or abs(a.published - b.published) > NEAR
        return share >= (MOST if far else SOME)

    @staticmethod
    def _other(a: Statement, b: Statement) -> bool:
        """Other things are counted, or other things happen."""
        if a.kind == "quantity":
            counted = None not in (a.unit, b.unit) and a.unit != b.unit and not (a.what & b.what)
            return counted and min(a.digits, b.digits) < 3
        return a.days != b.days and a.predicate != b.predicate and not (a.trigger & b.trigger)

    def fit(self, pairs: Iterable[Pair]) -> dict[str, Any]:
        """Weights of a logistic model (Newton's method with a ridge), in hundredths of log odds."""
        weight: Counter[tuple[str, ...]] = Counter()  # pairs with the same features are one row
        true: Counter[tuple[str, ...]] = Counter()
        for pair in pairs:
            if (found := self.scored(pair)) is not None:
                far = pair.fold == NEVER or pair.story.startswith(STRANGERS)
                weight[tuple(found)] += (APART if far else PRESUMED) if pair.gold is None else 1.0
                true[tuple(found)] += pair.gold not in (None, NONE)
        names = sorted({name for found in weight for name in found})
        column = {name: number for number, name in enumerate(names)}
        x = np.zeros((len(weight), len(names) + 1))
        x[:, -1] = 1
        for number, found in enumerate(weight):
            x[number, [column[name] for name in found]] = 1
        each, yes = np.array(list(weight.values())), np.array([true[found] for found in weight], float)
        w = np.zeros(x.shape[1])
        ridge = np.diag([RIDGE] * len(names) + [1e-3])
        for _ in range(25):
            p = 1 / (1 + np.exp(-x @ w))
            slope = x.T @ (each * p - yes) + ridge @ w
            w -= np.linalg.solve((x * (each * p * (1 - p))[:, None]).T @ x + ridge, slope)
        ints = [round(100 * v) for v in w]
        return {"bias": ints[-1], "weights": {n: v for n, v in zip(names, ints, strict=False) if v}}


def story(claim: Claim) -> str:
    """The folder of its article; each article of the strangers is a story of its own."""
    path = claim.document.path or ""
    return path.split("/")[1] if "/" in path else f"{STRANGERS} {path} {claim.document.position}"


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
