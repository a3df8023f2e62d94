"""Output that cannot be written, or that nobody reads (faults 20, 21, 24, 25)."""

import os
import resource
import subprocess
import sys

import pytest
from harness import FAULTY, articles, digests, environment, run, start


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    articles(folder / "in", 200)
    assert run("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


def limited(size):
    """A process that may not write files larger than ``size`` bytes: the disk is full, in miniature."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 100, 3_000, 20_000, 60_000])
def test_no_room_is_an_error_of_its_own_and_the_run_goes_on_later(whole, tmp_path, size):
    done = run("extract", "in", "-o", tmp_path, cwd=whole, preexec_fn=limited(size))
    assert done.returncode == 74, done.stderr
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "claims.jsonl").exists()
    assert run("extract", "in", "-o", tmp_path, cwd=whole).returncode == 0
    assert digests(tmp_path) == digests(whole / "out")


def test_a_full_disk(whole, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80k", "none", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk; the test with a limit of file size covers the code")
    try:
        done = run("extract", "in", "-o", disk / "out", cwd=whole)
        assert (done.returncode, "no space left" in done.stderr) == (74, True), done.stderr
        subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
        assert run("extract", "in", "-o", disk / "out", cwd=whole).returncode == 0
        assert digests(disk / "out") == digests(whole / "out")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


FAILING = """
import os, sys
name, number = sys.argv[1], int(sys.argv[2])
true, count = getattr(os, name), 0
def failing(*arguments, **more):
    global count
    count += 1
    if count == number:
        raise OSError(5, "Input/output error", str(arguments[0]))
    return true(*arguments, **more)
setattr(os, name, failing)
sys.argv[1:] = sys.argv[3:]
from kabar.cli import main
main()
"""


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize("number", [1, 2, 3, 6, 9, 10, 11, 12])
def test_the_nth_durable_write_fails(whole, tmp_path, name, number):
    program = tmp_path / "failing.py"
    program.write_text(FAILING)
    done = run(name, number, "extract", "in", "-o", tmp_path / "out", program=program, cwd=whole)
    if done.returncode != 0:  # the run may need fewer of them
        assert (done.returncode, "Traceback" in done.stderr) == (74, False), done.stderr
    assert run("extract", "in", "-o", tmp_path / "out", cwd=whole).returncode == 0
    assert digests(tmp_path / "out") == digests(whole / "out")


def test_the_output_is_a_file(whole, tmp_path):
    (tmp_path / "out").write_text("mine")
    done = run("extract", "in", "-o", tmp_path / "out", cwd=whole)
    assert (done.returncode, (tmp_path / "out").read_text()) == (74, "mine")


def test_a_parent_of_the_output_is_a_file(whole, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = run("extract", "in", "-o", tmp_path / "file" / "out", cwd=whole)
    assert (done.returncode, "Traceback" in done.stderr) == (74, False)


def test_the_output_is_not_writable(whole):
    done = run("extract", "in", "-o", "/proc/kabar", cwd=whole)
    assert (done.returncode, "Traceback" in done.stderr) == (74, False)


def test_a_missing_output_folder_is_made(whole, tmp_path):
    assert run("extract", "in", "-o", tmp_path / "a" / "b" / "c", cwd=whole).returncode == 0
    assert digests(tmp_path / "a" / "b" / "c") == digests(whole / "out")


def test_the_output_lies_in_the_input(tmp_path):
    articles(tmp_path, 20)
    for _ in range(2):
        assert run("extract", ".", "-o", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "documents.jsonl").read_text().count("\n") == 20


def test_standard_output_holds_the_claims_in_order(whole):
    for workers in "12":
        done = run("extract", "in", "-o", "-", "--workers", workers, cwd=whole)
        assert (done.returncode, done.stdout) == (0, (whole / "out" / "claims.jsonl").read_text())


def test_a_broken_pipe_ends_quietly(whole):
    process = start("extract", "in", "-o", "-", cwd=whole)
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    assert (process.wait(), err) == (141, b"")


def test_standard_output_is_full(whole):
    with open("/dev/full", "wb") as full:
        done = start("extract", "in", "-o", "-", cwd=whole, stdout=full)
        err = done.communicate()[1].decode()
    assert (done.returncode, "Traceback" in err) == (74, False), err


def test_standard_input(tmp_path):
    text = (articles(tmp_path / "in", 1) / "a00000.txt").read_bytes()
    (tmp_path / "text").write_bytes(text)
    with (tmp_path / "text").open("rb") as file:
        done = run("extract", "-", "-o", "-", stdin=file, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, run("extract", "text", "-o", "-", cwd=tmp_path).stdout.replace(
        '"path":"text"', '"path":"-"'))  # fmt: skip


def test_standard_input_is_empty(tmp_path):
    done = run("extract", "-", "-o", "out", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "out" / "claims.jsonl").read_bytes()) == (0, b"")


def test_standard_input_is_closed(tmp_path):
    done = run("extract", "-", "-o", "out", cwd=tmp_path, preexec_fn=lambda: os.close(0))
    assert (done.returncode, "standard input" in done.stderr) == (2, True), done.stderr


def test_standard_input_is_a_terminal(tmp_path):
    terminal, side = os.openpty()
    done = run("extract", "-", "-o", "out", stdin=side, cwd=tmp_path)
    os.close(terminal), os.close(side)
    assert (done.returncode, "terminal" in done.stderr) == (2, True), done.stderr


def test_all_streams_are_closed(whole, tmp_path):
    command = f'exec {sys.executable} -m kabar extract in -o "{tmp_path}" <&- >&- 2>&-'
    assert subprocess.run(["bash", "-c", command], cwd=whole, env=environment()).returncode == 0
    assert digests(tmp_path) == digests(whole / "out")


def test_one_worker_or_many(whole, tmp_path):
    for workers in (1, 2, 4):
        out = tmp_path / str(workers)
        assert run("extract", "in", "-o", out, "--workers", workers, cwd=whole).returncode == 0
        assert digests(out) == digests(whole / "out")


def test_file_handles_do_not_leak(tmp_path):
    articles(tmp_path / "in", 300)
    few = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))}
    assert run("extract", "in", "-o", "out", "--workers", "4", cwd=tmp_path, **few).returncode == 0
    (tmp_path / "in" / "a00001.txt").write_text("@@kill")
    assert run("extract", "in", "-o", "bad", program=FAULTY, cwd=tmp_path, **few).returncode == 1
