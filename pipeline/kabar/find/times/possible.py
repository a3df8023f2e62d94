"""What no time can be: every mention is checked, and one that says something impossible is refused with the reason."""

import re
from datetime import date
from typing import Final

from kabar.find.mention import Time

_YEAR: Final = re.compile(r"(?:\A|/)(\d{4})")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT: Final = re.compile(r"(?:\A|/)\d{1,3}(?=-)")  # a year of fewer digits; decades and centuries stand alone
_COUNT: Final = re.compile(r"P(?!2000|1900)(?:19|20)\d\d[YMWD]")
_CLOCK: Final = re.compile(r"T\d.*")
_FIRST_YEAR: Final = 1000
_FIRST_DAY: Final = "1000-01-01"


def fault(time: Time) -> str | None:
    """Why a mention cannot be right: a year under 1000, no such day, a span that ends before it begins, a duration of
    a calendar year's number; ``None`` when nothing speaks against it."""
    value = time.value
    if value is None:
        return None
    if time.from_ is not None and time.to is not None and time.from_ > time.to:
        return "ends before it begins"
    if any(day is not None and day < _FIRST_DAY for day in (time.from_, time.to)):
        return "year below 1000"
    if value[0] == "P":
        return "year" if _COUNT.match(value) else None
    if _SHORT.search(value) or any(int(y) < _FIRST_YEAR for y in _YEAR.findall(value)):
        return "year below 1000"
    early, _, late = value.partition("/")
    if late and time.to is None and _YEAR.match(early) and _YEAR.match(late) and early[:7] > late[:7]:
        return "ends before it begins"
    first, last = _CLOCK.search(early), _CLOCK.search(late)
    if first is not None and last is not None and early[: first.start()] == late[: last.start()] and first[0] > last[0]:
        return "ends before it begins"
    return None if all(map(_exists, _DAY.findall(value))) else "no such day"


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
