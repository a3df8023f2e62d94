"""A claim made comparable: days as numbers, values in base units, the words around it as numbers of words.

A statement holds all that :mod:`kabar.facts.likeness` and :mod:`kabar.facts.relation` look at, and nothing of the
place in its article, so that copies of one sentence are one statement.
"""

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from kabar.facts.table import Known
from kabar.find.times import periods
from kabar.record import Change, Claim, Comparison, Kind, Modifier, Status, Subject, Time, UnitKind, Value

Interval = tuple[int, int]  # first and last day, as ordinals of the proleptic calendar
Measure = tuple[str, float, float]  # dimension, least and greatest value in base units

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=T|$)")
_APART = re.compile(r"[.,]")
_TOPIC = "topic:"  # so begin the ids of topics, see kabar.find.entities
SCENE = 24  # names that stand for an article
RIVALS = 8  # other values of one measure that are kept; an article that has more is a table
FAR = 1e300  # stands for no bound
COUNT = "1"  # UCUM code of what is counted: things by whatever noun, and numbers without a unit


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a claim says.

    ``article`` is the number of the text that says it, ``person`` whether its subject is somebody with a name.
    ``who`` is the key of its subject (``None`` where it has none or only a common noun). ``measures`` are the value and
    its equivalents; ``digits`` the significant digits of the number. ``days`` is its period, ``dated`` how much of it
    is said: 2 first and last day, 1 one end, 0 neither. ``published`` is the day of its article.

    ``names`` and ``words`` are numbers of the names and the other words of its sentence, without those of the value
    itself; ``scene`` of the names that are most frequent in its article. ``what`` is the noun that is counted,
    ``trigger`` the words that say it, ``noun`` those of the subject. ``beside`` are the other amounts of the sentence
    (its own where that is told of two measures),
    ``rivals`` those that its article tells of the same measure, the least first and no more than :data:`RIVALS`.
    ``lands`` are the known places that the sentence names, each with its kind.
    """

    kind: Kind
    article: int
    who: str | None
    person: bool
    predicate: str
    measures: tuple[Measure, ...]
    amount: float | None
    least: float | None
    most: float | None
    comparison: Comparison
    digits: int
    unit: str | None
    unit_kind: UnitKind | None
    per: str | None
    change: Change | None
    status: Status
    negated: bool
    days: Interval | None
    dated: int
    when: str | None
    modifier: Modifier | None
    published: int | None
    names: frozenset[int]
    words: frozenset[int]
    scene: frozenset[int]
    what: frozenset[int]
    trigger: frozenset[int]
    noun: frozenset[int]
    beside: tuple[float, ...]
    rivals: tuple[float, ...]
    confidence: float
    lands: frozenset[str]


_BARE: dict[str, Any] = dict.fromkeys(("names", "words", "scene", "what", "trigger", "noun", "lands"), frozenset())
_BARE |= dict.fromkeys(("measures", "beside", "rivals"), ())


def statement(
    claim: Claim,
    who: str | None,
    known: Known,
    beside: tuple[float, ...] = (),
    rivals: tuple[float, ...] = (),
    scene: frozenset[int] = frozenset(),
    lands: frozenset[str] = frozenset(),
) -> Statement:
    """The statement of a claim whose subject has the key ``who``; for the others see :class:`Statement`."""
    value, language = claim.value, claim.document.language
    stops = known.function.get(language, frozenset())
    published = _ordinal(claim.document.published)
    days, dated = period(claim.time, published)
    names, words = _words(claim, stops)
    subject = claim.subject
    return Statement(
        kind=claim.kind,
        article=article(claim),
        who=who,
        person=who is not None and subject is not None and subject.type == "person",
        predicate=claim.predicate,
        measures=measures(value, known) if value else (),
        amount=value.amount if value else None,
        least=value.min if value else None,
        most=value.max if value else None,
        comparison=value.comparison if value else "=",
        digits=_digits(value) if value else 0,
        unit=value.unit if value else None,
        unit_kind=value.unit_kind if value else None,
        per=value.per if value else None,
        change=value.change if value else None,
        status=claim.status,
        negated=claim.negated,
        days=days,
        dated=dated,
        when=claim.time.value if claim.time else None,
        modifier=claim.time.modifier if claim.time else None,
        published=published,
        names=names,
        words=words,
        scene=scene,
        what=_numbers(claim.object, stops) - _numbers(claim.time.text if claim.time else None, stops),
        trigger=_numbers(claim.trigger.text if claim.trigger else None, frozenset()),
        noun=_noun(subject, stops),
        beside=beside,
        rivals=rivals,
        confidence=claim.confidence.all,
        lands=lands,
    )


def bare(says: Statement) -> Statement:
    """A statement without what only a comparison looks at, its words above all: a sixth of its size in memory."""
    return msgspec.structs.replace(says, **_BARE)


def article(claim: Claim) -> int:
    """The number of the text of a claim: 60 bits of its hash."""
    return int(claim.document.text_sha256[:15], 16)


def is_kind(subject: Subject) -> bool:
    """Whether the name is that of a kind of happening: a topic of the models that is an event."""
    return subject.type == "event" and (subject.id or "").startswith(_TOPIC)


def _noun(subject: Subject | None, stops: frozenset[str]) -> frozenset[int]:
    """Numbers of the words of a subject; a kind of happening has one for the words of all languages."""
    if subject is not None and subject.id and is_kind(subject):
        return frozenset((zlib.crc32(subject.id.encode()),))
    return _numbers(subject.name if subject else None, stops)


def scene(claims: Sequence[Claim], known: Known) -> frozenset[int]:
    """The names that are most frequent in the sentences of an article's claims and in its title."""
    stops = known.function.get(claims[0].document.language, frozenset())
    found: Counter[int] = Counter()
    for text in {text for c in claims for text in (c.evidence.text, c.document.title or "")}:
        for m in _WORD.finditer(text):
            if _is_name(m[0]) and not m[0].isdigit():
                number = _number(m[0], stops)
                found.update(() if number is None else (number,))
    ranked = sorted(found, key=lambda n: (-found[n], n))
    return frozenset(ranked[:SCENE])


