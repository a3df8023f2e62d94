"""What holds between two statements that answer one question: values, periods and statuses decide.

``same`` equal meaning; ``compatible`` both can be so (bounds, roundings, about, another grain, converted units);
``update`` a target, plan or forecast that was changed; ``outcome`` what became of one; ``conflict`` both cannot be so.
"""

from typing import Literal, NamedTuple

from kabar.facts.alike import FEW, one_moment, told_in_common
from kabar.facts.counts import least, others_counted, part_of_whole, strange_nouns
from kabar.facts.places import Places, places
from kabar.facts.statement import Statement
from kabar.facts.table import Known, together
from kabar.facts.values import Likeness, one_unit, trend, values

Name = Literal["same", "compatible", "update", "outcome", "conflict"]

GOALS = frozenset(("target", "planned"))
_UNTIL = frozenset(("BEFORE", "ON_OR_BEFORE"))
_MONTH, _YEAR = 31, 366  # days


class Relation(NamedTuple):
    """What holds from the ``first`` statement to the other: ``forward`` when the first is the older, or the goal."""

    name: Name
    forward: bool = True


def relation(a: Statement, b: Statement, known: Known) -> Relation | None:
    """What holds between two statements, given that they answer one question. ``None``: nothing of note."""
    found = _holds(a, b, known) if a.kind == b.kind else None
    if found is None or found.name == "same" or not _strangers(a, b):
        return found
    return found if found.name == "compatible" and _one_amount(a, b) else None


def _one_amount(a: Statement, b: Statement) -> bool:
    """One number, however it is bounded; one day, however it is written."""
    return a.amount == b.amount if a.kind == "quantity" else places(a, b) == "equal"


def _strangers(a: Statement, b: Statement) -> bool:
    """Both are about something that has a name, and none of the names is a part of the other."""
    return None not in (a.who, b.who) and a.who != b.who and not (a.noun <= b.noun or b.noun <= a.noun)


def _holds(a: Statement, b: Statement, known: Known) -> Relation | None:
    time = places(a, b)
    if time == "apart" and a.kind == "quantity":
        return Relation("compatible") if _kept_up(a, b, known) else None
    if a.kind == "event" and not _one_happening(a, b):
        return None
    value = values(a, b, known) if a.kind == "quantity" else "equal"
    if (
        value == "none"
        or (value in ("different", "apart") and a.per != b.per)
        or (value == "compatible" and a.amount != b.amount and strange_nouns(a, b, known))
        or (value != "equal" and _moves(a, b, known))
    ):
        return None
    if a.kind == "quantity" and _other_moment(a, b, time, known):
        return None
    if a.negated != b.negated:
        told = a.kind == "event" or not known.generic & {a.predicate, b.predicate}  # else nobody knows what is denied
        denied = told and value == "equal" and _one_time(a, b, time, known) and bool(a.trigger & b.trigger)
        return Relation("conflict") if denied else None
    if (a.status == "actual") != (b.status == "actual"):
        return _outcome(a, b, value, time, known)
    if a.kind == "event" and time == "apart":
        return _moved(a, b)
    if a.kind == "event" and time == "unknown" and a.when is not None:
        return None  # a Friday, a year: nobody knows
    if a.kind == "event" and (time != "equal" or _long(a)) and not _one_word(a, b, known):
        return None
    if time == "apart" or value == "apart":
        return None
    if value == "different":
        return _differ(a, b, time, known)
    exact = value == "equal" and a.status == b.status and time in ("equal", "unknown")
    return Relation("same" if exact else "compatible")


def _other_moment(a: Statement, b: Statement, time: Places, known: Known) -> bool:
    """What is undated is of the days of its article: a price of last month is not one of today."""
    if time != "unknown" or not {a.predicate, b.predicate} & known.point:
        return False
    return not (one_moment(a, b) or a.published is b.published is None)


def _listed(a: Statement, b: Statement) -> bool:
    """The sentence of one tells the value of the other as well: they are different things of a list."""
    return (a.amount is not None and a.amount in b.beside) or (b.amount is not None and b.amount in a.beside)


