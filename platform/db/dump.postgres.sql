-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: foreign_keys
-- Dropped and made again around the rows: making them again checks them.
SELECT CAST(CAST(conrelid AS regclass) AS TEXT) AS table_name, CAST(conname AS TEXT) AS name,
       pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY oid

-- name: foreign_key_errors
-- Making the constraints again has already checked them.
SELECT CAST('' AS TEXT) AS name WHERE FALSE
