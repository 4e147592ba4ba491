-- name: eligible_of_area
-- Received there in the round's year and in no round now, in name order from one model on; those that a council
-- below sends up too.
-- As they stand: only models whose words are received.
SELECT m.id, m.version, m.title, m.body, m.area, m.stage, m.sort_key,
       CASE WHEN EXISTS (SELECT 1 FROM candidates u
                         JOIN rounds b ON b.tenant = u.tenant AND b.id = u.round AND b.year = m.year
                         WHERE u.tenant = m.tenant AND u.model = m.id AND u.state = 'recognised'
                           AND u.proposed_upwards = 1) THEN 1 ELSE 0 END AS proposed_upwards
FROM models m
WHERE m.tenant = :tenant AND m.area = :place AND m.year = :year
  AND m.stage IN ('received', 'not_yet', 'recognised') AND (m.sort_key, m.id) > (:key, :after)
  AND NOT EXISTS (SELECT 1 FROM candidates c
                  WHERE c.tenant = m.tenant AND c.model = m.id
                    AND (c.state IN ('waiting', 'asked', 'passed')
                         OR (c.round = :round AND c.state = 'recognised')))
ORDER BY m.sort_key, m.id
LIMIT :most;

-- name: eligible_of_body
-- The same of one body.
-- As they stand: only models whose words are received.
SELECT m.id, m.version, m.title, m.body, m.area, m.stage, m.sort_key,
       CASE WHEN EXISTS (SELECT 1 FROM candidates u
                         JOIN rounds b ON b.tenant = u.tenant AND b.id = u.round AND b.year = m.year
                         WHERE u.tenant = m.tenant AND u.model = m.id AND u.state = 'recognised'
                           AND u.proposed_upwards = 1) THEN 1 ELSE 0 END AS proposed_upwards
FROM models m
WHERE m.tenant = :tenant AND m.body = :place AND m.year = :year
  AND m.stage IN ('received', 'not_yet', 'recognised') AND (m.sort_key, m.id) > (:key, :after)
  AND NOT EXISTS (SELECT 1 FROM candidates c
                  WHERE c.tenant = m.tenant AND c.model = m.id
                    AND (c.state IN ('waiting', 'asked', 'passed')
                         OR (c.round = :round AND c.state = 'recognised')))
ORDER BY m.sort_key, m.id
LIMIT :most;

-- name: key_of_model
-- Where a page of the list begins.
SELECT sort_key FROM models WHERE tenant = :tenant AND id = :id;

-- name: open_rounds_of_model
-- A model is in one round at a time.
SELECT id FROM candidates
WHERE tenant = :tenant AND model = :model AND state IN ('waiting', 'asked', 'passed')
LIMIT 1;
