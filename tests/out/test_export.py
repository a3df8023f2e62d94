"""`kabar export` and `kabar import`: every form comes back as it went, with the offsets that its tool counts."""

import copy
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import HOSTILE, TEXT, claim, document, hostile, sealed, write_jsonl
from two import ARTICLES, BOTH, CLAIMS, RIDE, opened, sold
from typer.testing import CliRunner

from kabar import model
from kabar.cli import build
from kabar.errors import ClaimsError
from kabar.out import score
from kabar.out.export import LINES, annotation, doccano, labelstudio, schemaorg, timeml
from kabar.out.offsets import from_utf16, to_utf16
from kabar.page import Article
from kabar.record import Claim


def exported(form, claims=CLAIMS, articles=ARTICLES):
    return b"".join(line + b"\n" for line in LINES[form](claims, articles))


# --- offsets ---


@given(st.text(st.sampled_from("a🚗é\u0301👨\U0010ffff")), st.data())
def test_offsets_go_and_come_back(text, data):
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    there, back = to_utf16(text), from_utf16(text)
    assert text.encode("utf-16-le")[2 * there(start) : 2 * there(end)].decode("utf-16-le") == text[start:end]
    assert (back(there(start)), back(there(end))) == (start, end)


def test_half_a_character_is_no_offset():
    with pytest.raises(ValueError, match="offset 2 is in the middle"):
        from_utf16("a🚲")(2)


# --- W3C annotations ---


@pytest.mark.parametrize("made", [*CLAIMS, *hostile()])
def test_annotation_holds_the_claim(made):
    (held,) = json.loads(b"".join(LINES["annotation"]([made], {})))["items"]
    assert annotation.claim(held) == made


def test_annotation_selects_its_sentence():
    quote, position = annotation.annotation(opened())["target"]["selector"]
    assert BOTH[position["start"] : position["end"]] == quote["exact"]
    assert BOTH.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == position["start"] - len(quote["prefix"])


# --- schema.org ---


def test_schemaorg_of_a_target():
    found = schemaorg.json_ld(sold())
    assert found["mainEntity"] == {
        "@type": "QuantitativeValue",
        "name": "sales",
        "description": "900 to 1,100",
        "minValue": 900.0,
        "maxValue": 1100.0,
        "unitText": "bicycle",
    }
    assert (found["temporalCoverage"], found["keywords"]) == ("../2033-12-31", "sales, target")
    assert (found["about"]["name"], found["author"]["name"]) == ("Rantai Biru", "Rini")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "../x", ""])
def test_schemaorg_has_only_addresses_of_the_web(url):
    assert "url" not in schemaorg.json_ld(claim(document=document(TEXT, url=url)))["appearance"]


def test_schemaorg_can_stand_in_a_page():
    assert b"<" not in exported("schemaorg", hostile())


# --- TimeML ---


def tags(xml):
    """Text, and the elements in it with their offsets, by an XML reader of its own."""
    root = ElementTree.fromstring(xml)
    text, found = root.find("TEXT").text or "", []
    for e in root.find("TEXT"):
        found.append((e.tag, len(text), len(text) + len(e.text), dict(e.attrib)))
        text += e.text + (e.tail or "")
    return text, found, root


def test_timeml_is_the_text_with_its_times():
    text, found, _ = tags(timeml.document(CLAIMS, BOTH))
    assert text == BOTH
    assert [(text[a:b], at["value"], at.get("mod")) for tag, a, b, at in found if tag == "TIMEX3"] == [
        ("by 2033", "2033", "ON_OR_BEFORE"),
        ("2 years", "P2Y", None),
        ("Juni 2031", "2031-03", None),
    ]
    assert [text[a:b] for tag, a, b, _ in found if tag == "EVENT"] == ["sell", "Dibuka"]


