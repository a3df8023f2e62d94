"""Claims into pandas without guessing: nothing is inferred from the rows."""

import json

import pandas as pd

# of the columns of a table that `kabar table` has written as CSV
DTYPES = {
    "subject_name": "string",
    "predicate": "string",
    "trigger_text": "string",
    "status": "string",
    "value_text": "string",
    "value_amount": "Float64",
    "value_unit": "string",
    "time_value": "string",
    "attribution_name": "string",
    "confidence_all": "Float64",
    "evidence_text": "string",
    "document_url": "string",
    "schema_version": "string",
    "id": "string",
    "key": "string",
    "kind": "string",
    "subject_id": "string",
    "subject_type": "string",
    "subject_text": "string",
    "subject_start": "Int64",
    "subject_end": "Int64",
    "subject_how": "string",
    "trigger_start": "Int64",
    "trigger_end": "Int64",
    "object": "string",
    "value_start": "Int64",
    "value_end": "Int64",
    "value_min": "Float64",
    "value_max": "Float64",
    "value_comparison": "string",
    "value_unit_kind": "string",
    "value_per": "string",
    "value_change": "string",
    "value_equivalents": "string",
    "time_text": "string",
    "time_start": "Int64",
    "time_end": "Int64",
    "time_modifier": "string",
    "time_edtf": "string",
    "time_anchored_on": "string",
    "duration_text": "string",
    "duration_start": "Int64",
    "duration_end": "Int64",
    "duration_value": "string",
    "place_name": "string",
    "place_id": "string",
    "place_text": "string",
    "place_start": "Int64",
    "place_end": "Int64",
    "negated": "boolean",
    "attribution_id": "string",
    "attribution_type": "string",
    "attribution_text": "string",
    "attribution_start": "Int64",
    "attribution_end": "Int64",
    "evidence_start": "Int64",
    "evidence_end": "Int64",
    "evidence_prefix": "string",
    "evidence_suffix": "string",
    "evidence_section": "string",
    "document_path": "string",
    "document_sha256": "string",
    "document_text_sha256": "string",
    "document_position": "string",
    "document_language": "string",
    "document_title": "string",
    "document_publisher": "string",
    "document_author": "string",
    "document_published_from": "string",
    "confidence_claim": "Float64",
    "confidence_subject": "Float64",
    "confidence_predicate": "Float64",
    "confidence_value": "Float64",
    "confidence_time": "Float64",
    "confidence_status": "Float64",
    "confidence_attribution": "Float64",
    "extractor_name": "string",
    "extractor_version": "string",
    "extractor_models": "string",
    "extractor_rules": "string",
}
DATES = [
    "time_from",
    "time_to",
    "document_published",
]


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
