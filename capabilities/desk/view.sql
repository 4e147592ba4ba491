-- name: posts_without_second_step
-- Who holds a post today and has neither an app nor a printed card; which posts
-- need a second step is told by their role.
SELECT accounts.id AS account, accounts.name AS name, posts.role AS role, posts.body AS body
FROM posts
JOIN accounts ON accounts.tenant = posts.tenant AND accounts.id = posts.account
WHERE posts.tenant = :tenant AND posts.valid_from <= :today
  AND (posts.valid_to IS NULL OR posts.valid_to > :today) AND accounts.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM second_factors
                  WHERE second_factors.tenant = posts.tenant AND second_factors.account = posts.account)
  AND NOT EXISTS (SELECT 1 FROM card_codes
                  WHERE card_codes.tenant = posts.tenant AND card_codes.account = posts.account
                    AND card_codes.used_at IS NULL)
ORDER BY accounts.sort_key, accounts.id
LIMIT 500;

-- name: oldest_pending
-- Whether the ledger keeps up.
SELECT COUNT(*) FROM pending_acts
WHERE tenant = :tenant AND visibility = 'open';
