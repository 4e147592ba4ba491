-- name: end_sessions_of_account
-- Whoever is signed in with it is out.
UPDATE sessions SET ended_at = :now WHERE tenant = :tenant AND account = :account AND ended_at IS NULL;

-- name: revoke_tokens_of_account
-- Programs that act in its name stop.
UPDATE api_tokens SET revoked_at = :now WHERE tenant = :tenant AND account = :account AND revoked_at IS NULL;

-- name: kill_links_of_account
-- A slip still in a drawer opens nothing.
UPDATE one_time_links SET used_at = :now WHERE tenant = :tenant AND account = :account AND used_at IS NULL;
