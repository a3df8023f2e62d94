"""Numbers: the specification in tests/corpus, round trips, exact spans."""

import tomllib
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabar.engine import Engine, build
from kabar.errors import ModelError
from kabar.find.mention import Number
from kabar.find.numbers import NumberFinder, NumbersTable
from kabar.find.numbers.digits import parse
from kabar.page import Article, Block

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id", "ms")
LEAST = {"ms": 75}  # what it shares with Indonesian is tested there
SCALES = {
    "en": {"": 0, " thousand": 3, " million": 6, " billion": 9},
    "id": {"": 0, " ribu": 3, " juta": 6, " miliar": 9},
    "ms": {"": 0, " ribu": 3, " juta": 6, " bilion": 9},
}
MARKS = {"en": (",", "."), "id": (".", ","), "ms": (",", ".")}


@cache
def engine(language: str) -> Engine:
    return build(language)


def numbers(language: str, text: str) -> list[Number]:
    eng = engine(language)
    page = eng.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))
    return eng.numbers.find(page, eng.words.tag(page))


def corpus(part: str) -> list[tuple[str, str, str]]:
    tables = {lang: tomllib.loads((CORPUS / lang / "numbers.toml").read_text("utf-8")) for lang in LANGUAGES}
    return [(lang, key, form) for lang, t in tables.items() for key, forms in t[part].items() for form in forms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_is_large_enough(language: str) -> None:
    found = [c for part in ("values", "refused") for c in corpus(part) if c[0] == language]
    assert len(found) >= LEAST.get(language, 200)


@pytest.mark.parametrize(("language", "value", "form"), corpus("values"))
def test_value(language: str, value: str, form: str) -> None:
    assert [n.value for n in numbers(language, form) if not n.refused] == [Decimal(value)]


@pytest.mark.parametrize(("language", "reason", "form"), corpus("refused"))
def test_refused(language: str, reason: str, form: str) -> None:
    found = numbers(language, form)
    assert found
    assert all(n.refused for n in found)
    assert reason in {n.refused for n in found}


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(LANGUAGES),
    whole=st.integers(0, 999_999_999),
    places=st.text("0123456789", max_size=2),
    scale=st.integers(0, 3),
)
def test_separators_and_scales_round_trip(language: str, whole: int, places: str, scale: int) -> None:
    group, decimal = MARKS[language]
    word, power = list(SCALES[language].items())[scale]
    text = f"{whole:,}".replace(",", group) + (decimal + places if places else "")
    expected = (Decimal(f"{whole}.{places or 0}")).scaleb(power)
    found = numbers(language, f"xx {text}{word} lampu xx")
    assert [n.value for n in found] == [expected]


@settings(max_examples=150, deadline=None)
@given(language=st.sampled_from(LANGUAGES), text=st.text("0123456789.,-/ aeb%$()miljutn\n", max_size=60))
def test_spans_are_exact_and_apart(language: str, text: str) -> None:
    found = numbers(language, text)
    assert all(0 <= n.start < n.end <= len(text) and n.first < n.stop for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_long_digits_are_no_number() -> None:
    assert parse("9" * 250, ".", ",") is None


def test_word_with_two_meanings_is_refused() -> None:
    table = NumbersTable(decimal=".", group=",", cardinals={"two": 2}, scales={"two": 10})
    with pytest.raises(ModelError, match="two"):
        NumberFinder(table)
