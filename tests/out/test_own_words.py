"""Commands that show claims again know a language and the words that only a folder of the user has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TABLES = {
    "min/language.toml": 'name = "Minangkabau"\nextends = "id"\nfunction = ["nan", "jo", "pado"]\n'
    'own = ["nan", "jo", "pado", "taun", "oto", "manjua"]\n',
    "min/units.toml": '[counted]\nrickshaw = ["beca"]\n',
    "min/predicates.toml": '[[measure]]\npredicate = "sales"\nverbs = ["manjua"]\n',
    "en/display.toml": '[units]\nrickshaw = ["three-wheeler", "three-wheelers"]\n',
}
STORY = "Gonjong Raya manjua 4.500 beca pado 2023, nan rami jo urang.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder where ``kabar extract`` has read an article in a language of the user."""
    folder = tmp_path_factory.mktemp("own")
    for name, table in TABLES.items():
        path = folder / "my" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(table, "utf-8")
    (folder / "beca.txt").write_text(STORY, "utf-8")
    assert kabar(folder, "extract beca.txt -o out --language min -q --models my").returncode == 0
    return folder


def kabar(folder, line):
    command = [sys.executable, "-m", "kabar", *line.split()]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": "120"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_article_is_at_hand_only_with_its_language(place):
    assert "(1 at hand)" in kabar(place, "validate out --models my").stderr
    assert "(0 at hand)" in kabar(place, "validate out").stderr


def test_tasks_hold_the_article(place):
    assert kabar(place, "export out --to labelstudio -o without.json").returncode == 1
    assert kabar(place, "export out --to labelstudio -o tasks.json --models my").returncode == 0
    assert json.loads((place / "tasks.json").read_text("utf-8"))[0]["data"]["text"] == STORY


def test_own_words_for_a_unit_are_shown(place):
    assert "4,500 three-wheelers" in kabar(place, "table out --models my").stdout
    assert "4,500 rickshaw " in kabar(place, "table out").stdout


def test_the_project_names_the_folder_once(place):
    (place / "kabar.toml").write_text('models = "my"\n')
    try:
        assert "three-wheelers" in kabar(place, "table out").stdout
        assert "(1 at hand)" in kabar(place, "validate out").stderr
        assert kabar(place, "report out -o r.html").returncode == 0
    finally:
        (place / "kabar.toml").unlink()
    page = (place / "r.html").read_text("utf-8")
    assert "nan rami jo urang" in page
    assert "three-wheelers" in page


def test_a_folder_that_is_none_is_told(place):
    done = kabar(place, "validate out --models nowhere")
    assert done.returncode == 3
    assert "nowhere" in done.stderr
