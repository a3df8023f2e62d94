"""How likely two statements answer one question: readable features, weighed by ``models/weights/facts.toml``.

The weights are those of a logistic model of pairs of claims that were annotated by hand (``benchmarks/facts.py``);
folds over stories judge them. A feature is true or false, so that its weight can be read.
"""

import math
from collections.abc import Iterator

from kabar.facts.alike import FEW, HALF, LOW, MOST, days_apart, elsewhere, share, within
from kabar.facts.places import Places, places
from kabar.facts.question import one_question, one_subject
from kabar.facts.statement import Statement
from kabar.facts.table import Known, WeightsTable, together
from kabar.facts.values import one_unit, trend, values

_MONTH = 31  # days
_TELLING = frozenset(
    ("who", "predicate", "trigger", "what", "unit", "alone", "names", "words", "scene", "event", "published", "beside")
)
_TOGETHER = (
    ("who.equal", "predicate.equal", "unit.equal"),
    ("who.equal", "predicate.equal", "unit.equal", "time.equal"),
    ("predicate.equal", "unit.equal", "scene.most"),
    ("what.equal", "unit.equal", "words.many"),
    ("names.most", "words.most"),
    ("names.many", "words.most"),
    ("names.most", "words.many"),
    ("unit.equal", "words.most"),
    ("predicate.equal", "unit.equal", "alone.both"),
    ("predicate.equal", "unit.equal", "alone.both", "scene.many"),
    ("predicate.equal", "unit.equal", "alone.both", "scene.most"),
)
_SOME, _TELLS = 2, 3  # digits of a number that some things have, and of one that few have
_LARGE = 1000  # from here on a number of two digits is one that few things have
_COPY = 0.8  # share of common words from which a sentence is a copy
_COPY_WORDS = 6


def comparable(a: Statement, b: Statement) -> bool:
    """Whether two statements can answer one question at all: cheap, and looked at before all else."""
    if a.kind != b.kind or _strange(a, b) or _elsewhere(a, b):
        return False
    if a.kind == "event":
        return True
    if a.per != b.per and a.per is not None and b.per is not None:
        return False
    twice = a.amount == b.amount and (a.amount in a.beside or b.amount in b.beside)
    if twice and a.predicate != b.predicate and not a.trigger & b.trigger:
        return False  # 18 dead and 18 injured: a sentence tells the number of two measures
    if a.measures[0][0] == b.measures[0][0]:
        return True
    dimensions = {m[0] for m in a.measures}
    return any(m[0] in dimensions for m in b.measures)


def _elsewhere(a: Statement, b: Statement) -> bool:
    """Sentences about two places; what happens on one day can be told with either."""
    one_day = a.kind == "event" and a.days is not None and a.days == b.days
    return not one_day and elsewhere(a, b)


def _strange(a: Statement, b: Statement) -> bool:
    """Sentences of two articles that share next to nothing but a number that many things have, or a day."""
    if a.article == b.article or (a.kind == "quantity" and min(a.digits, b.digits) >= _TELLS):
        return False
    named = a.who is not None and b.who is not None and (a.who == b.who or within(a.noun, b.noun))
    near = days_apart(a, b) <= FEW or _telling(a, b)
    if named or share(a.scene, b.scene) >= (LOW if near else HALF):
        return False
    least = HALF if a.kind == "quantity" and min(a.digits, b.digits) < _SOME else LOW
    return max(share(a.names, b.names), share(a.words, b.words)) < least


def _telling(a: Statement, b: Statement) -> bool:
    """Neither article has a day, and both tell so large a number that few things have it: a sum, a count of thousands.

    Of a dozen people nobody could say.
    """
    if a.published is not None or b.published is not None or min(a.digits, b.digits) < _SOME:
        return False
    return None not in (a.amount, b.amount) and min(abs(a.amount or 0), abs(b.amount or 0)) >= _LARGE


def chance(a: Statement, b: Statement, owners: dict[str, str], known: Known, table: WeightsTable) -> float:
    """The chance, from 0 to 1, that both answer one question."""
    if one_question(a, b, known):
        return 1.0
    weights = table.weights
    total = table.bias + sum(weights.get(feature, 0) for feature in features(a, b, owners, known))
    return 1 / (1 + math.exp(-total / 100))


