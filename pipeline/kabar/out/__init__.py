"""Claims out: tables, schema, exports, comparison and scores. Everything here reads ``claims.jsonl``, never articles."""
