-- The sites of a group, in order.
CREATE INDEX location_group_of_group ON location_group (group_id, location_id);
