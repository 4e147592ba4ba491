-- name: schema
-- Every table and index, as the engine keeps them; its own tables left out.
SELECT name, sql AS definition FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'search\_fts\_%' ESCAPE '\'
ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 ELSE 1 END, name;

-- name: tables
-- Their names alone.
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'search\_fts\_%' ESCAPE '\'
ORDER BY name;
