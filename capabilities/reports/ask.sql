-- name: entries_until
-- Every registration of a year and of the years before, with what was said of
-- the model's going on by a day; drafts were never sent.
-- As they stand: the summary tells people outside of received entries alone.
SELECT e.model, e.year, e.entry, e.kind, e.body, e.area, e.field, e.title, e.stage, e.registered_on, e.entered_at,
       e.ended_at, m.year AS model_year, m.published, m.demo,
       (SELECT MIN(r.issued_on) FROM recognitions r
        WHERE r.tenant = e.tenant AND r.model = e.model AND r.year = e.year AND r.withdrawn = 0) AS recognised_on,
       COALESCE(l.course, 'goes_on') AS course,
       (SELECT MAX(h.period) FROM heartbeats h
        WHERE h.tenant = e.tenant AND h.model = e.model AND h.day <= :as_of) AS confirmed
FROM entries e
JOIN models m ON m.tenant = e.tenant AND m.id = e.model
LEFT JOIN lives l ON l.tenant = e.tenant AND l.model = e.model AND l.day <= :as_of
WHERE e.tenant = :tenant AND e.year <= :year AND e.stage <> 'draft'
ORDER BY e.model, e.year;

-- name: persons_until
-- Exemplars of the person kind, which have a record of their own; not those
-- who were withdrawn or whose name is erased.
SELECT id, year, body, area, field, name, decided_on, stage, demo
FROM exemplars
WHERE tenant = :tenant AND year <= :year AND stage IN ('registered', 'published')
ORDER BY id;
