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

-- Movements with their themes of the year, and which models belong to them.
CREATE TABLE movements (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    first_year BIGINT NOT NULL,
    last_year BIGINT NOT NULL,
    basis TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT movements_key PRIMARY KEY (tenant, id)
);

CREATE TABLE themes (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    movement BIGINT NOT NULL,
    year BIGINT NOT NULL,
    theme TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT themes_key PRIMARY KEY (tenant, id),
    CONSTRAINT themes_once UNIQUE (tenant, movement, year)
);

CREATE TABLE memberships (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    movement BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    since_year BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT memberships_key PRIMARY KEY (tenant, id),
    CONSTRAINT memberships_once UNIQUE (tenant, model, movement)
);
CREATE INDEX memberships_of_movement ON memberships (tenant, movement, gone, model);

-- Lists of models that are published before a decision recognises them, and what
-- people say of them.
CREATE TABLE consultations (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    round BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    title TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    candidates TEXT NOT NULL,
    models TEXT NOT NULL,
    note TEXT NOT NULL,
    stopped BIGINT NOT NULL,
    reason TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT consultations_key PRIMARY KEY (tenant, id)
);
CREATE INDEX consultations_of_round ON consultations (tenant, round, id);
CREATE INDEX consultations_by_day ON consultations (tenant, closes_on, id);

CREATE TABLE opinions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    consultation BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    sent_on TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    reply TEXT NOT NULL,
    replied_on TEXT,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT opinions_key PRIMARY KEY (tenant, id),
    CONSTRAINT opinions_by_code UNIQUE (tenant, code)
);
CREATE INDEX opinions_of_consultation ON opinions (tenant, consultation, state, id);
CREATE INDEX opinions_waiting ON opinions (tenant, state, id);
