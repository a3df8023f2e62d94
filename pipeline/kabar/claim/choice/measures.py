"""Which word says what a value measures, where the tables of predicates do not: the words of its sentence are
candidates."""

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
from kabar.claim.inventory import kind_of
from kabar.find.mention import Quantity
from kabar.frozen import Frozen

_MOST = 8  # candidates on each side of a value
_REACH = 30  # tokens
_TOLD = frozenset("NVTEGP")  # classes of words that may say it
_ENDING = 3  # letters of a word


class Measure(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop`` that may say what is measured; ``rank``: how many such words stand nearer to the
    value on its side, ``same``: how many of those are of its class."""

    first: int
    stop: int
    rank: int
    same: int


def candidates(ground: Ground, q: Quantity, anchor: int) -> list[Measure]:
    """The words before and behind a value, the nearest first, and what it counts."""
    low, high = max(ground.first, anchor - _REACH), min(ground.stop, q.stop + _REACH)
    counted = () if q.noun is None else range(*q.noun)
    before = [i for i in range(anchor - 1, low - 1, -1) if i not in counted]
    behind = [i for i in range(q.stop, high) if i not in counted]
    own = [] if q.noun is None else [Measure(*q.noun, 0, 0)]
    return [*own, *_ranked(ground, before), *_ranked(ground, behind)]


def _ranked(ground: Ground, places: list[int]) -> list[Measure]:
    out: list[Measure] = []
    seen: dict[str, int] = {}
    for i in places:
        c = ground.class_at(i)
        if c in _TOLD and len(out) < _MOST:
            out.append(Measure(i, i + 1, len(out), seen.get(c, 0)))
            seen[c] = seen.get(c, 0) + 1
    return out


def features(ground: Ground, c: Measure, q: Quantity, anchor: int) -> list[Feature]:
    """The features of one word for a value."""
    i = c.stop - 1
    counted = int(q.noun is not None and c.first == q.noun[0])
    side = "C" if counted else "L" if c.stop <= anchor else "R"
    low, high = (c.stop, anchor) if side == "L" else (q.stop, c.first)
    cls, kind, lang = ground.class_at(i), kind_of(q), ground.language
    verbs, commas = (0, 0) if counted else (ground.verbs(low, high), ground.commas(low, high))
    path, has = ("", 1) if counted else (ground.path(low, high), int(q.noun is not None))
    cross = "none" if counted else ground.crossed(c.first, anchor)
    word = ground.word(i)
    out: list[Feature] = [
        (_placed, side, cls, kind, has, min(3, c.rank), min(3, c.same)),
        (_away, side, cls, near(max(0, high - low)), verbs, commas, cross),
        *_along(side, cls, path),
        (_beside, side, cls, ground.class_at(c.first - 1), ground.class_at(c.stop)),
        *_words(side, cls, ground.worded(c.first - 1), ground.worded(c.stop)),
        (_moved, side, cls, q.change, q.role, q.comparison),
        *_word(word, side, kind, has),
        *_ending(word[-_ENDING:], lang, cls),
        *_unit(side, cls, q.unit),
    ]
    out += [(_like, like, side, kind) for like in ground.like(i)]
    return out


def _placed(side: str, cls: str, kind: str, has: int, rank: int, same: int) -> list[str]:
    return [
        f"{side} c={cls}",
        f"{side} c={cls} k={kind}",
        f"{side} c={cls} has={has}",
        f"{side} rank={rank} has={has}",
        f"{side} c={cls} same={same}",
        f"{side} c={cls} rank={rank} k={kind}",
        f"{side} has={has} k={kind}",
    ]


def _away(side: str, cls: str, gap: str, verbs: int, commas: int, cross: str) -> list[str]:
    return [
        f"{side} d={gap}",
        f"{side} c={cls} verbs={verbs}",
        f"{side} commas={commas}",
        f"{side} c={cls} verbs={verbs} commas={commas}",
        f"{side} cross={cross}",
    ]


def _along(side: str, cls: str, path: str) -> list[str]:
    return [f"{side} path={path}", f"{side} c={cls} path={path}"]


def _beside(side: str, cls: str, left: str, right: str) -> list[str]:
    return [f"{side} c={cls} l={left}", f"{side} c={cls} r={right}", f"{side} c={cls} l={left} r={right}"]


def _words(side: str, cls: str, before: str, after: str) -> list[str]:
    return [f"{side} c={cls} lw={before}", f"{side} c={cls} rw={after}"]


def _moved(side: str, cls: str, change: str | None, role: str | None, comparison: str) -> list[str]:
    return [f"{side} c={cls} ch={change}", f"{side} c={cls} role={role}", f"{side} c={cls} cmp={comparison}"]


def _word(word: str, side: str, kind: str, has: int) -> list[str]:
    return [f"w={word}", f"w={word} {side}", f"w={word} k={kind}", f"w={word} has={has}"]


def _ending(end: str, language: str, cls: str) -> list[str]:
    return [f"end={end} lang={language} c={cls}"]


def _unit(side: str, cls: str, unit: str | None) -> list[str]:
    return [f"{side} c={cls} u={unit}"]


def _like(like: str, side: str, kind: str) -> list[str]:
    return [f"like={like}", f"like={like} {side}", f"like={like} k={kind}"]
