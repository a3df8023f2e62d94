"""Which word shows what a value measures that no table knows, from tests/corpus/<language>/measures.toml."""

import tomllib
from pathlib import Path

import pytest

import kabar

CORPUS = Path(__file__).parent / "corpus"
LEAST = {"en": 70, "id": 80}  # percent of the rows, a little under what the weights reach


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_word_that_shows_what_is_measured(language):
    rows = tomllib.loads((CORPUS / language / "measures.toml").read_text("utf-8"))["cases"]
    wrong = [row["text"] for row in rows if shown(row, language).isdisjoint(row["shown"])]
    assert 100 * len(wrong) <= (100 - LEAST[language]) * len(rows), wrong


def shown(row, language):
    """The words of the trigger and the object of the value of a row."""
    claims = kabar.extract(row["text"], language=language, published="2024-06-01")
    found = [c for c in claims if c.value is not None and c.value.text.startswith(row["value"])]
    told = [part for c in found for part in (c.trigger.text if c.trigger else "", c.object or "")]
    return {word for part in told for word in part.lower().split()}
