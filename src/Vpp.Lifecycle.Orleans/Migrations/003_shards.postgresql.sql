-- Participations over several databases. Every database has these tables; the first has the directory and the claims. docs/cluster.md says how they work together.

-- The directory: one row, and a row for each shard. Every change of the map is another epoch.
CREATE TABLE participation_shard_map (
    id              SMALLINT NOT NULL,
    cluster         TEXT {ordinal} NOT NULL,
    shards          INTEGER NOT NULL,
    epoch           BIGINT NOT NULL,
    is_complete     SMALLINT NOT NULL,
    claims_complete SMALLINT NOT NULL,
    CONSTRAINT participation_shard_map_pkey PRIMARY KEY (id)
);

CREATE TABLE participation_shard (
    shard     INTEGER NOT NULL,
    database  TEXT {ordinal} NOT NULL,
    moving_to TEXT {ordinal},
    epoch     BIGINT NOT NULL,
    CONSTRAINT participation_shard_pkey PRIMARY KEY (shard)
);

-- The databases that there have ever been, in an order that stays: positions of the feed have a part of each.
CREATE TABLE participation_shard_database (
    name    TEXT {ordinal} NOT NULL,
    ordinal INTEGER NOT NULL,
    CONSTRAINT participation_shard_database_pkey PRIMARY KEY (name),
    CONSTRAINT participation_shard_database_ordinal UNIQUE (ordinal)
);

-- Who has the device in the programme, or the key, while participations of several databases are made. since is this database's clock.
CREATE TABLE participation_claim (
    kind             TEXT {ordinal} NOT NULL,
    owner            TEXT {ordinal} NOT NULL,
    name             TEXT {ordinal} NOT NULL,
    participation_id TEXT {ordinal} NOT NULL,
    since            TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT participation_claim_pkey PRIMARY KEY (kind, owner, name)
);

CREATE INDEX participation_claim_age ON participation_claim (since) WHERE kind = 'key';

-- One row: which database of which cluster this is.
CREATE TABLE participation_database (
    id      SMALLINT NOT NULL,
    cluster TEXT {ordinal} NOT NULL,
    name    TEXT {ordinal} NOT NULL,
    CONSTRAINT participation_database_pkey PRIMARY KEY (id)
);

-- The shards of which this database takes new participations. Who makes one holds its shard's row, so that deleting it waits for them.
CREATE TABLE participation_shard_open (
    shard INTEGER NOT NULL,
    CONSTRAINT participation_shard_open_pkey PRIMARY KEY (shard)
);

-- What was made here of late, and what must not be made any more: of the two that write the same identifier one fails.
CREATE TABLE participation_creation (
    participation_id TEXT {ordinal} NOT NULL,
    shard            INTEGER NOT NULL,
    created_at       TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT participation_creation_pkey PRIMARY KEY (participation_id)
);

CREATE INDEX participation_creation_age ON participation_creation (created_at);

-- Rows that are on their way here. One of them is a participation's row once the database that it comes from has it no more.
CREATE TABLE participation_arriving (
    participation_id TEXT {ordinal} NOT NULL,
    shard            INTEGER NOT NULL,
    participation    TEXT NOT NULL,
    CONSTRAINT participation_arriving_pkey PRIMARY KEY (participation_id)
);

-- The databases that a silo knows beside the first, in order, with commas.
ALTER TABLE participation_silo ADD COLUMN databases TEXT NOT NULL DEFAULT '';
