-- name: address_of_account
-- One each; for its owner's page and for the letters to it.
SELECT id, account, address, state, code, asked_at, problem, told, told_at
FROM reminder_addresses
WHERE tenant = :tenant AND account = :account;

-- name: address_by_code
-- The one whose letter somebody opened.
SELECT id, account, address, state, code, asked_at, problem, told, told_at
FROM reminder_addresses
WHERE tenant = :tenant AND code = :code;

-- name: address_by_id
-- To which a letter goes.
SELECT id, account, address, state, code, asked_at, problem, told, told_at
FROM reminder_addresses
WHERE tenant = :tenant AND id = :id;

-- name: insert_address
-- Given, not confirmed.
INSERT INTO reminder_addresses (tenant, id, account, address, state, code, asked_at, problem, told, told_at)
VALUES (:tenant, :id, :account, :address, :state, :code, :asked_at, :problem, :told, :told_at);

-- name: ask_address_again
-- Its links get another code: those of the letter before are worthless.
UPDATE reminder_addresses SET state = 'waiting', code = :code, asked_at = :now, problem = ''
WHERE tenant = :tenant AND id = :id;

-- name: confirm_address
-- Whoever reads its letters has its account too.
UPDATE reminder_addresses SET state = 'confirmed', problem = ''
WHERE tenant = :tenant AND id = :id AND state = 'waiting';

-- name: mark_address_failing
-- Refused for good; its owner sees why. Who asked anew meanwhile has another code.
UPDATE reminder_addresses SET state = 'failing', problem = :problem
WHERE tenant = :tenant AND id = :id AND code = :code;

-- name: remember_told
-- What its reader knows by now, and when the last digest went.
UPDATE reminder_addresses SET told = :told, told_at = COALESCE(:told_at, told_at)
WHERE tenant = :tenant AND id = :id;

-- name: delete_address
-- As if it had never been given.
DELETE FROM reminder_addresses WHERE tenant = :tenant AND id = :id;

-- name: delete_letters_of_address
-- Those that wait for it have nowhere to go.
DELETE FROM reminder_letters WHERE tenant = :tenant AND address = :address AND state = 'waiting';
