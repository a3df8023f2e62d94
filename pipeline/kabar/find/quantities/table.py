"""Shapes of the tables of units: ``units.toml`` of models/shared and of each language, and ``currencies.toml``."""

import msgspec

from kabar.find.quantities.concept_words import ConceptWords
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
    """``models/shared/units.toml``; ``whole_money`` are codes of currencies without coins below their unit, ``scaled``
    letters that are a currency only in one with a number that has a scale (``N12 million``), ``multiples`` units that
    are told in another one (``two decades``: 20 years), ``tied`` words that are a unit only in one with a number."""

    units: list[Unit]
    compounds: list[Compound] = []
    whole_money: list[str] = []
    scaled: dict[str, str] = {}
    multiples: dict[str, tuple[str, int]] = {}
    tied: dict[str, str] = {}


class CurrenciesTable(Table, frozen=True):
    """``models/<language>/currencies.toml``: names by ISO code; ``subunits`` are names of hundredths."""

    names: dict[str, list[str]]
    subunits: dict[str, str] = {}


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mark or name of money that has several bearers: ``unit`` where one of the ``words`` stands nearest before it
    in its sentence, or on a page without ``against``, the words of its usual bearer. ``symbols``, exact to the letter
    and no unit elsewhere, are ``unit`` behind values under ``below`` with one of the ``words`` around."""

    unit: str
    names: list[str] = []
    symbols: list[str] = []
    words: list[str]
    against: list[str] = []
    below: int | None = None


class Sum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit that is told with a smaller one behind it, ``count`` of which make one (``6 feet 2 inches``).

    ``marks`` are the smaller one only here (``6ft 2in``), ``bare`` numbers too (``5 foot 7``); a comma may stand
    between the two where they are ``listed`` (``3 years, 4 months``; ``5 kg, 200 g`` are two amounts). ``prime`` is the
    larger one only before a smaller one with its mark (``6'2"``).
    """

    large: str
    small: str
    count: int
    marks: list[str] = []
    prime: str | None = None
    bare: bool = False
    listed: bool = False


class Bound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before or behind a number that say how it bounds the value."""

    comparison: Comparison
    before: list[str] = []
    after: list[str] = []


class Trend(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of growth or fall.

    ``moves``: verbs whose number is how far (``rose 5%``, ``fell to 8``); ``pushes``: verbs whose object may be the
    number, so that only a percentage or a linked number (``cut by 5``, ``raised to 8``) is a change; ``nouns``: the
    same as nouns; ``points``: nouns that are a direction only with a percentage (``a 5% loss``, not ``a $5 loss``);
    ``particles`` stand directly before (``up 5%``), ``trailing`` too, but only behind a mark or a copula (``at 9,
    off 5%``); ``grades`` directly behind (``5% higher``); ``compared`` as well, never before (``5% less than``);
    ``counts`` before what is counted (``1,000 fewer cars``).
    """

    change: str
    moves: list[str] = []
    pushes: list[str] = []
    nouns: list[str] = []
    points: list[str] = []
    particles: list[str] = []
    trailing: list[str] = []
    grades: list[str] = []
    compared: list[str] = []
    counts: list[str] = []


