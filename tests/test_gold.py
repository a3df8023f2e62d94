"""Gold of articles that are not ours: what is kept has no words of them, and with the articles it is whole again."""

import copy
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kabar.out.gold import GoldDocument

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "gold.py"
KEPT = ROOT / "tests" / "gold" / "wild.jsonl"
ARTICLES = ROOT.parent / "shared" / "articles"
FOLDERS = [ARTICLES / "wild", ARTICLES / "more"]
sys.path.insert(0, str(ROOT / "scripts"))
import gold  # noqa: E402

shared = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles (../shared) are not here")

TEXT = "Perahu Senja\n\nGalangan Ombak membuat 40 perahu pada Mei 2031. Galangan itu pindah pada Juni 2032.\n"


def place(quote):
    at = TEXT.index(quote)
    return {"text": quote, "start": at, "end": at + len(quote)}


def claim(kind, sentence, quote, time, **slots):
    number = place(quote) | {"amount": 40, "min": 40, "max": 40, "comparison": "=", "unit": ["boat"]}
    plain = {
        "kind": kind,
        "evidence": place(sentence) | {"section": "body"},
        "subject": ["Galangan Ombak", "PT Galangan Ombak", None],
        "predicate": ["production"],
        "about": ["membuat", "build"],
        "duration": [None],
        "place": [None],
        "status": ["actual"],
        "attribution": [None],
        "negated": False,
        "value": number | {"per": [None], "change": [None]} if kind == "quantity" else None,
        "anchor": [place(quote)["start"], place(quote)["end"]],
        "time": time and {"text": time, "value": [None], "modifier": [None], "optional": False},
    }
    return plain | slots


def full():
    made = claim("quantity", "Galangan Ombak membuat 40 perahu pada Mei 2031.", "40", "Mei 2031")
    move = {"predicate": ["event"], "about": ["pindah"], "subject": ["Galangan Ombak", "Galangan itu"]}
    moved = claim("event", "Galangan itu pindah pada Juni 2032.", "pindah", "Juni 2032", **move)
    undated = claim("quantity", "Galangan Ombak membuat 40 perahu pada Mei 2031.", "40", None)
    head = {"id": "perahu", "language": "id", "published": None, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    return head | gold.EMPTY | {"claims": [made, moved, undated]}


@pytest.fixture
def folder(tmp_path):
    nested = tmp_path / "articles" / "id"
    nested.mkdir(parents=True)
    (nested / "perahu.txt").write_text(TEXT, "utf-8")
    return tmp_path / "articles"


def own_words(row):
    """Strings of a packed row that an annotator may have quoted."""
    return [word for claim in row["claims"] for slot in gold.NAMES for word in claim[slot] if isinstance(word, str)]


def test_packed_and_unpacked_it_is_the_same(folder):
    before = full()
    (packed,) = gold.pack([copy.deepcopy(before)], [folder])
    assert list(gold.unpack([packed], [folder])) == [before]


def test_nothing_of_the_article_is_kept(folder):
    (packed,) = gold.pack([full()], [folder])
    assert own_words(packed) == ["PT Galangan Ombak", "build", "PT Galangan Ombak", "build"]
    written = json.dumps(packed, ensure_ascii=False)
    assert not any(word in written for word in ("Senja", "Mei", "Juni", "membuat", "pindah", "perahu pada"))


def test_a_name_is_read_from_its_own_sentence(folder):
    (packed,) = gold.pack([full()], [folder])
    assert TEXT[slice(*packed["claims"][1]["subject"][1])] == "Galangan itu"
    assert packed["claims"][1]["subject"][0][0] < packed["claims"][1]["evidence"]["start"]  # named before, found there


def run(*words):
    return subprocess.run([sys.executable, SCRIPT, *map(str, words)], capture_output=True, text=True, check=False)


def test_an_altered_article_is_an_error(folder, tmp_path):
    rows = tmp_path / "full.jsonl"
    rows.write_text(json.dumps(full()) + "\n", "utf-8")
    kept = tmp_path / "kept.jsonl"
    kept.write_text(run("pack", rows, folder).stdout, "utf-8")
    (folder / "id" / "perahu.txt").write_text(TEXT + " ", "utf-8")
    failed = run("unpack", kept, folder)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("perahu: no article of this name has the hash")


@shared
def test_the_kept_gold_is_whole_beside_its_articles():
    done = run("unpack", KEPT, *FOLDERS)
    assert done.returncode == 0, done.stderr
    documents = [msgspec.json.decode(line, type=GoldDocument) for line in done.stdout.splitlines()]
    assert {document.language for document in documents} == {"en", "id"}
    assert len({document.sha256 for document in documents}) == len(documents) == len(gold.read(KEPT))
    for document in documents:
        for claim in document.claims:
            low, high = claim.evidence.start, claim.evidence.end
            assert low <= claim.anchor[0] < claim.anchor[1] <= high, document.id
            assert all(claim.about), document.id


@shared
def test_the_kept_gold_has_no_words_of_its_articles():
    rows = gold.read(KEPT)
    texts = gold.sources(rows, FOLDERS)
    for row in rows:
        assert [word for word in own_words(row) if word in texts[row["sha256"]]] == []
        assert '"text"' not in json.dumps(row)
