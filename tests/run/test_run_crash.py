"""A document that crashes, hangs or eats the memory costs its own line and nothing else (faults 11, 18)."""

import pytest
from harness import article, articles, codes, digests, environment, faulty, lines, run

BAD = {
    "@@crash": "crashed",
    "@@kill": "crashed",
    "@@hang": "timeout",
    "@@spin": "timeout",
    "@@memory": "crashed",
    "@@raise": "crashed",
    "@@recurse": "crashed",
    "@@grow": "changed",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Forty good articles and what comes of them alone."""
    folder = tmp_path_factory.mktemp("clean")
    articles(folder / "in", 40)
    assert run("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


def beside(clean, tmp_path, text, name="a00007x.txt"):
    """The same articles with a bad one among them, run by the faulty reader."""
    articles(tmp_path / "in", 40)
    (tmp_path / "in" / name).write_text(f"{text}\n\n{article(8)}")
    done = faulty("extract", "in", "-o", "out", "--timeout", "1", "--workers", "2", cwd=tmp_path)
    return done, name


@pytest.mark.parametrize(("mark", "code"), BAD.items())
def test_one_bad_document_costs_its_own_line(clean, tmp_path, mark, code):
    done, name = beside(clean, tmp_path, mark)
    assert (done.returncode, codes(tmp_path / "out")) == (1, {name: code}), done.stderr
    kept = (tmp_path / "out" / "documents.jsonl").read_text().splitlines()
    assert [row for row in kept if name not in row] == (clean / "out" / "documents.jsonl").read_text().splitlines()
    assert (tmp_path / "out" / "claims.jsonl").read_bytes() == (clean / "out" / "claims.jsonl").read_bytes()


def test_a_worker_killed_once_costs_nothing(clean, tmp_path):
    done, name = beside(clean, tmp_path, "@@once")
    assert (done.returncode, codes(tmp_path / "out"), lines(tmp_path / "out")[name]["status"]) == (0, {}, "ok")


def test_a_file_that_vanishes_is_a_line(clean, tmp_path):
    articles(tmp_path / "in", 3)
    (tmp_path / "in" / "a0.txt").write_text("@@raise")  # its chunk is done as a whole, errors and all
    (tmp_path / "in" / "b.txt").write_text("@@vanish")
    done = faulty("extract", "in", "-o", "out", cwd=tmp_path)
    assert (done.returncode, codes(tmp_path / "out")) == (1, {"a0.txt": "crashed", "b.txt": "unreadable"})


def test_many_bad_documents(clean, tmp_path):
    articles(tmp_path / "in", 30)
    for n in range(0, 30, 5):
        (tmp_path / "in" / f"a{n:05}.txt").write_text("@@kill")
    done = faulty("extract", "in", "-o", "out", "--workers", "3", cwd=tmp_path)
    assert done.returncode == 1
    assert codes(tmp_path / "out") == {f"a{n:05}.txt": "crashed" for n in range(0, 30, 5)}


def test_failures_of_the_moment_are_tried_again_by_the_next_run(clean, tmp_path):
    articles(tmp_path / "in", 10)
    (tmp_path / "in" / "a00003.txt").write_text(f"@@kill\n\n{article(8)}")
    assert faulty("extract", "in", "-o", "out", cwd=tmp_path).returncode == 1
    assert run("extract", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert codes(tmp_path / "out") == {}


def test_processes_that_are_spawned_give_the_same(clean, tmp_path):
    articles(tmp_path / "in", 40)
    done = faulty("extract", "in", "-o", "out", "--workers", "2", cwd=tmp_path, env=environment(KABAR_TEST_SPAWN="1"))
    assert (done.returncode, digests(tmp_path / "out")) == (0, digests(clean / "out")), done.stderr
