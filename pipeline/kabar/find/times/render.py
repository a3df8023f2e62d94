"""From resolved periods to the mention: modifier, first and last day, EDTF."""

from typing import Literal, cast

from kabar.find.mention import Time, TimePart
from kabar.find.times import periods
from kabar.find.times.compose import Group
from kabar.find.times.memory import Resolved
from kabar.find.times.periods import DAY, Period
from kabar.find.times.scan import Found
from kabar.lexing import Tokens
from kabar.record import Modifier

Type = Literal["DATE", "TIME", "DURATION", "SET"]
_UNMODIFIED = frozenset({"duration", "window", "set", "ref"})
_PARTS = frozenset({"START", "MID", "END"})
_BOUNDS = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})


def render(group: Group, resolved: list[Resolved], tokens: Tokens, note: str | None = None) -> Time:
    """The mention of one expression or of a range."""
    start, end = tokens.span(group.first, group.stop)
    found = group.members[0]
    one = resolved[0]
    kind, modifier = _type(found, one), _modifier(found, one)
    if len(group.members) > 1:
        parts = tuple(_part(f, r, tokens) for f, r in zip(group.members, resolved, strict=True))
        one, modifier = _span(resolved), None
    else:
        parts = (TimePart(tokens.start[found.inner], tokens.end[found.stop - 1], kind, one.value, modifier),)
    first, last, edtf = _interval(one.period, modifier) if one.period is not None else (None, None, None)
    p = found.partial
    return Time(
        group.first, group.stop, start, end, kind, one.value, modifier,
        first, last, edtf if one.value is not None else None, one.grain, one.anchor, p.rule,
        "EVERY" if p.kind == "set" else None, None, note, p.vague or one.value in ("PAST_REF", "FUTURE_REF"), parts,
    )  # fmt: skip


def _part(found: Found, resolved: Resolved, tokens: Tokens) -> TimePart:
    start, end = tokens.span(found.inner, found.stop)
    return TimePart(start, end, _type(found, resolved), resolved.value, _modifier(found, resolved))


def _type(found: Found, resolved: Resolved) -> Type:
    p = found.partial
    kind = p.kind
    if kind == "duration":  # in two years, counted from the publication, is a date
        return "DURATION" if resolved.anchor is None else "DATE"
    if kind == "window":
        return "DURATION"
    if kind == "set":
        return "SET"
    return "TIME" if p.hour is not None or p.daypart is not None else "DATE"


def _modifier(found: Found, resolved: Resolved) -> Modifier | None:
    """A bound wins over a part of a period, that over an approximation."""
    p = found.partial
    if resolved.value is None or p.kind in _UNMODIFIED:
        return None
    if p.bound is not None and p.bound in _BOUNDS:
        return cast(Modifier, p.bound)
    if p.part is not None and p.part in _PARTS:
        return cast(Modifier, p.part)
    return "APPROX" if p.approx else None


def _span(resolved: list[Resolved]) -> Resolved:
    """A range from the first to the second; nothing where an end is missing or the order is wrong."""
    a, b = resolved
    if a.value is None or b.value is None:
        return a if b.value is None else b
    if a.period is None or b.period is None or (a.period.first and b.period.last and a.period.first > b.period.last):
        return Resolved(f"{a.value}/{b.value}", a.grain, None, a.anchor)
    period = periods.span(a.period, b.period)
    anchor = a.anchor if a.anchor == b.anchor or a.anchor != "explicit" else b.anchor
    return Resolved(f"{a.value}/{b.value}", a.grain, period, anchor)


def _interval(period: Period | None, modifier: Modifier | None) -> tuple[str | None, str | None, str | None]:
    """First day, last day and EDTF of a period under a modifier."""
    if period is None:
        return None, None, None
    first, last, edtf = period.first, period.last, period.edtf
    plain = edtf is not None and "/" not in edtf
    if first is None or last is None:
        return None, None, _bounded(edtf, modifier) if plain else edtf
    whole = edtf if plain and period.grain in ("year", "month", "day") else None
    if modifier == "BEFORE":
        return None, (first - DAY).isoformat(), f"../{first - DAY}"
    if modifier == "ON_OR_BEFORE":
        return None, last.isoformat(), f"../{whole or last}"
    if modifier == "AFTER":
        return (last + DAY).isoformat(), None, f"{last + DAY}/.."
    if modifier == "ON_OR_AFTER":
        return first.isoformat(), None, f"{whole or first}/.."
    if modifier == "APPROX" and plain:
        edtf = f"{edtf}~"
    return first.isoformat(), last.isoformat(), edtf


def _bounded(edtf: str | None, modifier: Modifier | None) -> str | None:
    """EDTF of a period with unknown digits."""
    if modifier in ("BEFORE", "AFTER"):
        return None  # the neighbouring day cannot be named
    return f"../{edtf}" if modifier == "ON_OR_BEFORE" else f"{edtf}/.." if modifier == "ON_OR_AFTER" else edtf
