"""Which language an article is in (fault 9): supported, others, Malay, mixed, too short to tell."""

import tomllib
from pathlib import Path

import pytest

from kabar import model
from kabar.article import Source, read
from kabar.article.source import Metadata
from kabar.errors import UnsupportedLanguage

TEXTS = tomllib.loads((Path(__file__).parent / "corpus" / "languages.toml").read_text("utf-8"))
ENGLISH, INDONESIAN, MALAY = TEXTS["en"], TEXTS["id"], TEXTS["ms"]
OTHERS = sorted(set(TEXTS) - {"en", "id", "ms"})


def identified(text, **given):
    found = read(text.encode(), Source(**given), model.default_root())
    return found.language, found.flags


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (INDONESIAN, "id"), (MALAY, "ms")])
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


@pytest.mark.parametrize(
    "text",
    [
        "Kerajaan negeri memperuntukkan RM40 juta bagi membaiki jambatan itu, kata Menteri Besar pada Khamis.",
        "Seramai 120 pelajar dipindahkan selepas banjir kilat melanda dua kampung di hulu sungai.",
        "Indeks ditutup lebih rendah pada Jumaat kerana pelabur menjual saham perbankan.",
        "Pasukan itu menang 3-1 manakala jurulatihnya memuji penjaga gol baharu.",
        "Presiden Prabowo melawat Kuala Lumpur; beliau dijangka menandatangani dua perjanjian, kata kenyataan itu.",
    ],
)
def test_one_paragraph_of_malay(text):
    assert identified(text)[0] == "ms"


@pytest.mark.parametrize(
    "text",
    [
        "Petronas membuka kantor baru di Surabaya pada Kamis; nilainya 12 juta ringgit, kata direktur perusahaan itu.",
        "Menurut harian Utusan Malaysia, wisatawan asal Jakarta membelanjakan uang lebih banyak di Johor karena kurs.",
        "Tan Sri Rashid dan Datuk Karim hadir, sedangkan polisi menjaga jalan sejak Jumat pagi.",
    ],
)
def test_indonesian_that_speaks_of_malaysia(text):
    assert identified(text)[0] == "id"


def test_a_text_of_both_relatives_says_so():
    language, flags = identified(MALAY + "\n\n" + INDONESIAN)
    assert language in ("id", "ms")
    assert flags == ("language_mixed",)


def test_a_text_without_a_word_of_its_own_is_doubtful():
    assert identified("Menteri itu akan datang ke kota ini pada hari Sabtu dan ada banyak orang di jalan.") == (
        "id",
        ("language_uncertain",),
    )


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


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Harga 12 naik", "ms", ("ms", ())),
        ("Harga 12 naik", "Bahasa Melayu", ("ms", ())),
        ("Menteri itu akan datang ke kota ini pada hari Sabtu dan ada banyak orang di jalan.", "ms", ("ms", ())),
        (MALAY, "id", ("ms", ("language_disagrees",))),
        (INDONESIAN, "ms", ("id", ("language_disagrees",))),
    ],
)
def test_what_the_record_says_of_relatives(text, said, expected):
    found = read(text.encode(), Source(found=Metadata(language=said)), model.default_root())
    assert (found.language, found.flags) == expected


QUOTED = """Warga Kampung Cibeureum melihat seekor macan di kebun teh pada Minggu (12/5/2024). Rekaman itu sudah
ditonton lebih dari 4.000 orang dalam dua hari.

"Eta mah anu kamari, geus aya di dieu ti baheula," kata seorang petani. Ia meminta petugas datang ke kebun itu.
"""


def test_quotes_in_a_close_relative_do_not_refuse_the_article():
    assert identified(QUOTED) == ("id", ())


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("Gubernur nyebutkeun yén jalan anu ruksak geus dibenahan, sareng warga teu kudu ngadagoan deui.", "su"),
        ("Bupati ngendika menawa dalan sing rusak wis didandani, lan warga ora perlu kuwatir ing wulan ngarep.", "jv"),
    ],
)
def test_a_text_in_a_close_relative_is_refused_by_its_name(text, relative):
    with pytest.raises(UnsupportedLanguage, match=f"detected '{relative}'"):
        identified(text)


def test_a_record_of_another_language_is_refused():
    with pytest.raises(UnsupportedLanguage, match="'vi'"):
        read(b"Harga 12 naik", Source(found=Metadata(language="vi")), model.default_root())


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
