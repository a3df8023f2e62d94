"""Tables kept on disk: the same as fresh ones, and ignored when anything is wrong with them (fault 28)."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kabar import cache, model

ROOT = Path(__file__).parents[1]
TOML = '[[row]]\nname = "a"\nvalues = [1, 2.5]\n'


class Row(model.Table, frozen=True):
    name: str
    values: list[float]


class Rows(model.Table, frozen=True):
    row: list[Row]


FRESH = Rows(row=[Row(name="a", values=[1.0, 2.5])])


@pytest.fixture
def table(tmp_path, monkeypatch):
    """A table, read once, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "rows.toml"
    path.write_text(TOML)
    assert model.read_table(path, Rows) == FRESH
    return path


def kept(table):
    (path,) = (table.parent / "cache" / "kabar").iterdir()
    return path


def test_read_from_the_cache(table, monkeypatch):
    monkeypatch.setattr(model, "_decode", None)  # would fail if it were called
    assert model.read_table(table, Rows) == FRESH


def test_a_changed_table_is_read_anew(table):
    table.write_text(TOML.replace('"a"', '"b"'))
    assert model.read_table(table, Rows).row[0].name == "b"
    assert kept(table)


DAMAGES = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "garbled": lambda data: data[:-3] + b"xyz",
    "another key": lambda data: b"\0" * 32 + data[32:],
    "pickle": lambda data: b"cos\nsystem\n(S'touch hacked'\ntR.",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_or_foreign_content_is_made_anew(table, damage):
    path = kept(table)
    good = path.read_bytes()
    path.write_bytes(DAMAGES[damage](good))
    assert model.read_table(table, Rows) == FRESH
    assert path.read_bytes() == good


def test_right_hash_but_another_shape(table):
    class Other(model.Table, frozen=True):
        row: list[dict[str, object]]

    Other.__qualname__ = "Rows"
    assert model.read_table(table, Other).row[0]["values"] == [1, 2.5]
    assert model.read_table(table, Rows) == FRESH


@pytest.mark.parametrize("place", ["/proc/nowhere", "/dev/null", "relative", ""])
def test_a_cache_that_cannot_be_written_is_no_error(table, monkeypatch, place):
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    monkeypatch.setenv("HOME", "/nonexistent")
    assert model.read_table(table, Rows) == FRESH


def test_no_home(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "nowhere")
    assert cache.folder() is None


def test_nothing_else_is_left_behind(table):
    assert [p.name for p in kept(table).parent.iterdir()] == [kept(table).name]
    assert not os.path.exists("hacked")


POISONS = {
    "folder of others": lambda path: path.parent.chmod(0o777),
    "writable by the group": lambda path: path.chmod(0o660),
    "link": lambda path: (path.rename(path.with_name("x")), path.symlink_to(path.with_name("x"))),
    "pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "owner": lambda path: os.chown(path, 65534, 65534),
    "owner of the folder": lambda path: os.chown(path.parent, 65534, 65534),
}


@pytest.mark.parametrize("poison", POISONS)
def test_what_another_user_may_have_written_is_not_believed(table, poison):
    if poison.startswith("owner") and os.geteuid() != 0:
        pytest.skip("only root gives files away")
    path = kept(table)
    other = msgspec.msgpack.encode(Rows(row=[Row(name="poison", values=[])]))
    data = path.read_bytes()
    path.write_bytes(data[:32] + hashlib.sha256(other).digest() + other)
    assert model.read_table(table, Rows).row[0].name == "poison"  # it would be, were it ours
    POISONS[poison](path)
    assert model.read_table(table, Rows) == FRESH


def test_nobody_else_may_write_to_the_cache(table):
    path = kept(table)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_command_does_not_believe_a_poisoned_cache(table, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    article = tmp_path / "a.txt"
    article.write_text("Marlin Motors earned $5 billion in March 2024, the company said on Monday.\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "XDG_CACHE_HOME": str(tmp_path / "own")}
    for poisoned in (False, True):
        if poisoned:
            for path in (tmp_path / "own" / "kabar").iterdir():
                data = path.read_bytes()
                content = data[64:].replace(b"billion", b"million")
                path.write_bytes(data[:32] + hashlib.sha256(content).digest() + content)
                os.chown(path, 65534, 65534)
        command = [sys.executable, "-m", "kabar", "extract", str(article), "-o", "-", "--quiet"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert '"amount":5000000000' in done.stdout, done.stderr
