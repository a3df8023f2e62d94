"""The grammar over token classes: forms of several words, capitals, slots, and the test on the first two classes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabar.grammar import Grammar
from kabar.lexing import lex

FORMS = {"MONTH": [("March",), ("May",)], "UNIT": [("day",), ("light", "year")], "LAST": [("last",), ("this", "past")]}
DIGITS = frozenset({"NUM"})


def shape(word):
    return DIGITS if word.isdecimal() else frozenset()


PATTERNS = [
    "MONTH",
    "MONTH NUM?",
    "LAST UNIT",
    'NUM (UNIT | "and" NUM){1,2}',
    "rel:LAST (day:NUM MONTH | MONTH day:NUM)",
    '"of" "the"? UNIT+',
    "(MONTH | UNIT NUM*) LAST",
]
GRAMMAR = Grammar(FORMS, {"PAIR": "MONTH NUM"}, PATTERNS, shape, [DIGITS])
COMPILED = [GRAMMAR.compile(pattern) for pattern in PATTERNS]
WORDS = ["March", "May", "day", "light", "year", "last", "this", "past", "of", "the", "and", "5", "12", "other"]


def matches(pattern, text):
    return GRAMMAR.compile(pattern).regex.fullmatch(GRAMMAR.encode(lex(text))) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "want"),
    [
        ("MONTH", "March", True),
        ("MONTH", "march", False),
        ("MONTH", "MARCH", True),
        ("UNIT", "Day", True),
        ("UNIT", "light year", True),
        ("UNIT", "light", False),
        ("LAST UNIT", "this past light year", True),
        ("PAIR", "May 5", True),
        ("MONTH NUM", "May five", False),
    ],
)
def test_forms(pattern, text, want):
    assert matches(pattern, text) is want


def test_a_slot_may_stand_in_several_branches():
    m = COMPILED[4].regex.fullmatch(GRAMMAR.encode(lex("last March 5")))
    assert {g: m.span(g) for g in COMPILED[4].slots if m.span(g)[0] >= 0} == {"rel": (0, 1), "day__2": (2, 3)}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_the_cheap_test_never_hides_a_match(words):
    codes = GRAMMAR.encode(lex(" ".join(words)))
    for pattern in COMPILED:
        for i in range(len(codes)):
            if pattern.regex.match(codes, i):
                assert codes[i] in pattern.first
                assert pattern.can_start(codes[i : i + 2])


@pytest.mark.parametrize(
    ("pattern", "what"),
    [("NOSUCH", "unknown class"), ("(MONTH", "not closed"), ("MONTH)", "unbalanced"), ("MONTH?", "nothing at all"),
     ("? MONTH", "misplaced"), ("MONTH & NUM", "cannot be read")],
)  # fmt: skip
def test_faults_are_named(pattern, what):
    with pytest.raises(ValueError, match=what):
        GRAMMAR.compile(pattern)
