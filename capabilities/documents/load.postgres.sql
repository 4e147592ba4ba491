-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Lists are taken apart by another function.

-- name: documents_by_ids
-- Many as they stand, in one question.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND id IN 
      (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(CAST(:ids AS TEXT) AS JSON)) AS each_id(value));

-- name: documents_of_codes
-- All that bear one of several numbers, of each as many as for one.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY d.code ORDER BY d.id) AS place
      FROM documents d
      WHERE d.tenant = :tenant AND d.code IN 
            (SELECT value FROM json_array_elements_text(CAST(CAST(:codes AS TEXT) AS JSON)) AS each_code(value))) AS numbered
WHERE place <= 200
ORDER BY id;
