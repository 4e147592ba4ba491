-- name: confirmations_asked
-- So that nobody has somebody else's mailbox filled.
SELECT COUNT(*) FROM reminder_letters
WHERE tenant = :tenant AND account = :account AND kind = 'confirmation' AND day = :day;

-- name: replace_confirmations
-- The newest one has the link that holds.
UPDATE reminder_letters SET state = 'replaced', ended_at = :now
WHERE tenant = :tenant AND address = :address AND kind = 'confirmation' AND state = 'waiting';

-- name: insert_letter
-- One of its kind for each person and day, whichever program is first.
INSERT INTO reminder_letters (tenant, id, account, address, kind, day, number, state, attempts, due_at, lease_until, holder,
                              problem, ended_at)
VALUES (:tenant, :id, :account, :address, :kind, :day, :number, 'waiting', 0, :due_at, 0, 0, '', NULL)
ON CONFLICT DO NOTHING;

-- name: addresses_without_digest
-- Who is to be written to today and has no letter yet.
SELECT a.id, a.account, a.address, a.state, a.code, a.asked_at, a.problem, a.told, a.told_at
FROM reminder_addresses a
JOIN accounts c ON c.tenant = a.tenant AND c.id = a.account
WHERE a.tenant = :tenant AND a.state = 'confirmed' AND c.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM reminder_letters l
                  WHERE l.tenant = a.tenant AND l.account = a.account AND l.kind = 'digest' AND l.day = :day)
ORDER BY a.id
LIMIT 500;

-- name: replace_older_digests
-- Today's says all that theirs would have said.
UPDATE reminder_letters SET state = 'replaced', ended_at = :now
WHERE tenant = :tenant AND kind = 'digest' AND state = 'waiting' AND day < :day AND lease_until < :now;

-- name: give_up_confirmations
-- Their links have run out.
UPDATE reminder_letters SET state = 'given_up', ended_at = :now
WHERE tenant = :tenant AND kind = 'confirmation' AND state = 'waiting' AND day < :before AND lease_until < :now;

-- name: sweep_letters
-- That one went out is told for a month.
DELETE FROM reminder_letters WHERE tenant = :tenant AND day < :before AND state <> 'waiting';

-- name: due_letter
-- The one that waits longest.
SELECT id, account, address, kind, day, attempts
FROM reminder_letters
WHERE tenant = :tenant AND state = 'waiting' AND due_at <= :now AND lease_until < :now
ORDER BY due_at, id
LIMIT 1;

-- name: lease_letter
-- Only one of several programs gets it.
UPDATE reminder_letters SET holder = :holder, lease_until = :until, attempts = attempts + 1
WHERE tenant = :tenant AND id = :id AND state = 'waiting' AND lease_until < :now;

-- name: end_letter
-- By whoever has it in hand.
UPDATE reminder_letters SET state = :state, problem = :problem, ended_at = :now, lease_until = 0
WHERE tenant = :tenant AND id = :id AND holder = :holder AND state = 'waiting';

-- name: put_off_letter
-- Tried in vain: later again, with what was wrong.
UPDATE reminder_letters SET due_at = :due_at, problem = :problem, lease_until = 0
WHERE tenant = :tenant AND id = :id AND holder = :holder AND state = 'waiting';
