-- name: insert_consultation
-- A list is published.
INSERT INTO consultations (tenant, id, version, round, body, area, title, opened_on, closes_on, candidates, models, note,
                           stopped, reason, demo)
VALUES (:tenant, :id, :version, :round, :body, :area, :title, :opened_on, :closes_on, :candidates, :models, :note,
        :stopped, :reason, :demo);

-- name: update_consultation
-- Stopped; only where nobody changed it meanwhile.
UPDATE consultations SET version = :version, stopped = :stopped, reason = :reason
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: consultation_by_id
-- For its page.
SELECT id, version, round, body, area, title, opened_on, closes_on, candidates, models, note, stopped, reason, demo
FROM consultations
WHERE tenant = :tenant AND id = :id;

-- name: consultations_of_round
-- The newest first.
SELECT id, version, round, body, area, title, opened_on, closes_on, candidates, models, note, stopped, reason, demo
FROM consultations
WHERE tenant = :tenant AND round = :round
ORDER BY id DESC;

-- name: running_consultations
-- Those that people may still speak to.
SELECT id, version, round, body, area, title, opened_on, closes_on, candidates, models, note, stopped, reason, demo
FROM consultations
WHERE tenant = :tenant AND closes_on >= :today AND stopped = 0
ORDER BY closes_on, id
LIMIT 500;

-- name: consultations_before
-- Of all, the newest first.
SELECT id, version, round, body, area, title, opened_on, closes_on, candidates, models, note, stopped, reason, demo
FROM consultations
WHERE tenant = :tenant AND id < :before
ORDER BY id DESC
LIMIT :most;

-- name: every_consultation
-- For the comparison of records with their acts.
SELECT id, version, round, body, area, title, opened_on, closes_on, candidates, models, note, stopped, reason, demo
FROM consultations
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_opinion
-- One that was sent.
INSERT INTO opinions (tenant, id, version, code, consultation, model, body, area, sent_on, text, state, reply, replied_on,
                      reason, opened, demo)
VALUES (:tenant, :id, :version, :code, :consultation, :model, :body, :area, :sent_on, :text, :state, :reply, :replied_on,
        :reason, :opened, :demo);

-- name: update_opinion
-- Published, held back or erased; only where nobody changed it meanwhile.
UPDATE opinions
SET version = :version, text = :text, state = :state, reply = :reply, replied_on = :replied_on, reason = :reason, opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: opinion_by_id
-- For its page in the office.
SELECT id, version, code, consultation, model, body, area, sent_on, text, state, reply, replied_on, reason, opened, demo
FROM opinions
WHERE tenant = :tenant AND id = :id;

-- name: opinion_by_code
-- For whoever sent it.
SELECT id, version, code, consultation, model, body, area, sent_on, text, state, reply, replied_on, reason, opened, demo
FROM opinions
WHERE tenant = :tenant AND code = :code;

-- name: published_opinions
-- What everybody reads, in the order in which they came, a page of them.
SELECT id, version, code, consultation, model, body, area, sent_on, text, state, reply, replied_on, reason, opened, demo
FROM opinions
WHERE tenant = :tenant AND consultation = :consultation AND state = 'published' AND id > :after
ORDER BY id
LIMIT :most;

-- name: unread_of_consultation
-- How many wait for an answer.
SELECT COUNT(*) FROM opinions WHERE tenant = :tenant AND consultation = :consultation AND state = 'sent';

-- name: unread_opinions
-- Where those stand that wait, the oldest first: all of them, for only some are
-- the reader's, and a limit would hide those behind a flood of others.
SELECT id, area, body, CASE WHEN model = 0 THEN consultation ELSE model END AS about
FROM opinions WHERE tenant = :tenant AND state = 'sent' ORDER BY id;

-- name: every_opinion
-- For the comparison of records with their acts.
SELECT id, version, code, consultation, model, body, area, sent_on, text, state, reply, replied_on, reason, opened, demo
FROM opinions
WHERE tenant = :tenant
ORDER BY id;
