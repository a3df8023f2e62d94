"""Word classes: closed lists, inflections, affixes, capitals, nouns that may be verbs."""

import pytest

from kabar.engine import build
from kabar.errors import ModelError
from kabar.find.tables import WordsTable
from kabar.find.words import WordTagger
from kabar.page import Article, Block

CASES = [
    ("en", "Ford plans to ship 300,000 cars", "PVtVMN"),
    ("en", "Two plants that it owns will close.", "MNSRVXJ."),
    ("en", "Sales rose to nine million units in Japan.", "NTtMMNIP."),
    ("en", "The plant reports a loss", "DNVDN"),
    ("en", "The sold houses were closed quickly", "DENXEA"),
    ("en", "US reports strong demand", "PVJN"),
    ("id", "Laba perusahaannya turun dua persen", "NNVMN"),
    ("id", "Mobil itu telah dijual oleh direksi", "NDXEIN"),
    ("id", "Perusahaan menurunkan harga", "NVN"),
    ("id", "Menteri membeli merek baru di Bandung", "NVNAIP"),
    ("id", "Lonjakan pasokan terjadi", "NNE"),
]
ENGINES = {language: build(language) for language in ("en", "id")}


def tags(language: str, text: str) -> str:
    engine = ENGINES[language]
    page = engine.page(Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None))
    return engine.words.tag(page)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_classes(language: str, text: str, expected: str) -> None:
    assert tags(language, text) == expected


def test_unknown_class_is_refused() -> None:
    with pytest.raises(ModelError, match="word class"):
        WordTagger(WordsTable(closed={"?": ["x"]}, verbs=[]))
