"""All finders of one language, built once from ``models/``, and the way of a page through them."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from kabar import model
from kabar.claim import Claimer, Inventory, PredicatesTable
from kabar.claim.choice.classes import classes
from kabar.claim.choice.judge import Judge, load
from kabar.claim.inventory import Predicates
from kabar.claim.sentence.site import Rules
from kabar.claim.subject.speakers import SubjectRules
from kabar.errors import ModelError, UsageError
from kabar.find.cues import CueFinder
from kabar.find.entities import EntitiesTable, EntityFinder
from kabar.find.mention import Mentions
from kabar.find.numbers import NumberFinder, NumbersTable
from kabar.find.quantities import CurrenciesTable, QuantityFinder, SharedUnits, UnitsTable
from kabar.find.tables import CommonTable, CuesTable, WordsTable
from kabar.find.times import SharedTimes, TimeFinder, TimesTable
from kabar.find.words import WordTagger
from kabar.page import Article, Page
from kabar.record import Claim, Document
from kabar.sentences import Splitter
from kabar.tables import ClassesTable, SentencesTable

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")


class Engine(NamedTuple):
    """The stages of one language. Build with :func:`build`; every method is a pure function."""

    language: str
    sentences: Splitter
    words: WordTagger
    numbers: NumberFinder
    times: TimeFinder
    quantities: QuantityFinder
    entities: EntityFinder
    cues: CueFinder
    claimer: Claimer

    def page(self, article: Article) -> Page:
        """Lex an article and split it into sentences."""
        return self.sentences.split(article)

    def find(self, pages: Sequence[Page]) -> tuple[list[str], list[Mentions]]:
        """Word classes (a character a token) and all mentions of each page.

        Stage by stage: a stage finds its code and tables in the processor's cache, where the page before left them.
        """
        tags = list(map(self.words.tag, pages))
        numbers = list(map(self.numbers.find, pages, tags))
        times, refused_times = _two(map(self.times.find, pages, tags, numbers))
        quantities, refused_quantities = _two(map(self.quantities.find, pages, tags, numbers, times))
        entities = map(self.entities.find, pages, tags, numbers)
        cues = map(self.cues.find, pages)
        refusals = [sorted(a + b) for a, b in zip(refused_times, refused_quantities, strict=True)]
        found = zip(numbers, times, quantities, list(entities), list(cues), refusals, strict=True)
        return tags, [Mentions(*map(tuple, row)) for row in found]

    def claims(self, pages: Sequence[Page], documents: Sequence[Document], models: str) -> list[list[Claim]]:
        """The claims of each page, in document order; ``models`` is the hash of the model files."""
        tags, mentions = self.find(pages)
        return self.claimer.claims(pages, tags, mentions, documents, models)


def _two(pairs: Iterable[tuple[A, B]]) -> tuple[list[A], list[B]]:
    """The first members and the second members of pairs."""
    rows = list(pairs)
    return [first for first, _ in rows], [second for _, second in rows]


def build(
    language: str,
    root: Path | None = None,
    gazetteers: tuple[Path, ...] = (),
    lenient: bool = False,
    judge: Judge | None = None,
) -> Engine:
    """Load and check ``models/`` for one language. Raises ModelError, UsageError for an unknown language.

    ``gazetteers`` are files of the user and win over ours; ``lenient`` leaves out their bad lines with a warning.
    """
    root = root or model.default_root()
    check(language, root)
    try:
        return _build(language, root, gazetteers, lenient, judge or judged(root))
    except ModelError as error:  # what a finder says of its table names the file alone
        if error.where and not os.path.dirname(error.where.partition(".toml")[0]):
            error.where = model.located(root, language, error.where, error.what)
        raise


def judged(root: Path) -> Judge:
    """The judge that the weights of ``models/`` make, for engines of any language. Raises ModelError."""
    return Judge(load(model.files(root, "weights/*.tsv")))


def _build(language: str, root: Path, gazetteers: tuple[Path, ...], lenient: bool, judge: Judge) -> Engine:
    own = tuple(model.files(root, "entities/*.jsonl"))

    def table(name: str, kind: type[T]) -> T:
        return model.table(root, f"{language}/{name}.toml", kind)

    def shared(name: str, kind: type[T]) -> T:
        return model.table(root, f"shared/{name}.toml", kind)

    entities = table("entities", EntitiesTable)
    cues = table("cues", CuesTable)
    family = model.lineage(root, language)[-1]
    alike = table("classes", ClassesTable) if model.sources(root, f"{language}/classes.toml") else None
    words = WordTagger(table("words", WordsTable), " ".join(table("common", CommonTable).words))
    predicates = Predicates(table("predicates", PredicatesTable), shared("predicates", Inventory))
    return Engine(
        language,
        Splitter(language, table("sentences", SentencesTable)),
        words,
        NumberFinder(table("numbers", NumbersTable)),
        TimeFinder(table("times", TimesTable), shared("times", SharedTimes)),
        QuantityFinder(table("units", UnitsTable), shared("units", SharedUnits), table("currencies", CurrenciesTable)),
        EntityFinder(entities, gazetteers, own, model.lineage(root, language), words.is_strange, lenient),
        CueFinder(cues),
        Claimer(Rules(family, predicates, cues.default, judge, classes(alike, family)), SubjectRules(entities)),
    )


def check(language: str, root: Path) -> None:
    """Raise UsageError unless ``models/`` has the language."""
    known = model.languages(root)
    if language not in known:
        raise UsageError(f"no models for language {language!r}", remedy="one of " + ", ".join(known))
