"""`kabar table` without a file: what was found, in words, symbols and (on a terminal) colours."""

import io

import pytest
from rich.console import Console
from samples import claim, hostile, raw, write_jsonl
from typer.testing import CliRunner

from kabar.cli import build
from kabar.out import summary
from kabar.record import Value

VALUE = raw()["value"]


def shown(claims, width=100, limit=12, **options):
    stream = io.StringIO()
    summary.show(claims, Console(file=stream, width=width, highlight=False, **options), limit)
    return stream.getvalue()


def test_counts_and_rows():
    out = shown([claim(), claim(status="target", negated=True)])
    assert out.startswith("2 claims in 1 article (1 id)\n● 1 actual  ◎ 1 target\n2 sales\n")
    assert "◎✕   Rantai Biru" in out
    assert "1,200 bicycle" in out


def test_no_claims():
    assert shown([]) == "0 claims in 0 articles\n"


def test_the_rest_is_counted():
    assert "and 3 more" in shown([claim()] * 5, limit=2)


def test_articles_cannot_steer_the_terminal():
    out = shown(hostile(), limit=100, force_terminal=True)
    assert "\x1b[31mred" not in out
    assert "\x07" not in out
    assert "\x1b[" in out  # our own colours


@pytest.mark.parametrize("width", [20, 40, 200])
def test_fits_any_width(width):
    assert max(len(line) for line in shown([claim()], width=width).splitlines()) <= width


def value(**changes):
    return Value(**{**VALUE, "equivalents": (), **changes})


WORDS = [
    (value(), "1,200 bicycle"),
    (value(comparison=">=", unit="CNY", unit_kind="currency", amount=10e9), "≥ CNY 10 billion"),
    (value(comparison="~", unit="%", unit_kind="percent", amount=56.7, change="increase"), "▲ ≈ 56.7 %"),
    (value(comparison="range", amount=None, min=65.0, max=75.5, unit="USD", unit_kind="currency"), "USD 65 – 75.5"),
    (value(amount=1_234_567.0, per="year"), "1,234,567 bicycle / year"),
    (value(amount=1_240_000_000_000.0, unit=None), "1.24 trillion"),
    (value(amount=0.5, unit=None), "0.5"),
    (value(amount=1e18, unit=None), "1.0000e+18"),
]


@pytest.mark.parametrize(("made", "words"), WORDS)
def test_values_in_words(made, words):
    assert summary.value_words(made) == words


def test_command(tmp_path):
    found = CliRunner().invoke(build(), ["table", write_jsonl(tmp_path / "c.jsonl", [claim()])])
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "1 claim in 1 article (1 id)")
