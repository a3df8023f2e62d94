"""The second step: partial values become periods, with what the document gives to anchor them.

A resolver lives for one page: it remembers the periods that it has resolved, in order. What nothing anchors keeps
unknown digits (``XXXX-10``) or stays without a value; today's date is never looked at.
"""

from collections.abc import Callable

from kabar.find.times import periods
from kabar.find.times.dates import Dates
from kabar.find.times.durations import duration, span_of
from kabar.find.times.holidays import Holidays
from kabar.find.times.memory import NOTHING, Clock, Memory, Resolved
from kabar.find.times.partial import Partial
from kabar.find.times.relative import Relative
from kabar.frozen import replace

_AFTERNOON = {"EV": 3, "NI": 6}  # hours from which a clock of twelve hours means the second half of the day
_FORGOTTEN = frozenset({"window", "ref"})  # kinds that later mentions do not refer to


class Resolver:
    """Resolves the times of one page in document order."""

    def __init__(self, clock: Clock, holidays: Holidays, dayparts: dict[str, str]) -> None:
        self._memory = memory = Memory(clock)
        self._dayparts = dayparts
        relative = Relative(memory)
        # None of them holds the resolver: it goes with its page, without a collector.
        self._ways: dict[str, Callable[[Partial, int], Resolved]] = {
            "date": Dates(memory, holidays).resolve,
            "rel": relative.rel,
            "deictic": relative.deictic,
            "shift": relative.shift,
            "anaphor": relative.anaphor,
            "opening": relative.opening,
            "ahead": relative.ahead,
            "window": relative.window,
            "duration": lambda p, _: span_of(p),
            "set": lambda p, _: _every(p, dayparts),
            "ref": lambda p, _: _reference(p, memory),
        }

    def resolve(self, p: Partial, sentence: int) -> Resolved:
        """Resolve one partial value; dates are remembered for those that follow."""
        kind = p.kind
        try:
            out = self._ways[kind](p, sentence)
        except (ValueError, OverflowError):  # no such day, or outside of the calendar
            return NOTHING
        period = out.period
        if period is not None and kind not in _FORGOTTEN:
            told = (
                p.base is not None and p.sign is not None and p.sign > 0
            )  # three years later: the story goes on there
            self._memory.remember(out, period.grain, sentence, p.bound is not None or (kind == "shift" and not told))
        return self._timed(p, out) if p.timed and kind in ("date", "deictic") else out

    def _timed(self, p: Partial, found: Resolved) -> Resolved:
        """Add the time of day to a resolved day."""
        if found.grain != "day" or found.value is None:
            return found if p.hour is None else NOTHING
        if p.hour is None:
            part = self._dayparts.get(p.daypart or "", "")
            return replace(found, value=found.value + part, grain="part")
        hour = p.hour
        if p.noon is not None:
            hour = hour % 12 + p.noon
        elif (p.daypart is not None and _AFTERNOON.get(p.daypart, 24) <= hour < 12) or (p.daypart == "AF" and hour < 7):
            hour += 12
        text = f"{found.value}T{hour:02d}:{p.minute or 0:02d}"
        return replace(found, value=text, grain="minute" if p.minute is not None else "hour")


def _reference(p: Partial, memory: Memory) -> Resolved:
    """Now, recently, soon: of these only the present has a day."""
    if p.ref == "PRESENT_REF" and memory.published is not None:
        return Resolved(p.ref, None, periods.day(memory.published), memory.source)
    return Resolved(p.ref, None, None, None)


def _every(p: Partial, dayparts: dict[str, str]) -> Resolved:
    """What comes back every so often."""
    if p.month is not None:
        return Resolved(f"XXXX-{p.month:02d}", "month", None, None)
    if p.weekday is not None:
        return Resolved(f"XXXX-WXX-{p.weekday + 1}", "day", None, None)
    if p.season is not None:
        return Resolved(f"XXXX-{p.season}", "season", None, None)
    if p.daypart is not None:
        return Resolved("XXXX-XX-XX" + dayparts[p.daypart], "day", None, None)
    return Resolved(duration(p.n or 1, p.unit), p.unit, None, None)
