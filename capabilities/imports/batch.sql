-- name: insert_import
-- Files that came in together.
INSERT INTO imports (tenant, id, body, area, account, at, year)
VALUES (:tenant, :id, :body, :area, :account, :at, :year);

-- name: import_by_id
-- One import.
SELECT id, body, area, account, at, year FROM imports WHERE tenant = :tenant AND id = :id;

-- name: newest_imports
-- The list of the first page, newest first.
SELECT id, body, area, account, at, year
FROM imports
WHERE tenant = :tenant AND id < :before
ORDER BY id DESC
LIMIT :count;

-- name: insert_file
-- One file of an import, to be read.
INSERT INTO import_files (tenant, id, import, place, name, hash, size, state, problem, sender, sender_area,
                          sender_reason, sender_sure, year, year_reason, chosen_body, chosen_year, chosen_field,
                          chosen_entry, chosen_kind, sheets)
VALUES (:tenant, :id, :import, :place, :name, :hash, :size, :state, :problem, :sender, :sender_area, :sender_reason,
        :sender_sure, :year, :year_reason, :chosen_body, :chosen_year, :chosen_field, :chosen_entry, :chosen_kind,
        :sheets);

-- name: update_file
-- What was read of it, or chosen for it.
UPDATE import_files
SET state = :state, problem = :problem, sender = :sender, sender_area = :sender_area,
    sender_reason = :sender_reason, sender_sure = :sender_sure, year = :year, year_reason = :year_reason,
    chosen_body = :chosen_body, chosen_year = :chosen_year, chosen_field = :chosen_field,
    chosen_entry = :chosen_entry, chosen_kind = :chosen_kind, sheets = :sheets
WHERE tenant = :tenant AND id = :id;

-- name: file_by_id
-- One file.
SELECT id, import, place, name, hash, size, state, problem, sender, sender_area, sender_reason, sender_sure, year,
       year_reason, chosen_body, chosen_year, chosen_field, chosen_entry, chosen_kind, sheets
FROM import_files
WHERE tenant = :tenant AND id = :id;

-- name: files_of_import
-- In the order they came.
SELECT id, import, place, name, hash, size, state, problem, sender, sender_area, sender_reason, sender_sure, year,
       year_reason, chosen_body, chosen_year, chosen_field, chosen_entry, chosen_kind, sheets
FROM import_files
WHERE tenant = :tenant AND import = :import
ORDER BY place;

-- name: delete_file
-- It did not belong here.
DELETE FROM import_files WHERE tenant = :tenant AND id = :id;

-- name: files_beside
-- Files of which rows were compared with those of another: read anew without it.
SELECT DISTINCT file FROM import_rows
WHERE tenant = :tenant AND import = :import AND file <> :file AND twin <> '';

-- name: taken_rows_of_file
-- Whether models stand in the register from it.
SELECT COUNT(*) FROM import_rows WHERE tenant = :tenant AND file = :file AND taking <> 0;

-- name: insert_row
-- One row of a file as it was read.
INSERT INTO import_rows (tenant, import, file, spot, sheet, line, state, choice, year, kind, entry, said_entry, body,
                         area, unknown_unit, title_key, twin, texts, errors, notes, candidates, model, version_before,
                         version_after, taking)
VALUES (:tenant, :import, :file, :spot, :sheet, :line, :state, :choice, :year, :kind, :entry, :said_entry, :body,
        :area, :unknown_unit, :title_key, :twin, :texts, :errors, :notes, :candidates, :model, :version_before,
        :version_after, :taking);

-- name: delete_rows_of_file
-- Read anew; what was taken stays.
DELETE FROM import_rows WHERE tenant = :tenant AND file = :file AND taking = 0;

-- name: update_row
-- What was decided about it, or became of it.
UPDATE import_rows
SET state = :state, choice = :choice, entry = :entry, body = :body, area = :area, unknown_unit = :unknown_unit,
    notes = :notes, candidates = :candidates, model = :model, version_before = :version_before,
    version_after = :version_after, taking = :taking
WHERE tenant = :tenant AND file = :file AND spot = :spot;

-- name: rows_of_file
-- A page of a file's rows, in its order.
SELECT import, file, spot, sheet, line, state, choice, year, kind, entry, said_entry, body, area, unknown_unit,
       title_key, twin, texts, errors, notes, candidates, model, version_before, version_after, taking
FROM import_rows
WHERE tenant = :tenant AND file = :file AND spot > :after
ORDER BY spot
LIMIT :count;

-- name: rows_of_file_in_state
-- The same, of one state.
SELECT import, file, spot, sheet, line, state, choice, year, kind, entry, said_entry, body, area, unknown_unit,
       title_key, twin, texts, errors, notes, candidates, model, version_before, version_after, taking
FROM import_rows
WHERE tenant = :tenant AND file = :file AND state = :state AND spot > :after
ORDER BY spot
LIMIT :count;

-- name: open_rows_of_import
-- What may be taken: all that is not taken yet.
SELECT r.import, r.file, r.spot, r.sheet, r.line, r.state, r.choice, r.year, r.kind, r.entry, r.said_entry, r.body,
       r.area, r.unknown_unit, r.title_key, r.twin, r.texts, r.errors, r.notes, r.candidates, r.model,
       r.version_before, r.version_after, r.taking
FROM import_rows r
JOIN import_files f ON f.tenant = r.tenant AND f.id = r.file
WHERE r.tenant = :tenant AND r.import = :import AND r.state IN ('good', 'kept', 'unclear')
ORDER BY f.place, r.spot;

