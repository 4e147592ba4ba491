-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What loading a portable dump needs beside the tables themselves.

-- name: foreign_keys
-- They are taken off while the rows come in table by table; SQLite checks them at the end instead.
SELECT '' AS table_name, '' AS name, '' AS definition WHERE 1 = 0

-- name: foreign_key_errors
-- A dump that breaks a foreign key is refused whole.
SELECT "table" AS name FROM pragma_foreign_key_check
