-- name: logs_stored
-- Every log that left anything behind, with what its head says.
SELECT stored.log, COALESCE(ledger_head.origin, '') AS origin, COALESCE(ledger_head.checkpoint, '') AS checkpoint
FROM (SELECT log FROM ledger_head WHERE tenant = :tenant
      UNION SELECT log FROM ledger_leaves WHERE tenant = :tenant) AS stored
LEFT JOIN ledger_head ON ledger_head.tenant = :tenant AND ledger_head.log = stored.log
ORDER BY stored.log;

-- name: leaves_of_log
-- What is published with the act behind it; without one where the act is gone.
SELECT ledger_leaves.leaf, ledger_leaves.act, ledger_leaves.entry, acts.id, acts.object_kind, acts.object,
       acts.version, acts.kind, acts.at, acts.body, acts.visibility, acts.digest
FROM ledger_leaves
LEFT JOIN acts ON acts.tenant = ledger_leaves.tenant AND acts.id = ledger_leaves.act
WHERE ledger_leaves.tenant = :tenant AND ledger_leaves.log = :log
ORDER BY ledger_leaves.leaf;

-- name: tiles_of_log
-- To be compared with those that the leaves make.
SELECT level, tile, hashes FROM ledger_tiles WHERE tenant = :tenant AND log = :log;

-- name: sealed_acts
-- What each hour's leaf is made of, in its order.
SELECT ledger_hours.hour, ledger_hours.act, acts.visibility, acts.digest
FROM ledger_hours
LEFT JOIN acts ON acts.tenant = ledger_hours.tenant AND acts.id = ledger_hours.act
WHERE ledger_hours.tenant = :tenant
ORDER BY ledger_hours.hour, ledger_hours.place;

-- name: acts_nowhere
-- Neither in the ledger nor on the way there.
SELECT id FROM acts WHERE tenant = :tenant
EXCEPT SELECT act FROM ledger_leaves WHERE tenant = :tenant
EXCEPT SELECT act FROM ledger_hours WHERE tenant = :tenant
EXCEPT SELECT act FROM pending_acts WHERE tenant = :tenant
ORDER BY id;

-- name: pending_otherwise
-- Waiting for a place that is not theirs.
SELECT pending_acts.act
FROM pending_acts
LEFT JOIN acts ON acts.tenant = pending_acts.tenant AND acts.id = pending_acts.act
WHERE pending_acts.tenant = :tenant AND (acts.id IS NULL OR acts.visibility <> pending_acts.visibility)
ORDER BY pending_acts.act;
