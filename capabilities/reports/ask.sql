-- name: entries_until
-- Every registration of a year and of the years before; drafts were never sent.
SELECT e.model, e.year, e.entry, e.kind, e.body, e.area, e.field, e.title, e.stage, e.registered_on, e.entered_at,
       e.ended_at, m.published, m.demo
FROM entries e
JOIN models m ON m.tenant = e.tenant AND m.id = e.model
WHERE e.tenant = :tenant AND e.year <= :year AND e.stage <> 'draft'
ORDER BY e.model, e.year;
