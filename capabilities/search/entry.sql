-- SPDX-License-Identifier: AGPL-3.0-or-later
-- An entry, its words and its place in the full-text index.

-- name: entry_by_id
-- What is there already, to leave alone what has not changed.
SELECT id, kind, field, province, year, title, names, unit, url, text
FROM search_entries
WHERE tenant = :tenant AND id = :id

-- name: put_entry
-- The entry as it now stands.
INSERT INTO search_entries (tenant, id, kind, field, province, year, title, names, unit, url, text)
VALUES (:tenant, :id, :kind, :field, :province, :year, :title, :names, :unit, :url, :text)
ON CONFLICT (tenant, id) DO UPDATE
SET kind = excluded.kind, field = excluded.field, province = excluded.province, year = excluded.year,
    title = excluded.title, names = excluded.names, unit = excluded.unit, url = excluded.url, text = excluded.text

-- name: drop_entry
-- It is not found any more.
DELETE FROM search_entries WHERE tenant = :tenant AND id = :id

-- name: put_value
-- A value by which results can be narrowed, as people read it.
INSERT INTO search_values (tenant, facet, value, label)
VALUES (:tenant, :facet, :value, :label)
ON CONFLICT (tenant, facet, value) DO UPDATE
SET label = excluded.label
WHERE search_values.label <> excluded.label

-- name: take_out
-- Before its words change or go: the index looks up what it must forget.
DELETE FROM search_fts WHERE rowid = :id

-- name: put_words
-- The words the index is made of.
INSERT INTO search_index (tenant, id, title_folded, title_exact, text_folded, text_exact, tags)
VALUES (:tenant, :id, :title_folded, :title_exact, :text_folded, :text_exact, :tags)
ON CONFLICT (id) DO UPDATE
SET title_folded = excluded.title_folded, title_exact = excluded.title_exact, text_folded = excluded.text_folded,
    text_exact = excluded.text_exact, tags = excluded.tags

-- name: take_in
-- From the next commit on it is found by these words.
INSERT INTO search_fts (rowid, title_folded, title_exact, text_folded, text_exact, tags)
VALUES (:id, :title_folded, :title_exact, :text_folded, :text_exact, :tags)

-- name: drop_words
-- After take_out.
DELETE FROM search_index WHERE id = :id