def test_timeml_links_events_to_times():
    _, found, root = tags(timeml.document(CLAIMS, BOTH))
    instances = {i.get("eiid"): (i.get("polarity"), i.get("modality")) for i in root.findall("MAKEINSTANCE")}
    assert instances == {"ei1": ("POS", "target"), "ei2": ("NEG", None)}
    ids = {at.get("tid") for _, _, _, at in found}
    assert [(link.get("eventInstanceID"), link.get("relatedToTime") in ids) for link in root.findall("TLINK")] == [
        ("ei1", True),
        ("ei2", True),
    ]
    assert root.find("DCT/TIMEX3").get("value") == "2031-04-02"


@pytest.mark.parametrize("words", HOSTILE)
def test_timeml_of_hostile_text(words):
    text = f"{words} 1.200 sepeda. "
    (made,) = [c for c in hostile() if c.object == words]
    held, _, _ = tags(timeml.document([made], text))
    assert len(held) == len(text)
    assert held == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)


def test_timeml_names_no_path(tmp_path):
    made = claim(document=document(TEXT, path="../../etc/passwd\x00"))
    article = Article(TEXT, (), None, None, None, None, None, None)
    ((name, _),) = timeml.files([made], {made.document.text_sha256: article})
    assert re.fullmatch(r"[0-9a-f]{32}\.tml", name)


# --- Label Studio ---


def tasks(change=None):
    """The tasks as they come back when somebody accepts all predictions, after ``change`` to the results."""
    found = json.loads(exported("labelstudio"))
    for task in found:
        results = copy.deepcopy(task["predictions"][0]["result"])
        if change:
            change(results)
        task["annotations"] = [{"id": 7, "result": results, "lead_time": 3.5}]
    return json.dumps(found).encode()


def full(gold):
    row = score.table(score.judged(gold, CLAIMS))["all"]
    return row.gold, row.pred, row.full.f1


def test_accepted_predictions_are_gold():
    (gold,) = labelstudio.gold(tasks(), "t")
    assert full([gold]) == (2, 2, 100.0)
    assert gold.claims[0].value.text == "900 to 1,100"
    assert gold.claims[0].evidence.text == RIDE[:-1]


def test_regions_count_code_units():
    (task,) = json.loads(exported("labelstudio"))
    units = task["data"]["text"].encode("utf-16-le")
    regions = [r["value"] for r in task["predictions"][0]["result"] if r["type"] == "labels"]
    assert len(regions) == 10
    assert all(units[2 * r["start"] : 2 * r["end"]].decode("utf-16-le") == r["text"] for r in regions)


def in_code_points(results):
    for value in (r["value"] for r in results if r["type"] == "labels"):
        value["start"], value["end"] = (from_utf16(BOTH)(value[k]) for k in ("start", "end"))


def test_a_version_that_counts_code_points_is_understood():
    assert full(labelstudio.gold(tasks(in_code_points), "t")) == (2, 2, 100.0)


def edit(name, answers, kind="choices"):
    """Set a field of the first claim, as an annotator does."""

    def change(results):
        first = results[0]
        results[:] = (
            [r for r in results if (r["id"], r.get("from_name")) != (first["id"], name)] if "id" in first else []
        )
        value = {"choices": answers} if kind == "choices" else {"text": answers}
        results.append({"id": first["id"], "from_name": name, "to_name": "text", "type": kind, "value": value})

    return change


def relation_safe(change):
    def safe(results):
        links = [r for r in results if r["type"] == "relation"]
        rest = [r for r in results if r["type"] != "relation"]
        change(rest)
        results[:] = rest + links

    return safe


def corrected(name, answers, kind="choices"):
    (gold,) = labelstudio.gold(tasks(relation_safe(edit(name, answers, kind))), "t")
    return gold.claims[0]


def test_corrections_arrive():
    assert corrected("status", ["planned", "target"]).status == ["planned", "target"]
    assert corrected("subject", ["Rantai Biru", "RB"], "textarea").subject == ["Rantai Biru", "RB"]
    assert corrected("max", ["1200.5"], "textarea").value.max == 1200.5


def test_bounds_follow_the_comparison():
    def change(results):
        edit("comparison", [">="])(results)
        edit("amount", ["900"], "textarea")(results)

    (gold,) = labelstudio.gold(tasks(relation_safe(change)), "t")
    value = gold.claims[0].value
    assert (value.amount, value.min, value.max, value.comparison) == (900.0, 900.0, None, ">=")


