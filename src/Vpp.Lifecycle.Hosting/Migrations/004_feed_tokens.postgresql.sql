-- token names the write that an entry tells of, and which of its events: a position of the feed has it beside the number, since a database that has lost commits gives numbers out again.
-- It is version_token XOR sequence of the event's row.
-- A row with a barrier_source is no entry: whoever reads the feeds of several databases passes it once the entries of that one are read up to barrier_position.

ALTER TABLE participation_outbox
    ADD COLUMN token BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN barrier_source TEXT {ordinal},
    ADD COLUMN barrier_position BIGINT;

ALTER TABLE participation_feed
    ADD COLUMN token BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN barrier_source TEXT {ordinal},
    ADD COLUMN barrier_position BIGINT;

UPDATE participation_outbox SET token = event.version_token # event.sequence FROM participation_event AS event
    WHERE event.participation_id = participation_outbox.participation_id AND event.sequence = participation_outbox.sequence;

UPDATE participation_feed SET token = event.version_token # event.sequence FROM participation_event AS event
    WHERE event.participation_id = participation_feed.participation_id AND event.sequence = participation_feed.sequence;

CREATE INDEX participation_feed_barrier ON participation_feed (position) WHERE barrier_source IS NOT NULL;
