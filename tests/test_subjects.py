"""Whose property a value is, and who speaks, from tests/corpus/<language>/subjects.toml."""

import time
import tomllib
from pathlib import Path

import pytest

from kabar import engine
from kabar.claim.subject.subjects import SubjectRules
from kabar.page import Article, Block

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id")


def cases():
    for language in LANGUAGES:
        for group in tomllib.loads((CORPUS / language / "subjects.toml").read_text("utf-8")).values():
            for case in group["cases"]:
                marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
                yield pytest.param(language, case, marks=marks, id=f"{language}-{case['text'][-40:]}")


@pytest.fixture(scope="session")
def engines():
    return {language: engine.build(language) for language in LANGUAGES}


def resolver(found, text, title=None):
    article = Article(text, (Block(0, len(text), "body"),), title, None, None, None, None, None)
    page = found.page(article)
    tags = found.words.tag(page)
    return page, SubjectRules(found.entities.table).resolver(page, tags, found.entities.find(page, tags))


def last(page, word):
    """Token of the last place of a word."""
    return len(page.tokens.word) - 1 - page.tokens.word[::-1].index(word)


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_subject(engines, language, case):
    page, slots = resolver(engines[language], case["text"], case.get("title"))
    at, of = last(page, case["at"]), last(page, case["of"])
    got = slots.subject(
        at, 0, len(page.tokens), trigger=of, predicate=case["predicate"], people=case.get("people", False)
    )
    assert (got.name if got else "-") == case["subject"]
    assert got is None or got.how == case.get("how", "named")


SPEAKERS = [
    ("en", "CEO Ann Roe left. Later Roe spoke.", "Roe", "Ann Roe"),
    ("en", "CEO Ann Roe left. She spoke.", "She", "Ann Roe"),
    ("en", "Mazda shut a plant. The company said so.", "company", "Mazda"),
    ("en", "Many bloggers said so.", "bloggers", "bloggers"),
    ("en", "Advanced Orvo Inc. spoke.", "Orvo", "Advanced Orvo"),
    ("id", 'Menteri Keuangan Laras Hutagalung hadir. "Baik," kata dia.', "dia", "Laras Hutagalung"),
    ("id", "Menurut analis, harga turun.", "analis", "analis"),
]


@pytest.mark.parametrize(("language", "text", "word", "name"), SPEAKERS)
def test_speaker(engines, language, text, word, name):
    page, slots = resolver(engines[language], text)
    at = last(page, word)
    assert slots.speaker(at, at + 1).name == name


PLACES = [
    ("en", "Kia sold 30 cars in Madrid.", "30", "Madrid"),
    ("en", "Kia sold 30 cars.", "30", None),
    ("en", "Ford shares fell 3% on Monday.", "3", None),
    ("id", "Kia menjual 30 mobil di Bandung.", "30", "Bandung"),
    ("id", "Bandung menjual 30 mobil.", "30", None),
    ("en", "Kia holds a 30 percent stake in Kalimo of Kalimo Foods Inc.", "30", None),
]


@pytest.mark.parametrize(("language", "text", "at", "name"), PLACES)
def test_place(engines, language, text, at, name):
    page, slots = resolver(engines[language], text)
    place = slots.place(last(page, at), 0, len(page.tokens))
    assert (place.name if place else None) == name


def test_time_grows_with_the_length(engines):
    def seconds(times):
        text = "Kia and Audi sold 30 cars in Rome. It lost 5 million dollars. The company said so. " * times
        page, slots = resolver(engines["en"], text)
        begin = time.process_time()
        for i, word in enumerate(page.tokens.word):
            if word.isdigit():
                sentence = page.sentences[slots.references.sentence_of(i)]
                slots.subject(i, sentence.first, sentence.stop, trigger=i - 1, predicate="sales")
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 20 * max(min(seconds(100), seconds(100)), 0.01)
