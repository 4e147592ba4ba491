-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Lists of ids are taken apart by another function.

-- name: models_by_ids
-- Many as they stand, in one question.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND id IN
      (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(CAST(:ids AS TEXT) AS JSON)) AS each_id(value));

-- name: open_before_each
-- The same of many.
SELECT m.id, a.content
FROM models m JOIN acts a ON a.tenant = m.tenant AND a.object_kind = 'model' AND a.object = m.id
WHERE m.tenant = :tenant AND m.id IN 
      (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(CAST(:ids AS TEXT) AS JSON)) AS each_id(value))
  AND a.version = (SELECT MAX(b.version) FROM acts b
                   WHERE b.tenant = m.tenant AND b.object_kind = 'model' AND b.object = m.id
                         AND b.version < m.version AND b.visibility = 'open' AND b.content IS NOT NULL);
