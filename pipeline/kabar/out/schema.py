"""The published schema: JSON Schema, typed readers for DuckDB and Spark, and how to read claims without surprises.

All files are made from :mod:`kabar.record` by :func:`files`; ``kabar schema --write schema/`` writes them.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kabar.facts.fields import FACT_FIELDS
from kabar.facts.record import FACTS_VERSION, Fact
from kabar.out import pandas_reader
from kabar.out.columns import FIRST
from kabar.out.fields import DESCRIPTIONS
from kabar.out.shape import Field, claim_fields, fields_of
from kabar.out.write import write_text
from kabar.record import SCHEMA_VERSION, Claim

_HASHES = {"id": "^c[0-9a-f]{20}$", "key": "^k[0-9a-f]{20}$"}
_FACT_HASHES = {"id": "^f[0-9a-f]{20}$", "key": "^q[0-9a-f]{20}$"}
MAX_LINE = 64 * 1024 * 1024  # bytes of one claim that DuckDB accepts; its default of 16 MB stops at a long sentence


def files() -> dict[str, str]:
    """Names and contents of everything in ``schema/``."""
    return {
        "README.md": _readme(),
        "claim.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
        "fact.schema.json": json.dumps(fact_schema(), indent=2, ensure_ascii=False) + "\n",
        "facts.duckdb.sql": _macro("facts", FACTS_VERSION, duckdb_types(fields_of(Fact))),
        "claims.duckdb.sql": duckdb_sql(),
        "claims_view.duckdb.sql": _VIEW,
        "claims.spark.ddl": spark_ddl() + "\n",
        "read_pandas.py": pandas_reader.source(),
    }


def write(folder: Path) -> list[Path]:
    """Write all files into a folder; their paths."""
    paths = [folder / name for name in files()]
    for path, content in zip(paths, files().values(), strict=True):
        write_text(path, content)
    return paths


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one claim: every key required, no other key allowed, each field described."""
    words = "One checkable claim of a news article: who, what, how much, when, who says so, and where."
    return _schema_of(Claim, SCHEMA_VERSION, DESCRIPTIONS, _HASHES, words)


def fact_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one fact."""
    words = "One question that claims answer: the answers, who gives them, and what holds between them."
    return _schema_of(Fact, FACTS_VERSION, FACT_FIELDS, _FACT_HASHES, words)


def _schema_of(
    record: type[msgspec.Struct], version: str, fields: dict[str, str], hashes: dict[str, str], words: str
) -> dict[str, Any]:
    """The schema of a record: its version, what its fields mean, the patterns of its hashes, and what it is."""
    (top,), components = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    name = top["$ref"].removeprefix("#/$defs/")
    node = components.pop(name)
    _describe(node, "", components, fields)
    for key, pattern in hashes.items():
        node["properties"][key]["pattern"] = pattern
    major, minor, _ = version.split(".")
    node["properties"]["schema_version"]["pattern"] = rf"^{major}\.{minor}\.[0-9]+$"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kabar:{name.lower()}:{version}",
        **node,
        "title": name,
        "description": words,
        "$defs": dict(sorted(components.items())),
    }


def _describe(node: dict[str, Any], at: str, components: dict[str, Any], fields: dict[str, str]) -> None:
    """Give every property its description, and offsets their lower bound, through references and lists."""
    node["additionalProperties"] = False
    node["required"] = list(node["properties"])
    for key, value in node["properties"].items():
        path = f"{at}.{key}" if at else key
        value["description"] = fields[path]
        for bound in [value, *value.get("anyOf", ())]:
            if bound.get("type") == "integer":
                bound["minimum"] = 0
        for reference in _references(value):
            _describe(components[reference], path, components, fields)


def _references(value: dict[str, Any]) -> Iterable[str]:
    for option in [value, value.get("items", {}), *value.get("anyOf", ())]:
        if "$ref" in option:
            yield option["$ref"].removeprefix("#/$defs/")


class _Dialect(NamedTuple):
    """How a system writes types: scalars by kind, and patterns for structs, lists and fields of structs."""

    scalars: dict[str, str]
    struct: str
    list: str
    field: str

    def type_of(self, field: Field) -> str:
        """The type of a field, nested as it is."""
        if field.kind == "struct":
            inside = (self.field.format(name=f.name, type=self.type_of(f)) for f in field.fields)
            return self.struct.format(", ".join(inside))
        if field.kind == "list":
            return self.list.format(self.type_of(field.fields[0]))
        return self.scalars[field.kind]


_SCALARS = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
_DUCKDB = _Dialect(_SCALARS | {"string": "VARCHAR"}, "STRUCT({})", "{}[]", '"{name}" {type}')
_SPARK = _Dialect(_SCALARS | {"string": "STRING"}, "STRUCT<{}>", "ARRAY<{}>", "`{name}`: {type}")


def duckdb_types(fields: tuple[Field, ...] | None = None) -> dict[str, str]:
    """DuckDB type of each key of a claim, or of another record."""
    return {field.name: _DUCKDB.type_of(field) for field in fields or claim_fields()}


def duckdb_sql() -> str:
    """A table macro for any claims file, with explicit columns: nothing is inferred."""
    return _macro("claims", SCHEMA_VERSION, duckdb_types())


def _macro(name: str, version: str, types: dict[str, str]) -> str:
    columns = ",\n".join(f"        '{key}': '{kind}'" for key, kind in types.items())
    return f"""-- {name.title()} {version} for DuckDB, made by `kabar schema`. Columns are explicit: inference from the
