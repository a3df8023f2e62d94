"""All finders of one language, built once from ``models/``, and the way of a page through them."""

from pathlib import Path
from typing import NamedTuple

from kabar import model
from kabar.claim import Claimer, Inventory, PredicatesTable
from kabar.claim.subjects import SubjectRules
from kabar.errors import UsageError
from kabar.find.cues import CueFinder, CuesTable
from kabar.find.entities import EntitiesTable, EntityFinder
from kabar.find.mention import Mentions
from kabar.find.numbers import NumberFinder, NumbersTable
from kabar.find.quantities import CurrenciesTable, QuantityFinder, SharedUnits, UnitsTable
from kabar.find.times import SharedTimes, TimeFinder, TimesTable
from kabar.find.words import WordsTable, WordTagger
from kabar.page import Article, Page
from kabar.record import Claim, Document
from kabar.sentences import SentencesTable, Splitter


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

    def find(self, page: Page) -> tuple[str, Mentions]:
        """Word classes (a character a token) and all mentions of a page."""
        tags = self.words.tag(page)
        numbers = self.numbers.find(page, tags)
        times, refused_times = self.times.find(page, tags, numbers)
        quantities, refused_quantities = self.quantities.find(page, tags, numbers, times)
        entities = self.entities.find(page, tags)
        cues = self.cues.find(page)
        refusals = tuple(sorted(refused_times + refused_quantities))
        return tags, Mentions(tuple(numbers), tuple(times), tuple(quantities), tuple(entities), tuple(cues), refusals)

    def claims(self, page: Page, document: Document, models: str) -> list[Claim]:
        """The claims of a page, in document order; ``models`` is the hash of the model files."""
        tags, mentions = self.find(page)
        return self.claimer.claims(page, tags, mentions, document, models)


def build(language: str, root: Path | None = None, gazetteers: tuple[Path, ...] = (), lenient: bool = False) -> Engine:
    """Load and check ``models/`` for one language. Raises ModelError, UsageError for an unknown language.

    ``gazetteers`` are files of the user and win over ours; ``lenient`` leaves out their bad lines with a warning.
    """
    root = root or model.default_root()
    check(language, root)
    folder, shared = root / language, root / "shared"
    own = tuple(sorted((root / "entities").glob("*.jsonl")))
    entities = model.read_table(folder / "entities.toml", EntitiesTable)
    cues = model.read_table(folder / "cues.toml", CuesTable)
    return Engine(
        language,
        Splitter(language, model.read_table(folder / "sentences.toml", SentencesTable)),
        WordTagger(model.read_table(folder / "words.toml", WordsTable)),
        NumberFinder(model.read_table(folder / "numbers.toml", NumbersTable)),
        TimeFinder(
            model.read_table(folder / "times.toml", TimesTable), model.read_table(shared / "times.toml", SharedTimes)
        ),
        QuantityFinder(
            model.read_table(folder / "units.toml", UnitsTable),
            model.read_table(shared / "units.toml", SharedUnits),
            model.read_table(folder / "currencies.toml", CurrenciesTable),
        ),
        EntityFinder(entities, gazetteers, own, language, lenient),
        CueFinder(cues),
        Claimer(
            model.read_table(folder / "predicates.toml", PredicatesTable),
            model.read_table(shared / "predicates.toml", Inventory),
            SubjectRules(entities),
            cues.default,
        ),
    )


def check(language: str, root: Path) -> None:
    """Raise UsageError unless ``models/`` has the language."""
    known = model.languages(root)
    if language not in known:
        raise UsageError(f"no models for language {language!r}", remedy="one of " + ", ".join(known))
