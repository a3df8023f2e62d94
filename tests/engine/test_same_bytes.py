"""The compiled engine, the sources, and the sources under a type checker: the same bytes, and no document crashes."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import soup

from kabar import compiled

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CHECKED = Path(__file__).with_name("checked.py")
FOLDERS = [
    ROOT / "seeds",
    *(SHARED / "articles" / name for name in ("seeds", "dev", "wild/en", "wild/id")),
    SHARED / "pages",
]

is_compiled = compiled.is_fresh(compiled.FOLDER) and bool(compiled.Finder(compiled.FOLDER).files)
needs_compiling = pytest.mark.skipif(not is_compiled, reason="not compiled from the sources as they are: make compile")
needs_checker = pytest.mark.skipif(importlib.util.find_spec("beartype") is None, reason="beartype is not installed")


def extract(program, output, switch, *arguments):
    """Run an engine; its two files, of which none says that a document crashed."""
    command = [sys.executable, *map(str, program), "extract", *map(str, arguments), "-o", str(output), "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), compiled.SWITCH: switch}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr  # 1: a document of the folder could not be used
    files = {path.name: path.read_bytes() for path in output.glob("*.jsonl")}
    rows = map(json.loads, files["documents.jsonl"].splitlines())
    assert [row["message"] for row in rows if row["code"] in ("crashed", "timeout")] == []
    return files


def same(folder, *arguments):
    """Run all engines that are here."""
    first = extract(["-m", "kabar"], folder / "sources", "0", *arguments)
    assert first["claims.jsonl"]
    if importlib.util.find_spec("beartype"):
        copied = folder / "copied"
        copied.mkdir()
        assert extract([CHECKED, copied], folder / "checked", "0", *arguments) == first
    if is_compiled:
        assert extract(["-m", "kabar"], folder / "compiled", "1", *arguments) == first


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_of_articles_and_pages(folder, tmp_path):
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    same(tmp_path, folder)


@pytest.mark.parametrize("language", ["en", "id"])
def test_of_nonsense_out_of_the_vocabulary(language, tmp_path):
    text = tmp_path / "soup.jsonl"
    text.write_text("".join(soup.articles(language, 150)), encoding="utf-8")
    same(tmp_path, text, "--language", language)


@needs_checker
def test_the_checker_finds_a_value_of_another_type(tmp_path, monkeypatch):
    article = tmp_path / "a.txt"
    article.write_text("Pabrik Sagara menjual 500 mobil dalam dua minggu pertama 2024.\n", encoding="utf-8")
    monkeypatch.setenv("KABAR_TEST_WRONG", "lexing.py|def glued(self, i: int) -> bool|def glued(self, i: int) -> str")
    with pytest.raises(AssertionError, match="BeartypeCallHintReturnViolation"):
        extract([CHECKED, tmp_path], tmp_path / "out", "0", article, "--language", "id")


@needs_compiling
def test_the_compiled_engine_is_the_one_that_runs(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Marlin Motors sold 500 cars in March 2024.\n", encoding="utf-8")
    for switch in "01":
        extract(["-m", "kabar"], tmp_path / switch, switch, article)
        assert json.loads((tmp_path / switch / "run.json").read_text())["host"]["compiled"] is (switch == "1")
