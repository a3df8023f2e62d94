"""Shapes of pages that came out wrong: datelines without spaces, kickers, headlines told twice, glued paragraphs."""

import pytest

from kabar import model
from kabar.article import Source, read
from kabar.article.formats import Item, Options, resolve

TITLE = "Produksi Kakao Sulawesi Naik 12 Persen Sepanjang 2023"
FIRST = "Produksi kakao di Sulawesi naik 12 persen pada 2023 karena cuaca yang baik dan harga pupuk yang turun."
SECOND = "Pemerintah menargetkan kenaikan 15 persen pada tahun depan, kata juru bicara kementerian itu di Makassar."
NEWS = f"{FIRST}\n\n{SECOND}\n"


def laid(text):
    return shown(read(text.encode(), Source(), model.default_root()).article)


def shown(article):
    return article, [(b.section, article.text[b.start : b.end]) for b in article.blocks]


def page(body):
    data = f"<html><body><article><h1>Semen Nusa sells more cement</h1>{body}</article></body></html>".encode()
    item = resolve(Item(Source(path="a.html"), data, form="html"), Options())
    return shown(read(data, item.source, model.default_root(), item.text, item.encoding, item.flags).article)


@pytest.mark.parametrize(
    ("prefix", "publisher"),
    [
        ("Bisnis.com, JAKARTA\u2014", "Bisnis.com"),
        ("KEBUNKITA.COM, JAKARTA--", "Kebunkita.com"),
        ("MAKASSAR\u2014", None),
        ("IDXChannel - ", "IDX Channel"),
        ("KebunNews - ", "KebunNews"),
        ("Jakarta, FORTUNE \u2013 ", "Fortune"),
        ("kontan.co.id \u2013 ", "Kontan"),
        ("TEMPO.CO, Jakarta - ", "Tempo.co"),
    ],
)
def test_datelines(prefix, publisher):
    article, blocks = laid(f"{TITLE}\n\n{prefix}{NEWS}")
    assert article.publisher == publisher
    assert blocks == [("title", TITLE), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize(
    "above",
    [
        f"Berita Utama | kebunkita | Senin, 8 Januari 2024 - 10:05\n\n{TITLE}\n\n",
        f"{TITLE}\n\nBerita Utama | kebunkita | Senin, 8 Januari 2024 - 10:05\n\n{TITLE}\n\n",
        f"Kabar Kebun Sulawesi Barat\n\n{TITLE}\n\nSenin, 8 Januari 2024\n\n",
    ],
)
def test_a_kicker_is_no_title_and_a_title_is_told_once(above):
    article, blocks = laid(above + NEWS)
    assert (article.title, article.published) == (TITLE, "2024-01-08")
    assert blocks == [("title", TITLE), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize("deck", ["Ribuan petani kini menjemur biji di tepi jalan kabupaten sejak pekan lalu"])
def test_a_deck_below_a_short_title_is_none(deck):
    assert laid(f"Panen Kakao Melimpah Lagi\n\n{deck}\n\n{NEWS}")[0].title == "Panen Kakao Melimpah Lagi"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Exports of beans fell 7 percent in June", True),
        ("Cocoa Prices Jump 7 Percent on Weak Harvest", False),  # the headline of another article
        ("Share this 12 times with your friends", False),
        ("Photo by Ann Doe 2024", False),
    ],
)
def test_the_last_line_of_an_article(line, kept):
    text = "Cocoa harvest rises\n\nThe harvest of cocoa rose by 12 percent in 2023 as the weather was good for growers."
    _, blocks = laid(f"{text}\n\n{line}\n")
    assert (("body", line) in blocks) is kept


def test_a_paragraph_that_tells_of_a_channel_is_text():
    told = (
        "The news, which was posted on the Telegram channel of the port soon after the ship had left, was seen by many "
        "as a sign that 12 more ships will follow before the end of the year, and that the strike is over."
    )
    _, blocks = laid(f"Port opens again\n\nThe port of Belawan opened again on Monday after a long strike.\n\n{told}\n")
    assert ("body", told) in blocks


def test_what_is_told_of_the_writer_is_none():
    bio = "Mengawali karier jurnalistik pada 2015 sebagai reporter. Sejak 2019 bergabung dengan Kebunkita.id."
    _, blocks = laid(f"{TITLE}\n\n{NEWS}\n{bio}\n")
    assert ("body", bio) not in blocks


def test_the_blocks_of_a_short_page_are_not_glued():
    sentence = "Semen Nusa sold 1.2 million tonnes of cement last month."
    article, blocks = page(f"<div class='byline'>By Ann Doe - Sunday, July 28, 2024</div><p>{sentence}</p>")
    assert (article.author, article.published) == ("Ann Doe", "2024-07-28")
    assert blocks == [("title", "Semen Nusa sells more cement"), ("body", sentence)]


def test_lines_that_a_page_breaks_are_lines():
    lines = ["Exports fell 7 percent in June", "Domestic sales rose 9 percent in June"]
    broken = "<br>".join(lines)
    _, blocks = page(
        f"<p>Semen Nusa gave these figures on Monday, after its board had met in Jakarta:</p><p>{broken}</p>"
    )
    assert [text for section, text in blocks if section == "body"][1:] == lines


def test_a_caption_of_a_short_page_is_one_without_its_credit():
    told = "Workers load 300 bags at the Nusa plant in 2019."
    figure = f"<figure><img src='a'><figcaption>{told} <span>Photo: Bob Roe/Nusa</span></figcaption></figure>"
    _, blocks = page(f"{figure}<p>Semen Nusa sold 1.2 million tonnes of cement last month, the company said.</p>")
    assert ("caption", told) in blocks
    assert next(text for section, text in blocks if section == "body").startswith("Semen Nusa sold")
