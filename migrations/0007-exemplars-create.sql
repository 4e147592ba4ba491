-- Persons as exemplars, evidence of models, and one index that carries both a
-- list of models in name order and the counts beside its filters.
CREATE TABLE exemplars (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    field TEXT NOT NULL,
    merit TEXT NOT NULL,
    year BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    decision TEXT NOT NULL,
    decided_on TEXT,
    decided_by TEXT NOT NULL,
    basis TEXT NOT NULL,
    basis_text TEXT NOT NULL,
    basis_on TEXT,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    CONSTRAINT exemplars_key PRIMARY KEY (tenant, id)
);
CREATE INDEX exemplars_in_order ON exemplars (tenant, sort_key, id, stage, year, area, body, field);

-- Files that show that a model does what it says; internal unless one photo is
-- chosen for the public. Hashes name files of KHEO_DATA/files.
CREATE TABLE evidence (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    caption TEXT NOT NULL,
    name TEXT NOT NULL,
    ending TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    photo TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT evidence_key PRIMARY KEY (tenant, id)
);
CREATE INDEX evidence_by_model ON evidence (tenant, model, id);

-- Whatever a list filters by stands in the index, so that rows are fetched for
-- one page only.
DROP INDEX models_by_name;
CREATE INDEX models_in_order ON models (tenant, sort_key, id, published, stage, year, kind, entry, area, body, field);
-- What waits: for being received, for being published, at its author's.
CREATE INDEX models_by_stage ON models (tenant, stage, published, id);
