"""From resolved periods to the mention: modifier, first and last day, EDTF."""

from typing import Literal, cast

from kabar.find.mention import Time, TimePart
from kabar.find.times import periods
from kabar.find.times.compose import Group
from kabar.find.times.memory import Resolved
from kabar.find.times.partial import Partial
from kabar.find.times.periods import DAY, Period
from kabar.find.times.scan import Found
from kabar.lexing import Tokens
from kabar.record import Modifier

Type = Literal["DATE", "TIME", "DURATION", "SET"]
_UNMODIFIED = frozenset({"duration", "window", "set", "ref"})
_PARTS = frozenset({"START", "MID", "END"})
_DAYS = frozenset({"day", "part", "hour", "minute"})  # early on Thursday is Thursday
_VAGUE = frozenset({"PAST_REF", "FUTURE_REF"})
_NO_DAYS = (None, None, None)
_BOUNDS = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})


def inverted(resolved: list[Resolved]) -> bool:
    """Whether two ends are no span: the second is over before the first begins."""
    if len(resolved) < 2:
        return False
    a, b = resolved[0].period, resolved[1].period
    if a is None or b is None or a.first is None or b.last is None:
        left, right = resolved[0].value, resolved[1].value
        return left is not None and right is not None and (left[:4] == "XXXX") != (right[:4] == "XXXX")
    return a.first > b.last


def render(
    group: Group,
    resolved: list[Resolved],
    tokens: Tokens,
    note: str | None = None,
    counted: tuple[Resolved, Resolved | None] | None = None,
) -> Time:
    """The mention of one expression or of a range; ``counted`` are a duration and what it is counted from."""
    found, one = group.members[0], resolved[0]
    p = found.partial
    kind, modifier = _type(p, one), _modifier(p, one)
    parts: tuple[TimePart, ...] = ()
    if len(resolved) > 1:
        parts = tuple([_part(f, r, tokens) for f, r in zip(group.members, resolved, strict=True)])
        one, modifier = _span(resolved), None
    elif counted is not None:
        parts = _counted(group, counted, tokens)
    value, period = one.value, one.period
    first, last, edtf = _interval(period, modifier) if period is not None else _NO_DAYS
    start = tokens.start
    return Time(
        group.first, group.stop, start[group.first], tokens.end[group.stop - 1], kind, value, modifier,
        first, last, edtf if value is not None else None, one.grain, one.anchor, p.rule,
        "EVERY" if p.kind == "set" else None, None, note, _vague(p, value), start[found.inner], parts,
    )  # fmt: skip


def _counted(group: Group, counted: tuple[Resolved, Resolved | None], tokens: Tokens) -> tuple[TimePart, ...]:
    """A duration and what it is counted from, as two expressions."""
    one = group.members[0]
    length, base = counted
    stop = one.cut if one.cut else one.stop
    start, end = tokens.span(one.first, stop)
    named = length.grain == "quarter" and length.period is not None  # the quarter ended: a quarter of the calendar
    parts = [TimePart(start, end, "DATE" if named else "DURATION", length.value, None)]
    if base is not None and one.again:
        start, end = tokens.span(one.again, one.stop)
        parts.append(TimePart(start, end, "DATE", base.value, None))
    return tuple(parts)


def _part(found: Found, resolved: Resolved, tokens: Tokens) -> TimePart:
    start, end = tokens.span(found.inner, found.stop)
    p = found.partial
    value = resolved.value if p.ref is None else p.ref
    return TimePart(start, end, _type(p, resolved), value, _modifier(p, resolved))


def _vague(p: Partial, value: str | None) -> bool:
    """Whether it fills no slot of a claim: recently, for years, two days after an event whose day is not said."""
    return p.vague or value in _VAGUE or (p.kind == "offset" and p.of is None)


def _type(p: Partial, resolved: Resolved) -> Type:
    kind = p.kind
    if kind == "duration":  # in two years, counted from the publication, is a date
        return "DURATION" if resolved.anchor is None else "DATE"
    if kind == "window":
        return "DURATION"
    if kind == "set":
        return "SET"
    return "DATE" if p.hour is None and p.daypart is None else "TIME"


def _modifier(p: Partial, resolved: Resolved) -> Modifier | None:
    """A bound wins over a part of a period, that over an approximation."""
    bound, part = p.bound, p.part
    if (bound is None and part is None and not p.approx) or resolved.value is None or p.kind in _UNMODIFIED:
        return None
    if bound in _BOUNDS:
        return cast(Modifier, bound)
    if part in _PARTS and resolved.grain not in _DAYS:
        return cast(Modifier, part)
    return "APPROX" if p.approx else None


def _span(resolved: list[Resolved]) -> Resolved:
    """A range from the first to the second; nothing where an end is missing or the order is wrong."""
    a, b = resolved
    if a.value is None or b.value is None or a.value == b.value:  # at noon or 12 o'clock
        return a if b.value is None else b
    if a.period is None or b.period is None or (a.period.first and b.period.last and a.period.first > b.period.last):
        return Resolved(f"{a.value}/{b.value}", a.grain, None, a.anchor)
    period = periods.span(a.period, b.period)
    anchor = a.anchor if a.anchor == b.anchor or a.anchor != "explicit" else b.anchor
    return Resolved(f"{a.value}/{b.value}", a.grain, period, anchor)


def _interval(period: Period, modifier: Modifier | None) -> tuple[str | None, str | None, str | None]:
    """First day, last day and EDTF of a period under a modifier."""
    from_, to, edtf = period.from_, period.to, period.edtf
    if modifier is None:
        return from_, to, edtf
    first, last = period.first, period.last
    plain = edtf is not None and "/" not in edtf
    if first is None or last is None:
        return None, None, _bounded(edtf, modifier) if plain else edtf
    whole = edtf if plain and period.grain in ("year", "month", "day") else None
    if modifier == "BEFORE":
        return None, (first - DAY).isoformat(), f"../{first - DAY}"
    if modifier == "ON_OR_BEFORE":
        return None, to, f"../{whole or to}"
    if modifier == "AFTER":
        return (last + DAY).isoformat(), None, f"{last + DAY}/.."
    if modifier == "ON_OR_AFTER":
        return from_, None, f"{whole or from_}/.."
    return from_, to, f"{edtf}~" if modifier == "APPROX" and plain else edtf


def _bounded(edtf: str | None, modifier: Modifier | None) -> str | None:
    """EDTF of a period with unknown digits: it cannot be the end of an interval, nor can its neighbour be named."""
    return None if modifier in _BOUNDS else edtf
