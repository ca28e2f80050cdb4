-- The service's own tables, beside those of Vpp.Lifecycle.Hosting. One script for both databases. {ordinal} is the collation that compares by bytes.
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

-- version is random and drawn anew whenever the location or its groups change. A write that finds another than it was made from sets it below zero, which the
-- check refuses, and with it the whole transaction.
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
    created_at     BIGINT NOT NULL,
    version        BIGINT NOT NULL CONSTRAINT location_version_current CHECK (version >= 0)
);

CREATE TABLE device (
    id           TEXT {ordinal} PRIMARY KEY,
    account_id   TEXT {ordinal} NOT NULL REFERENCES account (id),
    live_mode    SMALLINT NOT NULL CONSTRAINT device_unmoved CHECK (live_mode >= 0),
    location_id  TEXT {ordinal} NOT NULL REFERENCES location (id),
    meter_access TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE INDEX device_of_location ON device (location_id);

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

-- Status links are signed by the latest generation that signs already, and hold under every generation that is here.
CREATE TABLE status_link_secret (
    generation BIGINT PRIMARY KEY,
    secret     TEXT NOT NULL,
    signs_from BIGINT NOT NULL
);

-- Links of a participation that were signed before are void: revoked_at is part of what is signed from then on.
CREATE TABLE status_link_revocation (
    participation_id TEXT {ordinal} PRIMARY KEY,
    revoked_at       BIGINT NOT NULL
);
