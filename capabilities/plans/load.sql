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
-- What all bodies said of all that a document asks.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, p.promise, p.document, p.planned_on, p.progress, p.progress_on, p.done_on, p.result,
       p.signer_office, p.evidence, p.submitted_on, p.reason, p.decided_on, p.demo
FROM tasks t JOIN plans p ON p.tenant = t.tenant AND p.task = t.id
WHERE t.tenant = :tenant AND t.document = :document;

-- name: plans_of_body
-- What one body said of anything.
SELECT id, version, task, period, body, area, stage, promise, document, planned_on, progress, progress_on, done_on, result,
       signer_office, evidence, submitted_on, reason, decided_on, demo
FROM plans
WHERE tenant = :tenant AND body = :body;

-- name: plans_of_current
-- What was said of all that is asked of anybody now.
SELECT p.id, p.version, p.task, p.period, p.body, p.area, p.stage, p.promise, p.document, p.planned_on, p.progress, p.progress_on, p.done_on, p.result,
       p.signer_office, p.evidence, p.submitted_on, p.reason, p.decided_on, p.demo
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
