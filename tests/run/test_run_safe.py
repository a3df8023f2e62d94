"""Containers are read apart and bounded; a prepared folder is no trap (faults 11, 20, 29, 30, 41)."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import time

import pytest
from harness import FAULTY, article, articles, children, codes, environment, manifest, run, start

GOOD = json.dumps({"text": article(2), "published": "2024-05-06"}) + "\n"


def parquet(path, columns, **options):
    pa = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(pa.table(columns), path, **options)


def rows(folder):
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").splitlines()]


def test_a_folder_that_may_not_be_read_has_its_line(tmp_path):
    for name in ("a", "b"):
        articles(tmp_path / "in" / name, 1)
    (tmp_path / "in" / "b").chmod(0)
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if drop and shutil.which(drop[0]) is None:
        pytest.skip("root may read everything, and setpriv is not here")
    command = [*drop, sys.executable, "-m", "kabar", "extract", "in", "-o", "out"]
    try:
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    finally:
        (tmp_path / "in" / "b").chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert codes(tmp_path / "out") == {"b": "unreadable"}
    assert "in/b: permission denied" in done.stderr


def test_a_path_that_is_too_long_has_its_line(tmp_path):
    articles(tmp_path / "in", 1)
    here = os.open(tmp_path / "in", os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    done = run("extract", "in", "-o", "out", cwd=tmp_path)
    subprocess.run(["rm", "-rf", "in"], cwd=tmp_path, check=True)
    assert done.returncode == 1
    assert [(row["status"], row["code"]) for row in rows(tmp_path / "out")] == [("ok", None), ("failed", "unreadable")]


def test_a_time_zone_that_nobody_knows_costs_no_row(tmp_path):
    pa = pytest.importorskip("pyarrow")
    articles(tmp_path / "in", 2)
    when = pa.array([1_700_000_000_000_000], pa.timestamp("us", "Mars/Phobos"))
    parquet(tmp_path / "in" / "b.parquet", {"text": [article(2)], "published": when})
    done = run("extract", "in", "-o", "out", cwd=tmp_path)
    assert (done.returncode, len(rows(tmp_path / "out"))) == (0, 3), done.stderr
    assert rows(tmp_path / "out")[-1]["published"] == "2023-11-14"


def test_large_strings_that_are_small_on_the_disk(tmp_path):
    articles(tmp_path / "in", 2)
    pa = pytest.importorskip("pyarrow")
    large = pa.array(["kata " * 30_000_000] * 8 + [article(4)])
    parquet(tmp_path / "in" / "b.parquet", {"text": large}, compression="zstd", use_dictionary=True)
    done = run("extract", "in", "-o", "out", "--memory", "3000", cwd=tmp_path)
    found = [row["code"] for row in rows(tmp_path / "out")]
    assert (done.returncode, found) == (1, [None, None, *["too_large"] * 8, None]), done.stderr


def test_rows_of_parquet_are_bounded(tmp_path):
    parquet(tmp_path / "b.parquet", {"text": [article(2), article(4) * 20]})
    assert run("extract", "b.parquet", "-o", "out", "--max-bytes", "1000", cwd=tmp_path).returncode == 1
    assert [row["code"] for row in rows(tmp_path / "out")] == [None, "too_large"]


def test_a_long_row_of_csv_costs_itself(tmp_path):
    long = '"' + 'a ""word"" of it\n' * 2000 + '"'
    (tmp_path / "a.csv").write_text(f'text\n"{article(2)}"\n{long}\n"{article(4)}"\n{"x" * 9000}\n"{article(6)}"\n')
    assert run("extract", "a.csv", "-o", "out", "--max-bytes", "8000", cwd=tmp_path).returncode == 1
    assert [row["code"] for row in rows(tmp_path / "out")] == [None, "too_large", None, "too_large", None]


def response(body, number, *headers):
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers]).encode()
    block = head + b"\r\n\r\n" + body
    identity = f"<urn:uuid:00000000-0000-0000-0000-{number:012}>"
    fields = [
        "WARC/1.0", "WARC-Type: response", f"WARC-Record-ID: {identity}", "WARC-Date: 2024-05-06T00:00:00Z",
        f"WARC-Target-URI: https://example.org/{number}", "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]  # fmt: skip
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


PAGE = (
    f"<html><head><title>Marlin</title></head><body><article><p>{article(2)}</p><p>{article(4)}</p></article>".encode()
)
BAD_RESPONSES = {
    "junk for gzip": response(b"junk", 1, "Content-Encoding: gzip"),
    "bad chunk size": response(b"zz\r\njunk\r\n0\r\n\r\n", 1, "Transfer-Encoding: chunked"),
    "gzip bomb": response(gzip.compress(bytes(80_000_000)), 1, "Content-Encoding: gzip"),
    "cut gzip": response(gzip.compress(PAGE)[:-20], 1, "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("name", BAD_RESPONSES)
@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_response_costs_itself(name, packed, tmp_path):
    pytest.importorskip("fastwarc")
    records = [response(PAGE, 7), BAD_RESPONSES[name], response(PAGE, 8), response(gzip.compress(PAGE), 9,
               "Content-Encoding: gzip")]  # fmt: skip
    (tmp_path / "a.warc").write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    run("extract", "a.warc", "-o", "out", cwd=tmp_path)
    found = [(row["position"][-4:-1], row["status"]) for row in rows(tmp_path / "out")]
    good = [pair for pair in found if pair[1] == "ok"]
    assert good[:1] + good[-2:] == [("007", "ok"), ("008", "ok"), ("009", "ok")], rows(tmp_path / "out")
    assert len(found) == 4


def test_line_ends_without_end_are_nothing(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\n" * 20_000_000 + GOOD.encode())
    done = run("extract", "a.jsonl", "-o", "out", "--timeout", "20", cwd=tmp_path)
    assert (done.returncode, rows(tmp_path / "out")[0]["position"]) == (0, "line 20000001"), done.stderr


def test_a_container_that_is_silent_is_given_up(tmp_path):
    articles(tmp_path / "in", 2)
    (tmp_path / "in" / "a.csv").write_bytes(b"text\n" + b"\n" * 60_000_000)
    done = run("extract", "in", "-o", "out", "--timeout", "1", cwd=tmp_path)
    assert (done.returncode, codes(tmp_path / "out")) == (1, {"a.csv": "timeout"}), done.stderr
    assert len(rows(tmp_path / "out")) == 3


def test_a_parent_that_is_killed_takes_its_processes_along(tmp_path):
    articles(tmp_path / "in", 1)
    (tmp_path / "in" / "b.csv").write_bytes(b"text\n" + b"\n" * 60_000_000)
    process = start("extract", "in", "-o", "out", "--timeout", "0", cwd=tmp_path)
    until = time.monotonic() + 60
    while len(children(process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while children(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert children(process.pid) == []


@pytest.mark.parametrize("act", ["@@spin", "@@hang"])
def test_a_parent_that_is_killed_takes_a_document_that_hangs_along(act, tmp_path):
    articles(tmp_path / "in", 1)
    (tmp_path / "in" / "b.txt").write_text(act)
    process = start("extract", "in", "-o", "out", "--timeout", "0", program=FAULTY, cwd=tmp_path)
    until = time.monotonic() + 60
    while not children(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while children(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert children(process.pid) == []


def test_the_same_identity_twice_gives_two_claims(tmp_path):
    pytest.importorskip("fastwarc")
    (tmp_path / "a.warc").write_bytes(response(PAGE, 7) * 3)
    assert run("extract", "a.warc", "-o", "out", cwd=tmp_path).returncode == 0
    assert len({row["position"] for row in rows(tmp_path / "out")}) == 3
    assert run("validate", "out", cwd=tmp_path).returncode == 0


@pytest.fixture
def outside(tmp_path):
    """A folder of somebody else, and how it looks."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "letter.txt").write_text("untouched")
    return folder


