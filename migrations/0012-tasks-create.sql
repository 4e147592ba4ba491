-- What documents ask of bodies, and what each body answers.
CREATE TABLE tasks (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    document BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    text TEXT NOT NULL,
    product TEXT NOT NULL,
    sentence TEXT NOT NULL,
    whom TEXT NOT NULL,
    due_kind TEXT NOT NULL,
    due_on TEXT,
    due_days BIGINT NOT NULL,
    counted_from TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT tasks_key PRIMARY KEY (tenant, id)
);
CREATE INDEX tasks_of_document ON tasks (tenant, document, id);
CREATE INDEX tasks_of_body ON tasks (tenant, body, id);

-- One body's part of a task, in one period of it ("" where it is asked once).
CREATE TABLE plans (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    task BIGINT NOT NULL,
    period TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    stage TEXT NOT NULL,
    promise TEXT NOT NULL,
    document BIGINT NOT NULL,
    planned_on TEXT,
    progress TEXT NOT NULL,
    progress_on TEXT,
    done_on TEXT,
    result TEXT NOT NULL,
    signer_office TEXT NOT NULL,
    evidence TEXT NOT NULL,
    submitted_on TEXT,
    reason TEXT NOT NULL,
    decided_on TEXT,
    demo BIGINT NOT NULL,
    CONSTRAINT plans_key PRIMARY KEY (tenant, id),
    CONSTRAINT plans_once UNIQUE (tenant, task, period, body)
);
CREATE INDEX plans_of_body ON plans (tenant, body, task);
