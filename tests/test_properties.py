"""What holds for every claim of every text: exact spans, valid by the schema, every key, one line."""

import json
from functools import lru_cache

import jsonschema
import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kabar import record
from kabar.article.read import Source
from kabar.extractor import Extractor
from kabar.out.schema import json_schema

WORDS = """
Marlin Motors|delivered|sold|menjual|1.200|100,000|cars|unit|mobil|persen|%|in|pada|March|Maret|2024|2030|Rp|$|US$
billion|miliar|more than|lebih dari|up|naik|said|kata|PT Sagara|CEO|Anna Karlsson|the company|perusahaan|(|)|,|.
million|juta|by|hingga|will|akan|not|tidak|people|orang|killed|tewas|opened|dibuka|tahun lalu|last year|-|'s|km
hours|jam|dari|from|to|half|setengah|10-15|between|and|dan|antara|5|17|Agustus|August|he|dia
"""
WORDS = [word for line in WORDS.split("\n") for word in line.split("|") if word]
WORDS += ["\n\n", "\u201c", "\u201d", "\U0001f697"]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=40).map(" ".join),
)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@lru_cache(1)
def extractor():
    return Extractor()


def spans(node):
    """All objects below a claim that have a text and a place."""
    if isinstance(node, dict):
        if node.get("start") is not None:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def check(text, language, published):
    data = text.encode("utf-8", "surrogatepass")
    outcome = extractor().document(data, Source("a.txt", published, language=language))
    for claim in outcome.claims:
        line = msgspec.json.encode(claim)
        assert b"\n" not in line
        row = json.loads(line)
        VALIDATOR.validate(row)
        assert msgspec.json.decode(line, type=record.Claim) == claim
        for span in spans(row):
            assert span["text"] == text[span["start"] : span["end"]]
    again = extractor().document(data, Source("a.txt", published, language=language))
    assert again == outcome
    assert len({claim.id for claim in outcome.claims}) == len(outcome.claims)
    return outcome


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.sampled_from(["en", "id", None]), st.sampled_from(["2024-05-06", None]))
def test_every_claim_of_any_text_is_sound(text, language, published):
    check(text, language, published)


def test_the_texts_of_this_test_do_hold_claims():
    text = "Marlin Motors delivered 1,200 cars in March 2024. PT Sagara menjual 100.000 mobil pada 2023."
    assert check(text, "en", "2024-05-06").claims


def test_lone_surrogates_and_nul():
    check("Marlin Motors sold 1,200\ud800 cars in\x00 2024.", "en", None)


def test_numbers_without_end():
    for text in ("1" * 100_000, "1e999999", "10^10^10", "9" * 5000 + " cars sold", "1." * 5000, "1,000" * 3000):
        outcome = check(f"Marlin Motors sold {text} cars in 2024.", "en", None)
        for claim in outcome.claims:
            json.loads(msgspec.json.encode(claim), parse_constant=lambda name: 1 / 0)
