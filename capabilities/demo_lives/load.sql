-- name: public_models
-- In the order in which the demo made them.
SELECT id FROM models
WHERE tenant = :tenant AND demo = 1 AND published = 1 AND stage IN ('received', 'appraising', 'not_yet', 'recognised')
ORDER BY id;
