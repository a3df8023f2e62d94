"""What a page is resolved against: its publication day, and the periods that were resolved before."""

from collections.abc import Callable
from datetime import date
from typing import Final

from kabar.find.times.periods import Period
from kabar.frozen import Frozen
from kabar.record import Anchor

COARSE: Final = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day")


_BACK: Final = 60
_AHEAD: Final = 20  # years: a year of two digits lies at most so far behind the publication
_LATE: Final = 70  # without a publication, two digits from here on are of the last century


class Resolved(Frozen, frozen=True, gc=False):
    """A value with its period (dates only) and what it was anchored on."""

    value: str | None
    grain: str | None
    period: Period | None
    anchor: Anchor | None
    aside: bool = False  # bounded or counted from another: not what the sentence is about


NOTHING: Final = Resolved(None, None, None, None)


class Clock(Frozen, frozen=True, gc=False):
    """What anchors a page: the publication day with its provenance, else the year of the latest full date.

    Not ``exact``: the day of the report, on which the article appeared or the day before. It tells which month and
    which Tuesday are meant, but not which day is yesterday.
    """

    published: date | None
    source: Anchor
    year: int | None
    exact: bool = True


class Memory:
    """The clock of a page and the periods resolved so far, in document order; ``today`` is a day that is sure."""

    def __init__(self, clock: Clock) -> None:
        self.published, self.source, self.year = clock.published, clock.source, clock.year
        self.today = clock.published if clock.exact else None
        self.latest: dict[str, Resolved] = {}  # by grain: without a publication date, the present is near it
        self._seen: list[tuple[int, Resolved]] = []

    def remember(self, out: Resolved, grain: str, sentence: int, aside: bool) -> None:
        """Keep a period for the mentions that follow."""
        if self.published is None:
            known = self.latest.get(grain)
            if known is None or (known.value or "") < (out.value or ""):
                self.latest[grain] = out
        kept = Resolved(out.value, out.grain, out.period, out.anchor, True) if aside else out
        self._seen.append((sentence, kept))

    def last(self, fits: Callable[[Resolved], bool], sentence: int, reach: int) -> Resolved | None:
        """The last resolved mention that fits, at most ``reach`` sentences and ``_BACK`` mentions back."""
        for at, found in self._seen[: -_BACK - 1 : -1]:
            if sentence - at > reach:
                return None
            if fits(found):
                return found
        return None

    def year_rel(self, rel: int) -> int | None:
        """The year so many years from the present one."""
        return self.published.year + rel if self.published else self.year if rel == 0 else None

    def century(self, short: int) -> int:
        """The year that two digits mean: the one that fits the publication, at most some years ahead of it."""
        base = self.published.year if self.published else self.year
        if base is None:
            return 1900 + short if short >= _LATE else 2000 + short
        year = base // 100 * 100 + short
        return year - 100 if year > base + _AHEAD else year + 100 if year <= base + _AHEAD - 100 else year

    def anchored(self, period: Period | None) -> Resolved:
        """A period found from the publication day."""
        return Resolved(period.value, period.grain, period, self.source) if period else NOTHING

    def mentioned(self, period: Period | None) -> Resolved:
        """A period found from another mention."""
        return Resolved(period.value, period.grain, period, "mention") if period else NOTHING


def explicit(period: Period) -> Resolved:
    """A period that its words give whole."""
    return Resolved(period.value, period.grain, period, "explicit")
