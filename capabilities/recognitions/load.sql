-- name: decision_by_id
-- One of them.
SELECT id, version, body, area, year, number, issued_on, signer, level, round, models, file_name, file_ending,
       file_size, file_hash, demo
FROM decisions
WHERE tenant = :tenant AND id = :id;

-- name: decisions_of_number
-- The first place of a number.
SELECT id, version, body, area, year, number, issued_on, signer, level, round, models, file_name, file_ending,
       file_size, file_hash, demo
FROM decisions
WHERE tenant = :tenant AND body = :body AND year = :year AND number_key = :number_key;

-- name: decisions_before
-- Newest first, page by page.
SELECT id, version, body, area, year, number, issued_on, signer, level, round, models, file_name, file_ending,
       file_size, file_hash, demo
FROM decisions
WHERE tenant = :tenant AND id < :before
ORDER BY id DESC
LIMIT :most;

-- name: withdrawn_between
-- How many recognitions of each decision were withdrawn; none is listed where all stand.
SELECT decision, COUNT(*) AS withdrawn
FROM recognitions
WHERE tenant = :tenant AND decision >= :from AND decision <= :to AND withdrawn = 1
GROUP BY decision
ORDER BY decision;

-- name: every_decision
-- For the comparison of records with their acts.
SELECT id, version, body, area, year, number, issued_on, signer, level, round, models, file_name, file_ending,
       file_size, file_hash, demo
FROM decisions
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_decision
-- A decision as it was signed.
INSERT INTO decisions (tenant, id, version, body, area, year, number, issued_on, signer, level, round, models,
                       file_name, file_ending, file_size, file_hash, demo, number_key)
VALUES (:tenant, :id, :version, :body, :area, :year, :number, :issued_on, :signer, :level, :round, :models, :file_name,
        :file_ending, :file_size, :file_hash, :demo, :number_key);

-- name: recognition_by_id
-- One of them.
SELECT id, version, decision, round, candidate, model, body, area, issuer, year, level, number, issued_on,
       signer, opened, withdrawn, withdrawn_on, reason, demo
FROM recognitions
WHERE tenant = :tenant AND id = :id;

-- name: recognitions_of_decision
-- In the order of the decision.
SELECT id, version, decision, round, candidate, model, body, area, issuer, year, level, number, issued_on,
       signer, opened, withdrawn, withdrawn_on, reason, demo
FROM recognitions
WHERE tenant = :tenant AND decision = :decision
ORDER BY id;

-- name: standing_of_model
-- What still recognises it.
SELECT id, version, decision, round, candidate, model, body, area, issuer, year, level, number, issued_on,
       signer, opened, withdrawn, withdrawn_on, reason, demo
FROM recognitions
WHERE tenant = :tenant AND model = :model AND withdrawn = 0
ORDER BY id;

-- name: every_recognition
-- For the comparison of records with their acts.
SELECT id, version, decision, round, candidate, model, body, area, issuer, year, level, number, issued_on,
       signer, opened, withdrawn, withdrawn_on, reason, demo
FROM recognitions
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_recognition
-- One model that a decision recognises.
INSERT INTO recognitions (tenant, id, version, decision, round, candidate, model, body, area, issuer, year, level,
                          number, issued_on, signer, opened, withdrawn, withdrawn_on, reason, demo, act)
VALUES (:tenant, :id, :version, :decision, :round, :candidate, :model, :body, :area, :issuer, :year, :level, :number,
        :issued_on, :signer, :opened, :withdrawn, :withdrawn_on, :reason, :demo, :act);

-- name: name_act
-- Its newest act: the receipt that its page leads to.
UPDATE recognitions SET act = :act WHERE tenant = :tenant AND id = :id;

-- name: act_of_recognition
-- The receipt that its page leads to.
SELECT act FROM recognitions WHERE tenant = :tenant AND id = :id;

-- name: act_of_decision
-- With which it was decided.
SELECT id FROM acts WHERE tenant = :tenant AND object_kind = 'recognition' AND object = :id AND version = 1;

-- name: update_recognition
-- Opened or withdrawn; only where nobody changed it meanwhile.
UPDATE recognitions
SET version = :version, opened = :opened, withdrawn = :withdrawn, withdrawn_on = :withdrawn_on, reason = :reason
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: files_of_decisions
-- What is stored, whoever it is of: nothing that a record owns is swept away.
SELECT file_hash FROM decisions WHERE file_hash <> '';
