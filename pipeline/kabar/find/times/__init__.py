"""Temporal expressions: found, normalized, anchored.

Two steps, as HeidelTime does it: rules over token classes give typed, possibly under-specified values
(:mod:`scan`, :mod:`read`, :mod:`compose`); a resolver completes them with the publication date, the sentence's own
dates, the order of mentions and the tense around them (:mod:`resolve`).
"""

from datetime import date

from kabar.find.mention import Number, Refusal, Time
from kabar.find.times.accept import Acceptor
from kabar.find.times.compose import Composer, Group
from kabar.find.times.holidays import Holidays
from kabar.find.times.memory import Clock
from kabar.find.times.partial import Partial
from kabar.find.times.possible import fault
from kabar.find.times.render import inverted, render
from kabar.find.times.resolve import Resolver
from kabar.find.times.rules import compile_tables
from kabar.find.times.scan import Found, Scanner
from kabar.find.times.table import SharedTimes, TimesTable
from kabar.find.times.tense import Tense
from kabar.frozen import replace
from kabar.lexing import Tokens
from kabar.page import Page, Sentence
from kabar.record import Anchor

__all__ = ["SharedTimes", "TimeFinder", "TimesTable"]


_GAP = 3  # tokens between a time of day and its day
_NAMED = ("bare_year", "numbered")
_NOON = ("MID", "MIDNIGHT")
_STOPS = frozenset('.!?\n\n:"')


