"""What stands around a value or a time: its neighbours, the verb that governs it, its sentence. Whether it is a claim,
and whether it dates an event, hangs on all of them."""

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature

_BAG = 12  # tokens on each side whose nouns and verbs are looked at
_FAR = frozenset("NVTEGJ")  # classes of those


def features(ground: Ground, first: int, stop: int, anchor: int, kind: str, trigger: int | None) -> list[Feature]:
    """The features of what has the tokens ``first`` to ``stop``; ``anchor``: its number, or ``first``; ``kind``: of the
    value or the grain of the time; ``trigger``: the token that says what it is."""
    verb = ground.verb(anchor, trigger)
    return [
        *_neighbours(ground, anchor, stop),
        (_classes, ground.classes_of(anchor - 3, anchor), ground.classes_of(stop, stop + 3), kind),
        *_governed(ground, first, anchor, verb, trigger, kind),
        *_sentence(ground, first, kind),
        *_alike(ground, anchor, stop, verb, kind),
        *_bag(ground, first, stop, anchor),
    ]


def _neighbours(ground: Ground, anchor: int, stop: int) -> list[Feature]:
    """The words on both sides, alone and two together."""
    far, left = ground.edge(anchor - 2), ground.edge(anchor - 1)
    right, beyond = ground.edge(stop), ground.edge(stop + 1)
    return [
        f"l2={far}",
        f"l2={far} l1={left}",
        f"r2={beyond}",
        f"r1={right} r2={beyond}",
        f"l1={left} r1={right}",
        f"l3={ground.edge(anchor - 3)}",
        f"r3={ground.edge(stop + 2)}",
    ]


def _classes(left: str, right: str, kind: str) -> list[str]:
    return [f"L={left} k={kind}", f"R={right} k={kind}", f"L={left} R={right[:2]}"]


def _governed(ground: Ground, first: int, anchor: int, verb: int, trigger: int | None, kind: str) -> list[Feature]:
    """The verb that governs it, the way there, and the word that says what it is."""
    out: list[Feature] = []
    if verb >= 0:
        word = ground.word(verb)
        out += [f"gv={word}", f"gv={word} k={kind}", f"path={ground.path(verb, anchor)}"]
    out.append(f"gap={near(anchor - verb) if verb >= 0 else 'none'} k={kind}")
    if trigger is not None:
        word = ground.word(trigger)
        out += [f"tr={word}", f"tr={word} {'L' if trigger < first else 'R'}"]
    return out


def _sentence(ground: Ground, first: int, kind: str) -> list[Feature]:
    """How the sentence begins and ends, how long it is, and what stands before."""
    names, commas = ground.names(ground.first, first), ground.commas(ground.first, first)
    length, last = near(ground.stop - ground.first), ground.class_at(ground.stop - 1)
    return [
        f"w0={ground.word(ground.first)}",
        (_shape, length, names, commas, last, ground.crossed(first, ground.first), ground.language, kind),
    ]


def _shape(length: str, names: int, commas: int, last: str, crossed: str, language: str, kind: str) -> list[str]:
    return [
        f"len={length} k={kind}",
        f"names={names} k={kind}",
        f"commas={commas} k={kind}",
        f"last={last} k={kind}",
        f"cross={crossed} k={kind}",
        f"lang={language}",
    ]


def _alike(ground: Ground, anchor: int, stop: int, verb: int, kind: str) -> list[Feature]:
    """The classes of words of like surroundings of its neighbours and its verb."""
    out: list[Feature] = []
    if anchor > ground.first:
        out += [f"like l={c}" for c in ground.like(anchor - 1)]
    if stop < ground.stop:
        out += [f"like r={c}" for c in ground.like(stop)]
    if verb >= 0:
        out += [f"like gv={c}" for c in ground.like(verb)]
    return out


def _bag(ground: Ground, first: int, stop: int, anchor: int) -> list[Feature]:
    """The nouns and verbs around."""
    low, high = max(ground.first, anchor - _BAG), min(ground.stop, stop + _BAG)
    places = [i for i in range(low, high) if ground.class_at(i) in _FAR and not first <= i < stop]
    return [f"by={word}" for word in dict.fromkeys(map(ground.word, places))]
