-- name: facts_after
-- What filters ask about, in name order from one model on.
SELECT m.id, m.published, m.stage, m.year, m.kind, m.entry, m.area, m.body, m.field, m.sort_key,
       CASE WHEN l.course = 'ended' THEN 'ended'
            WHEN l.course = 'paused' THEN 'paused'
            WHEN COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :kept_since THEN 'alive'
            WHEN EXISTS (SELECT 1 FROM heartbeats h
                         WHERE h.tenant = m.tenant AND h.model = m.id AND h.period >= :kept_since) THEN 'alive'
            ELSE 'unconfirmed' END AS condition
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant AND (m.sort_key, m.id) > (:key, :id)
ORDER BY m.sort_key, m.id
LIMIT :most;

-- name: facts_before
-- The same, backwards.
SELECT m.id, m.published, m.stage, m.year, m.kind, m.entry, m.area, m.body, m.field, m.sort_key,
       CASE WHEN l.course = 'ended' THEN 'ended'
            WHEN l.course = 'paused' THEN 'paused'
            WHEN COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :kept_since THEN 'alive'
            WHEN EXISTS (SELECT 1 FROM heartbeats h
                         WHERE h.tenant = m.tenant AND h.model = m.id AND h.period >= :kept_since) THEN 'alive'
            ELSE 'unconfirmed' END AS condition
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant AND (m.sort_key, m.id) < (:key, :id)
ORDER BY m.sort_key DESC, m.id DESC
LIMIT :most;

-- name: key_of_model
-- Where a page of the list begins.
SELECT sort_key FROM models WHERE tenant = :tenant AND id = :id;

-- name: cells
-- How many models share all that filters ask about.
SELECT m.published, m.stage, m.year, m.kind, m.entry, m.area, m.body, m.field,
       CASE WHEN l.course = 'ended' THEN 'ended'
            WHEN l.course = 'paused' THEN 'paused'
            WHEN COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :kept_since THEN 'alive'
            WHEN EXISTS (SELECT 1 FROM heartbeats h
                         WHERE h.tenant = m.tenant AND h.model = m.id AND h.period >= :kept_since) THEN 'alive'
            ELSE 'unconfirmed' END AS condition,
       COUNT(*) AS models
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- name: at_stage
-- What waits at one step, those longest there first.
SELECT id, area, body
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
