-- name: draft_by_id
-- One draft.
SELECT id, version, body, area, account, changed_at, kind, origin, origin_id, issued_on, superior, organisation,
       number, notation, place, subject, addressed_to, grounds, text, recipients, authority, signer, signed_as, demo
FROM drafts
WHERE tenant = :tenant AND id = :id;

-- name: drafts_before
-- Newest first, for those who may write for their bodies; the long texts stay where they are.
SELECT id, version, body, area, account, changed_at, kind, origin, origin_id, issued_on, superior, organisation,
       number, notation, place, subject, '' AS addressed_to, '' AS grounds, '' AS text, '' AS recipients, authority,
       signer, signed_as, demo
FROM drafts
WHERE tenant = :tenant AND id < :before
ORDER BY id DESC
LIMIT :most;

-- name: drafts_of_body
-- The same of one body.
SELECT id, version, body, area, account, changed_at, kind, origin, origin_id, issued_on, superior, organisation,
       number, notation, place, subject, '' AS addressed_to, '' AS grounds, '' AS text, '' AS recipients, authority,
       signer, signed_as, demo
FROM drafts
WHERE tenant = :tenant AND body = :body AND id < :before
ORDER BY id DESC
LIMIT :most;

-- name: drafts_of_area
-- How many wait at a place: there is an end to them.
SELECT COUNT(*) FROM drafts WHERE tenant = :tenant AND body = :body AND area = :area;

-- name: insert_draft
-- A draft begun.
INSERT INTO drafts (tenant, id, version, body, area, account, changed_at, kind, origin, origin_id, issued_on,
                    superior, organisation, number, notation, place, subject, addressed_to, grounds, text,
                    recipients, authority, signer, signed_as, demo)
VALUES (:tenant, :id, :version, :body, :area, :account, :changed_at, :kind, :origin, :origin_id, :issued_on,
        :superior, :organisation, :number, :notation, :place, :subject, :addressed_to, :grounds, :text, :recipients,
        :authority, :signer, :signed_as, :demo);

-- name: update_draft
-- The next version; only where nobody changed it meanwhile.
UPDATE drafts
SET version = :version, changed_at = :changed_at, issued_on = :issued_on, superior = :superior,
    organisation = :organisation, number = :number, notation = :notation, place = :place, subject = :subject,
    addressed_to = :addressed_to, grounds = :grounds, text = :text, recipients = :recipients, authority = :authority,
    signer = :signer, signed_as = :signed_as
WHERE tenant = :tenant AND id = :id AND version = :version - 1;

-- name: delete_draft
-- Thrown away by somebody who may write it.
DELETE FROM drafts WHERE tenant = :tenant AND id = :id;
