-- What people said of columns is kept by the area whose officers said it, no
-- longer for the whole installation: what was said so far goes to its provinces.
-- Beside it the indexes by which public documents, who cites one of them, and a
-- body's drafts are listed without reading the others.
CREATE TABLE heading_mappings (
    tenant BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    signature TEXT NOT NULL,
    targets TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT heading_mappings_key PRIMARY KEY (tenant, owner, signature)
) WITHOUT ROWID;

INSERT INTO heading_mappings (tenant, owner, signature, targets, at)
SELECT DISTINCT m.tenant, a.area, m.signature, m.targets, m.at
FROM register_mappings m
JOIN areas a ON a.tenant = m.tenant AND a.kind IN ('province', 'city') AND a.valid_to IS NULL;

DROP TABLE register_mappings;

CREATE INDEX documents_by_reach ON documents (tenant, stage, reach, sort_day, id);
CREATE INDEX drafts_by_body ON drafts (tenant, body, id);
DROP INDEX citations_by_code;
DROP INDEX citations_by_kind;
CREATE INDEX citations_by_cited ON citations (tenant, code, document, place);
