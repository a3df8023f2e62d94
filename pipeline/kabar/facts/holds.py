"""What holds between the answers of one question, by what holds between their claims."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kabar.facts.members import Link, Member
from kabar.facts.record import Answer, AnswerValue, Relation, RelationName
from kabar.facts.statement import FAR

_ORDER: tuple[RelationName, ...] = ("conflict", "update", "outcome", "compatible")


def relations(
    parts: Sequence[Sequence[Member]],
    answers: Sequence[Answer],
    links: Sequence[Link],
    place: Mapping[int, int],
    sure: float,
) -> Iterator[Relation]:
    """The relations of the answers, in their order; ``place`` is the answer of each statement."""
    found: dict[tuple[int, int], list[tuple[str, int, int, float]]] = defaultdict(list)
    for link in links:
        a, b = place[link.a], place[link.b]
        if a != b and link.relation != "same":
            directed = link.relation in ("update", "outcome")
            first, second = (b, a) if directed and not link.forward else (a, b) if directed else sorted((a, b))
            found[min(a, b), max(a, b)].append((link.relation, first, second, link.p))
    for (low, high), told in sorted(found.items()):
        holds = [t for t in told if t[0] != "conflict" or contradict(parts[low], parts[high], sure)]
        if holds:
            yield _relation(holds, answers)


def contradict(one: Sequence[Member], other: Sequence[Member], sure: float) -> bool:
    """Answers that are sure enough, and that no article tells both, unless it names a source of its own for each."""
    if max(m.confidence for m in one) < sure or max(m.confidence for m in other) < sure:
        return False
    both = {m.article for m in one} & {m.article for m in other}
    return all(_sources(one, d) and _sources(other, d) and _sources(one, d) != _sources(other, d) for d in both)


def _sources(part: Sequence[Member], article: int) -> frozenset[str]:
    return frozenset(m.said for m in part if m.article == article and m.said)


def _relation(told: Sequence[tuple[str, int, int, float]], answers: Sequence[Answer]) -> Relation:
    """The relation that most pairs of claims have, weighed by their chances."""
    weight: dict[tuple[str, int, int], float] = defaultdict(float)
    for name, first, second, p in told:
        weight[name, first, second] += p
    name, first, second = max(weight, key=lambda key: (weight[key], -_ORDER.index(key[0]), -key[1]))
    difference, ratio = _apart(answers[first].value, answers[second].value)
    return Relation(
        relation=name,  # type: ignore[arg-type]
        a=first,
        b=second,
        difference=difference,
        ratio=ratio,
        reached=_reached(answers[first], answers[second]) if name == "outcome" else None,
        confidence=round(max(p for n, *_, p in told if n == name), 2),
    )


def _apart(a: AnswerValue | None, b: AnswerValue | None) -> tuple[float | None, float | None]:
    """Difference and ratio of two numbers of one unit."""
    if a is None or b is None or a.unit != b.unit or a.amount is None or b.amount is None:
        return None, None
    return _clean(b.amount - a.amount), _clean(b.amount / a.amount) if a.amount else None


def _clean(x: float) -> float:
    """Without the noise of binary fractions."""
    return float(f"{x:.9g}")


def _reached(goal: Answer, fact: Answer) -> bool | None:
    """Whether what is so reaches what was aimed at; not said where the period of the goal was not over."""
    if goal.value is None or fact.value is None:
        return None
    low, high = _bounds(fact.value)
    least, most = _bounds(goal.value)
    wanted, falling = (most, True) if least <= -FAR else (least, False)
    if falling:
        return high <= wanted if _over(goal, fact) or high <= wanted else None
    if low >= wanted:
        return True
    return False if high < wanted and _over(goal, fact) else None


def _bounds(value: AnswerValue) -> tuple[float, float]:
    return (-FAR if value.min is None else value.min), (FAR if value.max is None else value.max)


def _over(goal: Answer, fact: Answer) -> bool:
    """The period of the goal had ended when the last article told of the fact."""
    end = goal.time.to if goal.time else None
    return end is not None and fact.published_last is not None and fact.published_last >= end
