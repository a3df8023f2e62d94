"""Nothing around the run changes its output: locale, zone, hash seed, optimization, clock, home, terminal
(faults 26, 36 to 38, 40); broken models stop before any work."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from harness import ROOT, articles, digests, environment, run


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    articles(folder / "in", 60)
    assert run("extract", "in", "-o", "out", cwd=folder).returncode == 0
    return folder


# the interpreter reads this first: the clock stands still, runs backwards, or is on a leap day
CLOCK = """
import time, datetime
_start = time.monotonic()
def fixed(): return {now}
time.time = fixed
time.time_ns = lambda: int(fixed() * 1e9)
class Date(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(fixed())
class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(fixed(), tz)
datetime.date, datetime.datetime = Date, DateTime
"""

ENVIRONMENTS = {
    "locale C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8"},
    "Jakarta": {"TZ": "Asia/Jakarta"},
    "Samoa": {"TZ": "Pacific/Apia"},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 4711": {"PYTHONHASHSEED": "4711"},
    "optimized": {"PYTHONOPTIMIZE": "2"},
    "no home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""},
    "cache that cannot be written": {"XDG_CACHE_HOME": "/proc/nowhere"},
    "dumb terminal": {"TERM": "dumb", "COLUMNS": "40", "NO_COLOR": "1"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_changes_nothing(whole, tmp_path, name):
    done = run("extract", "in", "-o", tmp_path, cwd=whole, env=environment(**ENVIRONMENTS[name]))
    assert (done.returncode, digests(tmp_path)) == (0, digests(whole / "out")), done.stderr


@pytest.mark.parametrize("now", ["1835438400.0", "0.0", "1e9 - 1000 * (time.monotonic() - _start)"])
def test_the_clock_changes_nothing(whole, tmp_path, now):
    (tmp_path / "sitecustomize.py").write_text(CLOCK.replace("{now}", now))
    env = environment(PYTHONPATH=f"{ROOT / 'pipeline'}{os.pathsep}{tmp_path}")
    done = run("extract", "in", "-o", tmp_path / "out", "--log", "json", cwd=whole, env=env)
    assert (done.returncode, digests(tmp_path / "out")) == (0, digests(whole / "out")), done.stderr


def test_a_bar_on_a_narrow_terminal(whole, tmp_path):
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "kabar", "extract", "in", "-o", str(tmp_path)]
    env = environment(COLUMNS="40", LINES="5", TERM="xterm")
    process = subprocess.Popen(command, cwd=whole, env=env, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    assert (process.wait(), digests(tmp_path)) == (0, digests(whole / "out"))
    assert b"60 documents" in shown.replace(b"\r\n", b" ")
    assert b"Traceback" not in shown


def test_quiet_says_nothing(whole, tmp_path):
    done = run("extract", "in", "-o", tmp_path, "--quiet", cwd=whole)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("en/words.toml", "\n", "\n= nonsense\n", "words.toml"),
        ("id/numbers.toml", "\n", "\nunknown_key_of_mine = 1\n", "unknown_key_of_mine"),
        ("id/layout.toml", "\n", "\n= nonsense\n", "layout.toml"),
        ("en/language.toml", "\n", "\n= nonsense\n", "language.toml"),
        ("shared/publishers.toml", "\n", "\n= nonsense\n", "publishers.toml"),
        ("id/numbers.toml", 'teens = ["belas"]', 'teens = ["belas", "satu"]', "satu"),
        ("id/cues.toml", '"pertama", "terdalam"', '"Pertama", "terdalam"', "never match"),
        ("en/cues.toml", "\n", "\n", None),
    ],
)
def test_a_broken_pack_stops_before_any_work(whole, tmp_path, file, old, new, words):
    shutil.copytree(ROOT / "models", tmp_path / "models")
    path = tmp_path / "models" / file
    if words is None:
        path.unlink()
    else:
        path.write_text(path.read_text().replace(old, new, 1))
    done = run("extract", "in", "-o", tmp_path / "out", "--models", tmp_path / "models", cwd=whole)
    assert (done.returncode, "error[model]" in done.stderr, str(path) in done.stderr) == (3, True, True), done.stderr
    assert (words or "is missing") in done.stderr
    assert not (tmp_path / "out" / "documents.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract"], "paths"),
        (["extract", "nothing", "-o", "out"], "no such file"),
        (["extract", "in", "-o", "out", "--published", "tomorrow"], "2024-07-31"),
        (["extract", "in", "-o", "out", "--format", "xlsx"], "--format"),
        (["extract", "in", "-o", "out", "--map", "text"], "--map"),
        (["extract", "in", "-o", ""], "--output"),
        (["extract", "in", "-o", "out", "--language", "zz"], "'zz'"),
        (["extract", "in", "-o", "out", "--publisher", "\udcff"], "--publisher"),
        (["extract", "in", "-o", "out", "--language", "\udcff"], "--language"),
        (["extract", "in", "-o", "out", "--map", "text=\udcff"], "--map"),
        (["extract", "in", "-o", "out", "--timeout", "inf"], "--timeout"),
        (["extract", "in", "-o", "out", "--timeout", "nan"], "--timeout"),
        (["extract", "in", "-o", "out", "--timeout", "1e300"], "--timeout"),
        (["extract", "in", "-o", "out", "--memory", "99999999999999"], "--memory"),
        (["extract", "in", "-o", "out", "--max-bytes", "-1"], "--max-bytes"),
        (["extract", "https://example.org/a", "-o", "out"], "no network"),
        (["extract", "in", "-o", "out", "--workers", "-1"], "workers"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage(whole, arguments, words):
    done = run(*arguments, cwd=whole)
    assert (done.returncode, words.lower() in done.stderr.lower()) == (2, True), done.stderr
    assert "Traceback" not in done.stderr


def test_no_models(whole, tmp_path):
    done = run("extract", "in", "-o", tmp_path, "--models", "nowhere", cwd=whole)
    assert (done.returncode, "error[model]: nowhere" in done.stderr) == (3, True), done.stderr


def seconds(*command):
    """The quickest of three, so that a busy machine does not decide."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *command], env=environment(), capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def test_help_and_extract_start_quickly(whole):
    spacy = seconds("-c", "import spacy")
    assert seconds("-m", "kabar", "--help") < spacy / 2
    assert seconds("-m", "kabar", "extract", str(whole / "in" / "a00000.txt"), "-o", "-") < 3 * spacy


def test_nothing_heavy_is_imported_for_plain_text(whole):
    code = (
        "import sys; from kabar.cli import main; sys.argv = ['kabar', 'extract', 'in', '-o', '-', '-q']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'pandas', 'numpy', 'dateparser', 'quantulum3') if m in sys.modules], "
        "file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), cwd=whole, capture_output=True, text=True)
    assert done.stderr == "[]\n"


BIG_PARENT = """
import sys, threading
from kabar.run.runner import Job, into_folder
from pathlib import Path
ballast = bytearray(2_000_000_000)
ballast[::4096] = b"x" * len(ballast[::4096])
thread = threading.Thread(target=threading.Event().wait, daemon=True)
thread.start()
out = []
def work(): out.append(into_folder(Job(("in",), workers=2), Path(sys.argv[1])).tally.documents)
worker = threading.Thread(target=work)
worker.start()
worker.join()
print(out)
"""


def test_a_large_parent_with_threads(whole, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(BIG_PARENT)
    done = run(tmp_path / "out", program=program, cwd=whole)
    assert (done.stdout, digests(tmp_path / "out")) == ("[60]\n", digests(whole / "out")), done.stderr


def test_the_api_in_threads(whole):
    from concurrent.futures import ThreadPoolExecutor

    import kabar

    texts = [path.read_text() for path in sorted((whole / "in").iterdir())]
    once = [kabar.extract(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(kabar.extract, texts * 3)) == once * 3
