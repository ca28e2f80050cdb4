using System.Data.Common;
using System.Reflection;

namespace Vpp.Lifecycle.Hosting;

/// <summary>How a host keeps participations. Set once, at start.</summary>
public sealed class ParticipationOptions
{
    private readonly List<MigrationSet> _migrations = [];

    internal string? ConnectionString { get; private set; }

    internal DatabaseKind Kind { get; private set; }

    /// <summary>Whether one process has the database for itself.</summary>
    internal bool IsOneProcess => Kind == DatabaseKind.Sqlite
        || (Kind == DatabaseKind.AsItSays && !new DbConnectionStringBuilder { ConnectionString = ConnectionString }.ContainsKey("Host"));

    internal IReadOnlyList<MigrationSet> Migrations => _migrations;

    /// <summary>What falls due by the passing of time; by default telemetry silence after 24 hours, and nothing else (R25).</summary>
    public LifecycleTimers Timers { get; set; } = LifecycleTimers.Default;

    /// <summary>The name under which events are recorded that fell due.</summary>
    public string TimerActor { get; set; } = LifecycleTimers.TimerActor;

    /// <summary>How often the deadline worker looks for what has fallen due: 10 ms to 30 days, 5 seconds by default.</summary>
    public TimeSpan DeadlinePolling { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether this instance's deadline worker runs; by default it does. Another host of the same database must, or nothing falls due.</summary>
    public bool RunsDeadlines { get; set; } = true;

    /// <summary>How many visits a participation's row keeps: 2 to 10,000, 100 by default. Earlier ones are paged (<see cref="IParticipationStore.VisitsAsync"/>).</summary>
    public int LatestVisits { get; set; } = 100;

    /// <summary>How many participations an instance remembers, some 5 KB each, so that a write need not read first, and a quarter as many for who reads the feed: 0 to 10,000,000, 16,384 by default.</summary>
    public int RememberedParticipations { get; set; } = 16_384;

    /// <summary>How many participations a bulk request writes in one transaction: 1 to 100,000, 5,000 by default.</summary>
    public int BulkBatch { get; set; } = 5_000;

    /// <summary>How long an idempotency key is remembered: 1 second to a year, 24 hours by default.</summary>
    public TimeSpan IdempotencyKeptFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long entries of the feed are kept: 1 second to ten years, 30 days by default. Histories are kept for ever.</summary>
    public TimeSpan FeedKeptFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How often an instance counts the participations by state for <c>vpp.participation.current</c>, if anybody asks for that: 1 second to a day, 1 minute by default. A count reads an index whole; the
    /// next one begins no earlier than after twenty times what the last took.
    /// </summary>
    public TimeSpan StateCounting { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a write waits for a row that another transaction holds, on PostgreSQL, before it is <see cref="Contended"/>: 10 ms to 5 minutes, 5 seconds by default.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Keeps participations in an SQLite file: one process, nothing to set up. The file is made where there is none, readable by its owner alone.</summary>
    /// <param name="file">The file's path.</param>
    /// <exception cref="ArgumentException">There is no path.</exception>
    public ParticipationOptions UseSqlite(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Use(DatabaseKind.Sqlite, new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = file }.ToString());
    }

    /// <summary>Keeps participations on PostgreSQL: any number of processes.</summary>
    /// <param name="connectionString">The connection string, as Npgsql reads it.</param>
    /// <exception cref="ArgumentException">There is no connection string.</exception>
    public ParticipationOptions UsePostgres(string connectionString) => Use(DatabaseKind.Postgres, connectionString);

    /// <summary>Keeps participations in the database that a connection string names: <c>Data Source=FILE</c> is SQLite, <c>Host=…</c> PostgreSQL.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <exception cref="ArgumentException">There is no connection string.</exception>
    public ParticipationOptions UseDatabase(string connectionString) => Use(DatabaseKind.AsItSays, connectionString);

    /// <summary>
    /// Adds a host's own tables: the embedded resources of an assembly whose names begin with a prefix and go on with a number of three digits, <c>001_accounts.sql</c> for one.
    /// Each is run once, in order of its number, after the store's own and in the same transaction. <c>{ordinal}</c> in them stands for the clause that makes a text column compare
    /// by bytes.
    /// </summary>
    /// <param name="name">The name under which the database remembers which have run.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resourcePrefix">The prefix, such as <c>Migrations/</c>.</param>
    /// <exception cref="ArgumentException">The name is empty, is taken or is the store's own, or there is no such resource.</exception>
    public ParticipationOptions AddMigrations(string name, Assembly assembly, string resourcePrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(resourcePrefix);
        if (name == MigrationSet.OwnName || _migrations.Any(set => set.Name == name))
            throw new ArgumentException($"The name {name} is taken.", nameof(name));
        var added = MigrationSet.Embedded(name, assembly, resourcePrefix);
        if (added.Scripts.Count == 0)
            throw new ArgumentException($"{assembly.GetName().Name} has no embedded resource {resourcePrefix}NNN….sql.", nameof(resourcePrefix));
        _migrations.Add(added);
        return this;
    }

    private ParticipationOptions Use(DatabaseKind kind, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        (Kind, ConnectionString) = (kind, connectionString);
        return this;
    }
}
