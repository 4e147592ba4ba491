-- name: public_models
-- In the order in which the demo made them.
SELECT id FROM models
WHERE tenant = :tenant AND demo = 1 AND published = 1 AND stage IN ('received', 'appraising', 'not_yet', 'recognised')
ORDER BY id;

-- name: demo_committees
-- The Party committees of the demo's communes, by name.
SELECT body, area FROM bodies WHERE tenant = :tenant AND demo = 1 AND name LIKE 'Đảng ủy xã %' ORDER BY name LIMIT 100;

-- name: demo_body
-- A body of the demo by its name.
SELECT body, area FROM bodies WHERE tenant = :tenant AND demo = 1 AND name = :name LIMIT 1;