def _one_happening(a: Statement, b: Statement) -> bool:
    """Two events can be one: both have a date or neither has, and undated ones have words in common."""
    if (a.when is None) != (b.when is None):
        return False
    return a.when is not None or bool(a.trigger & b.trigger)


def _long(s: Statement) -> bool:
    """A period in which many things happen."""
    return s.days is not None and s.days[1] - s.days[0] > _MONTH


def _one_word(a: Statement, b: Statement, known: Known) -> bool:
    """Happenings are called by one word, or what has one name does is of one kind."""
    one_kind = a.predicate == b.predicate and a.predicate not in known.generic
    return bool(a.trigger & b.trigger) or (one_kind and a.who is not None and a.who == b.who)


def _moves(a: Statement, b: Statement, known: Known) -> bool:
    """One is a movement in percent, and the other none."""
    return a.unit == "%" and _one_moves(a, b, known)


def _one_moves(a: Statement, b: Statement, known: Known) -> bool:
    return (trend(a, known) is None) != (trend(b, known) is None)


def _outcome(a: Statement, b: Statement, value: Likeness, time: Places, known: Known) -> Relation | None:
    """A target, plan or forecast, and what was or is of it; the period of the fact lies in that of the goal.

    What is no target and appears together with the fact is no goal that could be reached: one article tells as done or
    decided what another tells as coming.
    """
    goal, fact = (b, a) if a.status == "actual" else (a, b)
    if goal.status != "target" and not _before(goal, fact) and not (value == "compatible" and _made_exact(goal, fact)):
        if value == "different" and _retold(a, b, known):
            return Relation("conflict")
        if value in ("different", "apart") or time in ("apart", "overlap"):
            return None
        alike = value == "equal" and time in ("equal", "unknown") and (a.when is None) == (b.when is None)
        return Relation("same" if alike else "compatible")
    if _later(goal, fact) and _one_measure(a, b, known) and (a.kind == "event" or _in_time(goal, fact)):
        return Relation("outcome", goal is a)
    one = a.amount == b.amount or "~" in (a.comparison, b.comparison)  # 128 is no rounder goal of 120
    alike = one and value in ("equal", "compatible") and time in ("equal", "unknown")
    return Relation("compatible") if alike else None


def _retold(a: Statement, b: Statement, known: Known) -> bool:
    """The same is told as done here and as coming there, beside another number that both tell, and by one word.

    Not what mounts or changes from one moment to the next: that is not yet what it will be.
    """
    passing = {a.predicate, b.predicate} & (known.mounting | known.point | known.generic)
    if passing or a.predicate != b.predicate or a.days != b.days or not a.trigger & b.trigger:
        return False
    return one_moment(a, b) and bool(told_in_common(a, b)) and not _listed(a, b) and not _one_moves(a, b, known)


def _one_measure(a: Statement, b: Statement, known: Known) -> bool:
    """The values are of one measure: in one unit, where both have one, and by predicates that can mean the same.

    Of what a sentence tells as aimed at and as made, one predicate may be vague: the other says what both are.
    Events are of one kind, or called by one word.
    """
    if a.kind == "event":
        return bool(a.trigger & b.trigger) or (a.predicate == b.predicate and a.predicate not in known.generic)
    units = (None in (a.unit, b.unit) or one_unit(a, b, known)) and not part_of_whole(a, b, known)
    vague = bool(known.generic & {a.predicate, b.predicate}) and _listed(a, b)
    return units and (a.predicate == b.predicate or vague or together(known.near, a.predicate, b.predicate))


def _in_time(goal: Statement, fact: Statement) -> bool:
    """The period of a fact is that of the goal, or a part of it in which the goal was reached already.

    A fact without a date counts where it was told while the period of the goal ran or in the year after it; where
    neither has one, both stand in one sentence, or the fact is told days later.
    """
    time = places(fact, goal)
    if time == "inside":
        return least(fact) >= least(goal)
    if goal.when is None and fact.when is None:
        return _listed(goal, fact) or _before(goal, fact) or _made_exact(goal, fact)
    if time != "unknown" or fact.when is not None or goal.when is None:
        return time in ("equal", "unknown")
    if goal.days is None or fact.published is None:
        return least(fact) == least(goal)
    return goal.days[0] <= fact.published <= goal.days[1] + _YEAR