def features(a: Statement, b: Statement, owners: dict[str, str], known: Known) -> list[str]:
    """The features that are true of a pair, in a fixed order."""
    time = places(a, b)
    like = values(a, b, known) if a.kind == "quantity" else "different" if time == "apart" else "equal"
    found = [
        f"{a.kind}",
        *_subject(a, b, owners),
        *_predicate(a, b, known),
        *(_value(a, b, like, known) if a.kind == "quantity" else ()),
        *_time(a, b, time),
        *_context(a, b),
        *_status(a, b),
    ]
    if like in ("different", "apart"):  # what makes two values one question is not what makes two values different
        true = frozenset(found)
        found += [f"different:{name}" for name in found if name.partition(".")[0] in _TELLING]
        found += [f"different:{'+'.join(names)}" for names in _TOGETHER if true.issuperset(names)]
    return found


def _subject(a: Statement, b: Statement, owners: dict[str, str]) -> Iterator[str]:
    if a.who is not None and b.who is not None:
        if a.who == b.who:
            yield "who.equal"
        elif owners.get(a.who) == b.who or owners.get(b.who) == a.who or _owner(a, b, owners):
            yield "who.part"
        else:
            other = "who.persons" if a.person and b.person else "who.different"
            yield "who.part" if within(a.noun, b.noun) else other
    elif a.noun and b.noun:
        if one_subject(a, b):
            yield "who.equal"
            return
        part = "part" if within(a.noun, b.noun) else "different"
        yield f"who.noun.{'equal' if a.noun == b.noun else part}"
    else:
        yield "who.none" if not a.noun and not b.noun else "who.one"


def _owner(a: Statement, b: Statement, owners: dict[str, str]) -> bool:
    """Both belong to one owner: a division of a maker and its product."""
    owner = owners.get(a.who or "")
    return owner is not None and owner == owners.get(b.who or "")


def _predicate(a: Statement, b: Statement, known: Known) -> Iterator[str]:
    vague = (a.predicate in known.generic) + (b.predicate in known.generic)
    if a.predicate == b.predicate:
        yield "predicate.vague" if vague else "predicate.equal"
    elif together(known.near, a.predicate, b.predicate):
        yield "predicate.near"
    else:
        yield "predicate.one_vague" if vague else "predicate.different"
    if a.trigger and b.trigger:
        if a.trigger & b.trigger:
            yield "trigger.equal"
        else:  # what one is called by, the sentence of the other may say as well
            yield "trigger.said" if a.trigger & b.words or b.trigger & a.words else "trigger.different"
    if a.what and b.what:
        yield "what.equal" if a.what & b.what else "what.different"


def _value(a: Statement, b: Statement, like: str, known: Known) -> Iterator[str]:
    digits = min(3, a.digits, b.digits)
    if like == "compatible" and a.amount is not None and a.amount == b.amount:
        like = "bound"  # one number, told as one and as a bound
    yield f"value.{like}.{digits}" if like in ("equal", "bound", "compatible") else f"value.{like}"
    if one_unit(a, b, known):
        yield "unit.none" if a.unit is None else "unit.equal"
    else:
        yield "unit.one" if a.unit is None or b.unit is None else "unit.different"
    if a.per != b.per:
        yield "per.different"
    yield f"alone.{('none', 'one', 'both')[(not a.rivals) + (not b.rivals)]}"
    if set(a.beside) & set(b.beside):
        yield "beside.common"
    if a.amount in b.rivals or b.amount in a.rivals:
        yield "rivals"
    one, other = trend(a, known), trend(b, known)
    if one != other:
        yield "change.one" if one is None or other is None else "change.different"


def _time(a: Statement, b: Statement, time: Places) -> Iterator[str]:
    if time == "unknown":
        yield "time.none" if a.days is None and b.days is None else "time.one"
    else:
        yield f"time.{'inside' if time == 'around' else time}"  # features are the same whichever comes first
    if a.published is None or b.published is None:
        yield "published.unknown"
    else:
        apart = days_apart(a, b)
        yield "published.near" if apart <= FEW else "published.month" if apart <= _MONTH else "published.far"


def _context(a: Statement, b: Statement) -> Iterator[str]:
    yield f"names.{_step(share(a.names, b.names))}"
    yield f"words.{_step(share(a.words, b.words))}"
    yield "scene.one" if a.article == b.article else f"scene.{_step(share(a.scene, b.scene))}"


def _step(share: float) -> str:
    return "none" if share < LOW else "some" if share < HALF else "many" if share < MOST else "most"


def _status(a: Statement, b: Statement) -> Iterator[str]:
    if a.status != b.status:
        yield "status.outcome" if "actual" in (a.status, b.status) else "status.open"
    if a.negated != b.negated:
        yield "negated.one"


def is_copy(a: Statement, b: Statement) -> bool:
    """Whether one sentence is, word for word or nearly so, the other."""
    one, other = a.names | a.words, b.names | b.words
    most = max(len(one), len(other))
    return most >= _COPY_WORDS and len(one & other) >= _COPY * most
