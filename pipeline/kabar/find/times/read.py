"""From a match of a rule to its partial value: each named slot is read by the vocabulary of its class."""

import re
from typing import Any

from kabar.find.times.partial import Partial
from kabar.find.times.rules import Compiled, CompiledRule
from kabar.find.times.table import Value
from kabar.frozen import replace
from kabar.lexing import Tokens

_DIGITS = frozenset({"DOM", "MNUM", "MM", "Y4", "YY", "INT", "HOUR", "HOUR12", "MIN"})
_CENTURY = 100
_YEAR_DIGITS = 4
_SLASHED = 3  # tokens of 1/2
_CROSSED = 3  # tokens of 2 x 24
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a plain number of four digits between them is a year and counts nothing
_LONGEST = 12  # digits of a count of units; longer numbers count something else
_NUMBERS = frozenset({"n", "top", "spelled", "addend"})
_KEPT = 1 << 10  # surface forms remembered: the ways of writing times that come back
_KEPT_LENGTH = 40


class Broken(ValueError):
    """The match is no time after all; the message is the reason."""


class Impossible(Broken):
    """The match says something that cannot be: no shorter reading of it counts either."""


class Reader:
    """Reads matches. What a surface form says under a rule is pure: it is remembered, as long as it is short."""

    def __init__(self, compiled: Compiled) -> None:
        self._values = values = compiled.values
        self._articles = values["A"]
        self._vulgar, self._halves = values["VULGAR"], values["HALFMORE"]
        self._cross = values["CROSS"]
        self._counts = values["NUMWORD"] | values["A"] | values["VAGUE"] | self._vulgar
        self._known: dict[tuple[str, str], Partial | str] = {}

    def read(self, rule: CompiledRule, m: re.Match[str], tokens: Tokens) -> Partial:
        """Read the slots of a match. Raises Broken when its parts cannot stand together."""
        first, stop = m.regs[0]
        surface = tokens.text[tokens.start[first] : tokens.end[stop - 1]]
        known = self._known.get((rule.id, surface))
        if known is None:
            try:
                known = self._partial(rule, m, tokens, first)
            except Broken as error:
                known = str(error)
            if len(surface) <= _KEPT_LENGTH:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[rule.id, surface] = known
        if isinstance(known, str):
            raise Broken(known)
        return known if known.cut is None else replace(known, cut=known.cut + first)

    def _partial(self, rule: CompiledRule, m: re.Match[str], tokens: Tokens, at: int) -> Partial:
        """The slots of a match; ``cut`` is counted from ``at``, its first token."""
        slots: dict[str, Any] = rule.constants.copy()
        spans = m.regs
        norm = tokens.norm
        for group, name, kind in rule.slots:
            first, stop = spans[group]
            if first < 0:
                continue
            value = self._values[kind].get(norm[first]) if stop - first == 1 and kind in self._values else None
            if value is not None and name not in _NUMBERS:
                slots[name] = value
            elif name == "tight":
                _glued(tokens, first, stop)
            elif name != "span":
                self._slot(name, kind, first - at, slots, norm[first:stop])
        return Partial(rule.kind, rule.id, **slots)

    def _slot(self, name: str, kind: str, at: int, slots: dict[str, Any], norms: list[str]) -> None:
        """Read one slot into ``slots``."""
        if name == "dmy":
            d, mo, y = norms[0].split(".")
            slots.update(day=int(d), month=int(mo), year=int(y))
        elif name == "clock":
            hour, minute = norms[0].split(".")
            slots.update(hour=int(hour), minute=int(minute))
        elif name == "hhmm":
            if len(norms[0]) != 4 or int(norms[0][:2]) > 24 or int(norms[0][2:]) > 59:
                raise Broken("number")
            slots.update(hour=int(norms[0][:2]), minute=int(norms[0][2:]))
        elif name == "yy":
            end = int(norms[0])
            end += 0 if end >= _CENTURY else slots["year"] // 100 * 100
            if not 0 < end - slots["year"] < _CENTURY:
                raise Broken("number")
            slots.update(top=end, cut=at)
        elif name == "spelled":
            slots["year"] = _spelled(self._numbers(norms))
        elif name == "n":
            slots["n"] = self._amount(norms)
        elif name == "addend":
            if slots.get("n", 1) is None:
                raise Broken("number")
            slots["n"] = slots.get("n", 1) + float(self._value(kind, norms))
        elif name == "top":
            slots.update(top=self._top(norms), cut=at)
        elif kind in _DIGITS:
            slots[name] = int(norms[0])
        else:
            slots[name] = self._value(kind, norms)
        if name == "decade":
            slots[name] = _decade(int(slots[name]))

    def _value(self, kind: str, norms: list[str]) -> Value:
        """The value of a form of a class; with no single class given, of the first class that has the form."""
        form = " ".join(norms).removesuffix(" .")
        if form.isdecimal() and not kind:
            return int(form)
        for name in (kind,) if kind else self._values:
            rows = self._values.get(name)
            if rows is not None and form in rows:
                return rows[form]
        if form.isdecimal():
            return int(form)
        raise Broken(f"unknown form {form}")

    def _top(self, norms: list[str]) -> float | None:
        """The second end of a range: a number, or an ordinal or Roman number."""
        try:
            return self._amount(norms)
        except Broken:
            return float(self._value("", norms))

    def _amount(self, norms: list[str]) -> float | None:
        """A number in digits or words; ``None`` when it is vague (several). Raises Broken when it is none."""
        half = self._half(norms)
        if half is not None:  # two and a half
            whole = self._amount(norms[: -half[0]])
            return None if whole is None else whole + half[1]
        if norms[0][0].isdecimal():
            if len(norms) == _CROSSED and norms[1] in self._cross:  # 2 x 24 hours
                return _digits(norms[0]) * _digits(norms[2])
            return _digits(norms[0]) + self._fraction(norms[1:])
        numbers = self._numbers(norms)
        if not numbers:
            raise Broken("no number")
        return _combine(numbers)

    def _half(self, norms: list[str]) -> tuple[int, float] | None:
        """Length and value of words that add a fraction to the number before them."""
        for form, value in self._halves.items():
            size = form.count(" ") + 1
            if size < len(norms) and " ".join(norms[-size:]) == form:
                return size, float(value)
        return None

    def _fraction(self, norms: list[str]) -> float:
        """What is added to whole units: ½, 1/2, -1/2."""
        if len(norms) > _SLASHED - 1:
            above, below = int(norms[-3]), int(norms[-1])
            if not 0 < above < below:
                raise Broken("no fraction")
            return above / below
        return sum(float(self._vulgar.get(w, 0)) for w in norms)

    def _numbers(self, norms: list[str]) -> list[Value]:
        """Values of the number words of a phrase, forms of several words as one, others left out."""
        rows = self._counts
        whole = rows.get(" ".join(norms))
        if whole is not None:
            return [whole]
        found = [rows[w] for w in norms if w in rows]
        return found[1:] if len(found) > 1 and norms[0] in self._articles else found


