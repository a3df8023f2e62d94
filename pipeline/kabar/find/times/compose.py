"""Ranges and either-or: neighbouring expressions become one, and share the year, month or unit that one of them has."""

from kabar.find.times.partial import Partial
from kabar.find.times.rules import Compiled
from kabar.find.times.scan import Found
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens

_AND = 2
_GAP = 3  # tokens of the longest joining word
_DATES = ("date", "rel", "deictic", "anaphor")


class Group(Frozen, frozen=True, gc=False):
    """One expression or the two of a range; ``first`` holds the word before (between) as well."""

    first: int
    stop: int
    members: tuple[Found, ...]


class Composer:
    """Joins what belongs together."""

    def __init__(self, compiled: Compiled) -> None:
        self._join = compiled.macros["JOIN"]
        self._between = compiled.grammar.members("BETWEEN")
        self._values = compiled.values

    def compose(self, found: list[Found], codes: str, tokens: Tokens) -> list[Group]:
        """Groups of one or two, in order."""
        out: list[Group] = []
        i = 0
        while i < len(found):
            one = found[i]
            if one.partial.cut is not None and one.partial.kind == "date":
                out.append(_split(one, tokens))
                i += 1
                continue
            if i + 1 < len(found) and found[i + 1].first - one.stop <= _GAP:
                if one.partial.weekday is not None and found[i + 1].partial.weekday is not None:
                    one, found[i + 1] = self._days(one, found[i + 1], codes, tokens)
                pair = self._pair(one, found[i + 1], codes, tokens)
                if pair is not None:
                    out.append(pair)
                    i += len(pair.members)
                    continue
            out.append(Group(one.first, one.stop, (one,)))
            i += 1
        return out

    def _pair(self, a: Found, b: Found, codes: str, tokens: Tokens) -> Group | None:
        """Two dates with a joining word between them."""
        if a.partial.kind not in _DATES or b.partial.kind not in _DATES:
            return None
        if a.stop == b.first and b.inner > b.first:
            joined = b.partial.bound == "ON_OR_BEFORE" and a.partial.bound in (None, "ON_OR_AFTER")
            either = False
        else:
            m = self._join.regex.match(codes, a.stop)
            joined = m is not None and m.end() == b.first and b.inner == b.first
            if not joined:
                return None
            word = " ".join(tokens.norm[a.stop : b.first])
            either = self._values["TO"].get(word) == 1
            if self._values["TO"].get(word) == _AND and not self._opened(a, codes):  # two times that share a year
                shared = _share(a.partial, b.partial)[0]
                return None if shared is a.partial else Group(a.first, a.stop, (replace(a, partial=shared),))
        if not joined or not (either or _fits(a.partial, b.partial)):
            return None
        first = a.first
        if a.first and a.inner == a.first and codes[a.first - 1] in self._between and not either:
            first = a.first - 1
        pa, pb = _share(replace(a.partial, bound=None), replace(b.partial, bound=None))
        return Group(first, b.stop, (replace(a, partial=pa), replace(b, partial=pb)))

    def _days(self, a: Found, b: Found, codes: str, tokens: Tokens) -> tuple[Found, Found]:
        """Every Monday and Thursday, Monday or Tuesday of next week: what is said once holds for both."""
        m = self._join.regex.match(codes, a.stop)
        p, q = a.partial, b.partial
        if m is None or m.end() != b.first or not self._values["TO"].get(" ".join(tokens.norm[a.stop : b.first])):
            return a, b
        if _bare(q) and (p.kind == "set" or p.rel in (-1, 1) or p.wrel is not None):
            return a, replace(b, partial=replace(q, kind=p.kind, rule=p.rule, rel=p.rel, wrel=p.wrel))
        if _bare(p) and q.wrel is not None:
            return replace(a, partial=replace(p, wrel=q.wrel)), b
        return a, b

    def _opened(self, a: Found, codes: str) -> bool:
        """Whether a word for between stands before."""
        return a.first > 0 and codes[a.first - 1] in self._between


def _bare(p: Partial) -> bool:
    """Whether it is the name of a weekday and no more."""
    said = (p.day, p.bound, p.rel, p.wrel, p.mention, p.daypart, p.hour)
    return p.kind == "date" and all(slot is None for slot in said)


def _fits(a: Partial, b: Partial) -> bool:
    """Whether two dates can be the ends of a range: of one grain, or one of them without the other's year."""
    return _grain(a) == _grain(b) or (a.kind == "date" and b.kind == "date" and (a.timed == b.timed))


def _grain(p: Partial) -> str:
    if p.unit:
        return p.unit
    for name in ("hour", "daypart", "weekday", "day", "month", "quarter", "half", "season", "decade"):
        if getattr(p, name) is not None:
            return "day" if name == "weekday" else name
    return "year"


def _share(a: Partial, b: Partial) -> tuple[Partial, Partial]:
    """What only the second of a pair says (its year) holds for the first as well, and the other way round."""
    if a.kind != "date" or b.kind != "date" or a.weekday is not None or _grain(a) == "year" or _grain(b) == "year":
        return a, b
    if a.year is None and a.yrel is None and (b.year is not None or b.yrel is not None):
        a = replace(a, year=b.year, yrel=b.yrel)
    elif b.year is None and b.yrel is None and a.year is not None:
        b = replace(b, year=a.year)
    return a, b


def _split(one: Found, tokens: Tokens) -> Group:
    """A range inside one match (26-30 December, the first and second quarter): its ends share what is around."""
    p = one.partial
    low = replace(p, top=None, cut=None)
    end = int(p.top or 0)
    if p.quarter is None and p.month is None:
        high = replace(low, year=end)
    else:
        high = replace(low, day=end) if p.quarter is None else replace(low, quarter=end)
    cut = p.cut or one.stop
    stop = cut - 1 if p.quarter is not None or p.month is None else one.stop
    left = replace(one, partial=low, stop=max(stop, one.core + 1))
    return Group(one.first, one.stop, (left, replace(one, partial=high, inner=cut)))
