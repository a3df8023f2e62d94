"""One lexing pass: which pieces, where they are, and that hostile text stays linear."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabar.lexing import lex

PIECES = {
    "100.000 mobil": "100.000|mobil",
    "Rp1.500 US$5 HK$7": "Rp|1.500|US$|5|HK$|7",
    "SU7 dan QZ8501": "SU7|dan|QZ8501",
    "16GB": "16|GB",
    "31/7/2024": "31|/|7|/|2024",
    "56.7%, 17.257,40.": "56.7|%|,|17.257,40|.",
    "Xiaomi's don't 'quoted'": "Xiaomi|'s|don|'t|'|quoted|'",
    "O'Brien's Ma\u2019ruf Syafi'i Qur'an o'clock": "O'Brien|'s|Ma\u2019ruf|Syafi'i|Qur'an|o'clock",
    "'Rame'nya they'll we've he'sMalan rock'n'roll": "'|Rame|'|nya|they|'ll|we|'ve|he|'|sMalan|rock|'n|'|roll",
    "caf\u00e9 \u2019\u201d": "caf\u00e9|\u2019|\u201d",
    "a\n\n\nb": "a|b",
    "snake_case": "snake|_|case",
    "word$": "word|$",
}


@pytest.mark.parametrize("text", PIECES)
def test_pieces(text):
    assert lex(text).word == PIECES[text].split("|")


def test_norms():
    assert lex("A \u201cB\u201d\n\n\u2019C\u2019").norm == ["a", '"', "b", '"', "'", "c", "'"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.integers(0, 10))
def test_spans_are_exact_and_nothing_but_space_is_lost(text, start):
    tokens = lex(text, start)
    assert [text[s:e] for s, e in zip(tokens.start, tokens.end, strict=True)] == tokens.word
    assert all(tokens.word + tokens.norm)
    assert "".join(tokens.word) == "".join(c for c in text[start:] if not c.isspace())


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", "1,", "a", "a1", "A$", "'", "'s", "O'", "O'Aaa", "a'i", "\n", " ", "(", "\u0301", "\u00ad", "x_"],
)
def test_hostile_text_is_linear(piece):
    def seconds(size):
        begun = time.process_time()
        lex(piece * (size // len(piece)))
        return time.process_time() - begun

    seconds(1000)
    assert min(seconds(400_000) for _ in range(2)) < 6 * min(seconds(100_000) for _ in range(3)) + 0.02
