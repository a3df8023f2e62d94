"""The wheel by itself: models inside, installed into an empty environment, run there from the command line and Python.

The libraries are those of this environment, named by a path file; kabar itself must come from the wheel. The bare
environment has only those that the wheel says it needs, as `pip install` without extras would put there.
"""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kabar import compiled

ROOT = Path(__file__).parents[2]
TEXT = "Marlin Motors delivered 1,200 cars in March 2024.\n"


def tree():
    """All that a build might write in the source tree, with the times of files."""
    folders = (ROOT / "pipeline", ROOT / "models", ROOT / "scripts")
    files = [p for folder in folders for p in folder.rglob("*") if "__pycache__" not in p.parts and p.is_file()]
    return {p: p.stat().st_mtime_ns for p in files}, sorted(p.name for p in ROOT.iterdir() if p.name[:1] != ".")


@pytest.fixture(scope="module", params=["sources", "compiled"])
def wheel(request, tmp_path_factory):
    """The wheel of the source tree, of the sources alone and with the compiled engine."""
    if request.param == "compiled" and not compiled.in_use():
        pytest.skip("not compiled from the sources as they are: make compile")
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    environment = {**os.environ, "KABAR_COMPILED": "1" if request.param == "compiled" else "0"}
    before = tree()
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert tree() == before, "building wrote into the source tree"
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


def needed(wheel):
    """Distributions that the wheel needs without its extras, and those that they need."""
    metadata = zipfile.ZipFile(wheel).read(f"{'-'.join(wheel.name.split('-')[:2])}.dist-info/METADATA").decode()
    waiting = [line.split(":", 1)[1] for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    found = {}
    while waiting:
        wants = Requirement(waiting.pop())
        if (wants.marker is None or wants.marker.evaluate({"extra": ""})) and wants.name not in found:
            found[wants.name] = distribution(wants.name)
            waiting += found[wants.name].requires or ()
    return found.values()


@pytest.fixture(scope="module")
def bare(wheel, tmp_path_factory):
    """An environment with the wheel and only what it needs, and a way to run something in it."""
    if not wheel.name.endswith("-none-any.whl"):
        pytest.skip("the needs are those of the sources")
    folder = tmp_path_factory.mktemp("bare")
    libraries = folder / "libraries"
    libraries.mkdir()
    for one in needed(wheel):
        for top in {Path(file).parts[0] for file in one.files if ".." not in Path(file).parts}:
            if not (libraries / top).exists():
                (libraries / top).symlink_to(one.locate_file(top))
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "-q"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(f"{libraries}\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")

    def run(*command):
        program = [str(folder / "env" / "bin" / command[0]), *command[1:]]
        return subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True)

    return folder, run


def test_what_the_wheel_needs_is_little(wheel):
    heavy = {"spacy", "numpy", "pandas", "pyarrow", "quantulum3", "scipy", "lxml", "duckdb", "thinc"}
    assert not heavy & {one.name.lower() for one in needed(wheel)}


def test_a_bare_environment_makes_claims_and_shows_them(bare):
    folder, run = bare
    (folder / "a.txt").write_text(TEXT)
    for command in (
        "-V",
        "--help",
        "extract a.txt -o out",
        "table out",
        "table out -o t.csv",
        "table out -o t.db",
        "report out -o r.html",
        "validate out",
        "diff out out",
        "explain a.txt",
        "schema --write schema",
        *(
            f"export out --to {form} -o {form}"
            for form in ("annotation", "schemaorg", "timeml", "labelstudio", "doccano")
        ),
    ):
        done = run("kabar", *command.split())
        assert done.returncode == 0, (command, done.stderr)
    assert '"amount":1200' in (folder / "out" / "claims.jsonl").read_text()
    assert "Marlin Motors" in (folder / "t.csv").read_text()


MISSING = [
    ("kabar table out -o t.xlsx", "xlsx"),
    ("kabar table out -o t.parquet", "parquet"),
    ("kabar extract page.html -o p", "html"),
    ("kabar facts out", "facts"),
    ("python -c kabar.load('en')", "spacy"),
    ("python -c kabar.out.table.frame([])", "pandas"),
]


@pytest.mark.parametrize(("command", "extra"), MISSING, ids=[extra for _, extra in MISSING])
def test_what_is_missing_is_named_with_its_remedy(bare, command, extra):
    folder, run = bare
    (folder / "page.html").write_text("<p>" + TEXT)
    program, *words = command.split(" ", 2) if command.startswith("python") else command.split()
    done = run(program, *(f"import kabar, kabar.out.table; {w}" if w.startswith("kabar.") else w for w in words))
    assert done.returncode in (1, 2)
    assert f"kabar[{extra}]" in done.stderr
    if program == "kabar":
        assert "Traceback" not in done.stderr


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
