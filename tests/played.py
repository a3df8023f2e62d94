"""Pages that a test plays: console blocks are run and must print what stands there, Python blocks are executed.

A block with ``title="FILE"`` is written to that file. ``$ `` begins a command; behind it stands what it prints, and
``# status N`` where it ends with another status than 0. A `text` block behind a Python block is what that prints.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'title="([^"]+)"')
STATUS = re.compile(r"  # status (\d+)$")
PYTHON = shlex.quote(sys.executable)
PROGRAM = re.compile(r"(^|[|&;] )(kabar|python)(?= )")


class Block(NamedTuple):
    """A fenced block: its language, the file it stands for, its text, and where the text stands in the page."""

    language: str
    title: str | None
    text: str
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    rows = []
    for m in FENCE.finditer(page):
        title = TITLE.search(m[2])
        rows.append(Block(m[1], title[1] if title else None, m[3], m.start(3), m.end(3)))
    return rows


def command(line: str) -> str:
    """A command line of a page for the shell: the program under test, the interpreter under test."""
    known = {"kabar": f"{PYTHON} -m kabar", "python": PYTHON}
    return PROGRAM.sub(lambda m: m[1] + known[m[2]], line.split("  #")[0])


def run(line: str, folder: Path, columns: int = 100) -> str:
    """What one command line prints; both streams where it is meant to fail."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": str(columns), "NO_COLOR": "1"}
    status = STATUS.search(line)
    done = subprocess.run(
        command(line), shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == int(status[1] if status else 0), f"{line}\n{done.stdout}{done.stderr}"
    said = done.stdout + (done.stderr if status else "")
    return "".join(row.rstrip() + "\n" for row in said.splitlines())


def console(text: str, folder: Path, columns: int = 100) -> str:
    """A console block as the program would write it: every command, and what it prints."""
    lines = [line for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line[2:], folder, columns)}" for line in lines)


def python(text: str, names: dict, folder: Path) -> str:
    """What a Python block prints, run in a folder with the names of the blocks before."""
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        exec(compile(text, "block", "exec"), names)
    return "".join(row.rstrip() + "\n" for row in said.getvalue().splitlines())


def played(page: str, folder: Path, columns: int = 80) -> str:
    """A page with all that is printed in it printed anew; its files are written into ``folder``."""
    names: dict = {"__name__": "page"}
    out, at, printed = "", 0, None
    for block in blocks(page):
        text = block.text
        if block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif block.language == "console":
            text = console(text, folder, columns)
        elif block.language == "python" and not text.startswith("--8<--"):
            printed = python(text, names, folder)
        elif block.language == "text" and printed is not None:
            text = printed
        if block.language != "python":
            printed = None
        out += page[at : block.start] + text
        at = block.end
    return out + page[at:]
