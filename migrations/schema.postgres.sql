-- Made by `./do schema` from the migrations; nobody edits it.

CREATE TABLE accounts (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    demo bigint NOT NULL,
    sort_key text NOT NULL,
    search_key text NOT NULL,
    CONSTRAINT accounts_key PRIMARY KEY (tenant, id),
    CONSTRAINT accounts_login UNIQUE (tenant, login)
);
CREATE INDEX accounts_by_name ON accounts USING btree (tenant, sort_key, id);

CREATE TABLE acts (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    object_kind text NOT NULL,
    object bigint NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    account bigint NOT NULL,
    area bigint NOT NULL,
    body bigint NOT NULL,
    visibility text NOT NULL,
    topics text NOT NULL,
    act_group bigint NOT NULL,
    salt bytea,
    content text,
    digest bytea NOT NULL,
    CONSTRAINT acts_key PRIMARY KEY (tenant, id),
    CONSTRAINT acts_object_version UNIQUE (tenant, object_kind, object, version)
);
CREATE INDEX acts_by_group ON acts USING btree (tenant, act_group);

CREATE TABLE api_tokens (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    account bigint NOT NULL,
    name text NOT NULL,
    hash bytea NOT NULL,
    made_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint,
    CONSTRAINT api_tokens_hash UNIQUE (tenant, hash),
    CONSTRAINT api_tokens_key PRIMARY KEY (tenant, id)
);
CREATE INDEX api_tokens_by_account ON api_tokens USING btree (tenant, account);

CREATE TABLE area_changes (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    day text NOT NULL,
    from_area bigint NOT NULL,
    to_area bigint NOT NULL,
    principal bigint NOT NULL,
    decision text NOT NULL,
    CONSTRAINT area_changes_key PRIMARY KEY (tenant, id),
    CONSTRAINT area_changes_once UNIQUE (tenant, day, from_area, to_area)
);

CREATE TABLE areas (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    area bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    full_name text NOT NULL,
    kind text NOT NULL,
    parent bigint NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    decision text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT areas_code_from UNIQUE (tenant, code, valid_from),
    CONSTRAINT areas_key PRIMARY KEY (tenant, id)
);

CREATE TABLE bodies (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    body bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    line text NOT NULL,
    area bigint NOT NULL,
    superior bigint NOT NULL,
    contact bigint NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    decision text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT bodies_code_from UNIQUE (tenant, code, valid_from),
    CONSTRAINT bodies_key PRIMARY KEY (tenant, id)
);

CREATE TABLE candidates (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    round bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    place bigint NOT NULL,
    put_in_on text NOT NULL,
    state text NOT NULL,
    asked text NOT NULL,
    asked_on text,
    answer text NOT NULL,
    answered_on text,
    discussion text NOT NULL,
    to_add text NOT NULL,
    meeting bigint NOT NULL,
    proposed_upwards bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT candidates_key PRIMARY KEY (tenant, id),
    CONSTRAINT candidates_once UNIQUE (tenant, round, model)
);
CREATE INDEX candidates_by_model ON candidates USING btree (tenant, model, id);
CREATE INDEX candidates_by_state ON candidates USING btree (tenant, state, id);

CREATE TABLE card_codes (
    tenant bigint NOT NULL,
    account bigint NOT NULL,
    place bigint NOT NULL,
    hash bytea NOT NULL,
    made_at bigint NOT NULL,
    used_at bigint,
    CONSTRAINT card_codes_key PRIMARY KEY (tenant, account, place)
);

CREATE TABLE citations (
    tenant bigint NOT NULL,
    document bigint NOT NULL,
    place bigint NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    type text NOT NULL,
    number text NOT NULL,
    issuer text NOT NULL,
    day text NOT NULL,
    partial bigint NOT NULL,
    named bigint NOT NULL,
    CONSTRAINT citations_key PRIMARY KEY (tenant, document, place)
);
CREATE INDEX citations_by_cited ON citations USING btree (tenant, code, document, place);

