-- What the lists for operators go by. changed_at is the host's clock at the latest write that changed more than what is only remembered: 2 is the outcome IGNORED.

ALTER TABLE participation ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;

UPDATE participation SET changed_at = COALESCE(
    (SELECT MAX(recorded_at) FROM participation_event WHERE participation_id = participation.id AND outcome <> 2), time_created);

-- The rows of one configuration lie together, in the order of the list: whichever configurations are asked for, a page is the first entries of some ranges.
CREATE INDEX participation_listed ON participation (account_id, live_mode, programme_id, configuration, time_created, id);
CREATE INDEX participation_changed ON participation (account_id, live_mode, programme_id, configuration, changed_at, id);
