-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What results can be narrowed by.

-- name: all_values
-- Every value with its label: some dozens.
SELECT facet, value, label FROM search_values WHERE tenant = :tenant ORDER BY facet, value

-- name: cells_of_hits
-- The facts of all hits, summed; only asked where they are few enough to rank.
SELECT e.kind, e.field, e.province, e.year, count(*) AS hits
FROM search_fts JOIN search_entries e ON e.tenant = :tenant AND e.id = search_fts.rowid
WHERE search_fts MATCH :match
GROUP BY e.kind, e.field, e.province, e.year
