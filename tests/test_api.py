"""The Python API: ``extract``, ``load`` and the spaCy components."""

import pytest
import spacy

import kabar
from kabar.errors import DocumentError, UsageError

ARTICLE = "Pabrik Baru Dibuka\n\nJakarta - Perusahaan itu menjual 1.500 mobil pada Maret 2024, kata direktur."


def test_extract_spans_are_of_the_text():
    for claim in kabar.extract(ARTICLE, language="id", published="2024-04-02"):
        for part in (claim.value, claim.time, claim.trigger, claim.subject, claim.evidence):
            assert part is None or part.start is None or part.text == ARTICLE[part.start : part.end]


def test_extract_of_nothing_is_empty():
    assert kabar.extract(" \n") == []


def test_extract_says_why_it_cannot():
    with pytest.raises(DocumentError) as caught:
        kabar.extract(b"\x00\x01\x02\xff" * 400)
    assert caught.value.code == "not_text"


def test_load_is_a_spacy_pipeline():
    nlp = kabar.load("id")
    doc = nlp(ARTICLE)
    assert doc.text == ARTICLE
    assert nlp.pipe_names == ["kabar_reader", "kabar_finders", "kabar_claims"]
    assert [s.text for s in doc.spans["times"]] == ["Maret 2024"]
    assert [c.value.amount for c in doc.user_data["claims"]] == [1500]


def test_components_join_a_pipeline_of_other_make():
    nlp = spacy.blank("en")
    for name in ("kabar_reader", "kabar_finders", "kabar_claims"):
        nlp.add_pipe(name)
    doc = nlp("The company sold 1,500 cars in March 2024, said its director on Friday.")
    assert "1,500" in [s.text for s in doc.spans["quantities"]]


def test_a_pipeline_survives_saving(tmp_path):
    kabar.load("en").to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Sales rose 5% in March 2024.")
    assert [s.text for s in doc.spans["times"]] == ["March 2024"]


def test_load_names_the_languages_there_are():
    with pytest.raises(UsageError, match="en, id"):
        kabar.load("xx")
