-- name: remember_erasure
-- In the transaction that erases, so that the list beside the database can be
-- completed after a sudden end.
INSERT INTO settings (tenant, name, value) VALUES (:tenant, :name, :value) ON CONFLICT DO NOTHING;

-- name: erasures_remembered
-- "0" comes after "/": the names that begin with "erased/".
SELECT name, value FROM settings
WHERE tenant = :tenant AND name >= 'erased/' AND name < 'erased0'
ORDER BY name;
