-- name: session_by_id
-- The one this request came by.
SELECT id, account, stage, shared_computer, device, started_at, last_seen_at, ended_at
FROM sessions
WHERE tenant = :tenant AND id = :id;

-- name: session_by_hash
-- Who sends this cookie, with what must be known of the account.
SELECT s.id, s.account, s.stage, s.shared_computer, s.device, s.started_at, s.last_seen_at, s.ended_at, a.name,
       a.state
FROM sessions s
JOIN accounts a ON a.tenant = s.tenant AND a.id = s.account
WHERE s.tenant = :tenant AND s.hash = :hash;

-- name: open_sessions
-- For the person's own list; what has run out is left out afterwards.
SELECT id, account, stage, shared_computer, device, started_at, last_seen_at, ended_at
FROM sessions
WHERE tenant = :tenant AND account = :account AND ended_at IS NULL AND stage = 'full' AND started_at > :since
ORDER BY last_seen_at DESC, id DESC
LIMIT 100;

-- name: insert_session
-- A sign-in, as far as it has come.
INSERT INTO sessions (tenant, id, account, hash, stage, shared_computer, device, started_at, last_seen_at, ended_at)
VALUES (:tenant, :id, :account, :hash, :stage, :shared_computer, :device, :started_at, :last_seen_at, :ended_at);

-- name: complete_session
-- Another token, so that one seen before the second step is worth nothing.
UPDATE sessions SET stage = 'full', hash = :hash, started_at = :now, last_seen_at = :now
WHERE tenant = :tenant AND id = :id AND ended_at IS NULL;

-- name: touch_session
-- At most once a minute for each session.
UPDATE sessions SET last_seen_at = :now
WHERE tenant = :tenant AND id = :id AND ended_at IS NULL AND last_seen_at < :now;

-- name: end_session
-- Signed out, or ended from another place.
UPDATE sessions SET ended_at = :now WHERE tenant = :tenant AND id = :id AND ended_at IS NULL;

-- name: end_other_sessions
-- Everywhere but here.
UPDATE sessions SET ended_at = :now
WHERE tenant = :tenant AND account = :account AND id <> :kept AND ended_at IS NULL;

-- name: sweep_sessions
-- What ran out long ago tells nothing any more.
DELETE FROM sessions WHERE tenant = :tenant AND started_at < :before;

-- name: token_by_hash
-- Which account a program acts for.
SELECT t.account, a.name, a.state, t.expires_at
FROM api_tokens t
JOIN accounts a ON a.tenant = t.tenant AND a.id = t.account
WHERE t.tenant = :tenant AND t.hash = :hash AND t.revoked_at IS NULL;
