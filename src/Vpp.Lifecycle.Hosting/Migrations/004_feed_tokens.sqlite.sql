-- Names the write that an entry tells of, and which of its events: a position of the feed has it beside the number, since a database that has lost commits gives numbers out again.
-- It is version_token XOR sequence of the event's row: (a | b) - (a & b), which SQLite has no operator for.

ALTER TABLE participation_feed ADD COLUMN token BIGINT NOT NULL DEFAULT 0;

UPDATE participation_feed SET token = COALESCE(
    (SELECT (event.version_token | event.sequence) - (event.version_token & event.sequence) FROM participation_event AS event
     WHERE event.participation_id = participation_feed.participation_id AND event.sequence = participation_feed.sequence), 0);
