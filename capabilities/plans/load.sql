-- name: plan_of
-- What one body said of a task in one period.
SELECT id, version, task, period, body, area, stage, promise, document, planned_on, progress, progress_on, done_on, result,
       signer_office, evidence, submitted_on, reason, decided_on, demo
FROM plans
WHERE tenant = :tenant AND task = :task AND period = :period AND body = :body;

-- name: plans_of_task
-- What all bodies said of a task.
SELECT id, version, task, period, body, area, stage, promise, document, planned_on, progress, progress_on, done_on, result,
       signer_office, evidence, submitted_on, reason, decided_on, demo
FROM plans
WHERE tenant = :tenant AND task = :task;

-- name: plans_of_document
-- How each part stands of all that a document asks.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, '' AS promise, p.document, p.planned_on, '' AS progress,
       p.progress_on, p.done_on, '' AS result, '' AS signer_office, '' AS evidence, p.submitted_on, '' AS reason,
       p.decided_on, p.demo
FROM tasks t JOIN plans p ON p.tenant = t.tenant AND p.task = t.id
WHERE t.tenant = :tenant AND t.document = :document;

-- name: plans_of_body
-- How one body stands in all that it answered.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, '' AS promise, p.document, p.planned_on, '' AS progress,
       p.progress_on, p.done_on, '' AS result, '' AS signer_office, '' AS evidence, p.submitted_on, '' AS reason,
       p.decided_on, p.demo
FROM plans p
WHERE p.tenant = :tenant AND p.body = :body;

-- name: plans_of_public
-- How each part stands of all that public documents ask.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, '' AS promise, p.document, p.planned_on, '' AS progress,
       p.progress_on, p.done_on, '' AS result, '' AS signer_office, '' AS evidence, p.submitted_on, '' AS reason,
       p.decided_on, p.demo
FROM documents d JOIN tasks t ON t.tenant = d.tenant AND t.document = d.id
     JOIN plans p ON p.tenant = t.tenant AND p.task = t.id
WHERE d.tenant = :tenant AND d.reach = 'open' AND d.stage = 'recorded' AND t.stage = 'assigned';

-- name: plans_of_current
-- How each part stands of all that is asked of anybody now.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, '' AS promise, p.document, p.planned_on, '' AS progress,
       p.progress_on, p.done_on, '' AS result, '' AS signer_office, '' AS evidence, p.submitted_on, '' AS reason,
       p.decided_on, p.demo
FROM plans p JOIN tasks t ON t.tenant = p.tenant AND t.id = p.task
WHERE p.tenant = :tenant AND t.stage = 'assigned';

-- name: every_plan
-- For the comparison of records with their acts.
SELECT id, version, task, period, body, area, stage, promise, document, planned_on, progress, progress_on, done_on, result,
       signer_office, evidence, submitted_on, reason, decided_on, demo
FROM plans
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_plan
-- The first word of a body.
INSERT INTO plans (tenant, id, version, task, period, body, area, stage, promise, document, planned_on, progress,
                   progress_on, done_on, result, signer_office, evidence, submitted_on, reason, decided_on, demo)
VALUES (:tenant, :id, :version, :task, :period, :body, :area, :stage, :promise, :document, :planned_on, :progress,
        :progress_on, :done_on, :result, :signer_office, :evidence, :submitted_on, :reason, :decided_on, :demo);

-- name: update_plan
-- The next word; only where nobody changed it meanwhile.
UPDATE plans
SET version = :version, stage = :stage, promise = :promise, document = :document, planned_on = :planned_on,
    progress = :progress, progress_on = :progress_on, done_on = :done_on, result = :result,
    signer_office = :signer_office, evidence = :evidence, submitted_on = :submitted_on, reason = :reason,
    decided_on = :decided_on
WHERE tenant = :tenant AND id = :id AND version = :version - 1;
