"""What no text can mean: half persons, negative counts, a cold below the absolute zero, more people than ever lived.

A mention that leaves the finder has passed :meth:`Possible.reason`. Before that, digits in the separators of another
language are read anew where the language's own reading is impossible (``2,500 orang``, ``Rp 16.250`` in English).
"""

import re
from decimal import Decimal

from kabar.find.numbers.digits import LARGEST
from kabar.find.quantities.draft import Draft
from kabar.find.quantities.table import SharedUnits, UnitsTable
from kabar.lexing import Tokens

IMPOSSIBLE = "impossible"  # the reason that explain shows
_COLDEST = {"Cel": Decimal("-273.15"), "[degF]": Decimal("-459.67"), "K": Decimal(0)}
_MOST_PEOPLE = Decimal(2 * 10**11)  # more than have ever lived
_WHOLE = Decimal(1000)  # from here on a fraction is only what a scale leaves over
_RATE = Decimal(100)  # what one unit of another money costs in whole money, written with decimals: 149.850 yen
_GROUP = -3  # decimals as many as a group has digits
_PLACES = Decimal(10)  # from here on nobody writes three decimals that are noughts
_NEAR = 6  # words before a count in which an average is named
_OTHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}").fullmatch
_YEARS = (Decimal(1900), Decimal(2099))
_CALENDAR = frozenset(("quarter", "wk", "mo", "a"))


class Possible:
    """Checks the drafts of a sentence."""

    def __init__(self, table: UnitsTable, shared: SharedUnits) -> None:
        self._whole = frozenset(table.counted).union(table.generic) - frozenset(table.divisible)
        self._people, self._averages = table.people, frozenset(table.averages)
        self._money = frozenset(shared.whole_money)
        self._singular = frozenset(table.calendar)

    def settle(self, tokens: Tokens, draft: Draft) -> None:
        """Read digits by the other convention of separators where the language's own makes no sense; and take the
        dash of a list before what is counted for no sign."""
        if draft.counted in self._whole and draft.value < 0 and tokens.norm[draft.first] == "-":
            draft.value, draft.first = -draft.value, draft.first + 1
            draft.start, draft.begin = tokens.start[draft.first], max(draft.begin, draft.first)
        number = draft.number
        text = tokens.text[number.start : number.end]
        alike = number.form == "digits" and abs(draft.value) == number.value
        if alike and _OTHER(text) and self._is_grouped(draft, text):
            whole = Decimal(text.replace(".", "").replace(",", ""))
            draft.value = -whole if draft.value < 0 else whole

    def _is_grouped(self, draft: Draft, text: str) -> bool:
        """Whether three digits behind a decimal mark must be a group: of things, of money without coins, noughts."""
        if draft.value % 1 == 0 and abs(draft.value) >= _WHOLE:
            return False  # the language's own group
        measure, nought = draft.measure, text.endswith("000")
        if draft.counted is not None:
            return draft.counted != "point" and (draft.per is None or draft.counted in self._whole)
        if measure is None:
            return nought and draft.per is None and abs(draft.value) >= _PLACES  # sells 30.000; but a 4.000 average
        if measure.kind != "currency":
            return False
        return nought or (measure.unit in self._money and (draft.per is None or abs(draft.value) < _RATE))

    def reason(self, tokens: Tokens, draft: Draft) -> str | None:
        """Why a finished draft cannot be, or None."""
        ends = [abs(value) for value in (draft.value, draft.high) if value is not None]
        measure = draft.measure
        if max(ends) > LARGEST:
            return IMPOSSIBLE
        if measure is not None:
            coldest = _COLDEST.get(measure.unit)
            if coldest is not None and draft.value < coldest:
                return IMPOSSIBLE
            whole = measure.unit in self._money and draft.per is None
            if whole and any(end < _WHOLE and end.as_tuple().exponent == _GROUP for end in ends):
                return IMPOSSIBLE  # Rp 0.001, Rp 01.001
            return IMPOSSIBLE if measure.kind == "duration" and self._is_calendar(tokens, draft) else None
        if draft.counted not in self._whole:
            return None
        if draft.value < 0 or (draft.counted == self._people and max(ends) > _MOST_PEOPLE):
            return IMPOSSIBLE
        parts = [end for end in ends if end % 1 and end < _WHOLE]
        mean = draft.per is not None or not self._averages.isdisjoint(
            tokens.norm[max(0, draft.begin - _NEAR) : draft.stop]
        )
        return IMPOSSIBLE if parts and not mean else None

    def _is_calendar(self, tokens: Tokens, draft: Draft) -> bool:
        """``the 2017 quarter``, ``2022 week``: a year and a single unit of time, no count of them."""
        number = draft.number
        text, unit = tokens.text[number.start : number.end], draft.measure.unit if draft.measure else ""
        if len(text) != 4 or not text.isdecimal() or unit not in _CALENDAR or not _YEARS[0] <= draft.value <= _YEARS[1]:
            return False
        return tokens.norm[draft.stop - 1] in self._singular


def is_possible(value: Decimal | None, unit: str | None) -> bool:
    """The part of the check that needs no text, for tests of whole pages."""
    return value is None or (abs(value) <= LARGEST and value >= _COLDEST.get(unit or "", -LARGEST))
