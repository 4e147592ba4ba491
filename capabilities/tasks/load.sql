-- name: task_by_id
-- One task as it stands.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND id = :id;

-- name: tasks_by_ids
-- Many as they stand, in one question.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids));

-- name: tasks_of_document
-- What one document asks.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND document = :document
ORDER BY id
LIMIT 200;

-- name: current_tasks
-- All that is asked of anybody. Who may see what of it is asked of Eyes, so no limit may stand here.
SELECT t.id, t.version, t.document, t.body, t.area, t.text, t.product, t.sentence, t.whom, t.due_kind, t.due_on,
       t.due_days, t.counted_from, t.assigned_on, t.stage, t.reason, t.opened, t.demo
FROM tasks t JOIN documents d ON d.tenant = t.tenant AND d.id = t.document
WHERE t.tenant = :tenant AND t.stage = 'assigned' AND d.stage = 'recorded'
ORDER BY t.id DESC;

-- name: open_tasks
-- What public documents ask.
SELECT t.id, t.version, t.document, t.body, t.area, t.text, t.product, t.sentence, t.whom, t.due_kind, t.due_on,
       t.due_days, t.counted_from, t.assigned_on, t.stage, t.reason, t.opened, t.demo
FROM documents d JOIN tasks t ON t.tenant = d.tenant AND t.document = d.id
WHERE d.tenant = :tenant AND d.reach = 'open' AND d.stage = 'recorded' AND t.stage = 'assigned'
ORDER BY t.id DESC;

-- name: current_documents
-- What those tasks are of, at once: asked task by task it would be thousands of questions.
SELECT d.id, d.version, d.body, d.area, d.source, d.type, d.number, d.issuer, d.issued_at, d.issued_on, d.year,
       d.signer_office, d.subject, d.recipients, d.validity, d.valid_from, d.valid_to, d.field, d.citations,
       d.sent_to, d.reach, d.allowed_by, d.allowed_on, d.stage, d.reason, d.opened, d.file_hash, d.file_name,
       d.file_ending, d.file_size, d.pages, d.scanned, d.text_hash, d.demo
FROM documents d
WHERE d.tenant = :tenant AND d.stage = 'recorded'
      AND EXISTS (SELECT 1 FROM tasks t WHERE t.tenant = d.tenant AND t.document = d.id AND t.stage = 'assigned');

-- name: answered_periods
-- What a change of the term must not take away from the bodies that answered.
SELECT DISTINCT period FROM plans
WHERE tenant = :tenant AND task = :task
ORDER BY period;

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
