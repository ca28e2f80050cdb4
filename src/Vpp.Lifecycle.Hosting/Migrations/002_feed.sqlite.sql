-- One writer: positions in the order of its transactions. AUTOINCREMENT never gives one out twice.
CREATE TABLE participation_feed (
    position         INTEGER PRIMARY KEY AUTOINCREMENT,
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    kind             SMALLINT NOT NULL,
    account_id       TEXT {ordinal},
    live_mode        SMALLINT NOT NULL,
    recorded_at      BIGINT NOT NULL
);

CREATE INDEX participation_feed_of_account ON participation_feed (account_id, live_mode, position);
