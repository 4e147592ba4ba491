-- name: document_by_id
-- One record as it stands.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND id = :id;

-- name: documents_by_ids
-- Many as they stand, in one question.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids));

-- name: documents_before
-- Newest first, from one document on.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND (sort_day, id) < (:day, :id)
ORDER BY sort_day DESC, id DESC
LIMIT :most;

-- name: documents_of_reach_before
-- The same of one reach, straight from its index.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND stage = 'recorded' AND reach = :reach AND (sort_day, id) < (:day, :id)
  AND (CAST(:field AS TEXT) = '' OR field = :field) AND (CAST(:year AS BIGINT) = 0 OR year = :year)
ORDER BY sort_day DESC, id DESC
LIMIT :most;

-- name: documents_of_body
-- What one body keeps, for its officers to choose from; newest first.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND body = :body AND stage = 'recorded'
ORDER BY sort_day DESC, id DESC
LIMIT :most;

-- name: documents_after
-- For making the search index anew.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND id > :after
ORDER BY id
LIMIT :most;

-- name: documents_of_code
-- All that bear one number.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND code = :code
ORDER BY id
LIMIT 200;

-- name: documents_of_codes
-- All that bear one of several numbers, of each as many as for one.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY d.code ORDER BY d.id) AS place
      FROM documents d
      WHERE d.tenant = :tenant AND d.code IN (SELECT value FROM json_each(:codes))) AS numbered
WHERE place <= 200
ORDER BY id;

-- name: documents_of_file
-- The same bytes sent once more.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND file_hash = :hash
ORDER BY id
LIMIT 50;

-- name: documents_of_text
-- The same words sent once more.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant AND text_hash = :hash
ORDER BY id
LIMIT 50;

-- name: every_document
-- For the comparison of records with their acts.
SELECT id, version, body, area, source, type, number, issuer, issued_at, issued_on, year, signer_office, subject,
       recipients, validity, valid_from, valid_to, field, citations, sent_to, reach, allowed_by, allowed_on, stage,
       reason, opened, file_hash, file_name, file_ending, file_size, pages, scanned, text_hash, demo
FROM documents
WHERE tenant = :tenant
ORDER BY id;

-- name: insert_document
-- A document recorded; code and sort_day are worked out from it.
INSERT INTO documents (tenant, id, version, body, area, source, type, number, issuer, issued_at, issued_on, year,
                       signer_office, subject, recipients, validity, valid_from, valid_to, field, citations,
                       sent_to, reach, allowed_by, allowed_on, stage, reason, opened, file_hash, file_name,
                       file_ending, file_size, pages, scanned, text_hash, demo, code, sort_day)
VALUES (:tenant, :id, :version, :body, :area, :source, :type, :number, :issuer, :issued_at, :issued_on, :year,
        :signer_office, :subject, :recipients, :validity, :valid_from, :valid_to, :field, :citations, :sent_to,
        :reach, :allowed_by, :allowed_on, :stage, :reason, :opened, :file_hash, :file_name, :file_ending,
        :file_size, :pages, :scanned, :text_hash, :demo, :code, :sort_day);

-- name: update_document
-- The next version; only where nobody changed it meanwhile.
UPDATE documents
SET version = :version, body = :body, area = :area, source = :source, type = :type, number = :number,
    issuer = :issuer, issued_at = :issued_at, issued_on = :issued_on, year = :year, signer_office = :signer_office,
    subject = :subject, recipients = :recipients, validity = :validity, valid_from = :valid_from,
    valid_to = :valid_to, field = :field, citations = :citations, sent_to = :sent_to, reach = :reach,
    allowed_by = :allowed_by, allowed_on = :allowed_on, stage = :stage, reason = :reason, opened = :opened,
    file_hash = :file_hash, file_name = :file_name, file_ending = :file_ending, file_size = :file_size,
    pages = :pages, scanned = :scanned, text_hash = :text_hash, demo = :demo, code = :code, sort_day = :sort_day
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: sort_day_of
-- Where a page of the list begins.
SELECT sort_day FROM documents WHERE tenant = :tenant AND id = :id;

-- name: insert_text
-- The words, once and for all.
INSERT INTO document_texts (tenant, document, text, pages) VALUES (:tenant, :document, :text, :pages);

-- name: text_of_document
-- What it says.
SELECT text, pages FROM document_texts WHERE tenant = :tenant AND document = :document;

-- name: pages_of_document
-- Where its pages begin, and how each was read.
SELECT pages FROM document_texts WHERE tenant = :tenant AND document = :document;

-- name: files_of_documents
-- What is stored for records and for what is being read, whoever they are of: nothing
-- that a record owns is swept away.
SELECT file_hash FROM documents WHERE file_hash <> ''
UNION ALL
SELECT hash FROM readings WHERE hash <> '';

-- name: pages_with_pictures
-- The same of the pictures of scanned pages.
SELECT pages FROM document_texts WHERE pages LIKE '%=%'
UNION ALL
SELECT pages FROM readings WHERE pages LIKE '%=%';

-- name: every_text
-- For the comparison of the words with the hash in the record.
SELECT d.id AS document, COALESCE(t.text, '') AS text, d.text_hash, d.citations
FROM documents d LEFT JOIN document_texts t ON t.tenant = d.tenant AND t.document = d.id
WHERE d.tenant = :tenant
ORDER BY d.id;

-- name: newest_open_act
-- What the receipt is of.
SELECT id FROM acts
WHERE tenant = :tenant AND object_kind = 'document' AND object = :id AND visibility = 'open'
ORDER BY version DESC
LIMIT 1;
