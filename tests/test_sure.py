"""`--min-confidence`: which claims are sure enough, in every command that reads or writes claims."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kabar import sure
from kabar.cli import build
from kabar.errors import UsageError

sys.path.insert(0, str(Path(__file__).parent / "out"))
from samples import any_claim, claim, raw, write_jsonl

SURE = raw()["confidence"]
BOTH = [claim(), claim(status="target", confidence=SURE | {"all": 0.9, "subject": 0.95})]


@given(any_claim(), st.floats(0, 1))
def test_what_is_kept_has_what_was_asked(made, bound):
    for slot in ("all", "subject", "value"):
        number = getattr(made.confidence, slot)
        assert sure.is_kept(made, ((slot, bound),)) == (number is None or number >= bound)


def test_all_bounds_count_and_no_bound_keeps_everything():
    assert list(sure.kept(BOTH, ())) == BOTH
    assert list(sure.kept(BOTH, sure.read(["0.61", "subject=0.8"]))) == BOTH[1:]
    assert list(sure.kept(BOTH, sure.read(["0.61"]))) == BOTH
    assert list(sure.kept(BOTH, sure.read(["0.61", "0.95"]))) == []


@pytest.mark.parametrize("word", ["much", "1.1", "-0.1", "nan", "subject=", "who=0.5", "=0.5", "subject=all=1", ""])
def test_wrong_bounds_are_named(word):
    with pytest.raises(UsageError) as caught:
        sure.read([word])
    assert caught.value.where == "--min-confidence"
    assert caught.value.remedy


def run(*arguments):
    found = CliRunner().invoke(build(), [*map(str, arguments)])
    assert found.exit_code in (0, 1), found.output
    return found


@pytest.fixture
def claims(tmp_path):
    return write_jsonl(tmp_path / "c.jsonl", BOTH)


def test_table_and_diff(claims, tmp_path):
    assert run("table", claims, "--min-confidence", "0.8").stdout.startswith("1 claim in")
    run("table", claims, "--min-confidence", "subject=0.8", "-o", tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8").count("Rantai Biru,sales,") == 1
    assert json.loads(run("diff", claims, claims, "--min-confidence", "0.8", "--json").stdout)["same"] == 1


def test_export_and_report(claims, tmp_path):
    run("export", claims, "--to", "schemaorg", "--min-confidence", "0.8", "-o", tmp_path / "x.json")
    assert (tmp_path / "x.json").read_text("utf-8").count('"@type":"Claim"') == 1
    run("report", claims, "--min-confidence", "0.8", "-o", tmp_path / "r.html")
    assert '"count":1' in (tmp_path / "r.html").read_text("utf-8")


def test_extract_leaves_out_what_is_not_sure(tmp_path):
    (tmp_path / "a.txt").write_text("Marlin Motors delivered 1,200 cars in March 2024.\n")
    everything = run("extract", tmp_path / "a.txt", "-o", "-", "-q").stdout.splitlines()
    number = max(json.loads(line)["confidence"]["claim"] for line in everything)
    assert number <= 1
    some = run("extract", tmp_path / "a.txt", "-o", tmp_path / "o", "-q", "--min-confidence", "claim=0")
    assert some.exit_code == 0
    assert (tmp_path / "o" / "claims.jsonl").read_text("utf-8").splitlines() == everything


def test_another_bound_is_another_run(tmp_path, monkeypatch):
    """What was extracted with one bound is not taken for what another one asks."""
    from kabar.article.formats import Item, Options
    from kabar.article.source import Source
    from kabar.extractor import Extractor

    monkeypatch.setattr(sure, "is_kept", lambda made, least: not least)
    text = b"Marlin Motors delivered 1,200 cars in March 2024.\n"
    every, none = (
        Extractor().item(Item(Source(), text), Options(language="en", least=least)) for least in ((), (("all", 0.5),))
    )
    assert (len(every.claims), every.line.claims) == (1, 1)
    assert (none.claims, none.line.claims) == ([], 0)
    assert Options(least=(("all", 0.5),))._asdict() != Options()._asdict()
