"""Killed, stopped, resumed: the same command goes on and ends with the same bytes (faults 17, 19, 22, 23)."""

import contextlib
import os
import random
import shutil
import signal
import time

import pytest
from harness import FAULTY, article, articles, children, codes, digests, faulty, manifest, run, start

COUNT = 120
ATTEMPTS = 3  # for what is promised in seconds: a machine that is busy may miss them once


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Slow articles, and the files of an undisturbed run over them."""
    folder = tmp_path_factory.mktemp("whole")
    articles(folder / "in", COUNT)
    for n in range(0, COUNT, 8):
        path = folder / "in" / f"a{n:05}.txt"
        path.write_text("@@slow\n\n" + path.read_text())
    assert faulty("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


def begin(whole, out, **options):
    """Start a run of the slow articles."""
    return start("extract", "in", "-o", out, "--workers", "2", program=FAULTY, cwd=whole, **options)


def kill_group(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def parts(out):
    folder = out / ".kabar" / "parts"
    return [p for p in folder.iterdir() if not p.name.endswith(".partial")] if folder.is_dir() else []


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.005)


def finished(whole, out):
    """Run to the end and compare with the undisturbed run."""
    done = faulty("extract", "in", "-o", out, "--workers", "2", cwd=whole)
    assert done.returncode == 0, done.stderr
    return digests(out) == digests(whole / "out")


def test_killed_at_random_and_resumed(whole, tmp_path):
    generator = random.Random(7)
    for _ in range(6):
        process = begin(whole, tmp_path)
        time.sleep(generator.uniform(0.05, 0.6))
        kill_group(process)
        assert not (tmp_path / "claims.jsonl").exists() or digests(tmp_path) == digests(whole / "out")
    assert finished(whole, tmp_path)


def test_what_was_finished_is_not_done_again(whole, tmp_path):
    process = begin(whole, tmp_path)
    wait_for(lambda: len(parts(tmp_path)) >= 2)
    kill_group(process)
    kept = len(parts(tmp_path))
    assert finished(whole, tmp_path)
    assert manifest(tmp_path)["chunks"]["reused"] == kept


def test_the_parent_alone_is_killed(whole, tmp_path):
    process = begin(whole, tmp_path)
    wait_for(lambda: parts(tmp_path))
    process.kill()
    process.wait()
    wait_for(lambda: not children(process.pid))
    process.communicate()
    assert finished(whole, tmp_path)


def test_a_worker_is_killed_from_outside(whole, tmp_path):
    process = begin(whole, tmp_path)
    for _ in range(3):
        wait_for(lambda: children(process.pid))
        os.kill(random.Random(3).choice(children(process.pid)), signal.SIGKILL)
        time.sleep(0.05)
    process.communicate()
    assert (process.returncode, digests(tmp_path)) == (0, digests(whole / "out"))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [True, False])
def test_a_signal_stops_within_two_seconds(whole, tmp_path, number, status, group):
    for attempt in range(ATTEMPTS):
        out = tmp_path / str(attempt)
        process = begin(whole, out)
        wait_for(lambda out=out: parts(out))
        since = time.monotonic()
        (os.killpg if group else os.kill)(process.pid, number)
        _, err = process.communicate()
        took = time.monotonic() - since
        assert (process.returncode, children(process.pid)) == (status, [])
        assert b"Traceback" not in err
        assert b"goes on from here" in err
        if took < 2:
            break
    assert took < 2
    assert finished(whole, out)


def test_a_signal_while_a_document_hangs(tmp_path):
    articles(tmp_path / "in", 2)
    (tmp_path / "in" / "a1.txt").write_text("@@spin")
    for attempt in range(ATTEMPTS):
        process = start("extract", "in", "-o", str(attempt), program=FAULTY, cwd=tmp_path)
        wait_for(lambda process=process: children(process.pid))
        time.sleep(0.3)
        since = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        took = time.monotonic() - since
        assert (process.returncode, children(process.pid)) == (143, [])
        if took < 2:
            break
    assert took < 2


def test_two_runs_into_one_folder(tmp_path):
    articles(tmp_path / "in", 2)
    (tmp_path / "in" / "a1.txt").write_text("@@hang")
    first = start("extract", "in", "-o", "out", program=FAULTY, cwd=tmp_path)
    lock = tmp_path / "out" / ".kabar" / "lock"
    wait_for(lambda: lock.exists() and lock.read_text().strip())
    second = faulty("extract", "in", "-o", "out", cwd=tmp_path)
    assert (second.returncode, f"process {first.pid}" in second.stderr) == (2, True)
    assert first.poll() is None
    kill_group(first)


def test_the_lock_of_a_dead_process_is_no_hindrance(whole, tmp_path):
    process = begin(whole, tmp_path)
    wait_for(lambda: (tmp_path / ".kabar" / "lock").exists())
    kill_group(process)
    assert finished(whole, tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A finished run, which the tests of changes have a copy of, with the times of its files."""
    folder = tmp_path_factory.mktemp("once")
    articles(folder / "in", COUNT)
    assert run("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


class TestChanges:
    """What is stale is done again, and only that."""

    @pytest.fixture
    def made(self, once, tmp_path):
        return shutil.copytree(once, tmp_path, dirs_exist_ok=True)

    def again(self, made, *more, like=None):
        """The same command once more: the bytes of ``like``, an undisturbed run, or those of a fresh one."""
        done = run("extract", "in", "-o", "out", *more, cwd=made)
        assert done.returncode == 0, done.stderr
        if like is None:
            like = made / "fresh"
            assert run("extract", "in", "-o", "fresh", *more, cwd=made).returncode == 0
        assert digests(made / "out") == digests(like)
        return done

    def test_nothing_changed(self, once, made):
        before = os.stat(made / "out" / "claims.jsonl").st_mtime_ns
        done = self.again(made, like=once / "out")
        assert "finished before" in done.stderr
        assert os.stat(made / "out" / "claims.jsonl").st_mtime_ns == before

    @pytest.mark.parametrize("change", ["edited", "added", "removed"])
    def test_another_input(self, made, change):
        path = made / "in" / "a00050.txt"
        if change == "edited":
            path.write_text(article(7))
        elif change == "added":
            path.with_name("a00050b.txt").write_text(article(7))
        else:
            path.unlink()
        self.again(made)
        chunks = manifest(made / "out")["chunks"]
        assert 0 < chunks["all"] - chunks["reused"] <= 2

    def test_other_options(self, made):
        assert "with other options" in self.again(made, "--published", "2024-05-01").stderr
        assert manifest(made / "out")["chunks"]["reused"] == 0

    def test_another_version(self, once, made):
        path = made / "out" / ".kabar" / "made_of.json"
        path.write_text(path.read_text().replace('"kabar": "', '"kabar": "0.0.'))
        assert "with other kabar" in self.again(made, like=once / "out").stderr

    def test_restart(self, once, made):
        (made / "out" / "claims.jsonl").unlink()
        self.again(made, "--restart", like=once / "out")
        assert manifest(made / "out")["chunks"]["reused"] == 0

    @pytest.mark.parametrize("name", ["claims.jsonl", "documents.jsonl", ".kabar/index.jsonl", ".kabar/made_of.json"])
    @pytest.mark.parametrize("damage", ["truncated", "garbled", "gone", "other"])
    def test_damaged_state(self, once, made, name, damage):
        path = made / "out" / name
        data = path.read_bytes() or b"{}"
        if damage == "gone":
            path.unlink()
        else:
            new = {"truncated": data[: len(data) // 2], "garbled": os.urandom(len(data)), "other": b'{"key":1}\n'}
            path.write_bytes(new[damage])
        self.again(made, like=once / "out")

    def test_a_damaged_part(self, whole, tmp_path):
        process = begin(whole, tmp_path)
        wait_for(lambda: len(parts(tmp_path)) >= 3)
        kill_group(process)
        for path, cut in zip(parts(tmp_path), (0, 10, -5), strict=False):
            path.write_bytes(path.read_bytes()[:cut])
        assert finished(whole, tmp_path)

    def test_a_poisoned_document_does_not_spoil_the_resumed_run(self, tmp_path):
        articles(tmp_path / "in", 60)
        (tmp_path / "in" / "a00003.txt").write_text("@@kill")
        first = start("extract", "in", "-o", "out", program=FAULTY, cwd=tmp_path)
        time.sleep(0.5)
        kill_group(first)
        assert faulty("extract", "in", "-o", "out", cwd=tmp_path).returncode == 1
        assert codes(tmp_path / "out") == {"a00003.txt": "crashed"}


@pytest.mark.slow
def test_soak_random_kills_of_parent_and_workers(whole, tmp_path):
    """Twenty rounds; each kills a random process at a random moment until one run ends by itself."""
    generator = random.Random(11)
    for number in range(20):
        out = tmp_path / str(number)
        while True:
            process = begin(whole, out)
            time.sleep(generator.uniform(0.0, 0.8))
            victim = generator.choice([process.pid, *children(process.pid)])
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
            process.communicate()
            wait_for(lambda process=process: not children(process.pid))
            if process.returncode == 0:
                break
        assert digests(out) == digests(whole / "out")
