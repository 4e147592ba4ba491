-- Documents with the words they say, whom they cite, and what was sent in to be
-- read and waits for a person to confirm it.
CREATE TABLE documents (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    source TEXT NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_on TEXT,
    year BIGINT NOT NULL,
    signer_office TEXT NOT NULL,
    subject TEXT NOT NULL,
    recipients TEXT NOT NULL,
    validity TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    field TEXT NOT NULL,
    citations TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    reach TEXT NOT NULL,
    allowed_by TEXT NOT NULL,
    allowed_on TEXT,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_ending TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    scanned BIGINT NOT NULL,
    text_hash TEXT NOT NULL,
    demo BIGINT NOT NULL,
    code TEXT NOT NULL,
    sort_day TEXT NOT NULL,
    CONSTRAINT documents_key PRIMARY KEY (tenant, id)
);
CREATE INDEX documents_by_day ON documents (tenant, sort_day, id);
CREATE INDEX documents_by_code ON documents (tenant, code, id);
CREATE INDEX documents_by_text ON documents (tenant, text_hash, id);
CREATE INDEX documents_by_file ON documents (tenant, file_hash, id);

-- The words of a document, as the record's hash names them; never changed.
CREATE TABLE document_texts (
    tenant BIGINT NOT NULL,
    document BIGINT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    CONSTRAINT document_texts_key PRIMARY KEY (tenant, document)
);

-- Derived from the records' own lines, by what they cite.
CREATE TABLE citations (
    tenant BIGINT NOT NULL,
    document BIGINT NOT NULL,
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    day TEXT NOT NULL,
    partial BIGINT NOT NULL,
    named BIGINT NOT NULL,
    CONSTRAINT citations_key PRIMARY KEY (tenant, document, place)
);
CREATE INDEX citations_by_code ON citations (tenant, code, document);
CREATE INDEX citations_by_kind ON citations (tenant, kind, document);

-- Housekeeping: what was sent in, while it is read and until it is confirmed.
CREATE TABLE readings (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    ending TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    page BIGINT NOT NULL,
    of_pages BIGINT NOT NULL,
    problem TEXT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    CONSTRAINT readings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX readings_by_account ON readings (tenant, account, id);
CREATE INDEX readings_by_hash ON readings (tenant, hash, id);
