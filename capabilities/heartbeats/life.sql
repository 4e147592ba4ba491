-- name: life_of_model
-- What was last said of a model's going on.
SELECT id, version, model, body, area, course, day, reason, lesson, reply, opened, demo
FROM lives
WHERE tenant = :tenant AND model = :model;

-- name: insert_life
-- The first time that something is said.
INSERT INTO lives (tenant, id, version, model, body, area, course, day, reason, lesson, reply, opened, demo)
VALUES (:tenant, :id, :version, :model, :body, :area, :course, :day, :reason, :lesson, :reply, :opened, :demo);

-- name: update_life
-- Only where nobody changed it meanwhile.
UPDATE lives
SET version = :version, body = :body, area = :area, course = :course, day = :day, reason = :reason, lesson = :lesson,
    reply = :reply, opened = :opened, demo = :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: every_life
-- For the comparison of records with their acts.
SELECT id, version, model, body, area, course, day, reason, lesson, reply, opened, demo
FROM lives
WHERE tenant = :tenant
ORDER BY id;
