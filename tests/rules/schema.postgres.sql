-- name: schema
-- Tables as their columns and constraints say, then their other indexes.
SELECT name, definition FROM (
    SELECT c.relname AS name, c.relname AS of_table, 0 AS place,
           'CREATE TABLE ' || c.relname || E' (\n' || (
               SELECT string_agg('    ' || part, E',\n' ORDER BY kind, at) FROM (
                   SELECT 0 AS kind, a.attnum::text::bigint AS at,
                          a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                          || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS part
                   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                   UNION ALL
                   SELECT 1, row_number() OVER (ORDER BY n.conname),
                          'CONSTRAINT ' || n.conname || ' ' || pg_get_constraintdef(n.oid)
                   FROM pg_constraint n WHERE n.conrelid = c.oid AND n.contype IN ('p', 'u', 'f', 'c')) AS parts)
           || E'\n)' AS definition
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT i.indexname, i.tablename, 1, replace(i.indexdef, ' ' || current_schema() || '.', ' ')
    FROM pg_indexes i
    WHERE i.schemaname = current_schema()
      AND NOT EXISTS (SELECT 1 FROM pg_constraint n WHERE n.conname = i.indexname
                      AND n.connamespace = current_schema()::regnamespace)) AS all_of_it
ORDER BY of_table COLLATE "C", place, name COLLATE "C";

-- name: tables
-- Their names alone.
SELECT c.relname::text AS name FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname::text COLLATE "C";