def without(kind):
    def change(results):
        results[:] = [r for r in results if kind not in (r.get("from_name"), *r.get("labels", ()))]

    return change


def test_a_removed_relation_empties_the_slot():
    (gold,) = labelstudio.gold(tasks(without("time")), "t")
    assert [c.time for c in gold.claims] == [None, None]


LACKING = [
    (without("predicate"), "quantity '900 to 1,100' at 48..60 has no predicate"),
    (without("status"), "has no status"),
    (without("min"), "has no min and max"),
    (relation_safe(edit("max", ["many"], "textarea")), "max 'many' is no number"),
]


@pytest.mark.parametrize(("change", "message"), LACKING)
def test_what_is_lacking_is_named(change, message):
    with pytest.raises(ClaimsError, match=re.escape(message)) as error:
        list(labelstudio.gold(tasks(change), "t.json"))
    assert error.value.where.startswith("t.json: task 1, region c")


def test_changed_text_is_refused():
    data = tasks().replace(b"aims to sell", b"hopes to sell")
    with pytest.raises(ClaimsError, match="does not stand at"):
        list(labelstudio.gold(data, "t"))


def test_a_task_without_annotation_is_none():
    assert list(labelstudio.gold(exported("labelstudio"), "t")) == [None]


SERVERS = Path(__file__).parent / "servers"


def test_what_the_server_exports_is_gold():
    """Written by Label Studio 1.23 (scripts/annotators.py): predictions are ids, one task nobody has annotated."""
    data = (SERVERS / "labelstudio.json").read_bytes()
    assert [type(p) for task in json.loads(data) for p in task["predictions"]] == [int]
    done, left = labelstudio.gold(data, "t")
    assert left is None
    assert full([done]) == (2, 2, 100.0)


def test_a_snapshot_of_the_server_is_gold():
    """The same with whole predictions instead of their ids."""
    data = (SERVERS / "labelstudio-snapshot.json").read_bytes()
    assert [type(p) for task in json.loads(data) for p in task["predictions"]] == [dict]
    assert [document and full([document]) for document in labelstudio.gold(data, "t")] == [(2, 2, 100.0), None]


def test_the_interface_offers_own_predicates(tmp_path):
    own = labelstudio.config({"throughput", "sales"})
    assert own.count('value="throughput"') == 1
    assert own.count('value="sales"') == labelstudio.config().count('value="sales"') == 1
    folder = tmp_path / "models" / "shared"
    folder.mkdir(parents=True)
    table = (model.default_root() / "shared" / "predicates.toml").read_text("utf-8")
    (folder / "predicates.toml").write_text(table.replace("\nsales = {", "\ntramlines = {"), "utf-8")
    assert 'value="tramlines"' in labelstudio.config(root=tmp_path / "models")


@pytest.mark.parametrize("data", [b"", b"{}", b'[{"data": {}}]', b"[{]", b"\xff"])
def test_damaged_tasks(data):
    with pytest.raises(ClaimsError):
        list(labelstudio.gold(data, "t"))


def test_interface_has_every_label_and_field():
    root = ElementTree.fromstring(labelstudio.config())
    labels = {e.get("value") for e in root.iter("Label")}
    (task,) = json.loads(exported("labelstudio"))
    results = task["predictions"][0]["result"]
    assert {w for r in results if r["type"] == "labels" for w in r["value"]["labels"]} <= labels
    controls = {e.get("name") for e in root}
    assert {r["from_name"] for r in results if "from_name" in r} <= controls
    choices = {e.get("name"): {c.get("value") for c in e} for e in root.iter("Choices")}
    assert all(set(r["value"]["choices"]) <= choices[r["from_name"]] for r in results if r["type"] == "choices")


# --- doccano ---


def test_unchanged_lines_are_gold():
    assert full(doccano.gold(exported("doccano"), "d")) == (2, 2, 100.0)


