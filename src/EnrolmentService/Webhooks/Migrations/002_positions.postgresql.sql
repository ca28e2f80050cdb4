-- A position of the feed is text: it says the entry's number and which entry has that number. What is stored goes on where it was.

ALTER TABLE webhook_endpoint ALTER COLUMN from_position TYPE TEXT {ordinal} USING lpad(to_hex(from_position), 16, '0');
UPDATE webhook_endpoint SET from_position = from_position || lpad(to_hex(COALESCE(
    (SELECT token FROM participation_feed WHERE position = ('x' || from_position)::bit(64)::bigint), 0)), 16, '0');

-- told: how many deliveries have been made in all. A delivery's ordinal is its number among them; up to now it was the event's number in the feed.
ALTER TABLE webhook_fan_out ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
UPDATE webhook_fan_out SET told = position;
ALTER TABLE webhook_fan_out ALTER COLUMN position TYPE TEXT {ordinal} USING lpad(to_hex(position), 16, '0');
UPDATE webhook_fan_out SET position = position || lpad(to_hex(COALESCE((SELECT token FROM participation_feed AS feed WHERE feed.position = told), 0)), 16, '0');

ALTER TABLE webhook_delivery RENAME COLUMN position TO ordinal;
