-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Reads of the full-text index. A score is the better the smaller it is.

-- name: count_hits
-- The exact total of a tier.
SELECT count(*) AS total FROM search_fts WHERE search_fts MATCH :match

-- name: count_some_hits
-- Only whether a tier is small enough to be ranked: stops counting behind :most.
SELECT count(*) AS total
FROM (SELECT rowid FROM search_fts WHERE search_fts MATCH :match LIMIT :most) AS counted

-- name: newest_hits
-- Of a large tier: ids grow with time, so the index itself has the order.
WITH hits AS MATERIALIZED (
    SELECT rowid AS id FROM search_fts
    WHERE search_fts MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT :most)
SELECT e.id, e.kind, e.title, e.unit, e.url, e.text, e.province
FROM hits JOIN search_entries e ON e.tenant = :tenant AND e.id = hits.id
ORDER BY e.id DESC

-- name: best_hits
-- Of a small tier: title and names weigh six times the text; of equals the newest.
WITH scored AS MATERIALIZED (
    SELECT rowid AS id, bm25(search_fts, 6.0, 6.0, 1.0, 1.0, 0.0) AS score FROM search_fts
    WHERE search_fts MATCH :match),
hits AS MATERIALIZED (
    SELECT id, score FROM scored WHERE score > :score OR (score = :score AND id < :before)
    ORDER BY score, id DESC LIMIT :most)
SELECT e.id, e.kind, e.title, e.unit, e.url, e.text, e.province
FROM hits JOIN search_entries e ON e.tenant = :tenant AND e.id = hits.id
ORDER BY hits.score, e.id DESC

-- name: newest_ids
-- Of a large tier, for a list that loads the records itself.
SELECT rowid AS id FROM search_fts
WHERE search_fts MATCH :match AND rowid < :before
ORDER BY rowid DESC LIMIT :most

-- name: best_ids
-- Of a small tier, in the order of best_hits.
WITH scored AS MATERIALIZED (
    SELECT rowid AS id, bm25(search_fts, 6.0, 6.0, 1.0, 1.0, 0.0) AS score FROM search_fts
    WHERE search_fts MATCH :match)
SELECT id FROM scored WHERE score > :score OR (score = :score AND id < :before)
ORDER BY score, id DESC LIMIT :most

-- name: score_of
-- Where a list goes on after the last one seen; nothing where that is no hit.
SELECT bm25(search_fts, 6.0, 6.0, 1.0, 1.0, 0.0) AS score FROM search_fts
WHERE search_fts MATCH :match AND rowid = :id
