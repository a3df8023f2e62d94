-- Claims 2.0.0 for DuckDB, made by `kabar schema`. Columns are explicit: inference from the
-- first rows loses later values silently.
--   duckdb -init claims.duckdb.sql -c "FROM claims_of('output/claims.jsonl')"
CREATE OR REPLACE MACRO claims_of(path) AS TABLE
SELECT * FROM read_json(
    path,
    format = 'newline_delimited',
    ignore_errors = false,
    maximum_object_size = 67108864,
    columns = {
        'schema_version': 'VARCHAR',
        'id': 'VARCHAR',
        'key': 'VARCHAR',
        'kind': 'VARCHAR',
        'subject': 'STRUCT("name" VARCHAR, "id" VARCHAR, "type" VARCHAR, "text" VARCHAR, "start" BIGINT, "end" BIGINT, "how" VARCHAR)',
        'predicate': 'VARCHAR',
        'trigger': 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT)',
        'object': 'VARCHAR',
        'value': 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "amount" DOUBLE, "min" DOUBLE, "max" DOUBLE, "comparison" VARCHAR, "unit" VARCHAR, "unit_kind" VARCHAR, "per" VARCHAR, "change" VARCHAR, "equivalents" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "amount" DOUBLE, "unit" VARCHAR)[])',
        'time': 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "value" VARCHAR, "modifier" VARCHAR, "from" VARCHAR, "to" VARCHAR, "edtf" VARCHAR, "anchored_on" VARCHAR)',
        'duration': 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "value" VARCHAR)',
        'place': 'STRUCT("name" VARCHAR, "id" VARCHAR, "text" VARCHAR, "start" BIGINT, "end" BIGINT)',
        'status': 'VARCHAR',
        'negated': 'BOOLEAN',
        'attribution': 'STRUCT("name" VARCHAR, "id" VARCHAR, "type" VARCHAR, "text" VARCHAR, "start" BIGINT, "end" BIGINT)',
        'evidence': 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "prefix" VARCHAR, "suffix" VARCHAR, "section" VARCHAR)',
        'document': 'STRUCT("path" VARCHAR, "sha256" VARCHAR, "text_sha256" VARCHAR, "position" VARCHAR, "language" VARCHAR, "title" VARCHAR, "publisher" VARCHAR, "author" VARCHAR, "url" VARCHAR, "published" VARCHAR, "published_from" VARCHAR)',
        'confidence': 'STRUCT("claim" DOUBLE, "subject" DOUBLE, "predicate" DOUBLE, "value" DOUBLE, "time" DOUBLE, "status" DOUBLE, "attribution" DOUBLE, "all" DOUBLE)',
        'extractor': 'STRUCT("name" VARCHAR, "version" VARCHAR, "models" VARCHAR, "rules" VARCHAR[])'
    }
);
