"""The output for ``seeds/`` is, byte for byte, the one that was looked at. `make golden` renews it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("claims.jsonl", "documents.jsonl")


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    subprocess.run([sys.executable, "-m", "kabar", "extract", "seeds", "-o", folder, "--quiet"], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_output_is_the_golden_one(name, output, request):
    if request.config.getoption("--golden"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes((output / name).read_bytes())
    assert (output / name).read_bytes() == (GOLDEN / name).read_bytes(), (
        "meant? then run `make golden` and read the diff"
    )
