"""``kabar check``: the real command on files that change, with notes where the claims are said."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kabar.cli import build

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PAGES = SEEDS.parent / "examples" / "pages"


def check(*arguments: str):
    return CliRunner().invoke(build(), ["check", "claims.jsonl", "articles", *arguments])


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """Two articles and a page with their claims kept."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in (
        SEEDS / "en-04-price-and-launch.txt",
        SEEDS / "id-05-minyak-melemah.txt",
        PAGES / "2025-07-22-raised.html",
    ):
        shutil.copy(path, folder)
    assert check("--update").exit_code == 0
    return folder


def line_of(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), start=1) if words in line)


def test_alike(articles):
    done = check()
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(r"0 gained, 0 lost, 0 changed, \d+ alike\n", done.stderr)


def test_a_changed_number_is_noted_at_its_line(articles):
    path = articles / "en-04-price-and-launch.txt"
    path.write_text(path.read_text("utf-8").replace("130,000 units", "140,000 units"), "utf-8")
    done = check()
    at = f"articles/{path.name}:{line_of(path, '140,000')}"
    assert done.exit_code == 1
    assert f"{at}: gained: Xiaomi deliveries ▲ 140,000 vehicles 2024 [target]" in done.stdout
    assert f"{at}: lost: Xiaomi deliveries ▲ 130,000 vehicles 2024 [target]" in done.stdout


def test_a_page_is_noted_at_its_markup(articles):
    path = articles / "2025-07-22-raised.html"
    path.write_text(path.read_text("utf-8").replace("delivered 36 turbines", "delivered 37 turbines"), "utf-8")
    gained = [line for line in check().stdout.splitlines() if ": gained: " in line]
    assert [line.split(": ")[0] for line in gained] == [f"articles/{path.name}:{line_of(path, '37 turbines')}"]


def test_what_cannot_be_read_is_an_error_of_its_own(articles):
    (articles / "noise.txt").write_bytes(bytes(range(256)))
    done = check("--format", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=articles/noise.txt,line=1,title=claim failed::not_text")
    assert done.stdout.count("\n") == 1


def test_annotations_are_escaped(articles):
    """File names and words of articles can end neither a property nor the command."""
    odd = articles / "a,b:c%.txt"
    odd.write_text("Angin Utara sold 5,000 mills in 2023.\n", "utf-8")
    (line,) = check("--format", "github").stdout.splitlines()
    assert line.startswith("::warning file=articles/a%2Cb%3Ac%25")
    assert line.split("::")[2].startswith("Angin Utara sales 5,000 mills 2023")


def test_lines_of_containers(articles):
    rows = [f'{{"text": "In 202{n} Angin Utara sold 5,00{n} mills.", "language": "en"}}\n' for n in range(3)]
    (articles / "rows.jsonl").write_text("".join(rows), "utf-8")
    found = [line.split(": ")[0] for line in check().stdout.splitlines()]
    assert found == [f"articles/rows.jsonl:{n}" for n in (1, 2, 3)]


def test_wrong_usage(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    assert run.invoke(build(), ["check", "none.jsonl", "."]).exception.exit_status == 2
    (tmp_path / "claims.jsonl").touch()
    assert run.invoke(build(), ["check", "claims.jsonl", ".", "--format", "xml"]).exception.exit_status == 2
    (tmp_path / "empty").mkdir()
    assert run.invoke(build(), ["check", "claims.jsonl", "empty"]).exit_code == 66