-- name: rows_of_taking
-- What one taking entered.
SELECT import, file, spot, sheet, line, state, choice, year, kind, entry, said_entry, body, area, unknown_unit,
       title_key, twin, texts, errors, notes, candidates, model, version_before, version_after, taking
FROM import_rows
WHERE tenant = :tenant AND taking = :taking
ORDER BY file, spot;

-- name: tally_of_import
-- Rows by file and state.
SELECT file, state, COUNT(*) AS rows FROM import_rows
WHERE tenant = :tenant AND import = :import
GROUP BY file, state;

-- name: ready_places
-- Whose rows may be taken: not every actor may take all.
SELECT file, area, body, state, COUNT(*) AS rows FROM import_rows
WHERE tenant = :tenant AND import = :import AND state IN ('good', 'kept')
GROUP BY file, area, body, state
ORDER BY file, area, body, state;

-- name: forget_twins
-- Said anew after each file is read.
UPDATE import_rows SET twin = '' WHERE tenant = :tenant AND import = :import AND twin <> '' AND state <> 'again';

-- name: twin_rows
-- What may name the same model as a row of another file.
SELECT file, spot, body, year, title_key, line
FROM import_rows
WHERE tenant = :tenant AND import = :import AND body <> 0 AND title_key <> ''
  AND state IN ('good', 'kept', 'unclear', 'taken', 'same');

-- name: put_twin
-- The later one waits for a person's choice.
UPDATE import_rows
SET twin = :twin, state = CASE WHEN state IN ('good', 'kept') AND choice = '' THEN 'unclear' ELSE state END
WHERE tenant = :tenant AND file = :file AND spot = :spot;

-- name: put_again
-- The later file has this row, as it is now; what was decided stays.
UPDATE import_rows
SET twin = :twin, state = 'again'
WHERE tenant = :tenant AND file = :file AND spot = :spot AND taking = 0 AND choice = ''
  AND state IN ('good', 'kept', 'to_fix', 'unclear');

-- name: files_sent_again
-- Read anew when the later file is.
SELECT DISTINCT file FROM import_rows WHERE tenant = :tenant AND import = :import AND state = 'again';

-- name: insert_taking
-- Rows were taken.
INSERT INTO import_takings (tenant, id, version, import, body, area, year, files, fresh, kept, replicated, edited,
                            units_added, published, undone, reason, at)
VALUES (:tenant, :id, :version, :import, :body, :area, :year, :files, :fresh, :kept, :replicated, :edited,
        :units_added, :published, :undone, :reason, :at);

-- name: update_taking
-- It was undone; only where nobody was faster.
UPDATE import_takings SET version = :version, undone = :undone, reason = :reason
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: taking_by_id
-- One taking.
SELECT id, version, import, body, area, year, files, fresh, kept, replicated, edited, units_added, published, undone,
       reason, at
FROM import_takings
WHERE tenant = :tenant AND id = :id;

-- name: takings_of_import
-- Newest first.
SELECT id, version, import, body, area, year, files, fresh, kept, replicated, edited, units_added, published, undone,
       reason, at
FROM import_takings
WHERE tenant = :tenant AND import = :import
ORDER BY id DESC;

-- name: every_taking
-- For the comparison of records with their acts.
SELECT id, version, import, body, area, year, files, fresh, kept, replicated, edited, units_added, published, undone,
       reason, at
FROM import_takings
WHERE tenant = :tenant
ORDER BY id;

-- name: mappings_of
-- What was said of columns at one place; a few hundred at most.
SELECT signature, targets FROM heading_mappings WHERE tenant = :tenant AND owner = :owner;

-- name: put_mapping
-- For every later file of that place with the same headings.
INSERT INTO heading_mappings (tenant, owner, signature, targets, at)
VALUES (:tenant, :owner, :signature, :targets, :at)
ON CONFLICT (tenant, owner, signature) DO UPDATE SET targets = excluded.targets, at = excluded.at;

-- name: models_of_body
-- A body's own models come first. In an order that leads SQLite to their index.
-- As they stand: for those who import for that body.
SELECT id, version, kind, year, entry, body, area, field, title, situation, aims, way_of_working, forces, resources,
       timetable, beneficiaries, outputs, keep_up, measure, baseline, target, result, stage, published, origin,
       registered_on, signer, entered_for, reason, import, demo
FROM models
WHERE tenant = :tenant AND body = :body AND stage <> 'withdrawn' AND stage <> 'draft'
ORDER BY year, id;

-- name: entries_of_body
-- The years they were entered for, with the names they had; any year, said so
-- that SQLite goes by the index of bodies.
-- As they stand: for those who import for that body.
SELECT model, year, title
FROM entries
WHERE tenant = :tenant AND model IN (SELECT id FROM models WHERE tenant = :tenant AND body = :body AND year > 0)
  AND stage <> 'withdrawn';

-- name: reporting_areas
-- Which communes have models of a year: the others have not sent.
SELECT DISTINCT area FROM entries WHERE tenant = :tenant AND year = :year AND stage <> 'withdrawn';

-- name: areas_of_import
-- Whose rows stand in an import.
SELECT DISTINCT area FROM import_rows WHERE tenant = :tenant AND import = :import AND area <> 0;

-- name: files_of_imports
-- What is stored, whoever it is of: nothing that a record owns is swept away.
SELECT hash FROM import_files WHERE hash <> '';
