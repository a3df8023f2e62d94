"""What a time dates: the verbs and event nouns around it are candidates, and nothing at all."""

from collections.abc import Container, Mapping, Sequence

from kabar.claim.choice.place import Ground, near, within
from kabar.claim.inventory import Predicates
from kabar.claim.sentence.frames import Hit
from kabar.find.mention import Time
from kabar.find.words import VERBAL
from kabar.frozen import Frozen

_MOST = 8  # candidates on each side of a time
_REACH = 30  # tokens
_BESIDE = 6  # tokens in which a noun that no table knows is looked at
_NAMED = VERBAL | frozenset("N")
_AROUND = 4  # words looked at on each side


class Happening(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` that may say what happened; the hit where a trigger table knows them."""

    first: int
    stop: int
    hit: Hit | None


class Dated(Frozen, frozen=True, gc=False):
    """A time that may date an event: ``reason``: why rules would have it date nothing; ``taken``: a value has it."""

    time: Time
    reason: str
    taken: bool
    values: int  # values of the sentence
    times: int  # times of the sentence
    order: int  # its place among them


def candidates(ground: Ground, time: Time, known: Mapping[int, Hit], dated: Container[int]) -> list[Happening]:
    """The verbs and event nouns nearest to a time, in order of the text; ``known`` and ``dated`` of :func:`words`."""
    left: list[Happening] = []
    right: list[Happening] = []
    i = time.first - 1
    while i >= max(ground.first, time.first - _REACH) and len(left) < _MOST:
        one = _at(ground, i, known, dated, time.first - i <= _BESIDE)
        if one is not None and not (left and left[-1].first == one.first):
            left.append(one)
        i = i - 1 if one is None else min(i, one.first) - 1
    i = time.stop
    while i < min(ground.stop, time.stop + _REACH) and len(right) < _MOST:
        one = _at(ground, i, known, dated, i - time.stop < _BESIDE)
        if one is not None:
            right.append(one)
        i = i + 1 if one is None else max(i, one.stop - 1) + 1
    return [*reversed(left), *right]


def words(hits: Sequence[Hit], times: Sequence[Time]) -> tuple[dict[int, Hit], set[int]]:
    """The triggers of events by their tokens, and the tokens of times, of a sentence."""
    known = {i: hit for hit in hits if hit.entry.events for i in range(hit.first, hit.stop)}
    return known, {i for t in times for i in range(t.first, t.stop)}


def _at(ground: Ground, i: int, known: Mapping[int, Hit], dated: Container[int], beside: bool) -> Happening | None:
    if i in dated:
        return None
    hit = known.get(i)
    if hit is not None:
        return Happening(hit.first, hit.stop, hit)
    return Happening(i, i + 1, None) if ground.class_at(i) in (_NAMED if beside else VERBAL) else None


def timed(ground: Ground, dated: Dated) -> list[str]:
    """What is said of a time whatever it dates."""
    t = dated.time
    shape = "none" if t.value is None else "X" if "X" in t.value else "ref" if t.value.isalpha() else str(len(t.value))
    return [
        "",
        f"rule={t.rule}",
        f"grain={t.grain} {t.type}",
        f"mod={t.modifier}",
        f"val={shape} {t.grain}",
        f"prep={ground.worded(t.first - 1)}",
        f"after={ground.worded(t.stop)}",
        f"l={ground.class_at(t.first - 1)} r={ground.class_at(t.stop)}",
        f"reason={dated.reason}",
        f"taken={int(dated.taken)} vals={min(3, dated.values)}",
        f"taken={int(dated.taken)} times={min(3, dated.times)}",
        f"vals={min(3, dated.values)} sec={ground.sentence.section}",
        f"sec={ground.sentence.section} grain={t.grain}",
        f"start={int(t.first == ground.first)} end={int(t.stop >= ground.stop - 1)}",
        f"word={ground.language}.{ground.norm[t.first]}",
        f"order={min(2, dated.order)} of={min(3, dated.times)}",
        f"verbs={ground.verbs(ground.first, ground.stop)}",
        f"lang={ground.language}",
    ]


def features(
    ground: Ground, c: Happening, dated: Dated, predicates: Predicates, says: Container[int], triggers: Container[int]
) -> list[str]:
    """The features of one verb or noun for a time."""
    t, lang, norm = dated.time, ground.language, ground.norm
    first, stop = c.first, c.stop
    side = "L" if stop <= t.first else "R"
    low, high = (stop, t.first) if side == "L" else (t.stop, first)
    cls = ground.class_at(first)
    role = "none" if c.hit is None else c.hit.entry.events[0].role
    name = "none" if c.hit is None else c.hit.entry.events[0].predicate
    word = f"{lang}.{norm[first]}"
    before, after = ground.class_at(first - 1), ground.class_at(stop)
    path, gap = ground.path(low, high), high - low
    clauses = ground.clauses
    kind = clauses.clauses[clauses.at(first)].kind
    return [
        f"ev {side} d={near(gap)}",
        f"ev {side} verbs={ground.verbs(low, high)}",
        f"ev {side} commas={ground.commas(low, high)}",
        f"ev {side} verbs={ground.verbs(low, high)} commas={ground.commas(low, high)} c={cls}",
        f"ev {side} path={path}",
        f"ev {side} path={path} c={cls}",
        f"ev c={cls} role={role}",
        f"ev c={cls} role={role} lang={lang} {side}",
        f"ev p={name}",
        f"ev p={name} taken={int(dated.taken)}",
        f"ev w={word}",
        f"ev w={word} {side}",
        f"ev c={cls} l={before}",
        f"ev c={cls} r={after}",
        f"ev c={cls} lw={ground.worded(first - 1)}",
        f"ev c={cls} rw={ground.worded(stop)}",
        f"ev c={cls} l={before} r={after} role={role}",
        f"ev cross={ground.crossed(first, t.first)} {side}",
        f"ev clause={kind} {side} c={cls}",
        f"ev says={int(first in says)} {side}",
        f"ev says={int(first in says)} p={name} d={near(gap)}",
        f"ev trig={int(first in triggers)} taken={int(dated.taken)}",
        f"ev trig={int(first in triggers)} vals={min(3, dated.values)} c={cls}",
        f"ev still={int(norm[first] in predicates.stative)}",
        f"ev aspect={int(norm[first] in predicates.aspect)}",
        f"ev prep={ground.worded(t.first - 1)} {side} c={cls}",
        f"ev grain={t.grain} c={cls}",
        f"ev taken={int(dated.taken)} c={cls} role={role}",
        f"ev reason={dated.reason} c={cls}",
        f"ev sec={ground.sentence.section} c={cls} role={role}",
        f"ev end={norm[first][-3:]} lang={lang} c={cls}",
        f"ev first={int(ground.verbs(ground.first, first) == 0)} c={cls} {side}",
    ]


def names(c: Happening, predicates: Predicates) -> list[str]:
    """The event predicates that a verb or noun may have: all of the inventory."""
    return predicates.events


def context(ground: Ground, c: Happening) -> list[str]:
    """What is said of a verb or noun whatever event it is: its word and those around."""
    lang, norm, first, stop = ground.language, ground.norm, c.first, c.stop
    cls = ground.class_at(first)
    out = ["", f"w={lang}.{' '.join(norm[first:stop])}", f"end={lang}.{norm[first][-4:]}", f"c={cls}"]
    out += [f"pre={lang}.{norm[first][:5]}"]
    for i in range(1, _AROUND + 1):
        if first - i >= ground.first:
            out.append(f"wl={lang}.{norm[first - i]}")
        if stop + i - 1 < ground.stop:
            out.append(f"wr={lang}.{norm[stop + i - 1]}")
    low, high = max(ground.first, first - 3 * _AROUND), min(ground.stop, stop + 3 * _AROUND)
    out += [
        f"far={lang}.{norm[i]}" for i in range(low, high) if ground.class_at(i) in "NVTEGJ" and not first <= i < stop
    ]
    out += [f"t={e.type} {'L' if e.stop <= first else 'R'}" for e in within(ground.entities, first)]
    return out


def named(ground: Ground, c: Happening, name: str) -> list[str]:
    """The features of one event predicate beside the context: whether the trigger tables list the word for it."""
    if c.hit is None:
        return [f"no hit {name}"]
    senses = c.hit.entry.events
    own = [s for s in senses if s.predicate == name]
    if not own:
        return ["other hit", f"other hit {name}"]
    return ["hit", f"hit {name}", f"hit {own[0].role} first={int(own[0] is senses[0])}", f"hit weak={int(own[0].weak)}"]
