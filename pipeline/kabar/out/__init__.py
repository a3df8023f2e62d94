"""Claims out: tables, schema, exports, comparison and scores. All of it reads claim files; articles only to check."""
