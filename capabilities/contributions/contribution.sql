-- name: insert_contribution
-- A new line of a model's account.
INSERT INTO contributions (tenant, id, version, model, body, area, source, since, until, land_dm2, land_givers, money,
                           money_givers, half_days, work_givers, note, struck, reason, demo)
VALUES (:tenant, :id, :version, :model, :body, :area, :source, :since, :until, :land_dm2, :land_givers, :money,
        :money_givers, :half_days, :work_givers, :note, :struck, :reason, :demo);

-- name: update_contribution
-- Corrected or struck; only where nobody changed it meanwhile.
UPDATE contributions
SET version = :version, source = :source, since = :since, until = :until, land_dm2 = :land_dm2,
    land_givers = :land_givers, money = :money, money_givers = :money_givers, half_days = :half_days,
    work_givers = :work_givers, note = :note, struck = :struck, reason = :reason
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: contribution_by_id
-- For its page.
SELECT id, version, model, body, area, source, since, until, land_dm2, land_givers, money, money_givers, half_days,
       work_givers, note, struck, reason, demo
FROM contributions
WHERE tenant = :tenant AND id = :id;

-- name: contributions_of_model
-- The account of one model, the newest time first.
SELECT id, version, model, body, area, source, since, until, land_dm2, land_givers, money, money_givers, half_days,
       work_givers, note, struck, reason, demo
FROM contributions
WHERE tenant = :tenant AND model = :model
ORDER BY until DESC, id DESC
LIMIT 2000;

-- name: acts_of_lines
-- What every line of one model ever said, in the order of the acts: what may be
-- told today hangs on what was told before.
SELECT a.content
FROM contributions c
JOIN acts a ON a.tenant = c.tenant AND a.object_kind = 'contribution' AND a.object = c.id
WHERE c.tenant = :tenant AND c.model = :model AND a.content IS NOT NULL
ORDER BY a.id;

-- name: same_line
-- One that says the very same: perhaps the same paper, entered twice.
SELECT id FROM contributions
WHERE tenant = :tenant AND model = :model AND struck = 0 AND source = :source AND since = :since AND until = :until
  AND land_dm2 = :land_dm2 AND money = :money AND half_days = :half_days AND id <> :id
LIMIT 1;

-- name: lines_of_model
-- How many lines a model has, for the limit.
SELECT COUNT(*) FROM contributions WHERE tenant = :tenant AND model = :model;

-- name: sums_by_body
-- What came to the models of each body from each source until the end of a year,
-- and of that in the year. In doubles, which are exact beyond what a country
-- gives in all, and which no line typed too large can make overflow for everybody.
SELECT c.area, c.body, 0 AS model, c.source,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.land_dm2 AS DOUBLE PRECISION) ELSE 0 END) AS land_in_year,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.money AS DOUBLE PRECISION) ELSE 0 END) AS money_in_year,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.half_days AS DOUBLE PRECISION) ELSE 0 END) AS work_in_year,
       SUM(CAST(c.land_dm2 AS DOUBLE PRECISION)) AS land_to_date, SUM(CAST(c.money AS DOUBLE PRECISION)) AS money_to_date,
       SUM(CAST(c.half_days AS DOUBLE PRECISION)) AS work_to_date
FROM contributions c
JOIN models m ON m.tenant = c.tenant AND m.id = c.model
WHERE c.tenant = :tenant AND c.struck = 0 AND c.until <= :last AND m.stage <> 'withdrawn'
GROUP BY c.area, c.body, c.source;

-- name: sums_by_model
-- The same of each model of one body.
SELECT c.area, c.body, c.model, c.source,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.land_dm2 AS DOUBLE PRECISION) ELSE 0 END) AS land_in_year,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.money AS DOUBLE PRECISION) ELSE 0 END) AS money_in_year,
       SUM(CASE WHEN c.until >= :first THEN CAST(c.half_days AS DOUBLE PRECISION) ELSE 0 END) AS work_in_year,
       SUM(CAST(c.land_dm2 AS DOUBLE PRECISION)) AS land_to_date, SUM(CAST(c.money AS DOUBLE PRECISION)) AS money_to_date,
       SUM(CAST(c.half_days AS DOUBLE PRECISION)) AS work_to_date
FROM contributions c
JOIN models m ON m.tenant = c.tenant AND m.id = c.model
WHERE c.tenant = :tenant AND c.body = :body AND c.struck = 0 AND c.until <= :last AND m.stage <> 'withdrawn'
GROUP BY c.area, c.body, c.model, c.source;

-- name: every_contribution
-- For the comparison of records with their acts.
SELECT id, version, model, body, area, source, since, until, land_dm2, land_givers, money, money_givers, half_days,
       work_givers, note, struck, reason, demo
FROM contributions
WHERE tenant = :tenant
ORDER BY id;
