-- name: acts_of_kind
-- Every version of every object of one kind, in order.
SELECT object, version, kind, salt, content, digest FROM acts
WHERE tenant = :tenant AND object_kind = :object_kind
ORDER BY object, version;

-- name: acts_of_other_kinds
-- Kinds without a projection: only their digests can be checked.
SELECT DISTINCT object_kind FROM acts WHERE tenant = :tenant;
