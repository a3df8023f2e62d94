"""Ranges and either-or: neighbouring expressions become one, and share the year, month or unit that one of them has."""

from kabar.find.times.nest import Nester
from kabar.find.times.pairs import (
    bare,
    dayless,
    fits,
    follows,
    grain,
    listed,
    means_now,
    months_in,
    on_day,
    share,
    today,
    yearless,
)
from kabar.find.times.partial import Partial
from kabar.find.times.rules import Compiled
from kabar.find.times.scan import Found
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens

_AND = 2
_QUARTER, _HALF = 3, 6  # months
_GAP = 4  # tokens of the longest joining word
_RANGED = (
    "quarter",
    "half",
    "day",
    "month",
    "decade",
    "century",
)  # the finest slot of a match with two ends is the one that they differ in
_DATES = ("date", "rel", "deictic", "anaphor")


class Group(Frozen, frozen=True, gc=False):
    """One expression or the two of a range; ``first`` holds the word before (between) as well."""

    first: int
    stop: int
    members: tuple[Found, ...]


class Composer:
    """Joins what belongs together."""

    def __init__(self, compiled: Compiled) -> None:
        self._join, self._ends = compiled.macros["JOIN"], compiled.macros["ENDS"].regex
        self._between = compiled.grammar.members("BETWEEN")
        self._comma = compiled.grammar.members("COMMA")
        self._exact = compiled.grammar.members("EXACT")
        self._values = compiled.values
        self._nester = Nester(compiled)

    def compose(self, pieces: list[Found], codes: str, tokens: Tokens) -> tuple[list[Group], list[Found]]:
        """Groups of one or two, in order; and parts that nothing says the whole of."""
        found, orphans = self._nester.nest(pieces, codes)
        self._list(found, codes, tokens)
        out: list[Group] = []
        i = 0
        while i < len(found):
            one = found[i]
            if one.partial.kind == "date" and (one.partial.cut is not None or one.partial.top is not None):
                out += self._two(one, codes, tokens)
                i += 1
                continue
            if i + 1 < len(found) and found[i + 1].first - one.stop <= _GAP:
                found[i + 1] = self._of_year(one, found[i + 1], codes)
                one = self._ended(one, found[i + 1], codes)
                if one.partial.weekday is not None and found[i + 1].partial.weekday is not None:
                    one, found[i + 1] = self._days(one, found[i + 1], codes, tokens)
                pair = self._pair(one, found[i + 1], codes, tokens)
                if pair is not None:
                    out.append(pair)
                    i += len(pair.members)
                    continue
            if one.partial.flag == "open_end":
                orphans.append(one)
            else:
                out.append(Group(one.first, one.stop, (one,)))
            i += 1
        return out, orphans

    def _list(self, found: list[Found], codes: str, tokens: Tokens) -> None:
        """May 3, May 10 and May 17, 2019: the year behind the last holds for all before it, in place."""
        year = None  # of the list that stands behind
        for i in range(len(found) - 2, -1, -1):
            a, b = found[i], found[i + 1]
            gap = codes[a.stop : b.inner]
            comma = gap[:1] in self._comma
            word = " ".join(tokens.norm[a.stop + comma : b.inner]) if 0 < len(gap) <= _GAP else ""
            last = self._values["TO"].get(word) == _AND
            ends = b.partial.year if last else year
            if ends is None or not (last or (comma and not word)) or not listed(a.partial, b.partial):
                year = None
                continue
            year = ends - (months_in(a.partial) > months_in(b.partial))
            longer = i > 0 and codes[found[i - 1].stop : a.inner] in self._comma
            if a.partial.day is not None or (comma and (longer or not last)):  # in May, and June 2019 was better
                found[i] = replace(a, partial=replace(a.partial, year=year))

    def _two(self, one: Found, codes: str, tokens: Tokens) -> list[Group]:
        """The two ends of one match: a range, or two days of which the month is said once (on 5 and 9 June)."""
        group = _split(one, tokens)
        low, high = (member.partial for member in group.members)
        cut = group.members[1].inner
        said = [self._values["TO"].get(word) for word in tokens.norm[max(one.first, cut - 2) : cut]]
        opened = one.inner == one.first and self._opened(one, codes)
        listed = sum(word.isdecimal() for word in tokens.norm[one.core : cut])  # June 3, 4 and 5 are one stretch
        if _AND in said and not opened and low.day is not None and high.day != low.day + listed:
            last = next((i for i in range(one.core + 1, cut - 1) if codes[i] in self._comma), cut - 1)
            members = (
                replace(one, partial=low, stop=last if listed > 1 else cut - 1),
                replace(one, partial=high, first=cut, inner=cut, core=cut),
            )
            return [Group(member.first, member.stop, (member,)) for member in members]
        return [replace(group, first=one.first - 1) if opened and _AND in said else group]

    def _pair(self, a: Found, b: Found, codes: str, tokens: Tokens) -> Group | None:
        """Two dates with a joining word between them."""
        present = means_now(b.partial)
        if means_now(a.partial):  # between now and 2030
            a = replace(a, partial=today(a.partial))
            if b.partial.bound not in (None, "ON_OR_BEFORE") or (a.inner == a.first and not self._opened(a, codes)):
                return None
        if a.partial.kind not in _DATES or not (b.partial.kind in _DATES or present):
            return None
        if present:  # between March and now
            b = replace(b, partial=today(b.partial))
        if a.stop == b.first and (b.inner > b.first or b.partial.flag == "open_end"):
            late = b.partial.bound == "ON_OR_BEFORE" or b.partial.flag == "open_end"
            joined = late and a.partial.bound in (None, "ON_OR_AFTER")
            firm = joined and a.partial.bound is not None  # since July until last week
            either = False
        else:
            m = self._join.regex.match(codes, a.stop)
            firm, joined = False, m is not None and m.end() == b.first and b.inner == b.first
            if not joined:
                return None
            word = " ".join(tokens.norm[a.stop : b.first])
            if codes[a.stop] in self._comma:  # from Monday, June 3, to Friday, June 7
                word = word[2:]
                if self._values["TO"].get(word) != 0:
                    return None
            either = self._values["TO"].get(word, self._values["STROKE"].get(word)) == 1
            if self._values["TO"].get(word) == _AND and not self._opened(a, codes):  # two times that share a year
                shared = share(a.partial, b.partial)[0]
                if follows(shared, b.partial):  # in 2023 and 2024: one period
                    return Group(a.first, b.stop, (replace(a, partial=shared), b))
                return None if shared is a.partial else Group(a.first, a.stop, (replace(a, partial=shared),))
        now = present or b.partial.flag == "open_end" or a.partial.drel is not None
        if not joined or not ((either and not present) or now or firm or fits(a.partial, b.partial)):
            return None
        first = a.first
        if a.first and a.inner == a.first and codes[a.first - 1] in self._between and not either:
            first = a.first - 1
        pa, pb = share(replace(a.partial, bound=None), replace(b.partial, bound=None))
        return Group(first, b.stop, (replace(a, partial=pa), replace(b, partial=_year_after(pa, pb))))

    def _of_year(self, a: Found, b: Found, codes: str) -> Found:
        """In 2019, on March 3: the second, of the year of the first; until Sunday | 6 a.m.: of the day of the first."""
        p, q = a.partial, b.partial
        gap = codes[a.stop : b.first]
        if not gap and p.bound is not None and q.hour is not None and p.kind in _DATES and dayless(q):
            return replace(b, partial=on_day(q, p)) if p.hour is None and not dayless(p) else b
        named = p.kind == "date" and p.year is not None and grain(p) == "year" and p.part is p.bound is None
        if not named or not gap or gap[0] not in self._comma or not self._exact.issuperset(gap[1:]):
            return b
        if len(gap) == 1 and codes[b.first] not in self._exact:
            return b  # in 2019, March was cold
        dated = q.kind == "date" and q.month is not None and yearless(q) and q.rel is q.mention is None
        return replace(b, partial=replace(q, year=p.year)) if dated else b

    def _ended(self, a: Found, b: Found, codes: str) -> Found:
        """The third quarter ended Oct. 31, 2018: of that year, unless a year of books ends too far from one of the
        calendar."""
        p, q = a.partial, b.partial
        if p.quarter is None or q.month is None or q.year is None or not yearless(p) or a.stop == b.first:
            return a
        near = abs(_QUARTER * p.quarter - q.month) < _HALF
        return (
            replace(a, partial=replace(p, year=q.year)) if near and self._ends.fullmatch(codes, a.stop, b.first) else a
        )

    def _days(self, a: Found, b: Found, codes: str, tokens: Tokens) -> tuple[Found, Found]:
        """Every Monday and Thursday, Monday or Tuesday of next week: what is said once holds for both."""
        m = self._join.regex.match(codes, a.stop)
        p, q = a.partial, b.partial
        if p.kind == "set" and b.first == a.stop and q.bound == "ON_OR_BEFORE" and bare(replace(q, bound=None)):
            return a, replace(b, partial=replace(q, kind="set", bound=None))  # every Monday through Friday
        said = self._values["TO"].get(" ".join(tokens.norm[a.stop : b.first]))
        if m is None or m.end() != b.first or not (said or (said == 0 and p.kind == "set")):
            return a, b
        if bare(q) and (p.kind == "set" or p.rel in (-1, 1) or p.of is not None):
            return a, replace(b, partial=replace(q, kind=p.kind, rule=p.rule, rel=p.rel, of=p.of))
        if bare(p) and q.of is not None and q.nth is None:
            return replace(a, partial=replace(p, of=q.of)), b
        return a, b

    def _opened(self, a: Found, codes: str) -> bool:
        """Whether a word for between stands before."""
        return a.first > 0 and codes[a.first - 1] in self._between


def _year_after(a: Partial, b: Partial) -> Partial:
    """The end of a range in the year that follows, which is counted from its beginning (May 2019 to the next March)."""
    whole = b.of
    if a.year is None or whole is None or (whole.kind, whole.unit, whole.rel) != ("anaphor", "year", 1):
        return b
    return replace(b, of=None, year=a.year + 1)


def _split(one: Found, tokens: Tokens) -> Group:
    """A range inside one match (26-30 December, the first and second quarter): its ends share what is around."""
    p = one.partial
    name = next((name for name in _RANGED if getattr(p, name) is not None), "year")
    low = replace(p, top=None, cut=None)
    high = replace(low, **{name: int(p.top or 0)})
    if name == "month" and p.year is not None:
        low = replace(low, flag="shared")
    cut = p.cut or one.stop
    stop = one.stop if name == "day" else cut - 1
    left = replace(one, partial=low, stop=max(stop, one.core + 1))
    return Group(one.first, one.stop, (left, replace(one, partial=high, inner=cut)))
