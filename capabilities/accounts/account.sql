-- name: account_by_login
-- Signing in, and finding by hand.
SELECT id, version, login, name, state, demo FROM accounts WHERE tenant = :tenant AND login = :login;

-- name: account_by_id
-- One record as it stands.
SELECT id, version, login, name, state, demo FROM accounts WHERE tenant = :tenant AND id = :id;

-- name: insert_account
-- A new person.
INSERT INTO accounts (tenant, id, version, login, name, state, demo, sort_key, search_key)
VALUES (:tenant, :id, :version, :login, :name, :state, :demo, :sort_key, :search_key);

-- name: update_account
-- The next version; only where nobody changed it meanwhile.
UPDATE accounts
SET version = :version, login = :login, name = :name, state = :state, demo = :demo, sort_key = :sort_key,
    search_key = :search_key
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: every_account
-- For the comparison of records with their acts.
SELECT id, version, login, name, state, demo FROM accounts WHERE tenant = :tenant ORDER BY id;

-- name: posts_of_account
-- What a person is and was, the newest first.
SELECT id, version, account, role, body, valid_from, valid_to, decision, demo
FROM posts
WHERE tenant = :tenant AND account = :account
ORDER BY valid_from DESC, id DESC;

-- name: post_by_id
-- One record as it stands.
SELECT id, version, account, role, body, valid_from, valid_to, decision, demo
FROM posts
WHERE tenant = :tenant AND id = :id;

-- name: insert_post
-- A person begins in a post.
INSERT INTO posts (tenant, id, version, account, role, body, valid_from, valid_to, decision, demo)
VALUES (:tenant, :id, :version, :account, :role, :body, :valid_from, :valid_to, :decision, :demo);

-- name: update_post
-- The next version; only where nobody changed it meanwhile.
UPDATE posts
SET version = :version, account = :account, role = :role, body = :body, valid_from = :valid_from,
    valid_to = :valid_to, decision = :decision, demo = :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: every_post
-- For the comparison of records with their acts.
SELECT id, version, account, role, body, valid_from, valid_to, decision, demo
FROM posts
WHERE tenant = :tenant
ORDER BY id;
