-- One script for both databases. {ordinal} is the collation that compares by bytes.
-- Times are UTC ticks: 100 ns since 0001-01-01. Booleans are 0 or 1. docs/hosting.md says what each column means.

CREATE TABLE participation (
    id              TEXT {ordinal} NOT NULL,
    version         BIGINT NOT NULL,
    version_token   BIGINT NOT NULL,
    event_count     BIGINT NOT NULL,
    configuration   SMALLINT NOT NULL,
    is_open         SMALLINT NOT NULL,
    due_fingerprint BIGINT NOT NULL,
    next_due_at     BIGINT,
    account_id      TEXT {ordinal},
    live_mode       SMALLINT NOT NULL,
    device_id       TEXT {ordinal} NOT NULL,
    programme_id    TEXT {ordinal},
    time_created    BIGINT NOT NULL,
    snapshot        TEXT NOT NULL,
    host_data       TEXT,
    CONSTRAINT participation_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX participation_open ON participation (device_id, programme_id) WHERE is_open = 1;
CREATE INDEX participation_of_device ON participation (device_id, time_created, id);
CREATE INDEX participation_of_programme ON participation (programme_id, account_id, live_mode, id);
CREATE INDEX participation_due ON participation (due_fingerprint, next_due_at, id);

CREATE TABLE participation_event (
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    version          BIGINT NOT NULL,
    version_token    BIGINT NOT NULL,
    recorded_at      BIGINT NOT NULL,
    outcome          SMALLINT NOT NULL,
    event            TEXT NOT NULL,
    CONSTRAINT participation_event_pkey PRIMARY KEY (participation_id, sequence)
);

CREATE TABLE participation_visit (
    participation_id TEXT {ordinal} NOT NULL,
    visit_index      BIGINT NOT NULL,
    state            SMALLINT NOT NULL,
    entered_at       BIGINT NOT NULL,
    expected_at      BIGINT,
    reasons          SMALLINT NOT NULL,
    CONSTRAINT participation_visit_pkey PRIMARY KEY (participation_id, visit_index)
);

CREATE TABLE participation_checkpoint (
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    snapshot         TEXT NOT NULL,
    CONSTRAINT participation_checkpoint_pkey PRIMARY KEY (participation_id, sequence)
);

CREATE TABLE participation_set_aside (
    participation_id TEXT {ordinal} NOT NULL,
    fault            TEXT NOT NULL,
    since            BIGINT NOT NULL,
    CONSTRAINT participation_set_aside_pkey PRIMARY KEY (participation_id)
);

CREATE TABLE participation_idempotency (
    scope            TEXT {ordinal} NOT NULL,
    key              TEXT {ordinal} NOT NULL,
    request_digest   TEXT NOT NULL,
    kind             SMALLINT NOT NULL,
    created_at       BIGINT NOT NULL,
    participation_id TEXT,
    sequence         BIGINT,
    event_count      INTEGER,
    version          BIGINT,
    version_token    BIGINT,
    outcome          SMALLINT,
    configuration    SMALLINT,
    trigger_number   SMALLINT,
    trigger_index    INTEGER,
    code             TEXT,
    data             TEXT,
    host_data        TEXT,
    memo             TEXT,
    CONSTRAINT participation_idempotency_pkey PRIMARY KEY (scope, key)
);

CREATE INDEX participation_idempotency_age ON participation_idempotency (created_at);

-- One row: the settings that due times are derived under.
CREATE TABLE participation_due_settings (
    id          SMALLINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    adopted_at  BIGINT NOT NULL,
    CONSTRAINT participation_due_settings_pkey PRIMARY KEY (id)
);

-- One row: the last position given out, and the last one pruned.
CREATE TABLE participation_feed_state (
    id        SMALLINT NOT NULL,
    last      BIGINT NOT NULL,
    pruned_to BIGINT NOT NULL,
    CONSTRAINT participation_feed_state_pkey PRIMARY KEY (id)
);

INSERT INTO participation_feed_state (id, last, pruned_to) VALUES (1, 0, 0);
