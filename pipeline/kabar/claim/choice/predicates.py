"""What a value measures: every predicate of the inventory is a candidate, the words around the value speak for some."""

from collections.abc import Mapping, Sequence

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
from kabar.claim.inventory import Predicates, kind_of
from kabar.claim.sentence.frames import Hit
from kabar.find.mention import Quantity
from kabar.frozen import Frozen

_AROUND = 4  # words looked at on each side
_LARGE = 13  # digits of an amount that are told apart
_FAR = frozenset("NVTEGJ")  # classes of words that are looked at farther away
_SIDES = ("L", "R", "in")


class Told(Frozen, frozen=True, gc=False):
    """How one trigger of a predicate stands to a value; ``rank`` counts the triggers that stand nearer."""

    hit: Hit
    role: str
    side: str  # L, R, or `in` the words of the value
    gap: int
    rank: int
    weak: bool
    admitted: bool  # whether the inventory lets the predicate have the value


class Prior(Frozen, frozen=True, gc=False):
    """The value before another, and the predicate that was chosen for it; ``sentence``: its first token."""

    quantity: Quantity
    predicate: str
    sentence: int


class Around(Frozen, frozen=True, gc=False):
    """The predicates whose words stand in the title and in the sentence before."""

    title: frozenset[str]
    before: frozenset[str]


def told(q: Quantity, anchor: int, hits: Sequence[Hit], predicates: Predicates) -> dict[str, list[Told]]:
    """The triggers of each predicate, the nearest first."""
    rows: list[tuple[int, int, int, Hit]] = []
    for hit in hits:
        if hit.stop <= anchor:
            rows.append((anchor - hit.stop, 0, hit.first, hit))
        elif hit.first >= q.stop:
            rows.append((hit.first - q.stop, 1, hit.first, hit))
        else:
            rows.append((0, 2, hit.first, hit))
    rows.sort(key=_order)
    kind = kind_of(q)
    out: dict[str, list[Told]] = {}
    for rank, (gap, side, _, hit) in enumerate(rows):
        for sense in hit.entry.quantities:
            name = predicates.admit(sense, q, kind)
            row = Told(hit, sense.role, _SIDES[side], gap, rank, sense.weak, name is not None)
            out.setdefault(name or sense.predicate, []).append(row)
    return out


def _order(row: tuple[int, int, int, Hit]) -> tuple[int, int, int]:
    return row[:3]


def candidates(q: Quantity, said: Mapping[str, Sequence[Told]], predicates: Predicates) -> list[str]:
    """The predicates that a value of this kind can have by the inventory, and those that a trigger speaks for."""
    fit = predicates.of_kind[kind_of(q)]
    return [*fit, *[name for name in said if name not in fit]]


def context(ground: Ground, q: Quantity, anchor: int, prior: Prior | None) -> list[Feature]:
    """What is said of a value whatever the predicate: unit, amount, words around, the predicate of the value before."""
    lang, norm = ground.language, ground.norm
    kind = kind_of(q)
    size = q.amount if q.amount is not None else q.min if q.min is not None else q.max
    digits = -1 if size is None else min(_LARGE, len(str(int(abs(size)))))
    out: list[Feature] = [
        (_unit, kind, q.unit, q.per),
        (_value, kind, q.per, q.change, q.role, digits, ground.sentence.section, q.comparison, q.rule),
    ]
    if prior is not None:
        out.append(f"prior={prior.predicate}")
    if q.noun is not None:
        words = norm[q.noun[0] : q.noun[1]]
        out += [f"n={lang}.{w}" for w in words]
        out.append(f"head={lang}.{words[-1]}.{words[0]}")
    for i in range(1, _AROUND + 1):
        if anchor - i >= ground.first:
            out.append(f"wl={ground.word(anchor - i)}")
            if i <= 2:
                out.append(f"wl{i}={ground.word(anchor - i)} k={kind}")
        if q.stop + i - 1 < ground.stop:
            out.append(f"wr={ground.word(q.stop + i - 1)}")
            if i <= 2:
                out.append(f"wr{i}={ground.word(q.stop + i - 1)} k={kind}")
    low, high = max(ground.first, anchor - 3 * _AROUND), min(ground.stop, q.stop + 3 * _AROUND)
    out += [f"far={ground.word(i)}" for i in range(low, high) if ground.class_at(i) in _FAR]
    return out


def _unit(kind: str, unit: str | None, per: str | None) -> list[str]:
    return ["", f"k={kind}", f"u={unit}", f"u={unit} per={per}"]


def _value(
    kind: str,
    per: str | None,
    change: str | None,
    role: str | None,
    digits: int,
    section: str,
    comparison: str,
    rule: str,
) -> list[str]:
    out = [
        f"k={kind} ch={change}",
        f"k={kind} per={per}",
        f"k={kind} role={role}",
        f"sec={section} k={kind}",
        f"cmp={comparison} k={kind}",
        f"rule={rule}",
    ]
    return out if digits < 0 else [*out, f"k={kind} size={digits}"]


