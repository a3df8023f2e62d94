"""What two counts are of: one thing by two nouns, two things, or a thing and a kind of it."""

from kabar.facts.statement import COUNT, FAR, Statement
from kabar.facts.table import Known, together
from kabar.facts.values import one_unit


def others_counted(a: Statement, b: Statement, known: Known) -> bool:
    """Two nouns are counted that are not one thing by this measure."""
    return _counted(a, b) and not one_unit(a, b, known)


def strange_nouns(a: Statement, b: Statement, known: Known) -> bool:
    """Two nouns are counted that never stand for one thing, whatever the measure: people and cases."""
    return _counted(a, b) and a.unit != b.unit and not together(known.alike, a.unit, b.unit)


def part_of_whole(a: Statement, b: Statement, known: Known) -> bool:
    """Counts of a thing, and of a kind of it, which are fewer: cars, electric cars.

    What stands for the thing itself (`unit mobil`) or tells what became of it (`orang meninggal`) makes no kind.
    """
    if not _counted(a, b):
        return False
    part, whole = (a, b) if b.what < a.what else (b, a)
    no_kind = (a.trigger | b.trigger | known.nouns) - whole.what
    return bool(whole.what) and whole.what < part.what - no_kind and least(part) < least(whole)


def least(s: Statement) -> float:
    """The least that a value allows, in base units; of what has no such bound the most."""
    return s.measures[0][1] if s.measures[0][1] > -FAR else s.measures[0][2]


def _counted(a: Statement, b: Statement) -> bool:
    return a.measures[0][0] == COUNT and None not in (a.unit, b.unit)
