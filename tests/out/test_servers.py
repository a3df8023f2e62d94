"""A running Label Studio: our tasks are imported there, accepted and exported, and what it writes is gold again.

Needs ``label-studio`` of an environment of its own (a gigabyte), named by ``LABEL_STUDIO``; the quick tests read what
a server wrote before (``servers/``).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = os.environ.get("LABEL_STUDIO")


def run(*command):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pipeline")}
    return subprocess.run([sys.executable, *map(str, command)], env=environment, capture_output=True, text=True)


@pytest.mark.slow
@pytest.mark.skipif(not PROGRAM, reason="LABEL_STUDIO does not name the program of Label Studio")
def test_what_a_running_server_exports_is_imported(tmp_path):
    made = run(ROOT / "scripts" / "annotators.py", "labelstudio", PROGRAM, "--into", tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    for name in ("labelstudio.json", "labelstudio-snapshot.json"):
        done = run("-m", "kabar", "import", tmp_path / name, "--from", "labelstudio", "-o", tmp_path / "gold.jsonl")
        assert done.returncode == 0, done.stderr
        assert "2 tasks" in done.stderr
        (gold,) = (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()
        assert "Rantai Biru" in gold
