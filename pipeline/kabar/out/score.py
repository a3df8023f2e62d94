"""Scores claims against gold (detected, core, full) by slot, language, kind and rule, and compares two runs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kabar.out import judge
from kabar.out.gold import GoldClaim, GoldDocument
from kabar.out.judge import SLOTS, Match
from kabar.record import Claim

LEVELS = ("detected", "core", "full")


class Prf(NamedTuple):
    """Precision, recall and F1 in percent, one decimal."""

    p: float
    r: float
    f1: float


class Row(NamedTuple):
    """The scores of a group of claims; ``slots`` in percent of the detected."""

    gold: int
    pred: int
    detected: Prf
    core: Prf
    full: Prf
    slots: dict[str, float]


class RuleRow(NamedTuple):
    """How far the claims that a rule took part in are right: of ``pred`` claims so many are detected, core, full."""

    pred: int
    detected: int
    core: int
    full: int


class Judged(NamedTuple):
    """A document with its claims and their pairs."""

    gold: GoldDocument
    claims: list[Claim]
    matches: list[Match]


class Change(NamedTuple):
    """A gold claim that two runs do not judge alike; ``None`` when a run missed it, else its wrong slots."""

    document: str
    claim: GoldClaim
    old: tuple[str, ...] | None
    new: tuple[str, ...] | None


def judged(gold: Iterable[GoldDocument], claims: Iterable[Claim]) -> list[Judged]:
    """Pair the claims of every annotated document; claims of other documents are left out."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document.sha256].append(claim)
    return [Judged(d, by_document[d.sha256], judge.match(d.claims, by_document[d.sha256])) for d in gold]


def table(documents: list[Judged]) -> dict[str, Row]:
    """Scores of ``all``, each language and each kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for d in documents:
        counts["all"].update(_counts(d, None))
        counts[d.gold.language].update(_counts(d, None))
        for kind in sorted({c.kind for c in d.gold.claims} | {c.kind for c in d.claims}):
            counts[kind].update(_counts(d, kind))
    return {group: _row(count) for group, count in counts.items()}


def _counts(d: Judged, kind: str | None) -> Counter[str]:
    count: Counter[str] = Counter()
    count["gold"] = sum(kind in (None, g.kind) for g in d.gold.claims)
    count["pred"] = sum(kind in (None, c.kind) for c in d.claims)
    for m in d.matches:
        of = d.gold.claims[m.gold].kind
        if kind in (None, of):
            count["detected"] += 1
            count["core"] += judge.is_core(m, of)
            count["full"] += judge.is_full(m)
            count.update(slot for slot, right in m.slots.items() if right)
    return count


def _row(count: Counter[str]) -> Row:
    detected, core, full = (_prf(count[level], count["pred"], count["gold"]) for level in LEVELS)
    slots = {slot: _percent(count[slot], count["detected"]) for slot in SLOTS}
    return Row(count["gold"], count["pred"], detected, core, full, slots)


def _prf(right: int, predicted: int, wanted: int) -> Prf:
    p = right / predicted if predicted else 0.0
    r = right / wanted if wanted else 0.0
    return Prf(round(100 * p, 1), round(100 * r, 1), round(200 * p * r / (p + r), 1) if p + r else 0.0)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def rules(documents: list[Judged]) -> dict[str, RuleRow]:
    """Per rule, how many of the claims it took part in are right; worst share of full ones first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for d in documents:
        found = {m.claim: m for m in d.matches}
        for number, claim in enumerate(d.claims):
            m = found.get(number)
            for rule in set(claim.extractor.rules):
                counts[rule]["pred"] += 1
                if m:
                    counts[rule]["detected"] += 1
                    counts[rule]["core"] += judge.is_core(m, claim.kind)
                    counts[rule]["full"] += judge.is_full(m)
    rows = {rule: RuleRow(c["pred"], c["detected"], c["core"], c["full"]) for rule, c in counts.items()}
    return dict(sorted(rows.items(), key=lambda item: (item[1].full / item[1].pred, -item[1].pred, item[0])))


def errors(documents: list[Judged]) -> Iterator[str]:
    """A line for every miss, false claim and wrong slot."""
    for d in documents:
        found, right = {m.gold for m in d.matches}, {m.claim for m in d.matches}
        for number, g in enumerate(d.gold.claims):
            if number not in found:
                yield f"MISSED {d.gold.id} {_gold_words(g)}"
        for number, c in enumerate(d.claims):
            if number not in right:
                yield f"FALSE  {d.gold.id} {_claim_words(c)}"
        for m in d.matches:
            for slot in (slot for slot, ok in m.slots.items() if not ok):
                g, c = d.gold.claims[m.gold], d.claims[m.claim]
                yield f"WRONG  {d.gold.id} {slot}: gold {_slot(g, slot)} got {_slot(c, slot)} in {_gold_words(g)}"


def _gold_words(g: GoldClaim) -> str:
    what = g.value or g.time
    return f"{g.kind} {g.predicate[0]}: {what.text if what else None!r} in {g.evidence.text[:110]!r}"


def _claim_words(c: Claim) -> str:
    what = c.value or c.time
    return f"{c.kind} {c.predicate}: {what.text if what else None!r} in {c.evidence.text[:110]!r}"


def _slot(claim: GoldClaim | Claim, slot: str) -> str:
    if slot == "section":
        return repr(claim.evidence.section)
    if slot in ("unit", "change"):
        return repr(getattr(claim.value, slot, None))
    found = getattr(claim, slot)
    if slot in ("subject", "attribution", "duration", "time") and not isinstance(found, list | None):
        return repr(getattr(found, "name", None) or found.value)
    return repr(found)


def changes(old: list[Judged], new: list[Judged]) -> list[Change]:
    """Gold claims that the new run judges otherwise than the old, in the order of the gold."""
    out = []
    for before, after in zip(old, new, strict=True):
        was, now = ({m.gold: _wrong(m) for m in d.matches} for d in (before, after))
        for number, claim in enumerate(before.gold.claims):
            if was.get(number) != now.get(number):
                out.append(Change(before.gold.id, claim, was.get(number), now.get(number)))
    return out


def _wrong(m: Match) -> tuple[str, ...]:
    return tuple(slot for slot in judge.FULL if not m.slots[slot])


def is_gain(change: Change) -> bool:
    """True when the new run is nearer to the gold than the old."""
    worst = len(SLOTS) + 1
    old, new = (worst if wrong is None else len(wrong) for wrong in (change.old, change.new))
    return new < old
