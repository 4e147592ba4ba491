-- name: acts_of_kind
-- Every version of every object of one kind, in order.
SELECT object, version, salt, content, digest FROM acts
WHERE tenant = :tenant AND object_kind = :object_kind
ORDER BY object, version;

-- name: acts_of_other_kinds
-- Kinds without a projection: only their digests can be checked.
SELECT DISTINCT object_kind FROM acts WHERE tenant = :tenant;

-- name: leaves_with_acts
-- What is published against the act behind it.
SELECT ledger_leaves.leaf, ledger_leaves.entry, acts.id, acts.object_kind, acts.object, acts.version, acts.kind,
       acts.at, acts.body, acts.digest
FROM ledger_leaves
JOIN acts ON acts.tenant = ledger_leaves.tenant AND acts.id = ledger_leaves.act
WHERE ledger_leaves.tenant = :tenant AND ledger_leaves.log = :log
ORDER BY ledger_leaves.leaf;

-- name: log_entries
-- The log from its first leaf on.
SELECT entry FROM ledger_leaves WHERE tenant = :tenant AND log = :log AND leaf < :size ORDER BY leaf;
