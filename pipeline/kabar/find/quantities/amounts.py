"""One number to one draft: sign, currency or unit, denominator. Nothing here looks at another number."""

from decimal import Decimal

from kabar.find.mention import Number
from kabar.find.numbers.shapes import CROSS
from kabar.find.quantities.crosses import is_crossed
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.primes import Primes
from kabar.find.quantities.signs import Signs
from kabar.find.quantities.table import UnitsTable
from kabar.find.quantities.units import Found, Measure, Units
from kabar.frozen import replace
from kabar.lexicon import Lexicon
from kabar.lexing import Tokens, words_of

_TIMES, _YEARS, _DEGREE = Measure("times", "count"), Measure("a", "duration"), Measure("deg", "physical")
_HALF = Decimal("0.5")
_POINT, _PERCENTAGE_POINT = "point", "percentage point"
_ALL = Decimal(100)  # percent
_SHORT = 3  # letters of an abbreviation
_WORKED = frozenset(("h", "min", "s"))  # 20 hours a day
_DEGREES = frozenset(("deg", "Cel", "[degF]"))
_NEARBY = 14  # tokens before a name with two readings in which a word about money decides
_MEASURED = frozenset(("physical", "percent", "duration"))
_OVERRULED = frozenset(("year", "name", "pronoun", "coordinate"))  # a unit behind the number overrules these


