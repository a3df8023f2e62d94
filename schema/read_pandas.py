"""Claims into pandas without guessing: nothing is inferred from the rows."""

import json

import pandas as pd


def read_claims(path):
    """One row a claim, nested fields as columns named by their path (value.amount, time.from)."""
    with open(path, encoding="utf-8") as lines:
        return pd.json_normalize([json.loads(line) for line in lines])


def read_nested(path):
    """One row a claim, nested fields as dictionaries; dtype=False keeps ids and codes as text."""
    return pd.read_json(path, lines=True, dtype=False)
