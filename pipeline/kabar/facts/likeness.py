"""How likely two statements answer one question: readable features, weighed by ``models/weights/facts.toml``.

The weights are those of a logistic model of pairs of claims that were annotated by hand (``benchmarks/facts.py``);
folds over stories judge them. A feature is true or false, so that its weight can be read.
"""

import math
from collections.abc import Iterator

from kabar.facts.relation import Places, places
from kabar.facts.statement import Statement
from kabar.facts.table import Known, WeightsTable, together
from kabar.facts.values import one_unit, trend, values

_MONTH, _FEW = 31, 3  # days
_LOW, _HALF, _MOST = 0.15, 0.35, 0.7  # steps of the share of common words
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
_LONG = 3  # words of a common noun that stand for one thing
_COPY = 0.8  # share of common words from which a sentence is a copy
_COPY_WORDS = 6


def comparable(a: Statement, b: Statement) -> bool:
    """Whether two statements can answer one question at all: cheap, and looked at before all else."""
    if a.kind != b.kind or _strange(a, b):
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


def _strange(a: Statement, b: Statement) -> bool:
    """Sentences of two articles that share next to nothing but a number that many things have, or a day."""
    if a.article == b.article or (a.kind == "quantity" and min(a.digits, b.digits) >= _TELLS):
        return False
    named = a.who is not None and b.who is not None and (a.who == b.who or _part(a.noun, b.noun))
    if named or _share(a.scene, b.scene) >= (_LOW if _days_apart(a, b) <= _FEW else _HALF):
        return False
    least = _HALF if a.kind == "quantity" and min(a.digits, b.digits) < _SOME else _LOW
    return max(_share(a.names, b.names), _share(a.words, b.words)) < least


def chance(a: Statement, b: Statement, owners: dict[str, str], known: Known, table: WeightsTable) -> float:
    """The chance, from 0 to 1, that both answer one question."""
    if one_question(a, b, known):
        return 1.0
    weights = table.weights
    total = table.bias + sum(weights.get(feature, 0) for feature in features(a, b, owners, known))
    return 1 / (1 + math.exp(-total / 100))


def one_question(a: Statement, b: Statement, known: Known) -> bool:
    """What is one question by definition: one subject, measure and unit, and one of these.

    One period, and a target, plan or forecast each (a fact can be one of several of a day, unless the sentences are
    alike); no period at all, and sentences printed within days that are alike in their names and their other words,
    or that tell another number in common; a target in the sentence of the fact; a target of a period, and the same
    number as a fact of that period.
    """
    if a.kind != "quantity" or not _one_subject(a, b) or a.per != b.per or not one_unit(a, b, known):
        return False
    if _aimed(a, b):
        return True
    if not _one_predicate(a, b, known):
        return False
    if _attained(a, b):
        return True
    if a.days is None and b.days is None:
        alike = bool(a.trigger & b.trigger) and min(_share(a.words, b.words), _share(a.names, b.names)) >= _HALF
        alike = alike or not set(a.beside).isdisjoint(b.beside)
        return alike and a.status == b.status and _days_apart(a, b) <= _FEW
    alike = "actual" not in (a.status, b.status) or _share(a.words, b.words) >= _MOST
    return alike and a.days == b.days and a.who is not None


def _one_predicate(a: Statement, b: Statement, known: Known) -> bool:
    """One predicate that says what is measured, or two that can mean the same by one word (`realized` tells a revenue
    here and a cost there).
    """
    if a.predicate == b.predicate:
        return a.predicate not in known.generic
    return together(known.near, a.predicate, b.predicate) and bool(a.trigger & b.trigger)


def _one_subject(a: Statement, b: Statement) -> bool:
    """One name, or one common noun of so many words that it is as good as a name."""
    return a.who == b.who and (a.who is not None or (a.noun == b.noun and len(a.noun) >= _LONG))


def _aimed(a: Statement, b: Statement) -> bool:
    """A target and what came of it, told in one sentence, that of the fact."""
    if {a.status, b.status} != {"actual", "target"}:
        return False
    goal, fact = (b, a) if a.status == "actual" else (a, b)
    return goal.amount in fact.beside


def _attained(a: Statement, b: Statement) -> bool:
    """A target of something that has a name, and its very number as a fact, dated or told within its period."""
    if {a.status, b.status} != {"actual", "target"} or a.who is None or a.amount is None or a.amount != b.amount:
        return False
    goal, fact = (b, a) if a.status == "actual" else (a, b)
    if goal.days is None:
        return False
    first, last = fact.days if fact.days is not None else (fact.published, fact.published)
    return first is not None and last is not None and goal.days[0] <= first and last <= goal.days[1]


def _days_apart(a: Statement, b: Statement) -> float:
    return math.inf if a.published is None or b.published is None else abs(a.published - b.published)


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
            yield "who.part" if _part(a.noun, b.noun) else other
    elif a.noun and b.noun:
        if _one_subject(a, b):
            yield "who.equal"
            return
        part = "part" if _part(a.noun, b.noun) else "different"
        yield f"who.noun.{'equal' if a.noun == b.noun else part}"
    else:
        yield "who.none" if not a.noun and not b.noun else "who.one"


def _owner(a: Statement, b: Statement, owners: dict[str, str]) -> bool:
    """Both belong to one owner: a division of a maker and its product."""
    owner = owners.get(a.who or "")
    return owner is not None and owner == owners.get(b.who or "")


def _part(one: frozenset[int], other: frozenset[int]) -> bool:
    """The words of one name are among those of the other."""
    return bool(one and other) and (one <= other or other <= one)


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
        apart = _days_apart(a, b)
        yield "published.near" if apart <= _FEW else "published.month" if apart <= _MONTH else "published.far"


def _context(a: Statement, b: Statement) -> Iterator[str]:
    yield f"names.{_step(_share(a.names, b.names))}"
    yield f"words.{_step(_share(a.words, b.words))}"
    yield "scene.one" if a.article == b.article else f"scene.{_step(_share(a.scene, b.scene))}"


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """Common words as a part of those of the shorter sentence, of at least three."""
    if not one or not other:
        return 0.0
    return len(one & other) / max(3, min(len(one), len(other)))


def _step(share: float) -> str:
    return "none" if share < _LOW else "some" if share < _HALF else "many" if share < _MOST else "most"


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
