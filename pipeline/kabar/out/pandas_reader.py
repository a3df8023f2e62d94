"""``schema/read_pandas.py``: functions to copy, with the types of the columns of a table."""

from typing import Final

from kabar.out.columns import Kind, columns

_KINDS: Final[dict[Kind, str]] = {
    "string": "string",
    "json": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}
_SOURCE: Final = '''"""Claims into pandas without guessing: nothing is inferred from the rows."""

import json

import pandas as pd

# of the columns of a table that `kabar table` has written as CSV
DTYPES = {dtypes}
DATES = {dates}


def read_table(path):
    """One row a claim, of a CSV of `kabar table`: typed columns, days as datetimes, cells as they were."""
    table = pd.read_csv(path, dtype=DTYPES, keep_default_na=False, na_values=[""])
    for name, kind in DTYPES.items():
        if kind == "string":  # an apostrophe in front keeps spreadsheets from running a cell
            table[name] = table[name].str.replace("^'", "", regex=True)
    for name in DATES:
        table[name] = pd.to_datetime(table[name], format="ISO8601", errors="coerce")
    return table


def read_claims(path):
    """One row a claim, nested fields as columns named by their path (value.amount, time.from)."""
    with open(path, encoding="utf-8") as lines:
        return pd.json_normalize([json.loads(line) for line in lines])


def read_nested(path):
    """One row a claim, nested fields as dictionaries; dtype=False keeps ids and codes as text."""
    return pd.read_json(path, lines=True, dtype=False)
'''


def source() -> str:
    """The module as text."""
    dtypes = "".join(f'    "{c.name}": "{_KINDS[c.kind]}",\n' for c in columns() if c.kind in _KINDS)
    dates = "".join(f'    "{c.name}",\n' for c in columns() if c.kind == "date")
    return _SOURCE.replace("{dtypes}", f"{{\n{dtypes}}}").replace("{dates}", f"[\n{dates}]")
