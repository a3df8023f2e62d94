"""The shapes of ``words.toml`` and ``cues.toml``; those of the other dimensions lie beside their finders."""

from typing import Literal

import msgspec

from kabar.model import Table
from kabar.record import Status

Direction = Literal["forward", "backward", "both"]
Reach = Literal["clause", "phrase"]
Source = Literal["after", "before", "either", "nobody"]
Strength = Literal["hard", "clausal", "temporal", "simultaneous", "nominal", "relative", "soft", "comparison"]


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Part of a table: frozen, no unknown keys."""


class StatusCues(Group, frozen=True, kw_only=True):
    """Words that give a status to what they govern; ``cancels`` names statuses that they undo in their scope."""

    value: Status
    direction: Direction
    reach: Reach
    priority: int
    forms: list[str]
    cancels: list[Status] = []


class NegationCues(Group, frozen=True, kw_only=True):
    """Words that deny what they govern."""

    direction: Direction
    reach: Reach
    forms: list[str]


class PseudoCues(Group, frozen=True, kw_only=True):
    """Words that look like a cue and are none."""

    forms: list[str]


class AttributionCues(Group, frozen=True, kw_only=True):
    """Words that name a source, which stands before or after them.

    ``dates``: what a time beside them dates: the ``report`` (said on Friday), the ``record`` (what it says happened
    then: `in 2012 X recorded`), or the report only if it is a ``day`` (reported on Friday, but `reported in 2012`).
    ``news``: the report, unless an object follows (`announced the plan in May`).
    ``unnamed``: heads of a source without a name that count (`data showed`); empty: any.
    """

    source: Source
    forms: list[str]
    dates: Literal["report", "record", "day", "news"] = "report"
    unnamed: list[str] = []


class TerminatorCues(Group, frozen=True, kw_only=True):
    """Words that open another clause."""

    strength: Strength
    forms: list[str]


class SuperlativeCues(Group, frozen=True, kw_only=True):
    """Superlatives, and the words that may stand between one and the time that is its window."""

    words: list[str]
    links: list[str]


class ContractCues(Group, frozen=True, kw_only=True):
    """Words beside the month of a contract (`for July delivery`), and the prepositions in front of both."""

    words: list[str]
    links: list[str]


class CuesTable(Table, frozen=True, kw_only=True):
    """``models/<language>/cues.toml``."""

    default: Status
    passives: list[str] = []  # auxiliaries that make a verb of saying passive (`was reported`): nobody speaks
    prospective: list[str] = []  # ... and those that make it the news itself (`to be announced`): no cue at all
    status: list[StatusCues]
    negation: list[NegationCues]
    pseudo: list[PseudoCues]
    attribution: list[AttributionCues]
    terminator: list[TerminatorCues]
    superlative: SuperlativeCues
    contract: ContractCues


class Inflection(Group, frozen=True, kw_only=True):
    """A regular inflection: bases that end so lose ``cut`` letters before each ending is put on."""

    ends: list[str]
    cut: int = 0
    present: str
    past: str
    participle: str


class Affix(Group, frozen=True, kw_only=True):
    """Unknown words of at least ``length`` letters that begin and end so have the class ``tag``."""

    tag: str
    prefix: list[str] = []
    suffix: list[str] = []
    length: int = 5


class WordsTable(Table, frozen=True):
    """``models/<language>/words.toml``.

    ``closed``: class to words, these win over everything. ``verbs``: regular bases, inflected by ``inflection``
    (the first rule whose ending fits); ``doubling``: bases that double the last letter; ``irregular``: rows of
    base, past, participle. ``noun_verbs``: bases whose base and present forms are nouns unless the context says
    otherwise. ``affixes``: rules for unknown words, first fit wins; ``affix_exceptions``: nouns that they must not
    touch; those of class ``N`` only say that a word is none that nobody knows. ``derivations``: pairs of an ending
    and what stands for it in the word that a common word is made of. ``clitics``: endings that are taken off before
    the look-up. ``approximators`` are looked through to the number behind them (``costs about $40``).
    """

    closed: dict[str, list[str]]
    verbs: list[str]
    irregular: list[tuple[str, str, str]] = []
    doubling: list[str] = []
    noun_verbs: list[str] = []
    inflection: list[Inflection] = []
    affixes: list[Affix] = []
    affix_exceptions: list[str] = []
    derivations: list[tuple[str, str]] = []
    clitics: list[str] = []
    approximators: list[str] = []


class CommonTable(Table, frozen=True):
    """``models/<language>/common.toml``: common words that ``words.toml`` does not list; texts with spaces between the
    words.
    """

    words: list[str]