class TimeFinder:
    """Finds and resolves the times of a page."""

    def __init__(self, table: TimesTable, shared: SharedTimes) -> None:
        compiled = compile_tables(table, shared)
        self._grammar = compiled.grammar
        self._scanner = Scanner(compiled, Acceptor(table, compiled))
        self._composer = Composer(compiled)
        self._tense = Tense(table, compiled)
        self._licence = compiled.grammar.members("LICENCE")
        self._contract = compiled.grammar.members("CONTRACT")
        self._open = compiled.grammar.members("LPAR")
        self._about = compiled.grammar.members("APPROX")
        self._in = compiled.grammar.members("IN")
        self._modal = compiled.grammar.members("MODAL")
        self._during = compiled.grammar.members("DURING")
        self._comma = compiled.grammar.members("COMMA")
        self._ended = compiled.grammar.members("ENDED")
        self._the, self._silent = compiled.grammar.members("THEW"), compiled.grammar.members("SILENT")
        self._holidays = Holidays(shared.holidays)
        self._dayparts = shared.dayparts

    def find(self, page: Page, tags: str, numbers: list[Number]) -> tuple[list[Time], list[Refusal]]:
        """All times in document order, and what was turned down."""
        tokens = page.tokens
        codes = self._grammar.encode(tokens)
        found, refused = self._scanner.scan(codes, tokens)
        refusals = [Refusal(first, stop, "time", reason) for first, stop, reason in refused]
        if not found:
            return [], refusals
        groups, orphans = self._composer.compose(found, codes, tokens)
        groups = [self._of_noun(group, codes, tags) for group in groups]
        refusals += [Refusal(one.first, one.stop, "time", "part of a period that is not named") for one in orphans]
        resolver = Resolver(_clock(page, groups), self._holidays, self._dayparts)
        times: list[Time] = []
        at, sentences, last = 0, page.sentences, len(page.sentences) - 1
        waiting: list[Group] = []  # what comes right behind them says when they are
        for i, group in enumerate(groups):
            while at < last and sentences[at].stop <= group.first:
                at += 1
            if self._waits(groups, i, codes, page.article.published is None, bool(waiting)):
                waiting.append(group)
                continue
            resolved = self._resolve(group, resolver, codes, sentences[at], at, tokens)
            for early in waiting:
                times += self._resolve(_same(early), resolver, codes, sentences[at], at, tokens)
            waiting.clear()
            times += resolved
        return _possible(times, refusals), refusals

    def _resolve(
        self, group: Group, resolver: Resolver, codes: str, s: Sentence, at: int, tokens: Tokens
    ) -> list[Time]:
        """Resolve the members of a group that stands in sentence number ``at``: one time, two where no span fits."""
        members = group.members
        partials = [self._looking(member.partial, member, codes, s, tokens) for member in members]
        if len(partials) > 1:
            resolved = list(resolver.ends(partials[0], partials[1], at))
        else:
            resolved = [resolver.resolve(partials[0], at)]
        p = members[0].partial
        named = p.flag in _NAMED or p.month is not None or p.weekday is not None
        note = self._note(group, codes, tokens) if named else None
        if inverted(resolved):
            alone = [Group(one.first, one.stop, (one,)) for one in _apart(members)]
            return [render(one, [r], tokens, note) for one, r in zip(alone, resolved, strict=True)]
        ends = resolver.parts(partials[0], resolved[0]) if p.kind in ("offset", "ending") else None
        return [render(group, resolved, tokens, note, ends)]

    def _of_noun(self, group: Group, codes: str, tags: str) -> Group:
        """``after the 7 October | attacks``, ``from the 2016 | election``: what stands before the article binds the
        noun, not its date."""
        one = group.members[0]
        p = one.partial
        bound = p.bound == "AFTER" or (
            p.bound == "ON_OR_AFTER" and not self._silent.isdisjoint(codes[max(0, one.first - 1) : one.first + 1])
        )
        if len(group.members) > 1 or p.kind != "date" or not bound or p.unit is not None:
            return group
        article = any(codes[i] in self._the for i in range(one.first, min(one.inner + 1, one.stop)))
        if not article or tags[group.stop : group.stop + 1] not in ("N", "J"):
            return group
        free = replace(one, first=one.inner, partial=replace(p, bound=None, direction=p.direction or -1, sure=True))
        return Group(one.inner, group.stop, (free,))

    def _looking(self, p: Partial, member: Found, codes: str, s: Sentence, tokens: Tokens) -> Partial:
        """The partial value, or the whole that it lies in, with the direction that the words around give it."""
        if p.of is not None:
            whole = self._looking(p.of, member, codes, s, tokens)
            return p if whole is p.of else replace(p, of=whole)
        if not self._asks_tense(p, member.first, codes):
            return p
        if p.month is not None and p.day is None and codes[member.stop : member.stop + 1] in self._contract:
            way: tuple[int, bool] | None = (1, True)  # the January contract is the next one
        else:
            way = self._tense.direction(codes, tokens.word, s.first, member.first, member.stop, s.stop, p.weekly)
        if way is not None and member.first and codes[member.first - 1] in self._during:
            modal = any(code in self._modal for code in codes[s.first : member.first])
            p = replace(p, happens=modal)  # it will open in the first quarter
        return _directed(p, way)

    def _asks_tense(self, p: Partial, first: int, codes: str) -> bool:
        """Whether the words around decide which way it looks: a date without a year, in so many units."""
        if p.kind == "date":
            return p.open and p.direction is None
        if p.unit == "weekend" and p.flag == "definite":
            return True
        first -= first > 0 and codes[first - 1] in self._about
        return p.kind == "duration" and first > 0 and codes[first - 1] in self._in

    def _waits(self, groups: list[Group], i: int, codes: str, unknown: bool, held: bool) -> bool:
        """Whether the time behind says when this one is; ``held``: one before waits for it as well. A second clock in
        brackets (``11 a.m. (0400 GMT) on Monday``) stands between them."""
        group = groups[i]
        after = groups[i + 1] if i + 1 < len(groups) else None
        if after is None:
            return False
        glossed = group.first > 0 and codes[group.first - 1] in self._open
        if held:
            return glossed and _clock_alone(group)
        if self._told_behind(group, after, codes, unknown):
            return True
        closed = codes[after.first - 1] in self._open and after.first - group.stop <= 1 and _clock_alone(after)
        if not closed or i + 2 >= len(groups) or not _clock_alone(group):
            return False
        return self._told_behind(Group(group.first, after.stop + 1, group.members), groups[i + 2], codes, unknown)

    def _told_behind(self, group: Group, after: Group, codes: str, unknown: bool) -> bool:
        """Whether the next time says when this one is: 9.30 local time, Monday; the quarter ended Sept. 30."""
        p, q = group.members[0].partial, after.members[0].partial
        gap = after.first - group.stop
        if p.hour is not None or (p.daypart in _NOON and p.kind == "date"):  # a time of day without a day
            if p.kind != "date" or not p.day is p.weekday is p.month is None or q.hour is not None:
                return False
            near = gap <= 1 or (gap <= _GAP and codes[after.first - 1] in self._comma)
            return near and (q.day is not None or q.weekday is not None or q.drel is not None)
        if p.kind == "deictic" or (p.kind == "rel" and p.unit == "day"):  # today, Wednesday (31/7/2024)
            near = gap == 0 or (gap == 1 and (codes[group.stop] in self._comma or codes[group.stop] in self._open))
            return near and unknown and q.kind == "date" and q.day is not None and q.year is not None
        if p.kind != "anaphor" or p.rel != 0 or gap != 1 or codes[group.stop] not in self._ended:
            return False
        return q.kind == "date" and q.month is not None and q.day is not None

    def _note(self, group: Group, codes: str, tokens: Tokens) -> str | None:
        """What keeps a time from being the time of its sentence: a contract month, a second zone in brackets."""
        member = group.members[0]
        p = member.partial
        if p.flag == "numbered":
            return "name" if _named(tokens, group.first - 1) else None  # Law Number 11 of the year 2020
        if p.flag == "bare_year" and group.stop - group.first == 1 and _named(tokens, group.first):
            return None if codes[group.first - 1] in self._licence else "name"
        around = codes[max(0, group.first - 1) : group.first] + codes[group.stop : group.stop + 1]
        if p.month is not None and p.day is None and not self._contract.isdisjoint(around):
            return "contract"
        bracketed = around[:1] in self._open and p.weekday is not None and p.daypart is not None and p.day is None
        return "gloss" if bracketed and group.first > 1 else None


