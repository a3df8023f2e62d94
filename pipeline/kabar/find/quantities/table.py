"""Shapes of the tables of units: ``models/shared/units.toml``, ``models/<language>/units.toml``, ``currencies.toml``."""

import msgspec

from kabar.model import Table
from kabar.record import Comparison, UnitKind


class Unit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit by its code (UCUM, ISO 4217, or a word of the claim contract).

    ``symbols`` are the same in all languages; those of currencies stand on both sides of the number and match in any
    case unless they are an ISO code, those of physical units are case-sensitive.
    """

    id: str
    name: str
    kind: UnitKind
    dimension: str | None = None
    uri: str | None = None
    symbols: list[str] = []


class Compound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A symbol for a multiple of a unit, or one that holds its own denominator (``MBOPD``)."""

    symbol: str
    unit: str
    factor: int = 1
    per: str | None = None


class SharedUnits(Table, frozen=True):
    """``models/shared/units.toml``."""

    units: list[Unit]
    compounds: list[Compound] = []


class CurrenciesTable(Table, frozen=True):
    """``models/<language>/currencies.toml``: names by ISO code; ``subunits``, names of hundredths, to their currency."""

    names: dict[str, list[str]]
    subunits: dict[str, str] = {}


class Bound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that say how the number bounds the value. ``needs``: words of which one must stand just before."""

    comparison: Comparison
    before: list[str] = []
    after: list[str] = []
    needs: list[str] = []


class Trend(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of growth or fall.

    ``moves``: verbs whose number is how far (``rose 5%``, ``fell to 8``); ``pushes``: verbs whose object may be the
    number, so that only a percentage or a linked number (``cut by 5``, ``raised to 8``) is a change; ``nouns``: the
    same as nouns; ``points``: nouns that are a direction only with a percentage (``a 5% loss``, not ``a $5 loss``); ``particles`` stand directly before (``up 5%``); ``grades`` directly behind (``5% higher``).
    """

    change: str
    moves: list[str] = []
    pushes: list[str] = []
    nouns: list[str] = []
    points: list[str] = []
    particles: list[str] = []
    grades: list[str] = []


class UnitsTable(Table, frozen=True):
    """``models/<language>/units.toml``.

    ``units``: unit code to its names in the language. ``counted``: canonical English singular to the words for what
    is counted. ``generic``: counters that say nothing (``units``); they become ``context_unit`` on a page that has a
    word of ``context_words``. ``classifiers`` stand between number and noun. ``singular``: endings of plurals, first
    fit, to what replaces them. ``noun_first``: the head is the first noun after the number, not the last.
    ``per``: words that open a denominator; ``per_articles`` do so before a unit only, not before
    ``per_not_before`` (``a year ago``); ``per_names``: denominator
    words to their English singular; ``per_fused``: single words that are a denominator (``sebarel``, ``daily``).
    ``ages``: words behind a duration that make it an age, ``aged`` before a bare number.
    ``per_phrases`` behind the noun are a denominator (``in a single day``); a noun of ``per_adjective_not`` takes the
    adjective for itself (``annual report``). ``partitive`` links a number and the whole (``ten of its plants``).
    ``particle_not_after``: verbs whose particle is no direction (``make up``). ``range_to``, ``range_and`` link the ends of a range, the
    latter only after ``range_open``; ``from_`` opens where a move came from, ``level`` what it led to.
    ``ambiguous``: unit names with two readings, to the
    other one. ``definite``: articles that no approximation precedes.
    ``windows`` behind a duration make it one that a superlative looks back on (``a five-year high``), as do
    ``windows_before`` up to three words before it. ``signs``: words for minus. ``alternatives`` link
    alternatives and lists. ``fillers`` may stand between a bound and its number. ``trend_stops`` end the reach of a trend word.
    ``surpass`` a number through one of the ``targets`` (``beat its target of 5``). ``equals`` open a conversion as a
    bracket does. ``by`` links a verb with how far its object moved.
    """

    units: dict[str, list[str]]
    counted: dict[str, list[str]]
    generic: list[str] = []
    context_unit: str | None = None
    context_words: list[str] = []
    classifiers: list[str] = []
    singular: list[tuple[str, str]] = []
    irregular: dict[str, str] = {}
    noun_first: bool = False
    clitics: list[str] = []
    not_nouns: list[str] = []
    per: list[str] = []
    per_articles: list[str] = []
    per_not_before: list[str] = []
    per_names: dict[str, list[str]] = {}
    per_fused: dict[str, list[str]] = {}
    per_adjectives: dict[str, list[str]] = {}
    ages: list[str] = []
    aged: list[str] = []
    definite: list[str] = []
    windows: list[str] = []
    windows_before: list[str] = []
    per_phrases: dict[str, list[str]] = {}
    per_adjective_not: list[str] = []
    partitive: list[str] = []
    particle_not_after: list[str] = []
    range_to: list[str] = []
    range_and: list[str] = []
    range_open: list[str] = []
    alternatives: list[str] = []
    from_: list[str] = []
    level: list[str] = []
    ambiguous: dict[str, str] = {}
    signs: list[str] = []
    fillers: list[str] = []
    bounds: list[Bound] = []
    trends: list[Trend] = []
    trend_stops: list[str] = []
    surpass: list[str] = []
    targets: list[str] = []
    equals: list[str] = []
    by: list[str] = []
