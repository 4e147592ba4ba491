-- name: insert_act
-- One version of one object, with its canonical bytes.
INSERT INTO acts (tenant, id, object_kind, object, version, kind, at, account, area, body, visibility, topics,
                  act_group, salt, content, digest)
VALUES (:tenant, :id, :object_kind, :object, :version, :kind, :at, :account, :area, :body, :visibility, :topics,
        :act_group, :salt, :content, :digest);

-- name: insert_pending
-- The sequencer gives each pending act its place in the ledger.
INSERT INTO pending_acts (tenant, act, visibility) VALUES (:tenant, :act, :visibility);

-- name: insert_count_delta
-- Counters are added to, never updated, so writers do not wait for each other.
INSERT INTO count_deltas (tenant, id, counter, delta) VALUES (:tenant, :id, :counter, :delta);

-- name: acts_of_object
-- The time line of one record.
SELECT id, object_kind, object, version, kind, at, account, area, body, visibility, topics, act_group, salt,
       COALESCE(content, '') AS content, digest
FROM acts
WHERE tenant = :tenant AND object_kind = :object_kind AND object = :object
ORDER BY version;

-- name: erase_acts
-- What was said is gone; that it was said stays.
UPDATE acts SET content = NULL, salt = NULL
WHERE tenant = :tenant AND object_kind = :object_kind AND object = :object AND content IS NOT NULL;

-- name: forget_answers
-- What its senders were answered says it too. The record's number stands in it.
DELETE FROM submissions WHERE tenant = :tenant AND answer LIKE :object;

-- name: counts_below
-- What is folded and what still waits, so that a page shows what its snapshot holds.
SELECT counter, CAST(SUM(value) AS BIGINT) AS value
FROM (SELECT counter, value FROM counts
      WHERE tenant = :tenant AND (counter = :counter OR (counter >= :first AND counter < :last))
      UNION ALL
      SELECT counter, delta AS value FROM count_deltas
      WHERE tenant = :tenant AND (counter = :counter OR (counter >= :first AND counter < :last))) AS both_parts
GROUP BY counter;

-- name: submission_by_act
-- A form sent twice is answered once.
SELECT act, account, digest, answer, at FROM submissions WHERE tenant = :tenant AND act = :act;

-- name: insert_submission
-- Kept 7 days, then swept.
INSERT INTO submissions (tenant, act, account, digest, answer, at)
VALUES (:tenant, :act, :account, :digest, :answer, :at);
