"""The corpora of times: every form is found whole, with exactly one reading; what is none is not found."""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest
from edtf import parse_edtf

from kabar import engine
from kabar.page import Article, Block

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "id", "ms")
LEAST = {"ms": 80}  # what it shares with Indonesian is tested there


@lru_cache
def built(language):
    return engine.build(language)


@lru_cache
def corpus(language):
    return tomllib.loads((CORPUS / language / "times.toml").read_text("utf-8"))


def find(language, text, published):
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, published, "given")
    page = built(language).page(article)
    return built(language).times.find(page, built(language).words.tag(page), [])[0]


def expected():
    """Language, sentence, span of the form in it, type, value, modifier."""
    for language in LANGUAGES:
        for group in corpus(language)["expect"]:
            frame = group.get("frame", "{}")
            for form in group["forms"]:
                text = frame.format(form)
                start = text.index(form)
                marks = pytest.mark.xfail(strict=True) if form in group.get("known_failures", ()) else ()
                want = (group.get("type", "DATE"), group["value"], group.get("modifier"))
                yield pytest.param(
                    language, text, (start, start + len(form)), want, id=f"{language}-{text}", marks=marks
                )


def nothing():
    for language in LANGUAGES:
        for group in corpus(language)["nothing"]:
            for form in group["forms"]:
                yield pytest.param(language, form, id=f"{language}-{form}")


@pytest.mark.parametrize(("language", "text", "span", "want"), list(expected()))
def test_form(language, text, span, want):
    found = find(language, text, corpus(language)["clock"])
    assert [((t.start, t.end), (t.type, t.value, t.modifier)) for t in found] == [(span, want)]


@pytest.mark.parametrize(("language", "text"), list(nothing()))
def test_nothing(language, text):
    assert find(language, text, corpus(language)["clock"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_edtf_is_valid_and_agrees_with_the_days(language):
    for group in corpus(language)["expect"]:
        for form in group["forms"]:
            for t in find(language, group.get("frame", "{}").format(form), corpus(language)["clock"]):
                if t.edtf is not None:
                    assert parse_edtf(t.edtf), t
                assert t.from_ is None or t.to is None or t.from_ <= t.to, t


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_is_large(language):
    found = sum(len(g["forms"]) for key in ("expect", "nothing") for g in corpus(language)[key])
    assert found >= LEAST.get(language, 250)
