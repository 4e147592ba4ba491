-- Registers that came in as files: each import, its files and rows as they were
-- read, what people decided about them, and the columns they mapped. All of it
-- is housekeeping but the takings, which are recorded. Beside them the jobs
-- that read the files.
CREATE TABLE jobs (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    problem TEXT NOT NULL,
    CONSTRAINT jobs_key PRIMARY KEY (tenant, id)
);
CREATE INDEX jobs_by_due ON jobs (tenant, due_at, id);

CREATE TABLE imports (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    year BIGINT NOT NULL,
    CONSTRAINT imports_key PRIMARY KEY (tenant, id)
);

CREATE TABLE import_files (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    import BIGINT NOT NULL,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT NOT NULL,
    sender BIGINT NOT NULL,
    sender_area BIGINT NOT NULL,
    sender_reason TEXT NOT NULL,
    sender_sure BIGINT NOT NULL,
    year BIGINT NOT NULL,
    year_reason TEXT NOT NULL,
    chosen_body BIGINT NOT NULL,
    chosen_year BIGINT NOT NULL,
    chosen_field TEXT NOT NULL,
    chosen_entry TEXT NOT NULL,
    chosen_kind TEXT NOT NULL,
    sheets TEXT NOT NULL,
    CONSTRAINT import_files_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_files_by_import ON import_files (tenant, import, place);

CREATE TABLE import_rows (
    tenant BIGINT NOT NULL,
    import BIGINT NOT NULL,
    file BIGINT NOT NULL,
    spot BIGINT NOT NULL,
    sheet BIGINT NOT NULL,
    line BIGINT NOT NULL,
    state TEXT NOT NULL,
    choice TEXT NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL,
    said_entry BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    unknown_unit BIGINT NOT NULL,
    title_key TEXT NOT NULL,
    twin TEXT NOT NULL,
    texts TEXT NOT NULL,
    errors TEXT NOT NULL,
    notes TEXT NOT NULL,
    candidates TEXT NOT NULL,
    model BIGINT NOT NULL,
    version_before BIGINT NOT NULL,
    version_after BIGINT NOT NULL,
    taking BIGINT NOT NULL,
    CONSTRAINT import_rows_key PRIMARY KEY (tenant, file, spot)
) WITHOUT ROWID;
CREATE INDEX import_rows_by_title ON import_rows (tenant, import, body, title_key);
CREATE INDEX import_rows_by_taking ON import_rows (tenant, taking);

CREATE TABLE import_takings (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    import BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    year BIGINT NOT NULL,
    files BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    replicated BIGINT NOT NULL,
    edited BIGINT NOT NULL,
    units_added BIGINT NOT NULL,
    published BIGINT NOT NULL,
    undone BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT import_takings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_takings_by_import ON import_takings (tenant, import, id);

CREATE TABLE register_mappings (
    tenant BIGINT NOT NULL,
    signature TEXT NOT NULL,
    targets TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT register_mappings_key PRIMARY KEY (tenant, signature)
) WITHOUT ROWID;
