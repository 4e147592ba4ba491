-- Areas and bodies, each row one period of its life (valid_to is the first day
-- it no longer holds; NULL while it does).
CREATE TABLE areas (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    area BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    decision TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT areas_key PRIMARY KEY (tenant, id),
    CONSTRAINT areas_code_from UNIQUE (tenant, code, valid_from)
);

CREATE TABLE area_changes (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    from_area BIGINT NOT NULL,
    to_area BIGINT NOT NULL,
    principal BIGINT NOT NULL,
    decision TEXT NOT NULL,
    CONSTRAINT area_changes_key PRIMARY KEY (tenant, id),
    CONSTRAINT area_changes_once UNIQUE (tenant, day, from_area, to_area)
);

CREATE TABLE bodies (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    line TEXT NOT NULL,
    area BIGINT NOT NULL,
    superior BIGINT NOT NULL,
    contact BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    decision TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT bodies_key PRIMARY KEY (tenant, id),
    CONSTRAINT bodies_code_from UNIQUE (tenant, code, valid_from)
);
