-- name: insert_movement
-- One that was launched.
INSERT INTO movements (tenant, id, version, kind, name, body, area, first_year, last_year, basis, sort_key, demo)
VALUES (:tenant, :id, :version, :kind, :name, :body, :area, :first_year, :last_year, :basis, :sort_key, :demo);

-- name: update_movement
-- Only where nobody changed it meanwhile.
UPDATE movements
SET version = :version, kind = :kind, name = :name, first_year = :first_year, last_year = :last_year,
    basis = :basis, sort_key = :sort_key
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: movements_in_order
-- All of them; a province has few.
SELECT id, version, kind, name, body, area, first_year, last_year, basis, demo
FROM movements
WHERE tenant = :tenant
ORDER BY sort_key, id
LIMIT 1000;

-- name: movement_by_id
-- For its page.
SELECT id, version, kind, name, body, area, first_year, last_year, basis, demo
FROM movements
WHERE tenant = :tenant AND id = :id;

-- name: every_movement
-- For the comparison of records with their acts.
SELECT id, version, kind, name, body, area, first_year, last_year, basis, demo
FROM movements
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_theme
-- The first word on a year.
INSERT INTO themes (tenant, id, version, movement, year, theme, body, area, demo)
VALUES (:tenant, :id, :version, :movement, :year, :theme, :body, :area, :demo);

-- name: update_theme
-- Said otherwise; only where nobody changed it meanwhile.
UPDATE themes SET version = :version, theme = :theme
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: themes_of_movement
-- Of each year, the newest first.
SELECT id, version, movement, year, theme, body, area, demo
FROM themes
WHERE tenant = :tenant AND movement = :movement
ORDER BY year DESC;

-- name: every_theme
-- For the comparison of records with their acts.
SELECT id, version, movement, year, theme, body, area, demo FROM themes WHERE tenant = :tenant ORDER BY id;

-- name: insert_membership
-- From now on the model counts in that movement.
INSERT INTO memberships (tenant, id, version, model, movement, body, area, since_year, gone, opened, demo)
VALUES (:tenant, :id, :version, :model, :movement, :body, :area, :since_year, :gone, :opened, :demo);

-- name: update_membership
-- Left, or joined again; only where nobody changed it meanwhile.
UPDATE memberships SET version = :version, since_year = :since_year, gone = :gone, opened = :opened
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: memberships_of_model
-- Of one model, those that it left too.
SELECT id, version, model, movement, body, area, since_year, gone, opened, demo
FROM memberships
WHERE tenant = :tenant AND model = :model
ORDER BY id;

-- name: every_membership
-- For the comparison of records with their acts.
SELECT id, version, model, movement, body, area, since_year, gone, opened, demo
FROM memberships
WHERE tenant = :tenant
ORDER BY id;

-- name: models_in_movement
-- Public models that belong to it, in name order from one on.
SELECT m.id
FROM memberships b
JOIN models m ON m.tenant = b.tenant AND m.id = b.model
WHERE b.tenant = :tenant AND b.movement = :movement AND b.gone = 0 AND m.published = 1 AND m.stage <> 'withdrawn'
  AND (m.sort_key, m.id) > (:key, :after)
ORDER BY m.sort_key, m.id
LIMIT :most;

-- name: key_of_member
-- Where a page of the list begins: only one of the list has a place in it.
SELECT m.sort_key FROM memberships b
JOIN models m ON m.tenant = b.tenant AND m.id = b.model
WHERE b.tenant = :tenant AND b.movement = :movement AND b.model = :id AND b.gone = 0 AND m.published = 1
  AND m.stage <> 'withdrawn';

-- name: members
-- Which models count in its summary, and from which year on.
SELECT model, since_year FROM memberships WHERE tenant = :tenant AND movement = :movement AND gone = 0;
