-- Acts (every version of every record), what waits for the ledger, counters,
-- submissions, and the ledger itself.
CREATE TABLE acts (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    object_kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL,
    area BIGINT NOT NULL,
    body BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    topics TEXT NOT NULL,
    act_group BIGINT NOT NULL,
    salt BYTEA,
    content TEXT,
    digest BYTEA NOT NULL,
    CONSTRAINT acts_key PRIMARY KEY (tenant, id),
    CONSTRAINT acts_object_version UNIQUE (tenant, object_kind, object, version)
);
CREATE INDEX acts_by_group ON acts (tenant, act_group);

CREATE TABLE pending_acts (
    tenant BIGINT NOT NULL,
    act BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    CONSTRAINT pending_acts_key PRIMARY KEY (tenant, act)
) WITHOUT ROWID;

CREATE TABLE count_deltas (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    counter TEXT NOT NULL,
    delta BIGINT NOT NULL,
    CONSTRAINT count_deltas_key PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE counts (
    tenant BIGINT NOT NULL,
    counter TEXT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT counts_key PRIMARY KEY (tenant, counter)
) WITHOUT ROWID;

CREATE TABLE submissions (
    tenant BIGINT NOT NULL,
    act TEXT NOT NULL,
    account BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT submissions_key PRIMARY KEY (tenant, act)
) WITHOUT ROWID;
CREATE INDEX submissions_by_time ON submissions (tenant, at);

CREATE TABLE ledger_head (
    tenant BIGINT NOT NULL,
    log BIGINT NOT NULL,
    origin TEXT NOT NULL,
    size BIGINT NOT NULL,
    checkpoint TEXT NOT NULL,
    hour BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    CONSTRAINT ledger_head_key PRIMARY KEY (tenant, log)
);

CREATE TABLE ledger_leaves (
    tenant BIGINT NOT NULL,
    log BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    act BIGINT NOT NULL,
    entry BYTEA NOT NULL,
    CONSTRAINT ledger_leaves_key PRIMARY KEY (tenant, log, leaf)
);
CREATE INDEX ledger_leaves_by_act ON ledger_leaves (tenant, act);

CREATE TABLE ledger_tiles (
    tenant BIGINT NOT NULL,
    log BIGINT NOT NULL,
    level BIGINT NOT NULL,
    tile BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    CONSTRAINT ledger_tiles_key PRIMARY KEY (tenant, log, level, tile)
);

-- The internal acts of one closed hour, in the order of their opaque leaf.
CREATE TABLE ledger_hours (
    tenant BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    place BIGINT NOT NULL,
    act BIGINT NOT NULL,
    CONSTRAINT ledger_hours_key PRIMARY KEY (tenant, hour, place)
) WITHOUT ROWID;

CREATE TABLE settings (
    tenant BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT settings_key PRIMARY KEY (tenant, name)
) WITHOUT ROWID;
