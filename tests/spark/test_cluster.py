"""Executors and drivers that are killed: processes of their own, real signals."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from clusters import environment, extract, lines, records


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Enough articles that a kill comes in the middle, and what `kabar extract` makes of them."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "in").mkdir()
    for k in range(3):
        (folder / "in" / f"{k}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records(60, 60 * k)))
    extract(folder / "in", "-o", folder / "extracted")
    return folder / "in", lines(folder / "extracted")


def start(news, out, master, *more):
    command = [sys.executable, "-m", "kabar", "spark", str(news), "-o", str(out), "--to", "jsonl", "--master", master]
    env = environment(SPARK_WORKER_DIR=str(out.parent / "work"))
    return subprocess.Popen(
        [*command, *more, "--partitions", "4", "--conf", "spark.ui.enabled=false"],
        env=env, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def processes(session_id, word):
    """Processes of a session, whatever process groups it has, whose command line holds a word."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            session = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[3])
            command = Path(f"/proc/{name}/cmdline").read_bytes()
        except OSError:
            continue
        if session == session_id and word in command:
            found.append(int(name))
    return found


def wait_for(process, ready):
    """Wait until something is so, or the process has ended."""
    while process.poll() is None:
        found = ready()
        if found:
            return found
        time.sleep(0.05)
    return None


def written(out):
    """Whether tasks have begun to write lines, or are done with them."""
    return list(Path(f"{out}.partial").glob("*/_temporary/0/task_*")) + list(
        Path(f"{out}.partial").glob("*/_temporary/0/_temporary/*")
    )


def end(process):
    """The status and what was said; nothing of it goes on."""
    try:
        return process.wait(280), process.stderr.read()
    finally:
        for pid in processes(process.pid, b""):
            os.kill(pid, signal.SIGKILL)


def test_an_executor_is_killed_in_the_middle(java, many, tmp_path):
    news, extracted = many
    process = start(news, tmp_path / "out", "local-cluster[2,1,1024]")
    assert wait_for(process, lambda: written(tmp_path / "out")), process.stderr.read()
    executors = processes(process.pid, b"CoarseGrainedExecutorBackend")
    assert len(executors) == 2
    os.kill(executors[0], signal.SIGKILL)
    status, said = end(process)
    assert status == 0, said
    assert lines(tmp_path / "out") == extracted


def test_a_driver_is_killed_and_run_again(java, many, tmp_path):
    news, extracted = many
    process = start(news, tmp_path / "out", "local[2]")
    assert wait_for(process, lambda: written(tmp_path / "out")), process.stderr.read()
    for pid in processes(process.pid, b"org.apache.spark.deploy.SparkSubmit") or [process.pid]:
        os.kill(pid, signal.SIGKILL)
    assert end(process)[0] != 0
    assert not (tmp_path / "out").exists()
    status, said = end(start(news, tmp_path / "out", "local[2]"))
    assert status == 0, said
    assert lines(tmp_path / "out") == extracted
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("out")) == ["out"]
