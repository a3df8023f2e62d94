"""Writes down the facts: the answers to one question, who gives them, and what holds between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kabar.facts.answers import answer, asked_of, period, voices
from kabar.facts.bodies import Bodies
from kabar.facts.groups import Groups
from kabar.facts.holds import contradict, relations
from kabar.facts.members import Link, Member, most
from kabar.facts.record import FACTS_VERSION, Fact
from kabar.facts.statement import Statement, bare
from kabar.facts.store import fetched
from kabar.record import digest

Says = dict[int, Statement]
Part = list[Member]  # the claims of an answer, the surest first

_MEMBERS = """
SELECT p.question, p.answer, p.n, c.id, a.d, a.voice, c.publisher, c.published, c.language, c.said,
       c.name, c.name_id, c.name_type, c.confidence, c.sentence, c.path, c.position, s.o
FROM place p JOIN statement s USING (n) JOIN claim c ON c.h = s.h JOIN article a USING (doc)
     JOIN (SELECT question, min(o) AS first FROM place JOIN statement USING (n) GROUP BY question) USING (question)
ORDER BY first, p.answer, c.confidence DESC, c.o
"""
_LINKS = """
SELECT p.question, l.a, l.b, l.p, l.relation, l.forward, l.copy FROM link l JOIN place p ON p.n = l.a
     JOIN (SELECT question, min(o) AS first FROM place JOIN statement USING (n) GROUP BY question) USING (question)
ORDER BY first, l.a, l.b
"""


def facts(database: Any, bodies: Bodies, sure: float) -> Iterator[Fact]:
    """All facts, in the order of their first claim. Below a confidence of ``sure`` no answer makes a conflict."""
    links = _grouped(Link(*row) for row in fetched(database, _LINKS))
    waiting = next(links, None)
    for members in _grouped(Member(*row) for row in fetched(database, _MEMBERS)):
        mine: list[Link] = []
        if waiting is not None and waiting[0].question == members[0].question:
            mine = waiting
            waiting = next(links, None)
        says = {m.number: bare(bodies.read(m.body)) for m in members}
        yield from of_question(members, mine, says, sure)


def of_question(members: Sequence[Member], links: Sequence[Link], says: Says, sure: float) -> Iterator[Fact]:
    """The facts of claims that were joined; ``says`` are the statements by their numbers, :func:`bare` as well."""
    for parts, holding in _parted(members, links, sure):
        yield _fact(parts, holding, says, sure)


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


def _parted(members: Sequence[Member], links: Sequence[Link], sure: float) -> Iterator[tuple[list[Part], list[Link]]]:
    """The questions with their links: answers that nothing holds together, as a conflict was none, are not of one."""
    answers: dict[int, Part] = defaultdict(list)
    for member in members:
        answers[member.answer].append(member)
    parts = list(answers.values())
    place = {m.number: number for number, part in enumerate(parts) for m in part}
    groups = Groups(len(parts))
    for a, b in dict.fromkeys((place[x.a], place[x.b]) for x in links if x.relation != "conflict"):
        groups.join(a, b)
    for a, b in dict.fromkeys(tuple(sorted((place[x.a], place[x.b]))) for x in links if x.relation == "conflict"):
        if contradict(parts[a], parts[b], sure):
            groups.join(a, b)
    out: dict[int, tuple[list[Part], list[Link]]] = {}
    for number, part in enumerate(parts):
        out.setdefault(groups.find(number), ([], []))[0].append(part)
    for link in links:
        question = groups.find(place[link.a])
        if question == groups.find(place[link.b]):
            out[question][1].append(link)
    yield from out.values()


def _fact(parts: Sequence[Part], links: Sequence[Link], says: Says, sure: float) -> Fact:
    ordered = sorted(_merged(parts, says), key=lambda part: _position(part, says))
    members = [m for part in ordered for m in part]
    place = {m.number: number for number, part in enumerate(ordered) for m in part}
    copies: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.copy and place[link.a] == place[link.b]:
            copies[place[link.a]].append(link)
    answers = tuple(answer(part, copies[number], says) for number, part in enumerate(ordered))
    subject = asked_of(members)
    kind, predicate = says[members[0].number].kind, most(says[m.number].predicate for m in members)
    content = [(a.value, a.time, a.status, a.negated) for a in answers]
    who = subject and (subject.id or " ".join(subject.name.casefold().split()))
    return Fact(
        schema_version=FACTS_VERSION,
        id=digest("f", *sorted(m.id for m in members)),
        key=digest("q", kind, who, predicate, content),
        kind=kind,
        subject=subject,
        predicate=predicate,
        unit=most(says[m.number].unit for m in members),
        per=Counter(says[m.number].per for m in members).most_common(1)[0][0],
        period=period(members, says),
        voices=voices(members, [link for link in links if link.copy]),
        answers=answers,
        relations=tuple(relations(ordered, answers, links, place, sure)),
    )


def _merged(parts: Sequence[Part], says: Says) -> list[Part]:
    """Answers of one question that say the same word for word are one, whether or not they were compared."""
    out: dict[tuple[Any, ...], Part] = {}
    for part in parts:
        s = says[part[0].number]
        told = (s.least, s.most, s.comparison, s.unit, s.per, s.change, s.days, s.when, s.status, s.negated)
        out.setdefault(told, []).extend(part)
    return [sorted(part, key=lambda m: (-m.confidence, m.number, m.id)) for part in out.values()]


def _position(part: Sequence[Member], says: Says) -> tuple[Any, ...]:
    """Answers stand by the day that they speak of, else of their first article; then by size."""
    first = [says[m.number] for m in part]
    published = min((s.published for s in first if s.published is not None), default=0)
    value = first[0].amount if first[0].amount is not None else first[0].least or 0.0
    return (published, first[0].status != "actual", value, part[0].id)
