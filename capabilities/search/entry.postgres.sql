-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Here the words are one column and the engine keeps its index by itself.

-- name: take_out
-- Nothing to do: the index follows the row.
SELECT CAST(:id AS BIGINT) AS id WHERE FALSE

-- name: put_words
-- A tsvector made by the program, so that no dictionary of the server decides.
INSERT INTO search_index (tenant, id, vector)
VALUES (:tenant, :id, CAST(CAST(:vector AS TEXT) AS tsvector))
ON CONFLICT (tenant, id) DO UPDATE SET vector = excluded.vector

-- name: take_in
-- Nothing to do: the index follows the row.
SELECT CAST(:id AS BIGINT) AS id WHERE FALSE

-- name: drop_words
-- Row and index entry together.
DELETE FROM search_index WHERE tenant = :tenant AND id = :id
