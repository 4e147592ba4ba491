-- name: newest_head
-- The log that the restored database knows.
SELECT log, origin, size, checkpoint, hour, epoch, holder, lease_until
FROM ledger_head
WHERE tenant = :tenant
ORDER BY log DESC
LIMIT 1;

-- name: open_log
-- The head of a new log, with its first leaf.
INSERT INTO ledger_head (tenant, log, origin, size, checkpoint, hour, epoch, holder, lease_until)
VALUES (:tenant, :log, :origin, :size, :checkpoint, :hour, :epoch, :holder, :lease_until);

-- name: all_heads
-- Every log that a database knows.
SELECT log, origin, size, checkpoint, hour, epoch, holder, lease_until
FROM ledger_head
WHERE tenant = :tenant
ORDER BY log;

-- name: keep_leaf
-- An entry: of the break, or of an old log beyond the backup.
INSERT INTO ledger_leaves (tenant, log, leaf, act, entry) VALUES (:tenant, :log, :leaf, :act, :entry);

-- name: keep_tile
-- The tile above it.
INSERT INTO ledger_tiles (tenant, log, level, tile, hashes) VALUES (:tenant, :log, :level, :tile, :hashes)
ON CONFLICT (tenant, log, level, tile) DO UPDATE SET hashes = excluded.hashes;

-- name: close_log
-- The old log ends with the last checkpoint that the world has seen.
UPDATE ledger_head SET size = :size, checkpoint = :checkpoint WHERE tenant = :tenant AND log = :log;

-- name: leaves_from
-- What a damaged database still knows beyond a backup.
SELECT leaf, entry FROM ledger_leaves
WHERE tenant = :tenant AND log = :log AND leaf >= :first
ORDER BY leaf;
