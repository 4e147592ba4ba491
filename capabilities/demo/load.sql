-- name: any_act
-- Whether anything was ever done here.
SELECT id FROM acts WHERE tenant = :tenant ORDER BY id LIMIT 1;

-- name: setting
-- Whether this installation is a demo.
SELECT value FROM settings WHERE tenant = :tenant AND name = 'demo';

-- name: insert_setting
-- From here on this installation is a demo: a ribbon on each page, only on this machine.
INSERT INTO settings (tenant, name, value) VALUES (:tenant, 'demo', 'true');

-- name: count_acts
-- Said once, when all is loaded.
SELECT CAST(count(*) AS BIGINT) AS acts FROM acts WHERE tenant = :tenant;
