"""Reading takes linear time on hostile text, whatever it is made of (faults 6 and 7)."""

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabar import model
from kabar.article import Source, read
from kabar.errors import DocumentError

ROOT = model.default_root()
PIECES = {
    "open brackets": "(",
    "nested brackets": "([",
    "photo credits": "(Foto: ",
    "captions": "Foto: a (Foto: b)\n",
    "pointers": "(Read also: ",
    "digits": "1",
    "dates": "1/2/2024 ",
    "dateline": "JAKARTA - ",
    "dashes": "- ",
    "long dashes": "—",
    "lines": "a\n",
    "blank lines": "\n \n",
    "bylines": "By Ann Lee\n",
    "names": "Ann ",
    "comments": "Ann\n2 hours ago\nReply\n",
    "links": "Related posts\nA title of five words\nA teaser of it.\n",
    "wrapped": "a line of words that goes on in the next line with small\n",
    "quotes": '"',
    "stops": ". ",
    "spaces": " ",
    "capitals": "A",
    "marks": "\u0301",
    "separators": " | ",
    "breadcrumbs": "Home > ",
    "urls": "https://a.example/2024/01/01/\n",
}


def cost(text):
    start = time.process_time()
    with suppress(DocumentError):
        read(text.encode(), Source(language="en"), ROOT)
    return time.process_time() - start


@pytest.mark.parametrize("name", PIECES)
def test_reading_is_linear(name):
    piece = PIECES[name]
    small = piece * (20_000 // len(piece))
    cost(small)
    few = min(cost(small) for _ in range(3))
    many = min(cost(small * 8) for _ in range(2))
    assert many < 24 * few + 0.1


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400))
def test_any_text_is_kept_as_it_stands(text):
    try:
        article = read(text.encode(), Source(language="en"), ROOT).article
    except DocumentError:
        return
    assert article.text == text.removeprefix("\ufeff")
    assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_offsets_are_code_points_in_every_normal_form(form):
    text = unicodedata.normalize(form, "Café prices rose\n\nThe café’s prices rose by 5 percent 🎉 in May \u200b2024.")
    article = read(text.encode(), Source(), ROOT).article
    assert article.text == text
    assert [text[b.start : b.end] for b in article.blocks] == text.split("\n\n")