def _glued(tokens: Tokens, first: int, stop: int) -> None:
    """The tokens must stand without spaces."""
    if any(tokens.end[i] != tokens.start[i + 1] for i in range(first, stop - 1)):
        raise Broken("spaces inside a numeric date")


def _decade(n: int) -> int:
    """First three digits of a decade that is given by its first year, with or without the century."""
    if n % 10:
        raise Broken("no first year of a decade")
    return n // 10 if n >= 1000 else (1900 + n) // 10 if n >= 20 else (2000 + n) // 10


def _digits(text: str) -> float:
    """A count in digits. Raises Broken when it is none, or a year."""
    if len(text) > _LONGEST:
        raise Broken("number")
    if not text.isdecimal():
        return _decimal(text)
    if len(text) == _YEAR_DIGITS and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise Broken("year")
    return float(text)


def _decimal(text: str) -> float:
    """A number with inner separators: groups of three are thousands, else a decimal."""
    parts = re.split("[.,]", text)
    if all(len(p) == 3 for p in parts[1:]):
        return float("".join(parts))
    if len(parts) != 2:
        raise Broken("no number")
    return float(".".join(parts))


def _combine(numbers: list[Value]) -> float | None:
    """Number words as one number: 100 and 1000 multiply what stands before them, 10 does so after a digit."""
    total, current = 0.0, 0.0
    for value in numbers:
        if value == "X":
            return None
        if value == "teen":
            current += 10
            continue
        v = float(value)
        if v != int(v):
            current += v  # two and a half
        elif v >= 1000:
            total, current = total + max(current, 1) * v, 0.0
        elif v == 100 or (v == 10 and 1 < current < 10):
            current = max(current, 1) * v
        elif 0 < v < 100 and current % (10 if v < 10 else 100):
            raise Broken("two numbers")  # five-six months
        else:
            current += v
    return total + current


def _spelled(numbers: list[Value]) -> int:
    """A year in words: nineteen, ninety, four; or two, thousand."""
    values = [int(float(v)) for v in numbers]
    if len(values) >= 2 and values[0] in (18, 19, 20) and values[1] < 100:
        return values[0] * 100 + sum(values[1:])
    n = int(_combine(numbers) or 0)
    if not 1500 <= n <= 2199:
        raise Broken("no year")
    return n
