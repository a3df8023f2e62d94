"""Quantities: the specification in tests/corpus, exact spans, cost that grows with the text and no faster."""

import time
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabar.engine import Engine, build
from kabar.errors import ModelError
from kabar.find.mention import Quantity
from kabar.find.quantities import CurrenciesTable, QuantityFinder, SharedUnits, UnitsTable
from kabar.page import Article, Block

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id")
HOSTILE = [
    "1",
    "1,",
    "1.",
    "1-",
    "(1",
    "$",
    "1/2 ",
    "dua ",
    "one hundred and ",
    "%-",
    "- 5 ",
    "Rp ",
    "1 to ",
    "rose 1 ",
    "more than ",
]


@cache
def engine(language: str) -> Engine:
    return build(language)


def quantities(language: str, text: str) -> list[Quantity]:
    eng = engine(language)
    page = eng.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))
    tags = eng.words.tag(page)
    numbers = eng.numbers.find(page, tags)
    times, _ = eng.times.find(page, tags, numbers)
    return eng.quantities.find(page, tags, numbers, times)[0]


def plain(value: Decimal | float | None) -> str:
    return format(Decimal(str(value)).normalize(), "f") if value is not None else ""


def shown(quantity: Quantity) -> str:
    """A quantity in the notation of the corpus."""
    value = plain(quantity.amount)
    if quantity.comparison == "range":
        value = f"{plain(quantity.min)}..{plain(quantity.max)}"
    elif quantity.comparison != "=":
        value = quantity.comparison + value
    unit = (quantity.unit or "-") + (f"/{quantity.per}" if quantity.per else "")
    change = {"increase": " +", "decrease": " -", None: ""}[quantity.change]
    return f"{value} {unit}{change}" + "".join(f" = {plain(e.amount)} {e.unit}" for e in quantity.equivalents)


def corpus() -> list[tuple[str, str, str]]:
    tables = {lang: tomllib.loads((CORPUS / lang / "quantities.toml").read_text("utf-8")) for lang in LANGUAGES}
    return [
        (lang, expected, form)
        for lang, table in tables.items()
        for group in table.values()
        for expected, forms in group.items()
        for form in forms
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_is_large_enough(language: str) -> None:
    assert len([c for c in corpus() if c[0] == language]) >= 200


@pytest.mark.parametrize(("language", "expected", "text"), corpus())
def test_quantity(language: str, expected: str, text: str) -> None:
    assert (" & ".join(map(shown, quantities(language, text))) or "none") == expected


@settings(max_examples=150, deadline=None)
@given(language=st.sampled_from(LANGUAGES), text=st.text("0123456789.,-/ %$()to perRkm\nanduhig", max_size=80))
def test_spans_are_exact_and_apart(language: str, text: str) -> None:
    found = quantities(language, text)
    assert all(0 <= q.start < q.end <= len(text) and q.first < q.stop for q in found)
    assert all(q.min is None or q.max is None or q.min <= q.max for q in found)
    starts = [q.start for q in found]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def cost(size: int) -> float:
        text = (piece * size)[:size]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            quantities("en", text)
            best = min(best, time.process_time() - start)
        return best

    quantities("en", piece)
    assert cost(8000) <= 6 * cost(2000) + 0.02


def test_undeclared_unit_is_refused() -> None:
    with pytest.raises(ModelError, match="parsec"):
        QuantityFinder(
            UnitsTable(units={"parsec": ["parsec"]}, counted={}), SharedUnits(units=[]), CurrenciesTable(names={})
        )
