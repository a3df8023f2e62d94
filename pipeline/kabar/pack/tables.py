"""Which tables a language has, which all share, and their shapes."""

from typing import Final

from kabar.article.formats.fields import FieldsTable
from kabar.article.formats.head import PagesTable
from kabar.article.table import LayoutTable, PublishersTable
from kabar.claim import Inventory, PredicatesTable
from kabar.facts.table import FactsTable
from kabar.find.entities import EntitiesTable
from kabar.find.numbers import NumbersTable
from kabar.find.quantities import CurrenciesTable, SharedUnits, UnitsTable
from kabar.find.tables import CommonTable, CuesTable, WordsTable
from kabar.find.times import SharedTimes, TimesTable
from kabar.model import Table
from kabar.out.words import DisplayTable
from kabar.tables import ClassesTable, LanguageTable, SentencesTable

# in the order in which one makes them; each with what it is for, as the listing and a new language say it
LANGUAGE: Final[dict[str, tuple[type[Table], str]]] = {
    "language": (LanguageTable, "words that tell the language"),
    "numbers": (NumbersTable, "marks of decimals and groups, number words, what is no number"),
    "times": (TimesTable, "months, days, units of time, earlier and later, rules of word order"),
    "words": (WordsTable, "word classes"),
    "common": (CommonTable, "common words, which are no names"),
    "units": (UnitsTable, "units, counted things, bounds, rise and fall"),
    "currencies": (CurrenciesTable, "names of money"),
    "predicates": (PredicatesTable, "which words say what is measured and what happens"),
    "cues": (CuesTable, "plan, target, forecast, negation, who says so, clauses"),
    "entities": (EntitiesTable, "titles, forms of companies, what stands for a name"),
    "sentences": (SentencesTable, "abbreviations, and words that begin sentences"),
    "layout": (LayoutTable, "bylines, datelines, furniture of pages"),
    "classes": (ClassesTable, "words of like surroundings; counted by scripts/classes.py"),
    "display": (DisplayTable, "units and plurals for people"),
}
OPTIONAL: Final = frozenset(("classes", "display"))  # a language need not have it
SHARED: Final[dict[str, type[Table]]] = {
    "facts": FactsTable,
    "fields": FieldsTable,
    "pages": PagesTable,
    "predicates": Inventory,
    "publishers": PublishersTable,
    "times": SharedTimes,
    "units": SharedUnits,
}
