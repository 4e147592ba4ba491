-- Models as they stand, and each year's entry. The text columns are those of
-- import, export and API.
CREATE TABLE models (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    entry TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    field TEXT NOT NULL,
    title TEXT NOT NULL,
    situation TEXT NOT NULL,
    aims TEXT NOT NULL,
    way_of_working TEXT NOT NULL,
    forces TEXT NOT NULL,
    resources TEXT NOT NULL,
    timetable TEXT NOT NULL,
    beneficiaries TEXT NOT NULL,
    outputs TEXT NOT NULL,
    keep_up TEXT NOT NULL,
    measure TEXT NOT NULL,
    baseline TEXT NOT NULL,
    target TEXT NOT NULL,
    result TEXT NOT NULL,
    stage TEXT NOT NULL,
    published BIGINT NOT NULL,
    origin BIGINT NOT NULL,
    registered_on TEXT,
    signer TEXT NOT NULL,
    entered_for BIGINT NOT NULL,
    reason TEXT NOT NULL,
    import BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    CONSTRAINT models_key PRIMARY KEY (tenant, id)
);
CREATE INDEX models_by_name ON models (tenant, published, sort_key, id);
CREATE INDEX models_by_body ON models (tenant, body, year);
CREATE INDEX models_by_area ON models (tenant, area, published, sort_key);
CREATE INDEX models_by_import ON models (tenant, import);

CREATE TABLE entries (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    model BIGINT NOT NULL,
    year BIGINT NOT NULL,
    entry TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    field TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT NOT NULL,
    result TEXT NOT NULL,
    registered_on TEXT,
    entered_at BIGINT NOT NULL,
    ended_at BIGINT,
    act BIGINT NOT NULL,
    CONSTRAINT entries_key PRIMARY KEY (tenant, id),
    CONSTRAINT entries_once UNIQUE (tenant, model, year)
);
CREATE INDEX entries_by_year ON entries (tenant, year, body);