def content(claim: Claim) -> int:
    """64 bits over what a claim says and the sentence that says it: equal for copies of one sentence."""
    sentence = " ".join(claim.evidence.text.casefold().split())
    data = "\0".join((claim.key, claim.document.published or "", sentence)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1


def _ordinal(iso: str | None) -> int | None:
    try:
        return date.fromisoformat(iso).toordinal() if iso else None
    except ValueError:
        return None


def period(time: Time | None, published: int | None) -> tuple[Interval | None, int]:
    """First and last day of a time, and how many of its ends are said.

    What began (``since May``) lasts until the article; of a time that is open at its start (``by 2024``) it is the
    period that its value names. ``None`` where days are unknown.
    """
    if time is None or time.value == "PRESENT_REF":
        return None, 0
    first, last = _ordinal(time.from_), _ordinal(time.to)
    if first is not None and last is not None:
        return ((first, last), 2) if first <= last else (None, 0)
    if first is None and last is None:
        return None, 0
    if first is not None:
        return (first, max(first, published or first)), 1
    assert last is not None
    return _named(time.value or "") or (last, last), 1


def _named(value: str) -> Interval | None:
    """The year, month or day that a TIMEX3 value names."""
    found = _DATE.match(value)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None
        span = (
            periods.day(date(year, month, day))
            if month and day
            else (periods.month(year, month) if month else periods.year(year))
        )
    except ValueError:
        return None
    return (span.first.toordinal(), span.last.toordinal()) if span.first and span.last else None


def measures(value: Value, known: Known) -> tuple[Measure, ...]:
    """The value in base units, then its equivalents."""
    low, high = _low(value.min), _high(value.max)
    if value.unit is None and value.amount is not None and 0 < value.amount < 1:
        out = [_measure("%", low if low <= -FAR else low * 100, high if high >= FAR else high * 100, known)]
    else:
        counted = value.unit_kind in (None, "count")
        counted = counted and value.unit not in known.base
        out = [(COUNT, low, high) if counted else _measure(value.unit, low, high, known)]
    return (*out, *(_measure(e.unit, e.amount, e.amount, known) for e in value.equivalents if e.amount is not None))


def _low(bound: float | None) -> float:
    return -FAR if bound is None else bound


def _high(bound: float | None) -> float:
    return FAR if bound is None else bound


def _measure(unit: str | None, low: float, high: float, known: Known) -> Measure:
    """A value in its base unit."""
    base, factor = known.base.get(unit or "", (unit or COUNT, 1.0))
    offset = known.offset.get(unit or "", 0.0)
    low, high = (end if abs(end) >= FAR else end * factor + offset for end in (low, high))
    return base, low, high


def _digits(value: Value) -> int:
    """Significant digits of a number, of the bounds of a range; trailing noughts of whole numbers do not count."""
    ends = (value.min, value.max) if value.amount is None else (value.amount,)
    texts = (f"{abs(end):.12g}".partition("e")[0].replace(".", "").strip("0") for end in ends if end is not None)
    return max((max(1, len(text)) for text in texts), default=0)


def _words(claim: Claim, stops: frozenset[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the names and of the other words of a sentence, without function words and its value, or its day."""
    text, base = claim.evidence.text, claim.evidence.start
    own = claim.value or claim.time  # all that was on a Friday has the word in common
    skip = (own.start - base, own.end - base) if own else (0, 0)
    names: set[int] = set()
    words: set[int] = set()
    for found in _WORD.finditer(text):
        if skip[0] <= found.start() < skip[1]:
            continue
        word = found[0]
        number = _number(word, stops)
        if number is not None:
            (names if _is_name(word) else words).add(number)
    return frozenset(names), frozenset(words - names)


def _is_name(word: str) -> bool:
    """A word with a capital, or a number of more than one digit."""
    return not word[0].islower() and len(word) > 1


def _number(word: str, stops: frozenset[str]) -> int | None:
    """The number of a word: 32 bits of its folded form; of numbers the digits alone count."""
    folded = word.casefold()
    if folded in stops or (len(folded) < 2 and not folded.isdigit()):
        return None
    if folded[0].isdigit():
        folded = _APART.sub("", folded)
    return zlib.crc32(folded.encode("utf-8", "surrogatepass"))


def _numbers(text: str | None, stops: frozenset[str]) -> frozenset[int]:
    """Numbers of the different words of a text."""
    if not text:
        return frozenset()
    found = (_number(m[0], stops) for m in _WORD.finditer(text))
    return frozenset(n for n in found if n is not None)
