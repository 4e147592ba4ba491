-- name: head
-- The newest log, how far it has grown, and who holds the lease.
SELECT log, origin, size, checkpoint, hour, epoch, holder, lease_until
FROM ledger_head
WHERE tenant = :tenant
ORDER BY log DESC
LIMIT 1;

-- name: insert_head
-- The first round of a log.
INSERT INTO ledger_head (tenant, log, origin, size, checkpoint, hour, epoch, holder, lease_until)
VALUES (:tenant, :log, :origin, :size, :checkpoint, :hour, :epoch, :holder, :lease_until);

-- name: advance_head
-- Only from the size and under the epoch that this round began with.
UPDATE ledger_head
SET size = :size, checkpoint = :checkpoint, hour = :hour, epoch = :epoch, holder = :holder,
    lease_until = :lease_until
WHERE tenant = :tenant AND log = :log AND size = :old_size AND epoch = :old_epoch;

-- name: pending_open
-- Open acts that wait for their leaf, oldest first.
SELECT acts.id, acts.object_kind, acts.object, acts.version, acts.kind, acts.at, acts.account, acts.area, acts.body,
       acts.visibility, acts.topics, acts.act_group, acts.salt, '' AS content, acts.digest
FROM pending_acts
JOIN acts ON acts.tenant = pending_acts.tenant AND acts.id = pending_acts.act
WHERE pending_acts.tenant = :tenant AND pending_acts.visibility = 'open'
ORDER BY pending_acts.act
LIMIT 4096;

-- name: pending_internal
-- Internal acts of hours that are over.
SELECT acts.id, acts.at, acts.digest
FROM pending_acts
JOIN acts ON acts.tenant = pending_acts.tenant AND acts.id = pending_acts.act
WHERE pending_acts.tenant = :tenant AND pending_acts.visibility = 'internal' AND acts.at < :before
ORDER BY acts.at, pending_acts.act;

-- name: insert_leaf
-- The entry as it is published.
INSERT INTO ledger_leaves (tenant, log, leaf, act, entry) VALUES (:tenant, :log, :leaf, :act, :entry);

-- name: insert_sealed
-- Which internal acts the hour's leaf covers, in order.
INSERT INTO ledger_hours (tenant, hour, place, act) VALUES (:tenant, :hour, :place, :act);

-- name: put_tile
-- A partial tile is replaced by a fuller one.
INSERT INTO ledger_tiles (tenant, log, level, tile, hashes) VALUES (:tenant, :log, :level, :tile, :hashes)
ON CONFLICT (tenant, log, level, tile) DO UPDATE SET hashes = excluded.hashes;

-- name: delete_pending
-- It has its leaf, or its hour has.
DELETE FROM pending_acts WHERE tenant = :tenant AND act = :act;

-- name: tile
-- One stored tile of hashes.
SELECT hashes FROM ledger_tiles WHERE tenant = :tenant AND log = :log AND level = :level AND tile = :tile;

-- name: deltas
-- What the counters have gained.
SELECT counter, CAST(SUM(delta) AS BIGINT) AS value, MAX(id) AS last_id FROM count_deltas WHERE tenant = :tenant GROUP BY counter;

-- name: add_count
-- Folded into what pages read.
INSERT INTO counts (tenant, counter, value) VALUES (:tenant, :counter, :value)
ON CONFLICT (tenant, counter) DO UPDATE SET value = counts.value + excluded.value;

-- name: delete_deltas
-- Up to what was folded.
DELETE FROM count_deltas WHERE tenant = :tenant AND counter = :counter AND id <= :last_id;

-- name: sweep_submissions
-- Once an hour, by the one who leads: nobody sends a form again after a week.
DELETE FROM submissions WHERE tenant = :tenant AND at < :before;