def lines(change):
    found = json.loads(exported("doccano"))
    change(found)
    return json.dumps(found | {"id": 12, "Comments": []}).encode() + b"\n"


def test_doccano_counts_code_units():
    found = json.loads(exported("doccano"))
    units = found["text"].encode("utf-16-le")
    spans = [units[2 * e["start_offset"] : 2 * e["end_offset"]].decode("utf-16-le") for e in found["entities"]]
    assert spans[:2] == ["900 to 1,100", "Rantai Biru"]


def relabel(found):
    found["entities"][0]["label"] = "quantity/orders/planned"


def test_doccano_label_is_corrected():
    (gold,) = doccano.gold(lines(relabel), "d")
    assert (gold.claims[0].predicate, gold.claims[0].status) == (["orders"], ["planned"])


def drop(found):
    found["entities"] = [e for e in found["entities"] if not e["label"].startswith("event/")]


def test_doccano_claim_is_removed():
    (gold,) = doccano.gold(lines(drop), "d")
    assert [c.kind for c in gold.claims] == ["quantity"]


def unlink(found):
    found["relations"] = [r for r in found["relations"] if r["type"] not in ("time", "attribution")]


def test_doccano_slot_is_unlinked():
    (gold,) = doccano.gold(lines(unlink), "d")
    assert (gold.claims[0].time, gold.claims[0].attribution) == (None, [None])


def move(found):
    found["entities"][0]["start_offset"] += 4


def test_doccano_moved_value_is_refused():
    with pytest.raises(ClaimsError, match=r"quantity 'to 1,100' at 52..60 is new or moved") as error:
        list(doccano.gold(lines(move), "d"))
    assert error.value.where == "d:1"


@pytest.mark.parametrize("name", ["doccano.jsonl", "doccano.json"])
def test_what_doccano_writes_is_gold(name):
    """As its server writes it (scripts/annotators.py): ids of its database, its own keys, one list or lines."""
    found = list(doccano.gold((SERVERS / name).read_bytes(), "d"))
    assert full(found) == (2, 2, 100.0)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (exported("doccano").replace(b'"entities"', b'"label":[[0,1,"time"]],"entities"'), "without relations"),
        (b"PK\x03\x04", "a zip archive"),
    ],
)
def test_doccano_of_another_kind(data, what):
    with pytest.raises(ClaimsError, match=what) as caught:
        list(doccano.gold(data, "d"))
    assert caught.value.remedy


@pytest.mark.parametrize("data", [b"{", b'{"text": 1}', b"\xff\n", b"[{]", b'[{"text": 1}]'])
def test_damaged_lines(data):
    with pytest.raises(ClaimsError, match=r"truncated|Expected|malformed"):
        list(doccano.gold(data, "d"))


# --- commands ---


def run(*arguments):
    return CliRunner().invoke(build(), [*map(str, arguments)])


@pytest.fixture
def files(tmp_path):
    """Claims whose article is at hand, and one whose article is not."""
    (tmp_path / "a.txt").write_bytes(BOTH.encode())
    gone = claim(document=document(TEXT, path="gone.txt"))
    return write_jsonl(tmp_path / "claims.jsonl", CLAIMS), write_jsonl(tmp_path / "some.jsonl", [*CLAIMS, gone])


@pytest.mark.parametrize("form", ["labelstudio", "doccano"])
def test_there_and_back(files, tmp_path, form):
    there = run("export", files[0], "--to", form, "-o", tmp_path / "tasks.json", "--root", tmp_path)
    assert there.exit_code == 0, there.output
    data = tmp_path / "tasks.json"
    if form == "labelstudio":
        assert (tmp_path / "tasks.xml").read_text("utf-8") == labelstudio.config()
        left = run("import", data, "--from", form, "-o", tmp_path / "gold.jsonl")
        assert (left.exit_code, left.stderr.split(";")[0]) == (0, "1 task, none annotated")
        data.write_bytes(tasks())
    assert run("import", data, "--from", form, "-o", tmp_path / "gold.jsonl").exit_code == 0
    found = json.loads(run("score", tmp_path / "gold.jsonl", files[0], "--json").stdout)
    assert found["all"]["full"] == {"p": 100.0, "r": 100.0, "f1": 100.0}


