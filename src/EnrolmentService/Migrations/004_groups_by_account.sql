-- Two accounts may use the same identifier for a group: its sites are found by their account and mode. What moves a location to another of these takes its groups from it.
ALTER TABLE location_group ADD COLUMN account_id TEXT {ordinal} NOT NULL DEFAULT '';
ALTER TABLE location_group ADD COLUMN live_mode SMALLINT NOT NULL DEFAULT 0;
UPDATE location_group SET
    account_id = (SELECT account_id FROM location WHERE location.id = location_group.location_id),
    live_mode = (SELECT live_mode FROM location WHERE location.id = location_group.location_id);
DROP INDEX location_group_of_group;
CREATE INDEX location_group_of_account ON location_group (account_id, live_mode, group_id, location_id);
