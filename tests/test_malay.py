"""Malay, a language by data alone: ten articles of our own, which the weights do not know, against their gold."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARTICLES, GOLD = ROOT / "tests" / "articles" / "ms", ROOT / "tests" / "gold" / "ms.jsonl"
FLOORS = json.loads((ROOT / "tests" / "gold" / "ms.floors.json").read_text("utf-8"))  # percent, F1


def run(*arguments):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pipeline")}
    done = subprocess.run(
        [sys.executable, "-m", "kabar", *map(str, arguments)], env=environment, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ms")
    run("extract", ARTICLES, "-o", folder, "--quiet", "--workers", "1")
    return folder


def test_the_gold_is_of_these_articles():
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    hashes = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in ARTICLES.glob("*.txt")}
    assert {row["id"]: row["sha256"] for row in rows} == hashes
    assert len(rows) == 10


def test_every_article_is_told_to_be_malay(out):
    lines = [json.loads(line) for line in (out / "documents.jsonl").read_text("utf-8").splitlines()]
    assert {(line["language"], "language_mixed" in line["flags"]) for line in lines} == {("ms", False)}


@pytest.mark.parametrize("mark", sorted(FLOORS))
def test_the_claims_reach_the_floors(out, mark):
    line = next(line for line in run("score", GOLD, out).splitlines() if line.startswith("ms "))
    figure = float(re.search(rf"{mark} P [\d.]+ R [\d.]+ F1 ([\d.]+)", line)[1])
    assert figure >= FLOORS[mark]
