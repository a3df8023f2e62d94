"""Values that are no claim, each with the reason that ``explain`` shows."""

from bisect import bisect_left
from collections.abc import Sequence

from kabar.claim.inventory import Predicates
from kabar.claim.sentence.frames import Frame
from kabar.find.mention import Quantity, Time
from kabar.lexing import Tokens

SPENT = "how long another claim took"
_LONGEST = 4  # digits that news write without a separator; more of them are a model or an id
_BEFORE = 4  # words before a duration in which one may say that it lasted
_COUNTS = frozenset(("quantity", "employees", "occupants", "cities", "stores", "factories"))  # what a count may be of
_MEMBERS = frozenset(("person", "country", "nation", "state"))
_TIMED = frozenset(("duration", "delay"))


def aged(q: Quantity, predicates: Predicates, tokens: Tokens) -> bool:
    """`52 years old`, `aged 30`, `berusia 45 tahun`."""
    beside = tokens.norm[max(0, q.first - 1) : q.first] + tokens.norm[q.stop : q.stop + 2]
    return any(word in predicates.ages for word in beside)


def _windowed(q: Quantity, predicates: Predicates, tokens: Tokens) -> bool:
    """Whether a duration only delimits a time: `the past three months`, `a five-year low`, `two days after`."""
    if "window" in q.flags:
        return True
    norm, first = tokens.norm, q.first
    before = norm[max(0, first - _BEFORE) : first]
    if not predicates.lasting.isdisjoint(before):
        return False
    if before and before[-1] in predicates.window_before:
        return True
    return q.stop < len(norm) and norm[q.stop] in predicates.window_after


def _attributive(q: Quantity, frame: Frame, tokens: Tokens, tags: str) -> bool:
    """`a two-storey building`, `486-based machines`: a number that a hyphen makes part of an adjective counts nothing;
    a measure of its own makes it a value all the same (`the 100,000-unit sales target`), and so do its members
    (`an eight-person committee`)."""
    if q.unit_kind not in (None, "count") or (q.unit in _MEMBERS and frame.predicate in _COUNTS):
        return False
    i = bisect_left(tokens.start, q.start) + 1
    while i < q.stop and tags[i] in "M.":
        i += 1
    if tags[i - 1 : i + 1] != "M-" or not tokens.glued(i) or tags[i + 1 : i + 2] in ("M", "$"):
        return False
    return frame.predicate in _COUNTS or q.unit in _MEMBERS or tags[i + 1 : i + 2] in ("E", "G", "J")


def _pronoun(q: Quantity, tags: str) -> bool:
    """`two that matter most`: a bare number in front of a relative clause."""
    bare = q.unit is None and q.noun is None and q.amount is not None and q.amount > 1
    return bare and tags[q.stop : q.stop + 1] == "S"


def _article(q: Quantity, frame: Frame, tags: str) -> bool:
    """`one big question`: it counts only where a measure is named or the one is known (`the one shift`)."""
    if q.amount != 1 or q.unit_kind not in (None, "count") or not frame.rule.startswith("none."):
        return False
    return q.comparison == "=" and (q.first == 0 or tags[q.first - 1] != "D")


def refusal(
    q: Quantity, frame: Frame, times: Sequence[Time], predicates: Predicates, tokens: Tokens, tags: str
) -> str | None:
    """Why a value is no claim, or None."""
    if q.amount is None and q.min is None and q.max is None:
        return "no number"
    if "age" in q.flags or (q.unit_kind == "duration" and aged(q, predicates, tokens)):
        return "age in passing"
    if "kind" in q.flags:
        return "names a version"
    if q.first and tokens.norm[q.first - 1] in predicates.ranks and q.unit_kind in (None, "count"):
        return "rank"
    if q.unit_kind in (None, "count") and any(len(w) > _LONGEST and w.isdigit() for w in tokens.norm[q.first : q.stop]):
        return "a number without separators"
    if times and q.unit_kind != "duration" and any(t.first <= q.first and q.stop <= t.stop for t in times):
        return "part of a time"
    if q.unit_kind == "duration":
        if frame.predicate != "delay" and q.change is None and _windowed(q, predicates, tokens):
            return "a window of time"
        within = q.first > 0 and tokens.norm[q.first - 1] in predicates.within and not frame.rule.startswith("verb.")
        if within or frame.predicate not in _TIMED:
            return SPENT
    if _attributive(q, frame, tokens, tags):
        return "part of an adjective"
    if (
        tags[q.first - 1] == "-"
        and q.unit_kind in (None, "count")
        and tags[q.first - 2] == "P"
        and tokens.glued(q.first)
    ):
        return "part of a name"
    if _pronoun(q, tags) and not predicates.inventory[frame.predicate].unit:
        return "stands for a noun"
    if _article(q, frame, tags):
        return "an article"
    if q.amount == 1 and q.stop < len(tags) and tags[q.stop] == "O" and q.unit_kind in (None, "count"):
        return "one of several"
    if q.stop < len(tags) and tokens.norm[q.stop] in predicates.versions and q.unit_kind == "physical":
        return "names a version"
    if q.unit is None and q.noun is None and frame.rule.startswith("none.") and q.rule != "fraction":
        return "nothing says what is counted"
    if q.unit is None and q.noun is None and q.unit_kind in (None, "count") and q.first and q.stop < len(tags):
        before, after = tags[q.first - 1], tags[q.stop]
        if before in ",(" and after in ",)" and q.first > 1 and tags[q.first - 2] == "P":
            return "age in passing"
        if before == "P" and q.comparison == "=" and tokens.norm[q.first - 1] not in predicates.links:
            return "part of a name"
    return None
