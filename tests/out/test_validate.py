"""`kabar validate` names line and field of every fault; other commands refuse what they cannot read."""

import json

import msgspec
import pytest
from samples import TEXT, claim, document, hostile, jsonl, raw, sealed, write_jsonl
from typer.testing import CliRunner

from kabar.cli import build
from kabar.errors import ClaimsError
from kabar.out import load
from kabar.out.validate import validate

GOOD = json.loads(msgspec.json.encode(claim()))
OTHER = json.loads(msgspec.json.encode(claim(predicate="orders")))


def edit(at, value):
    """The good claim with one field set to something else, its key left as it was."""
    plain = json.loads(json.dumps(GOOD))
    *outer, last = at.split(".")
    inner = plain
    for key in outer:
        inner = inner[key]
    inner[last] = value
    return plain


def faults(tmp_path, *lines, article=None):
    if article is not None:
        (tmp_path / "a.txt").write_bytes(article.encode())
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines) + b"\n")
    return [(f.line, f.field, f.what) for f in validate(str(path), tmp_path).faults]


def test_good_claims_have_no_fault(tmp_path):
    assert faults(tmp_path, GOOD, article=TEXT) == []
    assert validate(str(tmp_path / "claims.jsonl"), tmp_path).at_hand == 1


def test_hostile_claims_have_no_fault(tmp_path):
    assert validate(write_jsonl(tmp_path / "claims.jsonl", hostile()), tmp_path).faults == ()


EDITED = [
    ("schema_version", "2.1.0", "schema_version", "schema version '2.1.0' is newer than 2.0.0"),
    ("schema_version", "1.0.0", "schema_version", "schema version '1.0.0' is older than 2.0.0"),
    ("schema_version", "3.0.0", "schema_version", "schema version '3.0.0' is newer than 2.0.0"),
    ("predicate", "orders", "id", "does not belong to this document, kind, predicate and span"),
    ("status", "perhaps", "status", "Invalid enum value 'perhaps'"),
    ("value.amount", "1200", "value.amount", "Expected `float | null`, got `str`"),
    ("value.colour", "red", "value.colour", "Object contains unknown field `colour`"),
    ("evidence", {}, "evidence.text", "Object missing required field `text`"),
    ("subject.name", "Somebody Else", "key", "does not belong to this content"),
    ("value.min", 1300.0, "key", "does not belong to this content"),
    ("value.amount", 1300.0, "value.comparison", "'=' does not fit amount 1300.0, 1200.0..1200.0"),
    ("time.from", "2031-02-30", "time.from", "'2031-02-30' is no day"),
    ("time.to", "2031-02-01", "time.from", "2031-03-01 is after time.to 2031-02-01"),
    ("value.start", 30, "value.end", "span 30..32 does not hold 5 characters"),
    ("trigger.text", "membeli", "trigger.text", "evidence has 'menjual' at 19..26, not 'membeli'"),
    ("subject.start", None, "subject", "text, start and end are null together or not at all"),
    ("value", None, "key", "does not belong to this content"),
]


@pytest.mark.parametrize(("at", "value", "field", "what"), EDITED)
def test_edited_field_is_named(tmp_path, at, value, field, what):
    found = faults(tmp_path, OTHER, edit(at, value))
    assert (2, field, what) in found
    assert {line for line, *_ in found} == {2}


def test_newer_minor_with_an_unknown_field_is_a_version_fault(tmp_path):
    assert faults(tmp_path, GOOD | {"schema_version": "2.1.0", "mood": None}) == [
        (1, "schema_version", "schema version '2.1.0' is newer than 2.0.0")
    ]


def test_span_that_the_document_does_not_hold(tmp_path):
    changed = TEXT.replace("Nothing", "Anything")
    assert faults(tmp_path, GOOD, article=changed) == []  # another text: not the document that the claim was made of
    moved = sealed(raw(trigger={"text": "sepeda", "start": 19, "end": 25}))
    assert faults(tmp_path, json.loads(msgspec.json.encode(moved)), article=TEXT) == [
        (1, "trigger.text", "document has 'menjua' at 19..25, not 'sepeda'")
    ]


