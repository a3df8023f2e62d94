"""Which times of a sentence can fill a slot: not the date of a report, the window of a superlative, a contract month,
the year in a name, or a time told again in brackets."""

from collections.abc import Sequence

from kabar.claim.sentence.clauses import Clauses
from kabar.find.mention import Cue, Time
from kabar.find.words import VERBAL
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens

_GLOSS = 3
_MONTH = 3  # letters of the shortest name of a day or month
_WINDOW_TOKENS = 6
_REPORT_TOKENS = 3
_BARE = frozenset("IDA,t")
_SAID = frozenset('VTEGXSM"')  # what a date that belongs to a verb of saying is not parted by
_OWNED = frozenset("Ds")
_TOLD = frozenset("VTXE")
_SUBORDINATE = ("S", "", ".", "T", "X", "t")
_OBJECT = ("D", "J")
_STRETCH = 14
_FINE = frozenset(("day", "hour", "minute", "second", "part", "week"))
_CLOCK = frozenset(("hour", "minute", "second"))
_LONG_WORD = 3
_VAGUE = frozenset(("PAST_REF", "FUTURE_REF"))
PRESENT = "PRESENT_REF"
_JUDGING = frozenset(("contract", "superlative", "attribution"))  # cues that keep a time from a claim


class Refused(Frozen, frozen=True, gc=False):
    """A time of the sentence that fills no slot, and why."""

    time: Time
    reason: str


def usable(
    times: Sequence[Time],
    cues: Sequence[Cue],
    tags: str,
    clauses: Clauses,
    tokens: Tokens,
    periods: frozenset[str],
    published: str | None,
) -> tuple[list[Time], list[Refused]]:
    """The times of a sentence that a claim may hold at, and those that only date the report or bound a superlative."""
    kept: list[Time] = []
    refused: list[Refused] = []
    cues = [cue for cue in cues if cue.kind in _JUDGING]
    for found in times:
        time = _with_day(found, tokens) if found.type == "TIME" else found
        reason = _refusal(time, cues, tags, clauses, tokens.norm, published)
        if reason is None and time.grain == "year" and _named(time, tags, clauses, tokens):
            reason = "part of a name"
        if reason is None and not periods.isdisjoint(tokens.norm[time.stop : time.stop + 1]):
            reason = "its last day follows" if any(t.first == time.stop + 1 for t in times) else None
        if reason is None and kept and kept[-1].stop + _GLOSS >= time.first and _bracketed(time, tags):
            reason = "told again in brackets"
        if reason:
            refused.append(Refused(time, reason))
        elif time.type in ("DATE", "TIME"):
            kept.append(time)
    return kept, refused


def _with_day(time: Time, tokens: Tokens) -> Time:
    """A clock time that names its day (`10 p.m. Wednesday`) dates like the day."""
    if time.grain not in _CLOCK:
        return time
    words = tokens.word[time.first : time.stop]
    named = any(len(w) >= _MONTH and w[0].isupper() and not w.isupper() for w in words)
    return replace(time, grain="part") if named else time


def _bracketed(time: Time, tags: str) -> bool:
    """`Tuesday local time (Wednesday morning WIB)`: the same time in other words."""
    return time.first > 0 and tags[time.first - 1] == "(" and tags[time.stop : time.stop + 1] == ")"


def _refusal(
    time: Time, cues: Sequence[Cue], tags: str, clauses: Clauses, norm: Sequence[str], published: str | None
) -> str | None:
    if time.vague or time.value in _VAGUE:
        return "vague"
    if time.type == "TIME" and time.grain in _CLOCK:
        return "time of day"
    reason, fits = None, time.type in ("DATE", "TIME") and not comes_later(time, published)
    for cue in cues:
        if cue.kind == "contract" and (cue.stop == time.first or cue.first == time.stop):
            return "month of a contract"
        if cue.kind == "superlative" and _window(cue, time, tags):
            reason = "window of a superlative"
        elif cue.kind == "attribution" and fits and reason is None and _dates_report(cue, time, tags, clauses, norm):
            reason = "dates the report"
    return reason


def _named(time: Time, tags: str, clauses: Clauses, tokens: Tokens) -> bool:
    """`Conference 2010`, `APBN-P 2015`: a bare year behind a name (not in headlines), an acronym; that of a work."""
    first = time.first
    if tags[first - 1] == "," and tags[time.stop : time.stop + 1] == ")":
        return True  # `(Smith, 2013)`
    if time.stop - first == 1 and first:
        before = tokens.word[first - 1]
        if before.isupper() and (len(before) > 1 or tokens.norm[first - 2] == "-"):
            return True
    if tags[time.stop - 1] != "M" or tags[first : time.stop - 1].strip("D"):
        return False
    named = first > 1 and tags[first - 1] in "P)"
    named = named or (
        tags[time.stop : time.stop + 1] == "P" and bool(set(tags[max(0, first - 2) : first + 1]) & _OWNED)
    )
    return named and not _titled(tokens.word[clauses.first : clauses.stop])