-- first rows loses later values silently.
--   duckdb -init {name}.duckdb.sql -c "FROM {name}_of('output/{name}.jsonl')"
CREATE OR REPLACE MACRO {name}_of(path) AS TABLE
SELECT * FROM read_json(
    path,
    format = 'newline_delimited',
    ignore_errors = false,
    maximum_object_size = {MAX_LINE},
    columns = {{
{columns}
    }}
);
"""


_VIEW = """-- The file claims.jsonl of the folder that DuckDB runs in as the view `claims`; run claims.duckdb.sql first.
CREATE OR REPLACE VIEW claims AS FROM claims_of('claims.jsonl');
"""


def spark_ddl() -> str:
    """The schema as a DDL string for ``spark.read.schema(...)``."""
    rows = (f"`{f.name}` {_SPARK.type_of(f)} COMMENT {_literal(DESCRIPTIONS[f.name])}" for f in claim_fields())
    return ",\n".join(rows)


def spark_columns(fields: Iterable[Field]) -> str:
    """Columns and types of any record as a DDL string, without comments."""
    return ", ".join(f"`{field.name}` {_SPARK.type_of(field)}" for field in fields)


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _readme() -> str:
    rows, facts = (
        "\n".join(f"| `{name}` | {words.replace('|', chr(92) + '|')} |" for name, words in fields.items())
        for fields in (DESCRIPTIONS, FACT_FIELDS)
    )
    first = ", ".join(f"`{name}`" for name in FIRST)
    return f"""# Schema of the claims, version {SCHEMA_VERSION}

Made by `kabar schema --write schema/` from the types of the program; a test fails when it is stale. Every key is always
there and always of one type; what a document does not say is `null`. Strings of digits stay strings: ids begin with a
letter, and no reader below guesses types from the first rows.

| file | for |
| --- | --- |
| `claim.schema.json` | JSON Schema 2020-12 of one line of `claims.jsonl` |
| `fact.schema.json` | JSON Schema 2020-12 of one line of `facts.jsonl` |
| `claims.duckdb.sql` | DuckDB: the macro `claims_of(path)` |
| `facts.duckdb.sql` | DuckDB: the macro `facts_of(path)` |
| `claims_view.duckdb.sql` | DuckDB: the view `claims` of the `claims.jsonl` at hand |
| `claims.spark.ddl` | Spark: DDL for `spark.read.schema` |
| `read_pandas.py` | pandas: functions to copy |

## Reading

DuckDB:

```sh
duckdb -init schema/claims.duckdb.sql -c "SELECT subject.name, predicate, value.amount, value.unit, time.value
                                          FROM claims_of('output/claims.jsonl') WHERE status = 'target'"
```

pandas, flat and typed: nullable numbers, strings and booleans, dates as `datetime.date` (needs the extra `pandas`):

```python
from kabar.out import load, table

claims = table.frame(load.claims("output/claims.jsonl"))
```

pandas from what `kabar table` wrote, without kabar. `dtype_backend="pyarrow"` keeps what Parquet says: days are days, a
missing value is `<NA>` in every column, a column without any value keeps its type. Without it pandas makes `object` of
strings and days, and floats of whole numbers that have a gap:

```python
import pandas as pd

claims = pd.read_parquet("claims.parquet", dtype_backend="pyarrow")
days = claims["time_from"].astype("datetime64[s]")  # from date32, for resampling
```

A CSV has no types: say them, else ids of digits become numbers and empty columns floats. `read_pandas.py` has them:

```python
from read_pandas import read_table

claims = read_table("claims.csv")
```

pandas from the lines, nested:

```python
claims = pd.read_json("output/claims.jsonl", lines=True, dtype=False)
```

SQLite, from `kabar table output -o claims.db`; Datasette finds the search by itself:

```sql
SELECT subject_name, predicate, value_text, document_url FROM claims
WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'strike') AND confidence_all >= 0.8;
```

Spark; `FAILFAST`, as the default mode turns a bad line into nulls:

```python
ddl = open("schema/claims.spark.ddl", encoding="utf-8").read()
claims = spark.read.schema(ddl).option("mode", "FAILFAST").json("output/claims.jsonl")
```

jq; numbers above 2^53 keep their digits from jq 1.7 on:

```sh
jq -r 'select(.status == "target") | [.subject.name, .predicate, .value.amount, .time.value] | @tsv' output/claims.jsonl
```

## Tables

`kabar table` writes the same as flat columns, named by the path with `_` (`value_amount`): first what people look for
({first}), then all else in the order of the record. In CSV a text cell that a spreadsheet
might run as a formula has an apostrophe in front (first visible character `=`, `+`, `-`, `@`, or a tab, line end or
apostrophe at the start): take one leading apostrophe away and the text is as it was. In XLSX text
cells are typed as text; characters that XML cannot hold are written `_x0001_`, as the format itself has it. `null` and
the empty string are one in CSV and XLSX. Parquet and SQLite keep everything.

## Fields

| field | meaning |
| --- | --- |
{rows}

## Fields of a fact, version {FACTS_VERSION}

`docs/facts.md` tells how to read them.

| field | meaning |
| --- | --- |
{facts}
"""
