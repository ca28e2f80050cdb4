namespace Vpp.Lifecycle.Orleans;

/// <summary>How a cluster divides its work. Set once, at start; every silo should have the same.</summary>
public sealed class ParticipationClusterOptions
{
    /// <summary>Into how many shares the look for deadlines is divided, each done by one silo at a time: 1 to 256, 8 by default. On SQLite there is one.</summary>
    public int DeadlineShards { get; set; } = 8;

    /// <summary>Into how many shares a bulk request is divided, each done by one silo: 1 to 256, 8 by default. On SQLite there is one.</summary>
    public int BulkShards { get; set; } = 8;
}
