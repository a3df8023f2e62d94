"""The page as a file, without a browser: nothing can break out of its data, offsets are those of browsers."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_pages import EVIL, evil_claim, folder, small
from samples import claim, hostile
from typer.testing import CliRunner

from kabar.cli import build as commands
from kabar.errors import ClaimsError
from kabar.record import Status
from kabar.report import style
from kabar.report.build import embedded, page, report
from kabar.report.pack import pack


def test_data_cannot_end_its_element(tmp_path):
    html = small(tmp_path)
    inside = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1]
    assert "<" not in inside
    assert json.loads(inside)["documents"][2]["text"] is None or json.loads(inside)["documents"][-1]["text"] == EVIL
    assert html.lower().count("</script>") == 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_embedding_keeps_every_text(text):
    assert json.loads(embedded({"x": text})) == {"x": text}
    assert not set("<>&\u2028\u2029") & set(embedded({"x": text}))


def test_hostile_claims_are_packed():
    packed = pack(hostile(), [], {})
    assert packed["count"] == len(hostile())
    assert len(packed["documents"]) == len(hostile())


def test_the_page_names_nothing_elsewhere(tmp_path):
    html = small(tmp_path)
    assert re.findall(r"https?://[\w./-]+", re.sub(r'"https://example.org/a"', "", html)) == [
        "http://www.w3.org/2000/svg"
    ]
    assert "default-src 'none'" in html


def test_same_bytes_each_time(tmp_path):
    assert small(tmp_path) == small(tmp_path)


def test_title_is_escaped():
    data = pack([claim()], [], {}) | {"title": "</title><script>", "made": [], "version": "0", "style": style.words()}
    assert "<title>&lt;/title>&lt;script> · kabar claims</title>" in page(data)


def test_truncated_claims_are_refused(tmp_path):
    out = folder(tmp_path / "out", [claim()])
    (out / "claims.jsonl").write_bytes((out / "claims.jsonl").read_bytes()[:-30])
    with pytest.raises(ClaimsError, match=r"claims.jsonl:1: the last line is truncated|out:1: the last line"):
        report(str(out), tmp_path)


def test_damaged_documents_file_is_refused(tmp_path):
    out = folder(tmp_path / "out", [claim()])
    (out / "documents.jsonl").write_text('{"path": 1}\n', encoding="utf-8")
    with pytest.raises(ClaimsError, match=r"documents.jsonl:1: .*path"):
        report(str(out), tmp_path)


def test_command(tmp_path):
    out = folder(tmp_path / "out", [evil_claim()])
    found = CliRunner().invoke(commands(), ["report", str(out), "-o", str(tmp_path / "r.html"), "--title", "Mine"])
    assert found.exit_code == 0
    assert "Mine · kabar claims" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*style.STATUS, *style.SLOTS])
def test_colours_can_be_read(name):
    look = (style.STATUS | style.SLOTS)[name]
    assert style.contrast(look.light, style.PAPER) >= 4.5
    assert style.contrast(look.dark, style.NIGHT) >= 4.5


def test_every_status_has_a_look_of_its_own():
    assert set(style.STATUS) == set(Status.__args__)
    for part in ("symbol", "word", "light", "dark", "terminal"):
        assert len({getattr(s, part) for s in style.STATUS.values()}) == len(style.STATUS)
