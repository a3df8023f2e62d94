"""Bytes to text: faults 1 to 6. The text is never rewritten and offsets are those without the byte order mark."""

import os
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabar import model
from kabar.article import Source, read
from kabar.article.decode import decode, decoded
from kabar.errors import Empty, NotText, TooLarge
from kabar.extractor import Extractor

TEXT = "The café sold 1,200 cups — half of them “to go” — in the first week of May 2024."
FORMS = {
    "plain": ("utf-8", TEXT.encode(), ()),
    "utf-8 with mark": ("utf-8", TEXT.encode("utf-8-sig"), ()),
    "utf-16 little": ("utf-16-le", b"\xff\xfe" + TEXT.encode("utf-16-le"), ()),
    "utf-16 big": ("utf-16-be", b"\xfe\xff" + TEXT.encode("utf-16-be"), ()),
    "utf-16 little, no mark": ("utf-16-le", TEXT.encode("utf-16-le"), ("encoding_guessed",)),
    "utf-16 big, no mark": ("utf-16-be", TEXT.encode("utf-16-be"), ("encoding_guessed",)),
    "utf-32": ("utf-32-le", b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), ()),
    "windows": ("windows-1252", TEXT.encode("cp1252"), ("encoding_guessed",)),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_encoding_gives_the_same_text(name):
    encoding, data, flags = FORMS[name]
    assert decode(data) == (TEXT, encoding, flags)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "flags"),
    [
        (b"\xff\xfe\xfa abc", "ÿþú abc", "windows-1252", ("encoding_guessed",)),
        (b"caf\xe9", "café", "windows-1252", ("encoding_guessed",)),
        (b"\x81abc", "\ufffdabc", "windows-1252", ("encoding_guessed",)),
        (b"\xff\xfea\0b\0c", "ab\ufffd", "utf-16-le", ("encoding_damaged",)),
        ("“Überfüllt”".encode() + b"\xff", "“Überfüllt”\ufffd", "utf-8", ("encoding_damaged",)),
    ],
)
def test_damaged_bytes_are_read_with_a_doubt(data, text, encoding, flags):
    assert decode(data) == (text, encoding, flags)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("koi8-r", "koi8-r"), ("iso-8859-1", "windows-1252"), ("rot13", "windows-1252"), ("nonsense", "windows-1252")],
)
def test_declared_charset_counts_where_utf8_does_not_fit(declared, encoding):
    assert decode(b"\xd0\xd2\xc9\xd7 1", None, declared).encoding == encoding


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf \n", "\u2028\u200b\xa0".encode()])
def test_nothing_but_space_is_empty(data):
    with pytest.raises(Empty):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"abc\0def ghi", b"%PDF-1.7 text", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(1, 32)) * 9]
)
def test_binary_data_is_no_text(data):
    with pytest.raises(NotText):
        decode(data)


def test_random_bytes_are_text_or_refused_never_an_exception():
    extractor = Extractor()
    for seed in range(200):
        outcome = extractor.document(random.Random(seed).randbytes(1024), Source(path="x"))
        assert outcome.line.code in ("not_text", "language", "empty")


@given(st.binary(max_size=300))
def test_decoding_never_raises_anything_else(data):
    with suppress(NotText, Empty):
        assert isinstance(decode(data).text, str)


def test_lone_surrogates_are_replaced_one_for_one():
    assert decoded("a\ud800b", "utf-8") == ("a\ufffdb", "utf-8", ("surrogates_replaced",))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c", "\n\r\n\n"])
def test_line_ends_are_kept_and_split_paragraphs(end):
    text = end.join(["Prices rose by 5 percent in May.", "They had been stable since 2019.", "Wages did not follow."])
    article = read(text.encode(), Source(), model.default_root()).article
    assert article.text == text
    assert [text[b.start : b.end] for b in article.blocks] == text.split(end)


def test_a_text_above_the_limit_is_too_large():
    with pytest.raises(TooLarge):
        read(b"word " * 4_100_000, Source(path="x"), model.default_root())


def test_five_megabytes_without_a_space_are_read():
    outcome = Extractor().document(b"x" * 5_000_000, Source(path="x", language="en"))
    assert (outcome.line.status, outcome.line.characters, outcome.claims) == ("ok", 5_000_000, [])


@pytest.mark.parametrize("locale", ["C", "tr_TR.UTF-8"])
def test_the_locale_plays_no_part(locale, monkeypatch):
    monkeypatch.setenv("LC_ALL", locale)
    assert os.environ["LC_ALL"] == locale
    assert decode(TEXT.encode()).text == TEXT