CREATE TABLE consultations (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    round bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    title text NOT NULL,
    opened_on text NOT NULL,
    closes_on text NOT NULL,
    candidates text NOT NULL,
    models text NOT NULL,
    note text NOT NULL,
    stopped bigint NOT NULL,
    reason text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT consultations_key PRIMARY KEY (tenant, id)
);
CREATE INDEX consultations_by_day ON consultations USING btree (tenant, closes_on, id);
CREATE INDEX consultations_of_round ON consultations USING btree (tenant, round, id);

CREATE TABLE contributions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    source text NOT NULL,
    since text NOT NULL,
    until text NOT NULL,
    land_dm2 bigint NOT NULL,
    land_givers bigint NOT NULL,
    money bigint NOT NULL,
    money_givers bigint NOT NULL,
    half_days bigint NOT NULL,
    work_givers bigint NOT NULL,
    note text NOT NULL,
    struck bigint NOT NULL,
    reason text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT contributions_key PRIMARY KEY (tenant, id)
);
CREATE INDEX contributions_of_body ON contributions USING btree (tenant, body, until);
CREATE INDEX contributions_of_model ON contributions USING btree (tenant, model, until, id);

CREATE TABLE count_deltas (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    counter text NOT NULL,
    delta bigint NOT NULL,
    CONSTRAINT count_deltas_key PRIMARY KEY (tenant, id)
);

CREATE TABLE counts (
    tenant bigint NOT NULL,
    counter text NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT counts_key PRIMARY KEY (tenant, counter)
);

CREATE TABLE decisions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    year bigint NOT NULL,
    number text NOT NULL,
    issued_on text NOT NULL,
    signer text NOT NULL,
    level text NOT NULL,
    round bigint NOT NULL,
    models bigint NOT NULL,
    file_name text NOT NULL,
    file_ending text NOT NULL,
    file_size bigint NOT NULL,
    file_hash text NOT NULL,
    demo bigint NOT NULL,
    number_key text NOT NULL,
    CONSTRAINT decisions_key PRIMARY KEY (tenant, id),
    CONSTRAINT decisions_number_once UNIQUE (tenant, body, year, number_key)
);

CREATE TABLE document_texts (
    tenant bigint NOT NULL,
    document bigint NOT NULL,
    text text NOT NULL,
    pages text NOT NULL,
    CONSTRAINT document_texts_key PRIMARY KEY (tenant, document)
);

CREATE TABLE documents (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    source text NOT NULL,
    type text NOT NULL,
    number text NOT NULL,
    issuer text NOT NULL,
    issued_at text NOT NULL,
    issued_on text,
    year bigint NOT NULL,
    signer_office text NOT NULL,
    subject text NOT NULL,
    recipients text NOT NULL,
    validity text NOT NULL,
    valid_from text,
    valid_to text,
    field text NOT NULL,
    citations text NOT NULL,
    sent_to text NOT NULL,
    reach text NOT NULL,
    allowed_by text NOT NULL,
    allowed_on text,
    stage text NOT NULL,
    reason text NOT NULL,
    opened bigint NOT NULL,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    file_ending text NOT NULL,
    file_size bigint NOT NULL,
    pages bigint NOT NULL,
    scanned bigint NOT NULL,
    text_hash text NOT NULL,
    demo bigint NOT NULL,
    code text NOT NULL,
    sort_day text NOT NULL,
    CONSTRAINT documents_key PRIMARY KEY (tenant, id)
);
CREATE INDEX documents_by_body ON documents USING btree (tenant, body, sort_day, id);
CREATE INDEX documents_by_code ON documents USING btree (tenant, code, id);
CREATE INDEX documents_by_day ON documents USING btree (tenant, sort_day, id);
CREATE INDEX documents_by_file ON documents USING btree (tenant, file_hash, id);
CREATE INDEX documents_by_reach ON documents USING btree (tenant, stage, reach, sort_day, id);
CREATE INDEX documents_by_text ON documents USING btree (tenant, text_hash, id);

CREATE TABLE drafts (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    account bigint NOT NULL,
    changed_at bigint NOT NULL,
    kind text NOT NULL,
    origin text NOT NULL,
    origin_id bigint NOT NULL,
    issued_on text,
    superior text NOT NULL,
    organisation text NOT NULL,
    number text NOT NULL,
    notation text NOT NULL,
    place text NOT NULL,
    subject text NOT NULL,
    addressed_to text NOT NULL,
    grounds text NOT NULL,
    text text NOT NULL,
    recipients text NOT NULL,
    authority text NOT NULL,
    signer text NOT NULL,
    signed_as bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT drafts_key PRIMARY KEY (tenant, id)
);
CREATE INDEX drafts_by_area ON drafts USING btree (tenant, area, id);
CREATE INDEX drafts_by_body ON drafts USING btree (tenant, body, id);

