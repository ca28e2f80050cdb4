-- A position of the feed is text: it says the entry's number and which entry has that number. What is stored goes on where it was.

ALTER TABLE webhook_endpoint ADD COLUMN from_text TEXT NOT NULL DEFAULT '';
UPDATE webhook_endpoint SET from_text = printf('%016x', from_position) || printf('%016x', COALESCE((SELECT token FROM participation_feed WHERE position = from_position), 0));
ALTER TABLE webhook_endpoint DROP COLUMN from_position;
ALTER TABLE webhook_endpoint RENAME COLUMN from_text TO from_position;

-- told: how many deliveries have been made in all. A delivery's ordinal is its number among them; up to now it was the event's number in the feed.
ALTER TABLE webhook_fan_out ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE webhook_fan_out ADD COLUMN position_text TEXT NOT NULL DEFAULT '';
UPDATE webhook_fan_out SET told = position,
    position_text = printf('%016x', position) || printf('%016x', COALESCE((SELECT token FROM participation_feed AS feed WHERE feed.position = webhook_fan_out.position), 0));
ALTER TABLE webhook_fan_out DROP COLUMN position;
ALTER TABLE webhook_fan_out RENAME COLUMN position_text TO position;

ALTER TABLE webhook_delivery RENAME COLUMN position TO ordinal;
