-- Webhooks. One script for both databases. {ordinal} is the collation that compares by bytes. Times are UTC ticks: 100 ns since 0001-01-01. Booleans are 0 or 1.

-- creation_key: the Idempotency-Key of the request that made it, as long as that is remembered. types: names joined by commas, or NULL for all. secrets: JSON, the current one first. An endpoint gets events after from_position, and of those only what happens while it is enabled.
CREATE TABLE webhook_endpoint (
    id              TEXT {ordinal} PRIMARY KEY,
    account_id      TEXT {ordinal} NOT NULL,
    live_mode       SMALLINT NOT NULL,
    url             TEXT NOT NULL,
    description     TEXT,
    types           TEXT,
    secrets         TEXT NOT NULL,
    from_position   BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    disabled_at     BIGINT,
    disabled_reason SMALLINT,
    failing_since   BIGINT,
    creation_key    TEXT {ordinal},
    creation_digest TEXT {ordinal}
);

CREATE UNIQUE INDEX webhook_endpoint_creation ON webhook_endpoint (account_id, live_mode, creation_key) WHERE creation_key IS NOT NULL;

CREATE INDEX webhook_endpoint_of_account ON webhook_endpoint (account_id, live_mode, created_at, id);

-- One row: how far the feed has been made into deliveries, by whom, and how often the endpoints have changed. write_token names the last write.
CREATE TABLE webhook_fan_out (
    id          SMALLINT PRIMARY KEY,
    position    BIGINT NOT NULL,
    changes     BIGINT NOT NULL,
    holder      TEXT {ordinal} NOT NULL,
    held_until  BIGINT NOT NULL,
    write_token BIGINT NOT NULL
);

INSERT INTO webhook_fan_out (id, position, changes, holder, held_until, write_token) VALUES (1, 0, 0, '', 0, 0);

-- What is sent, once for all endpoints that it goes to.
CREATE TABLE webhook_message (
    event_id         TEXT {ordinal} PRIMARY KEY,
    type             TEXT NOT NULL,
    participation_id TEXT {ordinal} NOT NULL,
    recorded_at      BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    body             TEXT NOT NULL
);

CREATE INDEX webhook_message_age ON webhook_message (created_at);

-- next_at: when it is tried next; NULL where it is over. Where lease is not 0, an instance tries it until then. attempts: JSON, the latest ones.
CREATE TABLE webhook_delivery (
    id          TEXT {ordinal} PRIMARY KEY,
    endpoint_id TEXT {ordinal} NOT NULL,
    event_id    TEXT {ordinal} NOT NULL,
    position    BIGINT NOT NULL,
    status      SMALLINT NOT NULL,
    tries       INTEGER NOT NULL,
    next_at     BIGINT,
    lease       BIGINT NOT NULL,
    attempts    TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery (endpoint_id, position);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);
