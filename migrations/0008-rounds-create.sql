-- Rounds of appraisal with the models put in them, what appraisers and councils
-- said, and the numbered decisions that recognise models.
CREATE TABLE rounds (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    year BIGINT NOT NULL,
    title TEXT NOT NULL,
    level TEXT NOT NULL,
    scoring TEXT NOT NULL,
    criteria TEXT NOT NULL,
    form_version BIGINT NOT NULL,
    sample BIGINT NOT NULL,
    cut_off BIGINT NOT NULL,
    spread BIGINT NOT NULL,
    closes_on TEXT,
    stage TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT rounds_key PRIMARY KEY (tenant, id)
);
CREATE INDEX rounds_by_year ON rounds (tenant, year, id);

CREATE TABLE candidates (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    round BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    place BIGINT NOT NULL,
    put_in_on TEXT NOT NULL,
    state TEXT NOT NULL,
    asked TEXT NOT NULL,
    asked_on TEXT,
    answer TEXT NOT NULL,
    answered_on TEXT,
    discussion TEXT NOT NULL,
    to_add TEXT NOT NULL,
    meeting BIGINT NOT NULL,
    proposed_upwards BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT candidates_key PRIMARY KEY (tenant, id),
    CONSTRAINT candidates_once UNIQUE (tenant, round, model)
);
CREATE INDEX candidates_by_model ON candidates (tenant, model, id);
CREATE INDEX candidates_by_state ON candidates (tenant, state, id);

CREATE TABLE scores (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    round BIGINT NOT NULL,
    candidate BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    points TEXT NOT NULL,
    total BIGINT NOT NULL,
    remark TEXT NOT NULL,
    conflict BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT scores_key PRIMARY KEY (tenant, id),
    CONSTRAINT scores_once UNIQUE (tenant, candidate, account)
);
CREATE INDEX scores_by_round ON scores (tenant, round, candidate);

CREATE TABLE meetings (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    round BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    held_on TEXT NOT NULL,
    location TEXT NOT NULL,
    members TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    passed BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    file_ending TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT meetings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX meetings_by_round ON meetings (tenant, round, id);

CREATE TABLE visits (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    candidate BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    visited_on TEXT NOT NULL,
    visitors TEXT NOT NULL,
    findings TEXT NOT NULL,
    files BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT visits_key PRIMARY KEY (tenant, id)
);
CREATE INDEX visits_by_candidate ON visits (tenant, candidate, id);

-- number_key is the number as people mean it: one body does not use one number
-- twice in a year.
CREATE TABLE decisions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    year BIGINT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    signer TEXT NOT NULL,
    level TEXT NOT NULL,
    round BIGINT NOT NULL,
    models BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    file_ending TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    demo BIGINT NOT NULL,
    number_key TEXT NOT NULL,
    CONSTRAINT decisions_key PRIMARY KEY (tenant, id),
    CONSTRAINT decisions_number_once UNIQUE (tenant, body, year, number_key)
);

CREATE TABLE recognitions (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    decision BIGINT NOT NULL,
    round BIGINT NOT NULL,
    candidate BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    issuer BIGINT NOT NULL,
    year BIGINT NOT NULL,
    level TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    signer TEXT NOT NULL,
    opened BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    withdrawn_on TEXT,
    reason TEXT NOT NULL,
    demo BIGINT NOT NULL,
    act BIGINT NOT NULL,
    CONSTRAINT recognitions_key PRIMARY KEY (tenant, id),
    CONSTRAINT recognitions_once UNIQUE (tenant, decision, model)
);
CREATE INDEX recognitions_by_model ON recognitions (tenant, model, year);
CREATE INDEX recognitions_by_decision ON recognitions (tenant, decision, id);