class Amounts:
    """Reads currency, unit, sign and denominator around a number."""

    def __init__(self, table: UnitsTable, units: Units) -> None:
        self._units = units
        self._primes = Primes(table, units)
        self._signs = Signs(table)
        self._halves: Lexicon[bool] = Lexicon((words, True) for words in table.halves)
        self._zero: Lexicon[bool] = Lexicon((words, True) for words in table.below_zero)
        self._windows_before = frozenset(table.windows_before)
        self._windows = frozenset(table.windows)
        self._money_words = frozenset(table.money_words)
        self._aged = frozenset(table.aged)
        self._partitive, self._articles = frozenset(table.partitive), frozenset(table.indefinite)
        self._kinds, self._noun_first = frozenset(table.kinds), table.noun_first
        self._ages = [words_of(w) for w in table.ages]

    def draft(self, tokens: Tokens, tags: str, number: Number, floor: int, stop: int) -> Draft | None:
        """The draft of a number, or None when its refusal stands."""
        if number.refused is not None and number.refused not in _OVERRULED:
            return None
        left = self._left(tokens, number, floor)
        hyphen = self._hyphen(tokens, number.stop, stop)
        bracket = self._bracket(tokens, number.stop, stop)
        at = number.stop + (hyphen or bracket)
        if number.form in ("fraction", "digits") and number.value < 1:
            at = self._article(tokens, at, stop)
        right = self._units.after(tokens, at, at < len(tokens.norm) and tokens.glued(at)) if at < stop else None
        if right is not None and self._crosses(tokens, tags, right, stop):
            right = None
        if right is None and left is None:
            right = self._primes.at(tokens, number.stop)
        if left is None and right is None and self._is_tied(tokens, tags, number.stop):
            return None
        if right is not None and not self._fits(tokens, tags, number, right, hyphen, left):
            right = None
        if number.refused is not None and not self._overrules(tokens, number, left, right):
            return None
        if right is None and left is None and self._is_code(tokens, tags, number):
            return None
        draft = Draft(number, number.first, number.stop, number.start, tokens.end[number.stop - 1], number.value)
        if right is None and left is None and number.refused is None:
            right = self._units.modified(tokens, tags, number.stop, stop)
        if number.form == "factor":
            draft.measure = _TIMES
        self._attach(tokens, draft, left, right)
        if hyphen and right is not None and tokens.norm[right.first] in self._kinds:
            draft.flags.append("kind")
        if bracket and right is not None and draft.stop == right.stop:
            draft.stop, draft.end = draft.stop + 1, tokens.end[draft.stop]
        self._signs.read(tokens, draft, floor)
        self._more(tokens, draft)
        draft.begin, draft.last = draft.first, draft.stop
        if draft.measure is not None:
            self._denominator(tokens, tags, draft)
            self._age(tokens, draft)
        elif draft.first > floor and tokens.norm[draft.first - 1] in self._aged and self._aged:
            draft.measure = _YEARS
            draft.flags.append("age")
        return draft

    def _crosses(self, tokens: Tokens, tags: str, right: Found, stop: int) -> bool:
        """Whether the sign behind a number crosses it with the next one: ``4x5``, but ``2.8x | 2020 profit``."""
        crossed = right.measure.unit == _TIMES.unit and is_crossed(tokens, tags, right.first, stop)
        return crossed and tokens.glued(right.first) == tokens.glued(right.stop)

    def flag_kind(self, tokens: Tokens, draft: Draft) -> None:
        """A count tied to its noun may only name a type: ``a four-door car``."""
        if draft.noun is not None and tokens.norm[draft.noun[0] - 1] == "-" and draft.counted in self._kinds:
            draft.flags.append("kind")

    def _is_tied(self, tokens: Tokens, tags: str, tie: int) -> bool:
        """``6-tak``: where nouns stand before what says more of them, a word tied behind a number is no noun."""
        return (
            self._noun_first
            and tie + 1 < len(tokens.norm)
            and tokens.word[tie] == "-"
            and tokens.glued(tie)
            and tokens.glued(tie + 1)
            and tokens.norm[tie + 1].isalpha()
            and tags[tie + 1] != "M"
        )

    def _article(self, tokens: Tokens, i: int, stop: int) -> int:
        """The token behind the article of ``half | a mile``, ``a quarter | of a point``, where a measure follows."""
        at = i + (i < stop and tokens.norm[i] in self._partitive)
        if at + 1 >= stop or tokens.norm[at] not in self._articles:
            return i
        found = self._units.after(tokens, at + 1, False)
        fits = found is not None and (found.measure.kind in _MEASURED or found.measure.unit == _POINT)
        return at + 1 if fits else i

    def _left(self, tokens: Tokens, number: Number, floor: int) -> Found | None:
        if number.start > tokens.start[number.first]:
            letters = tokens.text[tokens.start[number.first] : number.start]
            measure = self._units.glued(letters) or self._units.scaled(letters)
            first = number.first
            mark = self._units.before(tokens, first) if first > floor and tokens.glued(first) else None
            if mark is not None and mark.stop == first:
                joined = self._units.glued(tokens.norm[first - 1] + letters)  # $A82
                return Found(mark.first, first, joined or mark.measure)  # $US113
            return Found(first, first, measure) if measure else None
        at = number.first - self._is_signed(tokens, number.first, floor)
        found = self._units.before(tokens, at) if at > floor else None
        if found is None and number.form == "mixed" and at > floor and tokens.glued(at):
            scaled = self._units.scaled(tokens.word[at - 1])
            return Found(at - 1, at, scaled) if scaled is not None else None
        return found if found is not None and found.first >= floor else None

    def _is_signed(self, tokens: Tokens, i: int, floor: int) -> int:
        """1 where a minus stands between a mark and its number: ``$-5``."""
        signed = i - 1 > floor and tokens.norm[i - 1] == "-" and tokens.glued(i) and tokens.glued(i - 1)
        return int(signed and not tokens.norm[i - 2][0].isdecimal())

    def _bracket(self, tokens: Tokens, i: int, stop: int) -> int:
        """1 where the unit alone stands in brackets behind the number: ``20 (kg)``."""
        if i + 2 >= stop or tokens.norm[i] not in ("(", "[", "{", "<"):
            return 0
        found = self._units.after(tokens, i + 1, False)
        closed = found is not None and found.stop < stop and tokens.norm[found.stop] in (")", "]", "}", ">")
        return int(closed)

    def _hyphen(self, tokens: Tokens, i: int, stop: int) -> int:
        """1 where a hyphen ties the unit to the number (``80-yard``), or a bracket (``20 (kg)``)."""
        if i + 1 >= stop or tokens.norm[i] != "-":
            return 0
        return int(tokens.glued(i) and tokens.glued(i + 1) and tokens.norm[i + 1][0].isalpha())

    def _fits(self, tokens: Tokens, tags: str, number: Number, right: Found, hyphen: int, left: Found | None) -> bool:
        """Whether a short symbol behind the number really is its unit."""
        measure, word = right.measure, tokens.word[right.first]
        if measure.unit == _PERCENTAGE_POINT and number.value > _ALL:
            return False  # a book of 452 pp
        if measure.kind == "duration" and word.isupper() and 1 < len(word) <= _SHORT and not tokens.glued(right.first):
            return False  # 203 HR
        if left is not None:
            another = right.stop < len(tokens.norm) and tokens.norm[right.stop][0].isdecimal()
            return measure.kind == "currency" and not another  # Rp 50-Rp 75
        if right.stop - right.first > 1 or len(word) > 1 or not word.isalpha():
            return hyphen == 1 or number.value == 1 or not self._is_compound(tokens, right)
        beyond = right.stop < len(tokens.norm) and tokens.glued(right.stop) and tokens.norm[right.stop] == "-"
        if beyond and not tokens.glued(right.first):
            return False  # 24703 L-202
        if tokens.glued(right.first) or measure.kind == "count":
            return tokens.glued(right.first)
        after = tags[right.stop] if right.stop < len(tags) else "."
        if is_crossed(tokens, tags, right.stop, len(tags)) or (number.first and tokens.norm[number.first - 1] in CROSS):
            return True
        return number.form == "digits" and not hyphen and (after not in "NP" or tags[number.first - 1] == "D")

    def _is_compound(self, tokens: Tokens, right: Found) -> bool:
        """``18 | second-chance points``: the word behind the number begins a compound that is no age."""
        at, norm = right.stop, tokens.norm
        if right.measure.kind != "duration" or at + 1 >= len(norm) or norm[at] != "-" or not tokens.glued(at + 1):
            return False
        return tokens.glued(at) and not any(norm[at + 1] == words[0] for words in self._ages)

    def _is_code(self, tokens: Tokens, tags: str, number: Number) -> bool:
        """Letters glued behind that are no unit: ``3G``, ``24703L202``; but ``4x5 m``."""
        stop = number.stop
        if is_crossed(tokens, tags, stop, len(tags)) and tokens.glued(stop + 1):
            return False
        return (
            number.form == "digits"
            and stop < len(tokens.norm)
            and tokens.glued(stop)
            and tokens.norm[stop][0].isalpha()
        )

    def _overrules(self, tokens: Tokens, number: Number, left: Found | None, right: Found | None) -> bool:
        if left is not None:
            return True
        if right is None or right.measure.kind == "count":
            return False
        if number.refused == "year" and right.measure.kind == "duration":
            return False  # the 1988 quarter
        return len(tokens.word[right.first]) > 1 or not (
            tokens.norm[right.first].isalpha() or right.measure.unit[0] == "["
        )

    def _attach(self, tokens: Tokens, draft: Draft, left: Found | None, right: Found | None) -> None:
        if left is not None:
            draft.first, draft.start, draft.measure = left.first, tokens.start[left.first], left.measure
            if right is not None and (right.measure.unit == left.measure.unit or left.measure.unit == "USD"):
                draft.stop, draft.end = right.stop, tokens.end[right.stop - 1]  # $31.20 US, $10 Canadian
                draft.measure = replace(right.measure, factor=left.measure.factor)
        elif right is not None:
            draft.stop, draft.end, draft.measure = right.stop, tokens.end[right.stop - 1], right.measure
            self._settle(tokens, draft)

    def _settle(self, tokens: Tokens, draft: Draft) -> None:
        """A name with two readings (``pounds``): money where it is counted in millions or the text has that money."""
        measure = draft.measure
        assert measure is not None
        if measure.either is not None:
            scaled = draft.number.form == "mixed" or draft.value >= 1_000_000
            nearby = tokens.norm[max(0, draft.first - _NEARBY) : draft.stop + 3]
            if scaled or not self._money_words.isdisjoint(nearby) or self._units.has_mark(tokens, measure.either):
                draft.measure = Measure(measure.either, "currency")
                return
        if measure.flag:
            draft.flags.append(measure.flag)

    def _more(self, tokens: Tokens, draft: Draft) -> None:
        """What belongs to the value behind the unit: ``two hours | and a half``, ``15 degrees | below zero``."""
        measure, at = draft.measure, draft.stop
        if at >= len(tokens.norm):
            return
        zero = self._zero.at(tokens.norm, at) if tokens.norm[at] in self._zero.heads else None
        if measure is None and zero is not None and draft.value > 0:
            draft.measure = measure = _DEGREE  # 12 below zero
        if measure is None or (at == draft.number.stop and zero is None):
            return
        half = self._halves.at(tokens.norm, at) if tokens.norm[at] in self._halves.heads else None
        whole = draft.value == draft.value.to_integral_value() and measure.kind in ("physical", "duration", "percent")
        if half is not None and whole:
            draft.value, draft.stop = draft.value + _HALF, half.stop
        if zero is not None and measure.unit in _DEGREES and draft.value > 0:
            draft.value, draft.stop = -draft.value, zero.stop
        draft.end = tokens.end[draft.stop - 1]

    def _denominator(self, tokens: Tokens, tags: str, draft: Draft) -> None:
        measure = draft.measure
        assert measure is not None
        draft.per = measure.per
        found = self._units.pers.at(tokens, draft.stop, measure.kind != "duration" or measure.unit in _WORKED, tags)
        if found is None and measure.kind == "physical":
            found = self._units.pers.behind(tokens, tags, draft.stop)
        if found is None and measure.kind == "currency":
            found = self._units.pers.alone(tokens, draft.stop)
            if found is not None and tags[found[1] : found[1] + 1] in ("N", "P", "J"):
                found = None
        if found is not None and draft.per is None:
            draft.per, draft.last = found

    def _age(self, tokens: Tokens, draft: Draft) -> None:
        """Flags for durations that tell an age (``five years old``), a look back (``a five-year high``) or a kind
        of thing (``a 10-hour tour``)."""
        measure, norm, stop = draft.measure, tokens.norm, draft.stop
        if measure is None or measure.kind != "duration":
            return
        at = stop + (stop < len(norm) and norm[stop] == "-")
        for words in self._ages:
            if tuple(norm[at : at + len(words)]) == words:
                draft.flags.append("age")
                draft.last = at + len(words)
                return
        led = not self._windows_before.isdisjoint(norm[max(0, draft.first - 3) : draft.first])
        if led or (stop < len(norm) and norm[stop] in self._windows):
            draft.flags.append("window")
        elif draft.number.stop < stop and norm[draft.number.stop] == "-":
            draft.flags.append("attributive")
