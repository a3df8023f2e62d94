"""What there is to read: every file once, in a fixed order, and nothing that would hang (faults 1, 2, 12 to 16)."""

import ctypes
import json
import os
import socket
import time
import tracemalloc
from urllib.parse import unquote_to_bytes

import pytest
from harness import article, articles, codes, digests, lines, run

from kabar.article.formats import Options
from kabar.errors import UsageError
from kabar.run.chunks import chunks
from kabar.run.inputs import File, count, shown, units


def names(*paths, skip=()):
    """Shown paths of all units, with a mark on those that cannot be read."""
    return [u.shown if isinstance(u, File) else f"! {u.source.path}" for u in units(paths, Options(), skip)]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(here, *files):
    for name in files:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("The price of it rose on Friday.")


def test_folders_in_the_order_of_names(here):
    tree(here, "in/b.txt", "in/a/2.txt", "in/a/1.txt", "in/c.txt", "in/.hidden.txt", "in/.git/x.txt", "in/x.png")
    assert names("in") == ["in/a/1.txt", "in/a/2.txt", "in/b.txt", "in/c.txt"]


def test_the_order_of_the_command_line(here):
    tree(here, "b/1.txt", "a/1.txt", "z.txt")
    assert names("z.txt", "b", "a") == ["z.txt", "b/1.txt", "a/1.txt"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["in", "in"], ["in/a.txt", "in/b.txt"]),
        (["in/a.txt", "in/a.txt", "./in/a.txt"], ["in/a.txt"]),
        (["in/b.txt", "in"], ["in/b.txt", "in/a.txt"]),
        (["in", "in/a.txt"], ["in/b.txt", "in/a.txt"]),
    ],
)
def test_the_same_path_once(here, paths, expected):
    tree(here, "in/a.txt", "in/b.txt")
    assert names(*paths) == expected


def test_links_are_followed_once_and_loops_are_cut(here):
    tree(here, "in/a.txt", "in/sub/b.txt", "out/c.txt", "out/deep/d.txt")
    os.symlink(".", here / "in" / "loop")
    os.symlink("..", here / "in" / "sub" / "up")
    os.symlink("a.txt", here / "in" / "again.txt")
    os.symlink("../out", here / "in" / "out")
    os.symlink("../out/deep", here / "in" / "out2")
    os.symlink("../../in", here / "out" / "deep" / "back")
    os.symlink("gone.txt", here / "in" / "dangling.txt")
    os.symlink("turn.txt", here / "in" / "turn.txt")
    assert names("in") == [
        "in/a.txt",
        "! in/dangling.txt",
        "in/out/c.txt",
        "in/out/deep/d.txt",
        "in/sub/b.txt",
        "! in/turn.txt",
    ]


def test_a_missing_path_is_wrong_usage(here):
    with pytest.raises(UsageError):
        names("nothing.txt")


def test_what_is_not_a_regular_file_is_refused_without_waiting(here):
    tree(here, "in/a.txt")
    os.mkfifo(here / "in" / "fifo.txt")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("in/socket.txt")
    done = run("extract", "in", "in/fifo.txt", "/dev/null", "-o", "out", timeout=20)
    listener.close()
    assert done.returncode == 1
    assert codes("out") == {"fifo.txt": "unreadable", "socket.txt": "unreadable", "null": "unreadable"}


def test_a_folder_named_like_a_file(here):
    tree(here, "in/a.txt/b.txt")
    assert names("in") == ["in/a.txt/b.txt"]


ODD = [b"new\nline.txt", b"quote\"'`$(x).txt", b"bad\xff\xfe.txt", b"-o.txt", b"per%20cent.txt", b"x" * 251 + b".txt"]


