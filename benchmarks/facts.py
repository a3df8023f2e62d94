"""Facts against pairs of claims that were annotated by hand: judged by folds over stories, and the weights fitted.

usage: facts.py judge [--errors] [--mended] | fit | agree

The gold (``tests/gold/facts.jsonl``) names two places in texts of ``../shared/clusters``, each by the hash of the text
and the offsets of a value or a verb, and what holds between them; ``a`` is the older one of an update and the goal of
an outcome; pairs of articles of ``../shared/articles/more``, which were not chosen for what they tell, are presumed
to be of two questions. ``judge`` fits weights on seven eighths of the stories, runs ``kabar.facts`` on the others,
and counts the relations that come out right, direction included, and why others do not. With ``--mended`` what the
program misread of the claims of updates, outcomes and conflicts is mended before, by hand
(``tests/gold/facts_claims.jsonl``): the pairs that are right then, and not without, are lost by extraction and not by
comparing. ``fit`` writes ``models/weights/facts.toml`` from all. ``agree`` compares the two annotations of the pairs
that were annotated twice (``tests/gold/facts_again.jsonl``).
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from facts_fit import FOLDS, GOLD, NONE, ROOT, Model, Pair, gold_pairs, mended, story, toml
from kabar.facts import facts, likeness
from kabar.facts.record import Fact
from kabar.facts.relation import relation
from kabar.out import load
from kabar.record import Claim

CLUSTERS = ROOT.parent / "shared" / "clusters"
MORE = ROOT.parent / "shared" / "articles" / "more"
OTHERS = "others.jsonl"
WEIGHTS = ROOT / "models" / "weights" / "facts.toml"
NAMES = ("same", "compatible", "update", "outcome", "conflict", NONE)


class Told(NamedTuple):
    """A pair, what the program says of it, and why that is wrong where it is."""

    pair: Pair
    says: str
    why: str


def claims(folder: Path) -> list[Claim]:
    """The claims of all stories and of some articles that belong to none, extracted with the program at hand."""
    stories = extracted(CLUSTERS, ".", folder / "stories")
    (folder / OTHERS).write_text("".join(others()), "utf-8")
    return [c for c in stories if (c.document.path or "").count("/") > 1] + extracted(folder, OTHERS, folder / "others")


def extracted(place: Path, what: str, folder: Path) -> list[Claim]:
    """The claims of a file or folder at a place."""
    command = [sys.executable, "-m", "kabar", "extract", what, "-o", str(folder), "--quiet"]
    at_hand = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}  # a relative path would lead elsewhere from there
    subprocess.run(command, cwd=place, check=True, env=at_hand)
    return load.load(str(folder))


def others() -> Iterator[str]:
    """Each seventh of the articles that were not chosen for what they tell: pairs of them are hardly ever of one."""
    for path in sorted(MORE.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from islice(lines, 0, None, 7)


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


def judge(errors: bool, right_claims: bool) -> None:
    """Print how many relations are right, by folds over stories."""
    with tempfile.TemporaryDirectory() as work:
        found = claims(Path(work))
        if right_claims:
            found = mended(found)
        model = Model(found)
        pairs = gold_pairs(found)
        presumed = list(model.presumed(found, pairs))
        told: list[Told] = []
        for fold in range(FOLDS):
            file = Path(work) / f"weights{fold}.toml"
            file.write_text(toml(model.fit(p for p in pairs + presumed if p.fold != fold)))
            stories = {p.story for p in pairs if p.fold == fold}
            here = [c for c in found if story(c) in stories]
            where = predicted(facts(here, weights=file))
            told += [Told(p, n := named(p, where), why(p, n, model)) for p in pairs if p.fold == fold]
    report(told, errors)


def why(pair: Pair, says: str, model: Model) -> str:
    """Where a wrong relation is lost: a claim is missing, the rule says another one, or the question was misjudged."""
    if says == pair.gold:
        return "right"
    if pair.a is None or pair.b is None:
        return "no claim"
    a, b = model.says(pair.a), model.says(pair.b)
    holds = relation(a, b, model.known) if likeness.comparable(a, b) else None
    if pair.gold != NONE and (holds is None or holds.name != pair.gold):
        return f"by rule {holds.name if holds else NONE}"
    return "joined" if pair.gold == NONE else "not joined"


def report(told: list[Told], errors: bool) -> None:
    """Accuracy in all and by language; each relation with what is said of it, and why."""
    for name, part in (("all", ""), ("Indonesian", "same-id"), ("English", "-en ecb fnc same-en")):
        rows = [t for t in told if name == "all" or t.pair.story.startswith("same-id") == (part == "same-id")]
        right = sum(t.pair.gold == t.says for t in rows)
        print(f"{name:12} {right}/{len(rows)} relations right, {100 * right / len(rows):.1f}%")
    gold, said = Counter(t.pair.gold for t in told), Counter(t.says for t in told)
    good = Counter(t.says for t in told if t.pair.gold == t.says)
    for name in NAMES:
        print(f"{name:12} precision {good[name]:4}/{said[name]:<4} recall {good[name]:4}/{gold[name]:<4}")
    there = [t for t in told if t.pair.a and t.pair.b]
    right = sum(t.pair.gold == t.says for t in there)
    lost = len(told) - len(there)
    print(f"{right}/{len(there)} of the pairs that have two claims, {100 * right / len(there):.1f}%; {lost} lack one")
    confusion(told)
    if errors:
        for t in sorted((t for t in told if t.why != "right"), key=lambda t: (str(t.pair.gold), t.says, t.pair.story)):
            print(f"{t.pair.gold} -> {t.says}, {t.why}: {t.pair.story}\n    {shown(t.pair.a)}\n    {shown(t.pair.b)}")


def confusion(told: list[Told]) -> None:
    """What is said (columns) of each relation of the gold (rows), and where the wrong ones are lost."""
    table = Counter((t.pair.gold, t.says) for t in told)
    others = sorted({t.says for t in told} - set(NAMES))
    print(f"{'gold':12}", *(f"{name:>10}" for name in (*NAMES, *others)), " lost:")
    for gold in NAMES:
        lost = Counter(t.why for t in told if t.pair.gold == gold and t.why != "right")
        causes = ", ".join(f"{why} {count}" for why, count in lost.most_common())
        print(f"{gold:12}", *(f"{table[gold, name]:10}" for name in (*NAMES, *others)), f" {causes}")


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
    if not (CLUSTERS.is_dir() and MORE.is_dir()):
        raise SystemExit("the texts of ../shared/clusters and ../shared/articles/more are not here")
    if arguments[:1] == ["judge"]:
        judge("--errors" in arguments, "--mended" in arguments)
    elif arguments == ["fit"]:
        with tempfile.TemporaryDirectory() as work:
            found = claims(Path(work))
            model = Model(found)
            pairs = gold_pairs(found)
            WEIGHTS.write_text(toml(model.fit(pairs + list(model.presumed(found, pairs)))))
    elif arguments == ["agree"]:
        agree()
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
