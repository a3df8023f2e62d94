"""``kabar explain``: what fired and what was refused can be read, as a tree and as JSON."""

import json

from typer.testing import CliRunner

from kabar import engine
from kabar.claim.explain import called
from kabar.cli import build
from kabar.find.mention import Time
from kabar.frozen import replace
from kabar.page import Article, Block

TEXT = "Acme cuts jobs\n\nAcme will not close 5 plants by 2017, Reuters reported. John Smith, 45, runs it since 2009.\n"


def run(tmp_path, *options):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, "utf-8")
    return CliRunner().invoke(build(), ["explain", str(article), "--published", "2014-06-10", *options])


def test_the_tree_shows_what_fired(tmp_path):
    shown = run(tmp_path, "--sentence", "2").output
    assert [word for word in ("closures", "status.planned.clause", "negation") if word not in shown] == []


def test_the_tree_shows_what_was_refused(tmp_path):
    assert "'45'  [age]" in run(tmp_path, "--sentence", "3").output


def test_the_tree_shows_what_cannot_be(tmp_path):
    article = tmp_path / "b.txt"
    article.write_text("The boat held 2.5 people. Acme sold 300 cars in May.\n", "utf-8")
    assert "[impossible]" in CliRunner().invoke(build(), ["explain", str(article)]).output


def test_json_has_a_line_a_sentence(tmp_path):
    rows = [json.loads(line) for line in run(tmp_path, "--json").output.splitlines()]
    assert [row["sentence"] for row in rows] == [1, 2, 3]


def test_a_sentence_that_is_not_there_is_wrong_usage(tmp_path):
    assert "no sentence 9" in str(run(tmp_path, "--sentence", "9").exception)


def test_a_time_without_a_value_is_told_by_its_words():
    article = Article("That year it sold 5 cars.", (Block(0, 25, "body"),), *[None] * 6)
    page = engine.build("en").page(article)
    empty = dict.fromkeys(("modifier", "from_", "to", "edtf", "grain", "anchored_on"))
    year = Time(first=0, stop=2, start=0, end=9, type="DATE", value=None, rule="year", **empty)
    assert called(page, year) == "That year"
    assert called(page, replace(year, value="2019")) == "2019"
