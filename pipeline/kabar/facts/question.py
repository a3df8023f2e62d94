"""What is one question by definition: told of one subject and measure so alike that nothing need be weighed."""

from kabar.facts.alike import HALF, MOST, elsewhere, one_moment, share, told_in_common
from kabar.facts.statement import Statement
from kabar.facts.table import Known, together
from kabar.facts.values import one_unit

_LONG = 3  # words of a common noun that stand for one thing


def one_question(a: Statement, b: Statement, known: Known) -> bool:
    """What is one question by definition: one measure and unit, and one subject (:func:`_of_one_subject`) or one
    report (:func:`_of_one_report`).
    """
    if a.kind == "event":
        return _of_one_plan(a, b, known)
    if a.kind != "quantity" or a.per != b.per or not one_unit(a, b, known) or elsewhere(a, b):
        return False
    return (one_subject(a, b) and _of_one_subject(a, b, known)) or _of_one_report(a, b, known)


def _of_one_subject(a: Statement, b: Statement, known: Known) -> bool:
    """One of these.

    One period, and a target, plan or forecast each (a fact can be one of several of a day, unless the sentences are
    alike); no period at all, and sentences printed within days that are alike in their names and their other words,
    or that tell another number in common; a target in the sentence of the fact; a target of a period, and the same
    number as a fact of that period.
    """
    if _aimed(a, b):
        return True
    if not _one_predicate(a, b, known):
        return False
    if _attained(a, b):
        return True
    if a.days is None and b.days is None:
        alike = bool(a.trigger & b.trigger) and min(share(a.words, b.words), share(a.names, b.names)) >= HALF
        alike = alike or not set(a.beside).isdisjoint(b.beside)
        return alike and a.status == b.status and one_moment(a, b)
    alike = "actual" not in (a.status, b.status) or share(a.words, b.words) >= MOST
    return alike and a.days == b.days and a.who is not None


def _of_one_report(a: Statement, b: Statement, known: Known) -> bool:
    """Two articles of one moment tell of one thing by one word, and tell of one story as well.

    They do where both sentences tell another number, or where the sentences are alike and neither has a name that is
    not in the other: two earthquakes of a day are told in the same words, but not with the same places. What changes
    from one moment to the next is told anew each time.
    """
    if a.article == b.article or a.who != b.who or a.days != b.days or not one_moment(a, b):
        return False
    if a.predicate != b.predicate or a.predicate in known.generic | known.point or not a.trigger & b.trigger:
        return False
    scene, words = share(a.scene, b.scene), share(a.words, b.words)
    if told_in_common(a, b) and max(scene, words) >= HALF:
        return True
    return a.noun == b.noun and min(scene, words) >= HALF and (a.names <= b.names or b.names <= a.names)


def _of_one_plan(a: Statement, b: Statement, known: Known) -> bool:
    """What one thing shall do by one word on a day, told of another day elsewhere: the plan was moved.

    The sentences are alike and neither has a name that is not in the other, for who has a name opens many shops.
    """
    if "actual" in (a.status, b.status) or a.article == b.article or a.who is None or a.who != b.who:
        return False
    if a.predicate != b.predicate or a.predicate in known.generic or not a.trigger & b.trigger:
        return False
    named = a.names <= b.names or b.names <= a.names
    return a.dated == b.dated == 2 and named and a.what == b.what and share(a.words, b.words) >= HALF


def _one_predicate(a: Statement, b: Statement, known: Known) -> bool:
    """One predicate that says what is measured, or two that can mean the same by one word (`realized` tells a revenue
    here and a cost there).
    """
    if a.predicate == b.predicate:
        return a.predicate not in known.generic
    return together(known.near, a.predicate, b.predicate) and bool(a.trigger & b.trigger)


def one_subject(a: Statement, b: Statement) -> bool:
    """One name, or one common noun of so many words that it is as good as a name, however short one claim cuts it."""
    if a.who is not None and b.who is not None:
        return a.who == b.who
    return (a.noun == b.noun and len(a.noun) >= _LONG) or _cut_short(a, b) or _cut_short(b, a)


def _cut_short(short: Statement, whole: Statement) -> bool:
    """The noun of one claim stands whole in the sentence of the other, whose subject is a part of it."""
    if whole.who is not None or len(whole.noun) < _LONG or not short.noun:
        return False
    return short.noun < whole.noun <= short.names | short.words | short.noun


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
