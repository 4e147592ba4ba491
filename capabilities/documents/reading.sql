-- name: insert_intake
-- A file that came in.
INSERT INTO readings (tenant, id, body, area, account, at, name, ending, hash, size, state, page, of_pages, problem,
                      text, pages, header)
VALUES (:tenant, :id, :body, :area, :account, :at, :name, :ending, :hash, :size, :state, :page, :of_pages, :problem,
        :text, :pages, :header);

-- name: intake_by_id
-- With what was read of it.
SELECT id, body, area, account, at, name, ending, hash, size, state, page, of_pages, problem, text, pages, header
FROM readings
WHERE tenant = :tenant AND id = :id;

-- name: intakes_of_account
-- What waits for somebody; the words stay where they are.
SELECT id, body, area, account, at, name, ending, hash, size, state, page, of_pages, problem, '' AS text, '' AS pages, '' AS header
FROM readings
WHERE tenant = :tenant AND account = :account
ORDER BY id DESC
LIMIT 100;

-- name: intakes_before
-- What nobody came back for.
SELECT id, body, area, account, at, name, ending, hash, size, state, page, of_pages, problem, '' AS text, '' AS pages, '' AS header
FROM readings
WHERE tenant = :tenant AND at < :before
ORDER BY id
LIMIT 20;

-- name: begin_reading
-- The job has it in hand.
UPDATE readings SET state = 'reading' WHERE tenant = :tenant AND id = :id AND state IN ('waiting', 'reading');

-- name: at_page
-- How far it is; no row where somebody stopped it.
UPDATE readings SET page = :page, of_pages = :of_pages
WHERE tenant = :tenant AND id = :id AND state = 'reading';

-- name: end_reading
-- What came of it, unless somebody stopped it meanwhile.
UPDATE readings
SET state = :state, problem = :problem, hash = :hash, name = :name, ending = :ending, size = :size, text = :text,
    pages = :pages, of_pages = :of_pages, header = :header
WHERE tenant = :tenant AND id = :id AND state = 'reading';

-- name: delete_intake
-- Confirmed, or thrown away.
DELETE FROM readings WHERE tenant = :tenant AND id = :id;

-- name: uses_of_file
-- Whether the bytes are needed by anything else.
-- The same paper may have been sent as evidence of a model, too. What has an index is
-- asked first; the rest only where that owns nothing.
SELECT CASE
         WHEN EXISTS (SELECT 1 FROM readings r WHERE r.tenant = :tenant AND r.hash = :hash AND r.id <> :id)
              OR EXISTS (SELECT 1 FROM documents d WHERE d.tenant = :tenant AND d.file_hash = :hash) THEN 1
         WHEN EXISTS (SELECT 1 FROM evidence e
                      WHERE e.tenant = :tenant AND (e.hash = :hash OR e.photo = :hash OR e.thumbnail = :hash))
              OR EXISTS (SELECT 1 FROM import_files f WHERE f.tenant = :tenant AND f.hash = :hash)
              OR EXISTS (SELECT 1 FROM decisions s WHERE s.tenant = :tenant AND s.file_hash = :hash)
              OR EXISTS (SELECT 1 FROM meetings m WHERE m.tenant = :tenant AND m.file_hash = :hash) THEN 1
         ELSE 0
       END AS uses
FROM (SELECT 1 AS one) AS once;
