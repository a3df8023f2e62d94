"""Which language an article is in (fault 9): supported, others, Malay, mixed, too short to tell."""

import tomllib
from pathlib import Path

import pytest

from kabar import model
from kabar.article import Source, read
from kabar.errors import UnsupportedLanguage

TEXTS = tomllib.loads((Path(__file__).parent / "corpus" / "languages.toml").read_text("utf-8"))
ENGLISH, INDONESIAN = TEXTS["en"], TEXTS["id"]
OTHERS = sorted(set(TEXTS) - {"en", "id"})


def identified(text, **given):
    found = read(text.encode(), Source(**given), model.default_root())
    return found.language, found.flags


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (INDONESIAN, "id")])
def test_articles_of_our_languages(text, language):
    assert identified(text) == (language, ())


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_refused_with_what_was_detected(language):
    with pytest.raises(UnsupportedLanguage, match=f"'{language}'"):
        identified(TEXTS[language])


@pytest.mark.parametrize(
    "text",
    [
        "Mahkamah Agung memeriksa 12 awak kapal. Pejabat itu menyebut nilai tukar ringgit.",
        "Wang Hua dari Syarikat Dagang menandatangani polis asuransi senilai Rp 5 miliar pada Senin.",
    ],
)
def test_words_that_indonesian_shares_with_malay_are_no_proof(text):
    assert identified(text)[0] == "id"


@pytest.mark.parametrize(("first", "second", "main"), [(ENGLISH, INDONESIAN, "en"), (INDONESIAN, ENGLISH, "id")])
def test_mixed_articles_are_read_in_the_main_language_and_say_so(first, second, main):
    text = "\n\n".join([first, first, second])
    assert identified(text) == (main, ("language_mixed",))


@pytest.mark.parametrize("text", ["OK", "12345", "...", "🎉🎉🎉", "Lorem ipsum"])
def test_too_short_to_tell(text):
    with pytest.raises(UnsupportedLanguage):
        identified(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [("The company sold 12 cars in May.", "en"), ("Hujan deras membuat rel kereta tergenang pada Senin.", "id")],
)
def test_a_sentence_is_enough(text, language):
    assert identified(text)[0] == language


@pytest.mark.parametrize("given", ["id", "ID", "id-ID", "ind", "Indonesian"])
def test_what_the_user_says_is_believed(given):
    assert identified("OK 12", language=given)[0] == "id"


def test_a_language_without_models_is_refused():
    with pytest.raises(UnsupportedLanguage, match="fr"):
        identified(ENGLISH, language="fr")


def test_the_same_text_gives_the_same_answer_each_time():
    doubtful = "Xiaomi SU7 Ultra 1.548 HP, Rp 1,2 miliar, 2025"
    answers = set()
    for _ in range(5):
        try:
            answers.add(identified(doubtful))
        except UnsupportedLanguage as error:
            answers.add(str(error))
    assert len(answers) == 1
