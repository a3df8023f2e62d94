-- The file claims.jsonl of the folder that DuckDB runs in as the view `claims`; run claims.duckdb.sql first.
CREATE OR REPLACE VIEW claims AS FROM claims_of('claims.jsonl');
