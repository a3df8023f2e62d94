"""Everything that reads claims, on claims that the program itself extracts of articles of our own."""

import json

import duckdb
import msgspec
import pandas as pd
import pytest
from typer.testing import CliRunner

from kabar.cli import build
from kabar.out import load, schema, score, table
from kabar.out.export import IMPORTS
from kabar.out.gold import GoldDocument

ARTICLES = {
    "lembang.txt": """Rantai Biru Targetkan Penjualan 12.000 Sepeda

LEMBANG, Senin (3/3/2031) - Produsen sepeda Rantai Biru menargetkan penjualan 12.000 sepeda 🚲 pada 2031.
Direktur Rantai Biru, Rini Lestari, mengatakan perusahaan menjual lebih dari 7.500 unit pada 2030, naik 12,5 persen.
Pabrik baru senilai Rp 1,24 triliun akan dibuka pada Juni 2031.
""",
    "harbour.txt": """Blue Chain to open a plant in Leeds

March 4, 2031 <b>=1+2</b>

Blue Chain said it plans to sell at least 3,000 bicycles in Britain by 2033. The company spent $12.5 million on
advertising in 2030. "We will open the Leeds plant in June," said chief executive Ann Wood.
""",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The folder of a run over our articles, and the folder that they are in."""
    root = tmp_path_factory.mktemp("real")
    (root / "news").mkdir()
    for name, text in ARTICLES.items():
        (root / "news" / name).write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        kabar("extract", "news", "-o", "out", "--quiet")
        yield root


def kabar(*arguments):
    return CliRunner().invoke(build(), [*map(str, arguments)], catch_exceptions=False)


def test_there_is_something_to_read(run):
    assert len(load.load(str(run / "out"))) >= 5


def test_valid(run):
    found = kabar("validate", run / "out", "--root", run)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "(2 at hand): 0 faults" in found.stderr


def test_json_schema(run):
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema.json_schema())
    for line in (run / "out" / "claims.jsonl").read_text("utf-8").splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("form", [".csv", ".parquet", ".xlsx"])
def test_tables_come_back(run, form, tmp_path):
    claims = load.load(str(run / "out"))
    table.write(claims, tmp_path / f"t{form}")
    again = list(table.claims(table.read(tmp_path / f"t{form}")))
    assert again == claims


def test_duckdb(run):
    base = duckdb.connect()
    base.execute(schema.duckdb_sql())
    query = f"SELECT id, value.amount FROM claims_of('{run / 'out' / 'claims.jsonl'}')"
    assert base.execute(query).fetchall() == [(c.id, c.value and c.value.amount) for c in load.load(str(run / "out"))]


def test_pandas(run):
    read = pd.read_json(run / "out" / "claims.jsonl", lines=True, dtype=False)
    assert list(read["key"]) == [c.key for c in load.load(str(run / "out"))]


def test_no_difference_to_itself(run):
    assert kabar("diff", run / "out", run / "out").exit_code == 0


@pytest.mark.parametrize("form", ["labelstudio", "doccano"])
def test_accepted_tasks_score_in_full(run, tmp_path, form):
    assert kabar("export", run / "out", "--to", form, "-o", tmp_path / "tasks", "--root", run).exit_code == 0
    data = (tmp_path / "tasks").read_bytes()
    if form == "labelstudio":
        tasks = [t | {"annotations": t["predictions"]} for t in json.loads(data)]
        data = json.dumps(tasks).encode()
    gold = list(IMPORTS[form](data, "tasks"))
    row = score.table(score.judged(gold, load.load(str(run / "out"))))["all"]
    assert (row.detected.f1, row.full.f1) == (100.0, 100.0)
    assert msgspec.json.decode(msgspec.json.encode(gold), type=list[GoldDocument]) == gold


def test_annotations_select_their_sentences(run, tmp_path):
    kabar("export", run / "out", "--to", "annotation", "-o", tmp_path / "a.jsonl")
    items = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["items"]
    assert items
    for item in items:
        quote, position = item["target"]["selector"]
        assert any(text[position["start"] : position["end"]] == quote["exact"] for text in ARTICLES.values())


def test_timeml(run, tmp_path):
    from xml.etree import ElementTree

    kabar("export", run / "out", "--to", "timeml", "-o", tmp_path / "times", "--root", run)
    texts = {"".join(ElementTree.parse(p).find("TEXT").itertext()) for p in (tmp_path / "times").iterdir()}
    assert texts == set(ARTICLES.values())


def test_report_holds_the_articles(run):
    assert kabar("report", run / "out", "-o", run / "r.html", "--root", run).exit_code == 0
    page = (run / "r.html").read_text("utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert {d["text"] for d in data["documents"]} == set(ARTICLES.values())


PAGE = """<html><head><title>{title}</title><meta charset="utf-8"></head><body><nav>Home</nav><article><h1>{title}</h1>
<p>{body}</p></article><footer>Share</footer></body></html>"""


def as_jsonl(root):
    rows = [{"story": text, "n": i} for i, text in enumerate(ARTICLES.values())]
    (root / "news.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return "news.jsonl", "--map", "text=story"


def as_gzip(root):
    import gzip

    (root / "lembang.txt.gz").write_bytes(gzip.compress(ARTICLES["lembang.txt"].encode()))
    return ("lembang.txt.gz",)


def as_csv(root):
    pd.DataFrame({"text": list(ARTICLES.values())}).to_csv(root / "news.csv", index=False)
    return ("news.csv",)


def as_html(root):
    title, _, body = ARTICLES["lembang.txt"].partition("\n")
    (root / "a.html").write_text(PAGE.format(title=title, body=body.replace("\n", "<br>")), encoding="utf-8")
    return ("a.html",)


@pytest.mark.parametrize("form", [as_jsonl, as_gzip, as_csv, as_html])
def test_articles_of_every_form_are_found_again(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kabar("extract", *form(tmp_path), "-o", "out", "--quiet")
    found = json.loads(kabar("validate", "out", "--json").stdout)
    assert found["lines"] > 0
    assert (found["at_hand"], found["faults"]) == (found["documents"], [])