CREATE TABLE entries (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    model bigint NOT NULL,
    year bigint NOT NULL,
    entry text NOT NULL,
    kind text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    field text NOT NULL,
    title text NOT NULL,
    stage text NOT NULL,
    result text NOT NULL,
    registered_on text,
    entered_at bigint NOT NULL,
    ended_at bigint,
    act bigint NOT NULL,
    CONSTRAINT entries_key PRIMARY KEY (tenant, id),
    CONSTRAINT entries_once UNIQUE (tenant, model, year)
);
CREATE INDEX entries_by_year ON entries USING btree (tenant, year, body);

CREATE TABLE evidence (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    caption text NOT NULL,
    name text NOT NULL,
    ending text NOT NULL,
    size bigint NOT NULL,
    hash text NOT NULL,
    photo text NOT NULL,
    thumbnail text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    shown bigint NOT NULL,
    opened bigint NOT NULL,
    removed bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT evidence_key PRIMARY KEY (tenant, id)
);
CREATE INDEX evidence_by_model ON evidence USING btree (tenant, model, id);

CREATE TABLE exemplars (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    office text NOT NULL,
    field text NOT NULL,
    merit text NOT NULL,
    year bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    decision text NOT NULL,
    decided_on text,
    decided_by text NOT NULL,
    basis text NOT NULL,
    basis_text text NOT NULL,
    basis_on text,
    stage text NOT NULL,
    reason text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    sort_key text NOT NULL,
    CONSTRAINT exemplars_key PRIMARY KEY (tenant, id)
);
CREATE INDEX exemplars_in_order ON exemplars USING btree (tenant, sort_key, id, stage, year, area, body, field);

CREATE TABLE fulfilments (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    task bigint NOT NULL,
    period text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    model bigint NOT NULL,
    document bigint NOT NULL,
    pointed_on text NOT NULL,
    removed bigint NOT NULL,
    removed_for text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT fulfilments_key PRIMARY KEY (tenant, id)
);
CREATE INDEX fulfilments_of_model ON fulfilments USING btree (tenant, model, id);
CREATE INDEX fulfilments_of_task ON fulfilments USING btree (tenant, task, id);

CREATE TABLE heading_mappings (
    tenant bigint NOT NULL,
    owner bigint NOT NULL,
    signature text NOT NULL,
    targets text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT heading_mappings_key PRIMARY KEY (tenant, owner, signature)
);

CREATE TABLE heartbeats (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    period text NOT NULL,
    day text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    result text NOT NULL,
    note text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT heartbeats_key PRIMARY KEY (tenant, id),
    CONSTRAINT heartbeats_once UNIQUE (tenant, model, period)
);

