"""Models of the user: an overlay, `kabar.toml`, and `kabar models`, as the real command on real files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = """Dermaga Baru Layani Kargo

SURABAYA, 14 Mei 2024 - Pelabuhan Ganding mengekspor 4.500 petikemas pada April 2024, kata Direktur Rangga Sota.

Pelabuhan itu menyandarkan 312 kapal tongkang pada Maret 2024. Pelabuhan itu berikhtiar melayani 900 kapal pada 2025.
"""
OVERLAY = {
    "id/units.toml": '[counted]\n"container" = ["petikemas"]\n"barge" = ["kapal tongkang", "tongkang"]\n',
    "id/cues.toml": """[[status]]
value = "target"
direction = "forward"
reach = "clause"
priority = 7
forms = ["berikhtiar"]
""",
    "id/predicates.toml": """[[measure]]
predicate = "visitors"
verbs = ["menyandarkan"]
counted = ["kapal tongkang"]
""",
    "entities/ports.jsonl": '{"name": "Pelabuhan Ganding", "type": "organization", "id": "port:ganding"}\n',
}


def run(*arguments, cwd):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "kabar", *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True
    )


def written(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    written(tmp_path / "my", OVERLAY)
    return tmp_path


def claims(project, *options):
    done = run("extract", "a.txt", "-o", "-", "--quiet", *options, cwd=project)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["value"]["amount"]: row for row in rows if row["value"]}


def test_an_overlay_adds_a_unit_a_cue_a_predicate_and_an_entity(project):
    plain, over = claims(project), claims(project, "--models", "my")
    assert plain[4500.0]["value"]["unit"] == "petikemas"
    assert over[4500.0]["value"]["unit"] == "container"
    assert over[312.0]["value"]["unit"] == "barge"
    assert plain[900.0]["status"] != "target"
    assert over[900.0]["status"] == "target"
    assert over[312.0]["predicate"] == "visitors"
    assert over[4500.0]["subject"]["id"] == "port:ganding"
    assert plain[4500.0]["extractor"]["models"] != over[4500.0]["extractor"]["models"]


def test_a_project_file_names_the_overlay_and_explain_works_with_it(project):
    (project / "kabar.toml").write_text('models = "my"\n')
    assert claims(project)[4500.0]["value"]["unit"] == "container"
    assert "container" in run("explain", "a.txt", "--json", cwd=project).stdout
    (project / "kabar.toml").unlink()
    assert "container" not in run("explain", "a.txt", "--json", cwd=project).stdout
    assert "container" in run("explain", "a.txt", "--json", "--models", "my", cwd=project).stdout


@pytest.mark.parametrize(
    ("text", "what"),
    [("modles = 1\n", "unknown key 'modles'"), ('models = "away"\n', "is no folder"), ("models =\n", "cannot be read")],
)
def test_a_bad_project_file_is_told(project, text, what):
    (project / "kabar.toml").write_text(text)
    done = run("extract", "a.txt", "-o", "out", cwd=project)
    assert done.returncode == 2
    assert "kabar.toml" in done.stderr
    assert what in done.stderr


def test_the_listing_names_what_is_loaded_from_where(project):
    lines = run("models", "--models", "my", cwd=project).stdout.splitlines()
    row = next(line for line in lines if line.startswith("ms/units "))
    assert [part in row for part in ("models/id/units.toml", "my/id/units.toml (3)", "models/ms/units.toml")] == [
        True
    ] * 3
    assert row.index("models/id/units.toml") < row.index("my/id/units.toml") < row.index("models/ms/units.toml")
    assert any(line.startswith("entities/ports ") and "my/entities/ports.jsonl" in line for line in lines)


def test_a_good_overlay_has_no_faults(project):
    done = run("models", "check", "my", cwd=project)
    assert (done.returncode, done.stdout) == (0, "")


FAULTS = [
    ("id/unit.toml", "x = 1\n", "my/id/unit.toml: nothing reads this file", "units.toml"),
    (
        "id/units.toml",
        'countd = ["a"]\n',
        "my/id/units.toml:1: Object contains unknown field `countd`",
        "mend or remove",
    ),
    ("id/units.toml", '\nlevel = ["naik", "naik"]\n', "my/id/units.toml:2: 'naik' stands twice in level", "remove one"),
    (
        "id/units.toml",
        '[counted]\n"x" = ["Peti"]\n',
        "my/id/units.toml:2: 'Peti' in counted.x can never match",
        "'peti'",
    ),
    (
        "id/units.toml",
        '[counted]\n"x" = [" peti"]\n',
        "my/id/units.toml:2: ' peti' in counted.x can never match",
        "spaces",
    ),
    (
        "id/units.toml",
        '[counted]\n"x" = ["peti"]\n"y" = ["peti"]\n',
        "my/id/units.toml:2: 'peti' of 'y' can never match: 'x' has it above",
        "one of them",
    ),
    ("id/units.toml", '[without]\nlevel = ["peti"]\n', "my/id/units.toml:2: 'peti' is not below", "remove it from"),
    (
        "id/cues.toml",
        '[[status]]\nvalue = "planned"\ndirection = "forward"\nreach = "clause"\npriority = 1\n'
        'forms = ["diperkirakan"]\n',
        "my/id/cues.toml:6: the cue 'diperkirakan' of 'planned' is shadowed by that of 'expected'",
        "higher priority",
    ),
    ("entities/x.jsonl", '{"name": "A B"}\n', "my/entities/x.jsonl:1: Object missing required field `type`", "mend or"),
    ("xa/language.toml", 'name = "A"\nfunction = ["la"]\n', "my/xa/numbers.toml: is missing", "extend another"),
    (
        "xa/language.toml",
        'extends = "zz"\nname = "A"\nfunction = []\n',
        "extends 'zz', which is not there",
        "one of en, id",
    ),
    ("id/cues.toml", "[[status]\n", "my/id/cues.toml: not valid TOML", "mend the syntax"),
]


@pytest.mark.parametrize(("name", "text", "what", "remedy"), FAULTS)
def test_faults_are_told_with_file_line_and_remedy(tmp_path, name, text, what, remedy):
    from kabar.pack.check import check

    written(tmp_path / "my", {name: text})
    found = [one for one in check(tmp_path / "my") if one.fault]
    told = [f"{one.where.removeprefix(str(tmp_path) + '/')}: {one.what}" for one in found]
    assert any(what in line for line in told), told
    assert any(remedy in one.remedy for one in found), [one.remedy for one in found]


def test_faults_end_with_status_1_and_notes_do_not(tmp_path):
    written(tmp_path / "my", {"id/units.toml": '[counted]\n"crate" = ["mobil"]\n'})
    done = run("models", "check", "my", cwd=tmp_path)
    assert done.returncode == 0
    assert "note: 'mobil' is of 'crate' now, no more of 'vehicle'" in done.stdout
    written(tmp_path / "my", {"id/units.toml": '[counted]\n"crate" = ["Peti"]\n'})
    assert run("models", "check", "my", cwd=tmp_path).returncode == 1


def test_a_new_language_begins_with_what_is_to_be_decided(tmp_path):
    done = run("models", "new", "jv", "--from", "id", "--in", "my", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert 'extends = "id"' in (tmp_path / "my/jv/language.toml").read_text()
    assert '# decimal = ","  # decide' in (tmp_path / "my/jv/numbers.toml").read_text()
    checked = run("models", "check", "my", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "no word in 'own' tells the language from 'id'" in checked.stdout
    again = run("models", "new", "jv", "--from", "id", "--in", "my", cwd=tmp_path)
    assert again.returncode == 2
    assert "there is a language 'jv' already" in again.stderr


def test_our_own_models_have_neither_faults_nor_notes():
    done = run("models", "check", ROOT / "models", cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")
