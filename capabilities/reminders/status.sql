-- name: count_addresses
-- How many receive, are to be confirmed, are refused.
SELECT state, COUNT(*) AS n FROM reminder_addresses WHERE tenant = :tenant GROUP BY state;

-- name: count_letters
-- How many wait, went out, were given up.
SELECT state, COUNT(*) AS n FROM reminder_letters WHERE tenant = :tenant GROUP BY state;

-- name: last_letter_sent
-- When mail last went out.
SELECT MAX(ended_at) AS at FROM reminder_letters WHERE tenant = :tenant AND state = 'sent';

-- name: newest_trouble
-- What the server said to the letter that was tried last.
SELECT problem FROM reminder_letters
WHERE tenant = :tenant AND state = 'waiting' AND attempts > 0 AND problem <> ''
ORDER BY due_at DESC, id DESC
LIMIT 1;
