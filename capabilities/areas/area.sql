-- name: all_areas
-- The atlas holds every period in memory.
SELECT id, version, area, code, name, full_name, kind, parent, valid_from, valid_to, decision, demo
FROM areas
WHERE tenant = :tenant
ORDER BY area, valid_from;

-- name: all_area_changes
-- What became of the areas that are gone.
SELECT id, version, kind, day, from_area, to_area, principal, decision
FROM area_changes
WHERE tenant = :tenant
ORDER BY day, id;

-- name: insert_area
-- A new period of an area.
INSERT INTO areas (tenant, id, version, area, code, name, full_name, kind, parent, valid_from, valid_to, decision, demo)
VALUES (:tenant, :id, :version, :area, :code, :name, :full_name, :kind, :parent, :valid_from, :valid_to, :decision,
        :demo);

-- name: update_area
-- A period ends or is corrected; only where nobody changed it meanwhile.
UPDATE areas
SET version = :version, area = :area, code = :code, name = :name, full_name = :full_name, kind = :kind,
    parent = :parent, valid_from = :valid_from, valid_to = :valid_to, decision = :decision, demo = :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: insert_area_change
-- One arrow from an area to its successor.
INSERT INTO area_changes (tenant, id, version, kind, day, from_area, to_area, principal, decision)
VALUES (:tenant, :id, :version, :kind, :day, :from_area, :to_area, :principal, :decision);
