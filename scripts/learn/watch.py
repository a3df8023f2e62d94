"""The real engine, watched: every decision of an article with its features, and what the gold says of it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

from kabar import engine
from kabar.article.read import Reading, read
from kabar.article.source import Source
from kabar.claim import Claimer
from kabar.claim.choice.events import Happening
from kabar.claim.choice.judge import Choice, Judge, Watching, chosen
from kabar.claim.choice.measures import Measure
from kabar.extractor import provenance
from kabar.find.mention import Quantity, Time
from kabar.frozen import replace
from kabar.page import Article, Block, Page
from kabar.record import Attribution, Claim, Subject
from learn.logit import Decision, Features

Gold = dict[str, Any]
WHOLE = 1000
NONE = str(None)  # of an empty slot in the notation of the corpus
SLOTS = {"value": ("value", "unit", "change"), "time": ("time", "duration"), "status": ("status", "negated")}


class Watched(NamedTuple):
    """A decision with its name and place, and the index that was chosen."""

    name: str
    anchor: int
    decision: Decision
    index: int


class Watcher(Watching):
    """A judge that notes what it is asked. Where ``leads`` and the gold knows, the gold's answer is taken, so that
    what follows is learned from right answers; else that of the weights."""

    def __init__(
        self, tables: dict[str, dict[str, int]], gold: "Answers", leads: frozenset[str], features: Features
    ) -> None:
        super().__init__(tables)
        self.gold, self.leads, self.features = gold, leads, features
        self.seen: list[Watched] = []

    def watch(
        self, decision: str, anchor: int, candidates: Sequence[object], rows: Sequence[Sequence[str]], choice: Choice
    ) -> Choice:
        """Note a choice that the gold knows, and let the gold lead where it shall."""
        right = self.gold.right(decision, anchor, candidates)
        if right is None:
            return choice
        numbered = Decision(self.gold.id, [*map(self.features.numbers, rows)], right)
        self.seen.append(Watched(decision, anchor, numbered, choice.index))
        if decision in self.leads and any(right):
            return chosen([WHOLE * flag for flag in right])
        return choice


class Answers:
    """What the gold of one article says of each decision of the engine, by the neutral scorer; ``values`` and ``times``:
    where each of them ends, by where it begins."""

    def __init__(
        self, row: Gold, page: Page, values: Mapping[int, int], times: Mapping[int, int], scorer: ModuleType
    ) -> None:
        self.id: str = row["id"]
        self._page, self._ends, self._stops = page, dict(values), times
        self._same, self._judge = scorer.same_name, scorer.judge
        self._quantities = [c for c in row["claims"] if c["kind"] == "quantity"]
        self._events = [c for c in row["claims"] if c["kind"] == "event"]
        self._amounts: dict[int, Any] = {}

    def right(self, decision: str, anchor: int, candidates: Sequence[object]) -> list[bool] | None:
        """Which candidates are right; None where the gold does not tell."""
        if decision == "event":
            return self._dated(anchor, candidates)
        gold = self._at(anchor)
        if decision == "claim":
            return [flag == (gold is not None) for flag in candidates]
        if decision.startswith("sure_"):
            good = self._good(decision.removeprefix("sure_"), gold, candidates[0])
            return [good, not good]
        if gold is None:
            return None
        if decision == "measure":
            return self._shown(gold, candidates)
        if decision == "status":
            return [name in gold["status"] for name in candidates]
        if decision == "time":
            return [_holds(gold["time"], t) for t in candidates]
        if decision.endswith("predicate"):
            return [name in gold["predicate"] for name in candidates]
        if decision == "subject":
            return [self._same(gold["subject"], _plain(c)) for c in candidates]
        if decision == "source":
            return [self._same(gold["attribution"], _plain(c)) for c in candidates]
        raise LookupError(decision)

    def _shown(self, gold: Gold, candidates: Sequence[object]) -> list[bool]:
        """Which words show what is measured: those that the gold lists, else the words of what it lists."""
        norm = self._page.tokens.norm
        listed = [word.casefold() for word in gold["about"]]
        apart = {part for word in listed for part in word.split()}
        spans = [norm[c.first : c.stop] for c in candidates if isinstance(c, Measure)]
        whole = [" ".join(span) in listed or span[-1] in listed for span in spans]
        return whole if any(whole) else [span[-1] in apart for span in spans]

    def _good(self, slot: str, gold: Gold | None, claim: object) -> bool:
        """Whether a slot of a record is right; nothing is right of what is no claim."""
        if gold is None or slot == "claim":
            return gold is not None
        right = self._judge(gold, msgspec.to_builtins(claim))
        if slot == "all":
            return all(ok for name, ok in right.items() if name != "section")
        return all(right[name] for name in SLOTS.get(slot, (slot,)))

    def _at(self, anchor: int) -> Gold | None:
        """The gold claim of the value or trigger at a character."""
        end = self._ends.get(anchor, anchor + 1)
        rows = self._events if end < 0 else self._quantities
        found = [c for c in rows if c["anchor"][0] < abs(end) and anchor < c["anchor"][1]]
        return max(found, key=lambda c: min(abs(end), c["anchor"][1]) - max(anchor, c["anchor"][0]), default=None)

    def _dated(self, anchor: int, candidates: Sequence[object]) -> list[bool]:
        """The verbs and nouns that the gold dates by the time at a character; nothing, where there are none."""
        spans = [self._page.tokens.span(c.first, c.stop) for c in candidates if isinstance(c, Happening)]
        n = max(0, _sentence(self._page, anchor))
        low, high = self._page.sentences[n].start, self._page.sentences[n].end
        right = []
        for start, end in spans:
            self._ends[start] = -end
            mine = [c for c in self._events if c["anchor"][0] < end and start < c["anchor"][1]]
            right.append(any(self._times(c, anchor, low, high) for c in mine))
        return [*right, not any(right)]

    def _times(self, claim: Gold, anchor: int, low: int, high: int) -> bool:
        """Whether the time at a character is that of a gold event, as far as its words tell."""
        if claim["time"] is None:
            return False
        text, words = self._page.article.text, claim["time"]["text"]
        at = text.find(words, low, high)
        while at >= 0:
            if anchor < at + len(words) and at < self._stops[anchor]:
                return True
            at = text.find(words, at + 1, high)
        return False


class Rows(Answers):
    """What a row of ``tests/corpus/<language>/claims.toml`` says: which values are claims, which word is an event that a
    trigger table knows, and the slots of both; a subject only where one is given."""

    def __init__(self, name: str, lines: Sequence[str], page: Page, values: Sequence[Quantity]) -> None:
        self.id, self._page = name, page
        told = [_told(line) for line in lines]
        self._values = {q.start: [t for t in told if _noted(q) in t.get("value", "").split("|")] for q in values}
        self._happened = [t for t in told if "value" not in t]
        self._known: dict[int, list[dict[str, str]]] = {}

    def right(self, decision: str, anchor: int, candidates: Sequence[object]) -> list[bool] | None:
        """Which candidates are right by the row; None where it does not tell."""
        if decision == "claim":
            return [flag == bool(self._values[anchor]) for flag in candidates]
        if decision == "event":
            return self._event(candidates)
        if decision.startswith("sure_"):
            return None
        told = self._values.get(anchor) or self._known.get(anchor, [])
        slot = "predicate" if decision.endswith("predicate") else decision
        wanted = {t[slot] for t in told if slot in t}
        return [_fits(wanted, _said(c)) for c in candidates] if wanted else None

    def _event(self, candidates: Sequence[object]) -> list[bool] | None:
        right = []
        for c in candidates:
            senses = c.hit.entry.events if isinstance(c, Happening) and c.hit is not None else ()
            wanted = [t for t in self._happened if any(_fits({t["predicate"]}, s.predicate) for s in senses)]
            if wanted and isinstance(c, Happening):
                self._known[self._page.tokens.start[c.first]] = wanted[:1]
            right.append(bool(wanted))
        if not self._happened:
            return [c is None for c in candidates]
        return right if any(right) else None


def _told(line: str) -> dict[str, str]:
    """The slots of a claim in the notation of the corpus, with what holds where nothing is said."""
    head, *rest = (part.strip() for part in line.split(";"))
    words = head.split()
    told = {"predicate": words[0], "time": NONE, "status": "actual", "source": NONE}
    told |= dict(part.split("=", 1) for part in rest if "=" in part)
    return told | {"value": words[1]} if len(words) > 2 else told


def _said(candidate: object) -> str:
    """A candidate in the notation of the corpus."""
    if isinstance(candidate, Subject | Attribution):
        return candidate.name
    return str(candidate.value if isinstance(candidate, Time) else candidate)


def _fits(wanted: Iterable[str], got: str) -> bool:
    """Whether one of the alternatives is met; ``*`` takes anything, ``*word`` anything that has the word."""
    parts = [part.lower() for one in wanted for part in one.split("|")]
    return any(p in ("*", got.lower()) or (p.startswith("*") and p.strip("*") in got.lower()) for p in parts)


def _noted(q: Quantity) -> str:
    """A value in the notation of the corpus."""
    if q.comparison == "range":
        return f"{float(q.min or 0):g}..{float(q.max or 0):g}"
    sign = "" if q.comparison == "=" else q.comparison
    return sign + f"{float(q.amount or 0):.3f}".rstrip("0").rstrip(".")


def _sentence(page: Page, anchor: int) -> int:
    return next((n for n, s in enumerate(page.sentences) if s.start <= anchor < s.end), 0)


def _holds(gold: Gold | None, time: object) -> bool:
    """Whether a time, or none, is that of the gold."""
    if not isinstance(time, Time):
        return gold is None or bool(gold["optional"])
    return gold is not None and time.value in gold["value"] and time.modifier in gold["modifier"]


def _plain(who: object) -> dict[str, Any] | None:
    return msgspec.to_builtins(who) if isinstance(who, Subject | Attribution) else None


class Engines:
    """The engines of all languages, and the articles once they are read and their mentions found."""

    def __init__(self, root: Path, scorer: ModuleType) -> None:
        self._root, self._scorer = root, scorer
        self.features = Features()
        self._engines: dict[str, engine.Engine] = {}
        self._found: dict[str, tuple[Reading, Page, str, Any]] = {}

    def watch(
        self, row: Gold, data: bytes, tables: dict[str, dict[str, int]], leads: frozenset[str] = frozenset()
    ) -> tuple[list[Watched], list[Claim]]:
        """The decisions and the claims of one article."""
        if row["id"] not in self._found:
            reading = read(data, Source(path=row["id"], published=row["published"]), self._root)
            own = self._engine(reading.language)
            page = own.page(reading.article)
            [tags], [mentions] = own.find([page])
            self._found[row["id"]] = reading, page, tags, mentions
        reading, page, tags, mentions = self._found[row["id"]]
        values = {q.start: q.end for q in mentions.quantities}
        times = {t.start: t.end for t in mentions.times}
        judge = Watcher(tables, Answers(row, page, values, times, self._scorer), leads, self.features)
        old = self._engine(reading.language).claimer
        claimer = Claimer(replace(old.rules, judge=judge), old.subjects)
        document = provenance(reading, Source(path=row["id"], published=row["published"]))
        [claims] = claimer.claims([page], [tags], [mentions], [document], "training")
        return judge.seen, claims

    def row(
        self,
        name: str,
        language: str,
        published: str,
        text: str,
        lines: Sequence[str],
        tables: dict[str, dict[str, int]],
        leads: frozenset[str] = frozenset(),
    ) -> list[Watched]:
        """The decisions of one row of the corpus."""
        own = self._engine(language)
        article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, published, "given")
        page = own.page(article)
        [tags], [mentions] = own.find([page])
        judge = Watcher(tables, Rows(name, lines, page, mentions.quantities), leads, self.features)
        claimer = Claimer(replace(own.claimer.rules, judge=judge), own.claimer.subjects)
        reading = Reading(article, "", "utf-8", language)
        claimer.claims([page], [tags], [mentions], [provenance(reading, Source(path=name))], "training")
        return judge.seen

    def _engine(self, language: str) -> engine.Engine:
        if language not in self._engines:
            self._engines[language] = engine.build(language, self._root, judge=Judge({}))
        return self._engines[language]