def _named(tokens: Tokens, first: int) -> bool:
    """Whether a capitalized word inside of its sentence stands right before: a year that is part of a name."""
    before = tokens.word[first - 1] if first > 1 else ""
    return before[:1].isupper() and tokens.word[first - 2] not in _STOPS


def _clock_alone(group: Group) -> bool:
    """Whether a group is a time of day without a day."""
    p = group.members[0].partial
    return len(group.members) == 1 and p.hour is not None and p.day is p.weekday is p.month is p.drel is None


def _same(group: Group) -> Group:
    """Today, where its date stands behind it: that day."""
    one = group.members[0]
    if one.partial.kind not in ("deictic", "rel"):
        return group
    day = replace(one.partial, kind="anaphor", unit="day", rel=0, flag="anaphor")
    return Group(group.first, group.stop, (replace(one, partial=day),))


def _apart(members: tuple[Found, ...]) -> list[Found]:
    """The two expressions of a range that is none, each for itself."""
    a, b = members
    return [replace(a, stop=min(a.stop, b.inner)), replace(b, first=max(b.inner, a.stop))]


def _possible(times: list[Time], refusals: list[Refusal]) -> list[Time]:
    """The times that can be; what is wrong with the others goes to the refusals."""
    kept: list[Time] = []
    for time in times:
        reason = fault(time)
        if reason is None:
            kept.append(time)
        else:
            refusals.append(Refusal(time.first, time.stop, "time", reason))
    return kept


def _directed(p: Partial, way: tuple[int, bool] | None) -> Partial:
    """The partial value with the direction of its bound, else of the words around it."""
    if p.kind == "duration":
        return replace(p, kind="ahead") if way is not None and way[0] > 0 else p
    if p.direction is not None:  # its own bound says so
        return p
    if p.bound == "ON_OR_AFTER" and (way is None or way[0] < 0):
        way = (-1, True)
    elif p.bound == "ON_OR_BEFORE" and way is not None:
        way = None if way == (-1, True) else way
    return p if way is None else replace(p, direction=way[0], sure=way[1])


def _clock(page: Page, groups: list[Group]) -> Clock:
    """What anchors the page."""
    article = page.article
    source: Anchor = "comments" if article.published_from == "comments" else "publication"
    if article.published is not None:
        return Clock(date.fromisoformat(article.published[:10]), source, None)
    if article.reported is not None:
        return Clock(date.fromisoformat(article.reported), "mention", None, False)
    full = [
        (p.year, p.month, p.day)
        for group in groups
        for p in (member.partial.of or member.partial for member in group.members)
        if p.year is not None and p.month is not None and p.day is not None
    ]
    return Clock(None, source, max(full)[0] if full else None)
