"""Real processes for the tests of runs: start, signal, compare."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAULTY = Path(__file__).with_name("faulty.py")
SENTENCES = [
    "Marlin Motors delivered {n} cars in March 2024, up {m}% from a year earlier.",
    "The company plans to open {m} stores by 2030.",
    "Pabrik Sagara memproduksi {n} unit mobil pada 2023, naik {m} persen.",
    "Perusahaan itu menargetkan {n} unit pada tahun depan.",
]


def environment(**more):
    """The environment of a child: the source tree first, no terminal."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), **more}


def start(*arguments, program=None, **options):
    """Start kabar (or the faulty one) as a process of its own session."""
    command = [sys.executable, *([str(program)] if program else ["-m", "kabar"]), *map(str, arguments)]
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment(), "start_new_session": True}
    return subprocess.Popen(command, **{**settings, **options})


def run(*arguments, program=None, timeout=120, stdin=subprocess.DEVNULL, **options):
    """Run to the end; standard output and error as text."""
    process = start(*arguments, program=program, stdin=stdin, **options)
    try:
        out, err = process.communicate(timeout=timeout)
    finally:
        process.kill()
    return subprocess.CompletedProcess(arguments, process.returncode, out.decode(), err.decode())


def faulty(*arguments, **options):
    """Run the command line whose reader misbehaves on demand."""
    return run(*arguments, program=FAULTY, **options)


def article(n):
    """A small article, different for each number, Indonesian for odd ones."""
    pair = SENTENCES[2:] if n % 2 else SENTENCES[:2]
    return "\n\n".join(s.format(n=1000 + 37 * n, m=2 + n % 90) for s in pair) + "\n"


def articles(folder, count):
    """Write some articles; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (folder / f"a{n:05}.txt").write_text(article(n), encoding="utf-8")
    return folder


def digests(folder):
    """Hashes of the two final files."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("claims.jsonl", "documents.jsonl")
    }


def lines(folder):
    """Lines of documents.jsonl by file name."""
    text = (Path(folder) / "documents.jsonl").read_text(encoding="utf-8")
    return {os.path.basename(row["path"]): row for row in map(json.loads, text.split("\n")[:-1])}


def codes(folder):
    """Code of each document that failed or was empty."""
    return {name: row["code"] for name, row in lines(folder).items() if row["code"]}


def manifest(folder):
    """The content of run.json."""
    return json.loads((Path(folder) / "run.json").read_text())


def children(pid):
    """Processes whose session is that of a process that was started with :func:`start`."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == pid and fields[0] != "Z" and int(name) != pid:
            found.append(int(name))
    return found
