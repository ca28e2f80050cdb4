-- One script for both databases. {ordinal} is the collation that compares by bytes.
-- Times are UTC ticks: 100 ns since 0001-01-01. Booleans are 0 or 1.

CREATE TABLE account (
    id   TEXT {ordinal} PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE api_key (
    id          TEXT {ordinal} PRIMARY KEY,
    account_id  TEXT {ordinal} NOT NULL REFERENCES account (id),
    live_mode   SMALLINT NOT NULL,
    label       TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    revoked_at  BIGINT
);

CREATE TABLE provider (
    id           TEXT {ordinal} PRIMARY KEY,
    display_name TEXT NOT NULL,
    logo_url     TEXT
);

CREATE TABLE programme (
    id             TEXT {ordinal} PRIMARY KEY,
    provider_id    TEXT {ordinal} NOT NULL REFERENCES provider (id),
    display_name   TEXT NOT NULL,
    learn_more_url TEXT
);

CREATE TABLE location (
    id             TEXT {ordinal} PRIMARY KEY,
    account_id     TEXT {ordinal} NOT NULL REFERENCES account (id),
    live_mode      SMALLINT NOT NULL,
    street_address TEXT,
    city           TEXT,
    state_code     TEXT,
    zip_code       TEXT,
    first_name     TEXT,
    last_name      TEXT,
    email          TEXT,
    created_at     BIGINT NOT NULL
);

CREATE TABLE device (
    id           TEXT {ordinal} PRIMARY KEY,
    account_id   TEXT {ordinal} NOT NULL REFERENCES account (id),
    live_mode    SMALLINT NOT NULL,
    location_id  TEXT {ordinal} NOT NULL REFERENCES location (id),
    meter_access TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE TABLE site_group (
    id         TEXT {ordinal} NOT NULL,
    account_id TEXT {ordinal} NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE TABLE location_group (
    location_id TEXT {ordinal} NOT NULL REFERENCES location (id),
    group_id    TEXT {ordinal} NOT NULL,
    PRIMARY KEY (location_id, group_id)
);

-- version counts the writes, event_count the events: the sequence number of the latest one.
CREATE TABLE participation (
    id                     TEXT {ordinal} PRIMARY KEY,
    account_id             TEXT {ordinal} NOT NULL,
    live_mode              SMALLINT NOT NULL,
    device_id              TEXT {ordinal} NOT NULL,
    programme_id           TEXT {ordinal} NOT NULL,
    time_created           BIGINT NOT NULL,
    configuration          SMALLINT NOT NULL,
    is_open                SMALLINT NOT NULL,
    next_due_at            BIGINT,
    version                BIGINT NOT NULL,
    event_count            BIGINT NOT NULL,
    snapshot               TEXT NOT NULL,
    status_reason          TEXT,
    status_reason_visit    INTEGER,
    status_reason_of_pause SMALLINT,
    enrollment_updated_at  BIGINT
);

CREATE UNIQUE INDEX participation_open ON participation (device_id, programme_id) WHERE is_open = 1;
CREATE INDEX participation_of_device ON participation (device_id, time_created, id);
CREATE INDEX participation_of_programme ON participation (programme_id, account_id, live_mode, id);
CREATE INDEX participation_due ON participation (next_due_at) WHERE next_due_at IS NOT NULL;

CREATE TABLE participation_event (
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    recorded_at      BIGINT NOT NULL,
    outcome          SMALLINT NOT NULL,
    event            TEXT NOT NULL,
    PRIMARY KEY (participation_id, sequence)
);

-- status 0: claimed by a request that is still running.
CREATE TABLE idempotent_request (
    account_id   TEXT {ordinal} NOT NULL,
    live_mode    SMALLINT NOT NULL,
    key          TEXT {ordinal} NOT NULL,
    request_hash TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    status       SMALLINT NOT NULL,
    content_type TEXT,
    headers      TEXT,
    body         TEXT,
    PRIMARY KEY (account_id, live_mode, key)
);

CREATE INDEX idempotent_request_age ON idempotent_request (created_at);

CREATE TABLE service_secret (
    name  TEXT {ordinal} PRIMARY KEY,
    value TEXT NOT NULL
);
