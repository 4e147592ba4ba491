-- name: forget_lines
-- Before the lines of a record are written anew.
DELETE FROM citations WHERE tenant = :tenant AND document = :document;

-- name: keep_line
-- One line of a record.
INSERT INTO citations (tenant, document, place, code, kind, type, number, issuer, day, partial, named)
VALUES (:tenant, :document, :place, :code, :kind, :type, :number, :issuer, :day, :partial, :named);

-- name: every_line
-- Each record's lines in their order, to compare them with the records.
SELECT document, place, code, kind, type, number, issuer, day, partial, named
FROM citations
WHERE tenant = :tenant
ORDER BY document, place;

-- name: lines_citing
-- The way back: who cites this number.
SELECT document, place, code, kind, type, number, issuer, day, partial, named
FROM citations
WHERE tenant = :tenant AND code = :code AND (document, place) < (:document, :place)
ORDER BY document DESC, place DESC
LIMIT :most;

-- name: lines_ending
-- Of these, who replaces or repeals it.
SELECT document, place, code, kind, type, number, issuer, day, partial, named
FROM citations
WHERE tenant = :tenant AND code = :code AND kind IN ('replaces', 'repeals')
  AND (document, place) < (:document, :place)
ORDER BY document DESC, place DESC
LIMIT :most;
