"""Cues: words that say how a clause is meant (status, negation, source, bounds), after the ConText method.

Cues are data with a declared value space, direction, reach and priority. They lie in layers, because a bound of
a clause may lie inside a longer cue of meaning; a ``pseudo`` cue is found first and says nothing (``not only``).
"""

from collections.abc import Iterable, Iterator
from itertools import product

from kabar.errors import ModelError
from kabar.find.mention import Cue
from kabar.find.tables import CuesTable
from kabar.frozen import replace
from kabar.lexicon import Layers
from kabar.page import Page

_SILENT = "pseudo"
NOBODY = "nobody"  # the value of a verb of saying without a source: it only dates a report


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
