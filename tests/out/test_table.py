"""`kabar table`: fixed types, nothing lost, nothing that a spreadsheet would run."""

import datetime
import sqlite3

import msgspec
import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from samples import HOSTILE, any_claim, claim, hostile, raw, sealed

from kabar.article.formats import passed_over
from kabar.errors import ClaimsError, OutputError, UsageError
from kabar.out import columns, table
from kabar.out.csvfile import defuse, restore
from kabar.record import Claim

FORMS = [".csv", ".parquet", ".xlsx"]


def there_and_back(claims, path):
    table.write(claims, path)
    return list(table.claims(table.read(path)))


@pytest.mark.parametrize("form", FORMS)
def test_hostile_claims_come_back(form, tmp_path):
    claims = [*hostile(), claim()]
    assert there_and_back(claims, tmp_path / f"t{form}") == claims


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_claim(), max_size=3))
def test_cells_come_back(form, tmp_path, claims):
    """Empty strings and absent ones are one in these forms, and XLSX has 16 digits; all else is as it was."""
    table.write(claims, tmp_path / f"t{form}")
    before, after = table.frame(claims), table.read(tmp_path / f"t{form}")
    for name in before:
        old, new = before[name].astype(object).fillna(""), after[name].astype(object).fillna("")
        assert list(new) == [pytest.approx(x, rel=1e-15) if isinstance(x, float) else x for x in old], name


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_claim(), max_size=3))
def test_parquet_keeps_every_cell(tmp_path, claims):
    table.write(claims, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(table.read(tmp_path / "t.parquet"), table.frame(claims))


@given(st.text() | st.sampled_from(HOSTILE))
def test_defusing_is_reversible(text):
    assert restore(defuse(text)) == text
    assert not defuse(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_what_people_look_for_comes_first():
    names = [c.name for c in columns.columns()]
    assert (names[:2], names[len(columns.FIRST)]) == (["subject_name", "predicate"], "schema_version")
    assert len(set(names)) == len(names)
    assert set(columns.unflat(dict(columns.row(claim())))) == set(Claim.__struct_fields__)


def test_a_run_passes_over_our_own_tables(tmp_path):
    table.write([claim()], tmp_path / "t.csv")
    assert passed_over("csv", (tmp_path / "t.csv").read_bytes())


def database(claims, path):
    assert table.write(claims, path) == len(claims)
    return sqlite3.connect(path)


@pytest.mark.parametrize("form", [".db", ".sqlite"])
def test_sqlite_keeps_every_cell(form, tmp_path):
    claims = [*hostile(), claim()]
    found = database(claims, tmp_path / f"t{form}")
    found.row_factory = sqlite3.Row
    rows = [dict(row) for row in found.execute("SELECT * FROM claims ORDER BY rowid")]
    booleans = {c.name for c in columns.columns() if c.kind == "boolean"}
    plain = [{k: bool(v) if k in booleans else v for k, v in row.items()} for row in rows]
    assert [msgspec.convert(columns.unflat(row), Claim) for row in plain] == claims


def test_sqlite_finds_words(tmp_path):
    words = claim(document=raw()["document"] | {"title": "Pabrik café dibuka"})
    found = database([claim(), words], tmp_path / "t.db")
    search = "SELECT predicate FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)"
    assert [len(found.execute(search, (w,)).fetchall()) for w in ("sepeda", "cafe", "kereta")] == [2, 1, 0]
    kinds = dict(found.execute("SELECT name, type FROM pragma_table_info('claims')"))
    assert (kinds["value_amount"], kinds["negated"], kinds["time_from"]) == ("REAL", "INTEGER", "TEXT")


def test_sqlite_without_claims(tmp_path):
    assert database([], tmp_path / "t.db").execute("SELECT count(*) FROM claims").fetchone() == (0,)


def test_no_formula_in_xlsx(tmp_path):
    table.write(hostile(), tmp_path / "t.xlsx")
    cells = [c for row in load_workbook(tmp_path / "t.xlsx").active.iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "inlineStr", "n", "b", "d"}
    assert sum(c.value == "=1+2" for c in cells) >= 3


def test_no_raw_formula_in_csv(tmp_path):
    table.write(hostile(), tmp_path / "t.csv")
    raw_frame = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    assert (raw_frame["document_title"] == "'=1+2").any()
    assert not raw_frame.map(lambda c: c.lstrip().startswith(("=", "+", "-", "@"))).any(axis=None)


def test_types_do_not_depend_on_the_rows(tmp_path):
    """A decimal after many integers, a word after many nulls: neither changes a column."""
    plain = [claim()] * 30_000
    late = sealed(raw(value=raw()["value"] | {"amount": 12.5, "min": 12.5, "max": 12.5}, attribution=named("Rini")))
    table.write([*plain, late], tmp_path / "t.parquet")
    read = pyarrow.parquet.read_table(tmp_path / "t.parquet")
    assert (read["value_amount"][-1].as_py(), read["attribution_name"][-1].as_py()) == (12.5, "Rini")
    assert read.num_rows == 30_001


def named(name):
    return {"name": name, "id": None, "type": None, "text": name, "start": 0, "end": len(name)}


@pytest.mark.parametrize("form", FORMS)
def test_empty_table_has_its_head(form, tmp_path):
    assert table.write([], tmp_path / f"t{form}") == 0
    assert list(table.read(tmp_path / f"t{form}")) == [c.name for c in columns.columns()]


def test_xlsx_has_real_dates_and_numbers(tmp_path):
    table.write([claim()], tmp_path / "t.xlsx")
    head, row = load_workbook(tmp_path / "t.xlsx").active.iter_rows(values_only=True)
    cells = dict(zip(head, row, strict=True))
    assert cells["time_from"] == datetime.datetime(2031, 3, 1)
    assert (cells["value_amount"], cells["negated"], cells["time_text"]) == (1200, False, "Maret 2031")


def test_unknown_form(tmp_path):
    with pytest.raises(UsageError, match=r"no table form for '\.ods'"):
        table.write([], tmp_path / "t.ods")


def test_cell_that_does_not_fit_is_refused(tmp_path):
    long = sealed(raw(object="x" * 40_000))
    with pytest.raises(OutputError, match="row 2, object: a cell holds 32,767"):
        table.write([long], tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_damaged_table(form, tmp_path):
    path = tmp_path / f"t{form}"
    path.write_bytes(b'PK\x03\x04 "broken')
    with pytest.raises(ClaimsError):
        table.read(path)


def test_edited_row_is_named(tmp_path):
    table.write([claim()], tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_text(encoding="utf-8").replace("actual", "perhaps")
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ClaimsError, match=r"row 2: .*perhaps.*status"):
        list(table.claims(table.read(tmp_path / "t.csv")))
