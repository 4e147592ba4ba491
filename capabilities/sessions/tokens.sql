-- name: tokens_of_account
-- For the person's own list.
SELECT id, name, made_at, expires_at
FROM api_tokens
WHERE tenant = :tenant AND account = :account AND revoked_at IS NULL AND expires_at > :now
ORDER BY made_at DESC, id DESC;

-- name: insert_token
-- Only its hash is kept.
INSERT INTO api_tokens (tenant, id, account, name, hash, made_at, expires_at, revoked_at)
VALUES (:tenant, :id, :account, :name, :hash, :made_at, :expires_at, NULL);

-- name: own_tokens
-- Whether one with this number is this person's, revoked or not.
SELECT COUNT(*) AS n FROM api_tokens WHERE tenant = :tenant AND id = :id AND account = :account;

-- name: revoke_token
-- One's own alone.
UPDATE api_tokens SET revoked_at = :now
WHERE tenant = :tenant AND id = :id AND account = :account AND revoked_at IS NULL;
