-- One process, one file: there are no other databases to know.
ALTER TABLE participation_silo ADD COLUMN databases TEXT NOT NULL DEFAULT '';
