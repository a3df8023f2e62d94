"""When a value holds: the times of its sentence are candidates, and none."""

from kabar.claim.choice.place import Ground, near
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


def features(ground: Ground, q: Quantity, time: Time | None, offered: Offered) -> list[str]:
    """The features of one time, or of none."""
    kind, o = q.unit_kind or "none", offered
    if time is None:
        return [
            "none",
            f"none ruled={int(o.ruled < 0)}",
            f"none ruled={int(o.ruled < 0)} times={min(3, o.times)}",
            f"none ruled={int(o.ruled < 0)} k={kind} role={q.role}",
            f"none p={o.predicate}",
            f"none ch={q.change} k={kind} role={q.role}",
            f"none vals={min(4, o.values)} order={min(3, o.order)}",
            f"none sec={ground.sentence.section}",
        ]
    before = time.stop <= q.first
    side = "L" if before else "R" if time.first >= q.stop else "in"
    low, high = (time.stop, q.first) if before else (q.stop, time.first)
    reason, rule = o.reasons.get(time.first, ""), int(time.first == o.ruled)
    path, cross = ground.path(low, high), ground.crossed(time.first, q.first)
    prep = ground.worded(time.first - 1)
    out = [
        f"t rule={rule}",
        f"t rule={rule} {side}",
        f"t rule={rule} reason={reason}",
        f"t rule={rule} cross={cross} {side}",
        f"t rule={rule} p={o.predicate}",
        f"t rule={rule} k={kind} role={q.role} ch={q.change} {side}",
        f"t rule={rule} times={min(3, o.times)} vals={min(3, o.values)}",
        f"t reason={reason} {side}",
        f"t {side} d={near(max(0, high - low))}",
        f"t {side} path={path}",
        f"t {side} path={path} k={kind}",
        f"t {side} verbs={ground.verbs(low, high)} commas={ground.commas(low, high)}",
        f"t {side} cross={cross}",
        f"t {side} prep={prep}",
        f"t {side} prep={prep} role={q.role}",
        f"t {side} order={min(3, o.order)} vals={min(4, o.values)}",
        f"t grain={time.grain} {time.type}",
        f"t grain={time.grain} p={o.predicate}",
        f"t found={time.rule}",
        f"t found={time.rule} rule={rule}",
        f"t start={int(time.first == ground.first)} {side}",
        f"t r={ground.worded(time.stop)} {side}",
        f"t word={ground.language}.{ground.norm[time.first]}",
        f"t val={int(time.value is not None)}",
    ]
    if o.trigger >= 0:
        turn, crossed = "L" if time.first < o.trigger else "R", ground.crossed(time.first, o.trigger)
        out.append(f"t {side} trig={turn} cross={crossed}")
    return out
