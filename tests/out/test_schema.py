"""The published schema is fresh, and its readers keep every value of hostile rows."""

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import jsonschema
import msgspec
import pandas as pd
import pytest
from samples import claim, hostile, raw, sealed, write_jsonl

from kabar.facts.fields import FACT_FIELDS
from kabar.facts.record import Fact
from kabar.out import schema, table
from kabar.out.fields import DESCRIPTIONS
from kabar.out.shape import Field, claim_fields, fields_of

FOLDER = Path(__file__).resolve().parents[2] / "schema"
VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())


@pytest.mark.parametrize("name", sorted(schema.files()))
def test_published_files_are_fresh(name):
    stored = (FOLDER / name).read_text(encoding="utf-8")
    assert stored == schema.files()[name], "stale: run `kabar schema --write schema/`"


def test_nothing_else_is_published():
    assert {p.name for p in FOLDER.iterdir()} == set(schema.files())


def paths(fields: tuple[Field, ...], at: str = ""):
    for field in fields:
        path = f"{at}.{field.name}".strip(".")
        yield path
        yield from paths(field.fields[0].fields if field.kind == "list" else field.fields, path)


def test_every_field_is_described_and_no_other():
    assert list(DESCRIPTIONS) == list(paths(claim_fields()))
    assert list(FACT_FIELDS) == list(paths(fields_of(Fact)))


@pytest.mark.parametrize("made", [claim(), *hostile()])
def test_claims_are_valid(made):
    VALIDATOR.validate(json.loads(msgspec.json.encode(made)))


def without(plain, key):
    return {k: v for k, v in plain.items() if k != key}


PLAIN = json.loads(msgspec.json.encode(claim()))
BROKEN = {
    "a missing key": without(PLAIN, "negated"),
    "a missing nested key": PLAIN | {"evidence": without(PLAIN["evidence"], "prefix")},
    "an unknown key": PLAIN | {"colour": "red"},
    "an unknown nested key": PLAIN | {"subject": PLAIN["subject"] | {"colour": "red"}},
    "a value outside the list": PLAIN | {"status": "perhaps"},
    "a number as text": PLAIN | {"value": PLAIN["value"] | {"amount": "1200"}},
    "a negative offset": PLAIN | {"evidence": PLAIN["evidence"] | {"start": -1}},
    "an id without its letter": PLAIN | {"id": "1" * 20},
    "another major version": PLAIN | {"schema_version": "3.0.0"},
}


@pytest.mark.parametrize("plain", BROKEN.values(), ids=BROKEN)
def test_broken_claims_are_not(plain):
    assert not VALIDATOR.is_valid(plain)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """A decimal after 30,000 integers, words after 30,000 nulls, digits as ids, and every hostile string."""
    path = tmp_path_factory.mktemp("rows") / "claims.jsonl"
    value = raw()["value"] | {"amount": 12.5, "per": "007"}
    who = {"name": "Rini", "id": "1e5", "type": None, "text": "Rini", "start": 0, "end": 4}
    late = sealed(raw(value=value, attribution=who, time=raw()["time"] | {"value": "2031"}))
    claims = [*[claim()] * 30_000, late, *hostile()]
    return write_jsonl(path, claims), claims


def test_duckdb(rows, monkeypatch):
    path, claims = rows
    monkeypatch.chdir(Path(path).parent)
    base = duckdb.connect()
    base.execute(schema.files()["claims.duckdb.sql"])
    base.execute(schema.files()["claims_view.duckdb.sql"])
    base.execute("SET preserve_insertion_order = true")
    found = base.execute(
        "SELECT id, value.amount, value.per, attribution.id, object, time.value FROM claims"
    ).fetchall()
    assert found == [seen(c) for c in claims]


def seen(c):
    return c.id, c.value.amount, c.value.per, c.attribution and c.attribution.id, c.object, c.time and c.time.value


def test_duckdb_refuses_a_bad_line(tmp_path):
    path = tmp_path / "claims.jsonl"
    write_jsonl(path, [claim()])
    path.write_bytes(path.read_bytes() + b'{"id": ')
    base = duckdb.connect()
    base.execute(schema.duckdb_sql())
    with pytest.raises(duckdb.Error):
        base.execute(f"SELECT * FROM claims_of('{path}')").fetchall()


def test_pandas_copy(rows):
    path, claims = rows
    names = {}
    exec(schema.files()["read_pandas.py"], names)
    flat, nested = names["read_claims"](path), names["read_nested"](path)
    assert list(flat["object"]) == list(nested["object"]) == [c.object for c in claims]
    assert flat["value.amount"].iloc[30_000] == nested["value"].iloc[30_000]["amount"] == 12.5
    assert flat["value.per"].iloc[30_000] == "007"


def test_pandas_reads_our_csv(tmp_path):
    """Typed, whatever the rows are: ids of digits stay text, columns without a value keep their type."""
    who = {"name": "=1+2", "id": "007", "type": None, "text": "R", "start": 0, "end": 1}
    claims = [claim(), claim(attribution=who)]
    table.write(claims, tmp_path / "t.csv")
    names = {}
    exec(schema.files()["read_pandas.py"], names)
    found, made = names["read_table"](tmp_path / "t.csv"), table.frame(claims)
    assert list(found["attribution_id"].fillna("")) == ["", "007"]
    assert list(found["attribution_name"].fillna("")) == ["", "=1+2"]
    assert {n: str(t) for n, t in found.dtypes.items() if n in names["DTYPES"]} == names["DTYPES"]
    assert found["time_from"].dt.date.tolist() == made["time_from"].tolist()
    assert set(names["DTYPES"]) | set(names["DATES"]) == set(made)


def test_parquet_with_the_types_of_arrow(tmp_path):
    """What schema/README.md says of ``dtype_backend``."""
    table.write([claim()], tmp_path / "t.parquet")
    found = pd.read_parquet(tmp_path / "t.parquet", dtype_backend="pyarrow")
    assert str(found["time_from"].dtype) == "date32[day][pyarrow]"
    assert str(found["attribution_name"].dtype) == "string[pyarrow]"
    assert found["time_from"].astype("datetime64[s]").dt.year.tolist() == [2031]


def test_pandas_typed(rows):
    _, claims = rows
    frame = table.frame(claims)
    assert frame["value_amount"].dtype == "Float64"
    assert list(frame["value_amount"][29_999:30_001]) == [1200, 12.5]
    assert frame["attribution_id"].iloc[30_000] == "1e5"
    assert pd.isna(frame["attribution_id"].iloc[0])


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed: apt-get install jq")
def test_jq(rows):
    path, claims = rows
    out = subprocess.run(["jq", "-c", "[.object, .value.amount]", path], capture_output=True, check=True)
    assert [json.loads(line) for line in out.stdout.splitlines()] == [[c.object, c.value.amount] for c in claims]


DDL_TYPES = {"string": "STRING", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def ddl_type(field: Field) -> str:
    if field.kind == "struct":
        return "STRUCT<" + ", ".join(f"`{f.name}`: {ddl_type(f)}" for f in field.fields) + ">"
    return f"ARRAY<{ddl_type(field.fields[0])}>" if field.kind == "list" else DDL_TYPES[field.kind]


@pytest.mark.parametrize("field", claim_fields(), ids=lambda f: f.name)
def test_spark_ddl_names_every_type(field):
    assert f"`{field.name}` {ddl_type(field)} COMMENT '" in schema.spark_ddl()
