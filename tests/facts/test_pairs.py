"""The gold of pairs: enough of them, in two languages, a tenth twice; places and relations, never text."""

import json
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parents[1] / "gold"
NAMES = {"same", "compatible", "update", "outcome", "conflict", "none"}


def rows(name):
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["facts.jsonl", "facts_again.jsonl"])
def test_pairs_hold_places_and_a_relation(name):
    for row in rows(name):
        assert set(row) == {"story", "a", "b", "relation"}
        assert row["relation"] in NAMES
        for place in (row["a"], row["b"]):
            assert set(place) == {"text", "start", "end"}
            assert len(place["text"]) == 64
            assert 0 <= place["start"] < place["end"]


def test_there_are_enough_in_both_languages_and_a_tenth_twice():
    first, again = rows("facts.jsonl"), rows("facts_again.jsonl")
    languages = Counter(row["story"].startswith("same-id") for row in first)
    assert min(languages.values()) >= 150
    key = lambda row: json.dumps([row["a"], row["b"]])  # noqa: E731
    assert {key(row) for row in again} <= {key(row) for row in first}
    assert len(again) >= len(first) / 10


def test_claims_are_mended_at_places_of_pairs():
    """Each row names a place of a text that the pairs name, and fields of the claim, never text."""
    texts = {row[side]["text"] for row in rows("facts.jsonl") for side in "ab"}
    fields = {"subject", "predicate", "status", "time", "negated", "attribution", "comparison"}
    for row in rows("facts_claims.jsonl"):
        assert row["text"] in texts
        assert {"text", "start", "end"} < set(row) <= {"text", "start", "end"} | fields
