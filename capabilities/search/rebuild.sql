-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Making the index anew from the records.

-- name: ids_of_kind
-- What is found of one kind between two ids, to drop what has no record.
SELECT id FROM search_entries
WHERE tenant = :tenant AND kind = :kind AND id > :after AND id <= :last
ORDER BY id

-- name: whole_index
-- Fails where the full-text index and the words it is made of disagree.
INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)

-- name: empty_index
-- The full-text index alone; it may disagree with the words.
INSERT INTO search_fts (search_fts) VALUES ('delete-all')

-- name: empty_words
-- After empty_index.
DELETE FROM search_index WHERE tenant = :tenant

-- name: empty_entries
-- After empty_words.
DELETE FROM search_entries WHERE tenant = :tenant

-- name: empty_values
-- Values that nothing has any more go too.
DELETE FROM search_values WHERE tenant = :tenant
