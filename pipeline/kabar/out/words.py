"""Claims in words for people: units as they are read, times without codes, verbs with their particle.

The tables are those of the language of the page and the terminal, English; a noun of another language stays as it is.
``root`` is the folder of models whose tables these are, the shipped ones if it is not given.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from kabar import model
from kabar.errors import printable
from kabar.find.quantities import SharedUnits, UnitsTable
from kabar.find.tables import CommonTable
from kabar.model import Table
from kabar.record import Claim, Time, Value
from kabar.report.style import CHANGE, COMPARISON, MODIFIER, REFERENCE

SPOKEN: Final = "en"  # the language of our own words
SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MONEY: Final = "currency"
_NEXT: Final = re.compile(r"[ \t]+([^\W\d_]+)(?:[ \t]+([^\W\d_]+))?")


class DisplayTable(Table, frozen=True):
    """``models/<language>/display.toml``, which a language need not have: units, plurals, particles of verbs."""

    particles: list[str] = []
    not_before: list[str] = []
    plurals: list[tuple[str, str]] = []
    irregular: dict[str, str] = {}
    units: dict[str, tuple[str, str]] = {}


@lru_cache(maxsize=64)
def _display(language: str, root: Path) -> DisplayTable:
    place = f"{language}/display.toml"
    known = language in model.languages(root) and model.sources(root, place)
    return model.table(root, place, DisplayTable) if known else DisplayTable()


@lru_cache(maxsize=16)
def _measures(root: Path) -> dict[str, tuple[str, str]]:
    """Units that are measures: their first symbol, else their name and its plural."""
    units = model.table(root, "shared/units.toml", SharedUnits).units
    symbols = {unit.id: (unit.symbols[0],) * 2 for unit in units if unit.symbols}
    names = {unit.id: (unit.name, _plural(unit.name, root)) for unit in units}
    return names | symbols | _display(SPOKEN, root).units


@lru_cache(maxsize=16)
def _nouns(root: Path) -> frozenset[str]:
    """The nouns that have a plural here."""
    table = model.table(root, f"{SPOKEN}/units.toml", UnitsTable)
    common = " ".join(model.table(root, f"{SPOKEN}/common.toml", CommonTable).words).split()
    counted = (word for name in (*table.counted, *table.per_names) for word in name.split())
    return frozenset((*common, *counted, *_display(SPOKEN, root).irregular))


@lru_cache(maxsize=4096)
def unit_words(unit: str, language: str = SPOKEN, root: Path | None = None) -> tuple[str, str]:
    """A unit as it stands behind one, and behind other numbers; ``language`` is that of the article."""
    root = root or model.default_root()
    if unit in _measures(root):
        return _measures(root)[unit]
    ours = language == SPOKEN or unit.rpartition(" ")[2] in _nouns(root)
    return unit, _plural(unit, root) if ours else unit


def _plural(name: str, root: Path) -> str:
    table = _display(SPOKEN, root)
    before, space, last = name.rpartition(" ")
    if last in table.irregular:
        return before + space + table.irregular[last]
    old, new = next(pair for pair in table.plurals if last.endswith(pair[0]))
    return before + space + last[: len(last) - len(old)] + new


def value_words(value: Value, language: str = SPOKEN, root: Path | None = None) -> str:
    """The value in words: change, comparison, number, unit, base."""
    if value.comparison == "range" and value.min is not None and value.max is not None:
        figure = f"{number(value.min)} – {number(value.max)}"
    else:
        figure = value.text if value.amount is None else number(value.amount)
    change = f"{CHANGE[value.change]} " if value.change else ""
    many = value.amount not in (1, -1)
    said = measured(figure, value.unit, value.unit_kind, value.per, many, language, root)
    return change + COMPARISON[value.comparison] + said


def measured(
    figure: str,
    unit: str | None,
    kind: str | None,
    per: str | None,
    many: bool,
    language: str = SPOKEN,
    root: Path | None = None,
) -> str:
    """A number with its unit, before it or behind it, and its base."""
    base = f" / {unit_words(per, language, root)[0]}" if per else ""
    if unit is None:
        return figure + base
    return f"{unit} {figure}{base}" if kind == _MONEY else f"{figure} {unit_words(unit, language, root)[many]}{base}"


def number(amount: float) -> str:
    """A number with a word for its scale where that loses no digit."""
    for scale, word in SCALES:
        part = amount / scale
        if 1 <= abs(part) < 1000 and float(f"{part:.6g}") == float(f"{part:.15g}"):
            return f"{part:.6g} {word}"
    if not amount.is_integer():
        return f"{amount:,.15g}"
    return f"{amount:,.0f}" if abs(amount) < 1e15 else f"{amount:.4e}"


def time_words(time: Time) -> str:
    """The time in words: its modifier and its value."""
    value = REFERENCE.get(time.value or "", time.value) or time.text
    return f"{MODIFIER[time.modifier]} {value}" if time.modifier else value


def said_words(claim: Claim, root: Path | None = None) -> str:
    """The value of a quantity, or what an event says."""
    return value_words(claim.value, claim.document.language, root) if claim.value else event_words(claim, root)


def event_words(claim: Claim, root: Path | None = None) -> str:
    """What an event says beside its predicate: the trigger with its particle, else what it happens to."""
    trigger = _trigger(claim, root or model.default_root())
    told = trigger.casefold() != predicate_words(claim.predicate).casefold()
    return trigger if told else claim.object or ""


def _trigger(claim: Claim, root: Path) -> str:
    if claim.trigger is None:
        return ""
    table, evidence = _display(claim.document.language, root), claim.evidence
    behind = _NEXT.match(evidence.text, max(0, claim.trigger.end - evidence.start))
    if behind is None or behind[1].lower() not in table.particles or (behind[2] or "").lower() in table.not_before:
        return claim.trigger.text
    return f"{claim.trigger.text} {behind[1]}"


def predicate_words(predicate: str) -> str:
    """A predicate without its underscores."""
    return printable(predicate.replace("_", " "))
