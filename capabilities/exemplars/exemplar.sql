-- name: exemplar_by_id
-- One record as it stands.
SELECT id, version, name, office, field, merit, year, body, area, decision, decided_on, decided_by, basis, basis_text,
       basis_on, stage, reason, opened, demo
FROM exemplars
WHERE tenant = :tenant AND id = :id;

-- name: insert_exemplar
-- A person proposed.
INSERT INTO exemplars (tenant, id, version, name, office, field, merit, year, body, area, decision, decided_on,
                       decided_by, basis, basis_text, basis_on, stage, reason, opened, demo, sort_key)
VALUES (:tenant, :id, :version, :name, :office, :field, :merit, :year, :body, :area, :decision, :decided_on,
        :decided_by, :basis, :basis_text, :basis_on, :stage, :reason, :opened, :demo, :sort_key);

-- name: update_exemplar
-- The next version; only where nobody changed it meanwhile.
UPDATE exemplars
SET version = :version, name = :name, office = :office, field = :field, merit = :merit, year = :year, body = :body,
    area = :area, decision = :decision, decided_on = :decided_on, decided_by = :decided_by, basis = :basis,
    basis_text = :basis_text, basis_on = :basis_on, stage = :stage, reason = :reason, opened = :opened, demo = :demo,
    sort_key = :sort_key
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: exemplars_after
-- In name order from one person on.
SELECT id, version, name, office, field, merit, year, body, area, decision, decided_on, decided_by, basis, basis_text,
       basis_on, stage, reason, opened, demo
FROM exemplars
WHERE tenant = :tenant AND (sort_key, id) > (:key, :id)
ORDER BY sort_key, id
LIMIT :most;

-- name: key_of_exemplar
-- Where a page of the list begins.
SELECT sort_key FROM exemplars WHERE tenant = :tenant AND id = :id;

-- name: every_exemplar
-- For the comparison of records with their acts.
SELECT id, version, name, office, field, merit, year, body, area, decision, decided_on, decided_by, basis, basis_text,
       basis_on, stage, reason, opened, demo
FROM exemplars
WHERE tenant = :tenant
ORDER BY id;
