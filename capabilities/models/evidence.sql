-- name: insert_evidence
-- One file that came in.
INSERT INTO evidence (tenant, id, version, model, body, area, caption, name, ending, size, hash, photo, thumbnail,
                      width, height, shown, opened, removed, demo)
VALUES (:tenant, :id, :version, :model, :body, :area, :caption, :name, :ending, :size, :hash, :photo, :thumbnail,
        :width, :height, :shown, :opened, :removed, :demo);

-- name: update_evidence
-- Shown, hidden or removed; only where nobody changed it meanwhile.
UPDATE evidence
SET version = :version, shown = :shown, opened = :opened, removed = :removed
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: evidence_by_id
-- One of them.
SELECT id, version, model, body, area, caption, name, ending, size, hash, photo, thumbnail, width, height, shown,
       opened, removed, demo
FROM evidence
WHERE tenant = :tenant AND id = :id;

-- name: evidence_of_model
-- In the order in which they came.
SELECT id, version, model, body, area, caption, name, ending, size, hash, photo, thumbnail, width, height, shown,
       opened, removed, demo
FROM evidence
WHERE tenant = :tenant AND model = :model
ORDER BY id;

-- name: files_of_evidence
-- What is stored, whoever it is of: nothing that a record owns is swept away.
SELECT hash FROM evidence
UNION ALL
SELECT photo FROM evidence WHERE photo <> ''
UNION ALL
SELECT thumbnail FROM evidence WHERE thumbnail <> '';

-- name: every_evidence
-- For the comparison of records with their acts.
SELECT id, version, model, body, area, caption, name, ending, size, hash, photo, thumbnail, width, height, shown,
       opened, removed, demo
FROM evidence
WHERE tenant = :tenant
ORDER BY id;