def test_absent_articles_are_named(files, tmp_path):
    found = run("export", files[1], "--to", "timeml", "-o", tmp_path / "times", "--root", tmp_path)
    assert (found.exit_code, found.stderr) == (1, "not at hand, or changed: gone.txt\n")
    assert len(list((tmp_path / "times").iterdir())) == 1


LISTS = {"annotation": "items", "schemaorg": "@graph"}


@pytest.mark.parametrize("form", LISTS)
def test_a_document_needs_no_article(files, tmp_path, form):
    assert run("export", files[1], "--to", form, "-o", tmp_path / "x.jsonld").exit_code == 0
    assert len(json.loads((tmp_path / "x.jsonld").read_bytes())[LISTS[form]]) == 3


# what the terms of our documents are in the vocabularies that they name, as far as they are used
OA = "http://www.w3.org/ns/oa#"
ANNO = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end", "describing", "tagging")},
    **{name: {"@type": "@id", "@id": f"oa:has{name.title()}"} for name in ("body", "target", "source", "selector")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "Software": "as:Application",
    "Dataset": "http://purl.org/dc/dcmitype/Dataset",
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "name": "foaf:name",
    "format": "dc:format",
    "value": "rdf:value",
}
VOCABULARIES = {annotation.CONTEXT: ANNO, schemaorg.CONTEXT: {"@vocab": "http://schema.org/"}}


def expanded(form, claims=CLAIMS):
    """The document as a JSON-LD processor reads it, which knows no other vocabulary."""
    pyld = pytest.importorskip("pyld", reason="the JSON-LD processor PyLD is not installed")

    def load(url, _):
        context = VOCABULARIES[url.rstrip("/") if "schema.org" in url else url]
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    made = json.loads(b"".join(LINES[form](claims, {})))
    return pyld.jsonld.expand(made, {"documentLoader": load}), pyld.jsonld.to_rdf(made, {"documentLoader": load})


@pytest.mark.parametrize("made", [*CLAIMS, *hostile()])
def test_a_processor_reads_the_annotations(made):
    (page,), triples = expanded("annotation", [made])
    (held,) = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert held["@id"] == f"urn:kabar:{made.id}"
    tag, whole = held[f"{OA}hasBody"]
    assert tag["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"] == [{"@value": made.predicate}]
    literal = whole["urn:kabar:claim"][0]
    assert literal["@type"] == "@json"
    assert msgspec.convert(literal["@value"], Claim) == made
    assert not any(key for key in held if not key.startswith(("@", "http")))
    objects = {t["predicate"]["value"] for t in triples["@default"]}
    assert f"{OA}exact" in objects


def test_a_processor_reads_the_claims():
    nodes, _ = expanded("schemaorg")
    assert [n["@type"] for n in nodes] == [["http://schema.org/Claim"]] * 2
    (value,) = nodes[0]["http://schema.org/mainEntity"]
    assert value["http://schema.org/minValue"] == [{"@value": 900.0}]


@pytest.mark.parametrize("form", LISTS)
def test_a_document_without_claims(form):
    assert json.loads(b"".join(LINES[form]([], {})))[LISTS[form]] == []


def test_no_claims_make_empty_files(tmp_path):
    empty = write_jsonl(tmp_path / "none.jsonl", [])
    for form in ("annotation", "schemaorg", "doccano", "labelstudio"):
        assert run("export", empty, "--to", form, "-o", tmp_path / form).exit_code == 0
    assert json.loads((tmp_path / "labelstudio").read_text()) == []


@pytest.mark.parametrize(
    "arguments", [("export", "x", "--to", "y", "-o", "z"), ("import", "x", "--from", "y", "-o", "z")]
)
def test_unknown_form(arguments):
    assert "unknown form 'y'" in str(run(*arguments).exception)


def test_samples_are_what_they_say():
    for made in CLAIMS:
        assert msgspec.convert(msgspec.to_builtins(made), Claim) == sealed(msgspec.to_builtins(made))
