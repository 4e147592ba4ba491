-- Housekeeping: papers that a body's officers write until they are signed; what
-- counts is the signed paper, which comes back as a document.
CREATE TABLE drafts (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    origin_id BIGINT NOT NULL,
    issued_on TEXT,
    superior TEXT NOT NULL,
    organisation TEXT NOT NULL,
    number TEXT NOT NULL,
    notation TEXT NOT NULL,
    place TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressed_to TEXT NOT NULL,
    grounds TEXT NOT NULL,
    text TEXT NOT NULL,
    recipients TEXT NOT NULL,
    authority TEXT NOT NULL,
    signer TEXT NOT NULL,
    signed_as BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT drafts_key PRIMARY KEY (tenant, id)
);
CREATE INDEX drafts_by_area ON drafts (tenant, area, id);

-- What a message in edXML says of the paper it carries, until a person confirms it.
ALTER TABLE readings ADD COLUMN header TEXT NOT NULL DEFAULT '';
