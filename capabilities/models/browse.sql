-- name: standings
-- What lists know of the models from one id to another. A sign of life is the
-- registration, and each period that its body confirmed.
SELECT id, published, stage, year, kind, entry, area, body, field, sort_key, course,
       CASE WHEN confirmed > registered THEN confirmed ELSE registered END AS last_sign
FROM (SELECT m.id, m.published, m.stage, m.year, m.kind, m.entry, m.area, m.body, m.field, m.sort_key,
             COALESCE(l.course, 'goes_on') AS course,
             COALESCE(m.registered_on, CAST(m.year AS TEXT) || '-01-01') AS registered,
             (SELECT MAX(h.period) FROM heartbeats h WHERE h.tenant = m.tenant AND h.model = m.id) AS confirmed
      FROM models m
      LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
      WHERE m.tenant = :tenant AND m.id BETWEEN :first AND :last) AS known;

-- name: movements_of_models
-- What lists know of the models' movements, from one model to another.
SELECT model, movement FROM memberships
WHERE tenant = :tenant AND gone = 0 AND model BETWEEN :first AND :last;

-- name: at_of_version
-- When a record became what it is.
SELECT at FROM acts
WHERE tenant = :tenant AND object_kind = 'model' AND object = :id AND version = :version;

-- name: year_of_body
-- What one body has entered for a year, and what of earlier years goes on and is not
-- kept yet, from the first of these years on.
SELECT CAST(SUM(CASE WHEN m.year = :year THEN 1 ELSE 0 END) AS BIGINT) AS entered,
       CAST(SUM(CASE WHEN m.year < :year AND m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
                      AND COALESCE(l.course, 'goes_on') <> 'ended' THEN 1 ELSE 0 END) AS BIGINT) AS to_keep,
       CAST(COALESCE(MIN(CASE WHEN m.year < :year AND m.stage IN ('received', 'appraising', 'not_yet', 'recognised')
                               AND COALESCE(l.course, 'goes_on') <> 'ended' THEN m.year END), 0) AS BIGINT) AS first_year
FROM models m
LEFT JOIN lives l ON l.tenant = m.tenant AND l.model = m.id
WHERE m.tenant = :tenant AND m.body = :body AND m.stage <> 'withdrawn' AND m.stage <> 'draft'
HAVING COUNT(*) > 0;
