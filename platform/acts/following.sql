-- name: newest_act
-- Where following begins.
SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM acts WHERE tenant = :tenant;

-- name: acts_of_others
-- The node stands in the id above its 12 bits of counter.
SELECT id, topics FROM acts
WHERE tenant = :tenant AND id > :after AND (id / 4096) % 1024 <> :node
ORDER BY id;