def _made_exact(goal: Statement, fact: Statement) -> bool:
    """A plan that left the number open, and the number, told on a later day: the plan was carried out meanwhile."""
    told = goal.kind == "quantity" and _order(goal, fact) < 0
    return told and goal.status == "planned" and goal.comparison == "range" and fact.comparison == "="


def _moved(a: Statement, b: Statement) -> Relation | None:
    """Events of one kind at different days: a plan that was moved."""
    if a.status == "actual":
        return Relation("conflict") if a.dated == b.dated == 2 else None
    order = _order(a, b)
    return Relation("update", order < 0) if order else Relation("conflict")


def _differ(a: Statement, b: Statement, time: Places, known: Known) -> Relation | None:
    """Different values of one period and a like status."""
    if part_of_whole(a, b, known):
        return None
    listed = _listed(a, b) or others_counted(a, b, known)
    if a.status == "actual":
        both = listed or _mounting(a, b, known) or _one_moves(a, b, known)
        return Relation("conflict") if _one_time(a, b, time, known) and not both else None
    if time in ("inside", "around", "overlap") or (a.status == "target") != (b.status == "target"):
        return None
    order = 0 if _late(a, b) else _order(a, b)
    if not order or (not listed and one_moment(a, b)):
        return None if listed else Relation("conflict")
    if (a.status in GOALS) != (b.status in GOALS):
        return None  # a forecast changes no plan
    return Relation("update", order < 0) if _one_measure(a, b, known) else None


def _late(a: Statement, b: Statement) -> bool:
    """Both are told when their period was over: what was aimed at in it cannot change any more."""
    if a.days is None or a.published is None or b.published is None:
        return False
    return min(a.published, b.published) > a.days[1]


def _one_time(a: Statement, b: Statement, time: Places, known: Known) -> bool:
    """Two statements about one moment or period: its days are alike, or neither is dated and both appear together.

    Of articles whose day is not known, what changes from one moment to the next can be of two.
    """
    if time != "unknown":
        return time == "equal"
    lasting = not {a.predicate, b.predicate} & known.point
    return one_moment(a, b) or (lasting and a.published is b.published is None)


def _kept_up(a: Statement, b: Statement, known: Known) -> bool:
    """Bounds of a count that is kept up, each told as reached by a day: that of the later day is no smaller."""
    if a.predicate != b.predicate or a.predicate not in known.mounting or a.days is None or b.days is None:
        return False
    if not {a.modifier, b.modifier} <= _UNTIL or a.negated or b.negated or {a.status, b.status} != {"actual"}:
        return False
    first, later = (a, b) if a.days[1] < b.days[1] else (b, a)
    return least(first) <= least(later) and values(a, b, known) == "compatible"


def _mounting(a: Statement, b: Statement, known: Known) -> bool:
    """A count that is kept up: the later report may say more."""
    return a.predicate in known.mounting and _order(a, b) != 0 and _rises(a, b)


def _rises(a: Statement, b: Statement) -> bool:
    return (least(b) >= least(a)) if _order(a, b) < 0 else (least(a) >= least(b))


def _order(a: Statement, b: Statement) -> int:
    """-1 when the first was published earlier, 1 when later, 0 when on one day or when a day is unknown."""
    if a.published is None or b.published is None:
        return 0
    return (a.published > b.published) - (a.published < b.published)


def _later(goal: Statement, fact: Statement) -> bool:
    """A fact is told with or after its goal, as far as that is known; a goal in its own sentence was there before."""
    if goal.status == "target" and goal.amount is not None and goal.amount in fact.beside:
        return True
    return goal.published is None or fact.published is None or fact.published >= goal.published


def _before(goal: Statement, fact: Statement) -> bool:
    """A goal was told so long before an article told of the fact that it is news, or its day came in between."""
    if goal.published is None:
        return False
    if goal.days and fact.published is not None and goal.published < goal.days[0] <= fact.published:
        return True  # it lay ahead, and its day came
    told = fact.days[0] if fact.published is None and fact.days else fact.published or 0
    return told - goal.published > FEW
