-- What a body says fulfils its part of a task: a model of its own, or a paper of the
-- library; what is taken back stays, with the reason.
CREATE TABLE fulfilments (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    task BIGINT NOT NULL,
    period TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    model BIGINT NOT NULL,
    document BIGINT NOT NULL,
    pointed_on TEXT NOT NULL,
    removed BIGINT NOT NULL,
    removed_for TEXT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT fulfilments_key PRIMARY KEY (tenant, id)
);
CREATE INDEX fulfilments_of_task ON fulfilments (tenant, task, id);
CREATE INDEX fulfilments_of_model ON fulfilments (tenant, model, id);
