-- name: models_of_body
-- What one body has in life, with what was said of each: the lines of its table,
-- in no order, so that no index of the whole is walked for it.
-- As they stand: for those who confirm in its name.
SELECT m.id AS model, m.sort_key, m.title, m.body, m.area, m.year, m.registered_on, m.measure, m.baseline, m.target, m.result,
       m.published, m.demo, COALESCE(l.course, 'goes_on') AS course, COALESCE(l.version, 0) AS life_version,
       COALESCE(l.reason, '') AS reason, COALESCE(l.lesson, '') AS lesson,
       COALESCE(h.id, 0) AS said, COALESCE(h.version, 0) AS said_version, h.day AS said_on,
       COALESCE(h.result, '') AS said_result, COALESCE(h.note, '') AS said_note,
       (SELECT MAX(o.day) FROM heartbeats o
        WHERE o.tenant = m.tenant AND o.model = m.id AND o.period < :period) AS last_on,
       COALESCE((SELECT o.result FROM heartbeats o
                 WHERE o.tenant = m.tenant AND o.model = m.id AND o.period < :period
                 ORDER BY o.period DESC LIMIT 1), '') AS last_result
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
LEFT JOIN heartbeats h ON h.tenant = m.tenant AND h.model = m.id AND h.period = :period
WHERE m.tenant = :tenant AND m.body = :body
  AND (m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
       OR (m.published = 1 AND m.stage IN ('registered', 'returned')));

-- name: insert_heartbeat
-- The first word of a period.
INSERT INTO heartbeats (tenant, id, version, model, period, day, body, area, result, note, opened, demo)
VALUES (:tenant, :id, :version, :model, :period, :day, :body, :area, :result, :note, :opened, :demo);

-- name: update_heartbeat
-- Another word in the same period; only where nobody changed it meanwhile.
UPDATE heartbeats
SET version = :version, day = :day, body = :body, area = :area, result = :result, note = :note, opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: heartbeats_of_model
-- All periods, oldest first.
SELECT id, version, model, period, day, body, area, result, note, opened, demo
FROM heartbeats
WHERE tenant = :tenant AND model = :model
ORDER BY period;

-- name: every_heartbeat
-- For the comparison of records with their acts.
SELECT id, version, model, period, day, body, area, result, note, opened, demo
FROM heartbeats
WHERE tenant = :tenant
ORDER BY id;

-- name: conditions
-- How many models in life each body has in each condition, and of how many this
-- period has a word already.
SELECT m.body, m.area, m.published,
       CASE WHEN l.course = 'ended' THEN 'ended'
            WHEN l.course = 'paused' THEN 'paused'
            WHEN COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :kept_since THEN 'alive'
            WHEN EXISTS (SELECT 1 FROM heartbeats o
                         WHERE o.tenant = m.tenant AND o.model = m.id AND o.period >= :kept_since) THEN 'alive'
            ELSE 'unconfirmed' END AS condition,
       CASE WHEN h.id IS NOT NULL THEN 1
            WHEN COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :period THEN 1
            ELSE 0 END AS said,
       COUNT(*) AS models
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
LEFT JOIN heartbeats h ON h.tenant = m.tenant AND h.model = m.id AND h.period = :period
WHERE m.tenant = :tenant
  AND (m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
       OR (m.published = 1 AND m.stage IN ('registered', 'returned')))
GROUP BY 1, 2, 3, 4, 5;

-- name: opened_heartbeat
-- Whether its record is one that everybody may read.
SELECT id FROM heartbeats WHERE tenant = :tenant AND id = :id AND opened = 1;
