-- name: round_by_id
-- One of them.
SELECT id, version, body, area, year, title, level, scoring, criteria, form_version, sample, cut_off, spread,
       closes_on, stage, demo
FROM rounds
WHERE tenant = :tenant AND id = :id;

-- name: rounds_after
-- Newest year first, page by page.
SELECT id, version, body, area, year, title, level, scoring, criteria, form_version, sample, cut_off, spread,
       closes_on, stage, demo
FROM rounds
WHERE tenant = :tenant AND (year, id) < (:year, :id)
ORDER BY year DESC, id DESC
LIMIT :most;

-- name: open_rounds
-- What may be late; those of the oldest year first.
SELECT id, version, body, area, year, title, level, scoring, criteria, form_version, sample, cut_off, spread,
       closes_on, stage, demo
FROM rounds
WHERE tenant = :tenant AND stage = 'open'
ORDER BY year, id
LIMIT 5000;

-- name: every_round
-- For the comparison of records with their acts.
SELECT id, version, body, area, year, title, level, scoring, criteria, form_version, sample, cut_off, spread,
       closes_on, stage, demo
FROM rounds
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_round
-- A round that is being prepared.
INSERT INTO rounds (tenant, id, version, body, area, year, title, level, scoring, criteria, form_version, sample,
                    cut_off, spread, closes_on, stage, demo)
VALUES (:tenant, :id, :version, :body, :area, :year, :title, :level, :scoring, :criteria, :form_version, :sample,
        :cut_off, :spread, :closes_on, :stage, :demo);

-- name: update_round
-- The next version; only where nobody changed it meanwhile.
UPDATE rounds
SET version = :version, body = :body, area = :area, year = :year, title = :title, level = :level, scoring =
    :scoring, criteria = :criteria, form_version = :form_version, sample = :sample, cut_off = :cut_off, spread
    = :spread, closes_on = :closes_on, stage = :stage, demo = :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: candidate_by_id
-- One of them.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant AND id = :id;

-- name: candidates_of_round
-- In the order in which they were put in.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant AND round = :round
ORDER BY place;

-- name: candidates_after
-- The same, page by page.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant AND round = :round AND place > :after
ORDER BY place
LIMIT :most;

-- name: waiting_of_round
-- What a council may judge now, in the order in which it came.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant AND round = :round AND state = 'waiting'
ORDER BY place
LIMIT :most;

-- name: candidates_of_model
-- Every round that had it.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant AND model = :model
ORDER BY id;

-- name: candidates_of_year
-- What the rounds of one year made of a model, in the order in which the last was
-- said of each.
SELECT c.id, c.version, c.round, c.model, c.body, c.area, c.place, c.put_in_on, c.state, c.asked, c.asked_on,
       c.answer, c.answered_on, c.discussion, c.to_add, c.meeting, c.proposed_upwards, c.demo
FROM candidates c
JOIN rounds r ON r.tenant = c.tenant AND r.id = c.round AND r.year = :year
LEFT JOIN acts a ON a.tenant = c.tenant AND a.object_kind = 'candidate' AND a.object = c.id AND a.version = c.version
WHERE c.tenant = :tenant AND c.model = :model
ORDER BY COALESCE(a.id, 0), c.id;

-- name: every_candidate
-- For the comparison of records with their acts.
SELECT id, version, round, model, body, area, place, put_in_on, state, asked, asked_on, answer, answered_on,
       discussion, to_add, meeting, proposed_upwards, demo
FROM candidates
WHERE tenant = :tenant
ORDER BY id;

-- name: candidates_at
-- Of rounds that are open; those that wait longest first.
SELECT c.id, c.version, c.round, c.model, c.body, c.area, c.place, c.put_in_on, c.state, c.asked, c.asked_on,
       c.answer, c.answered_on, c.discussion, c.to_add, c.meeting, c.proposed_upwards, c.demo
FROM candidates c
JOIN rounds r ON r.tenant = c.tenant AND r.id = c.round AND r.stage = 'open'
WHERE c.tenant = :tenant AND c.state = :state
ORDER BY c.id;

-- name: unscored_by
-- Of an open round with independent scores: what this account has neither scored nor stepped back from.
SELECT c.id, c.version, c.round, c.model, c.body, c.area, c.place, c.put_in_on, c.state, c.asked, c.asked_on,
       c.answer, c.answered_on, c.discussion, c.to_add, c.meeting, c.proposed_upwards, c.demo
FROM candidates c
JOIN rounds r ON r.tenant = c.tenant AND r.id = c.round AND r.stage = 'open' AND r.scoring = 'independent'
LEFT JOIN scores s ON s.tenant = c.tenant AND s.candidate = c.id AND s.account = :account
                  AND (s.points <> '' OR s.conflict = 1)
WHERE c.tenant = :tenant AND c.round = :round AND c.state = 'waiting' AND s.id IS NULL
ORDER BY c.id;

-- name: undecided_in
-- What keeps a round from being closed.
SELECT COUNT(*) AS candidates FROM candidates
WHERE tenant = :tenant AND round = :round AND state IN ('waiting', 'asked', 'passed');

