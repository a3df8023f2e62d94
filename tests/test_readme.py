"""The README tells what the program does: its commands run, and print what stands there. `make golden` renews it."""

import json
import re
from pathlib import Path

import pytest

from played import ROOT, console

README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
CLAIM = re.compile(r"(?<=```json\n).*?(?=```)", re.DOTALL)
PYTHON = re.compile(r"(?<=```python\n).*?(?=```)", re.DOTALL)
LEFT_OUT = ("evidence", "document", "extractor")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with our seeds, where the README's commands run one after the other."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    return folder


def shown(folder: Path) -> str:
    """The price claim of the README's first article, without the longer parts."""
    claims = map(json.loads, (folder / "output/claims.jsonl").read_text("utf-8").splitlines())
    claim = next(c for c in claims if c["predicate"] == "price")
    rows = [f'"{key}": {json.dumps(claim[key], ensure_ascii=False)}' for key in claim if key not in LEFT_OUT]
    return "{" + ",\n ".join(rows) + "}\n"


def renewed(text: str, folder: Path) -> str:
    blocks = [console(block, folder) for block in CONSOLE.findall(text)[:1]]
    claim = shown(folder)
    blocks += [console(block, folder) for block in CONSOLE.findall(text)[1:]]
    todo = iter(blocks)
    text = CONSOLE.sub(lambda _: next(todo), text)
    return CLAIM.sub(lambda _: claim, text, count=1)


def test_the_readme_says_what_the_program_does(folder, request):
    text = README.read_text("utf-8")
    fresh = renewed(text, folder)
    if request.config.getoption("--golden"):
        README.write_text(fresh, "utf-8")
    assert fresh == README.read_text("utf-8"), "run `make golden` and read the diff"
    for name in ("claims.xlsx", "report.html", "tasks.json", "why.txt", "schema/claim.schema.json"):
        assert (folder / name).stat().st_size > 100, name


def test_the_python_of_the_readme_runs():
    exec(PYTHON.search(README.read_text("utf-8"))[0], {})


def test_every_command_is_in_the_readme():
    text = README.read_text("utf-8")
    names = {p.stem for p in (ROOT / "pipeline/kabar/cli").glob("[a-z]*.py")}
    missing = sorted(n for n in names if f"kabar {n.removesuffix('_').replace('_', '-')}" not in text)
    assert not missing


def test_the_targets_of_the_readme_are_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+)(?: [a-z -]+)?:", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+(?:-[a-z]+)?)", README.read_text("utf-8"))) <= targets
