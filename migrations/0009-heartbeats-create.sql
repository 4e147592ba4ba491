-- Models after their registration: what bodies confirm each period, what was
-- paused or ended, from which model one was replicated, and what people ask the
-- place where one began.
CREATE TABLE heartbeats (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    period TEXT NOT NULL,
    day TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    result TEXT NOT NULL,
    note TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT heartbeats_key PRIMARY KEY (tenant, id),
    CONSTRAINT heartbeats_once UNIQUE (tenant, model, period)
);

CREATE TABLE lives (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    course TEXT NOT NULL,
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    lesson TEXT NOT NULL,
    reply TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT lives_key PRIMARY KEY (tenant, id),
    CONSTRAINT lives_once UNIQUE (tenant, model)
);

CREATE TABLE replications (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    origin BIGINT NOT NULL,
    day TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    changed TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT replications_key PRIMARY KEY (tenant, id),
    CONSTRAINT replications_once UNIQUE (tenant, model)
);
-- From a model to those that replicate it.
CREATE INDEX models_by_origin ON models (tenant, origin, id);

CREATE TABLE questions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    asked_on TEXT NOT NULL,
    asker TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_on TEXT,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT questions_key PRIMARY KEY (tenant, id),
    CONSTRAINT questions_by_code UNIQUE (tenant, code)
);
CREATE INDEX questions_of_model ON questions (tenant, model, state, id);
CREATE INDEX questions_waiting ON questions (tenant, state, id);

-- With the registration's day, which lists ask whether a model is still kept.
DROP INDEX models_in_order;
CREATE INDEX models_in_order ON models (tenant, sort_key, id, published, stage, year, kind, entry, area, body, field, registered_on);
-- With the stage, so that what one body has is not counted by walking the wider
-- index above.
DROP INDEX models_by_body;
CREATE INDEX models_by_body ON models (tenant, body, year, stage);
