-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: tables
-- The catalogue of this engine, as text.
SELECT CAST(tablename AS TEXT) AS name FROM pg_tables
WHERE schemaname = current_schema() AND right(tablename, 6) <> '_index' ORDER BY tablename
