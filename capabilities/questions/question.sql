-- name: insert_question
-- One that was asked.
INSERT INTO questions (tenant, id, version, code, model, body, area, asked_on, asker, text, state, answer, answered_on,
                       reason, opened, demo)
VALUES (:tenant, :id, :version, :code, :model, :body, :area, :asked_on, :asker, :text, :state, :answer, :answered_on,
        :reason, :opened, :demo);

-- name: update_question
-- Answered, declined or erased; only where nobody changed it meanwhile.
UPDATE questions
SET version = :version, asker = :asker, text = :text, state = :state, answer = :answer, answered_on = :answered_on, reason = :reason,
    opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: question_by_id
-- For its page in the office.
SELECT id, version, code, model, body, area, asked_on, asker, text, state, answer, answered_on, reason, opened, demo
FROM questions
WHERE tenant = :tenant AND id = :id;

-- name: question_by_code
-- For whoever asked it.
SELECT id, version, code, model, body, area, asked_on, asker, text, state, answer, answered_on, reason, opened, demo
FROM questions
WHERE tenant = :tenant AND code = :code;

-- name: questions_of_model
-- Those with an answer, newest first, a page of them.
SELECT id, version, code, model, body, area, asked_on, asker, text, state, answer, answered_on, reason, opened, demo
FROM questions
WHERE tenant = :tenant AND model = :model AND state = 'answered' AND id < :before
ORDER BY id DESC
LIMIT :most;

-- name: waiting_at_model
-- How many wait for an answer at one model.
SELECT COUNT(*) FROM questions WHERE tenant = :tenant AND model = :model AND state = 'asked';

-- name: waiting_at_body_of
-- Whose a model is, and how many questions about any of its models wait for an answer.
SELECT m.body, (SELECT COUNT(*) FROM models o
                JOIN questions q ON q.tenant = o.tenant AND q.model = o.id AND q.state = 'asked'
                WHERE o.tenant = m.tenant AND o.body = m.body) AS waiting
FROM models m
WHERE m.tenant = :tenant AND m.id = :model;

-- name: waiting_questions
-- Where those stand that wait, the oldest first: all of them, for only some are
-- the asker's, and a limit would hide those behind a flood of others.
SELECT id, area, body, model AS about FROM questions WHERE tenant = :tenant AND state = 'asked' ORDER BY id;

-- name: every_question
-- For the comparison of records with their acts.
SELECT id, version, code, model, body, area, asked_on, asker, text, state, answer, answered_on, reason, opened, demo
FROM questions
WHERE tenant = :tenant
ORDER BY id;
