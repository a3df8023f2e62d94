"""The wheel by itself: models inside, installed into an empty environment, run there from the command line and Python.

The libraries are those of this environment, named by a path file; kabar itself must come from the wheel.
"""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kabar import compiled

ROOT = Path(__file__).parents[2]
TEXT = "Marlin Motors delivered 1,200 cars in March 2024.\n"


@pytest.fixture(scope="module", params=["sources", "compiled"])
def wheel(request, tmp_path_factory):
    """The wheel of the source tree, of the sources alone and with the compiled engine."""
    if request.param == "compiled" and not compiled.in_use():
        pytest.skip("not compiled from the sources as they are: make compile")
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    environment = {**os.environ, "KABAR_COMPILED": "1" if request.param == "compiled" else "0"}
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def place(wheel, tmp_path_factory):
    """An environment that holds the wheel and a way to run something in it, away from the source tree."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "-q"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")

    def run(*command):
        program = [str(folder / "bin" / command[0]), *command[1:]]
        done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return folder, run


def test_models_are_inside_and_nothing_else_is(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {n.removeprefix("kabar/models/") for n in names if n.startswith("kabar/models/")}
    assert shipped == {p.relative_to(ROOT / "models").as_posix() for p in (ROOT / "models").rglob("*") if p.is_file()}
    assert "kabar/py.typed" in names
    assert {n.split("/")[0] for n in names if "dist-info" not in n} == {"kabar"}


def test_only_a_compiled_wheel_is_for_one_platform(wheel):
    libraries = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(compiled.SUFFIX)]
    assert wheel.name.endswith("-none-any.whl") is not bool(libraries)


def test_it_is_the_wheel_that_runs(wheel, place):
    folder, run = place
    code = "import kabar, kabar.compiled as c; print(kabar.__file__, c.in_use())"
    path, used = run("python", "-c", code).split()
    assert str(folder) in path
    assert (used == "True") is not wheel.name.endswith("-none-any.whl")


def test_the_command(place):
    folder, run = place
    (folder / "a.txt").write_text(TEXT)
    assert "extract" in run("kabar", "--help")
    run("kabar", "extract", "a.txt", "-o", "out")
    assert '"amount":1200' in (folder / "out" / "claims.jsonl").read_text()


def test_python_and_spacy(place):
    _, run = place
    code = f"import kabar; print([c.value.amount for c in kabar.extract({TEXT!r})]); print(kabar.load('id').pipe_names)"
    lines = run("python", "-c", code).splitlines()
    assert lines[0] == "[1200.0]"
    assert lines[1].startswith("[")


def test_the_page_and_the_tables(place):
    folder, run = place
    (folder / "b.txt").write_text(TEXT)
    run("kabar", "extract", "b.txt", "-o", "pages")
    run("kabar", "report", "pages", "-o", "r.html")
    run("kabar", "table", "pages", "-o", "t.csv")
    run("kabar", "export", "pages", "--to", "labelstudio", "-o", "tasks.json")
    assert "kabar claims</title>" in (folder / "r.html").read_text()
    assert "Marlin Motors" in (folder / "t.csv").read_text()
    assert "production_capacity" in (folder / "tasks.xml").read_text()
