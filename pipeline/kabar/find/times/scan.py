"""Finding: candidates start where a rule can start, the longest rule wins, and words before and after are added."""

import re
from collections.abc import Iterable

from kabar.find.times.accept import Acceptor
from kabar.find.times.partial import Partial
from kabar.find.times.read import Broken, Impossible, Reader
from kabar.find.times.rules import Compiled, CompiledRule
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens
from kabar.memo import Memo

_UNBOUND = frozenset({"ref", "window", "duration", "opening"})  # kinds that take an article before, but no bound
_BARE = frozenset({"set", "duration"})  # kinds that take neither
_AHEAD = "AHEAD"  # a bound of what is still to come (as early as)
_MOVED = 4  # tokens before (from) in which a word says that something has moved
_REACH = 8  # tokens before a core in which its prefix (bound, part, article) may start


class Found(Frozen, frozen=True, gc=False):
    """One expression: tokens ``first`` to ``stop`` with its prefix, the core from ``core``, parts from ``inner``.

    ``inner`` is where it starts without its bound.
    """

    first: int
    inner: int
    core: int
    stop: int
    partial: Partial
    cut: int = 0  # where the first of two joined pieces stops, and
    again: int = 0  # where the second begins


class Scanner:
    """Finds the single expressions of a class string."""

    def __init__(self, compiled: Compiled, acceptor: Acceptor) -> None:
        self._compiled = compiled
        self._acceptor = acceptor
        self._reader = Reader(compiled)
        rules = compiled.rules
        alone = [c for c, rows in rules.items() if any(c in rule.pattern.single for rule in rows)]
        # what cannot stand alone starts nothing before a token of no class
        followed = f"(?={_any(compiled.grammar.members())})"
        self._starts = re.compile(f"{_any(rules)}(?:{followed}|(?<={_any(alone)}))").finditer
        self._rules: Memo[tuple[CompiledRule, ...]] = Memo(lambda window: _starting(rules.get(window[:1], ()), window))
        self._before = compiled.macros["PREFIX"].chars
        self._prefix = re.compile(f"(?:{compiled.macros['PREFIX'].regex.pattern})\\Z").search
        self._since = compiled.grammar.members("SINCE")
        self._silent = compiled.grammar.members("SILENT")
        self._dash = compiled.grammar.members("DASH")
        self._articled = compiled.grammar.members("ARTICLED")
        self._article = compiled.grammar.members("A")
        self._unbound = compiled.grammar.members("UNBOUND")
        self._to = compiled.grammar.members("TO")  # of up to 5 percent from Friday
        self._suffix = compiled.macros["SUFFIX"]

    def scan(self, codes: str, tokens: Tokens) -> tuple[list[Found], list[tuple[int, int, str]]]:
        """All expressions in order, and the refused ones with their reasons."""
        found: list[Found] = []
        refused: list[tuple[int, int, str]] = []
        rules = self._rules
        left = at = 0
        for start in self._starts(codes):
            begin = start.start()
            if begin < at:
                continue
            candidates = rules[codes[begin : begin + 2]]
            if not candidates:
                continue
            one, end, refusal = self._read(candidates, codes, tokens, begin, left)
            if refusal is not None:
                refused.append(refusal)
            if one is not None:
                found.append(one)
                left = end = max(end, one.stop)
            at = end
        return found, refused

    def _read(
        self, rules: tuple[CompiledRule, ...], codes: str, tokens: Tokens, begin: int, left: int
    ) -> tuple[Found | None, int, tuple[int, int, str] | None]:
        """The expression at a place, where to go on, and the first reason against a reading of it.

        The longest reading counts; one that cannot be gives way to the next (the 2017 of `the 2017 quarter`).
        """
        refusal: tuple[int, int, str] | None = None
        while True:
            best, rule = _longest(rules, codes, begin)
            if best is None or rule is None or (rule.weak and self._outdone(codes, begin, best.end())):
                return None, begin if refusal is None else begin + 1, refusal
            inner = rule.span if rule.span and best.start(rule.span) >= 0 else 0
            first, stop = best.span(inner)
            first -= rule.behind
            try:
                if rule.kind == "refuse":
                    raise Broken(rule.reason)
                partial = self._acceptor.accept(self._reader.read(rule, best, tokens), codes, tokens, first, stop)
            except Broken as error:
                refusal = refusal or (first, stop, str(error))
                if rule.kind == "refuse" or isinstance(error, Impossible):
                    return None, best.end(), refusal
                rules = tuple([other for other in rules if other is not rule])
                continue
            end = stop if inner else best.end()
            if partial.noon is None and tokens.norm[stop - 1] == ".":
                stop -= 1  # the stop of an abbreviated month ends the sentence as well
            return self._wrap(partial, codes, tokens, first, stop, left), end, refusal

    def _outdone(self, codes: str, at: int, stop: int) -> bool:
        """Whether a rule that starts inside of a weak match reaches further."""
        return any(
            (m := _longest(self._rules[codes[k : k + 2]], codes, k)[0]) and m.end() > stop for k in range(at + 1, stop)
        )

    def _wrap(self, partial: Partial, codes: str, tokens: Tokens, first: int, stop: int, left: int) -> Found:
        """Add the bound, part of period and article before a core, and a bound behind it."""
        begin = inner = first
        if partial.kind == "duration" and codes[first] in self._articled:
            begin = inner = first - (first > left and codes[first - 1] in self._article)
        elif partial.kind not in _BARE:
            lowest, reach = max(left, first - _REACH), first
            while reach > lowest and codes[reach - 1] in self._before:
                reach -= 1
            if reach < first:
                m = self._prefix(codes, reach, first)
                if m is not None and m.start() < first:
                    begin, inner, partial = self._prefixed(partial, m, tokens, first)
            if stop < len(codes) and codes[stop] in self._suffix.first:
                s = self._suffix.regex.match(codes, stop)
                if s:
                    bound = self._form("SUFBOUND", tokens, stop, s.end())
                    partial = replace(partial, bound="ON_OR_AFTER" if bound == _AHEAD else bound)
                    stop = s.end()
        return Found(begin, inner, first, stop, partial)

    def _prefixed(self, partial: Partial, m: re.Match[str], tokens: Tokens, core: int) -> tuple[int, int, Partial]:
        begin = inner = m.start()
        if m.lastgroup is None:  # only an article
            return begin, inner, partial
        changes: dict[str, object] = {}
        for name in ("bound", "part", "approx"):
            first, stop = m.span(name)
            if first < 0:
                continue
            value = self._form(name.upper(), tokens, first, stop)
            if name != "approx" and partial.kind in _UNBOUND:
                return core, core, partial
            if name == "bound":
                inner = stop
                if m.string[first] in self._silent:
                    begin = stop
                if self._loose(partial, value, m, first, tokens):
                    begin = stop
                elif value == _AHEAD:
                    changes["bound"], changes["direction"], changes["sure"] = "ON_OR_AFTER", 1, True
                else:
                    changes["bound"] = value
                    if m.string[first] in self._since:
                        changes["direction"], changes["sure"] = -1, True
            elif name == "part":
                changes["part"] = value
            else:
                changes["approx"] = True
        found = replace(partial, **changes)
        bound = _within(found.bound, found.part)
        return begin, inner, found if bound is None else replace(found, bound=bound)

    def _loose(self, partial: Partial, bound: str, m: re.Match[str], begin: int, tokens: Tokens) -> bool:
        """Whether a bound does not bind: it belongs to a verb (start from), or opens a clause before today."""
        codes = m.string
        if begin and codes[begin - 1] in self._dash and tokens.glued(begin):
            return True  # the run-up to Christmas
        if codes[begin] in self._since:
            return False  # it has risen since March
        said = (partial.month, partial.year, partial.yrel, partial.holiday, partial.hour)
        named = any(slot is not None for slot in said)
        if (
            not named
            and partial.part is None
            and m.start("part") < 0
            and (bound == "AFTER" or (bound == "BEFORE" and partial.weekday is None))
        ):
            return True  # after yesterday's fall: a conjunction
        if codes[begin] in self._unbound:
            return partial.kind == "anaphor"  # it rises starting Monday, but is starting the year off
        if codes[begin] in self._silent and (partial.decade is not None or partial.century is not None):
            return True  # songs from the 1980s
        if codes[begin] in self._silent and partial.kind in ("shift", "anaphor", "rel"):
            return True  # down from a year earlier
        if bound in ("BEFORE", "AFTER"):
            return False  # it fell after May 2019
        near = begin - _MOVED if codes[begin] in self._silent else begin - 1  # rose 5 percent from March 2023
        return any(codes[k] in self._unbound and codes[k + 1] not in self._to for k in range(max(0, near), begin))

    def _form(self, name: str, tokens: Tokens, first: int, stop: int) -> str:
        while stop > first:
            value = self._compiled.values[name].get(" ".join(tokens.norm[first:stop]))
            if value is not None:
                return str(value)
            stop -= 1
        return ""


def _within(bound: str | None, part: str | None) -> str | None:
    """The bound of a period of which a part is named: before the end of 2025 is in 2025, after its start as well."""
    if bound == "BEFORE" and part in ("MID", "END"):
        return "ON_OR_BEFORE"
    return "ON_OR_AFTER" if bound == "AFTER" and part in ("START", "MID") else None


def _any(characters: Iterable[str]) -> str:
    """The expression for one of some characters."""
    return f"[{''.join(sorted(characters))}]"


def _starting(rules: tuple[CompiledRule, ...], window: str) -> tuple[CompiledRule, ...]:
    """Those of some rules that may match where the next one or two classes are these."""
    return tuple([rule for rule in rules if rule.pattern.can_start(window)])


def _longest(rules: tuple[CompiledRule, ...], codes: str, at: int) -> tuple[re.Match[str] | None, CompiledRule | None]:
    """The longest match of any rule at a place; the earlier rule among equals."""
    best: re.Match[str] | None = None
    winner: CompiledRule | None = None
    end = at
    for rule in rules:
        m = rule.pattern.regex.match(codes, at)
        if m is not None and m.end() > end:
            best, winner, end = m, rule, m.end()
    return best, winner
