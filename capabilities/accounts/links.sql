-- name: insert_link
-- The token itself is nowhere: only its hash.
INSERT INTO one_time_links (tenant, id, version, account, purpose, expires_at, hash, used_at)
VALUES (:tenant, :id, :version, :account, :purpose, :expires_at, :hash, NULL);

-- name: link_by_hash
-- A link that was neither used nor has run out.
SELECT id, version, account, purpose, expires_at
FROM one_time_links
WHERE tenant = :tenant AND hash = :hash AND used_at IS NULL AND expires_at > :now;

-- name: use_one_link
-- It works once.
UPDATE one_time_links SET used_at = :now WHERE tenant = :tenant AND id = :id AND used_at IS NULL;

-- name: end_links_of_account
-- A new link makes the ones before it worthless, as does the end of the account.
UPDATE one_time_links SET used_at = :now WHERE tenant = :tenant AND account = :account AND used_at IS NULL;

-- name: has_password
-- Whether the person has ever finished the first sign-in.
SELECT COUNT(*) AS n FROM passwords WHERE tenant = :tenant AND account = :account;

-- name: every_link
-- For the comparison of records with their acts.
SELECT id, version, account, purpose, expires_at FROM one_time_links WHERE tenant = :tenant ORDER BY id;
