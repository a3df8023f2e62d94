"""Dates of datelines, metadata and urls, and which of them is the publication date (fault 10)."""

import pytest

from kabar import model
from kabar.article import Metadata, Source, read, vocabulary
from kabar.article.dates import in_url, tail

DATES = vocabulary.load(model.default_root()).dates
BODY = "The company sold 1,200 cars in the first half of the year, it said in a report."


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-07-31", "DMY", "2024-07-31"),
        ("2024-07-31T12:09:00+07:00", "MDY", "2024-07-31"),
        ("31 Jul 2024, 12:09", "DMY", "2024-07-31"),
        ("Rabu, 31 Juli 2024 12:09 WIB", "DMY", "2024-07-31"),
        ("Jumat, 6 Desember 2013", "DMY", "2013-12-06"),
        ("31/07/2024", "DMY", "2024-07-31"),
        ("31.07.2024", "MDY", "2024-07-31"),
        ("07/31/2024", "MDY", "2024-07-31"),
        ("04/05/2024", "MDY", None),
        ("04/05/2024", "DMY", "2024-05-04"),
        ("April 01, 2009", "MDY", "2009-04-01"),
        ("Sept. 3rd, 2021", "MDY", "2021-09-03"),
        ("the 3rd of May 2021", "MDY", "2021-05-03"),
        ("20240731", "MDY", "2024-07-31"),
        ("20240731T120900Z", "MDY", "2024-07-31"),
        ("31 Februari 2024", "DMY", None),
        ("29 Feb 2023", "DMY", None),
        ("1 Januari 1650", "DMY", None),
        ("03-05-24", "DMY", None),
        ("1714723200", "DMY", None),
        ("Fri May 3 08:00:00 UTC 2024", "MDY", "2024-05-03"),
        ("03 Mei '24", "DMY", "2024-05-03"),
        ("yesterday", "MDY", None),
        ("kemarin", "DMY", None),
        ("3 May", "MDY", None),
        ("May 2024", "MDY", None),
        ("Su-7", "MDY", None),
        ("", "DMY", None),
    ],
)
def test_dates(text, order, day):
    assert DATES.parse(text, order) == day


@pytest.mark.parametrize("gap", ["", " ", "\xa0", ", ", " - ", "." + " " * 40])
@pytest.mark.parametrize(
    "date", ["3 May{}2024", "3rd May{}2024", "3 MEI{}2024", "on 13/5/2024{}", "{}2024-05-13T10:00"]
)
def test_a_quick_look_passes_over_no_date(date, gap):
    text = "x" * 30 + " " + date.format(gap)
    assert [m.span() for m in DATES._full.finditer(text)] == [(d.start, d.end) for d in DATES.find(text)]


@pytest.mark.parametrize("text", ["3rd day of the 5th month", "10 o'clock", "2 hours ago", "in 2024", "12"])
def test_the_long_tail_knows_no_today(text):
    assert tail(text, ("en", "id"), "DMY") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/read/2014/12/11/0507/oil", "2014-12-11"),
        ("https://a.example/news-20240731", "2024-07-31"),
        ("https://a.example/2024/13/45/x", None),
        ("https://a.example/2024/07/31/and/2023/01/01", None),
        ("https://a.example/item/20240731123", None),
    ],
)
def test_dates_in_urls(url, day):
    assert in_url(url) == day


NOTHING = Source()


def head(source=NOTHING, lines="Cars sell well this year\nMay 3, 2024\n\n", body=BODY + "\n" + BODY):
    found = read((lines + body).encode(), source, model.default_root())
    return found.article.published, found.article.published_from, found.flags


ALL = Metadata(published="2024-05-02", url="https://a.example/2024/05/01/cars")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source(published="2024-05-04", found=ALL), ("2024-05-04", "given", ("published_disagrees",))),
        (Source(found=ALL), ("2024-05-02", "metadata", ("published_disagrees",))),
        (Source(found=Metadata(url=ALL.url)), ("2024-05-03", "byline", ("published_disagrees",))),
        (Source(), ("2024-05-03", "byline", ())),
        (Source(published="soon"), ("2024-05-03", "byline", ("published_unreadable",))),
        (Source(found=Metadata(crawled="2024-05-01")), ("2024-05-03", "byline", ("published_future",))),
        (Source(found=Metadata(crawled="2024-06-01")), ("2024-05-03", "byline", ())),
    ],
)
def test_precedence(source, expected):
    assert head(source) == expected


def test_url_counts_where_no_line_has_a_date():
    assert head(Source(url=ALL.url), "Cars sell well this year\n\n")[:2] == ("2024-05-01", "url")


def test_the_first_comment_stands_in_where_nothing_else_does():
    comments = (
        "\n\nComments\n- Ann\nI have 2 of them, the first is from 2019.\n- 9 May 2024\n- Bo\nMe too.\n- 8 May 2024"
    )
    assert head(lines="Cars sell well this year\n\n", body=BODY + comments)[:2] == ("2024-05-08", "comments")


def test_dates_of_the_body_are_no_publication_date():
    body = BODY + " The first was sold on May 3, 2023."
    assert head(lines="Cars sell well this year\n\n", body=body)[:2] == (None, None)


def test_what_the_user_gives_wins():
    source = Source(title="T", publisher="P", author="A", url="https://u.example/")
    article = read(f"Cars sell well\nBy Ann Lee\n\n{BODY}".encode(), source, model.default_root()).article
    assert (article.title, article.publisher, article.author, article.url) == ("T", "P", "A", "https://u.example/")
