"""Where sentences end: abbreviations, initials, decimals, quotes, wrapped lines, lists; the cases are data."""

import tomllib
from pathlib import Path

import pytest

from kabar import model
from kabar.article import Source, read
from kabar.errors import ModelError
from kabar.page import Article, Block
from kabar.sentences import SentencesTable, Splitter

ROOT = model.default_root()
CORPUS = Path(__file__).parent / "corpus"
SPLITTERS = {n: Splitter(n, model.table(ROOT, f"{n}/sentences.toml", SentencesTable)) for n in ("en", "id", "ms")}
CASES = [
    pytest.param(name, case, id=f"{name}: {case[:40]}")
    for name in SPLITTERS
    for case in tomllib.loads((CORPUS / name / "sentences.toml").read_text("utf-8"))["cases"]
]


def split(text, language="en"):
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None)
    return [text[s.start : s.end] for s in SPLITTERS[language].split(article).sentences]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_sentences(language, case):
    assert split(case.replace(" | ", " "), language) == [part.strip() for part in case.split(" | ")]


@pytest.mark.parametrize(
    ("text", "language", "second"),
    [
        ("It grew fast.Then it stopped.", "en", "Then it stopped."),
        ("The bridge opened in 2018.Trains now cross it.", "en", "Trains now cross it."),
        ("Jembatan itu dibuka pada 2018.Kereta kini melintas.", "id", "Kereta kini melintas."),
        ("Harga 64,34 dollar AS per barrel.Harga itu terendah.", "id", "Harga itu terendah."),
    ],
)
def test_a_space_may_be_missing(text, language, second):
    assert split(text, language)[1:] == [second]


def test_items_of_a_list_in_one_line_are_sentences():
    assert split("These go: * Wixom in Michigan * Norfolk in Virginia") == [
        "These go:",
        "Wixom in Michigan",
        "Norfolk in Virginia",
    ]


def test_a_break_inside_a_block_ends_nothing_and_is_no_token():
    text = "It sold 10\nmillion cars. It\nplans more."
    article = Article(text, (Block(0, len(text), "body"),), None, None, None, None, None, None)
    page = SPLITTERS["en"].split(article)
    assert [text[s.start : s.end] for s in page.sentences] == ["It sold 10\nmillion cars.", "It\nplans more."]
    assert "\n" not in page.tokens.norm


def test_items_and_headings_of_a_page_are_sentences_of_their_own():
    text = (
        "The plan has two parts.\n\nWhat it costs\n- Two million dollars in 2024\n- One million in 2025\n\nThat is all."
    )
    article = read(text.encode(), Source(), ROOT).article
    page = SPLITTERS["en"].split(article)
    assert [text[s.start : s.end] for s in page.sentences] == [
        "The plan has two parts.",
        "What it costs",
        "Two million dollars in 2024",
        "One million in 2025",
        "That is all.",
    ]


def test_no_sentence_is_without_end():
    page_sentences = split("word " * 5000)
    assert max(len(s.split()) for s in page_sentences) <= 400


@pytest.mark.parametrize("piece", [".", '."', "a.", '" ', "A.B.", "* ", "?! ", "''", "word "])
def test_hostile_text_is_split_in_linear_time(piece):
    import time

    def cost(n):
        start = time.process_time()
        split(piece * n)
        return time.process_time() - start

    cost(1000)
    small = min(cost(20_000) for _ in range(3))
    assert cost(80_000) < 12 * small + 0.05


def test_a_word_in_two_lists_is_an_error_of_the_pack():
    with pytest.raises(ModelError, match=r"co: both"):
        Splitter("en", SentencesTable(abbreviations=["co"], closing=["co"]))
