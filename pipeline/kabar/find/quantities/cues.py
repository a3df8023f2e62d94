"""Bounds (``more than``) and trends (``rose``): the words around a number, read backwards from it."""

from kabar.errors import ModelError
from kabar.find.quantities.asides import abbreviates, aside_before
from kabar.find.quantities.table import UnitsTable
from kabar.frozen import Frozen, replace
from kabar.lexing import Tokens, words_of
from kabar.record import Change, Comparison

_REACH = 9  # tokens between a trend word and its number
_PEAK = 8  # words between where a move began and its number
_LOOSE = ("~", ">")  # no bounds before a definite number
_BREAKS = frozenset(".,()n")
_CHANGES = frozenset(("increase", "decrease"))


class BoundMatch(Frozen, frozen=True, gc=False):
    """A comparator that starts at token ``at`` (or ends before it, for those behind the number)."""

    at: int
    comparison: Comparison


class TrendMatch(Frozen, frozen=True, gc=False):
    """A trend word: where it stands, its direction and how it governs the number."""

    at: int
    change: Change
    how: str  # moves, pushes, nouns, points, particles, trailing, grades, compared


class Cues:
    """Looks around a number for bounds and trends."""

    def __init__(self, table: UnitsTable) -> None:
        self._before: dict[tuple[str, ...], Comparison] = {}
        self._after: dict[tuple[str, ...], Comparison] = {}
        for bound in table.bounds:
            if not bound.before and not bound.after:
                raise ModelError("a bound without words", "units.toml: bounds", "give it words or remove it")
            for words, known in ((bound.before, self._before), (bound.after, self._after)):
                for word in words:
                    if known.setdefault(words_of(word), bound.comparison) != bound.comparison:
                        raise ModelError(f"{word!r} has two meanings", "units.toml: bounds", "keep one of them")
        self._ends = frozenset(words[-1] for words in self._before)
        self.starts = frozenset(words[0] for words in self._after)  # of comparators behind a number
        self._sizes = range(max(map(len, self._before), default=0), 0, -1)
        self._fillers = frozenset(table.fillers)
        self._definite = frozenset(table.definite)
        self._from, self._peaks = frozenset(table.from_), frozenset(table.peaks)
        self._level = frozenset(table.level) - frozenset(table.placed)
        self._than = frozenset(table.than)
        self._against = self._than.union(table.compare)
        self._compared = frozenset(table.compared)
        self._of = frozenset(table.partitive)
        self._extremes = frozenset(w for w in table.extremes if (w,) in self._before)
        self._links = frozenset((*table.level, *table.from_, *table.by, *table.range_to))
        self._handing = frozenset(table.bound_not_after)
        self._climbs = frozenset(table.climbs)
        self._idle: dict[str, set[str]] = {}
        for idiom in table.trend_idioms:
            first, second = words_of(idiom)
            self._idle.setdefault(first, set()).add(second)
        self._relatives, self._attains = frozenset(table.relatives), frozenset(table.attains)
        self._unled = frozenset((*table.rates, *table.range_and, *table.alternatives))
        self._stops, self._each = frozenset(table.trend_stops), frozenset(table.shares_out)
        self._surpass, self._targets = frozenset(table.surpass), frozenset(table.targets)
        self._phrasal = frozenset(table.particle_not_after)
        self._trends: dict[str, list[TrendMatch]] = {}
        self._counts: dict[str, Change] = {}
        self._phrases: dict[tuple[str, str], TrendMatch] = {}
        for trend in table.trends:
            if trend.change not in _CHANGES:
                raise ModelError(f"unknown change {trend.change!r}", "units.toml: trends", "increase or decrease")
            for how in ("moves", "pushes", "nouns", "points", "particles", "trailing", "grades", "compared"):
                for word in getattr(trend, how):
                    self._learn(word, TrendMatch(0, trend.change, how))  # type: ignore[arg-type]
            self._counts.update((word, trend.change) for word in trend.counts)  # type: ignore[misc]

        self._tellers = frozenset((*self._trends, *(last for _, last in self._phrases)))
        self._words = self._tellers | self._stops

    def _learn(self, word: str, trend: TrendMatch) -> None:
        parts = words_of(word)
        if len(parts) == 1:
            self._trends.setdefault(parts[0], []).append(trend)
        else:
            self._phrases[parts[0], parts[-1]] = trend

    def before(self, tokens: Tokens, i: int, floor: int, marked: bool = False) -> BoundMatch | None:
        """The comparator directly before token ``i``, fillers (``the``, ``just``) between allowed; of an approximation
        and what bounds it (``more than an estimated 5``) the bound. ``marked``: a mark follows (``the $5 mark``)."""
        found = self._next(tokens, i, floor, marked)
        if found is not None and found.comparison == "~":
            outer = self._next(tokens, found.at, floor, marked)
            found = outer if outer is not None and outer.comparison not in ("~", "<=") else found
        if found is None and marked:
            for at in range(i - 1, max(floor, i - 3) - 1, -1):
                if tokens.norm[at] in self._surpass:
                    return BoundMatch(at, ">")  # has passed the 30% mark
        return found or self._target(tokens.norm, i, floor) or self._named(tokens.norm, i, floor)

    def _named(self, norm: list[str], i: int, floor: int) -> BoundMatch | None:
        """``a maximum sentence of | 7 years``: the bound is told of the noun."""
        of = i - 1
        for at in (of - 2, of - 3) if of - 2 >= floor and norm[of] in self._of else ():
            bound = self._before.get((norm[at],)) if at >= floor and norm[at] in self._extremes else None
            if bound is not None and (at == of - 2 or bound == "~"):  # an estimated net worth of 5
                return BoundMatch(at, bound)
        return None

    def _next(self, tokens: Tokens, i: int, floor: int, marked: bool) -> BoundMatch | None:
        norm, at = tokens.norm, i
        for _ in range(4):
            for size in self._sizes if at > floor and norm[at - 1] in self._ends else ():
                if at - size >= floor:
                    found = self._before.get(tuple(norm[at - size : at]))
                    phrasal = size == 1 and at > 1 and norm[at - 2] in self._handing
                    phrasal = phrasal or (
                        size == 2 and at > 2 and norm[at - 3] in self._climbs and norm[at - 1] in self._links
                    )
                    exact = (
                        norm[at] in self._definite
                        and not marked
                        and (found in _LOOSE or norm[at - 1] in self._than or self._compares(norm, at - size, floor))
                    )
                    some = found == "~" and norm[at] in self._of and norm[at + 1] in self._definite  # some of the 162
                    if found is not None and not phrasal and not exact and not some:
                        return BoundMatch(at - size, found)
            if at - 1 < floor or norm[at - 1] not in self._fillers:
                break
            at -= 1
        return None

    def surpasses(self, tokens: Tokens, i: int) -> bool:
        """Whether token ``i`` is a verb of surpassing."""
        return tokens.norm[i] in self._surpass

    def binds(self, tokens: Tokens, i: int) -> bool:
        """Whether the two tokens from ``i`` on are a bound: ``up to``."""
        return tuple(tokens.norm[i : i + 2]) in self._before

    def climbs(self, word: str) -> bool:
        """Whether a word of movement only takes its direction from a particle (``went`` up)."""
        return word in self._climbs

    def tells(self, word: str) -> bool:
        """Whether a word tells of growth or fall."""
        return word in self._tellers

    def counts(self, word: str) -> Change | None:
        """The direction that a word between a number and what it counts tells: ``1,000 | fewer cars``."""
        return self._counts.get(word)

    def breaks(self, word: str) -> bool:
        """Whether a word ends the reach of a trend word."""
        return word in self._stops

    def is_compared(self, tokens: Tokens, i: int, floor: int) -> bool:
        """``an increase | over the``: whether a definite number behind a bound at token ``i`` is compared with."""
        norm = tokens.norm
        if i - 2 < floor or norm[i - 1] not in self._definite or self._before.get((norm[i - 2],)) != ">":
            return False
        return self._compares(norm, i - 2, floor)

    def ends_in_than(self, tokens: Tokens, first: int, stop: int) -> bool:
        """Whether the words between two tokens compare (``lower than``)."""
        return not self._against.isdisjoint(tokens.norm[first:stop])

    def is_target(self, tokens: Tokens, i: int) -> bool:
        """Whether token ``i`` is a mark or target that a value names: ``the $5 | mark``."""
        return 0 <= i < len(tokens.norm) and tokens.norm[i] in self._targets

    def _compares(self, norm: list[str], i: int, floor: int) -> bool:
        """Whether a word of growth or fall stands before ``over the``, so that it compares."""
        return not self._tellers.isdisjoint(norm[max(floor, i - 3) : i])

    def _target(self, norm: list[str], i: int, floor: int) -> BoundMatch | None:
        """``surpassed its annual target of 100``."""
        first = max(floor, i - 5)
        if self._targets.isdisjoint(norm[first:i]):
            return None
        for at in range(i - 1, first - 1, -1):
            if not norm[at].isalpha():
                return None
            if norm[at] in self._targets:
                for verb in range(at - 1, max(floor, at - 6) - 1, -1):
                    if norm[verb] in self._surpass:
                        return BoundMatch(verb, ">")
                return None
        return None

    def lead(self, tokens: Tokens, i: int, floor: int) -> str:
        """The word before token ``i``, fillers left out: the preposition that links it."""
        for at in range(i - 1, max(floor, i - 4) - 1, -1):
            if tokens.norm[at] in self._links:
                return tokens.norm[at]
            if tokens.norm[at] not in self._fillers:
                return self._origin(tokens.norm[max(floor, i - _PEAK) : i]) or tokens.norm[at]
        return ""

    def _origin(self, near: list[str]) -> str:
        """``from`` in ``from its peak in June of``, ``to`` in ``climbed to an all-time high of``, else nothing."""
        peak = False
        for at in range(len(near) - 1, -1, -1):
            word = near[at]
            if not (word.isalnum() or word == "-") or (word in self._from and not peak):
                return ""
            if word in self._from:
                return word
            if peak and at and word in self._level:
                led = not near[at - 1].isalpha() or near[at - 1] in self._tellers
                return word if led else ""
            peak = peak or word in self._peaks
        return ""

    def after(self, tokens: Tokens, tags: str, i: int) -> BoundMatch | None:
        """The comparator that starts at token ``i`` (``or more``)."""
        norm = tokens.norm
        if norm[i] not in self.starts:
            return None
        for size in (3, 2, 1):
            found = self._after.get(tuple(norm[i : i + size]))
            if found is not None and i + size <= len(norm):
                stop = i + size
                follow = tags[stop] if stop < len(tags) else "."
                if follow == "J" or (size == 1 and (follow in "OQ" or self._is_graded(norm, stop))):
                    return None  # "10 persen lebih rendah" compares
                tied = tokens.glued(i) and not tokens.glued(stop)
                if follow in "M$" and (size > 1 or norm[i].isalpha() or not tied):
                    return None  # sold 5 | at least 3 times; 6 GB | + 12 GB
                return BoundMatch(stop, found)
        return None

    def _is_graded(self, norm: list[str], i: int) -> bool:
        """Whether what stands at token ``i`` compares with something: ``lebih | hemat``, ``lebih | dari``."""
        near = norm[i : i + 3]
        return bool(near) and (near[0] in self._compared or not self._against.isdisjoint(near))

    def trend_before(self, tokens: Tokens, tags: str, i: int, floor: int) -> list[TrendMatch]:
        """Trend words that may govern a number at token ``i``, nearest first."""
        norm = tokens.norm
        out: list[TrendMatch] = []
        first = max(floor, i - _REACH)
        aside = aside_before(tags, first, i)
        if aside is not None:
            first = max(floor, first - (aside[1] - aside[0]))
        if self._tellers.isdisjoint(norm[first:i]):
            return out
        for at in range(i - 1, first - 1, -1):
            word = norm[at]
            if aside is not None and aside[0] <= at < aside[1]:
                continue
            if word in self._words:
                phrase = self._phrases.get((norm[at - 1], word)) if at else None
                if phrase is not None and phrase.how != "compared":
                    out.append(replace(phrase, at=at - 1))
                idle = word in self._idle and norm[at + 1] in self._idle[word]
                for trend in self._trends.get(word, ()) if not idle else ():
                    direct = at > 0 and tags[at - 1] == "A" and norm[at + 1] in self._links  # is back down to 5
                    if trend.how != "particles" or direct or (at and norm[at - 1] not in self._phrasal):
                        out.append(replace(trend, at=at))
                if word in self._stops:
                    led = word in self._relatives and not self._attains.isdisjoint(norm[at + 1 : i])
                    return out + self._antecedent(tokens, tags, at, first) if led else out
            if tags[at] in _BREAKS and not abbreviates(tokens, at) and norm[at + 1] not in self._each:
                break
        return out

    def _antecedent(self, tokens: Tokens, tags: str, relative: int, first: int) -> list[TrendMatch]:
        """``pertumbuhan ekonomi | yang mencapai 5``: the noun of growth that a relative clause tells of; not where a
        noun behind a preposition or one with a percentage of its own (``kenaikan inflasi yang mencapai``) is nearer."""
        for at in range(relative - 1, first - 1, -1):
            word = tokens.norm[at]
            told = [t for t in self._trends.get(word, ()) if t.how == "nouns"] if tags[at] in "NJG" else []
            if told:
                return [replace(trend, at=at) for trend in told]
            if tags[at] not in "NJPM" or word in self._unled:
                break
        return []

    def trend_after(self, tokens: Tokens, tags: str, i: int, stop: int) -> TrendMatch | None:
        """``a 45% | drop``, ``5% | share price increase``, ``34% | higher``."""
        norm = tokens.norm
        for at in range(i, min(stop, i + 5)):
            word = norm[at]
            if word in self._stops:
                return None  # 5 persen | imbas kenaikan
            if at == i and at + 1 < stop:
                phrase = self._phrases.get((word, norm[at + 1]))
                if phrase is not None and phrase.how in ("grades", "compared"):
                    return replace(phrase, at=at)
            named = tokens.word[at][0].isupper() and at > i and tokens.word[at - 1][0].isupper()
            for trend in self._trends.get(word, ()) if tags[at] != "P" and not named else ():
                if trend.how in ("nouns", "points") or (trend.how == "grades" and at == i):
                    return replace(trend, at=at)
            if tags[at] not in "NJP-GE":
                return None
        return None
