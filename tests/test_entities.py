"""Named entities, from tests/corpus/<language>/entities.toml, and what holds for any text."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from kabar import engine
from kabar.errors import ModelError
from kabar.find.entities.table import EntitiesTable, check
from kabar.model import default_root, read_table
from kabar.page import Article, Block

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id", "ms")
UNNAMED = {"entity.topic", "entity.group", "entity.demonym"}


def cases():
    for language in LANGUAGES:
        for group in tomllib.loads((CORPUS / language / "entities.toml").read_text("utf-8")).values():
            for case in group["cases"]:
                marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
                yield pytest.param(language, case["text"], case["found"], case.get("all", False), marks=marks)


@pytest.fixture(scope="session")
def engines():
    return {language: engine.build(language) for language in LANGUAGES}


def entities(found, text):
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None)
    page = found.page(article)
    tags = found.words.tag(page)
    return found.entities.find(page, tags, found.numbers.find(page, tags))


@pytest.mark.parametrize(("language", "text", "wanted", "everything"), list(cases()))
def test_corpus(engines, language, text, wanted, everything):
    found = entities(engines[language], text)
    assert [f"{e.name}:{e.type}" for e in found if everything or e.rule not in UNNAMED] == wanted


@pytest.mark.parametrize(
    "text", ["", "\n", "A", "U.S.", "The", "O'", "PT", "& Co", "-A-", "\u201cIran\u201d", "I \u0130stanbul"]
)
def test_spans_are_of_the_text(engines, text):
    for language in LANGUAGES:
        for e in entities(engines[language], text):
            assert e.name
            assert 0 <= e.start < e.end <= len(text)


@pytest.mark.parametrize("text", ["Zolvar (ZLV) 5.", "Indian (IDN) 5."])
def test_a_form_in_brackets_vouches_for_the_first_word(engines, text):
    for language in LANGUAGES:
        assert entities(engines[language], text)


def test_entities_do_not_overlap(engines):
    text = "PT Pertamina (Persero) di Jakarta Selatan, Bank of America and the U.S. Senate in Washington, D.C. " * 5
    for language in LANGUAGES:
        found = entities(engines[language], text)
        assert found
        assert all(a.stop <= b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["Aa Bb ", "A. ", "CEO ", "A-B", "Bank of ", "US ", "Li & ", "Toyota SU7 ", "aaa ", "That's Ma'ruf "]
)
def test_time_grows_with_the_length(engines, unit):
    def seconds(text):
        """The least of two runs: one may fall together with a collection of all that the session holds."""
        spent = []
        for _ in range(2):
            begin = time.process_time()
            entities(engines["en"], text)
            spent.append(time.process_time() - begin)
        return min(spent)

    short, long = unit * 2000, unit * 16000
    seconds(short)
    assert seconds(long) < 40 * max(seconds(short), 0.005)


BROKEN = {
    "a word twice": ("never = [", 'never = ["januari", "januari",'),
    "a capital": ("titles = [", 'titles = ["Bos Besar",'),
    "an empty list": ('within = ["di"]', "within = []"),
    "an unknown type": ("[heads]", '[heads]\nweather = ["kabut"]'),
    "an unknown key": ("particles = [", 'colours = ["merah"]\nparticles = ['),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_table_is_refused(tmp_path, old, new):
    text = (default_root() / "id" / "entities.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "entities.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ModelError):
        check(read_table(path, EntitiesTable))
