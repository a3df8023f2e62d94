"""Which language an article is in (fault 9): supported, others, Malay, mixed, too short to tell."""

import tomllib
from pathlib import Path

import pytest

from kabar import model
from kabar.article import Source, read
from kabar.article.source import Metadata
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


HEADLINES = {
    "en": [
        "Monday orders up 14 percent",
        "Tin exports climb 9 percent",
        "Quake kills 14 in Bhutan",
        "Marlin Motors sells 2.500 mobil in May",
        "Cocoa prices jump to $9,100",
    ],
    "id": [
        "Harga Bawang Naik 15 Persen",
        "Produksi timah turun 9 persen bulan lalu.",
        "Rupiah Menguat ke Rp 15.900",
        "Gempa M 4,8 Guncang Ambon",
        "Gudang baru, 250 pekerja",
        "Produksi,2024,\n12,ton,naik\n14,ton,naik\n15,ton,turun",
    ],
    None: [
        "Les exportations de cacao augmentent de 9 pour cent",
        "Inflatie daalt in mei naar 2 procent",
        "Kakaopreise steigen im Mai um 9 Prozent",
        "El precio del cacao sube en mayo",
        "Regane bawang mundhak, wong padha bingung lan ora bisa tuku iki",
        "Hargana geus naek jeung teu kitu anu diharepkeun ku urang lembur eta",
    ],
}


@pytest.mark.parametrize(("text", "language"), [(t, n) for n, texts in HEADLINES.items() for t in texts])
def test_headlines_and_rows(text, language):
    if language is None:
        with pytest.raises(UnsupportedLanguage):
            identified(text)
    else:
        assert identified(text)[0] == language


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Rapat RUPSLB XYZA", "id", ("id", ())),  # nothing to tell it by but what the record says
        ("Rapat RUPSLB XYZA", "in_ID", ("id", ())),
        ("Rapat RUPSLB XYZA", "Bahasa Indonesia", ("id", ())),
        (INDONESIAN, "en", ("id", ("language_disagrees",))),  # a portal whose template says so of all its pages
        (INDONESIAN, "fr", ("id", ("language_disagrees",))),
        (ENGLISH, "en-GB", ("en", ())),
    ],
)
def test_what_the_record_says_is_asked_first(text, said, expected):
    found = read(text.encode(), Source(found=Metadata(language=said)), model.default_root())
    assert (found.language, found.flags) == expected


def test_a_record_of_another_language_is_refused():
    with pytest.raises(UnsupportedLanguage, match="'ms'"):
        read(b"Harga 12 naik", Source(found=Metadata(language="ms")), model.default_root())


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
