"""The clauses of a sentence, from its bounds and word classes, and how far apart two places in it are.

A clause opens at a terminator cue. A relative clause between commas closes at the second comma. ``and``/``dan`` opens
a clause only before a verb or a pronoun; then a status may pass (``will cut 30 jobs and close two plants``), unless
the verb is finite (``and closed``).
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from kabar.find.mention import Cue, Quantity, Time
from kabar.page import Page, Sentence

Kind = Literal["main", "hard", "relative", "soft", "shared", "comparison"]

# Distance of a token by its word class; what is not here counts _PLAIN. Chosen on sentences of our own: a measure may
# stand some fifteen plain words from its value, but not beyond a bound of a clause.
_PLAIN = 0.35
_COST = dict.fromkeys("DJAXsOt", 0.15) | {",": 0.8, "(": 0.3, ")": 0.3, '"': 0.2, "P": 0.2, "I": 0.25, "-": 0.6}
_BOUND = {"hard": 3.0, "relative": 1.0, "soft": 1.0, "shared": 0.6, "comparison": 2.5, "main": 0.0}
_LIST_COST = 0.5
_PUT_IN = 0.6
_QUANTITY_COST = 0.9
_TIME_COST = 0.2
_FINITE = frozenset("TXR")
_VERBAL = frozenset("VEG")
_TOLD = frozenset("VTEX")
_NOMINAL = frozenset("NP")


class Clause(NamedTuple):
    """Tokens ``first`` to ``stop``; ``rule`` is the terminator that opened it."""

    first: int
    stop: int
    kind: Kind


class Clauses(NamedTuple):
    """Clauses of one sentence in order, and the running sum of token distances from ``first`` on."""

    first: int
    stop: int
    clauses: tuple[Clause, ...]
    starts: tuple[int, ...]
    sums: tuple[float, ...]

    def at(self, token: int) -> int:
        """Index of the clause that holds a token."""
        return max(0, bisect_right(self.starts, token) - 1)

    def distance(self, a: int, b: int) -> float:
        """Cost of the tokens ``a`` to ``b`` (half-open; 0 where b is not behind a), without what is only put in."""
        if b <= a:
            return 0.0
        cost = self.sums[b - self.first] - self.sums[a - self.first]
        for n, clause in enumerate(self.clauses[1:-1], start=1):
            if (
                clause.kind == "relative"
                and a <= clause.first
                and clause.stop <= b
                and self.clauses[n + 1].kind == "shared"
            ):
                cost -= self.sums[clause.stop - self.first] - self.sums[clause.first - self.first] - _PUT_IN
        return cost

    def crossed(self, a: int, b: int) -> set[str]:
        """Kinds of the clauses that open behind token ``a`` and up to token ``b``."""
        low, high = (a, b) if a <= b else (b, a)
        return {c.kind for c in self.clauses[self.at(low) + 1 : self.at(high) + 1]}


def clauses(
    page: Page,
    sentence: Sentence,
    tags: str,
    bounds: Sequence[Cue],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    links: frozenset[str],
    trends: frozenset[int],
) -> Clauses:
    """Split a sentence into clauses and weigh its tokens. ``trends`` are the tokens of words that link a value."""
    first, stop = sentence.first, sentence.stop
    opened = _openings(page, sentence, tags, bounds)
    starts = (first, *(place for place, _ in opened))
    kinds: tuple[Kind, ...] = ("main", *(kind for _, kind in opened))
    ends = (*starts[1:], stop)
    weights = [_COST.get(tags[i], _PLAIN) for i in range(first, stop)]
    norms = page.tokens.norm
    for i in range(first, stop):
        if norms[i] in links or i in trends:
            weights[i - first] = 0.05
        elif tags[i] == "C":
            weights[i - first] = _LIST_COST
    _flatten(weights, first, [(t.first, t.stop) for t in times], _TIME_COST)
    _flatten(weights, first, [(q.first, q.stop) for q in quantities], _QUANTITY_COST)
    for place, kind in opened:
        weights[place - first] = max(weights[place - first], _BOUND[kind])
    sums = (0.0, *accumulate(weights))
    return Clauses(
        first, stop, tuple(Clause(a, b, k) for a, b, k in zip(starts, ends, kinds, strict=True)), starts, sums
    )


def _flatten(weights: list[float], first: int, spans: list[tuple[int, int]], cost: float) -> None:
    """A mention costs the same however many words it has."""
    for a, b in spans:
        a, b = max(a - first, 0), min(b - first, len(weights))
        weights[a:b] = [cost if i == a else 0.0 for i in range(a, b)]


def _openings(page: Page, sentence: Sentence, tags: str, bounds: Sequence[Cue]) -> list[tuple[int, Kind]]:
    """Where clauses open, with their kinds, in order."""
    norms, first, stop = page.tokens.norm, sentence.first, sentence.stop
    out: list[tuple[int, Kind]] = []
    closing: Kind | None = None
    resumes: int | None = None
    cues = {cue.first: cue for cue in bounds}
    for i in range(first, stop):
        cue = cues.get(i)
        if cue is not None and i == first and cue.value != "relative":
            closing = "soft"  # a subordinate clause in front of its main clause
        elif cue is not None:
            kind = _kind(cue, tags, stop)
            if kind:
                out.append((i, kind))
                closing = "shared" if kind in ("relative", "hard", "comparison") and tags[i - 1] in ",(" else None
                resumes = _resumption(tags, cue.stop, stop) if kind == "relative" and closing is None else None
                continue
        if i == resumes:
            out.append((i, "shared"))
            resumes = None
        if closing and i + 1 < stop and tags[i] in ",)" and norms[i] != ":" and cues.get(i + 1) is None:
            out.append((i + 1, closing))
            closing = None
    return [(i, kind) for n, (i, kind) in enumerate(out) if n == 0 or out[n - 1][0] != i]


def _resumption(tags: str, first: int, stop: int) -> int | None:
    """Where the main clause goes on behind a relative clause without commas: `jobs which make up 20% will be cut`."""
    verb = first if first < stop and tags[first] == "J" else None
    for i in range(first, stop):
        if tags[i] in ",;" or (tags[i] == "C" and verb is not None and i + 1 < stop and tags[i + 1] in "VTE"):
            return None
        if tags[i] not in "VTEX":
            continue
        if verb is None or not set(tags[verb:i]) & _NOMINAL:
            verb = i if verb is None or not set(tags[verb:i]) & _NOMINAL else verb
        elif tags[i - 1] in "NPRAM*" and tags[i] in "VTX":
            return i
    return None


def _kind(cue: Cue, tags: str, stop: int) -> Kind | None:
    """What kind of clause a terminator opens; a conjunction between nouns opens none."""
    if cue.value == "hard":
        return "hard"
    if cue.value == "clausal":
        end = next((i for i in range(cue.stop, stop) if tags[i] in ",."), stop)
        return "hard" if set(tags[cue.stop : end]) & _TOLD else None
    if cue.value == "relative":
        return "relative"
    if cue.value == "comparison":
        return "comparison"
    if tags[cue.first] != "C":
        return "soft" if tags[cue.first] == "S" else "shared"
    i = cue.stop
    while i < stop and tags[i] == "A":
        i += 1
    if i >= stop:
        return None
    if tags[i] in _FINITE:
        return "soft"
    return "shared" if tags[i] in _VERBAL else None
