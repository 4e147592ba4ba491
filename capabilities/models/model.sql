-- name: model_by_id
-- One record as it stands.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND id = :id;

-- name: models_by_ids
-- Many as they stand, in one question.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids));

-- name: insert_model
-- A model's first entry.
INSERT INTO models (tenant, id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working,
                    forces, resources, timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result,
                    stage, published, origin, registered_on, signer, entered_for, reason, import, demo, sort_key)
VALUES (:tenant, :id, :version, :kind, :year, :entry, :body, :area, :field, :title, :situation, :aims,
        :way_of_working, :forces, :resources, :timetable, :beneficiaries, :outputs, :keep_up, :measure, :baseline,
        :target, :result, :stage, :published, :origin, :registered_on, :signer, :entered_for, :reason, :import, :demo,
        :sort_key);

-- name: update_model
-- The next version; only where nobody changed it meanwhile.
UPDATE models
SET version = :version, kind = :kind, year = :year, entry = :entry, body = :body, area = :area, field = :field,
    title = :title, situation = :situation, aims = :aims, way_of_working = :way_of_working, forces = :forces,
    resources = :resources, timetable = :timetable, beneficiaries = :beneficiaries, outputs = :outputs,
    keep_up = :keep_up, measure = :measure, baseline = :baseline, target = :target, result = :result, stage = :stage,
    published = :published, origin = :origin, registered_on = :registered_on, signer = :signer,
    entered_for = :entered_for, reason = :reason, import = :import, demo = :demo, sort_key = :sort_key
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: put_entry
-- The year's line of a model, as its newest act left it.
INSERT INTO entries (tenant, id, model, year, entry, kind, body, area, field, title, stage, result, registered_on,
                     entered_at, ended_at, act)
VALUES (:tenant, :entry_id, :id, :year, :entry, :kind, :body, :area, :field, :title, :stage, :result, :registered_on,
        :entered_at, :ended_at, :act)
ON CONFLICT (tenant, model, year) DO UPDATE
SET entry = excluded.entry, kind = excluded.kind, body = excluded.body, area = excluded.area, field = excluded.field,
    title = excluded.title, stage = excluded.stage, result = excluded.result,
    registered_on = excluded.registered_on, ended_at = excluded.ended_at, act = excluded.act;

-- name: entries_with_acts
-- Each year's row beside what its act recorded.
SELECT e.model, e.year, e.entry, e.kind, e.body, e.area, e.field, e.title, e.stage, e.result, e.registered_on,
       COALESCE(a.object, 0) AS object, COALESCE(a.content, '') AS content
FROM entries e
LEFT JOIN acts a ON a.tenant = e.tenant AND a.id = e.act
WHERE e.tenant = :tenant
ORDER BY e.model, e.year;

-- name: open_before
-- What people outside read of a model before a version that is not theirs to read.
SELECT content FROM acts
WHERE tenant = :tenant AND object_kind = 'model' AND object = :id AND version < :version AND visibility = 'open'
  AND content IS NOT NULL
ORDER BY version DESC
LIMIT 1;

-- name: open_before_each
-- The same of many.
SELECT m.id, a.content
FROM models m JOIN acts a ON a.tenant = m.tenant AND a.object_kind = 'model' AND a.object = m.id
WHERE m.tenant = :tenant AND m.id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))
  AND a.version = (SELECT MAX(b.version) FROM acts b
                   WHERE b.tenant = m.tenant AND b.object_kind = 'model' AND b.object = m.id
                         AND b.version < m.version AND b.visibility = 'open' AND b.content IS NOT NULL);

-- name: models_without_year
-- Every model has the row of its newest year.
SELECT m.id FROM models m
LEFT JOIN entries e ON e.tenant = m.tenant AND e.model = m.id AND e.year = m.year
WHERE m.tenant = :tenant AND e.id IS NULL
ORDER BY m.id;

-- name: years_of_model
-- Each year's registration, as its newest act left it.
SELECT year, entry, stage, result, registered_on FROM entries WHERE tenant = :tenant AND model = :model ORDER BY year;

-- name: every_model
-- For the comparison of records with their acts.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant
ORDER BY id;

-- name: models_after
-- Page by page, for making the search index anew.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND id > :after
ORDER BY id
LIMIT :most;

-- name: public_models_in
-- Those of one area, to be found by what it is called now.
SELECT id FROM models WHERE tenant = :tenant AND area = :area AND published = 1 ORDER BY id;

-- name: models_of_body
-- What a body registered before, newest first.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND body = :body AND stage <> 'withdrawn'
ORDER BY id DESC
LIMIT :most;

-- name: end_entry
-- A year's registration that was undone.
UPDATE entries SET stage = 'withdrawn', ended_at = :ended_at, act = :act
WHERE tenant = :tenant AND model = :model AND year = :year;

-- name: recognitions_of_model
-- The decisions that recognise it, also those that were undone: the page says why.
SELECT id, decision, year, number, issued_on, issuer, withdrawn, reason FROM recognitions
WHERE tenant = :tenant AND model = :model
ORDER BY id;

-- name: rounds_of_model
-- Where it stands or stood in appraisal.
SELECT c.id, c.place, c.put_in_on, r.title FROM candidates c
JOIN rounds r ON r.tenant = c.tenant AND r.id = c.round
WHERE c.tenant = :tenant AND c.model = :model
ORDER BY c.id;
