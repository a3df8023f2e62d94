"""All shared articles and pages by the real command, and what is read of the pages beside what is said of them."""

from pathlib import Path

import msgspec
import pytest
from harness import run

import pages

SHARED = Path(__file__).parents[2] / ".." / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles and pages are not here")


def test_no_article_crashes_and_none_of_our_languages_is_refused(tmp_path):
    places = [str((SHARED / name).resolve()) for name in ("articles", "pages")]
    done = run("extract", *places, "-o", "out", "-q", cwd=tmp_path, timeout=900)
    rows = [msgspec.json.decode(line) for line in (tmp_path / "out" / "documents.jsonl").read_bytes().splitlines()]
    assert len(rows) > 3000
    assert [(row["path"], row["position"], row["code"], row["message"]) for row in rows if row["status"] != "ok"] == []
    assert done.returncode == 0, done.stderr


def test_what_pages_say_of_themselves():
    out = pages.measured(SHARED / "pages")
    assert not [line for line in out.told if line.startswith("not read")]
    assert out.known["title"] - out.right["title"] <= 1, out.told
    assert out.right["published"] == out.known["published"], out.told
    assert out.known["author"] - out.right["author"] <= 2, out.told
    assert out.right["captions"] == out.known["captions"], out.told
    mine, theirs = pages.mean(out.scores)
    assert mine >= theirs
