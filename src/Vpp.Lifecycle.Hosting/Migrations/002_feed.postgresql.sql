-- Written with the event, in an order that respects each participation's; emptied by whoever gives out positions.
CREATE TABLE participation_outbox (
    ordinal          BIGINT GENERATED ALWAYS AS IDENTITY,
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    kind             SMALLINT NOT NULL,
    account_id       TEXT {ordinal},
    live_mode        SMALLINT NOT NULL,
    recorded_at      BIGINT NOT NULL
);

-- Only committed rows of the outbox come here, so that nothing appears behind a position that was read.
CREATE TABLE participation_feed (
    position         BIGINT NOT NULL,
    participation_id TEXT {ordinal} NOT NULL,
    sequence         BIGINT NOT NULL,
    kind             SMALLINT NOT NULL,
    account_id       TEXT {ordinal},
    live_mode        SMALLINT NOT NULL,
    recorded_at      BIGINT NOT NULL,
    CONSTRAINT participation_feed_pkey PRIMARY KEY (position)
);

CREATE INDEX participation_feed_of_account ON participation_feed (account_id, live_mode, position);
