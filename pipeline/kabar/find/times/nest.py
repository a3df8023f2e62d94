"""Composition: a part and its whole, a count and what it is counted from, a duration in two units become one.

Rules find the pieces; how they join is the same in every language. A language says which words stand between them
(macros ``HOLD``, ``ENDS``, ``OPENS``) and which way round it puts them.
"""

from datetime import date
from typing import Final

from kabar.find.times.partial import Partial
from kabar.find.times.parts import SIZE, grain, part, present
from kabar.find.times.rules import Compiled
from kabar.find.times.scan import Found
from kabar.frozen import replace

_CENTURY: Final = 100
_GAP: Final = 4  # tokens of the longest connection
_PLACED: Final = ("date", "rel", "anaphor", "shift")  # kinds that can hold a part
_ANCHORS: Final = ("date", "rel", "anaphor", "deictic", "ref")  # kinds that something can be counted from
_AWAY: Final = {"AFTER": 1, "BEFORE": -1, "ON_OR_AFTER": 1}
_WHOLES: Final = ("year", "month", "week", "day", "hour", "minute")  # units that a smaller one can follow
_DEFINITE: Final = ("definite", "inner")
_ENDED: Final = ("day", "weekend", "week", "month", "quarter", "half", "year", "decade")


class Nester:
    """Joins neighbouring expressions of which one is a part of, or is counted from, the other."""

    def __init__(self, compiled: Compiled) -> None:
        self._hold = compiled.macros["HOLD"].regex
        self._ends = compiled.macros["ENDS"].regex
        self._opens = compiled.macros["OPENS"].regex
        self._owns = compiled.macros["OWNS"].regex
        self._plus = compiled.macros["PLUS"].regex
        members = compiled.grammar.members
        self._poss, self._silent, self._the = members("POSS"), members("SILENT"), members("THEW")
        self._whose = members("OF") | members("SINCE")
        self._of, self._years = members("OF"), members("YEARW")
        self._within, self._fixed = members("WITHIN"), members("FIXED")
        self._to = members("TO") | members("UPTO")
        self._away, self._earlier = members("AWAY"), members("EARLIER")
        self._open, self._close, self._comma = members("LPAR"), members("RPAR"), "".join(members("COMMA"))

    def nest(self, found: list[Found], codes: str) -> tuple[list[Found], list[Found]]:
        """What is left after joining, in order, and the parts whose whole is not named."""
        out: list[Found] = []
        for one in reversed(found):
            near = out and out[-1].first - one.stop <= _GAP
            joined = self._joined(one, out[-1], codes) if near else None
            if joined is not None:
                out[-1] = joined
            else:
                out.append(self._alone(one, codes))
        out.reverse()
        orphans = [one for one in out if one.partial.flag == "inner"]
        return ([one for one in out if one.partial.flag != "inner"], orphans) if orphans else (out, orphans)

    def _joined(self, a: Found, b: Found, codes: str) -> Found | None:
        p, q = a.partial, b.partial
        kind = p.kind
        if kind == "offset":  # H-7 Lebaran
            named = q.bound is None and q.kind == "date" and (q.holiday or q.day)
            partial = replace(p, of=q, flag=None) if named and a.stop == b.first else None
        elif kind == "duration":
            partial = self._counted(a, b, codes)
        elif kind == "anaphor" and p.rel == 0 and p.flag in _DEFINITE and b.first == a.stop and b.inner > b.first:
            partial = self._next_to(p, q)
        elif kind == "shift":  # a week ago Monday, a year ago this month
            dated = q.kind in _ANCHORS and q.bound is q.part is None and (q.weekday is not None or q.kind != "date")
            alone = dated and p.base is None and p.n is not None and p.top is None and b.first == a.stop
            partial = _offset(p, -1, q) if alone and p.sign == -1 else None
        elif kind == "ref" or kind == "set" or kind == "deictic":
            return None
        elif (same := self._same_day(a, b, codes)) is not None:
            return same
        else:
            partial = self._held(a, b, codes) or self._beside(a, b, codes)
        if partial is None:
            return None
        if kind != "duration" and kind != "anaphor":  # a bound behind the whole (onwards) is that of the part
            late = q.bound is not None and b.first == b.inner and codes[b.first - 1] not in self._silent
            partial = replace(partial, bound=p.bound or (q.bound if late else None))
        the = partial.kind == "ending" and a.first > 0 and codes[a.first - 1] in self._the
        return Found(a.first - the, a.inner - the, a.core, b.stop, partial, a.stop, b.inner)

    def _same_day(self, a: Found, b: Found, codes: str) -> Found | None:
        """A weekday with its date, or a date with its weekday in brackets: Monday (4 February), 4 February (Monday)."""
        gap = codes[a.stop : b.first].lstrip(self._comma)
        closed = gap in self._open and codes[b.stop : b.stop + 1] in self._close
        if b.inner > b.first or (gap and not closed):
            return None
        p, q = a.partial, b.partial
        if _weekly(p) and _daily(q):
            found = replace(q, weekday=p.weekday, daypart=p.daypart or q.daypart, bound=p.bound, approx=p.approx)
        elif gap and _daily(p) and _weekly(q) and q.rel is None:
            found = replace(p, weekday=q.weekday, daypart=q.daypart or p.daypart)
        else:
            return None
        if (not gap and found.year is None) or not _agrees(found):
            return None
        return Found(a.first, a.inner, a.core, b.stop + (gap != ""), found)

    def _held(self, a: Found, b: Found, codes: str) -> Partial | None:
        """A part before its whole: the second Thursday of August, October next year, the week of July 8."""
        p, q = a.partial, b.partial
        if q.kind not in _PLACED and q.kind != "set" and not (q.kind == "deictic" and p.daypart):
            return None
        if p.of is not None or q.flag == "inner" or q.hour is not None or q.daypart is not None:
            return None
        gap = codes[a.stop : b.first]
        if p.kind == "anaphor":
            return self._named(p, q, gap)
        if b.first < b.inner or self._hold.fullmatch(gap) is None:
            return None
        q = replace(q, bound=None)
        if codes[b.stop : b.stop + 1] in self._poss and codes[b.stop : b.stop + 1]:
            return None
        return part(p, present(q), bool(gap))

    def _next_to(self, p: Partial, q: Partial) -> Partial | None:
        """The day after Christmas, the week before the vote on May 5."""
        if q.bound == "ON_OR_BEFORE" and p.unit in _ENDED:  # the year through March
            return _ending(replace(p, n=1), q, True, None)
        if q.kind not in _ANCHORS or q.bound not in ("AFTER", "BEFORE"):
            return None
        return replace(p, kind="offset", n=1, sign=_AWAY[q.bound], flag="definite", of=replace(q, bound=None))

    def _named(self, p: Partial, q: Partial, gap: str) -> Partial | None:
        """A period that a date names: the week of July 8, the year ended March 31."""
        if p.rel != 0 or q.kind != "date" or p.unit not in _ENDED or not gap:
            return None
        q, size = replace(q, bound=None, part=None), grain(q)
        ended = self._ends.fullmatch(gap)
        if ended is not None and (ended.lastgroup is not None or p.flag in _DEFINITE):
            q = _ended(q, ended.lastgroup)
            fits = size in _ENDED and SIZE[size] <= SIZE[p.unit]
            return replace(p, kind="ending", n=1, flag="definite", of=q) if fits else None
        opened = self._opens.fullmatch(gap) is not None and p.unit in ("week", "weekend") and size == "day"
        return replace(p, kind="around", of=q) if opened else None

    def _beside(self, a: Found, b: Found, codes: str) -> Partial | None:
        """A whole before its part: last year's summer, 2023 second half; a weekday counted from a named day."""
        p, q = a.partial, b.partial
        nearest = p.rel is None or (p.rel == -1 and q.bound == "BEFORE")  # the last Friday before Christmas
        if p.weekday is not None and p.day is None and nearest and q.bound in ("AFTER", "BEFORE"):
            if b.first == a.stop and q.kind == "date" and q.weekday is None and (q.day or q.holiday):
                return replace(p, rel=None, mention=_AWAY[q.bound], of=replace(q, bound=None), flag=None)
            return None
        gap = codes[a.stop : b.first]
        if q.kind not in ("date", "opening") or q.of is not None or p.bound in ("AFTER", "BEFORE"):
            return None
        weekly = p.kind == "rel" and p.unit == "week" and q.weekday is not None  # next week Friday
        if (gap and self._owns.fullmatch(gap)) or (not gap and (p.year is not None or weekly)):
            joined: Partial | None = part(q, replace(p, bound=None), True)
            return joined if joined is None else replace(joined, part=q.part or joined.part)
        return None

    def _counted(self, a: Found, b: Found, codes: str) -> Partial | None:
        """A duration and what is behind it: three weeks after May 2, the year ended in March, two years and a month."""
        p, q = a.partial, b.partial
        gap = codes[a.stop : b.first]
        if q.kind in ("duration", "shift"):
            smaller = SIZE.get(_largest(q).unit or "", 99) < SIZE.get(p.unit or "", -1) and p.unit in _WHOLES
            counted = p.n is not None and p.n == int(p.n) and q.n is not None and p.top is None and q.top is None
            return _topped(q, p) if smaller and counted and self._and(gap) else None
        if q.kind not in _ANCHORS or q.flag == "inner" or p.top is not None or p.n is None:
            return None
        if p.n == 1 and p.unit == "day" and not gap and q.bound is q.part is None and SIZE[grain(q)] > SIZE["day"]:
            return replace(q, part="WITHIN")  # one day last week
        before = codes[a.first - 1 : a.first] if a.first else "-"  # no class
        definite = before in self._fixed or codes[a.first] in self._fixed
        if (ended := self._ends.fullmatch(gap)) or (definite and q.bound == "ON_OR_BEFORE" and not gap):
            return _ending(p, q, definite, ended.lastgroup if ended else "sure")
        return None if before in self._within else self._away_from(a, b, codes)

    def _away_from(self, a: Found, b: Found, codes: str) -> Partial | None:
        """A duration before or after a time: two weeks from Monday, a day after the vote on May 3."""
        p, q = a.partial, b.partial
        away = _AWAY.get(q.bound or "")
        if away is None:  # an event stands between: a day after the vote on May 3
            dated = q.day is not None and q.month is not None and codes[a.stop : a.stop + 1] in self._away
            return _offset(p, self._way(codes[a.stop]), q) if dated else None
        if b.first == b.inner:  # a bound that is no part of the span: from
            ranged = codes[b.stop : b.stop + 1] in self._to  # six months, from April to September
            joined = q.bound == "ON_OR_AFTER" and b.first - a.stop == 1 and q.top is None and not ranged
            ahead = replace(q, direction=1, sure=True) if q.weekday is not None else q
            return _offset(p, away, ahead) if joined else None
        if q.bound == "ON_OR_AFTER" or b.first != a.stop:
            return None
        beside = a.first > 0 and codes[a.first - 1] in self._the and p.n is not None and p.n > 1
        found = _offset(p, away, q)  # the two weeks before Christmas are a stretch
        return replace(found, kind="ending") if beside and p.unit in _ENDED else found

    def _way(self, code: str) -> int:
        """Whether a word points behind or before: the class of the one for before is known."""
        return -1 if code in self._earlier else 1

    def _and(self, gap: str) -> bool:
        """Whether nothing but a comma or a word for and stands between two durations."""
        return not gap or self._plus.fullmatch(gap) is not None

    def _alone(self, one: Found, codes: str) -> Found:
        """A duration before an event that is no date (two days after the quake): no one says when that was."""
        p = one.partial
        behind = codes[one.stop : one.stop + 1]
        if p.kind == "opening" and p.of is None and behind and (behind in self._away or behind in self._whose):
            return replace(one, partial=replace(p, flag="inner"))  # its first nine months of service
        yearly = p.year is p.yrel is None and p.of is None and codes[one.stop + 1 : one.stop + 2] not in self._years
        if (p.half is not None or p.quarter is not None) and yearly and behind and behind in self._of:
            return replace(one, partial=replace(p, flag="inner"))  # the second half of the match
        if p.kind != "duration" or p.top is not None or codes[one.stop : one.stop + 1] not in self._away:
            return one
        if not codes[one.stop : one.stop + 1] or (codes[one.first - 1 : one.first] in self._within and one.first):
            return one
        return replace(one, partial=replace(p, kind="offset"))


