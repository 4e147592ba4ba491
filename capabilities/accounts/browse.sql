-- name: list_accounts
-- In name order, after one place, those whose name or login holds the words.
SELECT a.id, a.version, a.login, a.name, a.state, a.demo, a.sort_key,
       CASE WHEN p.account IS NOT NULL OR EXISTS (
           SELECT 1 FROM sessions s WHERE s.tenant = a.tenant AND s.account = a.id AND s.stage = 'full')
       THEN 1 ELSE 0 END AS signed_in_once
FROM accounts a
LEFT JOIN passwords p ON p.tenant = a.tenant AND p.account = a.id
WHERE a.tenant = :tenant
  AND (a.sort_key > :after_key OR (a.sort_key = :after_key AND a.id > :after_id))
  AND (:q = '' OR a.search_key LIKE :pattern ESCAPE '!')
  AND (:body = 0 OR EXISTS (
      SELECT 1 FROM posts o
      WHERE o.tenant = a.tenant AND o.account = a.id AND o.body = :body AND o.valid_from <= :today
        AND (o.valid_to IS NULL OR o.valid_to > :today)))
ORDER BY a.sort_key, a.id
LIMIT :most;

-- name: sign_in_facts
-- What an administrator may know of how somebody signs in.
SELECT
    (SELECT COUNT(*) FROM passwords WHERE tenant = :tenant AND account = :account) AS passwords,
    (SELECT COUNT(*) FROM second_factors WHERE tenant = :tenant AND account = :account) AS apps,
    (SELECT COUNT(*) FROM card_codes WHERE tenant = :tenant AND account = :account AND used_at IS NULL) AS codes,
    (SELECT MAX(last_seen_at) FROM sessions WHERE tenant = :tenant AND account = :account AND stage = 'full') AS seen;
