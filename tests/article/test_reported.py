"""The day of the report in a text without metadata: what it dates, what it leaves open, and what it is not."""

import json
from pathlib import Path

import pytest
from harness import lines, run

from datelines import counted, pairs, read, verdict
from kabar import model
from kabar.article import Source
from kabar.article import read as read_article

SHARED = Path(__file__).parents[2] / ".." / "shared" / "articles"
LEAD = {
    "id": "Pabrik Sagara menambah dua lini baru untuk memenuhi pesanan dari luar negeri.\n\n",
    "en": "Marlin Motors has added two lines to the plant, which will make parts for export.\n\n",
}


def dated(language, sentence, before=""):
    article = read_article((before + LEAD[language] + sentence + "\n").encode(), Source(), model.default_root()).article
    return article.published, article.published_from, article.reported


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("id", "Produksi dimulai hari ini, Rabu (31/7/2024).", "2024-07-31"),
        ("id", "Lini itu diresmikan pada Rabu (31/7/2024) siang ini.", "2024-07-31"),
        ("id", "Lini itu diuji kemarin, Selasa (30/7/2024).", "2024-07-31"),
        ("id", "Menteri akan datang besok, Kamis (1/8/2024).", "2024-07-31"),
        ("id", "Direktur datang Kamis (1/8/2024) besok.", "2024-07-31"),
        ("id", "Lini itu diresmikan hari ini, 31 Juli 2024.", "2024-07-31"),
        ("en", "The lines started today, July 31, 2024, after a year of tests.", "2024-07-31"),
        ("en", "The lines were tested yesterday (Tuesday, July 30, 2024).", "2024-07-31"),
    ],
)
def test_a_word_of_the_day_beside_a_date_is_the_publication_day(language, sentence, day):
    assert dated(language, sentence) == (day, "text", None)


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("id", '"Kami siap," kata Direktur Rina Wijaya kepada wartawan, Rabu (31/7/2024).', "2024-07-31"),
        ("id", "Menurut keterangan perusahaan, Senin, 28 April 2025, pesanan naik.", "2025-04-28"),
        ("id", "Pesanan naik, ujar Rina, Senin (20/10). Pabrik itu berdiri sejak 2 Mei 2025.", "2025-10-20"),
        ("id", "Kata Rina, Senin (28/4/2025). Budi menjelaskan, Selasa (29/4/2025), lini itu siap.", "2025-04-29"),
        ("en", "Orders rose, the company said in a statement on Wednesday, July 31, 2024.", "2024-07-31"),
    ],
)
def test_the_day_of_a_saying_is_that_of_the_report(language, sentence, day):
    assert dated(language, sentence) == (None, None, day)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Lini itu diresmikan Presiden pada Rabu (31/7/2024)."),  # of an event, of whenever
        ("id", "Pesanan naik, kata Rina, Selasa (31/7/2024)."),  # it was a Wednesday: one of both is wrong
        ("id", "Pesanan naik, kata Rina, Senin (20/10)."),  # no year anywhere
        ("id", "Pesanan naik, kata Rina, Senin (21/10). Pabrik itu berdiri sejak 2 Mei 2025."),  # a Tuesday then
        ("id", "Pabrik itu diatur dengan undang-undang 31 Juli 2024, kata Rina."),
        ("id", "Lini itu diuji Rabu (24/7/2024) kemarin."),  # the last Wednesday, whenever that was
        ("en", "The plant opened on July 31, 2024, the company said."),
        ("en", "The lines will be tested on Wednesday, July 31, 2024."),
        ("id", "Aktris itu tampil di acara Today (31 Juli 2024)."),  # the word of another language is a name
        ("id", "Grup itu merilis album Tomorrow, 31 Juli 2024."),
    ],
)
def test_other_dates_are_none(language, sentence):
    assert dated(language, sentence) == (None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "BANDUNG, 4/8/2025 \u2013 ",
        "BANDUNG, HARIANUJI.com, 4 Agustus 2025 - ",
        "Bandung (4/8/2025) - ",
        "Bandung, Jawa Barat (Warta Uji) Senin, 4 Agustus 2025 - ",
        "SURABAYA - Warta Uji - 4 Agustus 2025 - ",
        "LEEDS, ENGLAND - Example Newswire - 4 August 2025 - ",
        "Leeds, England (Example.wire) Monday Aug 4, 2025 @ 7:00 AM UK \u2014 ",
        "LEEDS, England, August 4, 2025 /Examplewire/ -- ",
        "LEEDS, UK - August 4, 2025 (EXAMPLEWIRE) - ",
    ],
)
def test_a_dateline_with_a_whole_date_is_the_publication_day(line):
    first = "Pabrik Sagara menambah dua lini baru untuk memenuhi pesanan dari luar negeri tahun ini.\n\n"
    text = "Pabrik Sagara Tambah Lini\n\n" + line + first + LEAD["id"]
    article = read_article(text.encode(), Source(), model.default_root()).article
    assert (article.published, article.published_from) == ("2025-08-04", "text")
    body = next(block for block in article.blocks if block.section == "body")
    assert article.text[body.start :].startswith("Pabrik Sagara")


