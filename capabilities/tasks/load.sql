-- name: task_by_id
-- One task as it stands.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND id = :id;

-- name: tasks_of_document
-- What one document asks.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND document = :document
ORDER BY id
LIMIT 200;

-- name: current_tasks
-- What is asked of anybody, newest first.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND stage = 'assigned'
ORDER BY id DESC
LIMIT 2000;

-- name: every_task
-- For the comparison of records with their acts.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_task
-- A task assigned.
INSERT INTO tasks (tenant, id, version, document, body, area, text, product, sentence, whom, due_kind, due_on,
                   due_days, counted_from, assigned_on, stage, reason, opened, demo)
VALUES (:tenant, :id, :version, :document, :body, :area, :text, :product, :sentence, :whom, :due_kind, :due_on,
        :due_days, :counted_from, :assigned_on, :stage, :reason, :opened, :demo);

-- name: update_task
-- The next version; only where nobody changed it meanwhile.
UPDATE tasks
SET version = :version, text = :text, product = :product, sentence = :sentence, whom = :whom, due_kind = :due_kind,
    due_on = :due_on, due_days = :due_days, counted_from = :counted_from, stage = :stage, reason = :reason,
    opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: newest_open_act
-- What the receipt is of.
SELECT id FROM acts
WHERE tenant = :tenant AND object_kind = 'task' AND object = :id AND visibility = 'open'
ORDER BY version DESC
LIMIT 1;

-- name: task_in_public
-- Whether everybody may read what its acts recorded.
SELECT t.id
FROM tasks t JOIN documents d ON d.tenant = t.tenant AND d.id = t.document
WHERE t.tenant = :tenant AND t.id = :id AND t.opened = 1 AND d.reach = 'open' AND d.stage = 'recorded';
