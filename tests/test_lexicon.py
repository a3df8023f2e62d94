"""Look-up of forms: the longest wins, none overlap within a lexicon, layers overlap each other."""

import pytest

from kabar.lexicon import Layers, Lexicon

FORMS = [("new", 1), ("new york", 2), ("new york city", 3), ("york city hall", 4), ("of the", 5)]
FOUND = {
    "a new idea": [(1, 2, 1)],
    "new york city": [(0, 3, 3)],
    "new york city hall": [(0, 3, 3)],
    "york city hall": [(0, 3, 4)],
    "old york city": [],
    "of them of the": [(2, 4, 5)],
    "new": [(0, 1, 1)],
}


@pytest.mark.parametrize("text", FOUND)
def test_the_longest_form_wins(text):
    assert [(m.first, m.stop, m.entry) for m in Lexicon(FORMS).find(text.split())] == FOUND[text]


def test_a_form_that_goes_beyond_the_end_is_none():
    lexicon = Lexicon(FORMS)
    assert lexicon.find(["the", "new", "york", "city"], 1, 3) == []
    assert [m.entry for m in lexicon.find(["of", "the", "new", "york"], 2)] == [2]


def test_a_layer_is_a_lexicon_of_its_own():
    words = ["new", "york", "city", "hall"]
    layers = Layers([FORMS, [("york", 6), ("city hall", 7), ("city", 8), ("city", 9)], []])
    found = layers.find(words, range(len(words)))
    assert [(m.first, m.stop, m.entry) for m in found] == [(0, 3, 3), (1, 2, 6), (2, 4, 7)]


@pytest.mark.parametrize("text", FOUND)
def test_one_layer_finds_what_a_lexicon_finds(text):
    words = text.split()
    layers = Layers([FORMS])
    assert layers.find(words, range(len(words))) == Lexicon(FORMS).find(words)
    assert layers.heads == {"new", "york", "of"}
