-- Reminders by e-mail: the address that an officer gave, which stands in no act, and
-- the letters that wait or went out. What a letter says is not kept: it is put
-- together when it goes.
CREATE TABLE reminder_addresses (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    code TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    problem TEXT NOT NULL,
    told TEXT NOT NULL,
    told_at BIGINT,
    CONSTRAINT reminder_addresses_key PRIMARY KEY (tenant, id),
    CONSTRAINT reminder_addresses_account UNIQUE (tenant, account),
    CONSTRAINT reminder_addresses_code UNIQUE (tenant, code)
);

CREATE TABLE reminder_letters (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    address BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    problem TEXT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT reminder_letters_key PRIMARY KEY (tenant, id),
    CONSTRAINT reminder_letters_one UNIQUE (tenant, account, kind, day, number)
);
CREATE INDEX reminder_letters_by_due ON reminder_letters (tenant, state, due_at, id);
CREATE INDEX reminder_letters_by_day ON reminder_letters (tenant, day, id);