def _titled(sentence: Sequence[str]) -> bool:
    """Whether every longer word has a capital, as in a headline: then a capital says nothing."""
    words = [w for w in sentence if len(w) > _LONG_WORD and w[0].isalpha()]
    return len([w for w in words if w[0].isupper()]) > 0.7 * len(words)


def _window(cue: Cue, time: Time, tags: str) -> bool:
    """`lowest number since 1981`: a superlative shortly before, no verb, comma or number between."""
    between = tags[cue.stop : time.first]
    if time.stop < cue.first <= time.stop + 3 and tags[time.stop] == "s":
        return True  # `the week's busiest session`
    if time.type != "DURATION" and time.modifier != "ON_OR_AFTER":
        return False  # `a high in 1983` is dated, `the highest since 1983` is not
    return cue.stop <= time.first and len(between) <= _WINDOW_TOKENS and not set(between) & frozenset("VTEGX,M.")


def _dates_report(cue: Cue, time: Time, tags: str, clauses: Clauses, norm: Sequence[str]) -> bool:
    """`said on Friday`, `Melansir X, Rabu (31/7)`, `X, Rabu, memperkirakan`, `In March, X announced that`; but not
    `said that now`."""
    if (
        time.value == PRESENT
        or cue.rule == "attribution.record"
        or (cue.rule == "attribution.day" and time.grain not in _FINE)
    ):
        return False
    if cue.value == "either" and tags[cue.first] == "N" and tags[cue.first - 1] in "DJ":
        return False  # `released the report on Monday`
    if cue.stop <= time.first:
        return _dated_behind(cue, time, tags, clauses)
    if time.stop <= cue.first and cue.value in ("before", "either"):
        home = clauses.at(time.first)
        if clauses.clauses[home].kind == "relative" and clauses.at(cue.first) != home:
            return False  # `X, who arrived in 1961, believes`
        between, opening = tags[time.stop : cue.first], tags[clauses.first : time.first]
        if cue.cancels and _issued(clauses.first, time.first, cue.cancels, tags, norm):
            return True
        touching = not set(between) - _BARE and "hard" not in clauses.crossed(time.first, cue.first)
        if between == "," and set(opening) & _TOLD and tags[cue.stop : cue.stop + 1] not in _SUBORDINATE:
            return False  # `exports fell in June, said the bank`: the time of what is said
        return touching or not (
            set(between) & _SAID or set(opening) & (VERBAL | _TOLD) or clauses.crossed(time.first, cue.first)
        )
    return False


def _issued(first: int, stop: int, sources: Sequence[str], tags: str, norm: Sequence[str]) -> bool:
    """`a study released on Monday found`: the only verb says when an unnamed source came out."""
    verbs = [i for i in range(first, stop) if tags[i] in VERBAL]
    return len(verbs) == 1 and tags[verbs[0]] == "E" and verbs[0] > first and norm[verbs[0] - 1] in sources


def tells(cue: Cue) -> bool:
    """Whether what follows a verb may be news or a find instead of words: `announced the plan`, `found the wreck`."""
    return cue.rule == "attribution.news" or (cue.rule == "attribution.report" and bool(cue.cancels))


def _dated_behind(cue: Cue, time: Time, tags: str, clauses: Clauses) -> bool:
    """Whether a time behind a verb of saying dates the saying; what is announced is dated by it as news."""
    between = tags[cue.stop : time.first].replace("PM", "P")  # `said at Energy Outlook 2015, Monday`
    if cue.value == "after":
        last = time.stop >= clauses.stop or not set(tags[time.stop : clauses.stop]) - frozenset('.)"')
        return time.grain in _FINE and ((last and "M" not in between) or not set(between) & _SAID)
    if set(between) & _SAID or (tells(cue) and between[:1] in _OBJECT):
        return False
    if time.grain not in _FINE:
        return len(between) <= _REPORT_TOKENS and not set(between) - _BARE
    return len(between) <= _REPORT_TOKENS or (cue.value == "either" and len(between) <= _STRETCH)


def comes_later(time: Time | None, published: str | None) -> bool:
    """Whether a time lies wholly behind the publication."""
    if not time or not published:
        return False
    if time.modifier in ("BEFORE", "ON_OR_BEFORE"):
        return bool(time.to and time.to > published)
    return bool(time.from_ and time.from_ > published)