def _weekly(p: Partial) -> bool:
    """Whether it is a weekday and no more, but for a part of the day."""
    more = (p.day, p.of, p.mention, p.hour, p.nth, p.sign)
    return p.kind == "date" and p.weekday is not None and all(slot is None for slot in more)


def _daily(p: Partial) -> bool:
    """Whether it is one day of a month without its weekday."""
    more = (p.weekday, p.top, p.of, p.hour, p.rel, p.part)
    return p.kind == "date" and p.day is not None and p.month is not None and all(slot is None for slot in more)


def _agrees(p: Partial) -> bool:
    """Whether a full date falls on its weekday; without its century nobody knows."""
    if p.year is None or p.year < _CENTURY:
        return True
    return date(p.year, p.month or 1, p.day or 1).weekday() == p.weekday


def _ending(p: Partial, q: Partial, definite: bool, word: str | None) -> Partial | None:
    """So many units that end with a time; a mere word for (to) needs the article before them."""
    size = grain(q)
    sized = size in _ENDED and p.unit in _ENDED and q.hour is None and q.kind != "ref"
    if not sized or (word is None and not definite) or SIZE[p.unit or ""] < SIZE[size]:
        return None
    return replace(p, kind="ending", of=_ended(replace(q, bound=None, part=None), word))


def _ended(q: Partial, word: str | None) -> Partial:
    """The end of a period, which lies behind where the word says that it has ended."""
    return replace(q, direction=-1, sure=True) if word == "past" and q.open else q


def _largest(q: Partial) -> Partial:
    """The largest unit of a duration in several."""
    return q if q.plus is None else _largest(q.plus)


def _topped(q: Partial, p: Partial) -> Partial:
    """A duration with a larger unit added."""
    return replace(q, plus=p if q.plus is None else _topped(q.plus, p))


def _offset(p: Partial, away: int, q: Partial) -> Partial:
    return replace(p, kind="offset", sign=away, of=replace(q, bound=None, part=None))