@pytest.mark.parametrize(
    "line",
    [
        "On August 4, 2025 - the day of the fair - ",
        "On Monday, August 4, 2025 - ",
        "Pada Senin, 4 Agustus 2025 - ",
        "Sagara, yang didirikan pada 4 Agustus 1990 - ",
        "The final of the Ember Cup, August 4, 2025 - ",
        "Peraturan Nomor 5, 4 Agustus 2025 - ",
        "Pabrik Sagara, 4 Agustus 2025, ",
    ],
)
def test_other_dates_at_the_beginning_are_no_dateline(line):
    text = "Pabrik Sagara Tambah Lini\n\n" + line + "Pabrik Sagara menambah dua lini baru untuk pesanan.\n\n"
    article = read_article((text + LEAD["id"]).encode(), Source(), model.default_root()).article
    assert article.published is None


def test_the_date_of_a_photograph_is_none():
    caption = "Pekerja merakit mobil di pabrik Sagara, Rabu (31/7/2024). (Foto: Dok. Sagara)\n\n"
    assert dated("id", "Pesanan naik tahun ini.", "Pabrik Sagara Tambah Lini\n\n" + caption) == (None, None, None)


def test_two_todays_are_none():
    sentence = "Lini itu dibuka hari ini, Rabu (31/7/2024). Yang kedua dibuka hari ini, Kamis (1/8/2024)."
    assert dated("id", sentence)[0] is None


def test_what_the_day_of_the_report_anchors(tmp_path):
    text = (
        LEAD["id"]
        + '"Penjualan kami naik 12 persen bulan lalu," kata Direktur Rina Wijaya, Senin (20/10/2025).\n\n'
        + "Gudang di Bekasi dibuka Selasa (7/10). Gudang di Bogor dibuka kemarin.\n"
    )
    claims = extracted(text, tmp_path)
    assert {c["time"]["text"]: c["time"]["value"] for c in claims if c["time"]} == {
        "bulan lalu": "2025-09",
        "Selasa (7/10)": "2025-10-07",
        "kemarin": None,  # the report may be of the day after the saying
    }
    assert {c["document"]["published"] for c in claims} == {None}


def extracted(text, folder):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    assert run("extract", "a.txt", "-o", "out", cwd=folder).returncode == 0
    assert lines(folder / "out")["a.txt"]["flags"] == ["dated_by_report"]
    return [json.loads(line) for line in (folder / "out" / "claims.jsonl").read_text("utf-8").splitlines()]


def test_real_articles_whose_date_is_hidden():
    if not SHARED.is_dir():
        pytest.skip("the shared articles are not here")
    known = list(pairs(SHARED / "train"))
    found = read(known, hidden=True)[0]
    rows = [(verdict(line["published"], right), "", "") for (_, right), line in zip(known, found, strict=True)]
    assert sum(row[0] in ("near", "wrong") for row in rows) <= 0.01 * len(rows), counted(rows)
    assert sum("dated_by_report" in line["flags"] for line in found) >= 40
