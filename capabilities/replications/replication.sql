-- name: ancestor
-- One step upwards in the lineage.
SELECT origin FROM models WHERE tenant = :tenant AND id = :model;

-- name: replication_of_model
-- What was said of how one model took another over.
SELECT id, version, model, origin, day, body, area, changed, opened, demo
FROM replications
WHERE tenant = :tenant AND model = :model;

-- name: first_entry
-- The year in which it was registered first; 'duy_tri' there: it had begun before.
SELECT year, entry, registered_on FROM entries
WHERE tenant = :tenant AND model = :model AND stage <> 'withdrawn'
ORDER BY year
LIMIT 1;

-- name: insert_replication
-- The first time that it is said.
INSERT INTO replications (tenant, id, version, model, origin, day, body, area, changed, opened, demo)
VALUES (:tenant, :id, :version, :model, :origin, :day, :body, :area, :changed, :opened, :demo);

-- name: update_replication
-- Only where nobody changed it meanwhile.
UPDATE replications
SET version = :version, origin = :origin, day = :day, changed = :changed, opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: every_replication
-- For the comparison of records with their acts.
SELECT id, version, model, origin, day, body, area, changed, opened, demo
FROM replications
WHERE tenant = :tenant
ORDER BY id;

-- name: followers
-- Public models that replicate one, in the order in which they began, and how many
-- there are of them in all.
SELECT m.id, m.body, m.area, m.year, m.registered_on, m.origin, m.stage, m.published, m.demo,
       r.day, COALESCE(r.changed, '') AS changed, COUNT(*) OVER () AS together
FROM models m
LEFT JOIN replications r ON r.tenant = m.tenant AND r.model = m.id
WHERE m.tenant = :tenant AND m.origin = :origin AND m.published = 1 AND m.stage <> 'withdrawn'
ORDER BY COALESCE(r.day, m.registered_on, CAST(m.year AS TEXT) || '-01-01'), m.id
LIMIT 200;

-- name: count_below
-- Public models that came from one, at every step. UNION: a circle ends.
WITH RECURSIVE below (id) AS (
    SELECT m.id FROM models m
    WHERE m.tenant = :tenant AND m.origin = :model AND m.published = 1 AND m.stage <> 'withdrawn'
    UNION
    SELECT m.id FROM below b
    JOIN models m ON m.tenant = :tenant AND m.origin = b.id AND m.published = 1 AND m.stage <> 'withdrawn'
)
SELECT COUNT(*) AS models FROM below WHERE id <> :model;

-- name: one_of_lineage
-- The same of one model.
SELECT m.id, m.body, m.area, m.year, m.registered_on, m.origin, m.stage, m.published, m.demo,
       r.day, COALESCE(r.changed, '') AS changed, 1 AS together
FROM models m
LEFT JOIN replications r ON r.tenant = m.tenant AND r.model = m.id
WHERE m.tenant = :tenant AND m.id = :model;

-- name: kept_elsewhere
-- Models that a body confirmed at least once and has not ended: they work. By
-- title, page by page.
-- As they stand: only models whose words are received.
SELECT m.id, m.title, m.body, m.area, m.field, m.situation, m.outputs, m.demo, m.sort_key,
       (SELECT MAX(h.day) FROM heartbeats h WHERE h.tenant = m.tenant AND h.model = m.id) AS confirmed_on,
       (SELECT COUNT(*) FROM models f
        WHERE f.tenant = m.tenant AND f.origin = m.id AND f.published = 1 AND f.stage <> 'withdrawn') AS followers
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant AND m.published = 1 AND m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
  AND (m.sort_key, m.id) > (:key, :after)
  AND COALESCE(l.course, 'goes_on') = 'goes_on'
  AND (m.field = :field OR CAST(:field AS TEXT) = '')
  AND EXISTS (SELECT 1 FROM heartbeats h
              WHERE h.tenant = m.tenant AND h.model = m.id AND h.period >= :kept_since)
ORDER BY m.sort_key, m.id
LIMIT :most;

-- name: one_kept_elsewhere
-- The same of one that was found by its words.
-- As they stand: only models whose words are received.
SELECT m.id, m.title, m.body, m.area, m.field, m.situation, m.outputs, m.demo, m.sort_key,
       (SELECT MAX(h.day) FROM heartbeats h WHERE h.tenant = m.tenant AND h.model = m.id) AS confirmed_on,
       (SELECT COUNT(*) FROM models f
        WHERE f.tenant = m.tenant AND f.origin = m.id AND f.published = 1 AND f.stage <> 'withdrawn') AS followers
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant AND m.id = :model
  AND m.published = 1 AND m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
  AND COALESCE(l.course, 'goes_on') = 'goes_on'
  AND (m.field = :field OR CAST(:field AS TEXT) = '')
  AND EXISTS (SELECT 1 FROM heartbeats h
              WHERE h.tenant = m.tenant AND h.model = m.id AND h.period >= :kept_since);

-- name: spreading
-- Models that so many took over since a day.
SELECT o.id AS model, o.body, o.area, COUNT(*) AS fresh
FROM models m
JOIN models o ON o.tenant = m.tenant AND o.id = m.origin
LEFT JOIN replications r ON r.tenant = m.tenant AND r.model = m.id
WHERE m.tenant = :tenant AND m.origin > 0 AND m.published = 1 AND m.stage <> 'withdrawn' AND o.published = 1
  AND COALESCE(r.day, m.registered_on, CAST(m.year AS TEXT) || '-01-01') >= :since
GROUP BY o.id, o.body, o.area, o.sort_key
HAVING COUNT(*) >= :least
ORDER BY o.sort_key, o.id
LIMIT 500;
