"""`kabar diff`: gained, lost, changed; alike is alike whatever program made it."""

import json

import pytest
from samples import TEXT, claim, document, evidence, hostile, place, raw, write_jsonl
from typer.testing import CliRunner

from kabar.cli import build
from kabar.out.diff import diff, text

VALUE = raw()["value"]
OTHER = claim(value=VALUE | place(TEXT, "2031"), predicate="orders")


def counts(old, new):
    found = diff(old, new)
    return len(found.gained), len(found.lost), len(found.changed), found.same


EVENT = {"kind": "event", "value": None, "predicate": "launch"}
LONGER = "A line before.\n" + TEXT
SENTENCE = evidence(LONGER, 15, 15 + TEXT.index("\n"))
CASES = [
    ("nothing", [], [], (0, 0, 0, 0)),
    ("alike", [claim()], [claim()], (0, 0, 0, 1)),
    ("gained", [claim()], [claim(), OTHER], (1, 0, 0, 1)),
    ("lost", [claim(), OTHER], [OTHER], (0, 1, 0, 1)),
    ("changed slot", [claim()], [claim(status="target")], (0, 0, 1, 0)),
    ("changed predicate", [claim()], [claim(predicate="orders")], (0, 0, 1, 0)),
    ("changed span", [claim()], [claim(value=VALUE | {"start": 0})], (0, 0, 1, 0)),
    ("changed kind", [claim()], [claim(**EVENT)], (1, 1, 0, 0)),
    ("another order", [claim(), OTHER], [OTHER, claim()], (0, 0, 0, 2)),
    ("twice in one file", [claim()], [claim(), claim()], (1, 0, 0, 1)),
    ("document rewritten", [claim()], [claim(LONGER, evidence=SENTENCE)], (0, 0, 0, 1)),
    ("document renamed", [claim()], [claim(document=document(TEXT, path="b.txt"))], (0, 0, 1, 0)),
    (
        "another document",
        [claim()],
        [claim(LONGER, evidence=SENTENCE, document=document(LONGER, path="b.txt"))],
        (1, 1, 0, 0),
    ),
    ("other rules", [claim()], [claim(extractor=raw()["extractor"] | {"rules": [], "version": "9"})], (0, 0, 0, 1)),
]


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_differs(old, new, expected):
    assert counts(old, new) == expected


def test_changed_fields_are_named():
    (change,) = diff([claim()], [claim(status="target", time=None)]).changed
    fields = {name: (old, new) for name, old, new in change.fields}
    assert fields["status"] == ("actual", "target")
    assert fields["time.value"] == ("2031-03", None)


def run(*arguments):
    return CliRunner().invoke(build(), ["diff", *map(str, arguments)])


def test_command_and_exit_status(tmp_path):
    old = write_jsonl(tmp_path / "old.jsonl", [claim(), OTHER])
    new = write_jsonl(tmp_path / "new.jsonl", [claim(status="target")])
    assert run(old, old).exit_code == 0
    found = run(old, new)
    assert found.exit_code == 1
    assert '    status: "actual" -> "target"' in found.stdout
    assert found.stdout.endswith("0 gained, 1 lost, 1 changed, 0 alike\n")


def test_json(tmp_path):
    old = write_jsonl(tmp_path / "old.jsonl", [claim()])
    new = write_jsonl(tmp_path / "new.jsonl", [claim(status="target"), OTHER])
    found = json.loads(run(old, new, "--json").stdout)
    assert found["gained"][0]["id"] == OTHER.id
    assert found["changed"][0]["fields"] == [{"field": "status", "old": "actual", "new": "target"}]


def test_lines_hold_no_control_character():
    lines = list(text(diff([], hostile())))
    assert all(line.isprintable() for line in lines)
    assert len(lines) == len(hostile()) + 1


def test_many():
    claims = [claim(value=VALUE | {"start": i}) for i in range(3_000)]
    assert counts(claims, claims[1:]) == (0, 1, 0, 2_999)
