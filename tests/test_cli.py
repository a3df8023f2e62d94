"""The command line as people meet it: help, version, completion, wrong usage, what to do next."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kabar.cli import build
from kabar.errors import ModelError, UsageError

SEED = Path(__file__).parents[1] / "seeds" / "en-04-price-and-launch.txt"


def run(*arguments, **more):
    return CliRunner().invoke(build(), [*map(str, arguments)], **more)


def process(*arguments, **environment):
    command = [sys.executable, "-m", "kabar", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_version():
    assert run("-V").stdout == run("--version").stdout != ""


def test_help_is_help():
    assert run("help").stdout.splitlines()[3:] == run("--help").stdout.splitlines()[3:]
    found = run("help", "table")
    assert found.exit_code == 0
    assert "--min-confidence" in found.stdout
    assert run("help", "nothing").exit_code == 2


@pytest.mark.parametrize("command", [(), ("extract",), ("table",), ("explain",)])
def test_flags_have_no_type(command):
    assert "bool" not in run(*command, "--help").stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [("kabar export x --to sch", "schemaorg"), ("kabar expl", "explain"), ("kabar explain x --language i", "id")],
)
def test_the_shell_completes(words, expected):
    told = {"_KABAR_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    found = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'kabar'; from kabar.cli import main; main()"],
        capture_output=True,
        text=True,
        env={**os.environ, **told},
        check=False,
    )
    assert found.stdout.split() == [expected]


WRONG = [
    ("explain", SEED.parent),
    ("explain", "nothing.txt"),
    ("explain", SEED, "--format", "nothing"),
    ("explain", SEED, "--language", "xx"),
    ("explain", SEED, "--published", "5/3/2024"),
    ("explain", SEED, "--document", "2"),
    ("explain", SEED, "--sentence", "999"),
    ("extract", SEED, "-o", "-", "--language", "xx"),
    ("extract", SEED, "-o", "-", "--min-confidence", "2"),
    ("table", SEED, "--min-confidence", "who=1"),
    ("table", SEED, "-o", "x.ods"),
    ("export", SEED, "--to", "nothing", "-o", "x"),
    ("import", SEED, "--from", "nothing", "-o", "x"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=lambda a: " ".join(map(str, a[::2])))
def test_wrong_usage_is_told_before_any_work(arguments):
    error = run(*arguments).exception
    assert isinstance(error, UsageError)
    assert error.exit_status == 2
    assert error.remedy


def test_wrong_usage_ends_with_2():
    done = process("explain", SEED.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert process("table", "--nothing").returncode == 2


def test_explain_takes_what_extract_takes(tmp_path):
    text = "Bumbu Kencana sells 1,200 kettles.\n"
    rows = [json.dumps({"text": words}) + "\n" for words in ("Nothing here.", text)]
    (tmp_path / "a.dat").write_text("".join(rows), "utf-8")
    (tmp_path / "own.jsonl").write_text('{"name": "Bumbu Kencana", "type": "organization", "id": "own-1"}\n', "utf-8")
    held = ("explain", tmp_path / "a.dat", "--format", "jsonl", "--document", "2", "--language", "en", "--json")
    means = [
        [line["rule"] for row in map(json.loads, run(*held, *more).stdout.splitlines()) for line in row["mentions"]]
        for more in ((), ("--entities", tmp_path / "own.jsonl"))
    ]
    assert "entity.gazetteer" not in means[0]
    assert "entity.gazetteer" in means[1]


def test_explain_reads_other_models(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "cues.toml").write_text("nothing = 1\n", "utf-8")
    assert isinstance(run("explain", SEED, "--models", tmp_path).exception, ModelError)


def test_extract_says_what_to_do_next(tmp_path):
    place = tmp_path / "a folder"
    done = process("extract", SEED, "-o", place)
    assert done.stderr.splitlines()[-1] == f"kabar: next: kabar table '{place}', kabar report '{place}'"
    assert "1 document, " in done.stderr
    assert "next" not in process("extract", SEED, "-o", place, "--quiet").stderr
