"""``models/<language>/numbers.toml``: the shape of the table, and the checks that TOML types cannot make."""

from typing import Literal

import msgspec

from kabar.model import Table

When = Literal["always", "glued", "money", "noun"]
Kind = Literal["cardinal", "scale", "teen", "denominator", "fraction", "factor", "ordinal", "collective", "vague"]


class Abbreviation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter or two for a scale. ``forms`` are case-sensitive.

    ``when``: ``always``; ``glued`` to the digits; ``money``, only after a currency; ``noun``, after a currency or
    before something that is counted (``1.2m tonnes`` against ``37m long``) and not one of ``not_before`` (``a 100m
    sprint``). ``before``: what it stands before in the singular or behind a hyphen (``a 3m-strong crowd``).
    """

    forms: list[str]
    value: int
    when: When
    not_before: list[str] = []
    before: list[str] = []


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before a number that make it a label (``Section 427``, ``pasal 5``), with the reason of refusal."""

    reason: str
    words: list[str]


class NumbersTable(Table, frozen=True):
    """``models/<language>/numbers.toml``.

    ``decimal`` and ``group`` are the separators of the language. ``cardinals`` are the words below a thousand and
    the fused ones (``seratus``); ``scales`` multiply what stands before them; ``teens`` add ten to it. ``joiners``
    link the parts of one number (``and``); ``points`` are the decimal mark in words; ``indefinite`` articles make a
    scale one of it (``a million``). ``rounds`` are scales that only tell the order (``jutaan``).

    ``denominators`` follow a numerator (``third``) or an article, then only before ``fraction_after`` or behind
    ``fraction_before``; ``fractions`` stand alone (``half``), those of ``fraction_not_before`` under the same
    conditions and before ``half_after`` (``half that``), none behind ``fraction_not_after`` (``second half``).
    ``ratios`` link one and the whole (``one in five``), ``vote_links`` the two sides of what one of ``votes`` says is
    one (``voted 61-37``). ``factors`` are what something is multiplied by (``doubled``), those of ``factor_needs`` only
    as verbs, before ``factor_after``, or before a number behind ``factor_level`` (``will double to 50%``), not
    before ``factor_idle`` (``doubled down``);
    ``factor_suffixes`` follow a number (``fold``).

    ``articles`` count only before a noun, and not beside ``article_before``, ``article_after``, ``article_hyphen``
    (``one-time``), but before ``article_links`` and a number (``one to two``). Number words of
    ``idioms`` count nothing (``at one point``, ``zero day``).
    ``tall`` are units between two numbers in hyphens (``6-foot-2``), any other word there is a name (``2-for-1``).
    ``ordinal_scales`` stand behind digits (``10 millionth``), ``suffixes_ordinal`` are glued to them, ``prefix_rank``
    before them (``ke-12``);
    ``collectives`` are ordinals that may count (``keempat negara``), but not before ``collective_not_before``
    (``keempat kalinya``); ``suffixes_round`` make approximate
    (``7.000-an``). ``vague`` words and scales behind ``vague_before`` count nothing.

    ``glued`` are currency letters glued before digits (``glued_names`` of them name a thing before one digit alone),
    ``scaled`` letters that are currency only where a scale or round groups follow (``R3 million``, ``R250 000``),
    ``pair_names`` two numbers that are a name before one of some words (``the 9-11 attacks``), ``prefixes`` words that
    a hyphen may tie to a number.
    ``clock`` and ``zones`` stand around a time of day, ``compass`` behind a coordinate, ``year_before`` and
    ``year_after`` license a bare year, ``labels`` make a number a name (``labels_after`` behind it), ``streets`` end an
    address, ``definite`` articles make bare digits one (``the 386``). ``type_numbers`` are those of types of aircraft,
    which are no group of digits behind another number (``12 787 jets``). ``magnitudes`` are letters glued before the
    magnitude of an earthquake (``M5,4``), ``plurals`` endings of what is counted. Behind ``ratio_not_before`` (``five
    in six days``) nothing is a ratio; links of ``ratios_general``, which link any part and whole, make ratios only of
    ``ratio_of`` (people in general) without ``ratio_of_not``. ``fused``: cardinals are written in one with ``teens``
    and scales (``duabelas``). ``age_before`` may stand before an age between commas (``Kopp, then 44,``); a number
    behind a label and one of ``and_labels`` is a label too (``rooms 209 and 211``); before ``sizes`` a stroke parts two
    of them (``3/32 GB``); ``fraction_units`` may follow a fraction directly (``a quarter point``, ``a half-point``).
    ``torn_before`` stand behind a decimal whose point has a blank behind it (``6. 1 percent``).
    ``screens`` are numbers of lines of a picture, where one of ``scans`` is glued behind (``1080p``).
    """

    decimal: str
    group: str
    cardinals: dict[str, int]
    scales: dict[str, int]
    teens: list[str] = []
    abbreviations: list[Abbreviation] = []
    denominators: dict[str, int] = {}
    fractions: dict[str, str] = {}
    fraction_after: list[str] = []
    half_after: list[str] = []
    torn_before: list[str] = []
    fraction_before: list[str] = []
    fraction_not_before: list[str] = []
    fraction_not_after: list[str] = []
    factors: dict[str, str] = {}
    factor_after: list[str] = []
    factor_level: list[str] = []
    factor_idle: list[str] = []
    tall: list[str] = []
    factor_needs: list[str] = []
    factor_suffixes: list[str] = []
    ordinals: list[str] = []
    collective_not_before: list[str] = []
    collectives: dict[str, int] = {}
    vague: dict[str, int] = {}
    vague_before: list[str] = []
    joiners: list[str] = []
    points: list[str] = []
    articles: list[str] = []
    article_before: list[str] = []
    article_after: list[str] = []
    article_hyphen: list[str] = []
    article_links: list[str] = []
    idioms: list[str] = []
    indefinite: list[str] = []
    ordinal_scales: dict[str, int] = {}
    suffixes_ordinal: list[str] = []
    prefix_rank: list[str] = []
    suffixes_round: list[str] = []
    rounds: dict[str, int] = {}
    clitics: list[str] = []
    glued: list[str] = []
    glued_names: list[str] = []
    scaled: list[str] = []
    pair_names: dict[str, list[str]] = {}
    prefixes: list[str] = []
    clock: list[str] = []
    zones: list[str] = []
    year_before: list[str] = []
    year_after: list[str] = []
    labels: list[Label] = []
    labels_after: list[str] = []
    streets: list[str] = []
    definite: list[str] = []
    type_numbers: list[str] = []
    magnitudes: list[str] = []
    age_before: list[str] = []
    sizes: list[str] = []
    fraction_units: list[str] = []
    screens: list[str] = []
    scans: list[str] = []
    and_labels: list[str] = []
    plurals: list[str] = []
    ratios_general: list[str] = []
    ratio_of: list[str] = []
    ratio_of_not: list[str] = []
    ratio_not_before: list[str] = []
    fused: bool = False
    compass: list[str] = []
    ratios: list[str] = []
    votes: list[str] = []
    vote_links: list[str] = []
