"""Predicates as data: what each can take (shared), and the words of a language that say them (triggers)."""

from collections.abc import Iterator
from typing import Literal

from kabar.claim.senses import Role, Sense, Senses, sorted_out
from kabar.claim.table import Inventory, PredicatesTable, Triggers
from kabar.errors import ModelError
from kabar.find.cues import variants
from kabar.find.mention import Quantity
from kabar.lexicon import Lexicon, Match

GENERIC = "quantity"  # the predicate of what has no other
KINDS = ("count", "currency", "percent", "physical", "duration", "times", "points", "fraction")  # of kind_of


class Predicates:
    """The compiled tables of one language."""

    def __init__(self, table: PredicatesTable, inventory: Inventory) -> None:
        self.inventory = inventory.quantity
        self.events = list(inventory.events.ids)
        self.of_kind = {kind: _fitting(kind, inventory) for kind in KINDS}
        self._units = {name: (frozenset(m.units), frozenset(m.not_units)) for name, m in inventory.quantity.items()}
        _check(table, inventory)
        forms = _by_form(table)
        senses = {row: sorted_out(row) for row in set(forms.values())}
        self._lexicon = Lexicon((form, senses[row]) for form, row in forms.items())
        self.links = frozenset(table.links.words)
        self.stative = frozenset(phrase for form in table.stative.verbs for phrase in variants(form))
        self.aspect = frozenset(phrase for form in table.aspect.verbs for phrase in variants(form))
        self.partitives = frozenset(table.partitives.words)
        self.others = frozenset(table.others.words)
        self.within = frozenset(table.within.words)
        self.window_before = frozenset(table.windows.before)
        self.window_after = frozenset(table.windows.after)
        self.lasting = frozenset(table.windows.lasting)
        self.alternatives = frozenset(table.alternatives.words)
        self.ages = frozenset(table.ages.words)
        self.ranks = frozenset(table.ranks.words)
        self.periods = frozenset(table.periods.words)
        self.origins = frozenset(table.origins.words)
        self.rates = {word: unit for unit, words in table.rates.items() for word in words}
        self.rate_adverbs = frozenset(table.rate_adverbs)
        self.tensed = table.tensed
        self.finite_endings = tuple(table.finite_endings)
        self.versions = frozenset(table.versions.words)

    def find(self, norms: list[str], first: int, stop: int) -> list[Match[Senses]]:
        """All triggers between two tokens, longest first, none overlapping; mute ones have no sense."""
        return self._lexicon.find(norms, first, stop)

    def admit(self, sense: Sense, q: Quantity, kind: str) -> str | None:
        """The predicate that a value can have by this sense, or None: units decide (``sold for $5m`` is revenue).

        ``kind`` is the :func:`kind_of` the value.
        """
        if q.amount is not None and (
            (sense.most is not None and q.amount > sense.most) or (sense.least is not None and q.amount <= sense.least)
        ):
            return None
        if sense.still and q.change:
            return None
        name = self.inventory[sense.predicate].instead.get(kind, sense.predicate)
        measure = self.inventory[name]
        bare = q.unit is None and kind == "count"
        if q.unit in self._units[name][1]:
            return None
        if sense.units and not (bare or q.unit in sense.units or kind in sense.units):
            return None
        if kind == "percent" and ((q.change and measure.moves) or sense.predicate != name):
            return name
        if kind not in measure.kinds:
            return name if kind == "percent" and kind in sense.units else None
        if kind in ("count", "physical"):
            only = self._units[name][0]
            unsaid = q.unit is None and (measure.bare or (measure.unit and whole_number(q)))
            if only and q.unit not in only and not unsaid:
                return None
        return name


def _fitting(kind: str, inventory: Inventory) -> list[str]:
    """The predicates that can have a value of one kind, in the order of the inventory."""
    return [name for name, m in inventory.quantity.items() if kind in m.kinds or (kind == "percent" and m.moves)]


def whole_number(q: Quantity) -> bool:
    """Whether people can be so many."""
    return q.amount is None or q.amount == q.amount.to_integral_value()


def kind_of(q: Quantity) -> str:
    """Unit kind of the inventory: the record's kinds, with factors, fractions and index points told apart."""
    if q.unit == "times":
        return "times"
    if q.unit == "point":
        return "points"
    if q.unit == "percentage point":
        return "percent"
    if q.unit_kind is None:
        return "fraction" if q.noun is None and q.amount is not None and 0 < q.amount < 1 else "count"
    return q.unit_kind


def _by_form(table: PredicatesTable) -> dict[str, tuple[Sense, ...]]:
    """Every surface form with all its senses, those of trends last; mute ones have none."""
    forms: dict[str, tuple[Sense, ...]] = {}
    for form, sense in _senses(table):
        for phrase in variants(form):
            for surface in (phrase, *(phrase + ending for ending in table.suffixes)):
                known = forms.get(surface, ())
                if sense not in known:
                    forms[surface] = (*known, sense)
    for form in table.mute.words:
        for phrase in variants(form):
            forms.setdefault(phrase, ())
    return forms


def _senses(table: PredicatesTable) -> Iterator[tuple[str, Sense]]:
    groups: tuple[tuple[Literal["quantity", "event"], list[Triggers]], ...] = (
        ("quantity", table.measure),
        ("event", table.event),
    )
    for kind, rows in groups:
        for t in rows:
            roles: tuple[tuple[Role, list[str]], ...] = (
                ("verb", t.verbs),
                ("noun", t.nouns),
                ("counted", t.counted),
                ("aspect", t.aspects),
            )
            for role, words in roles:
                sense = Sense(
                    kind,
                    t.predicate,
                    role,
                    frozenset(t.units),
                    t.weak,
                    t.most,
                    t.least,
                    t.still,
                )
                yield from ((form, sense) for form in words)
    yield from ((form, Sense("trend", GENERIC, "verb", frozenset(), True)) for form in table.trend.verbs)
    yield from ((form, Sense("trend", GENERIC, "noun", frozenset(), True)) for form in table.trend.nouns)


def _check(table: PredicatesTable, inventory: Inventory) -> None:
    """Triggers of unknown predicates and words that can never match are faults of the table."""
    for group, known, rows in (
        ("measure", set(inventory.quantity), table.measure),
        ("event", set(inventory.events.ids), table.event),
    ):
        for row in rows:
            if row.predicate not in known:
                raise ModelError(f"unknown {group} {row.predicate!r}", "predicates.toml", "name one of the inventory")
            for form in (*row.verbs, *row.nouns, *row.counted):
                if not form.strip() or form != form.lower() or "||" in form:
                    raise ModelError(f"the trigger {form!r} can never match", "predicates.toml", "write it lower case")
