"""Articles cannot steer a terminal, and what is shown there has the symbols and colours of the report."""

import io

import pytest
from rich.console import Console
from samples import HOSTILE
from typer.testing import CliRunner

from kabar.claim.explain import Explained, Line
from kabar.cli import build
from kabar.errors import printable
from kabar.out.terminal import status, tree
from kabar.report.style import STATUS

STEERING = ["\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "bell \x07", "\r overwritten", "\u202e reversed", "\u2028"]


@pytest.mark.parametrize("words", [*HOSTILE, *STEERING])
def test_printable(words):
    assert printable(words).isprintable()
    assert len(printable(words)) == len(words)


def drawn(text, **options):
    stream = io.StringIO()
    Console(file=stream, highlight=False, soft_wrap=True, **options).print(text)
    return stream.getvalue()


@pytest.mark.parametrize("name", STATUS)
def test_a_status_is_its_symbol_in_its_colour(name):
    assert drawn(status(name)) == f"{STATUS[name].symbol}\n"
    assert "\x1b[" in drawn(status(name), force_terminal=True)


def row(words):
    line = Line(what="quantity", text=words, means=words, rule="rule", status="target")
    return Explained(
        sentence=1, text=words, section="body", mentions=(), cues=(), clauses=(), claims=(line,), refused=()
    )


@pytest.mark.parametrize("words", STEERING)
def test_a_tree_holds_no_escape_of_the_article(words):
    out = drawn(tree([row(words)]), force_terminal=False)
    assert all(line.isprintable() for line in out.splitlines())
    assert "◎ quantity" in out


def test_markup_of_the_article_is_plain_text():
    assert "[red]1[/red]" in drawn(tree([row("[red]1[/red]")]), force_terminal=True)


def test_explain(tmp_path):
    (tmp_path / "a.txt").write_text("Rantai Biru menjual 1.200 sepeda pada Maret 2031.\x1b[31m\x07\n", encoding="utf-8")
    found = CliRunner().invoke(build(), ["explain", str(tmp_path / "a.txt")], catch_exceptions=False)
    assert found.exit_code == 0
    assert all(line.isprintable() for line in found.stdout.splitlines())
    assert "● quantity '1.200'" in found.stdout
