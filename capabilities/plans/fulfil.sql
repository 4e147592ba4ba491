-- name: fulfilments_of_task
-- What is said to fulfil a task.
SELECT id, version, task, period, body, area, model, document, pointed_on, removed, removed_for, demo
FROM fulfilments
WHERE tenant = :tenant AND task = :task AND removed = 0
ORDER BY id;

-- name: standing_models_of_task
-- Of these those whose model is not withdrawn: what the count of models goes by.
SELECT f.id
FROM fulfilments f JOIN models m ON m.tenant = f.tenant AND m.id = f.model
WHERE f.tenant = :tenant AND f.task = :task AND f.removed = 0 AND m.stage <> 'withdrawn'
ORDER BY f.id;

-- name: fulfilments_of_model
-- Which tasks one model is said to fulfil.
SELECT id, version, task, period, body, area, model, document, pointed_on, removed, removed_for, demo
FROM fulfilments
WHERE tenant = :tenant AND model = :model AND removed = 0
ORDER BY id;

-- name: documents_behind_model
-- The documents of these tasks: what the model's page tells changes with their reach.
SELECT DISTINCT t.document AS id
FROM fulfilments f JOIN tasks t ON t.tenant = f.tenant AND t.id = f.task
WHERE f.tenant = :tenant AND f.model = :model AND f.removed = 0;

-- name: fulfilment_by_id
-- One, to be taken back.
SELECT id, version, task, period, body, area, model, document, pointed_on, removed, removed_for, demo
FROM fulfilments
WHERE tenant = :tenant AND id = :id;

-- name: same_fulfilment
-- The same thing is said once.
SELECT id
FROM fulfilments
WHERE tenant = :tenant AND task = :task AND period = :period AND body = :body AND model = :model
      AND document = :document AND removed = 0;

-- name: models_to_point
-- What a body may choose from, newest first.
SELECT id
FROM models
WHERE tenant = :tenant AND body = :body AND stage NOT IN ('draft', 'withdrawn')
ORDER BY id DESC
LIMIT 60;

-- name: every_fulfilment
-- For the comparison of records with their acts.
SELECT id, version, task, period, body, area, model, document, pointed_on, removed, removed_for, demo
FROM fulfilments
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_fulfilment
-- A body says that something fulfils its part.
INSERT INTO fulfilments (tenant, id, version, task, period, body, area, model, document, pointed_on, removed,
                         removed_for, demo)
VALUES (:tenant, :id, :version, :task, :period, :body, :area, :model, :document, :pointed_on, :removed,
        :removed_for, :demo);

-- name: update_fulfilment
-- Taken back, with the reason.
UPDATE fulfilments
SET version = :version, removed = :removed, removed_for = :removed_for
WHERE tenant = :tenant AND id = :id AND version = :version - 1;
