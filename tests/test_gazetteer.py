"""Gazetteers: what a line may hold, what is refused and where, and that many lines stay fast."""

import json
import subprocess
import sys
import time

import pytest

from kabar import engine
from kabar.errors import ModelError
from kabar.find.entities.gazetteer import load, read
from kabar.model import default_root

GOOD = '{"name": "Kopi Tuku", "type": "organization"}'
BAD = {
    "not JSON": "{name: x}",
    "no name": '{"type": "person"}',
    "no type": '{"name": "Kopi Tuku Dua"}',
    "unknown key": '{"name": "Kopi Lain", "type": "person", "colour": "red"}',
    "unknown type": '{"name": "Kopi Lain", "type": "drink"}',
    "one letter": '{"name": "Kopi Lain", "type": "person", "aliases": {"en": ["K"]}}',
    "alias twice in a line": '{"name": "Kopi Lain", "type": "person", "aliases": {"en": ["KL", "KL"]}}',
    "alias of another line": '{"name": "Kopi Tuku", "type": "person"}',
    "wrong type of value": '{"name": 7, "type": "person"}',
    "year that is no number": '{"name": "Kopi Lain", "type": "person", "from": "old"}',
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_named(tmp_path, bad):
    path = tmp_path / "my.jsonl"
    path.write_text(f"{GOOD}\n\n{bad}\n", "utf-8")
    with pytest.raises(ModelError) as caught:
        read(path)
    assert caught.value.where == f"{path}:3"


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_lenient_loads_the_rest(tmp_path, bad):
    path = tmp_path / "my.jsonl"
    path.write_text(f"{GOOD}\n{bad}\n" + '{"name": "Roti Bakar", "type": "product"}\n', "utf-8")
    with pytest.warns(UserWarning, match=r"1 bad lines .*lines 2"):
        lines = read(path, lenient=True)
    assert [line.name for line in lines] == ["Kopi Tuku", "Roti Bakar"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        read(tmp_path / "none.jsonl")


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "my.jsonl"
    path.write_text(GOOD, "utf-8-sig")
    assert read(path)[0].name == "Kopi Tuku"


def test_ours_are_without_fault():
    paths = sorted((default_root() / "entities").glob("*.jsonl"))
    assert len(paths) > 5
    for path in paths:
        assert read(path)


def test_names_by_language(tmp_path):
    path = tmp_path / "my.jsonl"
    line = {"name": "North Harbour", "type": "place", "id": "x:1", "names": {"id": "Pelabuhan Utara"},
            "aliases": {"*": ["NHB"], "en": ["the Harbour"]}}  # fmt: skip
    path.write_text(json.dumps(line), "utf-8")
    english, indonesian = load(["en"], [path]), load(["id"], [path])
    assert english.get("north harbour").name == "North Harbour"
    assert indonesian.get("pelabuhan utara") == indonesian.get("nhb") == indonesian.get("north harbour")
    assert indonesian.get("pelabuhan utara").name == "Pelabuhan Utara"
    assert english.get("the harbour").id == "x:1"
    assert indonesian.get("the harbour") is None


def test_the_user_wins(tmp_path):
    path = tmp_path / "my.jsonl"
    path.write_text('{"name": "Toyota of Atlantis", "type": "organization", "aliases": {"*": ["Toyota"]}}', "utf-8")
    found = engine.build("en", gazetteers=(path,)).entities.words.gazetteer.get("toyota")
    assert found.name == "Toyota of Atlantis"


def test_200000_lines_stay_fast(tmp_path):
    path = tmp_path / "big.jsonl"
    rows = (f'{{"name": "Usaha Nomor {n} Jaya", "type": "organization"}}\n' for n in range(200_000))
    path.write_text("".join(rows), "utf-8")
    begin = time.process_time()
    gazetteer = load(["id"], [path])
    assert len(gazetteer) == 200_000
    assert time.process_time() - begin < 20
    words = ["usaha", "nomor", "199999", "jaya", "tumbuh"]
    begin = time.process_time()
    for _ in range(1000):
        assert gazetteer.at(words, words, 0, 5).stop == 4
    assert time.process_time() - begin < 1


def test_the_command_names_the_line_before_any_article_is_read(tmp_path):
    path, article = tmp_path / "my.jsonl", tmp_path / "a.txt"
    path.write_text(f"{GOOD}\n{{bad\n", "utf-8")
    article.write_text("Kopi Tuku opened 12 stores in May 2014.", "utf-8")
    command = [sys.executable, "-m", "kabar", "extract", str(article), "--language", "en", "--entities", str(path)]
    strict = subprocess.run([*command, "-o", "-"], capture_output=True, text=True, check=False)
    assert strict.returncode == 3
    assert f"{path}:2" in strict.stderr
    assert not strict.stdout
    lenient = subprocess.run([*command, "--lenient", "-o", "-"], capture_output=True, text=True, check=False)
    assert lenient.returncode == 0
    assert lenient.stderr.count("1 bad lines left out (lines 2)") == 1
    assert '"name":"Kopi Tuku"' in lenient.stdout