@pytest.mark.parametrize("name", ODD, ids=repr)
def test_odd_names_round_trip(here, name):
    os.mkdir("in")
    with open(os.path.join(b"in", name), "wb") as file:
        file.write(b"Marlin Motors sold 12 cars in May 2024.")
    done = run("extract", "in", "-o", "out")
    assert done.returncode == 0, done.stderr
    row = json.loads((here / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert unquote_to_bytes(row["path"]) == b"in/" + name


def test_a_name_with_a_leading_dash_on_the_command_line(here):
    tree(here, "-v.txt")
    assert run("extract", "-o", "out", "--", "-v.txt").returncode == 0
    assert list(lines("out")) == ["-v.txt"]


def test_shown_paths_keep_what_is_plain():
    assert [shown(p) for p in ("a/b.txt", "é.txt", "100%.txt", "\udcff")] == ["a/b.txt", "é.txt", "100%25.txt", "%FF"]


def test_the_same_bytes_twice(here):
    tree(here, "in/a.txt", "in/b.txt")
    run("extract", "in", "-o", "out")
    rows = lines("out")
    assert rows["a.txt"]["sha256"] == rows["b.txt"]["sha256"]
    assert list(rows) == ["a.txt", "b.txt"]


def test_the_same_name_in_two_forms(here):
    tree(here, "in/caf\u00e9.txt", "in/cafe\u0301.txt", "in/CAFE.txt", "in/cafe.txt")
    assert len(set(names("in"))) == 4


def test_a_file_more_or_less_changes_its_own_chunk_only(here):
    articles(here / "in", 400)

    def keys():
        return [chunk.key for chunk in chunks(units(["in"], Options()), "")]

    before = keys()
    tree(here, "in/a00200b.txt")
    assert len(set(before) ^ set(keys())) <= 4
    assert len(before) > 8
    assert [c.key for c in chunks(units(["in"], Options()), "other")] != before


def test_a_folder_without_articles(here):
    os.mkdir("in")
    assert run("extract", "in", "-o", "out").returncode == 66
    assert (here / "out" / "claims.jsonl").read_bytes() == b""


def unprivileged():
    """Take root's right to read everything away, as far as there is one."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_files_and_folders_that_may_not_be_read(here):
    tree(here, "in/a.txt", "in/b.txt", "in/sub.txt/c.txt", "in/z.txt")
    os.chmod("in/b.txt", 0)
    os.chmod("in/sub.txt", 0)
    done = run("extract", "in", "-o", "out", preexec_fn=unprivileged)
    os.chmod("in/sub.txt", 0o700)
    assert (done.returncode, codes("out")) == (1, {"b.txt": "unreadable", "sub.txt": "unreadable"})
    assert list(lines("out")) == ["a.txt", "b.txt", "sub.txt", "z.txt"]


@pytest.mark.slow
def test_a_million_files(here):
    """First units at once, all of them in order, memory far below that of a list of them."""
    os.mkdir("in")
    for n in range(1_000_000):
        os.close(os.open(f"in/{n:07}.txt", os.O_CREAT | os.O_WRONLY))
    tracemalloc.start()
    since = time.monotonic()
    stream = units(["in"], Options())
    first = next(stream)
    assert (first.shown, time.monotonic() - since < 30) == ("in/0000000.txt", True)
    assert sum(1 for _ in stream) == 999_999
    assert tracemalloc.get_traced_memory()[1] < 400 << 20


def test_records_of_a_container_are_documents_of_the_run(here):
    rows = [json.dumps({"text": article(n), "id": n}) for n in range(100)]
    rows[7] = '{"text": "cut off'
    rows[50] = rows[49]
    (here / "in.jsonl").write_text("\n".join(rows) + "\n")
    for workers in "12":
        assert run("extract", "in.jsonl", "-o", workers, "--workers", workers).returncode == 1
    assert digests(here / "1") == digests(here / "2")
    found = [json.loads(line) for line in (here / "1" / "documents.jsonl").read_text().splitlines()]
    assert [(row["position"], row["code"]) for row in found if row["code"]] == [("line 8", "bad_record")]
    assert len(found) == 100
    (here / "in.jsonl").write_text("\n".join([*rows, json.dumps({"text": article(100)})]) + "\n")
    assert run("extract", "in.jsonl", "-o", "1").returncode == 1
    chunks_ = json.loads((here / "1" / "run.json").read_text())["chunks"]
    assert chunks_["all"] - chunks_["reused"] <= 2  # lines at the end do not make the others stale


def test_records_on_standard_input(here):
    (here / "in.jsonl").write_text(json.dumps({"text": article(2)}) + "\n")
    with (here / "in.jsonl").open("rb") as file:
        done = run("extract", "-", "--format", "jsonl", "-o", "-", stdin=file)
    assert (done.returncode, '"predicate"' in done.stdout) == (0, True), done.stderr


def test_counting_beforehand(here):
    articles(here / "in", 5)
    tree(here, "in/x.png", "in/sub/a.txt", "in/out/b.txt")
    assert count(["in", "in/a00001.txt"], Options(), ["in/out"]) == 6
    (here / "in" / "rows.jsonl").write_text("{}\n")
    assert count(["in"], Options()) is None
    assert count(["-"], Options()) is None


# --- shares of the files ---


def test_shares_are_stable_and_make_the_whole(tmp_path):
    articles(tmp_path / "in", 30)
    assert run("extract", "in", "-o", "whole", cwd=tmp_path).returncode == 0
    claims, named = b"", []
    for n in range(1, 5):
        assert run("extract", "in", "-o", f"s{n}", "--shard", f"{n}/4", cwd=tmp_path).returncode == 0
        claims += (tmp_path / f"s{n}" / "claims.jsonl").read_bytes()
        named.append(set(lines(tmp_path / f"s{n}")))
    assert sorted(claims.splitlines()) == sorted((tmp_path / "whole" / "claims.jsonl").read_bytes().splitlines())
    assert sum(map(len, named)) == 30 == len(set.union(*named))
    assert all(named)
    (tmp_path / "in" / "a00000x.txt").write_text("Sales rose 5% in March 2024.")
    assert run("extract", "in", "-o", "s1", "--shard", "1/4", cwd=tmp_path).returncode == 0
    assert set(lines(tmp_path / "s1")) - {"a00000x.txt"} == named[0]


def test_a_share_may_be_empty(tmp_path):
    articles(tmp_path / "in", 1)
    statuses = [run("extract", "in", "-o", f"s{n}", "--shard", f"{n}/3", cwd=tmp_path).returncode for n in (1, 2, 3)]
    assert statuses == [0, 0, 0]


def test_what_is_no_share(tmp_path):
    articles(tmp_path / "in", 1)
    for wrong in ("0/4", "5/4", "3", "a/b", "1/0", "-1/4", "1/9999999999"):
        done = run("extract", "in", "-o", "out", "--shard", wrong, cwd=tmp_path)
        assert (done.returncode, "is no share" in done.stderr) == (2, True)
    assert run("extract", "-", "-o", "out", "--shard", "1/2", cwd=tmp_path).returncode == 2
