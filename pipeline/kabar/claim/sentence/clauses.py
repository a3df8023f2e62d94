"""The clauses of a sentence, from its bounds and word classes, and how far apart two places in it are.

A clause opens at a terminator cue. A relative clause between commas closes at the second comma. ``and``/``dan`` opens
a clause only before a verb or a pronoun; then a status may pass (``will cut 30 jobs and close two plants``), unless
the verb is finite (``and closed``).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress, count, pairwise

from kabar.claim.inventory import Predicates
from kabar.claim.sentence.reduced import Kind, fronted, reduced_clauses
from kabar.find.mention import Cue, Quantity, Time
from kabar.find.words import CLASSES, VERBS
from kabar.frozen import Frozen
from kabar.page import Page, Sentence

# Distance of a token by its word class; what is not here counts _PLAIN. Chosen on sentences of our own: a measure may
# stand some fifteen plain words from its value, but not beyond a bound of a clause.
_PLAIN = 0.35
_LIST_COST = 1.2
_COST = dict.fromkeys("DJAXsOt", 0.15) | {",": 0.8, "(": 0.3, ")": 0.3, '"': 0.2, "P": 0.2, "I": 0.25, "-": 0.6}
_LINK_COST = 0.05
_WEIGHT = {tag: _COST.get(tag, _PLAIN) for tag in CLASSES} | {"C": _LIST_COST}
_NONE: frozenset[str] = frozenset()
_BOUND = {"hard": 3.0, "simultaneous": 2.0, "relative": 1.0, "soft": 1.0, "shared": 0.6, "comparison": 2.5, "main": 0.0}
_PUT_IN = 0.6
_QUANTITY_COST = 0.9
_TIME_COST = 0.2
_PUT = frozenset(("relative", "hard", "simultaneous", "comparison"))
_WHILE = frozenset(("hard", "simultaneous"))
_FINITE = frozenset("TXR")
_VERBAL = frozenset("VEG")
_NOMINAL = frozenset("NP")
_CLOSING = re.compile("[,)]")


class Clause(Frozen, frozen=True, gc=False):
    """Tokens ``first`` to ``stop``; ``rule`` is the terminator that opened it."""

    first: int
    stop: int
    kind: Kind


class Clauses(Frozen, frozen=True, gc=False):
    """Clauses of one sentence in order, and the running sum of token distances from ``first`` on."""

    first: int
    stop: int
    clauses: tuple[Clause, ...]
    starts: tuple[int, ...]
    sums: list[float]
    plain: bool  # one clause only
    joined: tuple[int, ...]  # words that add what is told anew (`and damaged 30 homes`)
    inserted: tuple[
        tuple[int, int, float], ...
    ]  # relative clauses that the main clause goes on behind, with their cost

    def at(self, token: int) -> int:
        """Index of the clause that holds a token."""
        return 0 if self.plain or token < self.first else bisect_right(self.starts, token) - 1

    def left(self, a: int, b: int, tags: str) -> bool:
        """Whether token ``a`` stands in a clause that is only put in, and token ``b`` behind it and another verb."""
        if self.plain:
            return False
        i = self.at(a)
        if i == self.at(b) or self.clauses[i].kind not in _PUT or self.clauses[i + 1].kind != "shared":
            return False
        return bool(set(tags[self.clauses[i + 1].first : b]) & VERBS)

    def distance(self, a: int, b: int) -> float:
        """Cost of the tokens ``a`` to ``b`` (half-open; 0 where b is not behind a), without what is only put in."""
        if b <= a:
            return 0.0
        cost = self.sums[b - self.first] - self.sums[a - self.first]
        for first, stop, worth in self.inserted:
            if a <= first and stop <= b:
                cost -= worth
        return cost

    def crossed(self, a: int, b: int) -> frozenset[str]:
        """Kinds of the clauses that open behind token ``a`` and up to token ``b``, but for those only put in."""
        if self.plain:
            return _NONE
        low, high = (a, b) if a <= b else (b, a)
        i, j = self.at(low) + 1, self.at(high) + 1
        if i >= j:
            return _NONE
        put_in = {i for first, stop, _ in self.inserted if low < first and stop <= high for i in (first, stop)}
        return frozenset([c.kind for c in self.clauses[i:j] if c.first not in put_in])


def bounds_of(
    cues: Sequence[Cue], scope: Sequence[Cue], times: Sequence[Time], periods: frozenset[str], norm: Sequence[str]
) -> list[Cue]:
    """The bounds of clauses: none inside a longer cue of meaning (`was due to open`), none of a period and the day that
    it ends on (`pekan yang berakhir 6 Juni`)."""
    out: list[Cue] = []
    for cue in cues:
        if cue.kind != "terminator":
            continue
        void = False
        if cue.value == "relative" and norm[cue.stop % len(norm)] in periods:
            void = any(time.first == cue.stop + 1 for time in times)
        elif cue.value == "hard" and cue.stop - cue.first > 1:
            void = any(c.first < cue.first and cue.stop <= c.stop for c in scope)
        elif cue.value == "nominal":
            void = any(c.kind == "negation" and c.first < cue.first and cue.stop <= c.stop for c in scope)
        if not void:
            out.append(cue)
    return out


def clauses(
    page: Page,
    sentence: Sentence,
    tags: str,
    bounds: Sequence[Cue],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    trends: frozenset[int],
    predicates: Predicates,
) -> Clauses:
    """Split a sentence into clauses and weigh its tokens. ``trends`` are the tokens of words that link a value."""
    first, stop = sentence.first, sentence.stop
    opened: list[tuple[int, Kind]] = []
    tensed, links, endings = predicates.tensed, predicates.links, predicates.finite_endings
    reduced = tensed and (tags[first] == "E" or tags.find(",E", first, stop) >= 0)
    if bounds:
        finite = "VTX" if tensed else "VTXE"  # passives of a language without tenses are finite
        opened = _openings(
            page, sentence, tags, bounds, [q.first for q in quantities if q.role == "level"], finite, endings
        )
    if reduced:
        opened = sorted({**dict(reduced_clauses(tags, first, stop)), **dict(opened)}.items())
    weights = list(map(_WEIGHT.__getitem__, tags[first:stop]))
    for i in compress(count(), map(links.__contains__, page.tokens.norm[first:stop])):
        weights[i] = _LINK_COST
    for i in trends:
        weights[i - first] = _LINK_COST
    for t in times:
        _flatten(weights, t.first - first, t.stop - first, _TIME_COST)
    for q in quantities:
        _flatten(weights, q.first - first, q.stop - first, _QUANTITY_COST)
    for place, kind in opened:
        if weights[place - first] < _BOUND[kind]:
            weights[place - first] = _BOUND[kind]
    sums = list(accumulate(weights, initial=0.0))
    joined = tuple(
        [c.first for c in bounds if tags[c.first] == "C" and page.tokens.norm[c.first] not in predicates.alternatives]
    )
    if not opened:
        return Clauses(first, stop, (Clause(first, stop, "main"),), (first,), sums, True, joined, ())
    starts = (first, *[place for place, _ in opened])
    compared = bool(bounds) and bounds[0].first == first and bounds[0].value == "comparison"
    front: Kind = "comparison" if compared else "relative" if reduced and fronted(tags, first, stop) else "main"
    kinds: tuple[Kind, ...] = (front, *[kind for _, kind in opened])
    parts = tuple(map(Clause, starts, (*starts[1:], stop), kinds))
    inserted = tuple(
        [
            (c.first, c.stop, sums[c.stop - first] - sums[c.first - first] - _PUT_IN)
            for c, after in pairwise(parts)
            if after.kind == "shared" and _put_in(c, after, tags)
        ]
    )
    return Clauses(first, stop, parts, starts, sums, False, joined, inserted)


def _put_in(clause: Clause, after: Clause, tags: str) -> bool:
    """Whether the clause before goes on behind one: a relative one with a verb to follow, another between commas."""
    if clause.kind == "relative":
        return bool(set(tags[after.first : after.stop]) & VERBS)
    return clause.kind in _WHILE and tags[clause.first - 1] in ",(" and tags[after.first - 1] in ",)"


def _flatten(weights: list[float], a: int, b: int, cost: float) -> None:
    """A mention costs the same however many words it has."""
    if 0 <= a < b <= len(weights):
        weights[a:b] = [cost, *[0.0] * (b - a - 1)]


def _openings(
    page: Page,
    sentence: Sentence,
    tags: str,
    bounds: Sequence[Cue],
    levels: Sequence[int],
    finite: str,
    endings: tuple[str, ...],
) -> list[tuple[int, Kind]]:
    """Where clauses open, with their kinds, in order; the first opens at the first bound."""
    norms, first, stop = page.tokens.norm, sentence.first, sentence.stop
    out: list[tuple[int, Kind]] = []
    closing: Kind | None = None
    resumes: int | None = None
    cues = {cue.first: cue for cue in bounds}
    opens = bounds[0].first
    marks = [match.start() for match in _CLOSING.finditer(tags, opens, stop)]
    for i in sorted({*cues, *marks, *[level for level in levels if level > opens]}):
        if resumes is not None and resumes < i:
            out.append((resumes, "shared"))
            resumes = None
        cue = cues.get(i)
        if cue is not None and i == first and cue.value != "relative":
            if tags[i] != "C":  # in front of its main one; `But this year, X` opens none
                closing = "soft" if cue.value != "soft" or _told_behind(i, stop, tags) else None
        elif cue is not None:
            kind = _kind(cue, tags, stop)
            if kind == "shared" and endings and _tells_anew(cue.stop, first, tags, norms, endings):
                kind = "soft"
            if kind:
                out.append((i, kind))
                closing = "shared" if kind in _PUT and tags[i - 1] in ",(" else None
                resumes = _resumption(tags, cue.stop, stop, finite) if kind == "relative" and closing is None else None
                continue
        if i in levels and out and out[-1][1] == "comparison":
            out.append((i, "shared"))  # `fell 2% from Friday to 57 dollars`
        if i == resumes:
            out.append((i, "shared"))
            resumes = None
        if closing and i + 1 < stop and tags[i] in ",)" and norms[i] != ":" and i + 1 not in cues:
            out.append((i + 1, closing))
            closing = None
    if resumes is not None:
        out.append((resumes, "shared"))
    return [(i, kind) for n, (i, kind) in enumerate(out) if n == 0 or out[n - 1][0] != i]


def _tells_anew(place: int, first: int, tags: str, norms: Sequence[str], endings: tuple[str, ...]) -> bool:
    """Whether a verb behind a conjunction is governed by no modal before: a past form where that governs a plain one
    (`will open 3 shops and sold 500 cars`), or a present in the third person."""
    while tags[place : place + 1] == "A":
        place += 1
    if place >= len(tags):
        return False
    if tags[place] == "V":
        return norms[place].endswith(endings)
    before = next((i for i in range(place - 2, first, -1) if tags[i] in "VTEGXt"), first)
    return tags[place] == "E" and tags[before] in "VXt"


def _told_behind(first: int, stop: int, tags: str) -> bool:
    """Whether a verb stands behind the next comma."""
    comma = tags.find(",", first, stop)
    return comma >= 0 and bool(set(tags[comma:stop]) & VERBS)


def _resumption(tags: str, first: int, stop: int, finite: str) -> int | None:
    """Where the main clause goes on behind a relative clause without commas: `jobs which make up 20% will be cut`."""
    verb = first if first < stop and tags[first] == "J" else None
    for i in range(first, stop):
        if tags[i] in ",;" or (tags[i] == "C" and verb is not None and i + 1 < stop and tags[i + 1] in "VTE"):
            return None
        if tags[i] not in "VTEX":
            continue
        if verb is not None and tags[verb] == "J" and tags[verb + 1 : i].strip("A") == "":
            return i  # `the rise which steep happened in May`: a language without a copula
        if verb is None or not set(tags[verb:i]) & _NOMINAL:
            verb = i
        elif tags[i - 1] in "NPRAM*)" and tags[i] in finite:
            return i
        if tags[i - 1] == "E" and tags[i] in "TX" and tags[i] in finite and verb is not None and verb < i:
            return i  # `the jobs that will be cut are in Oslo`
    return None


def _kind(cue: Cue, tags: str, stop: int) -> Kind | None:
    """What kind of clause a terminator opens; a conjunction between nouns opens none."""
    if cue.value == "hard":
        return "hard"
    if cue.value == "simultaneous":
        return "simultaneous"
    if cue.value in ("clausal", "temporal"):
        end = next((i for i in range(cue.stop, stop) if tags[i] in ",."), stop)
        told = set(tags[cue.stop : end].replace("tV", "")) & VERBS
        return None if not told else "hard" if cue.value == "clausal" else "simultaneous"
    if cue.value == "relative" or (cue.value == "nominal" and cue.first and tags[cue.first - 1] == "N"):
        return "relative"
    if cue.value == "nominal":
        return None
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
