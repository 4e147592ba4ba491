-- name: entries_to_export
-- Each model with the entry of one year, or with its newest, and where that entry stands.
-- As they stand: who may not see them is sent what as_public gives.
SELECT m.id, m.version, m.kind, e.year, e.entry, m.body, m.area, e.field, e.title, m.situation, m.aims,
       m.way_of_working, m.forces, m.resources, m.timetable, m.beneficiaries, m.outputs, m.keep_up, m.measure,
       m.baseline, m.target, m.result, m.stage, m.published, m.origin, m.registered_on, m.signer, m.entered_for,
       m.reason, m.import, m.demo, e.stage AS entry_stage
FROM entries e
JOIN models m ON m.tenant = e.tenant AND m.id = e.model
WHERE e.tenant = :tenant AND e.stage <> 'withdrawn' AND m.stage <> 'draft' AND m.stage <> 'withdrawn'
  AND (e.year = CAST(:year AS BIGINT) OR (CAST(:year AS BIGINT) = 0 AND e.year = m.year))
ORDER BY m.sort_key, m.id;