CREATE TABLE import_files (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    import bigint NOT NULL,
    place bigint NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    size bigint NOT NULL,
    state text NOT NULL,
    problem text NOT NULL,
    sender bigint NOT NULL,
    sender_area bigint NOT NULL,
    sender_reason text NOT NULL,
    sender_sure bigint NOT NULL,
    year bigint NOT NULL,
    year_reason text NOT NULL,
    chosen_body bigint NOT NULL,
    chosen_year bigint NOT NULL,
    chosen_field text NOT NULL,
    chosen_entry text NOT NULL,
    chosen_kind text NOT NULL,
    sheets text NOT NULL,
    CONSTRAINT import_files_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_files_by_import ON import_files USING btree (tenant, import, place);

CREATE TABLE import_rows (
    tenant bigint NOT NULL,
    import bigint NOT NULL,
    file bigint NOT NULL,
    spot bigint NOT NULL,
    sheet bigint NOT NULL,
    line bigint NOT NULL,
    state text NOT NULL,
    choice text NOT NULL,
    year bigint NOT NULL,
    kind text NOT NULL,
    entry text NOT NULL,
    said_entry bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    unknown_unit bigint NOT NULL,
    title_key text NOT NULL,
    twin text NOT NULL,
    texts text NOT NULL,
    errors text NOT NULL,
    notes text NOT NULL,
    candidates text NOT NULL,
    model bigint NOT NULL,
    version_before bigint NOT NULL,
    version_after bigint NOT NULL,
    taking bigint NOT NULL,
    CONSTRAINT import_rows_key PRIMARY KEY (tenant, file, spot)
);
CREATE INDEX import_rows_by_taking ON import_rows USING btree (tenant, taking);
CREATE INDEX import_rows_by_title ON import_rows USING btree (tenant, import, body, title_key);

CREATE TABLE import_takings (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    import bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    year bigint NOT NULL,
    files bigint NOT NULL,
    fresh bigint NOT NULL,
    kept bigint NOT NULL,
    replicated bigint NOT NULL,
    edited bigint NOT NULL,
    units_added bigint NOT NULL,
    published bigint NOT NULL,
    undone bigint NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT import_takings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX import_takings_by_import ON import_takings USING btree (tenant, import, id);

CREATE TABLE imports (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    account bigint NOT NULL,
    at bigint NOT NULL,
    year bigint NOT NULL,
    CONSTRAINT imports_key PRIMARY KEY (tenant, id)
);

CREATE TABLE jobs (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    object bigint NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    lease_until bigint NOT NULL,
    holder bigint NOT NULL,
    problem text NOT NULL,
    CONSTRAINT jobs_key PRIMARY KEY (tenant, id)
);
CREATE INDEX jobs_by_due ON jobs USING btree (tenant, due_at, id);

CREATE TABLE ledger_head (
    tenant bigint NOT NULL,
    log bigint NOT NULL,
    origin text NOT NULL,
    size bigint NOT NULL,
    checkpoint text NOT NULL,
    hour bigint NOT NULL,
    epoch bigint NOT NULL,
    holder bigint NOT NULL,
    lease_until bigint NOT NULL,
    CONSTRAINT ledger_head_key PRIMARY KEY (tenant, log)
);

CREATE TABLE ledger_hours (
    tenant bigint NOT NULL,
    hour bigint NOT NULL,
    place bigint NOT NULL,
    act bigint NOT NULL,
    CONSTRAINT ledger_hours_key PRIMARY KEY (tenant, hour, place)
);

CREATE TABLE ledger_leaves (
    tenant bigint NOT NULL,
    log bigint NOT NULL,
    leaf bigint NOT NULL,
    act bigint NOT NULL,
    entry bytea NOT NULL,
    CONSTRAINT ledger_leaves_key PRIMARY KEY (tenant, log, leaf)
);
CREATE INDEX ledger_leaves_by_act ON ledger_leaves USING btree (tenant, act);

CREATE TABLE ledger_tiles (
    tenant bigint NOT NULL,
    log bigint NOT NULL,
    level bigint NOT NULL,
    tile bigint NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT ledger_tiles_key PRIMARY KEY (tenant, log, level, tile)
);

CREATE TABLE lives (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    course text NOT NULL,
    day text NOT NULL,
    reason text NOT NULL,
    lesson text NOT NULL,
    reply text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT lives_key PRIMARY KEY (tenant, id),
    CONSTRAINT lives_once UNIQUE (tenant, model)
);

CREATE TABLE meetings (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    round bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    held_on text NOT NULL,
    location text NOT NULL,
    members text NOT NULL,
    conclusion text NOT NULL,
    passed bigint NOT NULL,
    file_name text NOT NULL,
    file_ending text NOT NULL,
    file_size bigint NOT NULL,
    file_hash text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT meetings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX meetings_by_round ON meetings USING btree (tenant, round, id);

CREATE TABLE memberships (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    movement bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    since_year bigint NOT NULL,
    gone bigint NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT memberships_key PRIMARY KEY (tenant, id),
    CONSTRAINT memberships_once UNIQUE (tenant, model, movement)
);
CREATE INDEX memberships_of_movement ON memberships USING btree (tenant, movement, gone, model);

CREATE TABLE models (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    year bigint NOT NULL,
    entry text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    field text NOT NULL,
    title text NOT NULL,
    situation text NOT NULL,
    aims text NOT NULL,
    way_of_working text NOT NULL,
    forces text NOT NULL,
    resources text NOT NULL,
    timetable text NOT NULL,
    beneficiaries text NOT NULL,
    outputs text NOT NULL,
    keep_up text NOT NULL,
    measure text NOT NULL,
    baseline text NOT NULL,
    target text NOT NULL,
    result text NOT NULL,
    stage text NOT NULL,
    published bigint NOT NULL,
    origin bigint NOT NULL,
    registered_on text,
    signer text NOT NULL,
    entered_for bigint NOT NULL,
    reason text NOT NULL,
    import bigint NOT NULL,
    demo bigint NOT NULL,
    sort_key text NOT NULL,
    CONSTRAINT models_key PRIMARY KEY (tenant, id)
);
CREATE INDEX models_by_area ON models USING btree (tenant, area, published, sort_key);
CREATE INDEX models_by_body ON models USING btree (tenant, body, year, stage);
CREATE INDEX models_by_import ON models USING btree (tenant, import);
CREATE INDEX models_by_origin ON models USING btree (tenant, origin, id);
CREATE INDEX models_by_stage ON models USING btree (tenant, stage, published, id);
CREATE INDEX models_in_order ON models USING btree (tenant, sort_key, id, published, stage, year, kind, entry, area, body, field, registered_on);

CREATE TABLE movements (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    first_year bigint NOT NULL,
    last_year bigint NOT NULL,
    basis text NOT NULL,
    sort_key text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT movements_key PRIMARY KEY (tenant, id)
);

CREATE TABLE one_time_links (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    account bigint NOT NULL,
    purpose text NOT NULL,
    expires_at bigint NOT NULL,
    hash bytea NOT NULL,
    used_at bigint,
    CONSTRAINT one_time_links_hash UNIQUE (tenant, hash),
    CONSTRAINT one_time_links_key PRIMARY KEY (tenant, id)
);
CREATE INDEX one_time_links_by_account ON one_time_links USING btree (tenant, account);

CREATE TABLE opinions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    code text NOT NULL,
    consultation bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    sent_on text NOT NULL,
    text text NOT NULL,
    state text NOT NULL,
    reply text NOT NULL,
    replied_on text,
    reason text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT opinions_by_code UNIQUE (tenant, code),
    CONSTRAINT opinions_key PRIMARY KEY (tenant, id)
);
CREATE INDEX opinions_of_consultation ON opinions USING btree (tenant, consultation, state, id);
CREATE INDEX opinions_waiting ON opinions USING btree (tenant, state, id);

CREATE TABLE passwords (
    tenant bigint NOT NULL,
    account bigint NOT NULL,
    hash text NOT NULL,
    changed_at bigint NOT NULL,
    CONSTRAINT passwords_key PRIMARY KEY (tenant, account)
);

CREATE TABLE pending_acts (
    tenant bigint NOT NULL,
    act bigint NOT NULL,
    visibility text NOT NULL,
    CONSTRAINT pending_acts_key PRIMARY KEY (tenant, act)
);

CREATE TABLE plans (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    task bigint NOT NULL,
    period text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    stage text NOT NULL,
    promise text NOT NULL,
    document bigint NOT NULL,
    planned_on text,
    progress text NOT NULL,
    progress_on text,
    done_on text,
    result text NOT NULL,
    signer_office text NOT NULL,
    evidence text NOT NULL,
    submitted_on text,
    reason text NOT NULL,
    decided_on text,
    demo bigint NOT NULL,
    CONSTRAINT plans_key PRIMARY KEY (tenant, id),
    CONSTRAINT plans_once UNIQUE (tenant, task, period, body)
);
CREATE INDEX plans_of_body ON plans USING btree (tenant, body, task);

CREATE TABLE posts (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    account bigint NOT NULL,
    role text NOT NULL,
    body bigint NOT NULL,
    valid_from text NOT NULL,
    valid_to text,
    decision text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT posts_key PRIMARY KEY (tenant, id)
);
CREATE INDEX posts_by_account ON posts USING btree (tenant, account);
CREATE INDEX posts_by_body ON posts USING btree (tenant, body);

CREATE TABLE questions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    code text NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    asked_on text NOT NULL,
    asker text NOT NULL,
    text text NOT NULL,
    state text NOT NULL,
    answer text NOT NULL,
    answered_on text,
    reason text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT questions_by_code UNIQUE (tenant, code),
    CONSTRAINT questions_key PRIMARY KEY (tenant, id)
);
CREATE INDEX questions_of_model ON questions USING btree (tenant, model, state, id);
CREATE INDEX questions_waiting ON questions USING btree (tenant, state, id);

CREATE TABLE readings (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    account bigint NOT NULL,
    at bigint NOT NULL,
    name text NOT NULL,
    ending text NOT NULL,
    hash text NOT NULL,
    size bigint NOT NULL,
    state text NOT NULL,
    page bigint NOT NULL,
    of_pages bigint NOT NULL,
    problem text NOT NULL,
    text text NOT NULL,
    pages text NOT NULL,
    header text NOT NULL,
    CONSTRAINT readings_key PRIMARY KEY (tenant, id)
);
CREATE INDEX readings_by_account ON readings USING btree (tenant, account, id);
CREATE INDEX readings_by_hash ON readings USING btree (tenant, hash, id);

CREATE TABLE recognitions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    decision bigint NOT NULL,
    round bigint NOT NULL,
    candidate bigint NOT NULL,
    model bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    issuer bigint NOT NULL,
    year bigint NOT NULL,
    level text NOT NULL,
    number text NOT NULL,
    issued_on text NOT NULL,
    signer text NOT NULL,
    opened bigint NOT NULL,
    withdrawn bigint NOT NULL,
    withdrawn_on text,
    reason text NOT NULL,
    demo bigint NOT NULL,
    act bigint NOT NULL,
    CONSTRAINT recognitions_key PRIMARY KEY (tenant, id),
    CONSTRAINT recognitions_once UNIQUE (tenant, decision, model)
);
CREATE INDEX recognitions_by_decision ON recognitions USING btree (tenant, decision, id);
CREATE INDEX recognitions_by_model ON recognitions USING btree (tenant, model, year);

