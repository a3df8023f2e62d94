"""The same fact in two wordings, articles or languages has the same key; another fact has another."""

import pytest

from kabar import engine
from test_claims import LANGUAGES, extract

DAY = "2014-06-10"
SAME = [
    (("en", "Toyota sold 31,000 cars in May."), ("en", "In May, Toyota sold 31,000 vehicles.")),
    (("en", "Toyota sold 31,000 cars in May."), ("id", "Toyota menjual 31.000 mobil pada Mei.")),
    (("en", "Toyota sold 31,000 cars in May."), ("id", "Pada Mei, Toyota menjual 31.000 unit mobil.")),
    (("en", "Honda will cut 500 jobs in 2015."), ("en", "Honda plans to cut 500 jobs in 2015.")),
    (("en", "Brent crude fell 1.4% on Monday."), ("id", "Minyak mentah Brent turun 1,4 persen pada Senin.")),
    (
        ("en", "Toyota delivered more than 900 trucks in 2013."),
        ("id", "Toyota mengirimkan lebih dari 900 truk pada 2013."),
    ),
    (("en", "Nissan's revenue rose 8%."), ("id", "Pendapatan Nissan naik 8 persen.")),
    (("en", "Honda invested $2 billion in 2013."), ("id", "Honda menginvestasikan 2 miliar dollar AS pada 2013.")),
]  # fmt: skip
OTHER = [
    (("en", "Toyota sold 31,000 cars in May."), ("en", "Toyota sold 32,000 cars in May.")),
    (("en", "Toyota sold 31,000 cars in May."), ("en", "Honda sold 31,000 cars in May.")),
    (("en", "Toyota sold 31,000 cars in May."), ("en", "Toyota will sell 31,000 cars in May.")),
    (("en", "Toyota sold 31,000 cars in May."), ("en", "Toyota sold 31,000 cars in April.")),
    (("en", "Toyota sold 31,000 cars in May."), ("en", "Toyota sold more than 31,000 cars in May.")),
    (("id", "Laba Honda naik 8 persen."), ("id", "Laba Honda turun 8 persen.")),
]


@pytest.fixture(scope="module")
def key():
    engines = {language: engine.build(language) for language in LANGUAGES}

    def of(language, text):
        (claim,) = extract(engines[language], text, DAY)
        return claim.key

    return of


@pytest.mark.parametrize(("one", "two"), SAME)
def test_the_same_fact_has_the_same_key(key, one, two):
    assert key(*one) == key(*two)


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_another_fact_has_another_key(key, one, two):
    assert key(*one) != key(*two)
