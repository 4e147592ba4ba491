-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Which migrations a database has had.

-- name: tables
-- Whether there is a schema, and what a dump holds: our tables, not the engine's, and not those named
-- *_index, which are made anew from others and differ between the engines.
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, -6) <> '_index'
ORDER BY name

-- name: applied_migrations
-- Compared with the program's list before anything is applied.
SELECT number, name, checksum, oldest_compatible FROM schema_migrations ORDER BY number

-- name: record_migration
-- Written in the transaction of the migration itself.
INSERT INTO schema_migrations (number, name, checksum, oldest_compatible, applied_at)
VALUES (:number, :name, :checksum, :oldest_compatible, :applied_at)
