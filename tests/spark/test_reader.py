"""Spark reads claims by the published schema: decimals after integers, words after nulls, every hostile string."""

import sys
from pathlib import Path

import pytest

from kabar.out import schema

sys.path.insert(0, str(Path(__file__).parents[1] / "out"))
from samples import claim, hostile, raw, sealed, write_jsonl


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("rows") / "claims.jsonl"
    late = sealed(raw(value=raw()["value"] | {"amount": 12.5, "per": "007"}, time=raw()["time"] | {"value": "2031"}))
    claims = [*[claim()] * 3_000, late, *hostile()]
    return write_jsonl(path, claims), claims


def slots(c):
    return c.id, c.value.amount, c.value.per, c.attribution and c.attribution.id, c.object, c.time and c.time.value


def test_every_value_of_every_row(rows, session):
    path, claims = rows
    found = session.read.schema(schema.spark_ddl()).option("mode", "FAILFAST").json(path).collect()
    assert sorted(map(str, map(slots, found))) == sorted(map(str, map(slots, claims)))
