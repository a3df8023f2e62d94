"""The shape of the predicates: what each can take (``models/shared``), and the words that say them (by language)."""

import msgspec

from kabar.model import Table
from kabar.record import Change


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a quantity predicate takes and gives.

    ``kinds`` and ``units`` (empty: all) bound its values; ``instead`` names another predicate for a unit kind; ``unit``
    is that of a bare number (``25 were killed``); ``bare``: whether a number without unit can be its value;
    ``moves``: whether a percentage that moves can be its value; ``keeps_change``: whether a trend beside it is its
    own; ``transitive``: whether a value before its verb has to be the object of a passive; ``implies``: the change
    that its verbs say.
    """

    kinds: list[str]
    unit: str | None = None
    bare: bool = False
    implies: Change | None = None
    units: list[str] = []
    not_units: list[str] = []
    instead: dict[str, str] = {}
    keeps_change: bool = True
    moves: bool = True
    transitive: bool = False


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ids of the event predicates."""

    ids: list[str]


class Inventory(Table, frozen=True, kw_only=True):
    """``models/shared/predicates.toml``: the predicates of the claim contract."""

    quantity: dict[str, Measure]
    events: Events


class Triggers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one predicate.

    ``units`` narrows what the inventory allows; ``aspects``: nouns that are this event with a verb of aspect
    (`production begins`); ``weak`` ones say less; ``most`` and ``least`` bound the amount; ``still``: not of a value
    that moves (`representing a fall of 3%`).
    """

    predicate: str
    verbs: list[str] = []
    nouns: list[str] = []
    counted: list[str] = []
    aspects: list[str] = []
    units: list[str] = []
    still: bool = False
    most: int | None = None
    least: int | None = None
    weak: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one class, by part of speech or plain."""

    verbs: list[str] = []
    nouns: list[str] = []
    words: list[str] = []


class Windows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words around a duration that only delimits a time (`the past three months`, `two days after`): no claim.

    ``lasting`` before them says that it is a duration all the same (`for the past twenty years`).
    """

    before: list[str]
    after: list[str]
    lasting: list[str]


class PredicatesTable(Table, frozen=True, kw_only=True):
    """``models/<language>/predicates.toml``; the keys are explained in the English file.

    ``finite_endings``: those of a present that no modal governs (`plans to cut 300 jobs and employs 4,000`).
    """

    measure: list[Triggers]
    event: list[Triggers]
    trend: Words
    links: Words
    stative: Words
    aspect: Words
    partitives: Words
    others: Words
    versions: Words
    within: Words
    windows: Windows
    alternatives: Words
    ages: Words
    ranks: Words
    origins: Words
    mute: Words
    periods: Words
    rates: dict[str, list[str]]
    rate_adverbs: list[str] = []
    tensed: bool = False
    finite_endings: list[str] = []
    suffixes: list[str] = []
