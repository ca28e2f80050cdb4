-- Where a silo runs, and at which address the others reach it.
ALTER TABLE participation_silo ADD COLUMN machine TEXT NOT NULL DEFAULT '';
ALTER TABLE participation_silo ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- One row: the cluster that the database is of, since its first silo.
CREATE TABLE participation_cluster_identity (
    id         SMALLINT NOT NULL,
    cluster_id TEXT {ordinal} NOT NULL,
    CONSTRAINT participation_cluster_identity_pkey PRIMARY KEY (id)
);

-- A database that has had a cluster is that one's.
INSERT INTO participation_cluster_identity (id, cluster_id)
SELECT 1, MIN(deployment_id) FROM participation_cluster HAVING COUNT(*) = 1;