CREATE TABLE reminder_addresses (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    account bigint NOT NULL,
    address text NOT NULL,
    state text NOT NULL,
    code text NOT NULL,
    asked_at bigint NOT NULL,
    problem text NOT NULL,
    told text NOT NULL,
    told_at bigint,
    CONSTRAINT reminder_addresses_account UNIQUE (tenant, account),
    CONSTRAINT reminder_addresses_code UNIQUE (tenant, code),
    CONSTRAINT reminder_addresses_key PRIMARY KEY (tenant, id)
);

CREATE TABLE reminder_letters (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    account bigint NOT NULL,
    address bigint NOT NULL,
    kind text NOT NULL,
    day text NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    lease_until bigint NOT NULL,
    holder bigint NOT NULL,
    problem text NOT NULL,
    ended_at bigint,
    CONSTRAINT reminder_letters_key PRIMARY KEY (tenant, id),
    CONSTRAINT reminder_letters_one UNIQUE (tenant, account, kind, day, number)
);
CREATE INDEX reminder_letters_by_day ON reminder_letters USING btree (tenant, day, id);
CREATE INDEX reminder_letters_by_due ON reminder_letters USING btree (tenant, state, due_at, id);

CREATE TABLE replications (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    model bigint NOT NULL,
    origin bigint NOT NULL,
    day text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    changed text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT replications_key PRIMARY KEY (tenant, id),
    CONSTRAINT replications_once UNIQUE (tenant, model)
);

