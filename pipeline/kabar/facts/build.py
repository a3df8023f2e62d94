"""Writes down the facts: the answers to one question, who gives them, and what holds between them."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from kabar.facts.groups import Groups, count_joined
from kabar.facts.record import (
    FACTS_VERSION,
    Answer,
    AnswerTime,
    AnswerValue,
    Fact,
    FactSubject,
    Period,
    Quote,
    Relation,
    RelationName,
    Voices,
)
from kabar.facts.statement import FAR, Statement
from kabar.facts.store import CHUNK
from kabar.record import digest

_ORDER: tuple[RelationName, ...] = ("conflict", "update", "outcome", "compatible")


class Member(NamedTuple):
    """A claim in its question."""

    question: int
    answer: int
    number: int
    id: str
    article: int
    voice: int
    publisher: str | None
    published: str | None
    language: str
    said: str | None
    name: str | None
    name_id: str | None
    name_type: str | None
    confidence: float
    sentence: str
    path: str | None
    position: str | None
    body: bytes


class Link(NamedTuple):
    """What holds between two statements of a question."""

    question: int
    a: int
    b: int
    p: float
    relation: str
    forward: bool
    copy: bool


_MEMBERS = """
SELECT p.question, p.answer, p.n, c.id, a.d, a.voice, c.publisher, c.published, c.language, c.said,
       c.name, c.name_id, c.name_type, c.confidence, c.sentence, c.path, c.position, c.body
FROM place p JOIN statement s USING (n) JOIN claim c ON c.h = s.h JOIN article a USING (doc)
     JOIN (SELECT question, min(o) AS first FROM place JOIN statement USING (n) GROUP BY question) USING (question)
ORDER BY first, p.answer, c.confidence DESC, c.o
"""
_LINKS = """
SELECT p.question, l.a, l.b, l.p, l.relation, l.forward, l.copy FROM link l JOIN place p ON p.n = l.a
     JOIN (SELECT question, min(o) AS first FROM place JOIN statement USING (n) GROUP BY question) USING (question)
ORDER BY first, l.a, l.b
"""


def facts(database: Any, sure: float) -> Iterator[Fact]:
    """All facts, in the order of their first claim. Below a confidence of ``sure`` no answer makes a conflict."""
    decode = msgspec.msgpack.Decoder(Statement).decode
    links = _grouped(Link(*row) for row in _rows(database, _LINKS))
    waiting = next(links, None)
    for members in _grouped(Member(*row) for row in _rows(database, _MEMBERS)):
        mine: list[Link] = []
        if waiting is not None and waiting[0].question == members[0].question:
            mine = waiting
            waiting = next(links, None)
        says = {m.number: decode(m.body) for m in members}
        for part in _parted(members, mine, sure):
            yield _fact(part, mine, says, sure)


def _rows(database: Any, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = database.cursor().execute(query)
    while rows := cursor.fetchmany(CHUNK):
        yield from rows


def _grouped(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Rows that stand together and have one question."""
    group: list[Any] = []
    for row in rows:
        if group and row.question != group[0].question:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _parted(members: Sequence[Member], links: Sequence[Link], sure: float) -> list[list[Member]]:
    """The members of each question: answers that nothing holds together, as a conflict was none, are not of one."""
    parts = _answers(members)
    place = {m.number: number for number, part in enumerate(parts) for m in part}
    groups = Groups(len(parts))
    for link in links:
        a, b = place[link.a], place[link.b]
        if link.relation != "conflict" or _contradict(parts[a], parts[b], sure):
            groups.join(a, b)
    out: dict[int, list[Member]] = {}
    for number, part in enumerate(parts):
        out.setdefault(groups.find(number), []).extend(part)
    return list(out.values())


def _answers(members: Sequence[Member]) -> list[list[Member]]:
    parts: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        parts[member.answer].append(member)
    return list(parts.values())


def _fact(members: Sequence[Member], links: Sequence[Link], says: dict[int, Statement], sure: float) -> Fact:
    ordered = sorted(_answers(members), key=lambda part: _position(part, says))
    answers = tuple(_answer(part, links, says) for part in ordered)
    relations = tuple(_relations(ordered, answers, links, says, sure))
    subject = _subject(members)
    kind, predicate = says[members[0].number].kind, _most(says[m.number].predicate for m in members)
    content = [(a.value, a.time, a.status, a.negated) for a in answers]
    who = subject and (subject.id or " ".join(subject.name.casefold().split()))
    return Fact(
        schema_version=FACTS_VERSION,
        id=digest("f", *sorted(m.id for m in members)),
        key=digest("q", kind, who, predicate, content),
        kind=kind,
        subject=subject,
        predicate=predicate,
        unit=_most(says[m.number].unit for m in members),
        per=Counter(says[m.number].per for m in members).most_common(1)[0][0],
        period=_period(members, says),
        voices=_voices(members, links),
        answers=answers,
        relations=relations,
    )


