-- name: facts_after
-- What filters ask about, in name order from one model on; from the index alone.
SELECT id, published, stage, year, kind, entry, area, body, field, sort_key
FROM models
WHERE tenant = :tenant AND (sort_key, id) > (:key, :id)
ORDER BY sort_key, id
LIMIT :most;

-- name: facts_before
-- The same, backwards.
SELECT id, published, stage, year, kind, entry, area, body, field, sort_key
FROM models
WHERE tenant = :tenant AND (sort_key, id) < (:key, :id)
ORDER BY sort_key DESC, id DESC
LIMIT :most;

-- name: key_of_model
-- Where a page of the list begins.
SELECT sort_key FROM models WHERE tenant = :tenant AND id = :id;

-- name: cells
-- How many models share all that filters ask about; from the same index.
SELECT published, stage, year, kind, entry, area, body, field, COUNT(*) AS models
FROM models
WHERE tenant = :tenant
GROUP BY published, stage, year, kind, entry, area, body, field;

-- name: at_stage
-- What waits at one step, those longest there first.
SELECT id, published, stage, year, kind, entry, area, body, field, sort_key
FROM models
WHERE tenant = :tenant AND stage = :stage AND published <= :published
ORDER BY id
LIMIT 5000;

-- name: at_of_version
-- When a record became what it is.
SELECT at FROM acts
WHERE tenant = :tenant AND object_kind = 'model' AND object = :id AND version = :version;

-- name: year_of_body
-- What one body has entered for a year, and what of earlier years it has not kept.
SELECT CAST(SUM(CASE WHEN year = :year THEN 1 ELSE 0 END) AS BIGINT) AS entered,
       CAST(SUM(CASE WHEN year < :year AND stage IN ('received', 'appraising', 'not_yet', 'recognised') THEN 1 ELSE 0 END) AS BIGINT) AS to_keep
FROM models
WHERE tenant = :tenant AND body = :body AND stage <> 'withdrawn' AND stage <> 'draft'
HAVING COUNT(*) > 0;
