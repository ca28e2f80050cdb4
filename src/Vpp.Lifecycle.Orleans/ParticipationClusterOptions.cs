namespace Vpp.Lifecycle.Orleans;

/// <summary>How a cluster divides its work, and where participations lie. Set once, at start; every silo should have the same.</summary>
public sealed class ParticipationClusterOptions
{
    /// <summary>The name of the first database: the one of the host's own options, which has the directory of shards too.</summary>
    public const string FirstDatabase = "main";

    /// <summary>Into how many shares the look for deadlines is divided, each done by one silo at a time: 1 to 256, 8 by default. On SQLite there is one. With several databases, of each.</summary>
    public int DeadlineShards { get; set; } = 8;

    /// <summary>Into how many shares a bulk request is divided, each done by one silo: 1 to 256, 8 by default. On SQLite there is one. With several databases, of each.</summary>
    public int BulkShards { get; set; } = 8;

    /// <summary>
    /// PostgreSQL databases beside the first, over which participations are spread: their connection strings, as Npgsql reads them, by names of 1 to 32 of a–z, 0–9, <c>-</c> and <c>_</c>. None by
    /// default. The directory keeps the names, and never a connection string.
    /// </summary>
    public IDictionary<string, string> Databases { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Into how many shards participations are divided where there are several databases: a power of two from 1 to 256, 64 by default. A shard lies in one database, and is what can be moved. Chosen
    /// once: the directory keeps it.
    /// </summary>
    public int StorageShards { get; set; } = 64;

    internal bool HasSeveralDatabases => Databases.Count > 0;
}
