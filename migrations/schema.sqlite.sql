-- Made by `./do schema` from the migrations; nobody edits it.

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

CREATE TABLE card_codes (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT card_codes_key PRIMARY KEY (tenant, account, place)
);

CREATE TABLE citations (
    tenant BIGINT NOT NULL,
    document BIGINT NOT NULL,
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    day TEXT NOT NULL,
    partial BIGINT NOT NULL,
    named BIGINT NOT NULL,
    CONSTRAINT citations_key PRIMARY KEY (tenant, document, place)
);
CREATE INDEX citations_by_cited ON citations (tenant, code, document, place);

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
CREATE INDEX consultations_by_day ON consultations (tenant, closes_on, id);
CREATE INDEX consultations_of_round ON consultations (tenant, round, id);

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
CREATE INDEX contributions_of_body ON contributions (tenant, body, until);
CREATE INDEX contributions_of_model ON contributions (tenant, model, until, id);

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

CREATE TABLE document_texts (
    tenant BIGINT NOT NULL,
    document BIGINT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    CONSTRAINT document_texts_key PRIMARY KEY (tenant, document)
);

CREATE TABLE documents (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    source TEXT NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_on TEXT,
    year BIGINT NOT NULL,
    signer_office TEXT NOT NULL,
    subject TEXT NOT NULL,
    recipients TEXT NOT NULL,
    validity TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    field TEXT NOT NULL,
    citations TEXT NOT NULL,
    sent_to TEXT NOT NULL,
    reach TEXT NOT NULL,
    allowed_by TEXT NOT NULL,
    allowed_on TEXT,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    file_hash TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_ending TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    scanned BIGINT NOT NULL,
    text_hash TEXT NOT NULL,
    demo BIGINT NOT NULL,
    code TEXT NOT NULL,
    sort_day TEXT NOT NULL,
    CONSTRAINT documents_key PRIMARY KEY (tenant, id)
);
CREATE INDEX documents_by_body ON documents (tenant, body, sort_day, id);
CREATE INDEX documents_by_code ON documents (tenant, code, id);
CREATE INDEX documents_by_day ON documents (tenant, sort_day, id);
CREATE INDEX documents_by_file ON documents (tenant, file_hash, id);
CREATE INDEX documents_by_reach ON documents (tenant, stage, reach, sort_day, id);
CREATE INDEX documents_by_text ON documents (tenant, text_hash, id);

CREATE TABLE drafts (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    origin_id BIGINT NOT NULL,
    issued_on TEXT,
    superior TEXT NOT NULL,
    organisation TEXT NOT NULL,
    number TEXT NOT NULL,
    notation TEXT NOT NULL,
    place TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressed_to TEXT NOT NULL,
    grounds TEXT NOT NULL,
    text TEXT NOT NULL,
    recipients TEXT NOT NULL,
    authority TEXT NOT NULL,
    signer TEXT NOT NULL,
    signed_as BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT drafts_key PRIMARY KEY (tenant, id)
);
CREATE INDEX drafts_by_area ON drafts (tenant, area, id);
CREATE INDEX drafts_by_body ON drafts (tenant, body, id);

CREATE TABLE entries (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    model BIGINT NOT NULL,
    year BIGINT NOT NULL,
    entry TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    field TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT NOT NULL,
    result TEXT NOT NULL,
    registered_on TEXT,
    entered_at BIGINT NOT NULL,
    ended_at BIGINT,
    act BIGINT NOT NULL,
    CONSTRAINT entries_key PRIMARY KEY (tenant, id),
    CONSTRAINT entries_once UNIQUE (tenant, model, year)
);
CREATE INDEX entries_by_year ON entries (tenant, year, body);

CREATE TABLE evidence (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    caption TEXT NOT NULL,
    name TEXT NOT NULL,
    ending TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    photo TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    CONSTRAINT evidence_key PRIMARY KEY (tenant, id)
);
CREATE INDEX evidence_by_model ON evidence (tenant, model, id);

