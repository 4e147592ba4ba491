-- name: credentials_by_login
-- Signing in.
SELECT a.id AS account, a.login, a.name, a.state, p.hash,
       CASE WHEN EXISTS (SELECT 1 FROM second_factors f WHERE f.tenant = a.tenant AND f.account = a.id)
            THEN 1 ELSE 0 END AS has_app,
       CASE WHEN EXISTS (SELECT 1 FROM card_codes c WHERE c.tenant = a.tenant AND c.account = a.id)
            THEN 1 ELSE 0 END AS has_card
FROM accounts a
LEFT JOIN passwords p ON p.tenant = a.tenant AND p.account = a.id
WHERE a.tenant = :tenant AND a.login = :login;

-- name: credentials_by_account
-- For one who is signed in or about to be.
SELECT a.id AS account, a.login, a.name, a.state, p.hash,
       CASE WHEN EXISTS (SELECT 1 FROM second_factors f WHERE f.tenant = a.tenant AND f.account = a.id)
            THEN 1 ELSE 0 END AS has_app,
       CASE WHEN EXISTS (SELECT 1 FROM card_codes c WHERE c.tenant = a.tenant AND c.account = a.id)
            THEN 1 ELSE 0 END AS has_card
FROM accounts a
LEFT JOIN passwords p ON p.tenant = a.tenant AND p.account = a.id
WHERE a.tenant = :tenant AND a.id = :account;

-- name: put_password
-- The first, or another.
INSERT INTO passwords (tenant, account, hash, changed_at)
VALUES (:tenant, :account, :hash, :now)
ON CONFLICT (tenant, account) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at;
