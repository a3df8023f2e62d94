"""The Python API: ``extract``, ``load`` and the spaCy components."""

import itertools
import json
import pydoc
import shutil

import msgspec
import pytest
import spacy
from spacy.tokens import Doc, DocBin

import kabar
from kabar.errors import DocumentError, UsageError
from kabar.record import Claim, Record

ARTICLE = "Pabrik Baru Dibuka\n\nJakarta - Perusahaan itu menjual 1.500 mobil pada Maret 2024, kata direktur."


def test_extract_spans_are_of_the_text():
    for claim in kabar.extract(ARTICLE, language="id", published="2024-04-02"):
        for part in (claim.value, claim.time, claim.trigger, claim.subject, claim.evidence):
            assert part is None or part.start is None or part.text == ARTICLE[part.start : part.end]


@pytest.mark.parametrize("last", ["then", "with", "and", "which"])
def test_an_article_may_break_off_anywhere(last):
    assert kabar.extract(f"The company sold 300 cars in May and opened two shops {last}", language="en")


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


# --- many articles ---


def told(outcomes):
    return [(outcome.line.code, len(outcome.claims)) for outcome in outcomes]


@pytest.mark.parametrize("workers", [1, 2])
def test_many_articles_come_out_in_their_order(workers):
    texts = [f"The company sold {n} cars in March 2024." for n in range(100, 200)]
    found = list(kabar.extract_many(texts, workers=workers))
    assert [o.claims[0].value.amount for o in found] == list(range(100, 200))
    assert [o.line.position for o in found] == [f"item {n}" for n in range(1, 101)]
    assert [o.claims for o in found[:5]] == [
        [msgspec.structs.replace(c, document=o.claims[0].document) for c in kabar.extract(text)]
        for o, text in zip(found[:5], texts, strict=False)
    ]


def test_what_an_article_may_be_and_what_it_may_not():
    known = {"story": "Sales rose 5% in March.", "published": "2024-04-02", "url": "https://news.example/1"}
    text = "The company sold 1,500 cars in March 2024."
    found = list(
        kabar.extract_many([text, text.encode(), known, {"n": 1}, " ", b"\0\1\2" * 99, 7, {"text": {1j: object}}])
    )
    assert told(found)[:3] == [(None, 1)] * 3
    assert [o.line.code for o in found[3:]] == ["bad_record", "empty", "not_text", "bad_record", "bad_record"]
    assert found[2].claims[0].time.value == "2024-03"
    assert found[2].line.url == "https://news.example/1"
    assert 'text="NAME"' in found[3].line.message


def test_an_endless_stream_is_read_as_far_as_it_is_needed():
    taken = itertools.count()
    stream = (f"The company sold {next(taken)} cars in March 2024." for _ in itertools.count())
    assert len(list(itertools.islice(kabar.extract_many(stream, workers=1), 50))) == 50
    assert next(taken) < 1000


def test_a_document_that_takes_too_long_is_a_value():
    long = "\n\n".join(f"The company sold {n} cars in March 2024." for n in range(20_000))
    found = list(kabar.extract_many(["Sales rose 5% in March 2024.", long, "Sales rose 6%."], timeout=0.3, workers=1))
    assert [o.line.code for o in found] == [None, "timeout", None]
    assert "raise timeout" in found[1].line.message


def test_a_process_that_may_start_no_other_says_so():
    from multiprocessing import get_context

    with get_context("fork").Pool(1) as pool, pytest.raises(UsageError, match="may not start others"):
        pool.apply(_many)


def _many():
    return [outcome.line.code for outcome in kabar.extract_many(["Sales rose 5%."])]


@pytest.mark.parametrize("wrong", ["31/7/2024", "20240731", "2024-W31-3", "2024-02-30", "July", 20240731])
def test_a_day_is_a_day(wrong):
    for call in (kabar.extract, kabar.extract_many):
        with pytest.raises(UsageError, match=r"^published: .* is not a day \(write it as 2024-07-31\)"):
            call("Sales rose 5%.", published=wrong)


def test_errors_speak_of_keywords(tmp_path):
    (tmp_path / "own.jsonl").write_text("{")
    for call in (
        lambda: kabar.extract("?", entities=[tmp_path / "own.jsonl"]),
        lambda: kabar.extract("Bonjour à tous les gens"),
    ):
        with pytest.raises(kabar.KabarError) as caught:
            call()
        assert "--" not in str(caught.value)


def test_other_models_and_names(tmp_path):
    from kabar import model

    shutil.copytree(model.default_root(), tmp_path / "models")
    (tmp_path / "own.jsonl").write_text(json.dumps({"name": "Zarvoq", "type": "organization", "id": "own:1"}))
    text, more = (
        "Zarvoq sold 5,000 cars in March 2024.",
        {"models": tmp_path / "models", "entities": [tmp_path / "own.jsonl"]},
    )
    (tmp_path / "models" / "note.txt").write_text("another hash")
    one, (other,) = kabar.extract(text, **more), kabar.extract_many([text], **more)
    assert one[0].subject.id == other.claims[0].subject.id == "own:1"
    assert one[0].extractor.models == other.claims[0].extractor.models != kabar.extract(text)[0].extractor.models


def test_claims_as_plain_values_and_as_a_table():
    claims = kabar.extract("Sales rose 5% in March.", published="2024-04-02", language="en")
    assert claims[0].to_dict() == json.loads(msgspec.json.encode(claims[0]))
    assert kabar.to_frame(claims)["value_amount"].tolist() == [5.0]


# --- help ---


def test_help_leads_to_every_field():
    module = pydoc.plain(pydoc.render_doc(kabar))
    records = [getattr(kabar, name) for name in kabar.__all__ if isinstance(getattr(kabar, name), type)]
    for record in (r for r in records if issubclass(r, Record) and r is not kabar.DocumentLine):
        assert f"class {record.__name__}(" in module
        missing = [f.name for f in msgspec.structs.fields(record) if f"``{f.name}``" not in record.__doc__]
        assert not missing, (record, missing)
    for name in ("extract_many", "to_frame", "kabar.spark", "help(kabar.Claim)"):
        assert name in module
