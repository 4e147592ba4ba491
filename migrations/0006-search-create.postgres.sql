-- What is found: one row an entry, and its words as this engine indexes them.
-- Tables named *_index are made anew from others and not dumped.
CREATE TABLE search_entries (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    province BIGINT NOT NULL,
    year BIGINT NOT NULL,
    title TEXT NOT NULL,
    names TEXT NOT NULL,
    unit TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT search_entries_key PRIMARY KEY (tenant, id)
);
CREATE INDEX search_entries_by_kind ON search_entries (tenant, kind, id);

-- The values by which results are narrowed, and how people read them.
CREATE TABLE search_values (
    tenant BIGINT NOT NULL,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT search_values_key PRIMARY KEY (tenant, facet, value)
);

CREATE TABLE search_index (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    vector tsvector NOT NULL,
    CONSTRAINT search_index_key PRIMARY KEY (tenant, id)
);
CREATE INDEX search_index_by_word ON search_index USING gin (vector);
