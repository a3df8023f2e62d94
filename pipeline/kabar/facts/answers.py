"""What claims of one question say together: the answers, who gives them, whom they are about, and when it holds."""

import datetime
from collections.abc import Sequence

from kabar.facts.groups import count_joined
from kabar.facts.members import Link, Member, most
from kabar.facts.record import Answer, AnswerTime, AnswerValue, FactSubject, Period, Quote, Voices
from kabar.facts.statement import Statement


def asked_of(members: Sequence[Member]) -> FactSubject | None:
    """Whom a question is about: the name that most of its claims give, with all their names."""
    named = [m for m in members if m.name is not None]
    if not named:
        return None
    name = most(m.name for m in named)
    first = next(m for m in named if m.name == name)
    return FactSubject(
        name=name, id=first.name_id, type=first.name_type, names=tuple(sorted({m.name for m in named if m.name}))
    )


def period(members: Sequence[Member], says: dict[int, Statement]) -> Period | None:
    """When it holds, by most claims; the days of publication where none is dated."""
    found = most((s.when, s.days) for s in (says[m.number] for m in members) if s.days is not None)
    if found is not None:
        value, days = found
        return Period(dated=True, value=value, from_=_iso(days[0]), to=_iso(days[1]))
    published = sorted({m.published for m in members if m.published})
    return Period(dated=False, value=None, from_=published[0], to=published[-1]) if published else None


def _iso(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()


def answer(part: Sequence[Member], copies: Sequence[Link], says: dict[int, Statement]) -> Answer:
    """What claims say alike, the surest first; ``copies`` are links between sentences that are copies."""
    best = says[part[0].number]
    published = sorted({m.published for m in part if m.published})
    return Answer(
        value=_value(best) if best.kind == "quantity" else None,
        time=_time(part, says),
        status=most(says[m.number].status for m in part),
        negated=best.negated,
        published_first=published[0] if published else None,
        published_last=published[-1] if published else None,
        said_by=tuple(sorted({m.said for m in part if m.said})),
        publishers=tuple(sorted({m.publisher for m in part if m.publisher})),
        languages=tuple(sorted({m.language for m in part})),
        confidence=max(m.confidence for m in part),
        voices=voices(part, copies),
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


def voices(part: Sequence[Member], copies: Sequence[Link]) -> Voices:
    """Articles that are copies, or whose sentences here are, are one text."""
    article = {m.number: m.article for m in part}
    pairs = [(article[link.a], article[link.b]) for link in copies]
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
