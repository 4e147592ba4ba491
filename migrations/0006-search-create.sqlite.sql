-- What is found: one row an entry, its words beside it, and the full-text index
-- over these. Tables named *_index are made anew from others and not dumped.
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
) WITHOUT ROWID;

CREATE TABLE search_index (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title_folded TEXT NOT NULL,
    title_exact TEXT NOT NULL,
    text_folded TEXT NOT NULL,
    text_exact TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT search_index_key PRIMARY KEY (id)
);

-- External content: a contentless table of this engine's older versions cannot delete.
CREATE VIRTUAL TABLE search_fts USING fts5(
    title_folded, title_exact, text_folded, text_exact, tags,
    content = 'search_index', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
