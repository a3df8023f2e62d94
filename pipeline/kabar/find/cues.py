"""Cues: words that say how a clause is meant (status, negation, source, bounds), after the ConText method.

Cues are data with a declared value space, direction, reach and priority. They lie in layers, because a bound of
a clause may lie inside a longer cue of meaning; a ``pseudo`` cue is found first and says nothing (``not only``).
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Literal

import msgspec
from msgspec.structs import replace

from kabar.errors import ModelError
from kabar.find.mention import Cue
from kabar.lexicon import Layers
from kabar.model import Table
from kabar.page import Page
from kabar.record import Status

Direction = Literal["forward", "backward", "both"]
Reach = Literal["clause", "phrase"]
Source = Literal["after", "before", "either", "nobody"]
Strength = Literal["hard", "clausal", "temporal", "simultaneous", "nominal", "relative", "soft", "comparison"]
_SILENT = "pseudo"
NOBODY = "nobody"  # the value of a verb of saying without a source: it only dates a report


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Part of a table: frozen, no unknown keys."""


class StatusCues(_Struct, frozen=True, kw_only=True):
    """Words that give a status to what they govern; ``cancels`` names statuses that they undo in their scope."""

    value: Status
    direction: Direction
    reach: Reach
    priority: int
    forms: list[str]
    cancels: list[Status] = []


class NegationCues(_Struct, frozen=True, kw_only=True):
    """Words that deny what they govern."""

    direction: Direction
    reach: Reach
    forms: list[str]


class PseudoCues(_Struct, frozen=True, kw_only=True):
    """Words that look like a cue and are none."""

    forms: list[str]


class AttributionCues(_Struct, frozen=True, kw_only=True):
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


class TerminatorCues(_Struct, frozen=True, kw_only=True):
    """Words that open another clause."""

    strength: Strength
    forms: list[str]


class SuperlativeCues(_Struct, frozen=True, kw_only=True):
    """Superlatives, and the words that may stand between one and the time that is its window."""

    words: list[str]
    links: list[str]


class ContractCues(_Struct, frozen=True, kw_only=True):
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


def variants(form: str) -> Iterator[str]:
    """All phrases of a form: ``roll|rolls off`` stands for two."""
    return (" ".join(words) for words in product(*(word.split("|") for word in form.split())))


class CueFinder:
    """Finds the cues of a page."""

    def __init__(self, table: CuesTable) -> None:
        _check(table)
        self._forms = Layers([_by_form(rows) for rows in (_meanings(table), _bounds(table), _superlatives(table))])
        self._contract = frozenset(table.contract.words), frozenset(table.contract.links)
        self._heads = self._forms.heads | self._contract[0]
        self._passives = frozenset(table.passives)
        self._prospective = frozenset(table.prospective)

    def find(self, page: Page) -> list[Cue]:
        """All cues in document order."""
        norms = page.tokens.norm
        heads = self._heads
        places = [i for i, norm in enumerate(norms) if norm in heads]
        out = [
            self._cue(cue, match.first, match.stop, norms)
            for match in self._forms.find(norms, places)
            for cue in match.entry
            if cue.kind != _SILENT
        ]
        words, links = self._contract
        out += [
            Cue(i, i + 1, "contract", "", "both", 0, "contract")
            for i in places
            if norms[i] in words and not links.isdisjoint(norms[max(0, i - 2) : i])
        ]
        out = [cue for cue in out if cue.kind != _SILENT]
        out.sort(key=lambda cue: (cue.first, cue.stop, cue.kind, cue.value))
        return out

    def _cue(self, cue: Cue, first: int, stop: int, norms: list[str]) -> Cue:
        """The cue of a form at the tokens where the form stands."""
        if cue.value == "either" and first:
            cue = self._voice(cue, norms[first - 1])
        return Cue(first, stop, cue.kind, cue.value, cue.direction, cue.priority, cue.rule, cue.reach, cue.cancels)

    def _voice(self, cue: Cue, before: str) -> Cue:
        """`was reported`: nobody is named who says it; `to be announced`: the announcing is the news."""
        if before in self._passives:
            return replace(cue, value=NOBODY)
        return replace(cue, kind=_SILENT) if before in self._prospective else cue


def _meanings(table: CuesTable) -> Iterator[tuple[str, Cue]]:
    """Form and cue of everything but bounds."""
    for pseudo in table.pseudo:
        yield from ((form, Cue(0, 0, _SILENT, "", "forward", 0, _SILENT)) for form in pseudo.forms)
    for s in table.status:
        cue = Cue(
            0, 0, "status", s.value, s.direction, s.priority, f"status.{s.value}.{s.reach}", s.reach, tuple(s.cancels)
        )
        yield from ((form, cue) for form in s.forms)
    for n in table.negation:
        yield from ((form, Cue(0, 0, "negation", "negated", n.direction, 0, "negation", n.reach)) for form in n.forms)
    for a in table.attribution:
        name = f"attribution.{a.dates}"
        yield from (
            (form, Cue(0, 0, "attribution", a.source, "both", 0, name, "clause", tuple(a.unnamed))) for form in a.forms
        )


def _bounds(table: CuesTable) -> Iterator[tuple[str, Cue]]:
    """Form and cue of the bounds of clauses."""
    for t in table.terminator:
        cue = Cue(0, 0, "terminator", t.strength, "forward", 0, f"terminator.{t.strength}")
        yield from ((form, cue) for form in t.forms)


def _superlatives(table: CuesTable) -> Iterator[tuple[str, Cue]]:
    """Form and cue of the superlatives."""
    cue = Cue(0, 0, "superlative", "", "forward", 0, "superlative")
    return ((form, cue) for form in table.superlative.words)


def _by_form(rows: Iterable[tuple[str, Cue]]) -> Iterable[tuple[str, tuple[Cue, ...]]]:
    """Forms with all their cues; the cues of a form that is listed twice are kept together."""
    by_form: dict[str, tuple[Cue, ...]] = {}
    for form, cue in rows:
        for phrase in variants(form):
            known = by_form.get(phrase, ())
            if cue not in known:
                by_form[phrase] = (*known, cue)
    return by_form.items()


def _check(table: CuesTable) -> None:
    """Cue words that can never match, and groups without words, are faults of the table."""
    groups: list[tuple[str, list[str]]] = [
        *(("status", s.forms) for s in table.status),
        *(("negation", n.forms) for n in table.negation),
        *(("pseudo", p.forms) for p in table.pseudo),
        *(("attribution", a.forms) for a in table.attribution),
        *(("terminator", t.forms) for t in table.terminator),
        ("superlative", table.superlative.words),
    ]
    for name, forms in groups:
        if not forms:
            raise ModelError(f"{name} has no words", "cues.toml", "list at least one form or remove the group")
        for form in forms:
            if not form.strip() or form != form.lower():
                raise ModelError(f"the {name} cue {form!r} can never match", "cues.toml", "write it in lower case")