def own(
    ground: Ground,
    q: Quantity,
    anchor: int,
    names: Sequence[str],
    said: Mapping[str, Sequence[Told]],
    prior: Prior | None,
    around: Around,
) -> dict[str, list[Feature]]:
    """The features of predicates beside the context: of those with a trigger, of that of the value before, and of those
    that are named near the sentence. Those of a predicate of which nothing is said are the context alone."""
    kind = kind_of(q)
    out = {name: _told(ground, q, anchor, name, triggers) for name, triggers in said.items()}
    if prior is not None and prior.predicate in names:
        out.setdefault(prior.predicate, []).append(_prior(ground, q, prior))
    for name in around.title | around.before:
        if name in names:
            row = (_around, int(name in around.title), int(name in around.before), int(name in said), kind, name)
            out.setdefault(name, []).append(row)
    return out


def _told(ground: Ground, q: Quantity, anchor: int, name: str, own: Sequence[Told]) -> list[Feature]:
    """How the triggers of a predicate stand to a value."""
    best, kind = own[0], kind_of(q)
    at = best.role + best.side
    a, b = (best.hit.stop, anchor) if best.side == "L" else (q.stop, best.hit.first)
    path = ground.path(a, b) if best.side != "in" else "in"
    first, gap = best.hit.first, near(best.gap)
    text = " ".join(ground.norm[first : best.hit.stop])
    others = [o.role + o.side + " d=" + near(o.gap) for o in own[1:4] if (o.role, o.side) != (best.role, best.side)]
    return [
        (_hit, at, kind, name, gap),
        (_ranked, min(best.rank, 4), best.side, int(best.admitted), int(best.weak), kind, min(3, len(own))),
        (_reached, at, best.side, ground.verbs(a, b), ground.commas(a, b), ground.crossed(first, anchor)),
        *_passed(at, path),
        *_met(at, ground.class_at(first), ground.worded(first - 1)),
        *_worded(ground.language, text, name, best.side, gap),
        (_further, *others),
    ]


def _around(title: int, before: int, hit: int, kind: str, name: str) -> list[str]:
    """A predicate that is named near the sentence."""
    at = f"around title={title} before={before}"
    return [f"{at} hit={hit}", f"{at} k={kind}", f"{at} p={name}", f"{at} hit={hit} p={name}"]


def _hit(at: str, kind: str, name: str, gap: str) -> list[str]:
    return ["hit", f"hit p={name}", f"hit {at}", f"hit {at} k={kind}", f"hit {at} p={name}", f"hit {at} d={gap}"]


def _ranked(rank: int, side: str, admitted: int, weak: int, kind: str, triggers: int) -> list[str]:
    return [
        f"hit rank={rank} {side}",
        f"hit rank={rank} adm={admitted} weak={weak}",
        f"hit adm={admitted} k={kind}",
        f"hit n={triggers}",
    ]


def _reached(at: str, side: str, verbs: int, commas: int, cross: str) -> list[str]:
    return [f"hit {at} verbs={verbs} commas={commas}", f"hit cross={cross} {side}"]


def _passed(at: str, path: str) -> list[str]:
    return [f"hit {at} path={path}"]


def _met(at: str, c: str, left: str) -> list[str]:
    return [f"hit {at} c={c} l={left}"]


def _worded(language: str, text: str, name: str, side: str, gap: str) -> list[str]:
    return [f"hit w={language}.{text} p={name}", f"hit w={language}.{text} p={name} {side} d={gap > 'd'}"]


def _further(*others: str) -> list[str]:
    return [f"hit2 {other}" for other in others]


def _prior(ground: Ground, q: Quantity, prior: Prior) -> Feature:
    """How a value stands to that before, whose predicate it may have, too: lists and moves go on with it."""
    before, name = prior.quantity, prior.predicate
    unit = "unit" if before.unit == q.unit else "kind" if kind_of(before) == kind_of(q) else "other"
    if prior.sentence != ground.first:
        return (_followed, name, unit, q.change, before.change)
    linked = int(q.pair is not None and q.pair == before.pair)
    path, gap = ground.path(before.stop, q.first), near(q.first - before.stop)
    cross = ground.crossed(before.first, q.first)
    return (_followed_here, name, unit, q.change, before.change, path, linked, q.role, before.role, gap, cross)


def _followed(name: str, unit: str, change: str | None, changed: str | None) -> list[str]:
    return [f"prior {name} here=0", f"prior here=0 {unit}", f"prior here=0 {unit} ch={change} {changed}"]


def _followed_here(
    name: str,
    unit: str,
    change: str | None,
    changed: str | None,
    path: str,
    linked: int,
    role: str | None,
    former: str | None,
    gap: str,
    cross: str,
) -> list[str]:
    return [
        f"prior {name} here=1",
        f"prior here=1 {unit}",
        f"prior here=1 {unit} ch={change} {changed}",
        f"prior {unit} path={path}",
        f"prior link={linked} {role} {former}",
        f"prior {unit} gap={gap} cross={cross}",
    ]