def test_context_that_the_document_does_not_hold(tmp_path):
    assert faults(tmp_path, edit("evidence.suffix", "no"), article=TEXT) == [
        (1, "evidence.suffix", "is not what stands after the sentence")
    ]


def test_same_id_twice(tmp_path):
    assert faults(tmp_path, GOOD, GOOD) == [(2, "id", "is that of line 1 too")]


def test_copies_of_a_document_share_their_ids(tmp_path):
    copy = json.loads(msgspec.json.encode(claim(document=document(TEXT, path="copy.txt"))))
    assert copy["id"] == GOOD["id"]
    assert faults(tmp_path, GOOD, copy, article=TEXT) == []


def test_truncated_last_line(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(jsonl([claim(), claim()])[:-40])
    (fault,) = validate(str(path), tmp_path).faults
    assert (fault.line, fault.what) == (2, "the last line is truncated")


def test_line_that_is_no_json(tmp_path):
    ((line, field, what),) = faults(tmp_path, b"{]", GOOD)
    assert (line, field) == (1, "")
    assert what.startswith("not valid JSON")


def test_blank_lines_and_byte_order_mark_are_no_fault(tmp_path):
    assert faults(tmp_path, b"\xef\xbb\xbf" + jsonl([claim()]).strip(), b"", b" ") == []


def test_bytes_that_are_no_utf8(tmp_path):
    ((line, _, _),) = faults(tmp_path, jsonl([claim()]).strip().replace(b"sepeda", b"\xff\xfe"))
    assert line == 1


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_empty_file(tmp_path, content):
    (tmp_path / "claims.jsonl").write_bytes(content)
    assert validate(str(tmp_path / "claims.jsonl"), tmp_path) == (0, 0, 0, ())


def test_many_claims(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(jsonl([claim()]) * 5_000)
    assert len(validate(str(path), tmp_path).faults) == 4_999  # the id of the first


def test_a_folder_stands_for_its_claims(tmp_path):
    write_jsonl(tmp_path / "claims.jsonl", [claim()])
    assert load.load(str(tmp_path)) == [claim()]


def test_gzip(tmp_path):
    import gzip

    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(jsonl([claim()])))
    assert load.load(str(tmp_path / "c.jsonl.gz")) == [claim()]
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(jsonl([claim()]))[:-20])
    with pytest.raises(ClaimsError, match=r"c\.jsonl\.gz: cannot be read"):
        load.load(str(tmp_path / "c.jsonl.gz"))


def test_missing_file():
    with pytest.raises(ClaimsError, match="cannot be read: No such file"):
        load.load("/nonexistent/claims.jsonl")


def run(*arguments):
    return CliRunner().invoke(build(), [*map(str, arguments)])


def test_command(tmp_path):
    path = write_jsonl(tmp_path / "claims.jsonl", [claim()])
    good = run("validate", path, "--root", tmp_path)
    assert (good.exit_code, good.stderr) == (0, "1 claims of 1 documents (0 at hand): 0 faults\n")
    (tmp_path / "claims.jsonl").write_text(json.dumps(edit("status", "perhaps")) + "\n", encoding="utf-8")
    bad = run("validate", path)
    assert (bad.exit_code, bad.stdout) == (1, f"{path}:1: status: Invalid enum value 'perhaps'\n")
    assert json.loads(run("validate", path, "--json").stdout)["faults"][0]["field"] == "status"


@pytest.mark.parametrize("command", [("table", "-o", "t.csv"), ("diff", "-"), ("score", "-")])
def test_other_commands_refuse(tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.jsonl").write_text(json.dumps(edit("schema_version", "3.0.0")) + "\n", encoding="utf-8")
    name, *rest = command
    found = run(
        name,
        *(["-"] if name == "score" else []),
        "c.jsonl",
        *(rest if name == "table" else ["c.jsonl"] * (name == "diff")),
    )
    assert isinstance(found.exception, ClaimsError)
    assert "c.jsonl:1: schema_version: schema version '3.0.0' is newer" in str(found.exception)
    assert not (tmp_path / "t.csv").exists()
