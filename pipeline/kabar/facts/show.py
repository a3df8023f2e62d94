"""Facts on a terminal: the answers of each question, and what holds between them, in words."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rich.text import Text

from kabar.errors import printable
from kabar.facts import identity
from kabar.facts.record import Answer, AnswerValue, Fact, Relation
from kabar.out.terminal import status
from kabar.out.words import measured, number
from kabar.report.style import CHANGE, COMPARISON, MODIFIER

RELATIONS: Final = ("conflict", "update", "outcome", "compatible")  # what matters most first
Wanted = Callable[[Fact], bool]


def wanted(conflicts: bool, revised: bool, subject: str | None) -> Wanted:
    """Which facts are asked for: those that contradict, that were revised or came out, that are about a subject."""
    names = identity.names()
    key = names.keys.get(identity.fold(subject), identity.fold(subject)) if subject else None

    def fits(fact: Fact) -> bool:
        relations = {r.relation for r in fact.relations}
        if (conflicts and "conflict" not in relations) or (revised and not relations & {"update", "outcome"}):
            return False
        return key is None or key in _keys(fact, names)

    return fits


def _keys(fact: Fact, names: identity.Names) -> set[str | None]:
    if fact.subject is None:
        return set()
    forms = {identity.fold(name) for name in fact.subject.names}
    return forms | {names.keys.get(form) for form in forms} | {fact.subject.id}


class Most:
    """The facts that most independent texts tell of, as many as are to be shown, and counts of all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._best: list[tuple[tuple[int, int, int, int], Fact]] = []
        self.count = 0
        self.claims = 0
        self.relations: dict[str, int] = {}

    def add(self, fact: Fact) -> None:
        """Count a fact, and keep it while it is one of the best."""
        self.count += 1
        self.claims += fact.voices.claims
        for relation in fact.relations:
            self.relations[relation.relation] = self.relations.get(relation.relation, 0) + 1
        rank = (fact.voices.independent, len(fact.relations), fact.voices.claims, -self.count)
        heapq.heappush(self._best, (rank, fact))
        if len(self._best) > self._limit:
            heapq.heappop(self._best)

    def best(self) -> list[Fact]:
        """The facts that are kept, the first first."""
        return [fact for _, fact in sorted(self._best, key=lambda one: one[0], reverse=True)]


def lines(most: Most, sentences: bool) -> Iterator[Text]:
    """All that is shown: counts, then each fact; with the sentences behind its answers if asked for."""
    counts = ", ".join(f"{count:,} {name}" for name, count in sorted(most.relations.items()))
    yield Text(f"{most.claims:,} claims answer {most.count:,} questions" + (f": {counts}" if counts else ""))
    shown = most.best()
    for fact in shown:
        yield Text()
        yield from fact_lines(fact, sentences)
    if most.count > len(shown) > 0:
        yield Text(f"\nand {most.count - len(shown):,} more", "dim")


def fact_lines(fact: Fact, sentences: bool) -> Iterator[Text]:
    """A question, its answers, and what holds between them."""
    yield _question(fact)
    for answer in fact.answers:
        yield _answer(fact, answer)
        if sentences:
            yield _quote(answer)
    for relation in sorted(fact.relations, key=lambda r: RELATIONS.index(r.relation)):
        yield Text(f"  {relation.relation}: ", "bold").append(printable(words(fact, relation)))


def _question(fact: Fact) -> Text:
    who = fact.subject.name if fact.subject else "(no subject)"
    period = fact.period
    parts = [who, fact.predicate.replace("_", " ")]
    if period is not None:
        parts.append(period.value or f"{period.from_}/{period.to}" if period.dated else f"told {period.from_}")
    voices = fact.voices
    text = Text(printable(" · ".join(parts)), "bold")
    return text.append(f"  {_plural(voices.articles, 'article')}, {voices.independent} independent", "dim")


def _answer(fact: Fact, answer: Answer) -> Text:
    text = Text("  ").append_text(status(answer.status, answer.negated))
    text.append(" " + printable(answer_words(fact, answer)))
    told = answer.published_first or "undated"
    if answer.published_last != answer.published_first:
        told += f" to {answer.published_last}"
    more = [told, _plural(answer.voices.articles, "article")]
    if answer.said_by:
        more.append("said by " + ", ".join(answer.said_by[:3]))
    return text.append(printable("  " + " · ".join(more)), "dim")


def answer_words(fact: Fact, answer: Answer) -> str:
    """Value and time of an answer."""
    value = value_words(answer.value) if answer.value else fact.predicate.replace("_", " ")
    time = answer.time
    if time is None or time.value is None:
        return value
    return f"{value}, {MODIFIER[time.modifier] + ' ' if time.modifier else ''}{time.value}"


def value_words(value: AnswerValue) -> str:
    """A value in words, as the table of claims has it."""
    if value.comparison == "range" and value.min is not None and value.max is not None:
        figure = f"{number(value.min)} – {number(value.max)}"
    else:
        bound = next((b for b in (value.amount, value.min, value.max) if b is not None), None)
        figure = number(bound) if bound is not None else "?"
    change = f"{CHANGE[value.change]} " if value.change else ""
    many = value.amount not in (1, -1)
    return change + COMPARISON[value.comparison] + measured(figure, value.unit, value.unit_kind, value.per, many)


def _quote(answer: Answer) -> Text:
    quote = answer.quote
    place = ", ".join(p for p in (quote.publisher, quote.published, quote.path, quote.position) if p)
    return Text(printable(f"      “{' '.join(quote.text.split())}” ({place})"), "italic")


def words(fact: Fact, relation: Relation) -> str:
    """What holds between two answers."""
    one, other = (answer_words(fact, fact.answers[n]) for n in (relation.a, relation.b))
    if relation.relation == "update":
        return f"{one} → {other}{_apart(relation)}"
    if relation.relation == "outcome":
        result = {True: "reached", False: "missed", None: "open"}[relation.reached]
        return f"{one} → {other}: {result}{_apart(relation)}"
    return f"{one} {'≠' if relation.relation == 'conflict' else '≈'} {other}"


def _apart(relation: Relation) -> str:
    if not relation.difference:
        return ""
    sign = "+" if relation.difference > 0 else "−"
    ratio = f", {relation.ratio - 1:+.1%}".replace("-", "−") if relation.ratio else ""
    return f" ({sign}{number(abs(relation.difference))}{ratio})"


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def gathered(found: Iterable[Fact], wants: Wanted, limit: int) -> Most:
    """The facts that are asked for."""
    most = Most(limit)
    for fact in found:
        if wants(fact):
            most.add(fact)
    return most