def _most(values: Iterable[Any]) -> Any:
    """The most frequent value that is not null, the first of those that are equally so."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None


def _position(part: Sequence[Member], says: dict[int, Statement]) -> tuple[Any, ...]:
    """Answers stand by the day that they speak of, else of their first article; then by size."""
    first = [says[m.number] for m in part]
    published = min((s.published for s in first if s.published is not None), default=0)
    value = first[0].amount if first[0].amount is not None else first[0].least or 0.0
    return (published, first[0].status != "actual", value, part[0].id)


# --- who, when ---


def _subject(members: Sequence[Member]) -> FactSubject | None:
    named = [m for m in members if m.name is not None]
    if not named:
        return None
    name = _most(m.name for m in named)
    first = next(m for m in named if m.name == name)
    return FactSubject(
        name=name, id=first.name_id, type=first.name_type, names=tuple(sorted({m.name for m in named if m.name}))
    )


def _period(members: Sequence[Member], says: dict[int, Statement]) -> Period | None:
    found = _most((s.when, s.days) for s in (says[m.number] for m in members) if s.days is not None)
    if found is not None:
        value, days = found
        return Period(dated=True, value=value, from_=_iso(days[0]), to=_iso(days[1]))
    published = sorted({m.published for m in members if m.published})
    return Period(dated=False, value=None, from_=published[0], to=published[-1]) if published else None


def _iso(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()


# --- answers ---


def _answer(part: Sequence[Member], links: Sequence[Link], says: dict[int, Statement]) -> Answer:
    best = says[part[0].number]
    published = sorted({m.published for m in part if m.published})
    return Answer(
        value=_value(best) if best.kind == "quantity" else None,
        time=_time(part, says),
        status=_most(says[m.number].status for m in part),
        negated=best.negated,
        published_first=published[0] if published else None,
        published_last=published[-1] if published else None,
        said_by=tuple(sorted({m.said for m in part if m.said})),
        publishers=tuple(sorted({m.publisher for m in part if m.publisher})),
        languages=tuple(sorted({m.language for m in part})),
        confidence=max(m.confidence for m in part),
        voices=_voices(part, links),
        quote=_quote(part[0]),
        claims=tuple(dict.fromkeys(m.id for m in part)),
    )


def _quote(m: Member) -> Quote:
    return Quote(text=m.sentence, path=m.path, position=m.position, publisher=m.publisher, published=m.published)


def _value(s: Statement) -> AnswerValue:
    return AnswerValue(
        amount=s.amount,
        min=s.least,
        max=s.most,
        comparison=s.comparison,
        unit=s.unit,
        unit_kind=s.unit_kind,
        per=s.per,
        change=s.change,
    )


def _time(part: Sequence[Member], says: dict[int, Statement]) -> AnswerTime | None:
    """The time of the surest claim that has one whose days are known, else of the surest that has one."""
    timed = [says[m.number] for m in part if says[m.number].when is not None]
    if not timed:
        return None
    s = next((t for t in timed if t.days is not None), timed[0])
    days = (_iso(s.days[0]), _iso(s.days[1])) if s.days else (None, None)
    return AnswerTime(value=s.when, modifier=s.modifier, from_=days[0], to=days[1])


def _voices(part: Sequence[Member], links: Sequence[Link]) -> Voices:
    """Articles that are copies, or whose sentences here are, are one text."""
    article = {m.number: m.article for m in part}
    pairs = [(article[x.a], article[x.b]) for x in links if x.copy and x.a in article and x.b in article]
    speaker: dict[int, int] = {}
    first: dict[int, int] = {}
    for m in part:
        one = speaker.setdefault(m.voice, m.article)
        pairs.append((one, m.article))
        pairs.append((first.setdefault(m.number, m.article), m.article))  # one statement is one sentence
    return Voices(
        claims=len({m.id for m in part}),
        articles=len({m.article for m in part}),
        publishers=len({m.publisher for m in part if m.publisher}),
        independent=count_joined((m.article for m in part), pairs),
    )


# --- relations ---


def _relations(
    parts: Sequence[Sequence[Member]],
    answers: Sequence[Answer],
    links: Sequence[Link],
    says: dict[int, Statement],
    sure: float,
) -> Iterator[Relation]:
    place = {m.number: number for number, part in enumerate(parts) for m in part}
    found: dict[tuple[int, int], list[tuple[str, int, int, float]]] = defaultdict(list)
    for link in links:
        if link.a not in place or link.b not in place:
            continue
        a, b = place[link.a], place[link.b]
        if a != b and link.relation != "same":
            directed = link.relation in ("update", "outcome")
            first, second = (b, a) if directed and not link.forward else (a, b) if directed else sorted((a, b))
            found[min(a, b), max(a, b)].append((link.relation, first, second, link.p))
    for (low, high), told in sorted(found.items()):
        holds = [t for t in told if t[0] != "conflict" or _contradict(parts[low], parts[high], sure)]
        if holds:
            yield _relation(holds, answers)


def _contradict(one: Sequence[Member], other: Sequence[Member], sure: float) -> bool:
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