CREATE TABLE rounds (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    year bigint NOT NULL,
    title text NOT NULL,
    level text NOT NULL,
    scoring text NOT NULL,
    criteria text NOT NULL,
    form_version bigint NOT NULL,
    sample bigint NOT NULL,
    cut_off bigint NOT NULL,
    spread bigint NOT NULL,
    closes_on text,
    stage text NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT rounds_key PRIMARY KEY (tenant, id)
);
CREATE INDEX rounds_by_year ON rounds USING btree (tenant, year, id);

CREATE TABLE schema_migrations (
    number bigint NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    oldest_compatible bigint NOT NULL,
    applied_at bigint NOT NULL,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);

CREATE TABLE scores (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    round bigint NOT NULL,
    candidate bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    account bigint NOT NULL,
    role text NOT NULL,
    points text NOT NULL,
    total bigint NOT NULL,
    remark text NOT NULL,
    conflict bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT scores_key PRIMARY KEY (tenant, id),
    CONSTRAINT scores_once UNIQUE (tenant, candidate, account)
);
CREATE INDEX scores_by_round ON scores USING btree (tenant, round, candidate);

CREATE TABLE search_entries (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    field text NOT NULL,
    province bigint NOT NULL,
    year bigint NOT NULL,
    title text NOT NULL,
    names text NOT NULL,
    unit text NOT NULL,
    url text NOT NULL,
    text text NOT NULL,
    CONSTRAINT search_entries_key PRIMARY KEY (tenant, id)
);
CREATE INDEX search_entries_by_kind ON search_entries USING btree (tenant, kind, id);

