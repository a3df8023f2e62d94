"""The docs tell what the program does: what stands in them runs, and prints what stands there. `make golden` renews it.

The site is built with every link checked; pages made from the program are fresh; examples, notebook, action, hook and
the forms of the repository are what they should be.
"""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import kabar
from kabar.cli import build
from kabar.errors import FatalError
from played import ROOT, blocks, played

DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
MADE = ("reference/commands.md", "reference/fields.md", "reference/languages.md")
OURS = [
    page
    for page in PAGES
    if page.startswith("tutorial/") or page in ("index.md", "how.md", "extend.md", "languages.md")
]
KNOWN = {"console", "python", "text", "toml", "json", "yaml", "sh", ""}


@pytest.fixture
def folder(tmp_path):
    """A folder with what a clone has, where the commands of a page run one after the other."""
    for name in ("seeds", "examples", "schema"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.mark.parametrize("page", [*OURS, "reference/api.md"])
def test_what_a_page_shows_is_what_comes_out(page, folder, request):
    if page == "tutorial/spacy.md":
        pytest.importorskip("spacy", reason="the page needs the extra `spacy`")
    path = DOCS / page
    fresh = played(path.read_text("utf-8"), folder)
    chart = folder / "chart.svg"
    if request.config.getoption("--golden"):
        path.write_text(fresh, "utf-8")
        if chart.exists():
            (DOCS / "images" / "chart.svg").write_bytes(chart.read_bytes())
    assert fresh == path.read_text("utf-8"), "run `make golden` and read the diff"
    if chart.exists():
        assert chart.read_bytes() == (DOCS / "images" / "chart.svg").read_bytes(), "run `make golden`"


@pytest.mark.parametrize("page", OURS)
def test_blocks_are_of_a_kind_that_is_tested(page):
    for block in blocks((DOCS / page).read_text("utf-8")):
        assert block.language in KNOWN, block
        if block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "json":
            assert all(json.loads(line) for line in block.text.splitlines())
        elif block.text.startswith("--8<--"):
            name = re.fullmatch(r'--8<-- "([^"]+)"\n', block.text)[1]
            ast.parse((ROOT / name).read_text("utf-8"))
        elif block.language == "sh":  # not run: they install
            assert re.match(r"(pip install|git clone|make \w+)", block.text), block.text
            extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
            assert set(",".join(re.findall(r"\[([\w,]+)\]", block.text)).split(",")) <= {*extras, ""}


def test_a_page_that_tells_another_thing_is_found(folder):
    page = "```python\nprint(6 * 7)\n```\n\n```text\n41\n```\n\n```console\n$ echo a  # status 0\nb\n```\n"
    fresh = played(page, folder)
    assert "```text\n42\n```" in fresh
    assert "status 0\na\n```" in fresh


def test_the_pages_that_are_made_are_fresh(request):
    sys.path.insert(0, str(ROOT / "scripts"))
    import reference

    for path, text in reference.files().items():
        if request.config.getoption("--golden"):
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, "stale: run `python scripts/reference.py`"
    assert {p.relative_to(DOCS).as_posix() for p in reference.files()} == set(MADE)


def test_every_command_has_its_section():
    text = (DOCS / "reference" / "commands.md").read_text("utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    names = typer.main.get_command(build()).commands
    assert [f"kabar {name}" for name in sorted(names)] == [head for head in heads if head.count(" ") == 1]
    assert not re.findall(r"^\|.*\| *\|$", text, re.MULTILINE), "an option without a description"


def kinds(kind):
    return {kind}.union(*map(kinds, kind.__subclasses__()))


@pytest.mark.parametrize(("page", "but"), [("README.md", ()), ("docs/runs.md", (65,))])
def test_every_exit_status_is_told(page, but):
    """Those of all errors, and 66 of the commands that found nothing to read; runs read no claims."""
    told = re.findall(r"^\| ([\d, ]+) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    known = {int(number) for cell in told for number in cell.split(",")}
    assert {kind.exit_status for kind in kinds(FatalError)} | {0, 1, 66, 130, 141, 143} <= known.union(but)


def test_every_public_function_has_its_section():
    text = (DOCS / "reference" / "api.md").read_text("utf-8")
    names = [name for name in kabar.__all__ if name.islower() and name[0] != "_"]
    assert [name for name in names if f"::: kabar.{name}\n" not in text] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site; a link, an anchor or a name of the API that leads nowhere fails it."""
    pytest.importorskip("mkdocs", reason="the site needs the extra `docs`")
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_the_site_is_whole(site):
    for page in PAGES:
        name = page.removesuffix(".md").removesuffix("index").rstrip("/")
        assert (site / name / "index.html").is_file(), page
    api = (site / "reference/api/index.html").read_text("utf-8")
    assert 'id="kabar.extract"' in api
    assert "Raises DocumentError" in api or "DocumentError" in api
    assert (site / "search" / "search_index.json").is_file()


def test_the_site_loads_nothing_from_elsewhere(site):
    html = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    loads = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', html)
    assert [address for address in loads if "canonical" not in address] == []


def test_the_nav_has_every_page_once():
    sys.path.insert(0, str(ROOT / "scripts"))
    import site_nav

    named = [page for section in site_nav.nav(DOCS) for pages in section.values() for page in pages]
    assert sorted(named) == PAGES
    assert set(MADE) <= set(named)


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md"])
def test_links_of_pages_outside_of_the_site(name):
    page = ROOT / name
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_notebook_runs(folder, monkeypatch):
    """Every cell in a kernel of its own."""
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat (extra `dev`)")
    client = pytest.importorskip("nbclient", reason="needs nbclient (extra `dev`)")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "pipeline"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(ROOT / "examples" / "claims.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells), "commit it without outputs"
    done = client.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    last = [cell for cell in done.cells if cell.cell_type == "code"][-1]
    assert "135" in str(last.outputs)


# --- the repository ---


def yaml_of(name: str):
    yaml = pytest.importorskip("yaml", reason="needs PyYAML (extra `docs`)")
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def shim(folder: Path) -> dict[str, str]:
    """An environment whose `kabar` is the one under test."""
    tool = folder / "bin" / "kabar"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kabar "$@"\n')
    tool.chmod(0o755)
    path = f"{tool.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "pipeline")}


def test_the_action_annotates(folder):
    """The last step of the action, run as the runner would, on an article that has changed."""
    action = yaml_of("action.yml")
    step = action["runs"]["steps"][-1]
    given = {name: row.get("default", "") for name, row in action["inputs"].items()}
    fill = lambda words: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], words)  # noqa: E731
    env = shim(folder) | {name: fill(words) for name, words in step["env"].items()}
    (folder / "articles").mkdir()
    text = (ROOT / "seeds/en-04-price-and-launch.txt").read_text("utf-8")
    (folder / "articles/a.txt").write_text(text, "utf-8")
    subprocess.run("kabar check claims.jsonl articles --update", shell=True, cwd=folder, env=env, check=True)
    (folder / "articles/a.txt").write_text(text.replace("more than 100 stores", "more than 120 stores"), "utf-8")
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    at = next(n for n, line in enumerate(text.splitlines(), start=1) if "100 stores" in line)
    assert f"::warning file=articles/a.txt,line={at},title=claim gained::Xiaomi stores > 120 stores" in done.stdout


def test_the_hook_checks(folder):
    (hook,) = yaml_of(".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("check-claims", "python", False)
    (folder / "articles").mkdir()
    (folder / "articles/a.txt").write_text("Angin Utara sold 5,000 mills in 2023.\n")
    line = " ".join([hook["entry"], *hook["args"]])
    run = lambda words: subprocess.run(words, shell=True, cwd=folder, env=shim_env, check=False).returncode  # noqa: E731
    shim_env = shim(folder)
    assert run(line) == 2, "no claims are kept yet"
    assert run(line + " --update") == 0
    assert run(line) == 0


def test_the_workflow_runs_what_everybody_runs():
    steps = yaml_of(".github/workflows/ci.yml")["jobs"]["test"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]


FORMS = sorted(p for p in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config")


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_issue_forms(path):
    form = yaml_of(str(path.relative_to(ROOT)))
    assert {"name", "description", "body"} <= set(form)
    fields = [row for row in form["body"] if row["type"] != "markdown"]
    assert all(row["attributes"]["label"] and row["type"] in ("textarea", "input", "dropdown") for row in fields)
    assert len({row["id"] for row in fields}) == len(fields)
    assert any(row.get("validations", {}).get("required") for row in fields)


def test_the_citation():
    cff = yaml_of("CITATION.cff")
    assert {"cff-version", "message", "title", "authors", "type"} <= set(cff)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert cff["license"] == project["license"]


def test_contributing_names_what_there_is():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+)(?: [a-z -]+)?:", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", text)) <= targets
    for name in re.findall(r"`((?:tests|scripts|models|seeds)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), name
