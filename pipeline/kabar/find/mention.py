"""What finders return: spans with meaning. Token ranges are half-open, character spans are of the document text.

A span has one owner: a number inside a time is no quantity, a date inside a name is no time.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from kabar.frozen import Frozen
from kabar.record import Anchor, Change, Comparison, Equivalent, Modifier, UnitKind


class Number(Frozen, frozen=True, gc=False):
    """A number as written, exact, before anything is said about what it counts.

    ``form``: ``digits``, ``words``, ``mixed`` (``30 juta``), ``fraction``, ``factor`` (``doubled``), ``ordinal``,
    ``article`` (a word that may only be an article). ``approximate`` is set by its own form (``7.000-an``).
    ``refused`` names the reason why it is no quantity (``year``, ``clock``, ``name`` ...), else ``None``.
    """

    first: int
    stop: int
    start: int
    end: int
    value: Decimal
    form: str
    approximate: bool
    refused: str | None
    rule: str


class TimePart(Frozen, frozen=True, gc=False):
    """One end of a range, without its bound: ``2009`` and ``2010`` of ``between 2009 and 2010``."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    modifier: Modifier | None


class Time(Frozen, frozen=True, gc=False):
    """A temporal expression (TIMEX3), resolved as far as the document allows.

    ``start``/``end`` follow the claim contract (with ``early``, ``since``, ``by``; without ``in``/``on``/``pada``).
    ``value`` is TIMEX3/ISO 8601, ``XXXX-10`` where digits are unknown, ``None`` where nothing can be said.
    ``from_``/``to`` are ISO days. ``role`` is ``time``, ``duration``, ``set``, or ``report`` (a date that only
    dates the report, as in ``Rabu (31/7/2024)`` after a verb of saying; set by the claim rules, not by the finder).
    """

    first: int
    stop: int
    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    modifier: Modifier | None
    from_: str | None
    to: str | None
    edtf: str | None
    grain: str | None  # year, half, quarter, month, week, day, hour, minute, ...
    anchored_on: Anchor | None
    rule: str
    quant: str | None = None  # TIMEX3 quant of a SET: EVERY ...
    freq: str | None = None  # TIMEX3 freq of a SET
    note: str | None = None  # contract: a month of futures; gloss: a second zone in brackets; name: a year of a name
    vague: bool = False  # recently, in the future, for years: fills no slot of a claim
    inner: int = 0  # where it starts without its bound
    parts: tuple[TimePart, ...] = ()  # the ends of a range


class Quantity(Frozen, frozen=True, gc=False):
    """A value with bound, unit and what is counted. Fields from ``amount`` on are those of the claim's value.

    ``start``/``end`` is the number with its currency, percent or physical unit, without comparator and noun.
    ``first``/``stop`` is the whole expression in tokens, comparator and counted noun included.
    ``noun`` is the token range of the counted noun phrase, or ``None``. ``pair`` links members of one expression
    (level and move, from and to, list members) by the index of its first member; ``role`` says which it is:
    ``level``, ``move``, ``from``, ``item``, or ``None``.
    """

    first: int
    stop: int
    start: int
    end: int
    amount: Decimal | None
    min: Decimal | None
    max: Decimal | None
    comparison: Comparison
    unit: str | None
    unit_kind: UnitKind | None
    per: str | None
    change: Change | None
    equivalents: tuple[Equivalent, ...]
    noun: tuple[int, int] | None
    role: str | None
    pair: int | None
    flags: tuple[str, ...]  # e.g. ambiguous_unit
    rule: str


class Refusal(NamedTuple):
    """A candidate that a finder turned down, with the reason that ``explain`` shows."""

    first: int
    stop: int
    dimension: str
    reason: str


class Entity(Frozen, frozen=True, gc=False):
    """A named thing. ``name`` is canonical; ``id`` a gazetteer or Wikidata id where a source gives it.

    ``type``: ``person``, ``organization``, ``product``, ``place``, ``media``, ``event``, ``topic`` (a salient thing
    without a proper name: oil, a currency, a disease) or ``other``. ``kind`` (``car``, ``airline`` ...) and ``of``
    (canonical name of the maker or owner) where a gazetteer or the text says so.
    """

    first: int
    stop: int
    start: int
    end: int
    name: str
    id: str | None
    type: str
    rule: str
    kind: str | None = None
    of: str | None = None


class Phrase(Frozen, frozen=True, gc=False):
    """A common noun phrase in one of its extents, without article and demonstrative; ``head`` is the token of its head.

    ``variant``: ``full``; ``head``, ``head2``, ``head3`` (so many words, the head first or last); ``less`` (without its
    first words), ``bare`` (without leading modifiers), ``unnamed`` (without leading names); ``of``, ``preposition``,
    ``joined`` (with the phrase behind), ``relative`` (with its relative clause).
    """

    first: int
    stop: int
    head: int
    variant: str


class Item(Frozen, frozen=True, gc=False):
    """The member of a list that a value belongs to; ``rule``: ``dealt``, ``listed`` or ``line`` (``find/items.py``)."""

    first: int
    stop: int
    rule: str


class Cue(Frozen, frozen=True, gc=False):
    """Words that say how a clause is meant: a status, a negation, a verb of saying, a bound of a clause.

    ``kind``: ``status``, ``negation``, ``attribution``, ``terminator`` ...; ``value`` is of the declared value
    space of its kind; ``direction``: ``forward``, ``backward``, ``both``; ``reach``: ``clause`` or ``phrase``;
    ``cancels``: statuses that it undoes in its scope (of a source: the heads without a name that it takes).
    """

    first: int
    stop: int
    kind: str
    value: str
    direction: str
    priority: int
    rule: str
    reach: str = "clause"
    cancels: tuple[str, ...] = ()


class Mentions(NamedTuple):
    """All that the finders found in one page, each in document order."""

    numbers: tuple[Number, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    cues: tuple[Cue, ...]
    refusals: tuple[Refusal, ...]
