"""Faults of the outside world: extras that are not there, disks that refuse, records that lie about paths."""

import sys
from pathlib import Path

import pytest
from samples import TEXT, claim, document, write_jsonl
from typer.testing import CliRunner

from kabar.cli import build
from kabar.errors import MissingExtra, OutputError
from kabar.out import documents, table
from kabar.out.write import replacing, write_text


@pytest.mark.parametrize(("form", "module"), [(".parquet", "pyarrow"), (".xlsx", "openpyxl")])
def test_missing_extra_names_its_command(form, module, tmp_path, monkeypatch):
    for name in [n for n in sys.modules if n.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra) as error:
        table.write([claim()], tmp_path / f"t{form}")
    assert error.value.remedy == f"pip install 'kabar[{form[1:]}]'"
    assert error.value.exit_status == 2
    assert list(tmp_path.iterdir()) == []


def test_csv_needs_no_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert table.write([claim()], tmp_path / "t.csv") == 1


def fill(path):
    with replacing(path) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    (tmp_path / "x").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="No space left"):
        fill(tmp_path / "x")
    assert [(p.name, p.read_text("utf-8")) for p in tmp_path.iterdir()] == [("x", "old")]


def test_what_a_killed_command_left_goes_and_what_is_held_stays(tmp_path):
    left = tmp_path / ".x.csv.abcdefg1.csv"
    left.write_text("half", encoding="utf-8")
    other = [tmp_path / name for name in (".x.csv.abcdefg1.txt", ".x.csv.short.csv", ".y.csv.abcdefg1.csv")]
    for path in other:
        path.write_text("not ours", encoding="utf-8")
    (tmp_path / ".x.csv.abcdefg2.csv").symlink_to(other[0])
    with replacing(tmp_path / "x.csv") as one, replacing(tmp_path / "x.csv") as two:
        assert one != two
        assert one.exists()  # somebody writes it
        one.write_text("one", encoding="utf-8")
        two.write_text("two", encoding="utf-8")
    assert not left.exists()
    assert all(path.read_text("utf-8") == "not ours" for path in other)
    assert (tmp_path / "x.csv").read_text("utf-8") == "one"


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "file" / "x", "words")


def test_an_interrupted_table_is_not_there(tmp_path):
    write_jsonl(tmp_path / "c.jsonl", [claim()])
    (tmp_path / "c.jsonl").write_bytes((tmp_path / "c.jsonl").read_bytes() + b'{"id"')
    found = CliRunner().invoke(build(), ["table", str(tmp_path / "c.jsonl"), "-o", str(tmp_path / "t.csv")])
    assert "c.jsonl:2: the last line is truncated" in str(found.exception)
    assert [p.name for p in tmp_path.iterdir()] == ["c.jsonl"]


PATHS = ["../../etc/passwd", "/etc/passwd", "a\x00b", "-", "", "x" * 5000, "%2e%2e/%2e%2e/etc/passwd", ".", "~root"]


@pytest.mark.parametrize("path", PATHS)
def test_paths_of_records_are_only_read_and_only_believed_by_hash(path, tmp_path):
    made = claim(document=document("another text", path=path))
    assert documents.articles([made.document], tmp_path) == {}


@pytest.mark.parametrize("name", ["a b.txt", "100%25.txt", "ber%0Aita.txt", "%FF.txt", "-x.txt"])
def test_escaped_paths_are_found_again(name, tmp_path):
    """As records hold paths: bytes that are no UTF-8, and the percent sign, as %XX."""
    from urllib.parse import unquote_to_bytes

    Path(bytes(tmp_path).decode(), unquote_to_bytes(name).decode("utf-8", "surrogateescape")).write_bytes(TEXT.encode())
    made = claim(document=document(TEXT, path=name))
    assert [a.text for a in documents.articles([made.document], tmp_path).values()] == [TEXT]


def test_a_folder_named_as_document(tmp_path):
    (tmp_path / "a.txt").mkdir()
    assert documents.articles([claim().document], tmp_path) == {}


def test_a_folder_in_a_record_is_not_walked(tmp_path, monkeypatch):
    (tmp_path / "a.txt").mkdir()
    monkeypatch.setattr(documents, "units", None)  # would fail if it were called
    assert documents.articles([claim().document], tmp_path) == {}


def test_a_pipe_named_as_document(tmp_path):
    import os

    os.mkfifo(tmp_path / "a.txt")
    assert documents.articles([claim().document], tmp_path) == {}
