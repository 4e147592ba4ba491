-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Lists of ids are taken apart by another function.

-- name: tasks_by_ids
-- Many as they stand, in one question.
SELECT id, version, document, body, area, text, product, sentence, whom, due_kind, due_on, due_days, counted_from,
       assigned_on, stage, reason, opened, demo
FROM tasks
WHERE tenant = :tenant AND id IN 
      (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(CAST(:ids AS TEXT) AS JSON)) AS each_id(value));
