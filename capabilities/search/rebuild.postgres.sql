-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Here the engine keeps the index of the words itself.

-- name: whole_index
-- Nothing to do.
SELECT 1 AS fine WHERE FALSE

-- name: empty_index
-- Nothing to do.
SELECT 1 AS fine WHERE FALSE