-- name: last_place
-- The number of the newest candidate.
SELECT COALESCE(MAX(place), 0) AS place FROM candidates WHERE tenant = :tenant AND round = :round;

-- name: insert_candidate
-- A model put in a round.
INSERT INTO candidates (tenant, id, version, round, model, body, area, place, put_in_on, state, asked, asked_on,
                        answer, answered_on, discussion, to_add, meeting, proposed_upwards, demo)
VALUES (:tenant, :id, :version, :round, :model, :body, :area, :place, :put_in_on, :state, :asked, :asked_on, :answer,
        :answered_on, :discussion, :to_add, :meeting, :proposed_upwards, :demo);

-- name: update_candidate
-- The next version; only where nobody changed it meanwhile.
UPDATE candidates
SET version = :version, round = :round, model = :model, body = :body, area = :area, place = :place, put_in_on
    = :put_in_on, state = :state, asked = :asked, asked_on = :asked_on, answer = :answer, answered_on =
    :answered_on, discussion = :discussion, to_add = :to_add, meeting = :meeting, proposed_upwards = :proposed_upwards, demo =
    :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: scores_of_candidate
-- What each member said; not what was set aside.
SELECT id, version, round, candidate, body, area, account, role, points, total, remark, conflict, demo
FROM scores
WHERE tenant = :tenant AND candidate = :candidate AND (points <> '' OR conflict = 1)
ORDER BY id;

-- name: score_of_account
-- One member's, also where it was set aside.
SELECT id, version, round, candidate, body, area, account, role, points, total, remark, conflict, demo
FROM scores
WHERE tenant = :tenant AND candidate = :candidate AND account = :account;

-- name: scores_of_round
-- Of all its candidates; not what was set aside.
SELECT id, version, round, candidate, body, area, account, role, points, total, remark, conflict, demo
FROM scores
WHERE tenant = :tenant AND round = :round AND (points <> '' OR conflict = 1)
ORDER BY candidate, id;

-- name: scores_of_places
-- Of one page of its candidates; not what was set aside.
SELECT s.id, s.version, s.round, s.candidate, s.body, s.area, s.account, s.role, s.points, s.total, s.remark, s.conflict,
       s.demo
FROM candidates c
JOIN scores s ON s.tenant = c.tenant AND s.candidate = c.id AND (s.points <> '' OR s.conflict = 1)
WHERE c.tenant = :tenant AND c.round = :round AND c.place > :after AND c.place <= :last
ORDER BY s.candidate, s.id;

-- name: every_score
-- For the comparison of records with their acts.
SELECT id, version, round, candidate, body, area, account, role, points, total, remark, conflict, demo
FROM scores
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_score
-- A member's score, or that they step back.
INSERT INTO scores (tenant, id, version, round, candidate, body, area, account, role, points, total, remark, conflict,
                    demo)
VALUES (:tenant, :id, :version, :round, :candidate, :body, :area, :account, :role, :points, :total, :remark, :conflict,
        :demo);

-- name: update_score
-- The next version; only where nobody changed it meanwhile.
UPDATE scores
SET version = :version, round = :round, candidate = :candidate, body = :body, area = :area, account =
    :account, role = :role, points = :points, total = :total, remark = :remark, conflict = :conflict, demo =
    :demo
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: meetings_of_round
-- In the order in which they were entered.
SELECT id, version, round, body, area, held_on, location, members, conclusion, passed, file_name, file_ending,
       file_size, file_hash, demo
FROM meetings
WHERE tenant = :tenant AND round = :round
ORDER BY id;

-- name: meeting_by_id
-- One of them.
SELECT id, version, round, body, area, held_on, location, members, conclusion, passed, file_name, file_ending,
       file_size, file_hash, demo
FROM meetings
WHERE tenant = :tenant AND id = :id;

-- name: every_meeting
-- For the comparison of records with their acts.
SELECT id, version, round, body, area, held_on, location, members, conclusion, passed, file_name, file_ending,
       file_size, file_hash, demo
FROM meetings
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_meeting
-- A meeting with its minutes.
INSERT INTO meetings (tenant, id, version, round, body, area, held_on, location, members, conclusion, passed,
                      file_name, file_ending, file_size, file_hash, demo)
VALUES (:tenant, :id, :version, :round, :body, :area, :held_on, :location, :members, :conclusion, :passed, :file_name,
        :file_ending, :file_size, :file_hash, :demo);

-- name: visits_of_candidate
-- In the order in which they were entered.
SELECT id, version, candidate, body, area, visited_on, visitors, findings, files, demo
FROM visits
WHERE tenant = :tenant AND candidate = :candidate
ORDER BY id;

-- name: every_visit
-- For the comparison of records with their acts.
SELECT id, version, candidate, body, area, visited_on, visitors, findings, files, demo
FROM visits
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_visit
-- A visit to the place with its minutes.
INSERT INTO visits (tenant, id, version, candidate, body, area, visited_on, visitors, findings, files, demo)
VALUES (:tenant, :id, :version, :candidate, :body, :area, :visited_on, :visitors, :findings, :files, :demo);

-- name: files_of_meetings
-- What is stored, whoever it is of: nothing that a record owns is swept away.
SELECT file_hash FROM meetings WHERE file_hash <> '';
