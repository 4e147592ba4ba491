-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The same plan over tsvector and GIN. Scores are those of the words alone,
-- divided by the length of the text; negative, so that the best comes first.

-- name: count_hits
-- The exact total of a tier.
SELECT count(*) AS total FROM search_index
WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery)

-- name: count_some_hits
-- Only whether a tier is small enough to be ranked.
SELECT count(*) AS total
FROM (SELECT id FROM search_index
      WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery) LIMIT :most) AS counted

-- name: newest_hits
-- Of a large tier.
WITH hits AS MATERIALIZED (
    SELECT id FROM search_index
    WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery) AND id < :before
    ORDER BY id DESC LIMIT :most)
SELECT e.id, e.kind, e.title, e.unit, e.url, e.text, e.province
FROM hits JOIN search_entries e ON e.tenant = :tenant AND e.id = hits.id
ORDER BY e.id DESC

-- name: best_hits
-- Of a small tier.
WITH scored AS MATERIALIZED (
    SELECT id, CAST(-ts_rank(CAST('{0.1, 0.2, 0.4, 1.0}' AS real[]), vector,
                             CAST(CAST(:words AS TEXT) AS tsquery), 1) AS DOUBLE PRECISION) AS score
    FROM search_index
    WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery)),
hits AS MATERIALIZED (
    SELECT id, score FROM scored
    WHERE score > CAST(:score AS DOUBLE PRECISION)
       OR (score = CAST(:score AS DOUBLE PRECISION) AND id < :before)
    ORDER BY score, id DESC LIMIT :most)
SELECT e.id, e.kind, e.title, e.unit, e.url, e.text, e.province
FROM hits JOIN search_entries e ON e.tenant = :tenant AND e.id = hits.id
ORDER BY hits.score, e.id DESC

-- name: newest_ids
-- Of a large tier, for a list that loads the records itself.
SELECT id FROM search_index
WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery) AND id < :before
ORDER BY id DESC LIMIT :most

-- name: best_ids
-- Of a small tier, in the order of best_hits.
WITH scored AS MATERIALIZED (
    SELECT id, CAST(-ts_rank(CAST('{0.1, 0.2, 0.4, 1.0}' AS real[]), vector,
                             CAST(CAST(:words AS TEXT) AS tsquery), 1) AS DOUBLE PRECISION) AS score
    FROM search_index
    WHERE tenant = :tenant AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery))
SELECT id FROM scored
WHERE score > CAST(:score AS DOUBLE PRECISION)
   OR (score = CAST(:score AS DOUBLE PRECISION) AND id < :before)
ORDER BY score, id DESC LIMIT :most

-- name: score_of
-- Where a list goes on after the last one seen.
SELECT CAST(-ts_rank(CAST('{0.1, 0.2, 0.4, 1.0}' AS real[]), vector,
                     CAST(CAST(:words AS TEXT) AS tsquery), 1) AS DOUBLE PRECISION) AS score
FROM search_index
WHERE tenant = :tenant AND id = :id AND vector @@ CAST(CAST(:match AS TEXT) AS tsquery)