CREATE TABLE exemplars (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    field TEXT NOT NULL,
    merit TEXT NOT NULL,
    year BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    decision TEXT NOT NULL,
    decided_on TEXT,
    decided_by TEXT NOT NULL,
    basis TEXT NOT NULL,
    basis_text TEXT NOT NULL,
    basis_on TEXT,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    CONSTRAINT exemplars_key PRIMARY KEY (tenant, id)
);
CREATE INDEX exemplars_in_order ON exemplars (tenant, sort_key, id, stage, year, area, body, field);

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
CREATE INDEX fulfilments_of_model ON fulfilments (tenant, model, id);
CREATE INDEX fulfilments_of_task ON fulfilments (tenant, task, id);

CREATE TABLE heading_mappings (
    tenant BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    signature TEXT NOT NULL,
    targets TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT heading_mappings_key PRIMARY KEY (tenant, owner, signature)
) WITHOUT ROWID;

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

CREATE TABLE import_files (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    import BIGINT NOT NULL,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT NOT NULL,
    sender BIGINT NOT NULL,
    sender_area BIGINT NOT NULL,
    sender_reason TEXT NOT NULL,
    sender_sure BIGINT NOT NULL,
    year BIGINT NOT NULL,
    year_reason TEXT NOT NULL,
    chosen_body BIGINT NOT NULL,
    chosen_year BIGINT NOT NULL,
    chosen_field TEXT NOT NULL,
    chosen_entry TEXT NOT NULL,
    chosen_kind TEXT NOT NULL,
    sheets TEXT NOT NULL,
    CONSTRAINT import_files_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_files_by_import ON import_files (tenant, import, place);

CREATE TABLE import_rows (
    tenant BIGINT NOT NULL,
    import BIGINT NOT NULL,
    file BIGINT NOT NULL,
    spot BIGINT NOT NULL,
    sheet BIGINT NOT NULL,
    line BIGINT NOT NULL,
    state TEXT NOT NULL,
    choice TEXT NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL,
    said_entry BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    unknown_unit BIGINT NOT NULL,
    title_key TEXT NOT NULL,
    twin TEXT NOT NULL,
    texts TEXT NOT NULL,
    errors TEXT NOT NULL,
    notes TEXT NOT NULL,
    candidates TEXT NOT NULL,
    model BIGINT NOT NULL,
    version_before BIGINT NOT NULL,
    version_after BIGINT NOT NULL,
    taking BIGINT NOT NULL,
    CONSTRAINT import_rows_key PRIMARY KEY (tenant, file, spot)
) WITHOUT ROWID;
CREATE INDEX import_rows_by_taking ON import_rows (tenant, taking);
CREATE INDEX import_rows_by_title ON import_rows (tenant, import, body, title_key);

CREATE TABLE import_takings (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    import BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    year BIGINT NOT NULL,
    files BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    replicated BIGINT NOT NULL,
    edited BIGINT NOT NULL,
    units_added BIGINT NOT NULL,
    published BIGINT NOT NULL,
    undone BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT import_takings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_takings_by_import ON import_takings (tenant, import, id);

CREATE TABLE imports (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    year BIGINT NOT NULL,
    CONSTRAINT imports_key PRIMARY KEY (tenant, id)
);

CREATE TABLE jobs (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    problem TEXT NOT NULL,
    CONSTRAINT jobs_key PRIMARY KEY (tenant, id)
);
CREATE INDEX jobs_by_due ON jobs (tenant, due_at, id);

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

CREATE TABLE ledger_hours (
    tenant BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    place BIGINT NOT NULL,
    act BIGINT NOT NULL,
    CONSTRAINT ledger_hours_key PRIMARY KEY (tenant, hour, place)
) WITHOUT ROWID;

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

CREATE TABLE models (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    entry TEXT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    field TEXT NOT NULL,
    title TEXT NOT NULL,
    situation TEXT NOT NULL,
    aims TEXT NOT NULL,
    way_of_working TEXT NOT NULL,
    forces TEXT NOT NULL,
    resources TEXT NOT NULL,
    timetable TEXT NOT NULL,
    beneficiaries TEXT NOT NULL,
    outputs TEXT NOT NULL,
    keep_up TEXT NOT NULL,
    measure TEXT NOT NULL,
    baseline TEXT NOT NULL,
    target TEXT NOT NULL,
    result TEXT NOT NULL,
    stage TEXT NOT NULL,
    published BIGINT NOT NULL,
    origin BIGINT NOT NULL,
    registered_on TEXT,
    signer TEXT NOT NULL,
    entered_for BIGINT NOT NULL,
    reason TEXT NOT NULL,
    import BIGINT NOT NULL,
    demo BIGINT NOT NULL,
    sort_key TEXT NOT NULL,
    CONSTRAINT models_key PRIMARY KEY (tenant, id)
);
CREATE INDEX models_by_area ON models (tenant, area, published, sort_key);
CREATE INDEX models_by_body ON models (tenant, body, year, stage);
CREATE INDEX models_by_import ON models (tenant, import);
CREATE INDEX models_by_origin ON models (tenant, origin, id);
CREATE INDEX models_by_stage ON models (tenant, stage, published, id);
CREATE INDEX models_in_order ON models (tenant, sort_key, id, published, stage, year, kind, entry, area, body, field, registered_on);

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

CREATE TABLE passwords (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    hash TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT passwords_key PRIMARY KEY (tenant, account)
);

CREATE TABLE pending_acts (
    tenant BIGINT NOT NULL,
    act BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    CONSTRAINT pending_acts_key PRIMARY KEY (tenant, act)
) WITHOUT ROWID;

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

CREATE TABLE readings (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    body BIGINT NOT NULL,
    area BIGINT NOT NULL,
    account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    ending TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    page BIGINT NOT NULL,
    of_pages BIGINT NOT NULL,
    problem TEXT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL, header TEXT NOT NULL DEFAULT '',
    CONSTRAINT readings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX readings_by_account ON readings (tenant, account, id);
CREATE INDEX readings_by_hash ON readings (tenant, hash, id);

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
CREATE INDEX recognitions_by_decision ON recognitions (tenant, decision, id);
CREATE INDEX recognitions_by_model ON recognitions (tenant, model, year);

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
CREATE INDEX reminder_letters_by_day ON reminder_letters (tenant, day, id);
CREATE INDEX reminder_letters_by_due ON reminder_letters (tenant, state, due_at, id);

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

CREATE TABLE schema_migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,checksum TEXT NOT NULL, oldest_compatible BIGINT NOT NULL,applied_at BIGINT NOT NULL);

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

CREATE TABLE search_entries (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    province BIGINT NOT NULL,
    year BIGINT NOT NULL,
    title TEXT NOT NULL,
    names TEXT NOT NULL,
    unit TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT search_entries_key PRIMARY KEY (tenant, id)
);
CREATE INDEX search_entries_by_kind ON search_entries (tenant, kind, id);

CREATE VIRTUAL TABLE search_fts USING fts5(
    title_folded, title_exact, text_folded, text_exact, tags,
    content = 'search_index', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);

CREATE TABLE search_index (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title_folded TEXT NOT NULL,
    title_exact TEXT NOT NULL,
    text_folded TEXT NOT NULL,
    text_exact TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT search_index_key PRIMARY KEY (id)
);

CREATE TABLE search_values (
    tenant BIGINT NOT NULL,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT search_values_key PRIMARY KEY (tenant, facet, value)
) WITHOUT ROWID;

CREATE TABLE second_factors (
    tenant BIGINT NOT NULL,
    account BIGINT NOT NULL,
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    CONSTRAINT second_factors_key PRIMARY KEY (tenant, account)
);

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

CREATE TABLE settings (
    tenant BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT settings_key PRIMARY KEY (tenant, name)
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
CREATE INDEX tasks_of_body ON tasks (tenant, body, id);
CREATE INDEX tasks_of_document ON tasks (tenant, document, id);

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
