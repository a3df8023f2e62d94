"""What a value measures: every predicate of the inventory is a candidate, the words around the value speak for some."""

from collections.abc import Mapping, Sequence

from kabar.claim.choice.place import Ground, near
from kabar.claim.inventory import Predicates, kind_of
from kabar.claim.sentence.frames import Hit
from kabar.find.mention import Quantity
from kabar.frozen import Frozen

_AROUND = 4  # words looked at on each side
_LARGE = 13  # digits of an amount that are told apart
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


def context(ground: Ground, q: Quantity, anchor: int) -> list[str]:
    """What is said of a value whatever the predicate: unit, amount, words around."""
    lang, norm = ground.language, ground.norm
    kind = kind_of(q)
    out = [
        "",
        f"k={kind}",
        f"u={q.unit}",
        f"u={q.unit} per={q.per}",
        f"k={kind} ch={q.change}",
        f"k={kind} per={q.per}",
        f"k={kind} role={q.role}",
        f"sec={ground.sentence.section} k={kind}",
        f"cmp={q.comparison} k={kind}",
        f"rule={q.rule}",
    ]
    size = q.amount if q.amount is not None else q.min if q.min is not None else q.max
    if size is not None:
        out.append(f"k={kind} size={min(_LARGE, len(str(int(abs(size)))))}")
    if q.noun is not None:
        words = [norm[i] for i in range(*q.noun)]
        out += [f"n={lang}.{w}" for w in words]
        out.append(f"head={lang}.{words[-1]}.{words[0]}")
    for i in range(1, _AROUND + 1):
        if anchor - i >= ground.first:
            out.append(f"wl={lang}.{norm[anchor - i]}")
            if i <= 2:
                out.append(f"wl{i}={lang}.{norm[anchor - i]} k={kind}")
        if q.stop + i - 1 < ground.stop:
            out.append(f"wr={lang}.{norm[q.stop + i - 1]}")
            if i <= 2:
                out.append(f"wr{i}={lang}.{norm[q.stop + i - 1]} k={kind}")
    low, high = max(ground.first, anchor - 3 * _AROUND), min(ground.stop, q.stop + 3 * _AROUND)
    out += [f"far={lang}.{norm[i]}" for i in range(low, high) if ground.class_at(i) in "NVTEGJ"]
    return out


def features(
    ground: Ground, q: Quantity, anchor: int, name: str, own: Sequence[Told], prior: Prior | None, around: Around
) -> list[str]:
    """The features of one predicate beside the context: its triggers, and the value before in the sentence."""
    kind = kind_of(q)
    out = []
    if not own:
        out += ["no hit", f"no hit k={kind}", f"no hit p={name}"]
    else:
        best = own[0]
        a, b = (best.hit.stop, anchor) if best.side == "L" else (q.stop, best.hit.first)
        verbs, commas = ground.verbs(a, b), ground.commas(a, b)
        c = ground.class_at(best.hit.first)
        path = ground.path(a, b) if best.side != "in" else "in"
        cross = ground.crossed(best.hit.first, anchor)
        text = " ".join(ground.norm[best.hit.first : best.hit.stop])
        out += [
            f"hit p={name}",
            f"hit {best.role}{best.side}",
            f"hit {best.role}{best.side} k={kind}",
            f"hit {best.role}{best.side} p={name}",
            f"hit {best.role}{best.side} d={near(best.gap)}",
            f"hit {best.role}{best.side} verbs={verbs} commas={commas}",
            f"hit rank={min(best.rank, 4)} {best.side}",
            f"hit rank={min(best.rank, 4)} adm={int(best.admitted)} weak={int(best.weak)}",
            f"hit {best.role}{best.side} path={path}",
            f"hit {best.role}{best.side} c={c} l={ground.worded(best.hit.first - 1)}",
            f"hit cross={cross} {best.side}",
            f"hit adm={int(best.admitted)} k={kind}",
            f"hit n={min(3, len(own))}",
            f"hit w={ground.language}.{text} p={name}",
            f"hit w={ground.language}.{text} p={name} {best.side} d={near(best.gap) > 'd'}",
        ]
        for other in own[1:4]:
            if (other.role, other.side) != (best.role, best.side):
                out.append(f"hit2 {other.role}{other.side} d={near(other.gap)}")
    if prior is not None:
        out += _as_before(ground, q, name, prior)
    hit, titled, before = int(bool(own)), int(name in around.title), int(name in around.before)
    out += [f"around title={titled} before={before} hit={hit}", f"around title={titled} k={kind}"]
    if titled or before:
        out += [
            f"around title={titled} before={before} p={name}",
            f"around title={titled} before={before} hit={hit} p={name}",
        ]
    return out


def _as_before(ground: Ground, q: Quantity, name: str, prior: Prior) -> list[str]:
    """How a predicate stands to that of the value before: lists and moves go on with the same."""
    before, here = prior.quantity, prior.sentence == ground.first
    same = int(prior.predicate == name)
    unit = "unit" if before.unit == q.unit else "kind" if kind_of(before) == kind_of(q) else "other"
    linked = q.pair is not None and q.pair == before.pair
    out = [
        f"prior {same} here={int(here)} {unit}",
        f"prior {same} here={int(here)} {unit} ch={q.change} {before.change}",
    ]
    out.append(f"prior {prior.predicate} {name}" if not same else f"prior same {name} here={int(here)}")
    if here:
        path = ground.path(before.stop, q.first)
        out += [f"prior {same} {unit} path={path}", f"prior {same} link={int(linked)} {q.role} {before.role}"]
        out.append(
            f"prior {same} {unit} gap={near(q.first - before.stop)} cross={ground.crossed(before.first, q.first)}"
        )
    return out
