-- Facts 1.0.0 for DuckDB, made by `kabar schema`. Columns are explicit: inference from the
-- first rows loses later values silently.
--   duckdb -init facts.duckdb.sql -c "FROM facts_of('output/facts.jsonl')"
CREATE OR REPLACE MACRO facts_of(path) AS TABLE
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
        'subject': 'STRUCT("name" VARCHAR, "id" VARCHAR, "type" VARCHAR, "names" VARCHAR[])',
        'predicate': 'VARCHAR',
        'unit': 'VARCHAR',
        'per': 'VARCHAR',
        'period': 'STRUCT("dated" BOOLEAN, "value" VARCHAR, "from" VARCHAR, "to" VARCHAR)',
        'voices': 'STRUCT("claims" BIGINT, "articles" BIGINT, "publishers" BIGINT, "independent" BIGINT)',
        'answers': 'STRUCT("value" STRUCT("amount" DOUBLE, "min" DOUBLE, "max" DOUBLE, "comparison" VARCHAR, "unit" VARCHAR, "unit_kind" VARCHAR, "per" VARCHAR, "change" VARCHAR), "time" STRUCT("value" VARCHAR, "modifier" VARCHAR, "from" VARCHAR, "to" VARCHAR), "status" VARCHAR, "negated" BOOLEAN, "published_first" VARCHAR, "published_last" VARCHAR, "said_by" VARCHAR[], "publishers" VARCHAR[], "languages" VARCHAR[], "confidence" DOUBLE, "voices" STRUCT("claims" BIGINT, "articles" BIGINT, "publishers" BIGINT, "independent" BIGINT), "quote" STRUCT("text" VARCHAR, "path" VARCHAR, "position" VARCHAR, "publisher" VARCHAR, "published" VARCHAR), "claims" VARCHAR[])[]',
        'relations': 'STRUCT("relation" VARCHAR, "a" BIGINT, "b" BIGINT, "difference" DOUBLE, "ratio" DOUBLE, "reached" BOOLEAN, "confidence" DOUBLE)[]'
    }
);
