-- name: newest_models
-- The last published, for the front page; ids grow with time.
SELECT id FROM models
WHERE tenant = :tenant AND published = 1 AND stage <> 'withdrawn'
ORDER BY id DESC
LIMIT 6;

-- name: public_models
-- Counted by the acts that publish and withdraw, never by walking the rows.
SELECT value FROM counts WHERE tenant = :tenant AND counter = 'models/public';
