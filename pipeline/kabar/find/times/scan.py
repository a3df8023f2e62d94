"""Finding: candidates start where a rule can start, the longest rule wins, and words before and after are added."""

import re
from typing import NamedTuple

from kabar.find.times.accept import Acceptor
from kabar.find.times.partial import Partial
from kabar.find.times.read import Broken, read
from kabar.find.times.table import Compiled, CompiledRule
from kabar.lexing import Tokens

_WEAK = frozenset({"definite", "part"})  # rules that give way to a longer one that starts inside
_REACH = 8  # tokens before a core in which its prefix (bound, part, article) may start


class Found(NamedTuple):
    """One expression: tokens ``first`` to ``stop`` with its prefix, the core from ``core``, parts from ``inner``.

    ``inner`` is where it starts without its bound.
    """

    first: int
    inner: int
    core: int
    stop: int
    partial: Partial


class Scanner:
    """Finds the single expressions of a class string."""

    def __init__(self, compiled: Compiled, acceptor: Acceptor) -> None:
        self._compiled = compiled
        self._acceptor = acceptor
        self._starts = re.compile(f"[{''.join(sorted(compiled.rules))}]")
        self._prefix = compiled.macros["PREFIX"]
        self._suffix = compiled.macros["SUFFIX"]

    def scan(self, codes: str, tokens: Tokens) -> tuple[list[Found], list[tuple[int, int, str]]]:
        """All expressions in order, and the refused ones with their reasons."""
        found: list[Found] = []
        refused: list[tuple[int, int, str]] = []
        search = self._starts.search
        rules = self._compiled.rules
        left = at = 0
        while (m := search(codes, at)) is not None:
            at = m.start()
            best, rule = _longest(rules[codes[at]], codes, at)
            if best is None or rule is None:
                at += 1
                continue
            if rule.constants.get("flag") in _WEAK and self._outdone(codes, at, best.end()):
                at += 1
                continue
            first, stop = best.span("span") if "span" in best.re.groupindex else best.span()
            try:
                if rule.kind == "refuse":
                    raise Broken(str(rule.constants.get("flag", rule.id)))
                partial = self._acceptor.accept(read(rule, best, tokens, self._compiled), codes, tokens, first, stop)
            except Broken as error:
                refused.append((first, stop, str(error)))
                at = best.end() if rule.kind == "refuse" else at + 1
                continue
            at = best.end()
            one = self._wrap(partial, codes, tokens, first, stop, left)
            found.append(one)
            left = at = max(at, one.stop)
        return found, refused

    def _outdone(self, codes: str, at: int, stop: int) -> bool:
        """Whether a rule that starts inside of a weak match reaches further."""
        inside = (k for k in range(at + 1, stop) if codes[k] in self._compiled.rules)
        return any((m := _longest(self._compiled.rules[codes[k]], codes, k)[0]) and m.end() > stop for k in inside)

    def _wrap(self, partial: Partial, codes: str, tokens: Tokens, first: int, stop: int, left: int) -> Found:
        """Add the bound, part of period and article before a core, and a bound behind it."""
        begin = inner = first
        if partial.kind in ("date", "rel", "deictic", "anaphor", "shift", "ref", "window"):
            for k in range(max(left, first - _REACH), first):
                if codes[k] in self._prefix.first and (m := self._prefix.regex.fullmatch(codes, k, first)):
                    begin, inner, partial = self._prefixed(partial, m, tokens, k, first)
                    break
            if stop < len(codes) and codes[stop] in self._suffix.first:
                s = self._suffix.regex.match(codes, stop)
                if s:
                    partial = partial._replace(bound=self._form("SUFBOUND", tokens, stop, s.end()))
                    stop = s.end()
        return Found(begin, inner, first, stop, partial)

    def _prefixed(
        self, partial: Partial, m: re.Match[str], tokens: Tokens, begin: int, core: int
    ) -> tuple[int, int, Partial]:
        groups = m.re.groupindex
        inner = begin
        changes: dict[str, object] = {}
        for name in ("bound", "part", "approx"):
            first, stop = m.span(name) if name in groups else (-1, -1)
            if first < 0:
                continue
            value = self._form(name.upper(), tokens, first, stop)
            if name == "bound":
                if partial.kind in ("ref", "window"):
                    return core, core, partial
                inner = stop
                changes["bound"] = value
            elif name == "part":
                if partial.kind in ("ref", "window"):
                    return core, core, partial
                changes["part"] = value
            else:
                changes["approx"] = True
        return begin, inner, partial._replace(**changes)  # type: ignore[arg-type]

    def _form(self, name: str, tokens: Tokens, first: int, stop: int) -> str:
        while stop > first:
            value = self._compiled.values[name].get(" ".join(tokens.norm[first:stop]))
            if value is not None:
                return str(value)
            stop -= 1
        return ""


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
