-- name: standing
-- Whether an act is public, and which leaf it has in the newest log that holds it.
SELECT acts.visibility, ledger_leaves.leaf, ledger_leaves.log
FROM acts
LEFT JOIN ledger_leaves ON ledger_leaves.tenant = acts.tenant AND ledger_leaves.act = acts.id
WHERE acts.tenant = :tenant AND acts.id = :act
ORDER BY ledger_leaves.log DESC
LIMIT 1;

-- name: entry_of
-- The published bytes of one leaf.
SELECT entry FROM ledger_leaves WHERE tenant = :tenant AND log = :log AND leaf = :leaf;

-- name: entries
-- The bundle of up to 256 entries from a leaf on.
SELECT entry FROM ledger_leaves
WHERE tenant = :tenant AND log = :log AND leaf >= :first AND leaf < :last
ORDER BY leaf;

-- name: head_of_log
-- A log that ended when a backup was restored stays readable.
SELECT log, origin, size, checkpoint, hour, epoch, holder, lease_until
FROM ledger_head
WHERE tenant = :tenant AND log = :log;

-- name: earlier_logs
-- Those that ended before this one began.
SELECT log, origin, size FROM ledger_head WHERE tenant = :tenant AND log < :log ORDER BY log;

-- name: act_by_id
-- The act behind a receipt.
SELECT id, object_kind, object, version, kind, at, account, area, body, visibility, topics, act_group, salt,
       COALESCE(content, '') AS content, digest
FROM acts
WHERE tenant = :tenant AND id = :act;

-- name: later_open_act
-- A later open act of the same object, if any: what the page says today.
SELECT id FROM acts
WHERE tenant = :tenant AND object_kind = :object_kind AND object = :object AND version > :version
  AND visibility = 'open'
LIMIT 1;
