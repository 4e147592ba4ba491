-- People and their posts, recorded by acts; beside them what belongs to signing
-- in, which is housekeeping: secrets only as hashes, except the app's secret,
-- from which codes are computed.
CREATE TABLE accounts (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    demo BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    CONSTRAINT accounts_key PRIMARY KEY (tenant, id),
    CONSTRAINT accounts_login UNIQUE (tenant, login)
);
CREATE INDEX accounts_by_name ON accounts (tenant, sort_key, id);

CREATE TABLE posts (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    body BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    decision TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT posts_key PRIMARY KEY (tenant, id)
);
CREATE INDEX posts_by_account ON posts (tenant, account);
CREATE INDEX posts_by_body ON posts (tenant, body);

CREATE TABLE passwords (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    hash TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT passwords_key PRIMARY KEY (tenant, account)
);

CREATE TABLE second_factors (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    CONSTRAINT second_factors_key PRIMARY KEY (tenant, account)
);

CREATE TABLE card_codes (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT card_codes_key PRIMARY KEY (tenant, account, place)
);

CREATE TABLE one_time_links (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    account BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    used_at BIGINT,
    CONSTRAINT one_time_links_key PRIMARY KEY (tenant, id),
    CONSTRAINT one_time_links_hash UNIQUE (tenant, hash)
);
CREATE INDEX one_time_links_by_account ON one_time_links (tenant, account);

CREATE TABLE sessions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    stage TEXT NOT NULL,
    shared_computer BIGINT NOT NULL,
    device TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT sessions_key PRIMARY KEY (tenant, id),
    CONSTRAINT sessions_hash UNIQUE (tenant, hash)
);
CREATE INDEX sessions_by_account ON sessions (tenant, account);
CREATE INDEX sessions_by_start ON sessions (tenant, started_at);

CREATE TABLE api_tokens (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    CONSTRAINT api_tokens_key PRIMARY KEY (tenant, id),
    CONSTRAINT api_tokens_hash UNIQUE (tenant, hash)
);
CREATE INDEX api_tokens_by_account ON api_tokens (tenant, account);