class UnitsTable(Table, frozen=True):
    """``models/<language>/units.toml``.

    Units: ``units``, unit code to its names; ``ambiguous``, names with two readings, to the other one, which one of the
    ``money_words`` near by decides for. ``per`` opens a denominator, ``per_articles`` before a unit only and not before
    ``per_not_before`` (``a year ago``); ``per_names``, denominators to their English singular; ``per_fused``, words
    that are one (``sebarel``); ``per_phrases`` behind the noun (``in a single day``); ``per_adjectives`` in the measure
    (``daily``), but for the nouns of ``per_adjective_not`` (``annual report``) and behind ``per_adverbs`` (``secara
    tahunan`` compares); ``per_any`` before any noun (``per launch``). ``ages`` behind a duration make it an
    age, ``aged`` before a bare number, ``turns`` before one with nothing behind (``turned 18``), ``cohorts`` behind one
    (``the 15-24 age group``), ``aged_nouns`` (people) beside a duration (``pria 45 tahun``, ``children under 5 years``)
    or a number between commas; ``kinds`` are
    units that a hyphen makes a kind of thing (``16-bit``); ``windows`` and ``windows_before`` make it a look back (``a
    five-year high``). ``signs``: minus.

    Nouns: ``counted``, canonical English singular to the words for what is counted; capitalized plurals with the
    endings ``demonyms`` are ``people``; ``generic`` counters say nothing
    (``units``) and become ``context_unit`` on a page that has ``context_words``; ``classifiers`` stand between number
    and noun; ``singular`` and ``irregular`` undo plurals; ``noun_first``: the head is the first noun, not the last;
    ``clitics`` end nouns, the first one is a possessive; ``partitive`` links part and whole (``ten of its plants``),
    ``indefinite`` articles a fraction and its measure (``half a mile``).

    Parts: ``sums`` of two units, also with one of ``added`` between; ``ones`` of a unit without a number before a
    smaller one (``an hour and 20 minutes``); ``halves`` behind a unit (``an hour and a half``), ``below_zero`` behind
    degrees; ``crosses`` between two measures of one thing (``4 by 5 metres``); ``members`` before a bare number make it
    some of the thing before (``including 1.2 million``); ``noun_before`` are nouns that stand before their number
    (``suara 812.455``). ``contexts`` tell which money a mark stands for; ``apart`` are words that a blank keeps from
    the mark behind (``gave us $5``).

    Sense: counts of what is ``divisible`` or of which ``averages`` speak may have fractions; behind a year a
    ``calendar`` unit is none (``the 2017 quarter``); ``not_units`` are names of units that mean other things.

    Links: ``range_to`` and, after ``range_open``, ``range_and`` join the ends of a range; ``alternatives`` lists;
    ``against`` before a bare number makes it one of the other side (``61 votes against 37``); ``rates`` have a level in
    percent (``rate raised by 1% to 3%``); ``peaks`` stand between ``from`` and where a move began (``from its peak of
    $42``); ``more`` before a bare number makes it one of the thing before (``another two``), ``rest`` behind it one
    more of the people before (``wounded 30 others``), and ``harms`` are verbs whose bare number counts people (``hurt
    30``), ``harmed`` words that tell what befell people (``30 were hurt``), ``tolls`` measures that count them;
    ``tallies`` between a number and what it counts (``brought to nine the number of arrests``), ``totals`` before what
    a later one counts (``the number of teams rose to 9``), ``among`` behind a part (``two of them``); ``totals_known``
    only before a noun of our tables; ``between`` are words that no adjective is before what is counted (``35 such
    cases``), ``titles`` before a noun that tells what is counted (``mantan lurah``), ``heads``
    plurals that stand before no noun of theirs (``three reasons | buyers leave``), ``ratings`` before what counts
    nothing; ``folds`` end a factor; ``closes`` are verbs of a price whose particle tells a move (``closed down 5``),
    ``movers`` before ``from`` make two values of ``from 10 to 15``; ``from_`` opens where a move came from, ``level``
    what it led to, of which those ``placed`` may as well say where it happened (``fell at 40 shops``), ``within`` what
    is no level (``rose on orders of 5``), ``by`` how far; ``versus`` opens what is compared with (``compared to 5%``),
    ``spans`` a range that is no move (``ranging from 5 to 8``); ``equals`` opens a conversion.

    Cues: ``bounds``, ``trends``; ``fillers`` may stand between a bound and its number, ``definite`` articles not behind
    an approximation nor ``than`` (``less than the 4% of last year`` compares); a bound behind a number is none before
    one of ``compared`` (``35 persen lebih hemat``) or before ``compare`` (``4 unit lebih banyak dari``); ``attains``
    are verbs between a noun of growth and its percentage (``growth reached 5%``), also behind ``relatives`` (``growth
    that reached 5%``); ``extremes`` bind the value of a noun
    (``a maximum fine of 5``); ``margins`` before minus make it no sign (``plus or minus 3``); ``surpass`` through one
    of the ``targets`` is a bound; ``trend_stops`` end the reach of a trend word, ``trend_idioms`` of two words are none
    (``fall due``), ``shares_out`` behind a comma go on with its reach (``turun, masing-masing 5 persen``);
    ``particle_not_after``: verbs whose particle is no direction (``make up``), ``bound_not_after`` no bound (``hand
    over 5``), nor ``climbs`` with a preposition (``ticked up to 4``).
    ``per_each`` before a stretch of time makes it a denominator (``every year 300 cars``); ``up_to`` directly before
    a value that no other one opens bounds it (``hingga 50 persen``); bounds of ``nearby`` tell of few things where
    they are (``near two schools``).
    ``concepts``: see :class:`ConceptWords`.
    """

    units: dict[str, list[str]]
    counted: dict[str, list[str]]
    demonyms: list[str] = []
    people: str = "person"
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
    apart: list[str] = []
    per_not_before: list[str] = []
    per_then: list[str] = []
    per_scales: dict[str, int] = {}
    per_as_of: list[str] = []
    per_net: list[str] = []
    per_alone: dict[str, list[str]] = {}
    per_money: dict[str, list[str]] = {}
    per_names: dict[str, list[str]] = {}
    divisible: list[str] = []
    averages: list[str] = []
    calendar: list[str] = []
    priced: list[str] = []
    exchange: list[str] = []
    not_units: list[str] = []
    per_fused: dict[str, list[str]] = {}
    per_adjectives: dict[str, list[str]] = {}
    ages: list[str] = []
    aged: list[str] = []
    aged_nouns: list[str] = []
    turns: list[str] = []
    definite: list[str] = []
    indefinite: list[str] = []
    windows: list[str] = []
    windows_before: list[str] = []
    per_phrases: dict[str, list[str]] = {}
    per_each: list[str] = []
    up_to: list[str] = []
    nearby: list[str] = []
    per_adjective_not: list[str] = []
    per_adverbs: list[str] = []
    per_any: list[str] = []
    partitive: list[str] = []
    particle_not_after: list[str] = []
    bound_not_after: list[str] = []
    climbs: list[str] = []
    range_to: list[str] = []
    range_and: list[str] = []
    range_open: list[str] = []
    alternatives: list[str] = []
    more: list[str] = []
    against: list[str] = []
    rates: list[str] = []
    peaks: list[str] = []
    than: list[str] = []
    compare: list[str] = []
    compared: list[str] = []
    margins: list[str] = []
    extremes: list[str] = []
    attains: list[str] = []
    members: list[str] = []
    below_zero: list[str] = []
    halves: list[str] = []
    noun_before: list[str] = []
    contexts: list[Context] = []
    sums: list[Sum] = []
    added: list[str] = []
    cohorts: list[str] = []
    crosses: list[str] = []
    ones: dict[str, list[str]] = {}
    kinds: list[str] = []
    rest: list[str] = []
    harms: list[str] = []
    movers: list[str] = []
    closes: list[str] = []
    harmed: list[str] = []
    tolls: list[str] = []
    tallies: list[str] = []
    totals: list[str] = []
    totals_known: list[str] = []
    among: list[str] = []
    titles: list[str] = []
    heads: list[str] = []
    relatives: list[str] = []
    between: list[str] = []
    ratings: list[str] = []
    folds: list[str] = []
    from_: list[str] = []
    level: list[str] = []
    placed: list[str] = []
    within: list[str] = []
    versus: list[str] = []
    spans: list[str] = []
    money_words: list[str] = []
    ambiguous: dict[str, str] = {}
    signs: list[str] = []
    fillers: list[str] = []
    bounds: list[Bound] = []
    trends: list[Trend] = []
    trend_stops: list[str] = []
    trend_idioms: list[str] = []
    shares_out: list[str] = []
    surpass: list[str] = []
    targets: list[str] = []
    equals: list[str] = []
    by: list[str] = []
    concepts: ConceptWords = ConceptWords()
