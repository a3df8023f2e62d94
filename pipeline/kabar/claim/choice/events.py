"""What a time dates: the verbs and event nouns around it are candidates, and nothing at all."""

from collections.abc import Container, Mapping, Sequence

from kabar.claim.choice import setting
from kabar.claim.choice.place import Ground, near, within
from kabar.claim.choice.weights import Feature
from kabar.claim.inventory import Predicates
from kabar.claim.sentence.frames import Hit
from kabar.find.mention import Time
from kabar.find.words import VERBAL, VERBS
from kabar.frozen import Frozen

_MOST = 8  # candidates on each side of a time
_REACH = 30  # tokens
_BESIDE = 6  # tokens in which a noun that no table knows is looked at
_NAMED = VERBAL | frozenset("N")
_AROUND = 4  # words looked at on each side
_OBJECT = frozenset("DMQ")  # classes with which an object begins, and no second noun
_FAR = frozenset("NVTEGJ")  # classes of words that are looked at farther away


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
    if _fronted(ground, time, right):
        return right
    if right and right[0].first == time.stop and _leads(ground, left, time, right[0]):
        right = right[1:]
    return [*reversed(left), *right]


def _fronted(ground: Ground, time: Time, right: Sequence[Happening]) -> bool:
    """`... and by the end of May, all shops will be open`: a time between a conjunction and a comma opens a clause.

    It has its own preposition: `on Saturday and Sunday, ...` are two days of one clause.
    """
    bare = ground.class_at(time.first) != "I"
    if bare and ground.class_at(time.first - 1) != "I":
        return False
    opens = ground.class_at(time.first - 1 - bare) == "C" and ground.class_at(time.stop) == ","
    return opens and any(ground.class_at(c.first) in VERBS for c in right)


def _leads(ground: Ground, left: Sequence[Happening], time: Time, after: Happening) -> bool:
    """`opened on Friday offering tea`: a verb before the time leads the participle right behind it, and is dated.

    A noun of this form (`the June 20 shooting`) is dated itself; what has an object is none (`killing two`).
    """
    if ground.class_at(after.first) != "G" or "D" in (ground.class_at(time.first), ground.class_at(time.first - 1)):
        return False
    noun = after.hit is not None and any(sense.role == "noun" for sense in after.hit.entry.events)
    if noun and ground.class_at(after.stop) not in _OBJECT:
        return False
    return any(ground.class_at(c.first) in VERBS for c in left)


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


def _timed(ground: Ground, dated: Dated) -> list[str]:
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


def nothing(ground: Ground, dated: Dated) -> list[Feature]:
    """The features of a time that dates nothing."""
    t = dated.time
    around = setting.features(ground, t.first, t.stop, t.first, str(t.grain), None)
    return [*["none " + feature for feature in _timed(ground, dated)], *around]


def features(
    ground: Ground, c: Happening, dated: Dated, predicates: Predicates, says: Container[int], triggers: Container[int]
) -> list[Feature]:
    """The features of one verb or noun for a time."""
    t, lang, norm = dated.time, ground.language, ground.norm
    first, stop = c.first, c.stop
    side = "L" if stop <= t.first else "R"
    low, high = (stop, t.first) if side == "L" else (t.stop, first)
    cls, said, taken = ground.class_at(first), int(first in says), int(dated.taken)
    sense = None if c.hit is None else c.hit.entry.events[0]
    role, name = ("none", "none") if sense is None else (sense.role, sense.predicate)
    gap, verbs, commas = near(high - low), ground.verbs(low, high), ground.commas(low, high)
    clauses, word = ground.clauses, norm[first]
    kind, leads = clauses.clauses[clauses.at(first)].kind, int(ground.verbs(ground.first, first) == 0)
    return [
        (_away, side, gap, verbs, commas, cls, ground.crossed(first, t.first)),
        *_along(side, ground.path(low, high), cls),
        (_known, cls, role, lang, side, name, taken),
        *_word(ground.word(first), side),
        (_beside, cls, ground.class_at(first - 1), ground.class_at(stop), role),
        (_words, cls, ground.worded(first - 1), ground.worded(stop)),
        (_placed, kind, side, cls, leads, ground.sentence.section, role),
        (_says, said, side, name, gap),
        (_bound, int(first in triggers), taken, min(3, dated.values), cls),
        (_verb, int(word in predicates.stative), int(word in predicates.aspect)),
        (_time, ground.worded(t.first - 1), side, cls, t.grain, dated.reason),
        *_ending(word[-3:], lang, cls),
        *_pairs(ground, c, t),
        *[f"ev like={group}{of}" for group in ground.like(first) for of in ("", " " + side)],
        (_classes, ground.classes_of(first - 3, first), cls, ground.classes_of(stop, stop + 3)),
        _amidst(ground, c, cls, side),
    ]


def _pairs(ground: Ground, c: Happening, time: Time) -> list[str]:
    """The word with those beside it, and with what is said of the time."""
    word, prep = ground.word(c.first), ground.worded(time.first - 1)
    return [
        f"ev w={word} next={ground.edge(c.stop)}",
        f"ev w={word} last={ground.edge(c.first - 1)}",
        f"ev w={word} prep={prep}",
        f"ev w={word} grain={time.grain}",
    ]


