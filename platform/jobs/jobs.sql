-- name: insert_job
-- Waits until it is due.
INSERT INTO jobs (tenant, id, kind, object, attempts, due_at, lease_until, holder, problem)
VALUES (:tenant, :id, :kind, :object, 0, :due_at, 0, 0, '');

-- name: due_job
-- The oldest that nobody holds; those that failed for good stay behind.
SELECT id, kind, object, attempts
FROM jobs
WHERE tenant = :tenant AND due_at <= :now AND lease_until < :now AND attempts < :most
ORDER BY due_at, id
LIMIT 1;

-- name: lease_job
-- Only one of several runners gets it; a runner that dies loses its lease.
UPDATE jobs
SET holder = :holder, lease_until = :until, attempts = attempts + 1
WHERE tenant = :tenant AND id = :id AND lease_until < :now;

-- name: hold_job
-- Whoever has it in hand keeps it; one that lost it does not get it back.
UPDATE jobs SET lease_until = :until
WHERE tenant = :tenant AND kind = :kind AND object = :object AND lease_until >= :now;

-- name: delete_job
-- Done.
DELETE FROM jobs WHERE tenant = :tenant AND id = :id;

-- name: postpone_job
-- Failed: later again, with what was wrong.
UPDATE jobs SET lease_until = 0, due_at = :due_at, problem = :problem WHERE tenant = :tenant AND id = :id;

-- name: waiting_jobs
-- Whether a page should say that work goes on.
SELECT COUNT(*) FROM jobs
WHERE tenant = :tenant AND kind = :kind AND object = :object AND attempts < :most;
