-- The silos that use the database. Each renews its row; times are UTC ticks.
CREATE TABLE participation_silo (
    silo          TEXT {ordinal} NOT NULL,
    cluster_id    TEXT {ordinal} NOT NULL,
    specification BIGINT NOT NULL,
    schema        TEXT NOT NULL,
    joined_at     BIGINT NOT NULL,
    seen_at       BIGINT NOT NULL,
    CONSTRAINT participation_silo_pkey PRIMARY KEY (silo)
);
