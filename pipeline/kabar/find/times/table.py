"""The tables of times: vocabulary, macros, rules.

``models/shared/times.toml`` holds what all languages share (marks, numeric forms, composition, holidays), and
``models/<language>/times.toml`` the vocabulary and the rules of word order of one language.
"""

from kabar.model import Table

Value = bool | int | float | str


class Rule(Table, frozen=True):
    """One rule: ``kind`` says how its slots are read, ``set`` adds constant slots, ``examples`` are tested.

    ``behind`` names a class of one word that must stand before and is part of the span: such a rule starts at the
    rarer word behind it, which spares looking at every article.
    """

    id: str
    kind: str
    pattern: str
    behind: str | None = None
    set: dict[str, Value] = {}
    examples: list[str] = []


class Holiday(Table, frozen=True):
    """A named day: fixed (``month``, ``day``), from Easter (``easter`` days after it), or by year (``days``).

    ``era`` and ``hijri`` say how its years are counted elsewhere. ``length`` is its number of days; ``source`` cites
    where the table of a moving one comes from.
    """

    month: int | None = None
    day: int | None = None
    easter: int | None = None
    after: int = 0  # days after that
    nth: tuple[int, int] | None = None  # the nth weekday (Monday is 0) of ``month``; -1 is the last
    days: list[str] = []
    length: int = 1
    era: int | None = None  # the year of our calendar is so many after the year or count of its own
    hijri: bool = False  # its years are those of the Islamic calendar
    source: str | None = None


class Glued(Table, frozen=True):
    """Forms of a class that are letters with a number right behind them (``H24``): from ``low`` to ``high`` each."""

    letters: str
    spans: list[tuple[int, int]]


class SharedTimes(Table, frozen=True):
    """``models/shared/times.toml``."""

    kinds: list[str]
    slots: list[str]
    units: list[str]
    classes: list[str]
    macros_needed: list[str]
    shapes: list[str]
    references: list[str]
    flags: list[str]
    cldr: list[str]
    seasons: dict[str, int]
    dayparts: dict[str, str]
    words: dict[str, dict[str, Value]]
    lists: dict[str, list[str]]
    glued: dict[str, Glued] = {}
    macros: dict[str, str] = {}
    rules: list[Rule] = []
    holidays: dict[str, Holiday] = {}


class TimesTable(Table, frozen=True):
    """``models/<language>/times.toml``.

    ``locale`` names the CLDR locale of month and weekday names; ``words`` maps each class to its surface forms and
    their values (a form with a capital counts only with it), ``lists`` does so without values; ``past_endings`` are
    endings of verbs in a past tense; ``turns`` begin another statement, whose tense is not that of a time before
    them; ``licensed`` are names that need a neighbour from ``LICENCE`` to be a time on their own.
    """

    locale: str
    words: dict[str, dict[str, Value]]
    lists: dict[str, list[str]]
    licensed: list[str] = []
    past_endings: list[str] = []
    not_past: list[str] = []
    turns: list[str] = []
    counted_endings: list[str] = []
    macros: dict[str, str] = {}
    rules: list[Rule] = []
