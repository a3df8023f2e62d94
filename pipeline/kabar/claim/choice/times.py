"""When a value holds: the times of its sentence are candidates, and none."""

from kabar.claim.choice.place import Ground, near
from kabar.claim.choice.weights import Feature
from kabar.find.mention import Quantity, Time
from kabar.frozen import Frozen


class Offered(Frozen, frozen=True, gc=False):
    """What a sentence offers to a value: ``ruled``: the time that rules attach, by its first token (-1: none);
    ``reasons``: why a time, by its first token, would fill no slot."""

    ruled: int
    reasons: dict[int, str]
    predicate: str
    trigger: int
    times: int
    values: int
    order: int  # of the value among those of the sentence


def features(ground: Ground, q: Quantity, time: Time | None, offered: Offered) -> list[Feature]:
    """The features of one time, or of none."""
    kind, o, role = q.unit_kind or "none", offered, q.role
    times, values, order = min(3, o.times), min(4, o.values), min(3, o.order)
    if time is None:
        section = ground.sentence.section
        return [(_none, int(o.ruled < 0), times, kind, role, q.change, values, order, section), f"none p={o.predicate}"]
    before = time.stop <= q.first
    side = "L" if before else "R" if time.first >= q.stop else "in"
    low, high = (time.stop, q.first) if before else (q.stop, time.first)
    rule, reason, cross = int(time.first == o.ruled), o.reasons.get(time.first, ""), ground.crossed(time.first, q.first)
    verbs, commas, starts = ground.verbs(low, high), ground.commas(low, high), int(time.first == ground.first)
    out: list[Feature] = [
        (_ruled, rule, side, reason, cross),
        (_asked, rule, o.predicate, time.grain),
        (_measured, rule, side, kind, role, q.change),
        *_along(side, ground.path(low, high), kind),
        (_away, side, near(max(0, high - low)), verbs, commas, starts),
        (_among, rule, side, times, values, order),
        (_words, side, ground.worded(time.first - 1), role, ground.worded(time.stop)),
        (_shaped, rule, time.grain, time.type, time.rule, int(time.value is not None)),
        f"t word={ground.word(time.first)}",
        (_classes, ground.classes_of(time.first - 3, time.first), ground.classes_of(time.stop, time.stop + 3), side),
        *_worded(ground, time, side, rule),
        *_governed(ground, q, time, o.trigger, side),
    ]
    if o.trigger >= 0:
        out += _triggered(ground, time, o.trigger, side)
    return out


def _worded(ground: Ground, time: Time, side: str, rule: int) -> list[Feature]:
    """Its first word and those on both sides of it."""
    word = ground.word(time.first)
    return [
        f"t before={ground.edge(time.first - 1)} {side}",
        f"t behind={ground.edge(time.stop)} {side}",
        f"t word={word} {side}",
        f"t word={word} rule={rule}",
    ]


def _governed(ground: Ground, q: Quantity, time: Time, trigger: int, side: str) -> list[Feature]:
    """How it stands to the verb that governs the value."""
    verb = ground.verb(q.first, trigger if trigger >= 0 else None)
    turn = "none" if verb < 0 else "L" if time.first < verb else "R"
    prep = ground.worded(time.first - 1)
    out: list[Feature] = [(_turned, turn, side, prep, time.grain)]
    if verb >= 0:
        word = ground.word(verb)
        out += [f"t gv={word} {turn}", f"t gv={word} prep={prep}"]
    return out


def _turned(turn: str, side: str, prep: str, grain: str | None) -> list[str]:
    return [f"t turn={turn} {side} prep={prep}", f"t turn={turn} grain={grain}"]


def _triggered(ground: Ground, time: Time, trigger: int, side: str) -> list[Feature]:
    """How it stands to the word that says what the value is."""
    word, prep = ground.word(trigger), ground.worded(time.first - 1)
    turn, crossed = "L" if time.first < trigger else "R", ground.crossed(time.first, trigger)
    return [
        f"t {side} trig={turn} cross={crossed}",
        f"t tr={word} {side}",
        f"t tr={word} grain={time.grain}",
        f"t tr={word} prep={prep}",
        f"t tr path={ground.path(min(time.stop, trigger), max(time.first, trigger))}",
    ]


def _classes(before: str, after: str, side: str) -> list[str]:
    return [f"t L={before} {side}", f"t R={after} {side}"]


def _none(
    ruled: int, times: int, kind: str, role: str | None, change: str | None, values: int, order: int, section: str
) -> list[str]:
    return [
        "none",
        f"none ruled={ruled}",
        f"none ruled={ruled} times={times}",
        f"none ruled={ruled} k={kind} role={role}",
        f"none ch={change} k={kind} role={role}",
        f"none vals={values} order={order}",
        f"none sec={section}",
    ]


def _ruled(rule: int, side: str, reason: str, cross: str) -> list[str]:
    return [
        f"t rule={rule}",
        f"t rule={rule} {side}",
        f"t rule={rule} reason={reason}",
        f"t rule={rule} cross={cross} {side}",
        f"t reason={reason} {side}",
        f"t {side} cross={cross}",
    ]


def _asked(rule: int, predicate: str, grain: str | None) -> list[str]:
    return [f"t rule={rule} p={predicate}", f"t grain={grain} p={predicate}"]


def _measured(rule: int, side: str, kind: str, role: str | None, change: str | None) -> list[str]:
    return [f"t rule={rule} k={kind} role={role} ch={change} {side}"]


def _along(side: str, path: str, kind: str) -> list[str]:
    return [f"t {side} path={path}", f"t {side} path={path} k={kind}"]


def _away(side: str, gap: str, verbs: int, commas: int, starts: int) -> list[str]:
    return [f"t {side} d={gap}", f"t {side} verbs={verbs} commas={commas}", f"t start={starts} {side}"]


def _among(rule: int, side: str, times: int, values: int, order: int) -> list[str]:
    return [f"t rule={rule} times={times} vals={min(3, values)}", f"t {side} order={order} vals={values}"]


def _words(side: str, prep: str, role: str | None, after: str) -> list[str]:
    return [f"t {side} prep={prep}", f"t {side} prep={prep} role={role}", f"t r={after} {side}"]


def _shaped(rule: int, grain: str | None, kind: str, found: str, valued: int) -> list[str]:
    return [f"t grain={grain} {kind}", f"t found={found}", f"t found={found} rule={rule}", f"t val={valued}"]
