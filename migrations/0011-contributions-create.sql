-- What went into models, from which source; a line may tell of few givers, so
-- that only sums are ever public.
CREATE TABLE contributions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    source TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    land_dm2 BIGINT NOT NULL,
    land_givers BIGINT NOT NULL,
    money BIGINT NOT NULL,
    money_givers BIGINT NOT NULL,
    half_days BIGINT NOT NULL,
    work_givers BIGINT NOT NULL,
    note TEXT NOT NULL,
    struck BIGINT NOT NULL,
    reason TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT contributions_key PRIMARY KEY (tenant, id)
);
CREATE INDEX contributions_of_model ON contributions (tenant, model, until, id);
CREATE INDEX contributions_of_body ON contributions (tenant, body, until);