LINKS = [
    ".kabar", ".kabar/parts", ".kabar/lock", ".kabar/probe", ".kabar/probe.partial", ".kabar/made_of.json",
    ".kabar/made_of.json.partial", ".kabar/index.jsonl", ".kabar/index.jsonl.partial", "claims.jsonl",
    "claims.jsonl.partial", "documents.jsonl", "documents.jsonl.partial", "run.json", "run.json.partial",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["symbolic", "hard"])
@pytest.mark.parametrize("name", LINKS)
def test_links_in_the_output_lead_nowhere(name, kind, tmp_path, outside):
    folder = name in (".kabar", ".kabar/parts")
    if folder and kind == "hard":
        pytest.skip("a folder has no hard links")
    articles(tmp_path / "in", 1)
    link = tmp_path / "out" / name
    link.parent.mkdir(parents=True)
    target = outside if folder else outside / "letter.txt"
    link.symlink_to(target) if kind == "symbolic" else os.link(target, link)
    for options in ([], ["--restart"]):
        done = run("extract", "in", "-o", "out", *options, cwd=tmp_path)
        assert done.returncode in (0, 74), done.stderr
        assert "Traceback" not in done.stderr
        assert os.listdir(outside) == ["letter.txt"]
        assert (outside / "letter.txt").read_text() == "untouched"


@pytest.mark.parametrize("name", ["run.json.partial", "claims.jsonl.partial", ".kabar/index.jsonl.partial"])
def test_a_stop_before_the_end_is_made_good(name, tmp_path):
    articles(tmp_path / "in", 2)
    (tmp_path / "out" / name).mkdir(parents=True)
    stopped = run("extract", "in", "-o", "out", cwd=tmp_path)
    assert (stopped.returncode, name in stopped.stderr) == (74, True)
    (tmp_path / "out" / name).rmdir()
    assert run("extract", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert manifest(tmp_path / "out")["counts"]["documents"] == 2
    (tmp_path / "out" / "run.json").unlink()
    assert run("extract", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert manifest(tmp_path / "out")["counts"]["documents"] == 2
