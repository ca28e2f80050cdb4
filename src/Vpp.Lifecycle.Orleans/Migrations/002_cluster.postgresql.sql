-- Membership and reminders of Orleans on tables of our own. Its providers read their statements from OrleansQuery by key; the keys, the parameters and the names of the columns
-- are theirs, the statements ours. Where the database has them from elsewhere already, those stay.

CREATE TABLE participation_cluster (
    deployment_id TEXT {ordinal} NOT NULL,
    version       INTEGER NOT NULL,
    CONSTRAINT participation_cluster_pkey PRIMARY KEY (deployment_id)
);

CREATE TABLE participation_cluster_member (
    deployment_id   TEXT {ordinal} NOT NULL,
    address         TEXT {ordinal} NOT NULL,
    port            INTEGER NOT NULL,
    generation      INTEGER NOT NULL,
    silo_name       TEXT NOT NULL,
    host_name       TEXT NOT NULL,
    status          INTEGER NOT NULL,
    proxy_port      INTEGER NOT NULL,
    suspect_times   TEXT,
    start_time      TIMESTAMP (3) WITH TIME ZONE NOT NULL,
    i_am_alive_time TIMESTAMP (3) WITH TIME ZONE NOT NULL,
    CONSTRAINT participation_cluster_member_pkey PRIMARY KEY (deployment_id, address, port, generation)
);

CREATE TABLE participation_reminder (
    service_id    TEXT {ordinal} NOT NULL,
    grain_id      TEXT {ordinal} NOT NULL,
    reminder_name TEXT {ordinal} NOT NULL,
    start_time    TIMESTAMP (3) WITH TIME ZONE NOT NULL,
    period        BIGINT NOT NULL,
    grain_hash    INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    CONSTRAINT participation_reminder_pkey PRIMARY KEY (service_id, grain_id, reminder_name)
);

CREATE INDEX participation_reminder_by_hash ON participation_reminder (service_id, grain_hash);

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey  VARCHAR (64) NOT NULL,
    QueryText VARCHAR (8000) NOT NULL,
    CONSTRAINT OrleansQuery_Key PRIMARY KEY (QueryKey)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $sql$
    WITH added AS (
        INSERT INTO participation_cluster (deployment_id, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT COUNT(*) FROM added
$sql$),
('InsertMembershipKey', $sql$
    WITH advanced AS (
        UPDATE participation_cluster SET version = version + 1
        WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM participation_cluster_member
            WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deployment_id
    ), added AS (
        INSERT INTO participation_cluster_member (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM advanced
        RETURNING 1
    )
    SELECT COUNT(*) FROM added
$sql$),
('UpdateMembershipKey', $sql$
    WITH advanced AS (
        UPDATE participation_cluster SET version = version + 1 WHERE deployment_id = @DeploymentId AND version = @Version RETURNING deployment_id
    ), changed AS (
        UPDATE participation_cluster_member m SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime FROM advanced a
        WHERE m.deployment_id = a.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
        RETURNING 1
    )
    SELECT COUNT(*) FROM changed
$sql$),
('UpdateIAmAlivetimeKey', $sql$
    UPDATE participation_cluster_member SET i_am_alive_time = @IAmAliveTime
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$sql$),
('MembershipReadRowKey', $sql$
    SELECT c.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName, m.status AS Status,
        m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime
    FROM participation_cluster c LEFT JOIN participation_cluster_member m
        ON m.deployment_id = c.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE c.deployment_id = @DeploymentId
$sql$),
('MembershipReadAllKey', $sql$
    SELECT c.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName, m.status AS Status,
        m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime, m.i_am_alive_time AS IAmAliveTime
    FROM participation_cluster c LEFT JOIN participation_cluster_member m ON m.deployment_id = c.deployment_id
    WHERE c.deployment_id = @DeploymentId
$sql$),
('DeleteMembershipTableEntriesKey', $sql$
    WITH gone AS (DELETE FROM participation_cluster_member WHERE deployment_id = @DeploymentId)
    DELETE FROM participation_cluster WHERE deployment_id = @DeploymentId
$sql$),
('GatewaysQueryKey', $sql$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM participation_cluster_member
    WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$sql$),
('CleanupDefunctSiloEntriesKey', $sql$
    DELETE FROM participation_cluster_member WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3
$sql$),
('UpsertReminderRowKey', $sql$
    INSERT INTO participation_reminder (service_id, grain_id, reminder_name, start_time, period, grain_hash, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT (service_id, grain_id, reminder_name) DO UPDATE
    SET start_time = excluded.start_time, period = excluded.period, grain_hash = excluded.grain_hash, version = participation_reminder.version + 1
    RETURNING version AS Version
$sql$),
('ReadReminderRowsKey', $sql$
    SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version FROM participation_reminder
    WHERE service_id = @ServiceId AND grain_id = @GrainId
$sql$),
('ReadReminderRowKey', $sql$
    SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version FROM participation_reminder
    WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName
$sql$),
('ReadRangeRows1Key', $sql$
    SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version FROM participation_reminder
    WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$sql$),
('ReadRangeRows2Key', $sql$
    SELECT grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version FROM participation_reminder
    WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$sql$),
('DeleteReminderRowKey', $sql$
    WITH gone AS (
        DELETE FROM participation_reminder WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName AND version = @Version RETURNING 1
    )
    SELECT COUNT(*) FROM gone
$sql$),
('DeleteReminderRowsKey', $sql$
    DELETE FROM participation_reminder WHERE service_id = @ServiceId
$sql$)
ON CONFLICT (QueryKey) DO NOTHING;
