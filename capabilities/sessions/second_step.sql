-- name: app_of_account
-- The secret from which codes are computed, and the last one taken.
SELECT secret, last_step FROM second_factors WHERE tenant = :tenant AND account = :account;

-- name: put_app
-- One app for each person.
INSERT INTO second_factors (tenant, account, secret, last_step, enrolled_at)
VALUES (:tenant, :account, :secret, :step, :now)
ON CONFLICT (tenant, account) DO UPDATE
SET secret = excluded.secret, last_step = excluded.last_step, enrolled_at = excluded.enrolled_at;

-- name: take_step
-- A code works once, also when it comes twice at the same moment.
UPDATE second_factors SET last_step = :step WHERE tenant = :tenant AND account = :account AND last_step < :step;

-- name: insert_card_code
-- One line of a printed card.
INSERT INTO card_codes (tenant, account, place, hash, made_at, used_at)
VALUES (:tenant, :account, :place, :hash, :now, NULL);

-- name: take_card_code
-- A line of the card works once.
UPDATE card_codes SET used_at = :now
WHERE tenant = :tenant AND account = :account AND hash = :hash AND used_at IS NULL;

-- name: delete_card
-- Another card takes its place.
DELETE FROM card_codes WHERE tenant = :tenant AND account = :account;

-- name: delete_app
-- The telephone is lost, or another takes its place.
DELETE FROM second_factors WHERE tenant = :tenant AND account = :account;

-- name: delete_password
-- Whoever opened the link chooses another.
DELETE FROM passwords WHERE tenant = :tenant AND account = :account;

-- name: card_codes_left
-- When to print another card.
SELECT COUNT(*) AS n FROM card_codes WHERE tenant = :tenant AND account = :account AND used_at IS NULL;
