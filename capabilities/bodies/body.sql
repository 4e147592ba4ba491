-- name: all_bodies
-- The directory holds every period in memory.
SELECT id, version, body, code, name, line, area, superior, contact, valid_from, valid_to, decision, demo
FROM bodies
WHERE tenant = :tenant
ORDER BY body, valid_from;

-- name: insert_body
-- A new period of a body.
INSERT INTO bodies (tenant, id, version, body, code, name, line, area, superior, contact, valid_from, valid_to,
                    decision, demo)
VALUES (:tenant, :id, :version, :body, :code, :name, :line, :area, :superior, :contact, :valid_from, :valid_to,
        :decision, :demo);

-- name: update_body
-- A period ends or is corrected; only where nobody changed it meanwhile.
UPDATE bodies
SET version = :version, code = :code, name = :name, line = :line, area = :area, superior = :superior,
    contact = :contact, valid_from = :valid_from, valid_to = :valid_to, decision = :decision, demo = :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;