def _amidst(ground: Ground, c: Happening, cls: str, side: str) -> Feature:
    """What else is in the sentence: names and verbs on both sides."""
    first, stop = ground.first, ground.stop
    close = ground.names(max(first, c.first - _AROUND), c.first)
    verbs = ground.verbs(first, stop), ground.verbs(first, c.first)
    return (_amid, ground.names(first, c.first), ground.names(c.stop, stop), min(1, close), *verbs, cls, side)


def _amid(left: int, right: int, close: int, verbs: int, led: int, cls: str, side: str) -> list[str]:
    return [
        f"ev names={left} c={cls}",
        f"ev behind={right} c={cls}",
        f"ev close={close} c={cls} {side}",
        f"ev c={cls} verbs={verbs} led={led}",
    ]


def _classes(before: str, cls: str, after: str) -> list[str]:
    return [f"ev m={before[1:]}{cls}{after[:2]}", f"ev R={cls}{after}", f"ev L={before}{cls}"]


def _away(side: str, gap: str, verbs: int, commas: int, cls: str, cross: str) -> list[str]:
    return [
        f"ev {side} d={gap}",
        f"ev {side} verbs={verbs}",
        f"ev {side} commas={commas}",
        f"ev {side} verbs={verbs} commas={commas} c={cls}",
        f"ev cross={cross} {side}",
    ]


def _along(side: str, path: str, cls: str) -> list[str]:
    return [f"ev {side} path={path}", f"ev {side} path={path} c={cls}"]


def _known(cls: str, role: str, lang: str, side: str, name: str, taken: int) -> list[str]:
    return [
        f"ev c={cls} role={role}",
        f"ev c={cls} role={role} lang={lang} {side}",
        f"ev p={name}",
        f"ev p={name} taken={taken}",
        f"ev taken={taken} c={cls} role={role}",
    ]


def _word(word: str, side: str) -> list[str]:
    return [f"ev w={word}", f"ev w={word} {side}"]


def _beside(cls: str, before: str, after: str, role: str) -> list[str]:
    return [f"ev c={cls} l={before}", f"ev c={cls} r={after}", f"ev c={cls} l={before} r={after} role={role}"]


def _words(cls: str, before: str, after: str) -> list[str]:
    return [f"ev c={cls} lw={before}", f"ev c={cls} rw={after}"]


def _placed(kind: str, side: str, cls: str, leads: int, section: str, role: str) -> list[str]:
    return [
        f"ev clause={kind} {side} c={cls}",
        f"ev sec={section} c={cls} role={role}",
        f"ev first={leads} c={cls} {side}",
    ]


def _says(says: int, side: str, name: str, gap: str) -> list[str]:
    return [f"ev says={says} {side}", f"ev says={says} p={name} d={gap}"]


def _bound(trigger: int, taken: int, values: int, cls: str) -> list[str]:
    return [f"ev trig={trigger} taken={taken}", f"ev trig={trigger} vals={values} c={cls}"]


def _verb(still: int, aspect: int) -> list[str]:
    return [f"ev still={still}", f"ev aspect={aspect}"]


def _time(prep: str, side: str, cls: str, grain: str | None, reason: str) -> list[str]:
    return [f"ev prep={prep} {side} c={cls}", f"ev grain={grain} c={cls}", f"ev reason={reason} c={cls}"]


def _ending(end: str, lang: str, cls: str) -> list[str]:
    return [f"ev end={end} lang={lang} c={cls}"]


def names(c: Happening, predicates: Predicates) -> list[str]:
    """The event predicates that a verb or noun may have: all of the inventory."""
    return predicates.events


def context(ground: Ground, c: Happening) -> list[Feature]:
    """What is said of a verb or noun whatever event it is: its word and those around."""
    lang, norm, first, stop = ground.language, ground.norm, c.first, c.stop
    cls = ground.class_at(first)
    out: list[Feature] = ["", f"w={lang}.{' '.join(norm[first:stop])}", f"end={lang}.{norm[first][-4:]}", f"c={cls}"]
    out += [f"pre={lang}.{norm[first][:5]}", "no hit" if c.hit is None else "hit"]
    for i in range(1, _AROUND + 1):
        if first - i >= ground.first:
            out.append(f"wl={ground.word(first - i)}")
        if stop + i - 1 < ground.stop:
            out.append(f"wr={ground.word(stop + i - 1)}")
    low, high = max(ground.first, first - 3 * _AROUND), min(ground.stop, stop + 3 * _AROUND)
    out += [f"far={ground.word(i)}" for i in range(low, high) if ground.class_at(i) in _FAR and not first <= i < stop]
    out += [f"t={e.type} {'L' if e.stop <= first else 'R'}" for e in within(ground.entities, first)]
    return out


def own(c: Happening) -> dict[str, list[Feature]]:
    """The features of the event predicates that the trigger tables list for a word, beside the context."""
    out: dict[str, list[Feature]] = {}
    for n, sense in enumerate(() if c.hit is None else c.hit.entry.events):
        out.setdefault(sense.predicate, [(_listed, sense.predicate, sense.role, int(n == 0), int(sense.weak))])
    return out


def _listed(name: str, role: str, first: int, weak: int) -> list[str]:
    return ["hit", f"hit {name}", f"hit {role} first={first}", f"hit weak={weak}"]
