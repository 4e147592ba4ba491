-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The same over tsvector.

-- name: cells_of_hits
-- The facts of all hits, summed.
SELECT e.kind, e.field, e.province, e.year, count(*) AS hits
FROM search_index i JOIN search_entries e ON e.tenant = i.tenant AND e.id = i.id
WHERE i.tenant = :tenant AND i.vector @@ CAST(CAST(:match AS TEXT) AS tsquery)
GROUP BY e.kind, e.field, e.province, e.year