CREATE TABLE search_index (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    vector tsvector NOT NULL,
    CONSTRAINT search_index_key PRIMARY KEY (tenant, id)
);
CREATE INDEX search_index_by_word ON search_index USING gin (vector);

CREATE TABLE search_values (
    tenant bigint NOT NULL,
    facet text NOT NULL,
    value text NOT NULL,
    label text NOT NULL,
    CONSTRAINT search_values_key PRIMARY KEY (tenant, facet, value)
);

CREATE TABLE second_factors (
    tenant bigint NOT NULL,
    account bigint NOT NULL,
    secret bytea NOT NULL,
    last_step bigint NOT NULL,
    enrolled_at bigint NOT NULL,
    CONSTRAINT second_factors_key PRIMARY KEY (tenant, account)
);

CREATE TABLE sessions (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    account bigint NOT NULL,
    hash bytea NOT NULL,
    stage text NOT NULL,
    shared_computer bigint NOT NULL,
    device text NOT NULL,
    started_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT sessions_hash UNIQUE (tenant, hash),
    CONSTRAINT sessions_key PRIMARY KEY (tenant, id)
);
CREATE INDEX sessions_by_account ON sessions USING btree (tenant, account);
CREATE INDEX sessions_by_start ON sessions USING btree (tenant, started_at);

CREATE TABLE settings (
    tenant bigint NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    CONSTRAINT settings_key PRIMARY KEY (tenant, name)
);

CREATE TABLE submissions (
    tenant bigint NOT NULL,
    act text NOT NULL,
    account bigint NOT NULL,
    digest bytea NOT NULL,
    answer text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT submissions_key PRIMARY KEY (tenant, act)
);
CREATE INDEX submissions_by_time ON submissions USING btree (tenant, at);

CREATE TABLE tasks (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    document bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    text text NOT NULL,
    product text NOT NULL,
    sentence text NOT NULL,
    whom text NOT NULL,
    due_kind text NOT NULL,
    due_on text,
    due_days bigint NOT NULL,
    counted_from text NOT NULL,
    assigned_on text NOT NULL,
    stage text NOT NULL,
    reason text NOT NULL,
    opened bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT tasks_key PRIMARY KEY (tenant, id)
);
CREATE INDEX tasks_of_body ON tasks USING btree (tenant, body, id);
CREATE INDEX tasks_of_document ON tasks USING btree (tenant, document, id);

CREATE TABLE themes (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    movement bigint NOT NULL,
    year bigint NOT NULL,
    theme text NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT themes_key PRIMARY KEY (tenant, id),
    CONSTRAINT themes_once UNIQUE (tenant, movement, year)
);

CREATE TABLE visits (
    tenant bigint NOT NULL,
    id bigint NOT NULL,
    version bigint NOT NULL,
    candidate bigint NOT NULL,
    body bigint NOT NULL,
    area bigint NOT NULL,
    visited_on text NOT NULL,
    visitors text NOT NULL,
    findings text NOT NULL,
    files bigint NOT NULL,
    demo bigint NOT NULL,
    CONSTRAINT visits_key PRIMARY KEY (tenant, id)
);
CREATE INDEX visits_by_candidate ON visits USING btree (tenant, candidate, id);
