"""The first step: what an expression says by itself, before anything resolves it."""

from kabar.frozen import Frozen


class Partial(Frozen, frozen=True, gc=False):
    """A typed, possibly under-specified value: the slots of a rule. ``None`` is what the words do not say.

    A ``year`` below 100 is written with two digits: the page gives its century. ``rel`` counts units from the present
    one (``-1`` last, ``0`` this, ``1`` next); ``yrel`` and ``mrel`` do so for the year or month that it lies in. ``n``
    of ``None`` with a unit is an unknown number.
    """

    kind: str
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    era: int | None = None  # its year or count by another calendar
    rel: int | None = None
    yrel: int | None = None
    mrel: int | None = None
    drel: int | None = None
    unit: str | None = None
    n: float | None = None
    top: float | None = None
    sign: int | None = None
    base: str | None = None  # ``mention``: counted from the last mention, not from the publication
    daypart: str | None = None
    hour: int | None = None
    minute: int | None = None
    noon: int | None = None  # 0 before noon, 12 after it
    nth: int | None = None
    ref: str | None = None
    part: str | None = None  # START MID END
    bound: str | None = None  # ON_OR_AFTER ...
    mention: int | None = None  # as rel, from the last mention
    focus: str | None = None
    approx: bool = False
    vague: bool = False
    direction: int | None = None  # -1 past, 1 future, from the words around
    sure: bool = False  # whether the direction comes from a finite verb, not only from a hint
    happens: bool = False  # a word before says that something happens in it (in the first quarter)
    cut: int | None = None  # token at which the second end of a range begins
    flag: str | None = None
    of: "Partial | None" = None  # the period that it is a part of, or the time that it is counted from
    plus: "Partial | None" = None  # a duration of a smaller unit that is added (four years and six months)

    @property
    def weekly(self) -> bool:
        """Whether it is a day of a week without a bound: only a sure future moves it from the last such day."""
        return self.weekday is not None and self.day is None and self.bound is None

    @property
    def open(self) -> bool:
        """Whether the words around decide which way it looks: a date without a year."""
        years = self.year is None and self.yrel is None and self.rel is None
        return self.kind == "date" and years and self.of is None

    @property
    def timed(self) -> bool:
        """Whether it names a time of day."""
        return self.hour is not None or self.daypart is not None
