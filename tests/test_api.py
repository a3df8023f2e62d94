"""The Python API: ``extract``, ``load`` and the spaCy components."""

import json

import msgspec
import pytest
import spacy
from spacy.tokens import Doc, DocBin

import kabar
from kabar.errors import DocumentError, UsageError
from kabar.record import Claim

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
    assert [c["value"]["amount"] for c in doc._.claims] == [1500]
    assert [s._.time["from"] for s in doc.spans["times"]] == ["2024-03-01"]
    assert [(s._.value["amount"], s._.value["unit"]) for s in doc.spans["quantities"]] == [(1500, "vehicle")]


def test_claims_in_spacy_are_those_of_the_engine():
    nlp = kabar.load("id")
    doc = nlp.make_doc(ARTICLE)
    doc._.source = {"published": "2024-04-02", "publisher": "Harian Uji"}
    found = msgspec.convert(nlp(doc)._.claims, list[Claim])
    assert found == kabar.extract(ARTICLE, language="id", published="2024-04-02", publisher="Harian Uji")


def test_documents_can_be_stored_and_sent():
    """All that is left in a document survives its bytes, a DocBin, and other processes."""
    nlp = kabar.load("id")
    doc = nlp(ARTICLE)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    others = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        *DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab),
        *nlp.pipe([ARTICLE] * 3, n_process=2, batch_size=1),
    ]
    assert len(others) == 5
    for other in others:
        assert json.dumps(other._.claims) == json.dumps(doc._.claims)  # lists come back as tuples
        assert [s._.time for s in other.spans["times"]] == [s._.time for s in doc.spans["times"]]
        assert [s._.value for s in other.spans["quantities"]] == [s._.value for s in doc.spans["quantities"]]


@pytest.mark.parametrize(
    ("names", "needed"),
    [
        (["kabar_finders"], "kabar_reader"),
        (["kabar_claims"], "kabar_finders"),
        (["kabar_reader", "kabar_claims"], "kabar_finders"),
    ],
)
def test_a_missing_component_is_named(names, needed):
    nlp = spacy.blank("id")
    for name in names:
        nlp.add_pipe(name)
    assert any(nlp.analyze_pipes()["problems"].values())
    with pytest.raises(UsageError, match=f'{needed} has not seen .*nlp.add_pipe."{needed}", before="{names[-1]}"'):
        nlp(ARTICLE)


def test_the_whole_pipeline_has_no_problems():
    assert not any(kabar.load("en").analyze_pipes()["problems"].values())


def test_what_cannot_be_read_says_so():
    doc = kabar.load("en")(" ")
    assert (doc._.kabar_error, doc._.claims) == ("empty", [])


@pytest.mark.parametrize("source", [{"day": "2024-04-02"}, {"published": 2024}])
def test_a_source_that_means_nothing_is_refused(source):
    nlp = kabar.load("en")
    doc = nlp.make_doc("Sales rose 5%.")
    doc._.source = source
    with pytest.raises(UsageError, match=r"doc\._\.source"):
        nlp(doc)


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
